//! A time expression as it is written, before it is resolved against the publication date.

use serde::Deserialize;

/// Which year a date without its own year belongs to.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum YearRef {
    /// Written out: 2025.
    Stated(i16),
    /// Counted from the year of publication: 0 is "this year", −1 "last year".
    Relative(i16),
    /// Not said: the past one nearest to publication, unless the clause looks ahead.
    Nearest,
}

/// A third of a month or a year: early is days 1–10, mid- 11–20, late from 21 on.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Third {
    /// The first third.
    Early,
    /// The second third.
    Mid,
    /// The last third.
    Late,
}

/// The unit that "last month", "this week" or "three days ago" count in.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum TimeUnit {
    /// A calendar day.
    Day,
    /// A week from Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// A calendar quarter.
    Quarter,
    /// A calendar year.
    Year,
    /// Ten years.
    Decade,
}

impl TimeUnit {
    /// Its name: `month`.
    pub fn name(self) -> &'static str {
        match self {
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
            Self::Decade => "decade",
        }
    }
}

/// A day with a name of its own.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Holiday {
    /// On the same date each year.
    Fixed {
        /// 1 to 12.
        month: i8,
        /// 1 to 31.
        day: i8,
    },
    /// So many days after Easter Sunday of the Western churches.
    Easter(i16),
}

/// A distance in calendar units.
///
/// # Example
///
/// ```
/// use crosscheck::claim::time::{Shift, TimeUnit};
///
/// let ago = Shift::of(TimeUnit::Month, 1).and(TimeUnit::Day, 21).negated();
/// assert_eq!((ago.months, ago.days, ago.is_single()), (-1, -21, false));
/// ```
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
pub struct Shift {
    /// Months, twelve to the year.
    pub months: i32,
    /// Days, seven to the week.
    pub days: i32,
    units: u8,
}

impl Shift {
    /// So many of one unit.
    pub fn of(unit: TimeUnit, count: i32) -> Self {
        Self::default().and(unit, count)
    }

    /// With so many more of a unit.
    #[must_use]
    pub fn and(self, unit: TimeUnit, count: i32) -> Self {
        let (months, days) = match unit {
            TimeUnit::Day => (0, 1),
            TimeUnit::Week => (0, 7),
            TimeUnit::Month => (1, 0),
            TimeUnit::Quarter => (3, 0),
            TimeUnit::Year => (12, 0),
            TimeUnit::Decade => (120, 0),
        };
        Self {
            months: self.months.saturating_add(count.saturating_mul(months)),
            days: self.days.saturating_add(count.saturating_mul(days)),
            units: self.units.saturating_add(1),
        }
    }

    /// The same distance the other way.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { months: self.months.saturating_neg(), days: self.days.saturating_neg(), ..self }
    }

    /// Whether it was given in one unit.
    pub fn is_single(self) -> bool {
        self.units == 1
    }
}

