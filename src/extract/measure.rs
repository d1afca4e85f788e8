//! Numbers with a physical unit: `77 kilometers`, `5 to 6 tonnes`, `magnitude 6.9`.

use super::figure::Abbreviations;
use super::hedged::{amount, hedge_after};
use super::{Here, Reading};
use crate::claim::mention::{Kind, Value};
use crate::claim::{Quantity, Statistic};
use crate::lexicon::{Lexicon, Measure};

/// `amount unit`
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let inner = |text: &str| unit(lexicon, text).map_or(0, |it| it.0);
    let amount = amount(lexicon, here, Abbreviations::General, inner)?;
    let (length, measure) = unit(lexicon, &here.rest[amount.length..])
        .or_else(|| Some((0, unit_before(lexicon, here.before)?)))?;
    let length = amount.length + length;
    let after = hedge_after(lexicon, &here.rest[length..]);
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

/// `magnitude 6.9`, `a magnitude of 7`: a unit whose name may stand before the figure.
fn unit_before<'l>(lexicon: &'l Lexicon, before: &str) -> Option<&'l Measure> {
    let mut words =
        before.split_whitespace().rev().filter(|it| !matches!(*it, "of" | "a" | "between"));
    let (_, measure) = lexicon.units.measure(words.next()?)?;
    measure.stands_before.then_some(measure)
}

/// A unit after a space, a hyphen or nothing. A one-letter unit needs the digits right before it.
fn unit<'l>(lexicon: &'l Lexicon, text: &str) -> Option<(usize, &'l Measure)> {
    let word = text.trim_start_matches([' ', '\u{a0}', '-']);
    let spaces = text.len() - word.len();
    let (length, measure) = lexicon.units.measure(word).filter(|_| spaces <= 1)?;
    let is_bare_letter =
        length == 1 && word.is_char_boundary(1) && word.as_bytes()[0].is_ascii_alphabetic();
    (!is_bare_letter || spaces == 1).then_some((spaces + length, measure))
}
