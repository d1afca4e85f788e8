//! Numbers with a physical unit: `77 kilometers`, `5 to 6 tonnes`, `magnitude 6.9`.
//!
//! ```text
//! measure = amount unit [ [ "and" ] figure smaller-unit ] | unit-before amount
//!         | amount unit { [ "and" ] figure smaller-unit }             of time
//!         | ( "a" | amount ) unit "and" part                          "an hour and a half"
//! ```
//! `5 feet 2 inches` is one measure in feet, `two years and five months` one of 29 months: in the smaller unit of time
//! it is exact. `3 years, 2 months, 14 days` is a list.

use nom::Parser;
use rust_decimal::Decimal;

use super::figure::{Abbreviations, figure};
use super::hedged::{Amount, hedge_after};
use super::spelled::{self, Form};
use super::{Here, Reading};
use crate::claim::{Figure, Kind, Quantity, Statistic, Value};
use crate::lexicon::{Lexicon, Measure};

/// `amount unit`
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<Reading> {
    let (length, measure) = unit(lexicon, &here.rest[amount.length..])
        .or_else(|| degrees(lexicon, here, amount))
        .or_else(|| Some((0, unit_before(lexicon, here, amount)?)))?;
    let mut length = amount.length + length;
    if let Some((taken, amount, unit)) = lasting(lexicon, &here.rest[length..], amount, measure) {
        let quantity = Value::Quantity(amount.quantity(None));
        return Some(Reading::with_unit(length + taken, Kind::Measure, quantity, &unit.name));
    }
    let after = &here.rest[length..];
    let more = smaller(lexicon, after, measure).or_else(|| part_of_one(lexicon, after));
    let sum = more.and_then(|(taken, more)| Some((taken, amount.plus(more)?)));
    let (after, amount) = match &sum {
        Some((taken, sum)) => {
            length += taken;
            (None, sum)
        }
        None => (hedge_after(lexicon, &here.rest[length..]), amount),
    };
    let quantity: Quantity = amount.quantity(after.map(|it| it.1));
    let quantity = if measure.dimension == "duration" { quantity } else { quantity.rounded() };
    let mut reading = Reading::with_unit(
        length + after.map_or(0, |it| it.0),
        Kind::Measure,
        Value::Quantity(quantity),
        &measure.name,
    );
    if measure.dimension == "points" {
        reading.statistic = Statistic::Change;
    }
    Some(reading)
}

/// `an hour and a half`: one of a unit and a part of it.
pub(super) fn read_one_and_part(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let article = ["an ", "a ", "An ", "A "].iter().find(|it| here.rest.starts_with(**it))?;
    let (length, measure) = unit(lexicon, &here.rest[article.len()..])?;
    let length = article.len() + length;
    let (taken, part) = part_of_one(lexicon, &here.rest[length..])?;
    let whole = Figure::with_grain(part.value().checked_add(Decimal::ONE)?, part.grain())?;
    let quantity = Value::Quantity(Quantity::exact(whole));
    Some(Reading::with_unit(length + taken, Kind::Measure, quantity, &measure.name))
}

/// ` and a half`, ` and three quarters` after a unit: its length, and the part of one.
fn part_of_one(lexicon: &Lexicon, text: &str) -> Option<(usize, Figure)> {
    let body = text.strip_prefix(" and ")?;
    let part = spelled::read(body, lexicon)?;
    let goes_on = body[part.length..].trim_start().starts_with("of ");
    let is_part = part.form == Form::Fraction && part.figure.value() < Decimal::ONE && !goes_on;
    is_part.then_some((text.len() - body.len() + part.length, part.figure))
}

/// `4C` beside `39F` or words for heat: a letter right behind the figure that is a scale of temperature there.
fn degrees<'l>(
    lexicon: &'l Lexicon,
    here: Here<'_>,
    amount: &Amount,
) -> Option<(usize, &'l Measure)> {
    let text = &here.rest[amount.length..];
    let (name, other) = match text.chars().next()? {
        'C' => ("degree Celsius", 'F'),
        'F' => ("degree Fahrenheit", 'C'),
        'K' => ("kelvin", 'C'),
        _ => return None,
    };
    let after = &text[1..];
    if after.starts_with(|it: char| it.is_alphanumeric() || it == '-') {
        return None;
    }
    let joints = [' ', '(', '/', ','];
    let next = after.trim_start_matches(joints);
    let parsed = figure(lexicon, Abbreviations::General).parse(next);
    let is_before = parsed.is_ok_and(|(rest, _)| rest.starts_with(other));
    let last = here.before.trim_end_matches(joints).strip_suffix(other);
    let is_behind = last.is_some_and(|it| it.ends_with(|it: char| it.is_ascii_digit()));
    let warmth = &lexicon.units.warmth;
    let is_among = |it: &str| it.contains('°') || name != "kelvin" && warmth.is_in(it);
    let is_below_zero = || name != "kelvin" && amount.is_negative();
    let measure = lexicon.units.by_name(name)?;
    let reads =
        is_before || is_behind || is_below_zero() || is_among(here.before) || is_among(after);
    reads.then_some((1, measure))
}

