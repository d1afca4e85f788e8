//! Spreadsheets (.xlsx, .xls, .xlsb, .ods): each sheet is a table, each figure stands at its cell.

use std::io::Cursor;

use calamine::{Data, Dimensions, ExcelDateTime, Range, Reader, SheetType, Sheets, StyleRange};
use rust_decimal::Decimal;

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive, extent, sealed};
use crate::claim::{Oddity, Origin, Source};

/// Cells beyond this are no table that anybody reads.
const MOST_CELLS: u64 = 500_000;
/// So many cells fit into a file of any size.
const FREE_CELLS: u64 = 20_000;
/// Merged cells beyond this keep their text in the first of them.
const MOST_SPREAD: usize = 200_000;
/// Decimals of a percentage; what is behind them is how the file stores fractions.
const DECIMALS: u32 = 10;
/// Decimals of hours.
const DECIMALS_OF_HOURS: u32 = 4;
/// What an editor can do about a workbook of pictures.
const NOTHING: &str = "holds no cell with anything in it; if it shows figures, they stand in pictures or charts: save \
                       them as .csv";
/// Signs of currencies in number formats.
const CURRENCIES: [char; 6] = ['$', '€', '£', '¥', '₹', '₩'];

/// Reads a spreadsheet.
pub(super) fn read(bytes: &[u8], _: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    if sealed::is_compound(bytes) {
        if sealed::is_encrypted(bytes) {
            return Err(Refused::from(sealed::ENCRYPTED.to_owned()));
        }
    } else {
        sealed::check(bytes, "Excel file (.xls)", ".xlsx")?;
        // Only to see that it keeps the limits.
        extent::check(&mut archive::open(bytes)?, MOST_CELLS)?;
    }
    let mut book: Sheets<_> =
        calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).map_err(|it| refused(&it))?;
    let mut out = Builder::new(Origin::default());
    let mut unknown = Unknown::default();
    // Of all sheets together, as several may be one part of the file; no cell that names itself packs into a byte.
    let packed = u64::try_from(bytes.len()).unwrap_or(MOST_CELLS);
    let mut left = MOST_CELLS.min(packed.saturating_add(FREE_CELLS));
    // A sheet that is a chart has no cells.
    let sheets = book.sheets_metadata().iter().filter(|it| it.typ == SheetType::WorkSheet);
    for name in sheets.map(|it| it.name.clone()).collect::<Vec<_>>() {
        let range = book.worksheet_range(&name).map_err(|it| archive::damaged(&it))?;
        let cells = range.get_size().0.saturating_mul(range.get_size().1);
        left = u64::try_from(cells).ok().and_then(|it| left.checked_sub(it)).ok_or_else(|| {
            Refused::from(
                "has more cells than it has room for; save what is needed as .csv".to_owned(),
            )
        })?;
        if let Ok(formulas) = book.worksheet_formula(&name) {
            unknown.add(&name, &range, &formulas);
        }
        let styles = book.worksheet_style(&name).unwrap_or_else(|_| StyleRange::empty());
        let mut table = table(&name, &range, &styles);
        if let Sheets::Xlsx(book) = &mut book {
            let merged = book.merge_cells_by_sheet_name(&name).unwrap_or_default();
            spread(&mut table.rows, range.start().unwrap_or_default(), &merged);
        }
        table.read_aloud(&mut out, context);
        out.close();
    }
    let reading = Reading { odd: unknown.told().into_iter().collect(), ..out.finish() };
    if reading.blocks.is_empty() && reading.odd.is_empty() && context.mapping.is_none() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// What can be done about a workbook that does not open.
fn refused(error: &calamine::Error) -> Refused {
    match error {
        calamine::Error::Xls(calamine::XlsError::Password) => {
            Refused::from(sealed::ENCRYPTED.to_owned())
        }
        other => archive::damaged(other),
    }
}

/// Formulas whose value the file does not hold, as programs write that do not calculate.
#[derive(Default)]
struct Unknown {
    count: usize,
    first: Option<String>,
}

impl Unknown {
    fn add(&mut self, sheet: &str, values: &Range<Data>, formulas: &Range<String>) {
        let (top, left) = formulas.start().unwrap_or_default();
        for (row, column, formula) in formulas.used_cells() {
            let place = u32::try_from(row).ok().zip(u32::try_from(column).ok());
            let Some((row, column)) = place.map(|it| (top + it.0, left + it.1)) else { continue };
            let value = values.get_value((row, column));
            if !formula.is_empty() && value.is_none_or(|it| *it == Data::Empty) {
                self.count += 1;
                self.first.get_or_insert_with(|| cell_name(sheet, row, column));
            }
        }
    }

