//! The time a claim speaks about.

use jiff::civil::Date;
use jiff::{Span as Duration, ToSpan};

/// From `start` up to, but not including, `end`; an end that the text leaves open is `None`.
///
/// Invariant: where both ends are known, `start < end`. A single day is `[d, d + 1)`, so that
/// containment and overlap need no special case. A vague period ("in recent years") has no start.
///
/// # Example
///
/// ```
/// use crosscheck::claim::Period;
/// use jiff::civil::date;
///
/// let year = Period::new(Some(date(2025, 1, 1)), Some(date(2026, 1, 1))).unwrap();
/// let day = Period::day(date(2025, 9, 18));
/// assert!(year.contains(&day) && year.meets(&day));
/// assert_eq!(day.end(), Some(date(2025, 9, 19)));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Period {
    start: Option<Date>,
    end: Option<Date>,
    is_vague: bool,
}

impl Period {
    /// A period from its ends; `None` where it would be empty or run backwards.
    pub fn new(start: Option<Date>, end: Option<Date>) -> Option<Self> {
        if let (Some(start), Some(end)) = (start, end)
            && start >= end
        {
            return None;
        }
        Some(Self { start, end, is_vague: false })
    }

    /// A period that the text names without saying when it began, up to `end` where that is known.
    pub fn vague(end: Option<Date>) -> Self {
        Self { start: None, end, is_vague: true }
    }

    /// One calendar day.
    pub fn day(day: Date) -> Self {
        Self { start: Some(day), end: after(day, 1.day()), is_vague: false }
    }

    /// One calendar month; `None` for a month that does not exist.
    pub fn month(year: i16, month: i8) -> Option<Self> {
        let start = Date::new(year, month, 1).ok()?;
        Self::new(Some(start), Some(after(start, 1.month())?))
    }

    /// One calendar year.
    pub fn year(year: i16) -> Option<Self> {
        let start = Date::new(year, 1, 1).ok()?;
        Self::new(Some(start), Some(after(start, 1.year())?))
    }

    /// First day, where known.
    pub fn start(&self) -> Option<Date> {
        self.start
    }

    /// First day after the period, where known.
    pub fn end(&self) -> Option<Date> {
        self.end
    }

    /// Whether the text names the period without limits ("in recent years").
    pub fn is_vague(&self) -> bool {
        self.is_vague
    }

    /// Whether both ends are known.
    pub fn is_bounded(&self) -> bool {
        self.start.is_some() && self.end.is_some()
    }

    /// Whether the two periods have at least one day in common, as far as their ends are known.
    pub fn meets(&self, other: &Self) -> bool {
        let before = |a: Option<Date>, b: Option<Date>| a.zip(b).is_none_or(|(a, b)| a < b);
        before(self.start, other.end) && before(other.start, self.end)
    }

    /// Whether `other` lies within this period; an unknown end holds nothing beyond itself.
    pub fn contains(&self, other: &Self) -> bool {
        let starts = match (self.start, other.start) {
            (Some(outer), Some(inner)) => outer <= inner,
            (None, _) => !self.is_vague,
            (Some(_), None) => false,
        };
        let ends = match (self.end, other.end) {
            (Some(outer), Some(inner)) => inner <= outer,
            (None, _) => true,
            (Some(_), None) => false,
        };
        starts && ends
    }
}

/// `day` plus `duration`, where the calendar holds it.
fn after(day: Date, duration: Duration) -> Option<Date> {
    day.checked_add(duration).ok()
}
