//! An interval of exact numbers with open, closed or missing ends.

use rust_decimal::Decimal;

/// The numbers between two ends; a missing end is unbounded.
///
/// # Example
///
/// ```
/// use crosscheck::claim::Interval;
/// use rust_decimal::Decimal;
///
/// let over_five = Interval::new(Some(Decimal::from(5)), true, None, false);
/// assert!(!over_five.meets(&Interval::point(Decimal::from(5))));
/// assert!(Interval::point(Decimal::from(6)).is_within(&over_five));
/// ```
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Interval {
    /// Lower end, `None` for unbounded.
    pub low: Option<Decimal>,
    /// Whether the lower end itself is left out.
    pub low_open: bool,
    /// Upper end, `None` for unbounded.
    pub high: Option<Decimal>,
    /// Whether the upper end itself is left out.
    pub high_open: bool,
}

impl Interval {
    /// An interval from its four parts.
    pub fn new(
        low: Option<Decimal>,
        low_open: bool,
        high: Option<Decimal>,
        high_open: bool,
    ) -> Self {
        Self { low, low_open, high, high_open }
    }

    /// The single number `n`.
    pub fn point(n: Decimal) -> Self {
        Self::closed(n, n)
    }

    /// `[low, high]`.
    pub fn closed(low: Decimal, high: Decimal) -> Self {
        Self::new(Some(low), false, Some(high), false)
    }

    /// Whether at least one number lies in both.
    pub fn meets(&self, other: &Self) -> bool {
        starts_before_end(self, other) && starts_before_end(other, self)
    }

    /// Whether every number of this interval lies in `other`.
    pub fn is_within(&self, other: &Self) -> bool {
        let low = match (other.low, self.low) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(outer), Some(inner)) => {
                outer < inner || (outer == inner && (!other.low_open || self.low_open))
            }
        };
        let high = match (other.high, self.high) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(outer), Some(inner)) => {
                inner < outer || (outer == inner && (!other.high_open || self.high_open))
            }
        };
        low && high
    }

    /// Distance between two intervals that do not meet, else zero.
    pub fn gap(&self, other: &Self) -> Decimal {
        let between = |upper: Option<Decimal>, lower: Option<Decimal>| match (upper, lower) {
            (Some(upper), Some(lower)) if lower > upper => lower - upper,
            _ => Decimal::ZERO,
        };
        between(self.high, other.low).max(between(other.high, self.low))
    }
}

fn starts_before_end(a: &Interval, b: &Interval) -> bool {
    match (a.low, b.high) {
        (Some(low), Some(high)) => low < high || (low == high && !a.low_open && !b.high_open),
        _ => true,
    }
}
