//! A figure: digits with separators, decimals and a scale, or a number in words.
//!
//! ```text
//! figure  = [ sign ] numeral [ [ space | "-" ] scale ] | spelled
//! numeral = ( grouped | digit { digit } ) [ "." digit { digit } ]
//! grouped = digits{1,3} { separator digits{3} }        with one separator: , ' U+00A0 U+202F
//! lakh    = digits{1,2} { "," digits{2} } "," digits{3}
//! ```
//! Not read: `1,2345`, `1234,567` as groups, a number that goes on with letters (`13900K`).

use nom::branch::alt;
use nom::bytes::complete::{take_while_m_n, take_while1};
use nom::character::complete::{char, digit1};
use nom::combinator::{map_opt, not, opt, recognize};
use nom::error::Error;
use nom::multi::many1_count;
use nom::sequence::{pair, preceded, terminated};
use nom::{IResult, Parser};

use super::spelled::spelled;
use crate::claim::Figure;
use crate::lexicon::{Lexicon, Number};

/// A figure with its scale kept apart, so that a range can share one: `5 to 6 million`.
#[derive(Clone, Copy)]
pub(super) struct Scaled {
    numeral: Figure,
    power: i32,
    /// Whether the scale was written.
    pub(super) has_scale: bool,
    /// Whether it was written in digits.
    pub(super) is_digits: bool,
}

impl Scaled {
    /// The figure with its scale applied; `None` where it does not fit.
    pub(super) fn figure(self) -> Option<Figure> {
        self.numeral.scaled(self.power)
    }

    /// The figure with its sign turned.
    pub(super) fn negated(self) -> Self {
        Self { numeral: self.numeral.negated(), ..self }
    }

    /// The figure under another's scale, for the first half of a range.
    pub(super) fn sharing(self, other: Self) -> Self {
        let shares = !self.has_scale && other.has_scale;
        if shares && self.numeral.value() <= other.numeral.value() {
            return Self { power: other.power, has_scale: true, ..self };
        }
        self
    }
}

/// Which abbreviations may scale a number.
#[derive(Clone, Copy, Eq, PartialEq)]
pub(super) enum Abbreviations {
    /// `bn`, `k`
    General,
    /// also `m`, `b`
    Money,
}

/// A figure in digits or words.
pub(super) fn figure<'i>(
    lexicon: &Lexicon,
    abbreviations: Abbreviations,
) -> impl Parser<&'i str, Output = Scaled, Error = Error<&'i str>> {
    let digits = (numeral, opt(scale(lexicon, abbreviations)), not(continuation)).map(
        |(numeral, power, ())| Scaled {
            numeral,
            power: power.unwrap_or(0),
            has_scale: power.is_some(),
            is_digits: true,
        },
    );
    let words = spelled(lexicon).map(|numeral| Scaled {
        numeral,
        power: 0,
        has_scale: true,
        is_digits: false,
    });
    alt((digits, words))
}

/// What makes a number part of a longer word or code: a letter, or `*768`.
fn continuation(input: &str) -> IResult<&str, char> {
    nom::character::complete::satisfy(|it| it.is_alphanumeric() || it == '*' || it == '_')
        .parse(input)
}

/// A number in digits, without sign or scale.
pub(super) fn numeral(input: &str) -> IResult<&str, Figure> {
    map_opt((integer, opt(preceded(char('.'), digit1))), |(integer, decimals): (&str, _)| {
        let mut digits: String = integer.chars().filter(char::is_ascii_digit).collect();
        if let Some(decimals) = decimals {
            digits.push('.');
            digits.push_str(decimals);
        }
        Figure::parse(&digits)
    })
    .parse(input)
}

/// `grouped | digits`; grouped first, so that `1,250` is not read as `1`.
fn integer(input: &str) -> IResult<&str, &str> {
    alt((grouped(','), lakh, grouped('\''), grouped('\u{a0}'), grouped('\u{202f}'), digit1))
        .parse(input)
}

/// `1,234,567` for the separator `,`; `1,2345` and `1234,567` are not grouped numbers.
fn grouped<'i>(separator: char) -> impl Parser<&'i str, Output = &'i str, Error = Error<&'i str>> {
    let digits = |least, most| take_while_m_n(least, most, |it: char| it.is_ascii_digit());
    recognize(terminated((digits(1, 3), many1_count((char(separator), digits(3, 3)))), not(digit1)))
}

/// `12,34,567`, as the subcontinent groups.
fn lakh(input: &str) -> IResult<&str, &str> {
    let digits = |least, most| take_while_m_n(least, most, |it: char| it.is_ascii_digit());
    recognize(terminated(
        (digits(1, 2), char(','), many1_count(terminated(digits(2, 2), char(','))), digits(3, 3)),
        not(digit1),
    ))
    .parse(input)
}

/// A scale word after a space or hyphen, or an abbreviation after a space or nothing.
fn scale<'i>(
    lexicon: &Lexicon,
    abbreviations: Abbreviations,
) -> impl Parser<&'i str, Output = i32, Error = Error<&'i str>> {
    let separator = opt(alt((char(' '), char('-'), char('\u{a0}'), char('\n'))));
    map_opt(
        pair(separator, take_while1(char::is_alphabetic)),
        move |(separator, word): (Option<char>, &str)| match lexicon.word(word)?.number? {
            Number::Scale(power) => Some(power),
            Number::Abbreviation(power) if separator != Some('-') && word != "K" => Some(power),
            Number::MoneyAbbreviation(power)
                if abbreviations == Abbreviations::Money && separator != Some('-') =>
            {
                Some(power)
            }
            _ => None,
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The figure at the start of `text`, as `source=value`.
    fn read(text: &str) -> String {
        let lexicon = Lexicon::english().unwrap();
        let parsed = figure(lexicon, Abbreviations::General).parse(text);
        parsed.map_or(String::new(), |(rest, it)| {
            let value = it.figure().map_or("too large".to_owned(), |it| it.value().to_string());
            format!("{}={value}", &text[..text.len() - rest.len()])
        })
    }

    #[test]
    fn reads_numbers_as_written() {
        let cases = [
            ("68,000 people", "68,000=68000"),
            ("1,234.5 t", "1,234.5=1234.5"),
            ("12,34,567", "12,34,567=1234567"),
            ("3.6 billion calls", "3.6 billion=3600000000"),
            ("1.4bn", "1.4bn=1400000000"),
            ("64.2 crore", "64.2 crore=642000000"),
            ("5-million plan", "5-million=5000000"),
            ("1 234 567", "1=1"),
            ("1\u{202f}234", "1\u{202f}234=1234"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }

    #[test]
    fn leaves_lookalikes() {
        let cases = [
            ("unit, not scale", "5 mm", "5=5"),
            ("code", "13900K", ""),
            ("screen size", "1024*768", ""),
            ("wrong group", "1,2345", "1=1"),
            ("full stop", "28.", "28=28"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(read(text), expected, "{name}: {text:?}");
        }
    }
}
