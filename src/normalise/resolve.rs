//! Time expressions become periods.

use jiff::civil::{Date, Weekday};
use jiff::{Span, ToSpan};

use super::holiday::holiday_in;
use super::part;
use crate::claim::Period;
use crate::claim::time::{Shift, TimeUnit, When, YearRef};

/// The period that a time expression means on a page of that publication date.
///
/// A date without a year is the past one nearest to publication, the next one where the clause
/// looks ahead. `None` where the expression needs a publication date that is not known, or names a
/// day that does not exist.
///
/// # Example
///
/// ```
/// use crosscheck::claim::time::{When, YearRef};
/// use crosscheck::normalise::resolve;
/// use jiff::civil::date;
///
/// let when = When::Day { year: YearRef::Nearest, month: 12, day: 15, weekday: None };
/// let published = Some(date(2026, 2, 10));
/// assert_eq!(resolve(&when, published, false).unwrap().start(), Some(date(2025, 12, 15)));
/// assert_eq!(resolve(&when, published, true).unwrap().start(), Some(date(2026, 12, 15)));
/// ```
pub fn resolve(when: &When, published: Option<Date>, looks_ahead: bool) -> Option<Period> {
    match when {
        When::Day { year, month, day, weekday } => {
            dated((*year, *month, *day), *weekday, published, looks_ahead)
        }
        When::DayOfMonth { day, weekday } => day_of_month(*day, *weekday, published?, looks_ahead),
        When::Holiday { holiday, year } => nearest(*year, published, looks_ahead, |year| {
            holiday_in(*holiday, year).map(Period::day)
        }),
        When::Century { century } => {
            let first = (i16::from(*century) - 1).checked_mul(100)?;
            Period::new(Date::new(first, 1, 1).ok(), Date::new(first + 100, 1, 1).ok())
        }
        When::PartOf { third, of } => part::third_of(resolve(of, published, looks_ahead)?, *third),
        When::Nth { nth, count, unit, weekday, of } => {
            let of = resolve(of, published, looks_ahead)?;
            match weekday {
                Some(weekday) => part::nth_weekday(of, *nth, *weekday),
                None => part::nth(of, *nth, *count, *unit),
            }
        }
        When::WeekOf { day } => {
            let day = resolve(day, published, looks_ahead)?.start()?;
            relative(TimeUnit::Week, 0, day)
        }
        When::WeekdayOf { weekday, of } => {
            part::nth_weekday(resolve(of, published, looks_ahead)?, 1, *weekday)
        }
        When::Shifted { by, from } => {
            let base = match from {
                Some(from) => resolve(from, published, looks_ahead)?.start()?,
                None => published?,
            };
            Some(Period::day(shifted(base, *by)?))
        }
        When::Lasting { by, from: Some(from) } => {
            let start = resolve(from, published, looks_ahead)?.start()?;
            Period::new(Some(start), shifted(start, *by))
        }
        When::Lasting { by, from: None } => {
            let base = published?;
            let other = shifted(base, *by)?;
            // What lies ahead starts with the day after publication.
            let ahead = |it: Date| it.tomorrow().ok();
            if other < base {
                Period::new(Some(other), Some(base))
            } else {
                Period::new(ahead(base), ahead(other))
            }
        }
        When::Ending { by, last } => {
            let end = resolve(last, published, looks_ahead)?.end()?;
            Period::new(shifted(end, by.negated()), Some(end))
        }
        When::SoFar { unit } => {
            let published = published?;
            let start = match unit {
                Some(unit) => relative(*unit, 0, published)?.start(),
                None => None,
            };
            // On the first day of the unit the stretch is that day.
            Period::new(start, Some(published)).or_else(|| Some(Period::day(published)))
        }
        When::Before { time } => {
            let time = resolve(time, published, true)?;
            Period::new(None, time.start())
        }
        When::After { time } => {
            let time = resolve(time, published, looks_ahead)?;
            Period::new(time.end(), None)
        }
        When::Month { year, month, third } => nearest(*year, published, looks_ahead, |year| {
            let whole = Period::month(year, *month)?;
            third.map_or(Some(whole), |it| part::third_of_month(year, *month, it))
        }),
        When::Year { year, third } => {
            let year = stated(*year, published)?;
            third.map_or_else(|| Period::year(year), |it| part::third_of_year(year, it))
        }
        When::Years { first, last } => {
            Period::new(Date::new(*first, 1, 1).ok(), Date::new(last.checked_add(1)?, 1, 1).ok())
        }
        When::FiscalYear { year } => Period::year(*year),
        When::Quarter { year, quarter } => nearest(*year, published, looks_ahead, |year| {
            let start = Date::new(year, (quarter - 1) * 3 + 1, 1).ok()?;
            lasting(start, 3.months())
        }),
        When::Half { year, half } => nearest(*year, published, looks_ahead, |year| {
            let start = Date::new(year, (half - 1) * 6 + 1, 1).ok()?;
            lasting(start, 6.months())
        }),
        When::Weekday { weekday, offset } => {
            weekday_near(*weekday, *offset, published?, looks_ahead)
        }
        When::Relative { unit, offset } => relative(*unit, *offset, published?),
        When::Past { unit, count } => past(*unit, *count, published?),
        When::Span { from, to } => span(from.as_deref(), to.as_deref(), published, looks_ahead),
        When::Decade { first } => {
            Period::new(Date::new(*first, 1, 1).ok(), Date::new(first.checked_add(10)?, 1, 1).ok())
        }
        When::Vague => Some(Period::vague(published)),
    }
}

