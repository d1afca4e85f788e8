//! Figures on one axis, for terminals and for pages.

use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive as _;

use crate::claim::{Claim, Kind};

/// From this factor between the ends on, equal factors take equal room.
const FAR: f64 = 50.0;

/// An axis from the least to the greatest value.
#[derive(Debug)]
pub(super) struct Axis {
    low: f64,
    high: f64,
    /// Whether equal factors, not equal differences, take equal room.
    pub(super) is_logarithmic: bool,
}

impl Axis {
    /// The axis between two values, the lower one first.
    pub(super) fn new(low: Decimal, high: Decimal) -> Self {
        let of = |it: Decimal| it.to_f64().unwrap_or(0.0);
        let (low, high) = (of(low), of(high));
        Self { low, high, is_logarithmic: low > 0.0 && high / low > FAR }
    }

    /// Where a value stands on an axis of so many steps: 0 is its start, `steps` its end.
    pub(super) fn step(&self, value: Decimal, steps: u32) -> usize {
        let value = value.to_f64().unwrap_or(self.low).clamp(self.low, self.high);
        let share = if self.is_logarithmic {
            (value / self.low).ln() / (self.high / self.low).ln()
        } else {
            (value - self.low) / (self.high - self.low)
        };
        // The share lies between 0 and 1, so the step does between 0 and the last one.
        (share * f64::from(steps)).round().to_usize().unwrap_or(0)
    }
}

/// Whether figures are of one unit, so that one axis can hold them; a third is none of 24 percent.
pub(super) fn are_of_one_unit<'c>(mut claims: impl Iterator<Item = &'c Claim>) -> bool {
    let unit =
        |it: &'c Claim| (it.currency.as_deref().or(it.unit.as_deref()), it.kind == Kind::Ratio);
    let first = claims.next().map(unit);
    claims.all(|it| Some(unit(it)) == first)
}
