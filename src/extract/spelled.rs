//! Numbers in words: cardinals, fractions and ranks.
//!
//! ```text
//! cardinal = [ article ] ( unit | tens [ unit ] | scale | dozen ) { [ "and" ] … }
//! decimal  = cardinal "point" unit { unit }
//! fraction = [ cardinal "and" ] ( article | cardinal ) part       part = "half", "thirds", "tenth"
//! scaled   = fraction [ "of" ] [ article ] ( scale | dozen )      "half a million"
//! rank     = [ cardinal ] ordinal                                 "one hundred and fifth"
//! ```
//! The words are collected first and the longest run with a value is taken, so that "one hundred and
//! thirty fifths" is 26 while "one hundred and three quarters" is 100.75: what stands after the last
//! "and" is the numerator where it is smaller than the denominator.
//!
//! Not read: two unit numbers in a row (`two three`), an article without a scale (`a man`).

use nom::Parser;
use nom::bytes::complete::take_while1;
use nom::combinator::map_opt;
use nom::error::{Error, ErrorKind};
use rust_decimal::Decimal;

use super::sum::{Part, cardinal};
use crate::claim::Figure;
use crate::lexicon::{Lexicon, Number, Tag};

/// Words of one number that are looked at; English needs fewer below a quadrillion.
const MOST_WORDS: usize = 24;

/// A number in words.
#[derive(Clone, Copy)]
pub(super) struct Words {
    pub(super) length: usize,
    pub(super) figure: Figure,
    pub(super) form: Form,
    /// Whether it ends in a scale that a range may share: "five to six million".
    pub(super) has_scale: bool,
}

/// What sort of number it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Form {
    /// six
    Cardinal,
    /// two thirds
    Fraction,
    /// sixth
    Ordinal,
}

/// A number in words that is no rank.
pub(super) fn spelled<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = Words, Error = Error<&'i str>> {
    move |input: &'i str| {
        let words = read(input, lexicon).filter(|it| it.form != Form::Ordinal);
        let words = words.ok_or(nom::Err::Error(Error::new(input, ErrorKind::Verify)))?;
        Ok((&input[words.length..], words))
    }
}

/// The number in words that `text` starts with.
pub(super) fn read(text: &str, lexicon: &Lexicon) -> Option<Words> {
    longest(text, lexicon, MOST_WORDS, |_| true)
}

/// The cardinal that `text` starts with: the two of "two quarters".
pub(super) fn counting(text: &str, lexicon: &Lexicon) -> Option<Words> {
    longest(text, lexicon, MOST_WORDS, |it| it == Form::Cardinal)
}

/// The same of the first `most` words only.
pub(super) fn first_words(text: &str, lexicon: &Lexicon, most: usize) -> Option<Words> {
    longest(text, lexicon, most, |_| true)
}

fn longest(
    text: &str,
    lexicon: &Lexicon,
    most: usize,
    is_wanted: impl Fn(Form) -> bool,
) -> Option<Words> {
    let mut parts = [(Part::And, 0); MOST_WORDS];
    let mut end = collect(text, lexicon, &mut parts).min(most);
    while end > 0 {
        let run = &parts[..end];
        let length = run.last()?.1;
        if let Some((figure, form)) = value(run)
            && is_wanted(form)
            && fits(run, form, &text[length..], lexicon)
        {
            let has_scale = matches!(run.last()?.0, Part::Number(Number::Scale(3..)));
            return Some(Words { length, figure, form, has_scale });
        }
        end -= 1;
    }
    None
}

/// Whether "a fifth" is a fraction here: no noun follows that it would rank.
fn fits(run: &[(Part, usize)], form: Form, after: &str, lexicon: &Lexicon) -> bool {
    let [(Part::Article, _), .., (Part::Number(Number::Ordinal(_)), _)] = run else { return true };
    let next = after.trim_start();
    let word = &next[..next.find(|c: char| !c.is_alphanumeric()).unwrap_or(next.len())];
    let is_open = word.is_empty()
        || lexicon.word(word).is_some_and(|it| {
            it.tags.has_any(&[Tag::Preposition, Tag::Coordinator, Tag::Conjunction])
        });
    // "a hundredth" ranks or divides, "a hundred trillionth" ranks.
    form == Form::Ordinal && run.len() > 2 || form == Form::Fraction && is_open
}

