//! Parts of periods: their thirds, and their nth week, month or weekday.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use crate::claim::Period;
use crate::claim::time::{Third, TimeUnit};

pub(super) fn third_of_month(year: i16, month: i8, third: Third) -> Option<Period> {
    let day = |day| Date::new(year, month, day).ok();
    match third {
        Third::Early => Period::new(day(1), day(11)),
        Third::Mid => Period::new(day(11), day(21)),
        Third::Late => Period::new(day(21), Period::month(year, month)?.end()),
    }
}

pub(super) fn third_of_year(year: i16, third: Third) -> Option<Period> {
    let first = |month| Date::new(year, month, 1).ok();
    match third {
        Third::Early => Period::new(first(1), first(5)),
        Third::Mid => Period::new(first(5), first(9)),
        Third::Late => Period::new(first(9), Date::new(year.checked_add(1)?, 1, 1).ok()),
    }
}

/// The third of any period: of a month and a year as above, of a week in days.
pub(super) fn third_of(period: Period, third: Third) -> Option<Period> {
    let (start, end) = (period.start()?, period.end()?);
    let whole_month = Period::month(start.year(), start.month());
    if whole_month == Some(period) {
        return third_of_month(start.year(), start.month(), third);
    }
    if Period::year(start.year()) == Some(period) {
        return third_of_year(start.year(), third);
    }
    let days = start.until(end).ok()?.get_days();
    let cut = |n: i32| start.checked_add((days * n / 3).days()).ok();
    match third {
        Third::Early => Period::new(Some(start), cut(1)),
        Third::Mid => Period::new(cut(1), cut(2)),
        Third::Late => Period::new(cut(2), Some(end)),
    }
}

/// How long one unit lasts.
pub(super) fn length(unit: TimeUnit) -> Span {
    match unit {
        TimeUnit::Day => 1.day(),
        TimeUnit::Week => 1.week(),
        TimeUnit::Month => 1.month(),
        TimeUnit::Quarter => 3.months(),
        TimeUnit::Year => 1.year(),
        TimeUnit::Decade => 10.years(),
    }
}

/// `count` units of a period from the nth on, from the end where `nth` is negative.
///
/// A week belongs to the period that its Thursday lies in, as in ISO 8601.
pub(super) fn nth(of: Period, nth: i16, count: i16, unit: TimeUnit) -> Option<Period> {
    let (start, end) = (of.start()?, of.end()?);
    let one = length(unit);
    let times = |n: i16| one.checked_mul(n.into()).ok();
    let (start, end) = match unit {
        TimeUnit::Week => (monday_of_first_week(start)?, monday_of_first_week(end)?),
        _ => (start, end),
    };
    let (from, to) = if nth < 0 {
        let to = end.checked_sub(times(-nth - 1)?).ok()?;
        (to.checked_sub(times(count)?).ok()?, to)
    } else {
        let from = start.checked_add(times(nth - 1)?).ok()?;
        (from, from.checked_add(times(count)?).ok()?)
    };
    (from >= start && to <= end).then(|| Period::new(Some(from), Some(to)))?
}

/// The Monday of the first week whose Thursday is not before `start`.
fn monday_of_first_week(start: Date) -> Option<Date> {
    let ahead = start.weekday().until(Weekday::Thursday);
    start.checked_add(i32::from(ahead).days()).ok()?.checked_sub(3.days()).ok()
}

/// The nth such weekday of a period, from the end where `nth` is negative.
pub(super) fn nth_weekday(of: Period, nth: i16, weekday: i8) -> Option<Period> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let (start, end) = (of.start()?, of.end()?);
    let day = if nth < 0 {
        let last = end.yesterday().ok()?;
        let back = i32::from(weekday.until(last.weekday()));
        last.checked_sub((back + 7 * (i32::from(-nth) - 1)).days()).ok()?
    } else {
        let ahead = i32::from(start.weekday().until(weekday));
        start.checked_add((ahead + 7 * (i32::from(nth) - 1)).days()).ok()?
    };
    (day >= start && day < end).then(|| Period::day(day))
}