/// "Friday the 15th": the nearest such day that exists, on that weekday where one is said.
fn day_of_month(
    day: i8,
    weekday: Option<i8>,
    published: Date,
    looks_ahead: bool,
) -> Option<Period> {
    let first = published.first_of_month();
    let of = |months: i32| {
        let it = first.checked_add(months.months()).ok()?;
        let it = Date::new(it.year(), it.month(), day).ok()?;
        weekday.is_none_or(|name| it.weekday().to_monday_one_offset() == name).then_some(it)
    };
    let found = if looks_ahead {
        (0..=60).filter_map(of).find(|it| *it >= published)
    } else {
        (-60..=0).rev().filter_map(of).find(|it| *it <= published)
    };
    found.map(Period::day)
}

/// `date` moved by months first, then days.
fn shifted(date: Date, by: Shift) -> Option<Date> {
    let months = Span::new().try_months(by.months).ok()?;
    let days = Span::new().try_days(by.days).ok()?;
    date.checked_add(months).ok()?.checked_add(days).ok()
}

/// The period `of` builds for the year that is meant: the stated one, or the nearest to publication.
fn nearest(
    year: YearRef,
    published: Option<Date>,
    looks_ahead: bool,
    of: impl Fn(i16) -> Option<Period>,
) -> Option<Period> {
    if year != YearRef::Nearest {
        return of(stated(year, published)?);
    }
    let published = published?;
    let candidates = (-8..=8).filter_map(|offset| of(published.year().checked_add(offset)?));
    let start = |it: &Period| it.start().unwrap_or(published);
    if looks_ahead {
        let mut ahead = candidates.filter(|it| it.end().is_none_or(|end| end > published));
        return ahead.next();
    }
    candidates.filter(|it| start(it) <= published).last()
}

/// How many days from publication a weekday can tell which year is meant.
const SOON: i32 = 31;

/// A day of a month, in the year that is meant.
fn dated(
    (year, month, day): (YearRef, i8, i8),
    weekday: Option<i8>,
    published: Option<Date>,
    looks_ahead: bool,
) -> Option<Period> {
    let of = |year| Date::new(year, month, day).ok().map(Period::day);
    let found = nearest(year, published, looks_ahead, of);
    match (weekday, published) {
        (Some(weekday), Some(published)) if year == YearRef::Nearest => {
            on_weekday(weekday, published, of).or(found)
        }
        _ => found,
    }
}

