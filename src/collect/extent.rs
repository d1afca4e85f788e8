//! How large the tables of a spreadsheet are, told from its parts before a library makes room for them.
//!
//! Two cells in opposite corners make a table of billions, and a count of strings may promise more than there are:
//! who asks for the room they claim asks for all memory there is.

use std::io::BufReader;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Refused;
use super::archive::{self, Archive};

/// Refuses a workbook with a table of more than `most` cells, with a promise of more strings than its parts could
/// hold, or with elements that are not closed.
pub(super) fn check(archive: &mut Archive<'_>, most: u64) -> Result<(), Refused> {
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|it| archive::damaged(&it))?;
        let name = part.name().map_err(|it| archive::damaged(&it))?;
        let ending = Path::new(&*name).extension();
        // A part of relations names no cells; nor does a picture.
        if ending.is_none_or(|it| !it.eq_ignore_ascii_case("xml")) {
            continue;
        }
        let size = part.size();
        let mut reader = Reader::from_reader(BufReader::new(part));
        let mut extent = Extent::new(size, most);
        extent.read(&mut reader)?;
    }
    Ok(())
}

/// Rows and columns that hold something, so far, of the table that is being read.
struct Extent {
    size: u64,
    most: u64,
    rows: Option<(u64, u64)>,
    columns: Option<(u64, u64)>,
    /// The row and the column that come next, from 1, where cells do not say it.
    row: u64,
    column: u64,
    /// How often the open row and the open cell of an `OpenDocument` stand there.
    row_times: u64,
    /// Whether something stands in the open row.
    is_used: bool,
}

impl Extent {
    fn new(size: u64, most: u64) -> Self {
        Self {
            size,
            most,
            rows: None,
            columns: None,
            row: 0,
            column: 0,
            row_times: 1,
            is_used: false,
        }
    }

