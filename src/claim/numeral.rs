//! A number as it stands in a text, whether or not it is a claim: what a draft is asked to answer for.

use std::sync::Arc;

use super::{Quantity, Span};

/// What sort of number it is. Numbers of two sorts can be compared where one of them is a bare count, whose unit may
/// have been left out or not been read.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub enum Dimension {
    /// A number of things, or a number of which nothing more is known.
    Count,
    /// A rank: "third".
    Ordinal,
    /// A ratio, a fraction or a multiple.
    Ratio,
    /// An amount of money, in whatever currency.
    Money,
    /// A share, or percentage points.
    Percent,
    /// A physical quantity; the name is that of its dimension: `length`.
    Measure(Arc<str>),
    /// A calendar year.
    Year,
    /// A month of the year, 1 to 12.
    Month,
    /// A day of a month, as a hundred times the month plus the day.
    Day,
    /// A day of the week, Monday = 1.
    Weekday,
    /// A quarter of a year.
    Quarter,
    /// A time of day, as a hundred times the hour plus the minute.
    Clock,
}

impl Dimension {
    /// The name used in output.
    pub fn name(&self) -> &str {
        match self {
            Self::Count => "count",
            Self::Ordinal => "ordinal",
            Self::Ratio => "ratio",
            Self::Money => "money",
            Self::Percent => "percent",
            Self::Measure(name) => name,
            Self::Year => "year",
            Self::Month => "month",
            Self::Day => "day",
            Self::Weekday => "weekday",
            Self::Quarter => "quarter",
            Self::Clock => "time of day",
        }
    }

    /// Whether numbers of the two can say the same thing.
    ///
    /// ```
    /// use crosscheck::claim::Dimension;
    ///
    /// assert!(Dimension::Year.is_comparable(&Dimension::Count));
    /// assert!(!Dimension::Year.is_comparable(&Dimension::Percent));
    /// ```
    pub fn is_comparable(&self, other: &Self) -> bool {
        let may_be_bare = |bare: &Self, it: &Self| {
            *bare == Self::Count && !matches!(it, Self::Month | Self::Day | Self::Weekday)
        };
        let is_share =
            |a: &Self, b: &Self| matches!((a, b), (Self::Ratio, Self::Percent | Self::Ordinal));
        self == other
            || may_be_bare(self, other)
            || may_be_bare(other, self)
            || is_share(self, other)
            || is_share(other, self)
    }
}

/// One number of a text.
///
/// A claim that gives a range has two, one an end; a date has one for its year and one for its day.
#[derive(Clone, Debug)]
pub struct Numeral {
    /// Position of the document in the run's input order.
    pub document: usize,
    /// The number as printed, with what makes it one: its hedge, its unit, its month.
    pub span: Span,
    /// The sentence around it.
    pub sentence: Span,
    /// What sort of number it is.
    pub dimension: Dimension,
    /// What it denotes, in the unit it is printed in.
    pub quantity: Quantity,
    /// Its unit, or the ISO 4217 code of its currency.
    pub unit: Option<Arc<str>>,
    /// The claim that it belongs to, as an index of the claims table.
    pub claim: Option<usize>,
}

impl Numeral {
    /// Whether it stands for a point of time or a part of one.
    pub fn is_time(&self) -> bool {
        matches!(
            self.dimension,
            Dimension::Year
                | Dimension::Month
                | Dimension::Day
                | Dimension::Weekday
                | Dimension::Quarter
                | Dimension::Clock
        )
    }
}
