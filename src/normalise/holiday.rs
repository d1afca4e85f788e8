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
    let (a, b, c) = (year % 19, year / 100, year % 100);
    let (d, e) = (b / 4, b % 4);
    let g = (b - (b + 8) / 25 + 1) / 3;
    let h = (19 * a + b - d - g + 15) % 30;
    let (i, k) = (c / 4, c % 4);
    let l = (32 + 2 * e + 2 * i - h - k) % 7;
    let m = (a + 11 * h + 22 * l) / 451;
    let month = (h + l - 7 * m + 114) / 31;
    let day = (h + l - 7 * m + 114) % 31 + 1;
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
