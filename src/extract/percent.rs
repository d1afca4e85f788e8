//! Percentages: `80 percent`, `5-10%`, `65.79 per cent`.

use super::hedged::{Amount, hedge_after};
use super::{Here, Reading};
use crate::claim::{Kind, Value};
use crate::lexicon::Lexicon;

/// `amount ( "%" | "percent" )`; percentage points are a measure.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<Reading> {
    let length = amount.length + sign(lexicon, &here.rest[amount.length..])?;
    let after = hedge_after(lexicon, &here.rest[length..]);
    let quantity = amount.quantity(after.map(|it| it.1)).rounded();
    let length = length + after.map_or(0, |it| it.0);
    Some(Reading::new(length, Kind::Percent, Value::Quantity(quantity)))
}

/// The length of a percent sign or word.
pub(super) fn sign(lexicon: &Lexicon, text: &str) -> Option<usize> {
    let word = text.trim_start_matches([' ', '\u{a0}', '-']);
    let spaces = text.len() - word.len();
    let (length, ()) = lexicon.units.percent.at(word).filter(|_| spaces <= 1)?;
    let is_points = word[length..].trim_start_matches([' ', '-']).starts_with("point");
    (!is_points).then_some(spaces + length)
}
