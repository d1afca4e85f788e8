//! Chinese: numbers, amounts and times in text without spaces.
//!
//! Where a sentence holds Han characters, the expressions are looked for at every character instead
//! of at the start of words.

mod context;
mod number;
mod quantity;
mod suffix;
mod sum;
mod symbol;
mod time;

pub(super) use context::fill;

use super::token::{Token, TokenKind};
use super::{Found, Here, Reading, What, noise};
use crate::claim::{Rejected, Span, Statistic};
use crate::lexicon::Lexicon;

/// Whether the text is written in Han characters, at least in part.
pub(super) fn is_chinese(text: &str) -> bool {
    // Nothing below the lead byte of 〇 can be either.
    text.bytes().any(|it| it >= 0xe3)
        && text.chars().any(|it| is_han(it) || matches!(it, '０'..='９'))
}

fn is_han(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4dbf}' | '\u{4e00}'..='\u{9fff}' | '〇')
}

/// Finds the expressions of a sentence, left to right, without overlaps.
pub(super) fn scan(
    text: &str,
    sentence: Span,
    lexicon: &Lexicon,
    rejected: &mut Vec<Rejected>,
) -> Vec<(Span, Reading)> {
    let mut found = Vec::new();
    let mut at = sentence.start;
    while at < sentence.end {
        let here = Here { before: &text[sentence.start..at], rest: &text[at..sentence.end] };
        if let Some(length) = address(here.rest) {
            let span = Span::new(at, at + length);
            rejected.push(Rejected { span, reason: "web address" });
            at = span.end;
            continue;
        }
        let is_number = here.rest.starts_with(|it: char| it.is_ascii_digit() || it == '+');
        let goes_on = here.before.ends_with(|it: char| it.is_ascii_digit());
        let code = || noise::grouped_code(here.rest).map(|it| (it, "code"));
        let is_none = || noise::in_digits(lexicon, here.rest).or_else(code);
        let none = || is_none().filter(|_| is_number && !goes_on);
        let reading = time::read(lexicon, here)
            .or_else(|| none().map(|(length, reason)| Reading::noise(length, reason)))
            .or_else(|| quantity::read(lexicon, here))
            .filter(|it| it.length > 0);
        let Some(reading) = reading else {
            at += here.rest.chars().next().map_or(1, char::len_utf8);
            continue;
        };
        let span = Span::new(at, at + reading.length);
        at = span.end;
        match reading.what {
            What::Noise(reason) => rejected.push(Rejected { span, reason }),
            What::Expression { .. } => found.push((span, reading)),
        }
    }
    found
}

/// `https://…`: its length up to white space or a Han character.
fn address(text: &str) -> Option<usize> {
    let is_address = ["http://", "https://", "www."].iter().any(|it| text.starts_with(it));
    is_address.then(|| text.find(|it: char| it.is_whitespace() || is_han(it)).unwrap_or(text.len()))
}

/// The tokens of a sentence: each expression one, and the text between them cut at its marks.
pub(super) fn tokens<'d>(
    text: &'d str,
    sentence: Span,
    found: &[(Span, Reading)],
) -> Vec<Token<'d>> {
    let mut tokens = Vec::new();
    let mut at = sentence.start;
    let mut push = |from: usize, to: usize, kind| {
        let span = Span::new(from, to);
        tokens.push(Token { text: &text[from..to], span, kind, entry: None });
    };
    for span in found.iter().map(|it| it.0).chain([Span::new(sentence.end, sentence.end)]) {
        let mut start = at;
        for (offset, c) in text[at..span.start].char_indices() {
            if !c.is_alphanumeric() {
                let here = at + offset;
                if start < here {
                    push(start, here, TokenKind::Word);
                }
                if !c.is_whitespace() {
                    push(here, here + c.len_utf8(), TokenKind::Mark);
                }
                start = here + c.len_utf8();
            }
        }
        if start < span.start {
            push(start, span.start, TokenKind::Word);
        }
        if span.start < span.end {
            push(span.start, span.end, TokenKind::Number);
        }
        at = span.end;
    }
    tokens
}

/// The expressions with the tokens they own.
pub(super) fn owned(found: Vec<(Span, Reading)>, tokens: &[Token<'_>]) -> Vec<Found> {
    let of = |(span, reading): (Span, Reading)| {
        let first = tokens.iter().position(|it| it.span == span)?;
        let What::Expression { kind, value, unit } = reading.what else { return None };
        let statistic = Statistic::Amount;
        Some(Found { span, first, last: first + 1, kind, value, unit, statistic })
    };
    found.into_iter().filter_map(of).collect()
}
