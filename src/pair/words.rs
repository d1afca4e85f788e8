//! The words around an expression.

use crate::claim::Span;
use crate::lexicon::{Entry, Lexicon};

/// Words with digits, marks and apostrophes inside them, and single marks.
fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..)?;
        offset += rest.len() - rest.trim_start().len();
        let rest = text.get(offset..)?;
        let first = rest.chars().next()?;
        let mut end = first.len_utf8();
        if first.is_alphanumeric() {
            let mut chars = rest[end..].char_indices().peekable();
            let start = end;
            while let Some((at, c)) = chars.next() {
                let joins =
                    ".,'’-".contains(c) && chars.peek().is_some_and(|it| it.1.is_alphanumeric());
                if !c.is_alphanumeric() && !joins {
                    break;
                }
                end = start + at + c.len_utf8();
            }
        }
        let span = Span::new(offset, offset + end);
        offset += end;
        Some(span)
    })
}

/// The stem of a content word: synonyms that count the same things are one, endings are cut.
fn stem(word: &str, lexicon: &Lexicon) -> Option<String> {
    if !word.starts_with(char::is_alphanumeric) || word.len() < 2 {
        return None;
    }
    let entry = lexicon.word(word);
    if entry.is_some_and(Entry::is_function_word) {
        return None;
    }
    let entity = entry
        .filter(|it| it.verb.is_none())
        .and_then(|it| it.noun)
        .and_then(|it| lexicon.nouns.entity(it.0));
    if let Some(entity) = entity {
        return Some(entity.to_owned());
    }
    let lower = word.to_lowercase();
    if let Some(short) = lower.strip_suffix("ies").filter(|it| it.len() > 1) {
        return Some(format!("{short}y"));
    }
    let cut = ["ing", "ed", "es", "s"].iter().find_map(|it| {
        lower.strip_suffix(it).filter(|short| short.len() >= 3 && !lower.ends_with("ss"))
    });
    let short = cut.unwrap_or(&lower);
    Some(if short.len() > 2 { short.trim_end_matches('e') } else { short }.to_owned())
}

/// The stems of the content words near an expression, numbers left out.
pub(super) fn stems(text: &str, expression: Span, reach: usize, lexicon: &Lexicon) -> Vec<String> {
    let (text, expression) = near(text, expression, reach);
    let words: Vec<Span> = spans(text).collect();
    let first = words.partition_point(|it| it.end <= expression.start);
    let last = words.partition_point(|it| it.start < expression.end);
    let before = words.get(first.saturating_sub(reach)..first).unwrap_or(&[]);
    let after = words.get(last..).unwrap_or(&[]).iter().take(reach);
    let near = before.iter().chain(after).map(|it| &text[it.range()]);
    let plain = near.filter(|it| !it.starts_with(|it: char| it.is_ascii_digit()));
    plain.filter_map(|it| stem(it, lexicon)).collect()
}

/// So many bytes a word has at most, on average, where only the nearest words are looked at.
const LONG: usize = 48;

/// The part of a text that holds so many words on either side of an expression, and where that stands in it; cut at white
/// space, so that the words are those of the whole.
fn near(text: &str, expression: Span, reach: usize) -> (&str, Span) {
    let most = reach.saturating_mul(LONG);
    let from = text.floor_char_boundary(expression.start.saturating_sub(most));
    let until = text.ceil_char_boundary(expression.end.saturating_add(most).min(text.len()));
    let start =
        if from == 0 { 0 } else { from + text[from..].find(char::is_whitespace).unwrap_or(0) };
    let end = text[until..].find(char::is_whitespace).map_or(text.len(), |it| until + it);
    if start > expression.start {
        return (text, expression);
    }
    let at = Span::new(expression.start - start, expression.end - start);
    (text.get(start..end).unwrap_or(text), at)
}
