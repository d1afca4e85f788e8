//! What a cell looks like: a figure, a time, a word that only says that there are figures.

use super::Cell;
use super::heading::Heading;

/// Whether most cells of a column that are not empty hold a figure that is no time; under a heading that counts things
/// 1840 is no year.
pub(super) fn is_value_column(rows: &[Vec<Cell>], column: usize, headings: &[Heading]) -> bool {
    let cells = || {
        rows.iter()
            .filter_map(|it| it.get(column))
            .map(|it| it.text.trim())
            .filter(|it| !it.is_empty())
    };
    let figures = cells().filter(|it| is_figure(it)).count();
    let times = cells().filter(|it| is_time(it)).count();
    let is_counted = headings.get(column).is_some_and(|it| counts(&it.words));
    (figures > times || is_counted) && figures * 2 > cells().count()
}

/// Whether a heading names things that are counted: "suspects arrested", but not "year" or "founded".
fn counts(heading: &str) -> bool {
    heading
        .split(' ')
        .any(|it| it.len() > 3 && it.ends_with('s') && !it.eq_ignore_ascii_case("years"))
}

/// Whether a cell is a number: digits, with little but marks and a short unit.
pub(in crate::collect) fn is_figure(text: &str) -> bool {
    let text = text.trim();
    let digits = text.chars().filter(char::is_ascii_digit).count();
    let letters = text.chars().filter(|it| it.is_alphabetic()).count();
    digits > 0 && letters <= digits.max(3) + 4 && text.split_whitespace().count() <= 3
}

/// Whether a cell is a year or a date.
pub(super) fn is_time(text: &str) -> bool {
    let text = text.trim();
    let is_year =
        |it: &str| it.len() == 4 && it.parse().is_ok_and(|it: u16| (1800..=2100).contains(&it));
    let is_date = text.len() == 10
        && text.as_bytes().get(4) == Some(&b'-')
        && text.get(..4).is_some_and(is_year);
    let parts: Vec<&str> = text.split(['-', '/', '–', ' ']).collect();
    is_year(text)
        || is_date
        || parts.len() <= 3 && parts.iter().any(|it| is_year(it)) && !text.contains([',', '.', '%'])
}