/// "Monday 28 November": the one near publication that falls on that weekday. Farther off a weekday that does
/// not fit is a slip, and no other year is meant.
fn on_weekday(weekday: i8, published: Date, of: impl Fn(i16) -> Option<Period>) -> Option<Period> {
    let fits = |it: &Period| {
        it.start().is_some_and(|it| {
            it.weekday().to_monday_one_offset() == weekday
                && published.until(it).is_ok_and(|it| it.get_days().abs() <= SOON)
        })
    };
    (-1..=1).filter_map(|it| of(published.year() + it)).find(fits)
}

fn stated(year: YearRef, published: Option<Date>) -> Option<i16> {
    match year {
        YearRef::Stated(year) => Some(year),
        YearRef::Relative(offset) => published?.year().checked_add(offset),
        YearRef::Nearest => published.map(Date::year),
    }
}

fn lasting(start: Date, duration: Span) -> Option<Period> {
    Period::new(Some(start), start.checked_add(duration).ok())
}

/// "Thursday" is the last one up to the day of publication; "next" and "last" count from it.
fn weekday_near(weekday: i8, offset: i8, published: Date, looks_ahead: bool) -> Option<Period> {
    let weekday = Weekday::from_monday_one_offset(weekday).ok()?;
    let back = i32::from(weekday.until(published.weekday()));
    let past = published.checked_sub(back.days()).ok()?;
    let day = match offset {
        1 => past.checked_add(7.days()).ok()?,
        // "last Wednesday" on a Thursday is not yesterday: it lies in the week before.
        -1 if back <= i32::from(published.weekday().to_monday_zero_offset()) => {
            past.checked_sub(7.days()).ok()?
        }
        0 if looks_ahead && back != 0 => past.checked_add(7.days()).ok()?,
        _ => past,
    };
    Some(Period::day(day))
}

/// "last month", "this week", "three days ago".
fn relative(unit: TimeUnit, offset: i32, published: Date) -> Option<Period> {
    let monday = || {
        let back = i32::from(published.weekday().to_monday_zero_offset());
        published.checked_sub(back.days()).ok()
    };
    let one = part::length(unit);
    let start = match unit {
        TimeUnit::Day => published,
        TimeUnit::Week => monday()?,
        TimeUnit::Month => published.first_of_month(),
        TimeUnit::Quarter => {
            Date::new(published.year(), (published.month() - 1) / 3 * 3 + 1, 1).ok()?
        }
        TimeUnit::Year => published.first_of_year(),
        TimeUnit::Decade => Date::new(published.year() / 10 * 10, 1, 1).ok()?,
    };
    let start = start.checked_add(one.checked_mul(offset.into()).ok()?).ok()?;
    lasting(start, one)
}

/// "the past five years": ends with the day of publication; a negative count lies ahead.
fn past(unit: TimeUnit, count: i32, published: Date) -> Option<Period> {
    let one = part::length(unit);
    // "the last two quarters" are whole ones.
    if unit == TimeUnit::Quarter && count > 0 {
        let end = relative(unit, 0, published)?.start()?;
        let start = end.checked_sub(one.checked_mul(count.into()).ok()?).ok();
        return Period::new(start, Some(end));
    }
    let other = published.checked_sub(one.checked_mul(count.into()).ok()?).ok()?;
    if count < 0 {
        // What lies ahead starts with the day after publication.
        return Period::new(published.tomorrow().ok(), other.tomorrow().ok());
    }
    Period::new(Some(other.min(published)), Some(other.max(published)))
}

/// A span from its two ends; the end is included, and a year said once holds for both.
fn span(
    from: Option<&When>,
    to: Option<&When>,
    published: Option<Date>,
    looks_ahead: bool,
) -> Option<Period> {
    let (Some(first), Some(last)) = (from, to) else {
        let from = from.and_then(|it| resolve(it, published, looks_ahead));
        let to = to.and_then(|it| resolve(it, published, true));
        let has_end = from.is_some() || to.is_some();
        return has_end
            .then(|| Period::new(from.and_then(|it| it.start()), to.and_then(|it| it.end())))?;
    };
    let needs_year = |it: &When| {
        matches!(
            it,
            When::Day { year, .. }
            | When::Month { year, .. }
            | When::Quarter { year, .. }
            | When::Half { year, .. }
            | When::Holiday { year, .. } if *year == YearRef::Nearest
        )
    };
    // "June 1, 2019 to June 30": the second end is the next one after the first.
    if needs_year(last) && !needs_year(first) {
        let start = resolve(first, published, looks_ahead)?.start()?;
        let last = resolve(last, Some(start), true)?;
        return Period::new(Some(start), last.end());
    }
    let last = resolve(last, published, looks_ahead)?;
    // "March … to June this year": the first end is the one right before the last.
    let first = if needs_year(first) {
        resolve(first, last.start().or(published), false)
    } else {
        resolve(first, published, looks_ahead)
    };
    Period::new(Some(first?.start()?), last.end())
}

