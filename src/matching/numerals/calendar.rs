//! A time by its components: the year, the day of a month, the weekday, the quarter, and how many days ago.

use std::sync::Arc;

use super::bare::{self, Digits};
use crate::claim::time::TimeUnit;
use crate::claim::{Claim, Dimension, Figure, Numeral, Quantity, Span};
use crate::lexicon::{Lexicon, Number};

/// A piece of a time expression.
enum Piece {
    Digits(Digits),
    Month(i8, Span),
    Weekday(i8, Span),
    Ordinal(u64, Span),
    Cardinal(u64, Span),
    Quarter(Span),
    /// day, weeks, year
    Unit(&'static str, Span),
    Other,
}

/// Adds the components of a time that is claimed.
pub(super) fn components(
    text: &str,
    (at, claim): (usize, &Claim),
    lexicon: &Lexicon,
    found: &mut Vec<Numeral>,
) {
    let of_text = text.get(claim.span.range()).unwrap_or_default();
    let pieces = pieces(of_text, lexicon);
    let mut push = |dimension: Dimension, value: u64, span: Span, unit: Option<&str>| {
        found.push(Numeral {
            document: claim.document,
            span: span.shifted(claim.span.start),
            sentence: claim.sentence,
            dimension,
            quantity: Quantity::exact(Figure::whole(value)).unrounded(),
            unit: unit.map(Arc::from),
            claim: Some(at),
        });
    };
    let mut month: Option<(i8, Span, bool)> = None;
    let mut waiting: Option<(u64, Span)> = None;
    for (index, piece) in pieces.iter().enumerate() {
        let next = pieces.get(index + 1);
        match piece {
            Piece::Weekday(day, span) => {
                push(Dimension::Weekday, u64::try_from(*day).unwrap_or(0), *span, None);
            }
            Piece::Month(which, span) => {
                if let Some((which, span, false)) = month {
                    push(Dimension::Month, u64::try_from(which).unwrap_or(0), span, None);
                }
                month = Some((*which, *span, false));
                if let Some((day, before)) = waiting.take() {
                    let value = u64::try_from(*which).unwrap_or(0) * 100 + day;
                    push(Dimension::Day, value, before.cover(*span), None);
                    month = Some((*which, *span, true));
                }
            }
            Piece::Digits(it) if is_year(it) => push(Dimension::Year, it.whole(), it.span, None),
            Piece::Digits(Digits { span, .. })
            | Piece::Ordinal(_, span)
            | Piece::Cardinal(_, span) => {
                let value = match piece {
                    Piece::Digits(it) => it.whole(),
                    Piece::Ordinal(it, _) | Piece::Cardinal(it, _) => *it,
                    _ => 0,
                };
                match (next, month) {
                    (Some(Piece::Quarter(end)), _) => {
                        push(Dimension::Quarter, value, span.cover(*end), None);
                    }
                    (Some(Piece::Unit(unit, end)), _) => {
                        let dimension = Dimension::Measure(Arc::from("duration"));
                        push(dimension, value, span.cover(*end), Some(unit));
                    }
                    (_, Some((which, of, _)))
                        if (1..=31).contains(&value) && !matches!(piece, Piece::Cardinal(..)) =>
                    {
                        let is_beside = span.start.saturating_sub(of.end) <= 4;
                        let whole = if is_beside { of.cover(*span) } else { *span };
                        let day = u64::try_from(which).unwrap_or(0) * 100 + value;
                        push(Dimension::Day, day, whole, None);
                        month = Some((which, of, true));
                    }
                    (Some(Piece::Month(..) | Piece::Other), None) if (1..=31).contains(&value) => {
                        waiting = Some((value, *span));
                    }
                    _ => push(Dimension::Count, value, *span, None),
                }
            }
            Piece::Quarter(span) => {
                let digits = of_text.get(span.range()).and_then(|it| bare::digits(it).next());
                if let Some(it) = digits {
                    push(Dimension::Quarter, it.whole(), *span, None);
                }
            }
            Piece::Unit(..) | Piece::Other => {}
        }
    }
    if let Some((which, span, false)) = month {
        push(Dimension::Month, u64::try_from(which).unwrap_or(0), span, None);
    }
    if let Some((value, span)) = waiting {
        push(Dimension::Count, value, span, None);
    }
}

fn is_year(it: &Digits) -> bool {
    it.span.len() == 4 && (1000..3000).contains(&it.whole())
}

fn pieces(text: &str, lexicon: &Lexicon) -> Vec<Piece> {
    let mut found = Vec::new();
    let mut offset = 0;
    while let Some(first) = text[offset..].chars().next() {
        let rest = &text[offset..];
        if first.is_ascii_digit() {
            let Some(digits) = bare::digits(rest).next().filter(|it| it.span.start == 0) else {
                offset += 1;
                continue;
            };
            offset += digits.span.end;
            found.push(Piece::Digits(Digits {
                span: digits.span.shifted(offset - digits.span.end),
                ..digits
            }));
            let suffix = text[offset..]
                .chars()
                .take_while(|it| it.is_alphabetic())
                .map(char::len_utf8)
                .sum::<usize>();
            if matches!(text.get(offset..offset + suffix), Some("st" | "nd" | "rd" | "th" | "s")) {
                offset += suffix;
            }
        } else if first.is_alphabetic() {
            let length: usize =
                rest.chars().take_while(|it| it.is_alphanumeric()).map(char::len_utf8).sum();
            let span = Span::new(offset, offset + length);
            found.push(word(&rest[..length], span, lexicon));
            offset += length;
        } else {
            offset += first.len_utf8();
        }
    }
    // "of", "the" and "last" between a number and what it counts say nothing here.
    found
}

fn word(word: &str, span: Span, lexicon: &Lexicon) -> Piece {
    let bytes = word.as_bytes();
    if bytes.len() == 2 && bytes[0].eq_ignore_ascii_case(&b'q') && bytes[1].is_ascii_digit() {
        return Piece::Quarter(span);
    }
    let Some(entry) = lexicon.word(word) else { return Piece::Other };
    if let Some(month) = entry.month {
        return Piece::Month(month, span);
    }
    if let Some(day) = entry.weekday {
        return Piece::Weekday(day, span);
    }
    if let Some(unit) = entry.time_unit {
        return match unit {
            TimeUnit::Quarter => Piece::Quarter(span),
            _ => Piece::Unit(unit.name(), span),
        };
    }
    match entry.number {
        Some(Number::Cardinal(it)) => Piece::Cardinal(it, span),
        Some(Number::Ordinal(it)) => Piece::Ordinal(it, span),
        _ => Piece::Other,
    }
}
