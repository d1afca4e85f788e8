//! Numbers that no claim holds: printed digits, and number words.

use rust_decimal::Decimal;

use crate::claim::{Dimension, Document, Figure, Numeral, Quantity, Span};
use crate::lexicon::{Lexicon, Number};

/// Longer runs of digits are no number that anybody compares.
const LONGEST: usize = 28;

/// A number in digits.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Digits {
    /// Where it stands, separators included.
    pub(super) span: Span,
    pub(super) value: Decimal,
    pub(super) figure: Figure,
}

impl Digits {
    /// The number where it is whole, else 0.
    pub(super) fn whole(&self) -> u64 {
        u64::try_from(self.value).ok().filter(|it| Decimal::from(*it) == self.value).unwrap_or(0)
    }
}

/// The numbers in digits of a text: with commas between thousands and one decimal point.
pub(super) fn digits(text: &str) -> impl Iterator<Item = Digits> {
    let bytes = text.as_bytes();
    let mut at = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + bytes.get(at..)?.iter().position(u8::is_ascii_digit)?;
            let end = start + extent(&bytes[start..]);
            at = end;
            let plain: String = text[start..end].chars().filter(|it| *it != ',').collect();
            if plain.len() <= LONGEST
                && let Some(figure) = Figure::parse(&plain)
            {
                return Some(Digits { span: Span::new(start, end), value: figure.value(), figure });
            }
        }
    })
}

/// How far a number reaches: commas only before three digits, one full stop only before a digit.
fn extent(bytes: &[u8]) -> usize {
    let run = |from: usize| bytes[from..].iter().take_while(|it| it.is_ascii_digit()).count();
    let mut end = run(0);
    if end <= 3 {
        while bytes.get(end) == Some(&b',') && run(end + 1) == 3 {
            end += 4;
        }
    }
    if bytes.get(end) == Some(&b'.') && run(end + 1) > 0 {
        let decimals = run(end + 1);
        // A version or an address is not one number.
        if bytes.get(end + 1 + decimals) != Some(&b'.')
            || run((end + 2 + decimals).min(bytes.len())) == 0
        {
            end += 1 + decimals;
        }
    }
    end
}

/// Adds what no claim holds. `read` are the places of what was found already, in order.
pub(super) fn push(
    document: &Document,
    index: usize,
    (sentences, read): (&[Span], &[Span]),
    lexicon: &Lexicon,
    found: &mut Vec<Numeral>,
) {
    let text = &*document.text;
    for sentence in sentences {
        let of_text = text.get(sentence.range()).unwrap_or_default();
        let mut skip = sentence.start;
        for it in digits(of_text) {
            let span = it.span.shifted(sentence.start);
            if span.start < skip || is_read(span, read) || is_address(text, span) {
                continue;
            }
            let numeral = Numeral {
                document: index,
                sentence: *sentence,
                ..of_digits(text, (span, &it), lexicon)
            };
            skip = numeral.span.end;
            found.push(numeral);
        }
        words(of_text, sentence.start, lexicon, |span, value| {
            if !is_read(span, read) {
                found.push(Numeral {
                    document: index,
                    sentence: *sentence,
                    ..bare(span, Dimension::Count, Figure::whole(value))
                });
            }
        });
    }
}

fn is_read(span: Span, read: &[Span]) -> bool {
    let first = read.partition_point(|it| it.end <= span.start);
    // Ranges may overlap by their claim, never by more than one.
    read.iter().skip(first.saturating_sub(1)).take(3).any(|it| it.meets(span))
}

fn bare(span: Span, dimension: Dimension, figure: Figure) -> Numeral {
    Numeral {
        document: 0,
        span,
        sentence: span,
        dimension,
        quantity: Quantity::exact(figure).unrounded(),
        unit: None,
        claim: None,
    }
}