/// Whether a period's second end lies before its first one, whenever it was published: "from 2019 to
/// 2016", "June 12 to June 9".
pub(super) fn runs_backwards(when: &When) -> bool {
    let When::Span { from: Some(first), to: Some(last) } = when else { return false };
    if let (
        When::Day { year: YearRef::Nearest, month, day, .. },
        When::Day { month: of_last, day: last, .. },
    ) = (&**first, &**last)
    {
        return month == of_last && day > last;
    }
    // Without a day of publication only what says its own year resolves.
    let start = |it: &When| resolve(it, None, false).and_then(|it| it.start());
    start(first).zip(start(last)).is_some_and(|(first, last)| first > last)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::time::Third;
    use jiff::civil::date;

    fn month(month: i8, year: YearRef, third: Option<Third>) -> When {
        When::Month { year, month, third }
    }

    #[test]
    fn resolves_against_the_publication_date() {
        let day = |month, day| When::Day { year: YearRef::Nearest, month, day, weekday: None };
        let span = |from, to| When::Span { from: Some(Box::new(from)), to: Some(Box::new(to)) };
        let near = YearRef::Nearest;
        let cases = [
            ("Feb 28", day(2, 28), "2025-02-28..2025-03-01"),
            ("Feb 10", day(2, 10), "2026-02-10..2026-02-11"),
            (
                "last year",
                When::Year { year: YearRef::Relative(-1), third: None },
                "2025-01-01..2026-01-01",
            ),
            (
                "November last year",
                month(11, YearRef::Relative(-1), None),
                "2025-11-01..2025-12-01",
            ),
            ("late December", month(12, near, Some(Third::Late)), "2025-12-21..2026-01-01"),
            (
                "from February 20 to mid-March",
                span(day(2, 20), month(3, near, Some(Third::Mid))),
                "2025-02-20..2025-03-21",
            ),
            (
                "between March and June last year",
                span(month(3, near, None), month(6, YearRef::Relative(-1), None)),
                "2025-03-01..2025-07-01",
            ),
            ("Tuesday", When::Weekday { weekday: 2, offset: 0 }, "2026-02-10..2026-02-11"),
            ("Wednesday", When::Weekday { weekday: 3, offset: 0 }, "2026-02-04..2026-02-05"),
            (
                "last month",
                When::Relative { unit: TimeUnit::Month, offset: -1 },
                "2026-01-01..2026-02-01",
            ),
            (
                "this week",
                When::Relative { unit: TimeUnit::Week, offset: 0 },
                "2026-02-09..2026-02-16",
            ),
            (
                "the week ended January 3",
                When::Ending { by: Shift::of(TimeUnit::Week, 1), last: Box::new(day(1, 3)) },
                "2025-12-28..2026-01-04",
            ),
            (
                "three months to January",
                When::Ending {
                    by: Shift::of(TimeUnit::Month, 3),
                    last: Box::new(month(1, near, None)),
                },
                "2025-11-01..2026-02-01",
            ),
            (
                "Feb 29 of a year without one",
                When::Day { year: YearRef::Stated(2025), month: 2, day: 29, weekday: None },
                "",
            ),
        ];
        for (name, when, expected) in cases {
            let period = resolve(&when, Some(date(2026, 2, 10)), false);
            let shown = period.map_or(String::new(), |it| {
                format!("{}..{}", it.start().unwrap(), it.end().unwrap())
            });
            assert_eq!(shown, expected, "{name}");
        }
    }
}