/// Fills `parts` with the number words `text` starts with and where each ends.
fn collect(text: &str, lexicon: &Lexicon, parts: &mut [(Part, usize); MOST_WORDS]) -> usize {
    let mut count = 0;
    let mut offset = 0;
    while count < parts.len() {
        let Some((length, part)) = part_at(&text[offset..], lexicon) else { break };
        // "twenty second" counts seconds; only the hyphen makes it a rank.
        let is_unit = part == Part::Number(Number::Ordinal(2)) && count > 0;
        if is_unit && !text[..offset].ends_with('-') {
            break;
        }
        offset += length;
        parts[count] = (part, offset);
        count += 1;
        match separator(&text[offset..], part) {
            Some(length) => offset += length,
            None => break,
        }
    }
    count
}

fn part_at(text: &str, lexicon: &Lexicon) -> Option<(usize, Part)> {
    if text.starts_with('&') {
        return Some((1, Part::And));
    }
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    let word = &text[..end];
    let part = match word {
        "a" | "A" | "an" | "An" => Part::Article,
        "and" => Part::And,
        "of" => Part::Of,
        "point" => Part::Point,
        _ => match lexicon.word(word)?.number? {
            Number::Abbreviation(_) | Number::MoneyAbbreviation(_) | Number::Sign => return None,
            it => Part::Number(it),
        },
    };
    Some((end, part))
}

/// What may stand between two words of one number: its length.
fn separator(text: &str, after: Part) -> Option<usize> {
    let body = text.trim_start_matches([' ', '\n', '\u{a0}']);
    let spaces = text.len() - body.len();
    if let Some(rest) = body.strip_prefix('-') {
        return Some(text.len() - rest.trim_start_matches(' ').len());
    }
    // "three million, two hundred and forty"
    let is_after_scale = matches!(after, Part::Number(Number::Scale(3..)));
    match body.strip_prefix(", ") {
        Some(rest) if is_after_scale && spaces == 0 => Some(text.len() - rest.len()),
        _ => (spaces > 0).then_some(spaces),
    }
}

/// The value of a whole run of number words.
fn value(run: &[(Part, usize)]) -> Option<(Figure, Form)> {
    let mut parts = [Part::And; MOST_WORDS];
    for (part, (it, _)) in parts.iter_mut().zip(run) {
        *part = *it;
    }
    let parts = &parts[..run.len()];
    if let Some(at) = parts.iter().position(|it| *it == Part::Point) {
        return Some((decimal(&parts[..at], &parts[at + 1..])?, Form::Cardinal));
    }
    if let Some(it) = scaled_fraction(parts).or_else(|| fraction(parts)) {
        return Some((it, Form::Fraction));
    }
    if let [front @ .., Part::Number(Number::Ordinal(rank))] = parts {
        return Some((Figure::whole(ordinal(front, *rank)?), Form::Ordinal));
    }
    Some((Figure::whole(cardinal(parts)?), Form::Cardinal))
}

/// "two hundred point zero three", "two point five million"
fn decimal(whole: &[Part], decimals: &[Part]) -> Option<Figure> {
    let whole = cardinal(whole)?;
    let (decimals, power) = match decimals {
        [front @ .., Part::Number(Number::Scale(power))] => (front, *power),
        _ => (decimals, 0),
    };
    let mut digits = format!("{whole}.");
    let is_digit = |it: &Part| matches!(it, Part::Number(Number::Cardinal(0..=9)));
    if decimals.iter().all(is_digit) && !decimals.is_empty() {
        for part in decimals {
            if let Part::Number(Number::Cardinal(digit)) = part {
                digits += &digit.to_string();
            }
        }
    } else {
        digits += &cardinal(decimals)?.to_string();
    }
    Figure::parse(&digits)?.scaled(power)
}