fn of_digits(text: &str, (span, digits): (Span, &Digits), lexicon: &Lexicon) -> Numeral {
    let after = text.get(span.end..).unwrap_or_default();
    let before = text.get(..span.start).unwrap_or_default();
    if let Some((figure, end)) = clock(after, digits) {
        let end = span.end + end;
        return bare(Span::new(span.start, end), Dimension::Clock, figure);
    }
    let whole = text.get(span.start..).unwrap_or_default();
    if lexicon.clock_of_four_digits(whole).is_some() {
        return bare(span, Dimension::Clock, digits.figure);
    }
    let spaces = after.len() - after.trim_start_matches([' ', '-']).len();
    let word = &after[spaces..];
    let length = word.find(|it: char| !it.is_alphabetic()).unwrap_or(word.len());
    let scale = match lexicon.word(&word[..length]).and_then(|it| it.number) {
        Some(Number::Scale(power)) if spaces <= 1 => Some(power),
        _ => None,
    };
    let scaled = scale.and_then(|it| digits.figure.scaled(it));
    let end = if scaled.is_some() { span.end + spaces + length } else { span.end };
    let figure = scaled.unwrap_or(digits.figure);
    let symbol = before.chars().next_back().filter(|it| "$€£¥".contains(*it));
    let start = span.start - symbol.map_or(0, char::len_utf8);
    let is_percent =
        after.starts_with('%') || lexicon.units.percent.prefix(after.trim_start()).is_some();
    let dimension = if symbol.is_some() {
        Dimension::Money
    } else if is_percent {
        Dimension::Percent
    } else if span.len() == 4 && (1900..2100).contains(&digits.whole()) {
        Dimension::Year
    } else {
        Dimension::Count
    };
    bare(Span::new(start, end), dimension, figure)
}

/// `5:30`, with how far it reaches behind the hour.
fn clock(after: &str, hour: &Digits) -> Option<(Figure, usize)> {
    let minutes = after.strip_prefix(':')?;
    let length = minutes.bytes().take_while(u8::is_ascii_digit).count();
    let minute: u64 = minutes.get(..2).filter(|_| length == 2)?.parse().ok()?;
    (hour.whole() < 25 && minute < 60).then(|| (Figure::whole(hour.whole() * 100 + minute), 3))
}

/// No part of an address that tells what it is stands farther from its digits.
const FAR: usize = 256;

/// Whether digits belong to an address of the web or of mail.
fn is_address(text: &str, span: Span) -> bool {
    let from = text.floor_char_boundary(span.start.saturating_sub(FAR));
    let until = text.floor_char_boundary((span.end + FAR).min(text.len())).max(span.end);
    let (before, after) = (&text[from..span.start], &text[span.end..until]);
    let start = before.rfind(char::is_whitespace).map_or(0, |it| it + 1);
    let end = after.find(char::is_whitespace).unwrap_or(after.len());
    let (before, after) = (before.get(start..).unwrap_or_default(), &after[..end]);
    [before, after].iter().any(|it| it.contains("://") || it.contains('@'))
        || before.starts_with("www.")
}

/// Calls for each number word from two on.
fn words(text: &str, offset: usize, lexicon: &Lexicon, mut add: impl FnMut(Span, u64)) {
    let mut at = 0;
    while let Some(start) = text[at..].find(char::is_alphabetic).map(|it| at + it) {
        let rest = &text[start..];
        let length = rest.find(|it: char| !it.is_alphanumeric()).unwrap_or(rest.len());
        at = start + length;
        let number = lexicon.word(&rest[..length]).and_then(|it| it.number);
        if let Some(Number::Cardinal(value)) = number.filter(|_| !is_glued(text, start))
            && value > 1
        {
            add(Span::new(start, at).shifted(offset), value);
        }
    }
}

/// Whether a word goes on with what stands before it, as the second part of "twenty-five" does.
fn is_glued(text: &str, start: usize) -> bool {
    text[..start].ends_with(|it: char| it.is_alphanumeric() || it == '-')
}