/// ` and five months`, ` 11 minutes and 26 seconds` after a larger unit of time: how far it reaches, and the whole in the
/// smallest of the units.
fn lasting<'l>(
    lexicon: &'l Lexicon,
    text: &str,
    amount: &Amount,
    larger: &'l Measure,
) -> Option<(usize, Amount, &'l Measure)> {
    if !larger.dimension.starts_with("duration") {
        return None;
    }
    let (mut total, mut last, mut rest) = (amount.single()?.value(), larger, text);
    while let Some((next, value, unit)) = part_of_time(lexicon, rest, last) {
        let ratio = last.factor.checked_div(unit.factor)?;
        total = total.checked_mul(ratio)?.checked_add(value)?;
        (last, rest) = (unit, next);
    }
    let whole = Figure::with_grain(total, Decimal::ONE)?;
    let is_longer = rest.len() < text.len();
    is_longer.then(|| (text.len() - rest.len(), amount.of(whole), last))
}

/// A number of smaller units, fewer than make up one of the larger: what follows, the number, its unit.
fn part_of_time<'l, 't>(
    lexicon: &'l Lexicon,
    text: &'t str,
    larger: &Measure,
) -> Option<(&'t str, Decimal, &'l Measure)> {
    let body = text.strip_prefix(' ')?;
    let body = body.strip_prefix("and ").unwrap_or(body);
    let (rest, it) = figure(lexicon, Abbreviations::General).parse(body).ok()?;
    let (length, unit) = unit(lexicon, rest)?;
    let value = it.figure()?.value();
    let is_part = unit.dimension == larger.dimension
        && unit.factor < larger.factor
        && value.checked_mul(unit.factor)? < larger.factor;
    is_part.then(|| (&rest[length..], value, unit))
}

/// ` 2 inches`, ` and 2 in`, `-2` after feet: its length and its value in the larger unit.
fn smaller(lexicon: &Lexicon, text: &str, larger: &Measure) -> Option<(usize, Figure)> {
    let is_joined = text.starts_with('-');
    let body = text.strip_prefix([' ', '-'])?;
    let body = body.strip_prefix("and ").unwrap_or(body);
    let (rest, it) = figure(lexicon, Abbreviations::General).parse(body).ok()?;
    let is_foot = larger.name == "foot";
    let bare = || Some((0, lexicon.units.by_name("inch")?));
    let (length, measure) = unit(lexicon, rest)
        .or_else(|| inches(lexicon, rest).filter(|_| is_foot))
        .or_else(|| bare().filter(|_| is_foot && is_joined))?;
    let fits = measure.dimension == larger.dimension
        && !measure.dimension.starts_with("duration")
        && measure.factor < larger.factor;
    let value = it.figure()?.value().checked_mul(measure.factor)?.checked_div(larger.factor)?;
    let grain = measure.factor.checked_div(larger.factor)?;
    let part = Figure::with_grain(value, grain)?;
    // "5 tonnes and 3,000 kg" are two measures.
    (fits && value < Decimal::ONE).then(|| (text.len() - rest.len() + length, part))
}

/// `in` is inches after feet only.
fn inches<'l>(lexicon: &'l Lexicon, text: &str) -> Option<(usize, &'l Measure)> {
    let after = text.strip_prefix(" in")?;
    let is_word = !after.starts_with(char::is_alphanumeric);
    is_word.then_some((3, lexicon.units.by_name("inch")?))
}

/// `magnitude 6.9`, `a magnitude of 7`: a unit whose name may stand before the figure.
fn unit_before<'l>(lexicon: &'l Lexicon, here: Here<'_>, amount: &Amount) -> Option<&'l Measure> {
    if here.rest[amount.length..].starts_with(char::is_alphanumeric) {
        return None;
    }
    let mut words =
        here.before.split_whitespace().rev().filter(|it| !matches!(*it, "of" | "a" | "between"));
    let (_, measure) = lexicon.units.measure(words.next()?)?;
    measure.stands_before.then_some(measure)
}

/// A unit after a space, a hyphen or nothing.
pub(super) fn unit<'l>(lexicon: &'l Lexicon, text: &str) -> Option<(usize, &'l Measure)> {
    let word = text.trim_start_matches([' ', '\u{a0}', '-']);
    let spaces = text.len() - word.len();
    let (length, measure) = lexicon.units.measure(word).filter(|_| spaces <= 1)?;
    // The L of "24703 L-202" is no litre.
    let code = word[length..].strip_prefix('-');
    let is_code = length == 1 && code.is_some_and(|it| it.starts_with(char::is_alphanumeric));
    (!is_code).then_some((spaces + length, measure))
}
