//! JSON as every format of programs writes it: what a terminal would obey is escaped, so that it may be printed, and
//! reads back as it was (RFC 8259, 7).

use std::borrow::Cow;
use std::io;

use serde::Serialize;

use crate::claim::is_control;
use crate::error::Error;

/// Writes a value on one line, without a line end.
pub(super) fn line(out: &mut dyn io::Write, value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string(value).map_err(io::Error::from)?;
    Ok(out.write_all(escaped(&text).as_bytes())?)
}

/// Writes a value over several lines, with a line end.
pub(super) fn pretty(out: &mut dyn io::Write, value: &impl Serialize) -> Result<(), Error> {
    let text = serde_json::to_string_pretty(value).map_err(io::Error::from)?;
    out.write_all(escaped(&text).as_bytes())?;
    Ok(out.write_all(b"\n")?)
}

/// Outside of texts JSON has no such character but its line ends, which are no part of a text.
fn escaped(json: &str) -> Cow<'_, str> {
    let is_escaped = |it: char| it != '\n' && is_control(it);
    if !json.contains(is_escaped) {
        return Cow::Borrowed(json);
    }
    let mut text = String::with_capacity(json.len());
    for it in json.chars() {
        if is_escaped(it) {
            text.extend(["\\u".to_owned(), format!("{:04x}", u32::from(it))]);
        } else {
            text.push(it);
        }
    }
    Cow::Owned(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_terminal_would_obey_is_escaped_and_reads_back() {
        let value = "a\u{9b}31m\u{7f}\u{202e}\u{1b}[2J é 万";
        let mut text = Vec::new();
        line(&mut text, &value).unwrap();
        let text = String::from_utf8(text).unwrap();
        assert_eq!(text, "\"a\\u009b31m\\u007f\\u202e\\u001b[2J é 万\"");
        assert_eq!(serde_json::from_str::<String>(&text).unwrap(), value);
    }
}
