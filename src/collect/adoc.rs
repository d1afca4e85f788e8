//! `AsciiDoc` (.adoc): markup is masked with spaces, so that positions stay those of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::{Context, Reading, Refused, plain};
use crate::claim::Source;

/// Reads a document; listings, comments and attributes are no text.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every format")]
pub(super) fn read(
    text: &Arc<str>,
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let title = text.lines().find_map(|it| it.strip_prefix("= ")).map(|it| it.trim().to_owned());
    source.title = source.title.take().or(title);
    Ok(plain::laid_out(text, &masked(text), context))
}

/// The text without its markup, of the same length.
fn masked(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    // The line that ends what is left out, and whether a table is open.
    let mut closing: Option<&str> = None;
    let mut is_table = false;
    // Which fences are closed further down: another opens nothing.
    let mut last = BTreeMap::<&str, usize>::new();
    for (index, line) in text.lines().enumerate() {
        last.insert(line.trim_end(), index);
    }
    let mut before = "";
    for (index, line) in text.split_inclusive('\n').enumerate() {
        let own = line.trim_end();
        // A line of signs as long as that above is a title's.
        let above = std::mem::replace(&mut before, own);
        let is_title = !above.is_empty() && above.chars().count().abs_diff(own.len()) <= 2;
        let end = if own.starts_with("```") { "```" } else { own };
        let is_closed = last.get(end).is_some_and(|it| *it > index);
        let blank = |out: &mut String| out.push_str(&spaces(line));
        if let Some(end) = closing {
            closing = Some(end).filter(|it| *it != own);
            blank(&mut out);
        } else if ["-", ".", "/"].iter().any(|it| is_fence(own, it)) || own.starts_with("```") {
            closing = Some(end).filter(|_| is_closed && !is_title);
            blank(&mut out);
        } else if matches!(own, "|===" | ",===" | ":===") {
            is_table = !is_table;
            blank(&mut out);
        } else if ["=", "*", "_", "+"].iter().any(|it| is_fence(own, it)) || is_silent(own) {
            blank(&mut out);
        } else if is_table {
            out.push_str(line);
        } else {
            out.push_str(&inline(&heading(line)));
        }
    }
    out
}

fn spaces(text: &str) -> String {
    text.bytes().map(|it| if matches!(it, b'\n' | b'\r') { char::from(it) } else { ' ' }).collect()
}

/// A line of four signs and more, as blocks begin and end with.
fn is_fence(line: &str, sign: &str) -> bool {
    line.len() >= 4 && line.replace(sign, "").is_empty()
}

/// `:name: value`, `// remark`, `[quote, who]`, `image::file[]`, `'''`
fn is_silent(line: &str) -> bool {
    let is_attribute = line.starts_with(':')
        && line[1..].find(':').is_some_and(|it| it > 0 && !line[1..=it].contains(' '));
    is_attribute
        || line.starts_with("//")
        || line.starts_with("'''")
        || line.starts_with('[') && line.ends_with(']')
        || ["image::", "include::", "video::", "audio::", "toc::"]
            .iter()
            .any(|it| line.starts_with(it))
}

/// A heading without its signs.
fn heading(line: &str) -> String {
    let signs = line.bytes().take_while(|it| matches!(it, b'=' | b'#')).count();
    // ".Title" stands above a block.
    let is_title = line.starts_with('.') && line[1..].starts_with(char::is_alphabetic);
    let hidden = match line.as_bytes().get(signs) {
        Some(b' ') if (1..=6).contains(&signs) => signs,
        _ => usize::from(is_title),
    };
    " ".repeat(hidden) + &line[hidden..]
}

/// Text without the signs of its style, and links without their addresses.
fn inline(line: &str) -> String {
    let mut out: Vec<u8> = line.as_bytes().to_vec();
    let mut hide = |from: usize, to: usize| {
        for it in out.get_mut(from..to).into_iter().flatten() {
            if !matches!(it, b'\n' | b'\r') {
                *it = b' ';
            }
        }
    };
    let mut at = 0;
    while at < line.len() {
        let rest = &line[at..];
        let is_macro = [
            "link:",
            "xref:",
            "mailto:",
            "http://",
            "https://",
            "image:",
            "footnote:",
            "kbd:",
            "stem:",
        ]
        .iter()
        .any(|it| rest.starts_with(it));
        if is_macro {
            let target = rest.find(['[', ' ', '\n']).unwrap_or(rest.len());
            let is_labelled = rest[target..].starts_with('[');
            hide(at, at + target + usize::from(is_labelled));
            if is_labelled && let Some(close) = rest[target..].find(']') {
                hide(at + target + close, at + target + close + 1);
                // What a picture is called is no text of the page.
                if rest.starts_with("image:") {
                    hide(at, at + target + close + 1);
                }
            }
            at += target + usize::from(is_labelled);
            continue;
        }
        let close = |open: &str, end: &str| {
            const NEAR: usize = 80;
            let near = &rest[..rest.floor_char_boundary(NEAR)];
            rest.starts_with(open).then(|| near.find(end).map(|it| it + end.len())).flatten()
        };
        // `<<id,text>>`, `{name}`
        if let Some(length) = close("<<", ">>").or_else(|| close("{", "}").filter(|it| *it < 60)) {
            let shown = rest[..length].find(',').filter(|_| rest.starts_with("<<"));
            hide(at, at + shown.map_or(length, |it| it + 1));
            hide(at + length - 2.min(length), at + length);
            at += length;
            continue;
        }
        let first = rest.chars().next().map_or(1, char::len_utf8);
        if matches!(rest.as_bytes()[0], b'*' | b'_' | b'`' | b'#')
            && !(at == 0 && rest.starts_with("* "))
        {
            hide(at, at + 1);
        }
        at += first;
    }
    String::from_utf8(out).unwrap_or_else(|_| spaces(line))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn markup_is_masked_and_text_stays() {
        let cases = [
            ("= Boats\n:year: 2031\n\nSome *68,000* men.", "Boats Some 68,000 men."),
            (
                "// 9 men\nSee https://x.y/12[the port] and link:a7.html[12 boats].",
                "See the port and 12 boats .",
            ),
            ("----\n44 lines\n----\n7 men", "7 men"),
            ("[cols=2]\n|===\n| Port | Boats\n| Ilo | 7\n|===", "| Port | Boats | Ilo | 7"),
            ("<<t1,Table>> shows {n} of 12.", "Table shows of 12."),
            ("image::map4.png[Map of 3]\n* one of 5", "* one of 5"),
            ("```rust\nlet x = 3;\n```\n9 men", "9 men"),
            ("Storms\n------\n\n9 men\n", "Storms 9 men"),
            ("----\n9 men\n", "9 men"),
            ("{", "{"),
        ];
        for (text, expected) in cases {
            let masked = masked(text);
            assert_eq!(masked.len(), text.len(), "{text}");
            assert_eq!(masked.split_whitespace().collect::<Vec<_>>().join(" "), expected, "{text}");
        }
    }
}