    fn told(self) -> Option<Oddity> {
        let first = self.first?;
        let formulas = if self.count == 1 { "formula" } else { "formulas" };
        let message = format!(
            "has {} {formulas} without a stored value, the first in {first}; open it in a spreadsheet program and save \
             it again",
            self.count
        );
        Some(Oddity { line: None, message, is_incomplete: true })
    }
}

/// A cell as programs name it: `Raids!B7`; row and column from 0.
fn cell_name(sheet: &str, row: u32, column: u32) -> String {
    format!("{sheet}!{}{}", letters(number(column)), number(row))
}

fn number(index: u32) -> usize {
    usize::try_from(index).unwrap_or(0) + 1
}

fn table(sheet: &str, range: &Range<Data>, styles: &StyleRange) -> Table {
    let (top, left) = range.start().unwrap_or_default();
    let rows = (top..).zip(range.rows()).map(|(row, cells)| {
        let cells = (left..).zip(cells).map(|(column, data)| {
            let style = styles.get((row, column)).and_then(|it| it.number_format.as_ref());
            let format = style.map_or("", |it| it.format_code.as_str());
            let is_text = match data {
                Data::String(_) => Some(true),
                Data::Int(_) | Data::Float(_) => Some(false),
                _ => None,
            };
            Cell {
                text: formatted(data, format),
                is_text,
                at: Some(cell_name(sheet, row, column)),
                place: Some((number(row), number(column))),
                ..Cell::default()
            }
        });
        cells.collect()
    });
    Table { name: sheet.to_owned(), rows: rows.collect(), ..Table::default() }
}

/// What a cell shows: a number in full, with the sign of per cent or of a currency that its format gives it.
fn formatted(data: &Data, format: &str) -> String {
    let text = text(data);
    if !matches!(data, Data::Int(_) | Data::Float(_)) {
        return text;
    }
    if format.contains('%') {
        let share = Decimal::from_str_exact(&text).ok();
        let percent = share.and_then(|it| it.checked_mul(Decimal::ONE_HUNDRED));
        return percent.map_or(text, |it| format!("{}%", it.round_dp(DECIMALS).normalize()));
    }
    // `[$€-407]` is a currency, `[$-409]` only a language.
    let format = format.replace("[$-", "").replace("[$", "");
    let currency = format.chars().find(|it| CURRENCIES.contains(it));
    match currency {
        Some(sign) if text.starts_with('-') => format!("-{sign}{}", text.trim_start_matches('-')),
        Some(sign) => format!("{sign}{text}"),
        None => text,
    }
}

/// A text in merged cells stands in all of them; a title over the whole width stands once, as figures do.
fn spread(rows: &mut [Vec<Cell>], first: (u32, u32), merged: &[Dimensions]) {
    let mut left = MOST_SPREAD;
    let index =
        |it: u32, first: u32| usize::try_from(it.saturating_sub(first)).unwrap_or(usize::MAX);
    for region in merged {
        let (top, bottom) = (index(region.start.0, first.0), index(region.end.0, first.0));
        let (from, to) = (index(region.start.1, first.1), index(region.end.1, first.1));
        let width = rows.get(top).map_or(0, Vec::len);
        let Some(cell) = rows.get(top).and_then(|it| it.get(from)).cloned() else { continue };
        let is_title = from == 0 && to + 1 >= width;
        if cell.is_text != Some(true) || is_title {
            continue;
        }
        for row in rows.iter_mut().take(bottom.saturating_add(1)).skip(top) {
            for other in row.iter_mut().take(to.saturating_add(1)).skip(from) {
                if other.text.is_empty() && left > 0 {
                    *other = cell.clone();
                    left -= 1;
                }
            }
        }
    }
}

/// So many digits of a number a spreadsheet program shows: what is beyond them came from its arithmetic (ECMA-376, 18.17.5).
const DIGITS: u32 = 15;

/// What a cell holds; numbers in full, without the format of the cell.
fn text(data: &Data) -> String {
    match data {
        Data::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => exact(number.to_string()),
        Data::DateTime(day) if day.is_duration() => {
            hours(Decimal::from_str_exact(&day.to_string()), Decimal::from(24))
        }
        Data::DateTime(day) => date(*day).unwrap_or_default(),
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        Data::DurationIso(text) => {
            let time = text.parse::<jiff::SignedDuration>().ok();
            let seconds = time.map(|it| Decimal::from(it.as_secs()));
            hours(seconds.ok_or(()), Decimal::ONE / Decimal::from(3600))
        }
        Data::Bool(_) | Data::Error(_) | Data::Empty => String::new(),
    }
}