/// "half a million", "five and a half million", "two thirds of a million", "half a dozen"
fn scaled_fraction(parts: &[Part]) -> Option<Figure> {
    let (front, factor) = match parts {
        [front @ .., Part::Number(Number::Scale(power @ 2..))] => {
            (front, Decimal::from(10_u64.checked_pow(power.unsigned_abs())?))
        }
        [front @ .., Part::Number(Number::Dozen(n))] => (front, Decimal::from(*n)),
        _ => return None,
    };
    let front = front.strip_suffix(&[Part::Article]).unwrap_or(front);
    let front = front.strip_suffix(&[Part::Of]).unwrap_or(front);
    // "one billion and a half million": the half is of the million.
    if let Some(at) = front.iter().rposition(|it| *it == Part::And)
        && let [.., Part::Number(Number::Scale(3..))] = &front[..at]
    {
        let whole = Decimal::from(cardinal(&front[..at])?);
        let part = fraction(&front[at + 1..])?;
        let value = part.value().checked_mul(factor)?.checked_add(whole)?;
        return Figure::with_grain(value, part.grain().checked_mul(factor)?);
    }
    let part = match front {
        // "quarter million"
        [Part::Number(Number::Part(n))] => figure_of(1, *n, Decimal::ZERO, Decimal::ONE)?,
        _ => fraction(front)?,
    };
    let grain = part.grain().checked_mul(factor)?;
    Figure::with_grain(part.value().checked_mul(factor)?, grain)
}

/// "a half", "two thirds", "twenty and three fifths", "one million and a half"
fn fraction(parts: &[Part]) -> Option<Figure> {
    let (front, denominator, is_plural) = denominator(parts)?;
    let is_one = |it: &[Part]| {
        it.is_empty() || it == [Part::Article] || it == [Part::Number(Number::Cardinal(1))]
    };
    if let Some(at) = front.iter().rposition(|it| *it == Part::And)
        && let Some(whole) = cardinal(&front[..at])
    {
        let numerator = &front[at + 1..];
        let n = if is_one(numerator) { 1 } else { cardinal(numerator)? };
        if n < denominator && (n == 1) != is_plural && !numerator.is_empty() {
            let unit = last_scale(&front[..at]);
            return figure_of(n, denominator, Decimal::from(whole), unit);
        }
    }
    let n = if is_one(front) { 1 } else { cardinal(front)? };
    // A bare "third" or "quarter" is a rank or a stretch of time; a bare "half" is a half.
    if front.is_empty() && denominator != 2 {
        return None;
    }
    ((n == 1) != is_plural).then(|| figure_of(n, denominator, Decimal::ZERO, Decimal::ONE))?
}

fn figure_of(n: u64, denominator: u64, whole: Decimal, unit: Decimal) -> Option<Figure> {
    let grain = unit.checked_div(Decimal::from(denominator))?;
    let part = Decimal::from(n).checked_mul(unit)?.checked_div(Decimal::from(denominator))?;
    Figure::with_grain(whole.checked_add(part)?, grain)
}

/// The scale that "and a half" shares: a million of "one million and a half", else one.
fn last_scale(parts: &[Part]) -> Decimal {
    match parts.last() {
        Some(Part::Number(Number::Scale(power @ 3..))) => {
            10_u64.checked_pow(power.unsigned_abs()).map_or(Decimal::ONE, Decimal::from)
        }
        _ => Decimal::ONE,
    }
}

/// The denominator at the end: what stands before it, its value, and whether it is a plural.
fn denominator(parts: &[Part]) -> Option<(&[Part], u64, bool)> {
    let (front, last) = parts.split_last().map(|(last, front)| (front, *last))?;
    let (unit, is_plural) = match last {
        Part::Number(Number::Parts(n)) => (n, true),
        Part::Number(Number::Part(n)) => (n, false),
        // "second" ranks and lasts; it halves nothing.
        Part::Number(Number::Ordinal(n)) if n != 2 => (n, false),
        _ => return None,
    };
    // "twenty twenty-fifths": the tens belong to the denominator where a numerator stands before.
    if let [before @ .., Part::Number(Number::Cardinal(tens @ 20..=90))] = front
        && unit < 10
        && matches!(before.last(), Some(Part::Number(_) | Part::Article))
    {
        return Some((before, tens + unit, is_plural));
    }
    (unit > 1).then_some((front, unit, is_plural))
}

