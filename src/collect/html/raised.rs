//! What is raised above its line: a power, or the mark of a note, which is no part of any number.

use std::borrow::Cow;

use super::Run;
use crate::claim::Span;

/// Units of which squares and cubes are written so.
const LENGTHS: &[&str] = &["m", "km", "cm", "mm", "dm", "ft", "in", "mi", "yd"];

/// The text of a line: its pieces with the bytes they stand for, notes left out and powers as raised digits.
pub(super) fn line(runs: &[Run], file: &str, mut push: impl FnMut(&str, Span)) {
    let text = |it: &Run| file.get(it.span.range()).unwrap_or_default();
    let mut before = String::new();
    for (at, run) in runs.iter().enumerate() {
        let next = runs.get(at + 1).map_or("", text);
        if let Some(read) = Some(text(run)).filter(|_| run.style.is_raised).and_then(|it| {
            let number = it.trim();
            is_number(number).then(|| read(number, &before, next))
        }) {
            before += &read;
            if !read.is_empty() {
                push(&read, run.span);
            }
            continue;
        }
        for (piece, span) in run.pieces(file) {
            let piece = piece.replace(['\n', '\r', '\t'], " ");
            before += &piece;
            push(&piece, span);
        }
    }
}

/// `6`, `−3`, `1,2`: what is raised and no letters.
fn is_number(text: &str) -> bool {
    text.starts_with(|it: char| it.is_ascii_digit() || "-−".contains(it))
        && text.chars().all(|it| it.is_ascii_digit() || "-−–, ".contains(it))
}

/// What a raised number stands for; nothing where it is the mark of a note.
fn read<'t>(number: &'t str, before: &str, next: &str) -> Cow<'t, str> {
    // `5<sup>1</sup>/<sub>2</sub>`
    if next.starts_with(['/', '⁄']) {
        let follows_whole = before.ends_with(|it: char| it.is_ascii_digit());
        return if follows_whole { format!(" {number}").into() } else { number.into() };
    }
    let word = before.rfind(|it: char| !it.is_alphabetic()).map_or(before, |at| {
        let end = before[at..].chars().next().map_or(1, char::len_utf8);
        &before[at + end..]
    });
    let is_area = matches!(number, "2" | "3") && LENGTHS.contains(&word);
    let ten = before.strip_suffix("10").unwrap_or("0");
    let is_power = number.len() < 6 && !number.contains([',', ' ', '–']) && !ten.ends_with(is_part);
    if !is_area && !is_power {
        return "".into();
    }
    number.chars().map(raised).collect::<String>().into()
}

/// Whether a character before "10" makes it a part of a longer number.
fn is_part(c: char) -> bool {
    c.is_ascii_digit() || ".,".contains(c)
}

fn raised(c: char) -> char {
    const DIGITS: [char; 10] = ['⁰', '¹', '²', '³', '⁴', '⁵', '⁶', '⁷', '⁸', '⁹'];
    match c.to_digit(10).and_then(|it| DIGITS.get(usize::try_from(it).ok()?)) {
        Some(it) => *it,
        None => '⁻',
    }
}
