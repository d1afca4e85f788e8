//! A figure: digits with a scale, or a number in words.
//!
//! ```text
//! figure = numeral { [ space | "-" ] scale } [ "and" fraction | [ "and" ] smaller ] | spelled
//! ```
//! `3 hundred and 21` and `3 million and a half` are one figure, `3 million and 21` are two.

use nom::branch::alt;
use nom::bytes::complete::take_while1;
use nom::character::complete::char;
use nom::combinator::{map_opt, opt};
use nom::error::{Error, ErrorKind};
use nom::sequence::pair;
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use super::numeral::{grouped_by_points, numeral};
use super::spelled::{Form, spelled};
use crate::claim::Figure;
use crate::lexicon::{Lexicon, Number, Tag};

/// A figure with its scale kept apart, so that a range can share one: `5 to 6 million`.
#[derive(Clone, Copy)]
pub(super) struct Scaled {
    numeral: Figure,
    power: i32,
    /// Whether the scale was written.
    pub(super) has_scale: bool,
    /// Whether it was written in digits.
    pub(super) is_digits: bool,
    /// Whether it is a fraction in words.
    pub(super) is_fraction: bool,
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
        let shares = !self.has_scale && other.has_scale && other.power > 0;
        if shares && self.numeral.value() <= other.numeral.value() {
            return Self { power: other.power, has_scale: true, ..self };
        }
        self
    }

    /// The figure times a scale that stood after its unit: `75 USD million`.
    pub(super) fn times(self, power: i32) -> Self {
        Self { power: self.power + power, has_scale: true, ..self }
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
    let words = spelled(lexicon).map(|words| {
        let (numeral, power) = split(words.figure, words.has_scale);
        Scaled {
            numeral,
            power,
            has_scale: true,
            is_digits: false,
            is_fraction: words.form == Form::Fraction,
        }
    });
    alt((move |input: &'i str| digits(input, lexicon, abbreviations), words))
}

/// Words keep their scale for a range to share: the 6 and 10^6 of "six million".
fn split(figure: Figure, has_scale: bool) -> (Figure, i32) {
    let mut power = 0;
    let mut rest = figure;
    while has_scale
        && power < 15
        && let Some(less) = rest.scaled(-3)
        && less.value().fract().is_zero()
        && !less.value().is_zero()
    {
        rest = less;
        power += 3;
    }
    (rest, power)
}

fn digits<'i>(
    input: &'i str,
    lexicon: &Lexicon,
    abbreviations: Abbreviations,
) -> IResult<&'i str, Scaled> {
    let (mut rest, mut numeral) = numeral(input)?;
    if let Ok((after, grouped)) = grouped_by_points(input)
        && is_continental_scale(after, lexicon)
    {
        (rest, numeral) = (after, grouped);
    }
    let mut it =
        Scaled { numeral, power: 0, has_scale: false, is_digits: true, is_fraction: false };
    while let Ok((after, power)) = scale(lexicon, abbreviations).parse(rest) {
        // A second scale multiplies: "3 lakh crore", "5 thousand million".
        if it.has_scale && power < 3 {
            break;
        }
        it = it.times(power);
        rest = after;
    }
    if let Some((after, n)) = dozens(rest, lexicon).filter(|_| !it.has_scale)
        && let Some(value) = numeral.value().checked_mul(n)
        && let Some(numeral) = Figure::with_grain(value, n)
    {
        return Ok((after, Scaled { numeral, ..it }));
    }
    if let Some((after, more)) = continued(rest, it, lexicon, abbreviations) {
        let sum = it.figure().and_then(|whole| {
            let value = whole.value().checked_add(more.value())?;
            Figure::with_grain(value, more.grain())
        });
        if let Some(numeral) = sum {
            return Ok((after, Scaled { numeral, power: 0, has_scale: true, ..it }));
        }
    }
    if it.figure().is_none() {
        return Err(nom::Err::Error(Error::new(input, ErrorKind::TooLarge)));
    }
    Ok((rest, it))
}

/// Whether a scale word follows that only languages with points between groups have.
fn is_continental_scale(text: &str, lexicon: &Lexicon) -> bool {
    let body = text.trim_start();
    let end = body.find(|it: char| !it.is_alphabetic()).unwrap_or(body.len());
    lexicon.word(&body[..end]).is_some_and(|it| it.is(Tag::Continental))
}