/// A time expression as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub enum When {
    /// `September 18`, `18 Sep 2025`, `2025-09-18`.
    Day {
        /// The year, or how to find it.
        year: YearRef,
        /// Month, 1 to 12.
        month: i8,
        /// Day of the month, 1 to 31.
        day: i8,
        /// The weekday said beside it, Monday = 1.
        weekday: Option<i8>,
    },
    /// `Friday the 17th`, without a month.
    DayOfMonth {
        /// Day of the month, 1 to 31.
        day: i8,
        /// The weekday it must fall on, Monday = 1.
        weekday: Option<i8>,
    },
    /// `Christmas 2024`
    Holiday {
        /// Which.
        holiday: Holiday,
        /// The year, or how to find it.
        year: YearRef,
    },
    /// `September`, `mid-March`, `November last year`.
    Month {
        /// The year, or how to find it.
        year: YearRef,
        /// Month, 1 to 12.
        month: i8,
        /// Early, mid- or late.
        third: Option<Third>,
    },
    /// `2025`, `last year`, `early 2024`.
    Year {
        /// The year, or how to find it.
        year: YearRef,
        /// Early, mid- or late.
        third: Option<Third>,
    },
    /// `2021-25`: both years included.
    Years {
        /// First year.
        first: i16,
        /// Last year.
        last: i16,
    },
    /// `fiscal 2025`, `FY2025-26`: as the issuer counts, taken as the calendar year named.
    FiscalYear {
        /// The year that names it.
        year: i16,
    },
    /// `the third quarter`, `Q2 2024`.
    Quarter {
        /// The year, or how to find it.
        year: YearRef,
        /// 1 to 4.
        quarter: i8,
    },
    /// `the first half of 2024`.
    Half {
        /// The year, or how to find it.
        year: YearRef,
        /// 1 or 2.
        half: i8,
    },
    /// `on Thursday`, `last Friday`; days from Monday = 1 to Sunday = 7.
    Weekday {
        /// Monday = 1 to Sunday = 7.
        weekday: i8,
        /// `last` is −1, `next` +1, nothing 0.
        offset: i8,
    },
    /// `today`, `last month`, `this week`, `three days ago`.
    Relative {
        /// What is counted.
        unit: TimeUnit,
        /// How many units from the publication date, negative for the past.
        offset: i32,
    },
    /// `the past five years`: ends with the publication date.
    Past {
        /// What is counted.
        unit: TimeUnit,
        /// How many units.
        count: i32,
    },
    /// `from … to …`, `between … and …`, `since …`, `until …`.
    Span {
        /// Where it starts, `None` for "until".
        from: Option<Box<When>>,
        /// Where it ends, included; `None` for "since".
        to: Option<Box<When>>,
    },
    /// `the 1990s`.
    Decade {
        /// First year of the ten.
        first: i16,
    },
    /// `the 15th century`.
    Century {
        /// 15 for the years 1400 to 1499.
        century: i8,
    },
    /// `late last month`, `the end of the week`.
    PartOf {
        /// Early, mid- or late.
        third: Third,
        /// Of what.
        of: Box<When>,
    },
    /// `the first two weeks of 2021`, `the third Wednesday of last month`, `week 10`.
    Nth {
        /// Counted from 1; from the end where it is negative.
        nth: i16,
        /// How many units it takes in.
        count: i16,
        /// What is counted.
        unit: TimeUnit,
        /// The weekday that is counted instead of days, Monday = 1.
        weekday: Option<i8>,
        /// Of what.
        of: Box<When>,
    },
    /// `the week of April 10th`.
    WeekOf {
        /// A day of the week.
        day: Box<When>,
    },
    /// `Tuesday of last week`.
    WeekdayOf {
        /// Monday = 1 to Sunday = 7.
        weekday: i8,
        /// The week.
        of: Box<When>,
    },
    /// `1 month and 21 days ago`, `3 days after January 12th`.
    Shifted {
        /// How far, negative for the past.
        by: Shift,
        /// From when; from the publication date where nothing is said.
        from: Option<Box<When>>,
    },
    /// `4 weeks in the future`, `the last 3 months and 2 weeks`: from or up to publication;
    /// `2 weeks starting May 20th`.
    Lasting {
        /// How long, negative for the past.
        by: Shift,
        /// The first day, where the text says it.
        from: Option<Box<When>>,
    },
    /// `the week ended May 3`, `three months to June`: up to the end of a time.
    Ending {
        /// How long.
        by: Shift,
        /// The time that it ends with, included.
        last: Box<When>,
    },
    /// `year to date`, `earlier this month`, `to date`: up to publication.
    SoFar {
        /// The unit it starts with; open where nothing is said.
        unit: Option<TimeUnit>,
    },
    /// `before 2018`
    Before {
        /// What comes next.
        time: Box<When>,
    },
    /// `after 2016`
    After {
        /// What came first.
        time: Box<When>,
    },
    /// `in recent years`: named, not dated.
    Vague,
}

impl When {
    /// Whether the expression is a single day rather than a stretch of time.
    pub fn is_day(&self) -> bool {
        matches!(
            self,
            Self::Day { .. }
                | Self::DayOfMonth { .. }
                | Self::Weekday { .. }
                | Self::Holiday { .. }
                | Self::Shifted { .. }
                | Self::WeekdayOf { .. }
                | Self::Nth { weekday: Some(_), count: 1, .. }
                | Self::Nth { unit: TimeUnit::Day, count: 1, .. }
                | Self::Relative { unit: TimeUnit::Day, .. }
        )
    }
}
