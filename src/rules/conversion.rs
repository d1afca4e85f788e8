//! `conversion`: two amounts that stand beside each other imply a rate, and the rate must be real.
//!
//! A consistent conversion does not validate the amount: both can be wrong by the same factor. Degrees Celsius and
//! Fahrenheit start from different points: a temperature is converted otherwise than a difference of two.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::degrees::Degrees;
use super::rates::band;
use super::{Check, Outcome, Table, Violation, passage};
use crate::claim::{Claim, Confirmation};
use crate::lexicon::Measure;

/// Parameters of `conversion`; the rates stand in `rules/rates.yaml`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Conversion {
    /// Words right before a temperature, or behind both, that make it a difference: by, warmer.
    #[serde(default)]
    difference: Vec<String>,
}

impl Check for Conversion {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, left) in table.claims.iter().enumerate() {
            let Some(apposed) = left.apposition else { continue };
            let right = table.claims[index + 1..]
                .iter()
                .take_while(|it| it.document == left.document && it.span.start <= apposed.start)
                .find(|it| it.span == apposed);
            let Some(right) = right else { continue };
            match Degrees::of(left, right, &self.difference) {
                Some(degrees) => degrees.judge(left, right, &mut outcome),
                None => judge(left, right, table, &mut outcome),
            }
        }
        outcome
    }
}

fn judge(left: &Claim, right: &Claim, table: &Table<'_>, outcome: &mut Outcome) {
    if left.currency.is_none() && left.unit == right.unit {
        outcome.violations.extend(unconverted(left, right, table));
        return;
    }
    let Some((low, high, expected)) = expected(left, right, table) else { return };
    let figure = Claim::stated;
    let (Some(a), Some(b)) = (figure(left), figure(right)) else { return };
    let half = |it: crate::claim::Figure| it.grain() / Decimal::TWO;
    let (Some(rate), Some(least), Some(most)) = (
        a.value().checked_div(b.value()),
        (a.value() - half(a)).checked_div(b.value() + half(b)),
        (a.value() + half(a)).checked_div(b.value() - half(b)),
    ) else {
        return;
    };
    let rate = shown(rate);
    let names = [unit(left), unit(right)];
    let passages = vec![passage(left), passage(right)];
    if least <= high && most >= low {
        let label =
            format!("{} = {} ({rate} {} per {})", left.text, right.text, names[0], names[1]);
        outcome.confirmed.push(Confirmation { fact: "conversion".to_owned(), label, passages });
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", left.text.clone());
    values.insert("right", right.text.clone());
    values.insert("rate", format!("{rate} {} per {}, {expected}", names[0], names[1]));
    let key = vec![left.source.key.clone(), left.text.clone(), right.text.clone()];
    outcome.violations.push(Violation::new(passages, values, key));
}

/// `42,000 square meters (3,900 square meters)`: one of the two was meant in another unit, if that makes them one.
fn unconverted(left: &Claim, right: &Claim, table: &Table<'_>) -> Option<Violation> {
    let units = &table.lexicon.units;
    let name = left.unit.as_deref()?;
    let own = units.by_name(name)?;
    let (a, b) = (left.stated()?, right.stated()?);
    let half = |it: crate::claim::Figure| it.grain() / Decimal::TWO;
    let least = (a.value() - half(a)).checked_div(b.value() + half(b))?;
    let most = (a.value() + half(a)).checked_div(b.value() - half(b))?;
    let slack = Decimal::new(1, 2);
    let fits = |factor: Decimal| {
        factor * (Decimal::ONE - slack) <= most && factor * (Decimal::ONE + slack) >= least
    };
    let of_unit = |it: &Measure| {
        let factor = own.factor.checked_div(it.factor)?;
        let inverse = Decimal::ONE.checked_div(factor)?;
        (factor != Decimal::ONE && (fits(factor) || fits(inverse))).then_some(())
    };
    units.of_dimension(&own.dimension).find_map(of_unit)?;
    let mut values = super::template::Values::new();
    values.insert("left", left.text.clone());
    values.insert("right", right.text.clone());
    values.insert("rate", "one amount in one unit, written as two".to_owned());
    let key = vec![left.source.key.clone(), left.text.clone(), right.text.clone()];
    Some(Violation::new(vec![passage(left), passage(right)], values, key))
}

/// Between which rates the conversion must lie, and how to say so.
fn expected(left: &Claim, right: &Claim, table: &Table<'_>) -> Option<(Decimal, Decimal, String)> {
    if let (Some(a), Some(b)) = (&left.currency, &right.currency) {
        let year = left
            .period
            .and_then(|it| it.start())
            .or(left.source.published)
            .map(jiff::civil::Date::year);
        let (low, high) = band(a, b, year).or_else(|| band(a, b, None))?;
        return Some((low, high, format!("but it cost {} to {}", shown(low), shown(high))));
    }
    let units = &table.lexicon.units;
    let (a, b) = (units.by_name(left.unit.as_deref()?)?, units.by_name(right.unit.as_deref()?)?);
    if a.dimension != b.dimension {
        return None;
    }
    let factor = b.factor.checked_div(a.factor)?;
    let slack = factor.checked_mul(Decimal::new(1, 2))?;
    Some((factor - slack, factor + slack, format!("but it is {}", shown(factor))))
}

fn unit(claim: &Claim) -> &str {
    claim.currency.as_deref().or(claim.unit.as_deref()).unwrap_or("")
}

/// A rate to three significant digits.
fn shown(rate: Decimal) -> String {
    let rounded = rate.round_sf(3).unwrap_or(rate);
    super::phrasing::grouped(rounded)
}
