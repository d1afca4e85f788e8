//! The days that holidays fall on.

use jiff::ToSpan;
use jiff::civil::Date;

use crate::claim::time::Holiday;

/// The day of a holiday in a year.
pub(super) fn holiday_in(holiday: Holiday, year: i16) -> Option<Date> {
    match holiday {
        Holiday::Fixed { month, day } => Date::new(year, month, day).ok(),
        Holiday::Easter(days) => easter(year)?.checked_add(days.days()).ok(),
    }
}

/// Easter Sunday of the Gregorian calendar.
///
/// Source: the anonymous algorithm of 1876, as given by J. Meeus, *Astronomical Algorithms*, ch. 8.
fn easter(year: i16) -> Option<Date> {
    let year = i32::from(year);
    let (golden, century, in_century) = (year % 19, year / 100, year % 100);
    let correction = (century - (century + 8) / 25 + 1) / 3;
    let epact = (19 * golden + century - century / 4 - correction + 15) % 30;
    let weekday = (32 + 2 * (century % 4) + 2 * (in_century / 4) - epact - in_century % 4) % 7;
    let late = (golden + 11 * epact + 22 * weekday) / 451;
    let days = epact + weekday - 7 * late + 114;
    let (month, day) = (days / 31, days % 31 + 1);
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use jiff::civil::date;

    #[test]
    fn finds_easter() {
        let cases = [date(2016, 3, 27), date(2019, 4, 21), date(2024, 3, 31), date(2025, 4, 20)];
        for expected in cases {
            assert_eq!(easter(expected.year()), Some(expected));
        }
    }
}
