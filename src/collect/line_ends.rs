//! Line ends: a text reads the same however its lines end, so every reader and every grammar sees LF alone.

use std::borrow::Cow;

/// The text with each line end (LF, CR LF, CR) as LF, and where bytes of line ends were left out: the offset of the LF
/// they stood before, once for each byte.
pub(super) fn unified(text: &str) -> (Cow<'_, str>, Vec<usize>) {
    if !text.contains('\r') {
        return (text.into(), Vec::new());
    }
    let mut unified = String::with_capacity(text.len());
    let mut left_out = Vec::new();
    let mut rest = text;
    while let Some(at) = rest.find('\r') {
        unified.push_str(&rest[..at]);
        // A line that was ended for DOS twice ends in CR CR LF.
        let length = ["\r\r\n", "\r\n"].iter().find(|it| rest[at..].starts_with(**it));
        let length = length.map_or(1, |it| it.len());
        left_out.extend(std::iter::repeat_n(unified.len(), length - 1));
        unified.push('\n');
        rest = &rest[at + length..];
    }
    unified.push_str(rest);
    (unified.into(), left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_line_end_is_one_byte() {
        let cases: [(&str, &str, &[usize]); 5] = [
            ("a\nb", "a\nb", &[]),
            ("a\r\nb\r\n", "a\nb\n", &[1, 3]),
            ("a\rb\r\rc", "a\nb\n\nc", &[]),
            ("a\r\r\nb", "a\nb", &[1, 1]),
            ("\r\n\r\n\r", "\n\n\n", &[0, 1]),
        ];
        for (text, expected, left_out) in cases {
            assert_eq!(unified(text), (expected.into(), left_out.to_vec()), "{text:?}");
        }
    }
}
