//! `odd-cell`: a cell is written like the others of its column.
//!
//! Found are letters among digits, a decimal comma among points (or a point that groups thousands among whole numbers),
//! a unit that the other cells do not have, and a number that the file stores as text.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Sheet, is_currency, number};
use crate::lexicon::{HeadingRole, Lexicon};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation};

/// Parameters of `odd-cell`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct OddCell {
    /// How many cells must be written in one way for each that is not.
    like: usize,
}

/// How a number is written.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Mark {
    /// Digits and nothing else, or digits in groups: `2114`, `2,114`.
    Whole,
    /// With a decimal point: `3.5`.
    Point,
    /// With a decimal comma: `3,5`.
    Comma,
    /// Three digits behind a point: `2.114` is two and a bit, or two thousand.
    Either,
}

/// A cell as it is written.
struct Written {
    row: usize,
    /// What stands around the digits: `%`, `kg`.
    unit: String,
    mark: Mark,
    is_text: Option<bool>,
}

impl Check for OddCell {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for sheet in Sheet::all(table) {
            for column in sheet.values() {
                self.column(&sheet, column, table.lexicon, &mut outcome);
            }
        }
        outcome
    }
}

impl OddCell {
    fn column(&self, sheet: &Sheet<'_>, column: usize, lexicon: &Lexicon, outcome: &mut Outcome) {
        let mut cells = Vec::new();
        let mut lettered = Vec::new();
        for row in sheet.rows() {
            let Some(text) = sheet.text(row, column) else { continue };
            if lexicon.headings.is(HeadingRole::Missing, text) {
                continue;
            }
            if has_letter_inside(text) {
                lettered.push(row);
                continue;
            }
            let is_text = sheet.grid.cell(row, column).and_then(|it| it.is_text);
            let Some((mark, unit)) = written(text, lexicon) else { continue };
            cells.push(Written { row, unit, mark, is_text });
        }
        let mut odd: Vec<(usize, String)> = Vec::new();
        if cells.len() >= self.like * lettered.len() {
            let what = "a letter among its digits";
            odd.extend(lettered.into_iter().map(|it| (it, what.to_owned())));
        }
        self.marks(&cells, &mut odd);
        self.units(&cells, &mut odd);
        for (row, what) in odd {
            outcome.violations.extend(violation(sheet, (row, column), &what));
        }
    }

    /// The cells that are odd, where they are few beside the others.
    fn few<'c>(&self, cells: &'c [Written], is_odd: impl Fn(&Written) -> bool) -> Vec<&'c Written> {
        let odd: Vec<&Written> = cells.iter().filter(|it| is_odd(it)).collect();
        if cells.len() - odd.len() >= self.like * odd.len() { odd } else { Vec::new() }
    }

    /// Commas, points and texts where the other cells have none.
    fn marks(&self, cells: &[Written], odd: &mut Vec<(usize, String)>) {
        let mut say = |cells: Vec<&Written>, what: &str| {
            odd.extend(cells.into_iter().map(|it| (it.row, what.to_owned())));
        };
        let commas = self.few(cells, |it| it.mark == Mark::Comma);
        say(commas, "a decimal comma in a column that has none elsewhere");
        if cells.iter().all(|it| it.mark != Mark::Point) {
            let points = self.few(cells, |it| it.mark == Mark::Either);
            say(points, "a point before three digits, where all other cells are whole numbers");
        }
        if cells.iter().all(|it| it.is_text.is_some()) {
            let texts = self.few(cells, |it| it.is_text == Some(true));
            say(texts, "a number that is stored as text");
        }
    }

    /// Units that the other cells do not have.
    fn units(&self, cells: &[Written], odd: &mut Vec<(usize, String)>) {
        let mut units: Vec<&str> = cells.iter().map(|it| &*it.unit).collect();
        units.sort_unstable();
        let most = units.chunk_by(|a, b| a == b).max_by_key(|it| it.len());
        let Some(usual) = most.and_then(|it| it.first()) else { return };
        let named = |unit: &str| {
            if unit.is_empty() { "no unit".to_owned() } else { format!("the unit `{unit}`") }
        };
        for it in self.few(cells, |it| it.unit != *usual) {
            let what = format!("{}, where the other cells have {}", named(&it.unit), named(usual));
            odd.push((it.row, what));
        }
    }
}

