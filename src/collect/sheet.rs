//! Spreadsheets (.xlsx, .ods): each sheet is a table, each figure stands at its cell.

use std::io::Cursor;

use calamine::{Data, Range, Reader, Sheets};

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive};
use crate::claim::{Origin, Source};

/// Cells beyond this are no table that anybody reads.
const MOST_CELLS: usize = 2_000_000;

/// Reads a spreadsheet.
pub(super) fn read(bytes: &[u8], _: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    // Only to see that it keeps the limits.
    drop(archive::open(bytes)?);
    let mut book: Sheets<_> = calamine::open_workbook_auto_from_rs(Cursor::new(bytes))
        .map_err(|it| archive::damaged(&it))?;
    let mut out = Builder::new(Origin::default());
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).map_err(|it| archive::damaged(&it))?;
        if range.get_size().0.saturating_mul(range.get_size().1) > MOST_CELLS {
            let message = format!(
                "sheet {name} has more than {MOST_CELLS} cells; save what is needed as .csv"
            );
            return Err(Refused::from(message));
        }
        table(&name, &range).read_aloud(&mut out, context);
        out.close();
    }
    Ok(out.finish())
}

fn table(sheet: &str, range: &Range<Data>) -> Table {
    let (top, left) = range.start().unwrap_or_default();
    let number = |it: usize, first: u32| it + usize::try_from(first).unwrap_or(0) + 1;
    let rows = range.rows().enumerate().map(|(row, cells)| {
        let cells = cells.iter().enumerate().map(|(column, data)| {
            let (row, column) = (number(row, top), number(column, left));
            Cell {
                text: text(data),
                at: Some(format!("{sheet}!{}{row}", letters(column))),
                place: Some((row, column)),
                ..Cell::default()
            }
        });
        cells.collect()
    });
    Table { rows: rows.collect(), ..Table::default() }
}

/// What a cell shows; numbers in full, without the format of the cell.
fn text(data: &Data) -> String {
    match data {
        Data::String(text) => text.split_whitespace().collect::<Vec<_>>().join(" "),
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number.to_string(),
        Data::DateTime(day) => date(&day.to_string()).unwrap_or_default(),
        Data::DateTimeIso(text) => text.get(..10).unwrap_or(text).to_owned(),
        Data::Bool(_) | Data::DurationIso(_) | Data::Error(_) | Data::Empty => String::new(),
    }
}

/// The day of a serial number: days since 30 December 1899, a part of a day behind the point.
fn date(serial: &str) -> Option<String> {
    const LAST: i64 = 2_958_465;
    let days: i64 = serial.split('.').next()?.parse().ok()?;
    let is_day = (1..=LAST).contains(&days);
    let first = jiff::civil::date(1899, 12, 30);
    let day = first.checked_add(jiff::Span::new().days(if is_day { days } else { 0 })).ok()?;
    is_day.then(|| day.to_string())
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
    use super::*;

    #[test]
    fn cells_are_named_as_the_program_names_them() {
        assert_eq!([1, 26, 27, 703].map(letters), ["A", "Z", "AA", "AAA"]);
        assert_eq!(date("45000.5").as_deref(), Some("2023-03-15"));
        assert_eq!(date("-1"), None);
        assert_eq!(
            (text(&Data::Float(68000.0)), text(&Data::Float(0.1))),
            ("68000".to_owned(), "0.1".to_owned())
        );
    }
}
