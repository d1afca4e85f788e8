//! The values that a printed figure may stand for, and arithmetic on them.
//!
//! "12.8 billion" is anything that rounds to it. Interval arithmetic (Moore, Interval Analysis, 1966) carries
//! that through sums, products and quotients, so that no check speaks where rounding explains it.

use rust_decimal::Decimal;

use crate::claim::{Claim, Hedge, Kind};

/// How much of itself a round figure may be off, at most.
const ROUND: Decimal = Decimal::from_parts(25, 0, 0, false, 3);

/// A closed range of values, low to high.
#[derive(Clone, Copy, Debug)]
pub(super) struct Rounded {
    low: Decimal,
    high: Decimal,
}

impl Rounded {
    /// What a claim's figure may stand for; `None` for a vague magnitude and for times.
    pub(super) fn of(claim: &Claim) -> Option<Self> {
        let quantity = claim.quantity.filter(|it| it.hedge() != Hedge::Vague)?;
        if let (Hedge::Exact, Some(figure)) = (quantity.hedge(), quantity.stated()) {
            let value = figure.value();
            let is_small = value.abs() < Decimal::ONE_HUNDRED && value.fract().is_zero();
            let is_counted = claim.kind == Kind::Count && is_small;
            // Nobody writes 50 million for 54: of a round figure's zeros most are meant.
            let most = value.abs().checked_mul(ROUND)?;
            let half =
                if is_counted { Decimal::ZERO } else { (figure.grain() / Decimal::TWO).min(most) };
            return Some(Self { low: value - half, high: value + half });
        }
        let (words, reader) = (quantity.strict(), quantity.expected());
        let low = words.low.or(reader.low)?;
        let high = words.high.or(reader.high)?;
        Some(Self { low, high })
    }

    /// Exactly one value.
    pub(super) fn exactly(value: Decimal) -> Self {
        Self { low: value, high: value }
    }

    /// Anything from one value to another.
    pub(super) fn between(low: Decimal, high: Decimal) -> Self {
        Self { low, high }
    }

    /// The same, wider by a share of its size on both sides.
    pub(super) fn widened(self, share: Decimal) -> Option<Self> {
        let by = |it: Decimal| it.abs().checked_mul(share);
        Some(Self {
            low: self.low.checked_sub(by(self.low)?)?,
            high: self.high.checked_add(by(self.high)?)?,
        })
    }

    pub(super) fn plus(self, other: Self) -> Option<Self> {
        Some(Self {
            low: self.low.checked_add(other.low)?,
            high: self.high.checked_add(other.high)?,
        })
    }

    pub(super) fn minus(self, other: Self) -> Option<Self> {
        let low = self.low.checked_sub(other.high)?;
        Some(Self { low, high: self.high.checked_sub(other.low)? })
    }

    pub(super) fn times(self, other: Self) -> Option<Self> {
        let ends = [(self.low, other.low), (self.low, other.high), (self.high, other.low)];
        let last = self.high.checked_mul(other.high)?;
        let (mut low, mut high) = (last, last);
        for (x, y) in ends {
            let product = x.checked_mul(y)?;
            (low, high) = (low.min(product), high.max(product));
        }
        Some(Self { low, high })
    }

    /// The quotient; `None` where the divisor may be zero.
    pub(super) fn over(self, other: Self) -> Option<Self> {
        if other.low <= Decimal::ZERO && other.high >= Decimal::ZERO {
            return None;
        }
        let one = Decimal::ONE;
        let (x, y) = (one.checked_div(other.high)?, one.checked_div(other.low)?);
        self.times(Self { low: x.min(y), high: x.max(y) })
    }

    /// The sizes of its values, without their signs.
    pub(super) fn size(self) -> Self {
        let (x, y) = (self.low.abs(), self.high.abs());
        let spans_zero = self.low < Decimal::ZERO && self.high > Decimal::ZERO;
        Self { low: if spans_zero { Decimal::ZERO } else { x.min(y) }, high: x.max(y) }
    }

    pub(super) fn meets(self, other: Self) -> bool {
        self.low <= other.high && other.low <= self.high
    }

    pub(super) fn is_below(self, other: Self) -> bool {
        self.high < other.low
    }

    /// The value in the middle, for messages.
    pub(super) fn middle(self) -> Decimal {
        self.low.checked_add(self.high).map_or(self.low, |it| it / Decimal::TWO)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn range(low: i64, high: i64) -> Rounded {
        Rounded { low: Decimal::from(low), high: Decimal::from(high) }
    }

    fn ends(of: Rounded) -> (String, String) {
        (of.low.normalize().to_string(), of.high.normalize().to_string())
    }

    #[test]
    fn arithmetic_keeps_every_value_inside() {
        let cases = [
            (range(2, 3).times(range(-4, 5)), ("-12", "15")),
            (range(1, 2).over(range(4, 5)), ("0.2", "0.5")),
            (range(10, 12).minus(range(3, 4)), ("6", "9")),
            (Some(range(-3, 2).size()), ("0", "3")),
            (Some(range(-3, -2).size()), ("2", "3")),
            (range(100, 200).widened(Decimal::new(1, 1)), ("90", "220")),
        ];
        for (found, (low, high)) in cases {
            assert_eq!(found.map(ends), Some((low.to_owned(), high.to_owned())));
        }
        assert!(range(1, 2).over(range(-1, 1)).is_none());
    }
}
