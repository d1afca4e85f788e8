//! Figures beside characters that nobody could read (U+FFFD): they may have lost digits.

use crate::claim::{LineStarts, Oddity, Origin, Span, UNREAD, is_lost};

/// How many figures of a text stand beside such characters, and where the first one does.
pub(super) fn figures(text: &str, origin: &Origin, lines: &LineStarts) -> Option<Oddity> {
    if !text.contains(UNREAD) {
        return None;
    }
    let words: Vec<&str> = text.split_ascii_whitespace().collect();
    let has_digit = |it: &str| it.contains(|it: char| it.is_numeric());
    let is_meant = |index: &usize| {
        let before = index.checked_sub(1).and_then(|it| words.get(it));
        has_digit(words[*index])
            && (words[*index].contains(UNREAD)
                || before.is_some_and(|it| is_lost(it))
                || words.get(index + 1).is_some_and(|it| is_lost(it)))
    };
    let found: Vec<usize> = (0..words.len()).filter(is_meant).collect();
    let first = words.get(*found.first()?)?;
    let start = (first.as_ptr() as usize).saturating_sub(text.as_ptr() as usize);
    let place = origin.position(Span::new(start, start + first.len()), text, lines);
    let (stands, them) =
        if found.len() == 1 { ("figure stands", "it") } else { ("figures stand", "them") };
    let line = place.at.is_none().then_some(place.line);
    let at = place.at.map_or(String::new(), |it| format!(", the first on {it}"));
    let message = format!(
        "{} {stands} beside characters that could not be read{at}; look {them} up in the file, as digits may be missing",
        found.len()
    );
    Some(Oddity { line, message, is_incomplete: true })
}