/// A number of binary floating point as a program shows it, without the digits that come of its arithmetic.
pub(super) fn exact(text: String) -> String {
    let number = Decimal::from_str_exact(&text).ok();
    let shown = number.and_then(|it| it.round_sf(DIGITS));
    shown.map_or(text, |it| it.normalize().to_string())
}

/// A length of time in hours.
fn hours<E>(time: Result<Decimal, E>, factor: Decimal) -> String {
    let hours = time.ok().and_then(|it| it.checked_mul(factor));
    hours
        .map_or(String::new(), |it| format!("{} hours", it.round_dp(DECIMALS_OF_HOURS).normalize()))
}

/// The day of a serial number, as the program shows it: days since the end of 1899, or since 1904 where the workbook says
/// so. A serial number below 1 is a time of day.
fn date(serial: ExcelDateTime) -> Option<String> {
    const LAST: i64 = 2_958_465;
    let days: i64 = serial.to_string().split('.').next()?.parse().ok()?;
    let (year, month, day, ..) = serial.to_ymd_hms_milli();
    let day = jiff::civil::Date::new(
        i16::try_from(year).ok()?,
        i8::try_from(month).ok()?,
        i8::try_from(day).ok()?,
    );
    day.ok().filter(|_| (1..=LAST).contains(&days)).map(|it| it.to_string())
}

/// The letters of a column: 1 is A, 27 is AA.
fn letters(mut column: usize) -> String {
    let mut letters = Vec::new();
    while column > 0 {
        column -= 1;
        letters.push(char::from(b'A' + u8::try_from(column % 26).unwrap_or(0)));
        column /= 26;
    }
    letters.iter().rev().collect()
}

#[cfg(test)]
mod tests {
    use calamine::ExcelDateTimeType;

    use super::*;

    #[test]
    fn merged_texts_stand_in_all_their_cells() {
        let cell = |it: &str| Cell {
            text: it.to_owned(),
            is_text: (!it.is_empty()).then_some(true),
            ..Cell::default()
        };
        let mut rows: Vec<Vec<Cell>> = ["Title||", "|2024|", "Laos|1|2"]
            .iter()
            .map(|it| it.split('|').map(cell).collect())
            .collect();
        let merged =
            [((1, 1), (1, 3)), ((2, 2), (2, 3))].map(|(start, end)| Dimensions { start, end });
        spread(&mut rows, (1, 1), &merged);
        let shown: Vec<String> = rows
            .iter()
            .map(|row| row.iter().map(|it| it.text.as_str()).collect::<Vec<_>>().join("|"))
            .collect();
        assert_eq!(shown, ["Title||", "|2024|2024", "Laos|1|2"]);
    }

    #[test]
    fn cells_are_named_as_the_program_names_them() {
        assert_eq!([1, 26, 27, 703].map(letters), ["A", "Z", "AA", "AAA"]);
        let day = |serial, is_1904| {
            date(ExcelDateTime::new(serial, ExcelDateTimeType::DateTime, is_1904))
        };
        assert_eq!(day(45000.5, false).as_deref(), Some("2023-03-15"));
        assert_eq!(day(43538.5, true).as_deref(), Some("2023-03-15"));
        assert_eq!((day(-1.0, false), day(0.5, false)), (None, None));
        let time = ExcelDateTime::new(1.510_416_666_666_666_7, ExcelDateTimeType::TimeDelta, false);
        assert_eq!(text(&Data::DateTime(time)), "36.25 hours");
        assert_eq!(text(&Data::DurationIso("PT36H15M00S".to_owned())), "36.25 hours");
        assert_eq!(formatted(&Data::Float(0.176), "0.0%"), "17.6%");
        assert_eq!(formatted(&Data::Float(-12.5), "[$$-409]#,##0.00"), "-$12.5");
        assert_eq!(formatted(&Data::Float(12.0), "[$€-407] 0"), "€12");
        assert_eq!(formatted(&Data::Float(12.0), "[$-409]0"), "12");
        assert_eq!(formatted(&Data::String("x".to_owned()), "0%"), "x");
        assert_eq!(
            (text(&Data::Float(68000.0)), text(&Data::Float(7.000_000_000_000_001))),
            ("68000".to_owned(), "7".to_owned())
        );
    }
}