    fn read<R: std::io::BufRead>(&mut self, reader: &mut Reader<R>) -> Result<(), Refused> {
        let mut buffer = Vec::new();
        let mut depth = 0_usize;
        loop {
            buffer.clear();
            match reader.read_event_into(&mut buffer).map_err(|it| archive::damaged(&it))? {
                Event::Start(tag) => {
                    depth += 1;
                    archive::nested(depth)?;
                    self.start(&tag)?;
                }
                Event::Empty(tag) => {
                    self.start(&tag)?;
                    self.end(tag.local_name().as_ref())?;
                }
                Event::End(tag) => {
                    depth = depth.saturating_sub(1);
                    self.end(tag.local_name().as_ref())?;
                }
                Event::Eof if depth > 0 => return Err(archive::damaged(&"it ends in the middle")),
                Event::Eof => return Ok(()),
                _ => {}
            }
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) -> Result<(), Refused> {
        let attribute = |name: &str| {
            let mut all = tag.attributes();
            let mut all = all.with_checks(false).flatten();
            let found = all.find(|it| it.key.local_name().as_ref() == name)?;
            Some(found.value.into_owned())
        };
        let number = |name: &str| attribute(name).and_then(|it| it.trim().parse::<u64>().ok());
        match tag.local_name().as_ref() {
            // Every string takes some bytes.
            "sst" if number("uniqueCount") > Some(self.size) => {
                return Err(archive::damaged(&"it promises more strings than it holds"));
            }
            "sheetData" | "table" => {
                (self.rows, self.columns, self.row, self.column) = (None, None, 0, 0);
            }
            "row" => {
                let named = attribute("r").map(|it| it.trim().parse().ok());
                self.row = within(named.unwrap_or(Some(self.row.saturating_add(1))))?;
                self.column = 0;
            }
            "c" => {
                let named = attribute("r").map(|it| place(&it));
                let next = (self.row, self.column.saturating_add(1));
                let (row, column) = within(named.unwrap_or(Some(next)))?;
                (self.row, self.column) = (row, column);
                self.uses((row, row), (column, column))?;
            }
            "table-row" => {
                self.row_times = number("number-rows-repeated").unwrap_or(1);
                (self.column, self.is_used) = (0, false);
            }
            "table-cell" | "covered-table-cell" => {
                let times = number("number-columns-repeated").unwrap_or(1);
                let first = self.column.saturating_add(1);
                self.column = self.column.saturating_add(times);
                // What has no type and no text is empty; programs fill sheets to their end with such cells.
                if attribute("value-type").is_some() || attribute("formula").is_some() {
                    self.is_used = true;
                    let row = self.row.saturating_add(1);
                    self.uses((row, row), (first, self.column))?;
                }
            }
            _ => {}
        }
        Ok(())
    }

    fn end(&mut self, name: &str) -> Result<(), Refused> {
        if name == "table-row" {
            let first = self.row.saturating_add(1);
            self.row = self.row.saturating_add(self.row_times);
            if self.is_used {
                self.uses((first, self.row), (1, 1))?;
            }
        }
        Ok(())
    }

    /// Something stands in these rows and columns.
    fn uses(&mut self, rows: (u64, u64), columns: (u64, u64)) -> Result<(), Refused> {
        let wider = |of: Option<(u64, u64)>, by: (u64, u64)| {
            of.map_or(by, |it| (it.0.min(by.0), it.1.max(by.1)))
        };
        let (rows, columns) = (wider(self.rows, rows), wider(self.columns, columns));
        (self.rows, self.columns) = (Some(rows), Some(columns));
        let count = |it: (u64, u64)| it.1.saturating_sub(it.0).saturating_add(1);
        if count(rows).saturating_mul(count(columns)) > self.most {
            let most = self.most;
            return Err(Refused::from(format!(
                "has a table of more than {most} cells; save what is needed as .csv"
            )));
        }
        Ok(())
    }
}

/// A row or a cell of a sheet; libraries rely on there being such a one.
fn within<T>(place: Option<T>) -> Result<T, Refused> {
    place.ok_or_else(|| archive::damaged(&"it names a cell that no sheet has"))
}

/// Row and column of a cell by its name: `B7` is (7, 2). No sheet reaches beyond `XFD1048576` (ECMA-376, 18.3.1.73).
fn place(name: &str) -> Option<(u64, u64)> {
    const LAST: (u64, u64) = (1_048_576, 16_384);
    let digits = name.find(|it: char| it.is_ascii_digit())?;
    let (letters, row) = name.split_at(digits);
    let column = letters.bytes().try_fold(0_u64, |sum, it| {
        let letter = it.to_ascii_uppercase().checked_sub(b'A').filter(|it| *it < 26)?;
        sum.checked_mul(26)?.checked_add(u64::from(letter) + 1)
    })?;
    let row = row.parse().ok()?;
    ((1..=LAST.0).contains(&row) && (1..=LAST.1).contains(&column)).then_some((row, column))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> String {
        let size = u64::try_from(text.len()).unwrap();
        let read = Extent::new(size, 100).read(&mut Reader::from_reader(text.as_bytes()));
        read.map_or_else(|it| it.message, |()| "fits".to_owned())
    }

    #[test]
    fn room_is_counted_before_it_is_made() {
        let large = "has a table of more than 100 cells; save what is needed as .csv";
        let cells = |it: &str| format!("<sheetData><row>{it}</row></sheetData>");
        let rows = |it: &str| format!("<table:table>{it}</table:table>");
        let cases = [
            (cells("<c r=\"A1\"/><c r=\"J10\"/>"), "fits"),
            (cells("<c r=\"A1\"/><c r=\"J11\"/>"), large),
            (cells(&"<c/>".repeat(100)), "fits"),
            (cells(&"<c/>".repeat(101)), large),
            // Far away, but small.
            (cells("<c r=\"XFD1048576\"/>"), "fits"),
            (
                rows(
                    "<r:table-row r:number-rows-repeated=\"101\"><x:table-cell o:value-type=\"float\"/></r:table-row>",
                ),
                large,
            ),
            (
                rows(
                    "<r:table-row r:number-rows-repeated=\"1048576\"><x:table-cell/></r:table-row>",
                ),
                "fits",
            ),
            (
                rows(
                    "<r:table-row><x:table-cell o:value-type=\"a\"/></r:table-row><r:table-row \
                      r:number-rows-repeated=\"99\"/><r:table-row><x:table-cell o:value-type=\"a\"/></r:table-row>",
                ),
                large,
            ),
            (
                rows(
                    "<r:table-row><x:table-cell r:number-columns-repeated=\"101\" o:value-type=\"a\"/></r:table-row>",
                ),
                large,
            ),
        ];
        for (text, expected) in cases {
            assert_eq!(read(&text), expected, "{text}");
        }
        let damaged = |why: &str| archive::damaged(&why).message;
        assert_eq!(
            read("<sst uniqueCount=\"4000000000\"/>"),
            damaged("it promises more strings than it holds")
        );
        for name in ["ZZZZZZZZZZZZZZ99999999999999999999", "XFE1", "A1048577", "A0", "7", "é1"] {
            let odd = damaged("it names a cell that no sheet has");
            assert_eq!(read(&cells(&format!("<c r=\"{name}\"/>"))), odd, "{name}");
        }
        assert_eq!(read("<table:table><table:table-row>"), damaged("it ends in the middle"));
        assert!(read("<a></b>").starts_with("is damaged or no office file"));
    }
}