/// "one hundred twenty-fifth", "two hundredth"
fn ordinal(front: &[Part], rank: u64) -> Option<u64> {
    let front = front.strip_suffix(&[Part::And]).unwrap_or(front);
    if front.is_empty() {
        return Some(rank);
    }
    let before = cardinal(front)?;
    if rank >= 100 {
        return before.checked_mul(rank);
    }
    let tail = before % 100;
    let fits = if rank < 10 { tail == 0 || (tail >= 20 && tail % 10 == 0) } else { tail == 0 };
    (fits && before >= 20).then(|| before.checked_add(rank))?
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
        // "9,999": one less than the next magnitude.
        let below = Figure::with_grain(high.value() - Decimal::ONE, high.grain());
        Ok((after, (low, below.unwrap_or(high))))
    }
}

fn one_magnitude<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = (u64, u64), Error = Error<&'i str>> {
    move |input: &'i str| {
        let mut word = map_opt(take_while1(char::is_alphabetic), |it: &str| {
            lexicon.word(it).and_then(|it| it.number)
        });
        let (rest, number) = word.parse(input)?;
        match number {
            Number::Magnitude(low, high) => Ok((rest, (low, high))),
            Number::MagnitudeOf(low, high) if rest.starts_with(" of ") => Ok((rest, (low, high))),
            _ => Err(nom::Err::Error(Error::new(input, ErrorKind::Verify))),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let lexicon = Lexicon::english().unwrap();
        read(text, lexicon).map_or(String::new(), |it| {
            let value = it.figure.value().round_dp(4).normalize();
            let mark = match it.form {
                Form::Cardinal => "",
                Form::Fraction => "/",
                Form::Ordinal => ".",
            };
            format!("{}={value}{mark}", &text[..it.length])
        })
    }

    #[test]
    fn reads_numbers_in_words() {
        let cases = [
            ("Sixty-four South Koreans", "Sixty-four=64"),
            ("one hundred and twenty men", "one hundred and twenty=120"),
            ("two hundred thousand", "two hundred thousand=200000"),
            ("two million five hundred and one", "two million five hundred and one=2000501"),
            ("three million, two hundred & forty", "three million, two hundred & forty=3000240"),
            ("three lakh crore", "three lakh crore=3000000000000"),
            ("a hundred", "a hundred=100"),
            ("two dozen eggs", "two dozen=24"),
            ("a dozen", "a dozen=12"),
            ("half a  dozen", "half a  dozen=6/"),
            ("fifty - two", "fifty - two=52"),
            ("six and four", "six=6"),
            ("one hundred and the rest", "one hundred=100"),
            ("two three", "two=2"),
            ("a man", ""),
            ("hundred-year", "hundred=100"),
            ("nought point nought three", "nought point nought three=0.03"),
            ("two point five million", "two point five million=2500000"),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn reads_fractions() {
        let cases = [
            ("a half", "a half=0.5/"),
            ("two-thirds of", "two-thirds=0.6667/"),
            ("one and a half", "one and a half=1.5/"),
            ("one million and a half", "one million and a half=1500000/"),
            ("five and a half million", "five and a half million=5500000/"),
            ("one billion and a half million", "one billion and a half million=1000500000/"),
            ("two thirds of a million", "two thirds of a million=666666.6667/"),
            ("a quarter of a million", "a quarter of a million=250000/"),
            ("one hundred and three quarters", "one hundred and three quarters=100.75/"),
            ("one hundred and thirty fifths", "one hundred and thirty fifths=26/"),
            ("one hundred thirty-fifths", "one hundred thirty-fifths=2.8571/"),
            ("twenty twenty fifths", "twenty twenty fifths=0.8/"),
            ("a fifth of", "a fifth=0.2/"),
            ("a fifth man", ""),
            ("quarter", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }

    #[test]
    fn reads_ranks() {
        let cases = [
            ("third", "third=3."),
            ("twenty-first", "twenty-first=21."),
            ("one hundred twenty fifth", "one hundred twenty fifth=125."),
            ("two hundredth", "two hundredth=200."),
            ("twenty second", "twenty=20"),
            ("twenty-second", "twenty-second=22."),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text), expected, "{text:?}");
        }
    }
}
