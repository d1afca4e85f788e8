//! A time expression as it is written, before it is resolved against the publication date.

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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
    /// `the 17th`, without a month.
    DayOfMonth {
        /// Day of the month, 1 to 31.
        day: i8,
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
                | Self::Relative { unit: TimeUnit::Day, .. }
        )
    }
}