fn violation(sheet: &Sheet<'_>, (row, column): (usize, usize), what: &str) -> Option<Violation> {
    let mut values = Values::new();
    values.insert("names", sheet.name(row, column));
    values.insert("left", sheet.text(row, column)?.to_owned());
    values.insert("right", what.to_owned());
    let passage = sheet.passage(row, column)?;
    Some(Violation::new(vec![passage], values, vec![sheet.key(row, column)]))
}

/// Whether a letter that looks like a digit stands between or beside digits: `2,87O`, `l49`.
fn has_letter_inside(text: &str) -> bool {
    let chars: Vec<char> = text.chars().collect();
    let is_like = |it: char| matches!(it, 'O' | 'o' | 'l' | 'I' | 'S' | 'B');
    let is_digit = |at: Option<usize>| {
        at.and_then(|at| chars.get(at))
            .is_some_and(|it| it.is_ascii_digit() || matches!(it, ',' | '.'))
    };
    let letters = chars.iter().filter(|it| it.is_alphabetic()).count();
    let like = chars.iter().enumerate().filter(|(at, it)| {
        is_like(**it) && (is_digit(at.checked_sub(1)) || is_digit(Some(at + 1)))
    });
    let digits = chars.iter().filter(|it| it.is_ascii_digit()).count();
    let found = like.count();
    // "5B" may be five billion, and "12 l" twelve litres.
    let is_suffix = chars.last().is_some_and(|it| matches!(it, 'B' | 'l'));
    found > 0 && letters == found && digits > 1 && !is_suffix
}

/// How a cell's number is written, and the unit around it; `None` where it is no number, or has words around it that are
/// no unit.
fn written(text: &str, lexicon: &Lexicon) -> Option<(Mark, String)> {
    let start = text.find(|it: char| it.is_ascii_digit())?;
    let end = text.rfind(|it: char| it.is_ascii_digit())? + 1;
    let digits = text.get(start..end)?;
    let around = format!("{} {}", text.get(..start)?, text.get(end..)?);
    let unit = around.replace(['(', ')', '-', '−', '+', '\u{a0}'], " ");
    let unit = unit.split_whitespace().collect::<Vec<_>>().join(" ");
    let is_measure = lexicon.units.measure(&unit).is_some_and(|it| it.0 == unit.len());
    let is_money = lexicon.units.currency_symbol(&unit).is_some_and(|it| it.0 == unit.len())
        || lexicon.units.currency_word(&unit).is_some_and(|it| it.0 == unit.len());
    let is_unit =
        unit.is_empty() || unit == "%" || unit.chars().all(is_currency) || is_measure || is_money;
    let decimals = digits.rsplit(['.', ',']).next().map_or(0, str::len);
    let mark = match (digits.matches(',').count(), digits.matches('.').count()) {
        (0, 0) => Mark::Whole,
        (0, 1) if decimals == 3 => Mark::Either,
        (0, 1) => Mark::Point,
        (1, 0) if decimals != 3 => Mark::Comma,
        _ if number(digits).is_some() && digits.contains('.') => Mark::Point,
        _ if number(digits).is_some() => Mark::Whole,
        // `1.234,5`
        (1, _) if digits.rfind(',') > digits.rfind('.') => Mark::Comma,
        _ => return None,
    };
    is_unit.then_some((mark, unit))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_among_digits() {
        for odd in ["2,87O", "l49", "1O0", "2S6"] {
            assert!(has_letter_inside(odd), "{odd}");
        }
        for fine in ["2,870", "5B", "12 l", "A12", "12 OK", "1o", "COVID19"] {
            assert!(!has_letter_inside(fine), "{fine}");
        }
    }

    #[test]
    fn how_numbers_are_written() {
        let lexicon = Lexicon::english().unwrap();
        let of = |it| written(it, lexicon);
        assert_eq!(of("2,114"), Some((Mark::Whole, String::new())));
        assert_eq!(of("3,5"), Some((Mark::Comma, String::new())));
        assert_eq!(of("1.234,5"), Some((Mark::Comma, String::new())));
        assert_eq!(of("2.114"), Some((Mark::Either, String::new())));
        assert_eq!(of("12.5 %"), Some((Mark::Point, "%".to_owned())));
        assert_eq!(of("12 kg"), Some((Mark::Whole, "kg".to_owned())));
        assert_eq!(of("12 (provisional)"), None);
    }
}
