//! Numbers in words.
//!
//! ```text
//! spelled   = [ article ] part { separator part }
//! part      = cardinal | "hundred" | scale | "and"        (never first, never last)
//! separator = " " | "-"
//! ```
//! Not read: two unit numbers in a row (`two three`), an article without a scale (`a man`).

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::combinator::map_opt;
use nom::error::{Error, ErrorKind};

use crate::claim::Figure;
use crate::lexicon::{Lexicon, Number};

/// A number in words, as a figure.
pub(super) fn spelled<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = Figure, Error = Error<&'i str>> {
    move |input: &'i str| {
        let (length, value) =
            value(input, lexicon).ok_or(nom::Err::Error(Error::new(input, ErrorKind::Verify)))?;
        Ok((&input[length..], Figure::whole(value)))
    }
}

/// A magnitude without a figure, `dozens` or `tens of thousands`: at least, hardly above.
pub(super) fn magnitude<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = (Figure, Figure), Error = Error<&'i str>> {
    move |input: &'i str| {
        let (rest, (low, high)) = one_magnitude(lexicon).parse(input)?;
        let second = rest.strip_prefix(" of ").and_then(|it| one_magnitude(lexicon).parse(it).ok());
        let Some((after, (unit, _))) = second else {
            return Ok((rest, (Figure::whole(low), Figure::whole(high))));
        };
        // "hundreds of thousands" counts in thousands, of which the table gives twice one.
        let scaled = |it: u64| it.checked_mul(unit / 2).map(Figure::whole);
        let (Some(low), Some(high)) = (scaled(low), high.checked_add(1).and_then(scaled)) else {
            return Ok((rest, (Figure::whole(low), Figure::whole(high))));
        };
        let high = Figure::with_grain(high.value() - rust_decimal::Decimal::ONE, high.grain());
        Ok((after, (low, high)))
    }
}

fn one_magnitude<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = (u64, u64), Error = Error<&'i str>> {
    map_opt(take_while1(char::is_alphabetic), |word: &str| match lexicon.word(word)?.number? {
        Number::Magnitude(low, high) => Some((low, high)),
        _ => None,
    })
}

/// Length and value of the number in words that `text` starts with.
fn value(text: &str, lexicon: &Lexicon) -> Option<(usize, u64)> {
    let mut reading = Sum::default();
    let mut length = 0;
    let mut offset = 0;
    while let Some(word) = word_at(&text[offset..]) {
        let number = lexicon.word(word).and_then(|it| it.number);
        let is_article = offset == 0 && matches!(word, "a" | "A" | "an" | "An");
        let is_and = length > 0 && word == "and" && reading.ends_in_scale;
        if !is_article && !is_and && !number.is_some_and(|it| reading.add(it)) {
            break;
        }
        let end = offset + word.len();
        if number.is_some() {
            length = end;
        }
        match text[end..].chars().next() {
            Some(' ' | '-') => offset = end + 1,
            _ => break,
        }
    }
    (length > 0 && reading.is_number).then(|| (length, reading.total()))
}

fn word_at(text: &str) -> Option<&str> {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    (end > 0).then(|| &text[..end])
}

/// The running value of a number in words.
#[derive(Default)]
struct Sum {
    /// What was closed by a scale: the two million of "two million five".
    total: u64,
    /// The scale that closed it last; a later one must be smaller.
    last_scale: Option<u64>,
    /// What is open: the "five" of "two million five".
    current: u64,
    ends_in_scale: bool,
    is_number: bool,
}

impl Sum {
    /// Adds a word; `false` where it cannot follow what came before.
    fn add(&mut self, number: Number) -> bool {
        match number {
            // "two dozen"
            Number::Cardinal(12) if (1..12).contains(&self.current) => self.current *= 12,
            Number::Cardinal(n) if n < 100 => {
                let tail = self.current % 100;
                let fits = if n >= 10 {
                    tail == 0
                } else {
                    tail == 0 || (tail >= 20 && tail.is_multiple_of(10))
                };
                if !fits || (n == 0 && self.is_number) {
                    return false;
                }
                self.current += n;
                self.ends_in_scale = false;
            }
            Number::Scale(2) => {
                if self.current >= 100 {
                    return false;
                }
                self.current = self.current.max(1) * 100;
                self.ends_in_scale = true;
            }
            Number::Scale(power) => {
                let Some(scale) = 10_u64.checked_pow(power.unsigned_abs()) else { return false };
                if self.last_scale.is_some_and(|it| scale >= it) && self.current == 0 {
                    return false;
                }
                let Some(part) = self.current.max(1).checked_mul(scale) else { return false };
                let Some(total) = self.total.checked_add(part) else { return false };
                self.total = total;
                self.last_scale = Some(scale);
                self.current = 0;
                self.ends_in_scale = true;
            }
            _ => return false,
        }
        self.is_number = true;
        true
    }

    fn total(&self) -> u64 {
        self.total.saturating_add(self.current)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers_in_words() {
        let lexicon = Lexicon::english().unwrap();
        let cases = [
            ("Sixty-four South Koreans", "Sixty-four=64"),
            ("one hundred and twenty men", "one hundred and twenty=120"),
            ("two hundred thousand", "two hundred thousand=200000"),
            ("two million five hundred and one", "two million five hundred and one=2000501"),
            ("a hundred", "a hundred=100"),
            ("two dozen eggs", "two dozen=24"),
            ("a dozen", "a dozen=12"),
            ("six and four", "six=6"),
            ("one hundred and the rest", "one hundred=100"),
            ("two three", "two=2"),
            ("a man", ""),
            ("hundred-year", "hundred=100"),
        ];
        for (text, expected) in cases {
            let shown = spelled(lexicon).parse(text).map_or(String::new(), |(rest, it)| {
                format!("{}={}", &text[..text.len() - rest.len()], it.value())
            });
            assert_eq!(shown, expected, "{text:?}");
        }
    }
}