/// What goes on as part of the same figure: the 21 of "3 hundred and 21", the half of "3 million and
/// a half", the "3 hundred" of "4 thousand 3 hundred".
fn continued<'i>(
    rest: &'i str,
    before: Scaled,
    lexicon: &Lexicon,
    abbreviations: Abbreviations,
) -> Option<(&'i str, Figure)> {
    let body = rest.strip_prefix(' ')?;
    let (body, is_and) = match body.strip_prefix("and ") {
        Some(body) => (body, true),
        None => (body, false),
    };
    if is_and
        && let Ok((after, words)) = spelled(lexicon).parse(body)
        && words.form == Form::Fraction
        && words.figure.value() < Decimal::ONE
        && !words.has_scale
    {
        return Some((after, words.figure.scaled(before.power)?));
    }
    if !before.has_scale || !body.starts_with(|c: char| c.is_ascii_alphanumeric()) {
        return None;
    }
    let (after, next) = match digits(body, lexicon, abbreviations) {
        Ok(it) => it,
        Err(_) => figure_in_words(body, lexicon)?,
    };
    let unit = Decimal::from(10_u64.checked_pow(before.power.unsigned_abs())?);
    let more = next.figure()?;
    // "3 hundred and 21" is one figure; "3 million and 21" are two unless the second has a scale.
    let belongs = next.has_scale || (is_and && before.power == 2);
    (belongs && !more.value().is_zero() && more.value() < unit && more.value().fract().is_zero())
        .then_some((after, more))
}

/// The "dozens" of "3 dozens".
fn dozens<'i>(text: &'i str, lexicon: &Lexicon) -> Option<(&'i str, Decimal)> {
    let body = text.strip_prefix(' ')?;
    let end = body.find(|it: char| !it.is_alphabetic()).unwrap_or(body.len());
    match lexicon.word(&body[..end])?.number? {
        Number::Dozen(n) => Some((&body[end..], Decimal::from(n))),
        Number::Magnitude(low @ 24, _) => Some((&body[end..], Decimal::from(low / 2))),
        _ => None,
    }
}

fn figure_in_words<'i>(text: &'i str, lexicon: &Lexicon) -> Option<(&'i str, Scaled)> {
    let (rest, words) = spelled(lexicon).parse(text).ok()?;
    let ends_in_hundreds = words.figure.value() >= Decimal::ONE_HUNDRED;
    (words.form == Form::Cardinal).then_some((
        rest,
        Scaled {
            numeral: words.figure.scaled(-2).filter(|_| ends_in_hundreds).unwrap_or(words.figure),
            power: if ends_in_hundreds { 2 } else { 0 },
            has_scale: words.has_scale || ends_in_hundreds,
            is_digits: false,
            is_fraction: false,
        },
    ))
}

/// A scale word after a space or hyphen, or an abbreviation after a space or nothing.
pub(super) fn scale<'i>(
    lexicon: &Lexicon,
    abbreviations: Abbreviations,
) -> impl Parser<&'i str, Output = i32, Error = Error<&'i str>> {
    let separator = opt(alt((char(' '), char('-'), char('\u{a0}'), char('\n'))));
    map_opt(
        pair(separator, take_while1(char::is_alphabetic)),
        move |(separator, word): (Option<char>, &str)| {
            // Millimetres are small letters, millions capital ones: 5 mm, $1MM.
            if word == "MM" && separator.is_none() {
                return Some(6);
            }
            match lexicon.word(word)?.number? {
                Number::Scale(power) => Some(power),
                // A capital K after anything but money is a name as often: 4K, 5K.
                Number::Abbreviation(_)
                    if word == "K"
                        && (separator.is_some() || abbreviations == Abbreviations::General) =>
                {
                    None
                }
                Number::Abbreviation(power) if separator != Some('-') => Some(power),
                Number::MoneyAbbreviation(power)
                    if abbreviations == Abbreviations::Money && separator != Some('-') =>
                {
                    Some(power)
                }
                _ => None,
            }
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
            ("3.6 billion calls", "3.6 billion=3600000000"),
            ("1.4bn", "1.4bn=1400000000"),
            ("64.2 crore", "64.2 crore=642000000"),
            ("3 lakh crore", "3 lakh crore=3000000000000"),
            ("5-million plan", "5-million=5000000"),
            ("3 hundred and 21 yuan", "3 hundred and 21=321"),
            ("4 thousand 3 hundred and 21", "4 thousand 3 hundred and 21=4321"),
            ("3 million and 21 cars", "3 million=3000000"),
            ("3 million and a half", "3 million and a half=3500000"),
            ("5 and a half years", "5 and a half=5.5"),
            ("5 mm", "5=5"),
            ("1MM", "1MM=1000000"),
            ("six million", "six million=6000000"),
        ];
        for (text, expected) in cases {
            assert_eq!(read(text), expected, "{text:?}");
        }
    }
}
