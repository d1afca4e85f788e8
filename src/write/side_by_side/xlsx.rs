//! `table --format xlsx`: a spreadsheet to sort and to comment on; a cell's note holds its passages.

use std::io;

use rust_xlsxwriter::{
    Color, DocProperties, ExcelDateTime, Format, FormatAlign, Note, Workbook, Worksheet, XlsxError,
};

use super::super::Look;
use super::{cell, documents, file, id, label};
use crate::claim::{Band, Claim, Row, one_line, short_id, visible};
use crate::error::Error;
use crate::run::Corpus;

/// A cell and a note hold so many characters (ECMA-376 as Excel reads it).
const MOST: usize = 32_767;
/// A sheet has so many columns, the last of them for documents.
const COLUMNS: usize = 16_384;
/// And so many rows, the first of them the header.
const ROWS: usize = 1_048_576;
/// Columns before those of the documents.
const BEFORE: [&str; 3] = ["id", "band", "thing"];

/// Writes the spreadsheet: the columns of `table --format csv`.
///
/// # Errors
///
/// More rows or documents than a sheet has room for, or a writer that fails.
pub(in crate::write) fn book(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    rows: &[Row],
    _: &Look,
) -> Result<(), Error> {
    let documents = documents(rows.iter(), &corpus.claims);
    if documents.len() + BEFORE.len() > COLUMNS || rows.len() + 1 > ROWS {
        let text = "more rows or columns than a spreadsheet holds; --format csv has room for them";
        return Err(io::Error::new(io::ErrorKind::InvalidInput, text).into());
    }
    let content = filled(corpus, rows, &documents).map_err(io::Error::other)?;
    Ok(out.write_all(&content)?)
}

fn filled(
    corpus: &Corpus,
    rows: &[Row],
    documents: &[(usize, String)],
) -> Result<Vec<u8>, XlsxError> {
    let mut book = Workbook::new();
    // One table is one file: the time of a run is no part of it.
    let made = ExcelDateTime::from_ymd(2000, 1, 1)?;
    book.set_properties(&DocProperties::new().set_title("table").set_creation_datetime(&made));
    let sheet = book.add_worksheet();
    sheet.set_name("table")?.set_default_note_author("");
    header(sheet, documents)?;
    let wrapped = Format::new().set_text_wrap().set_align(FormatAlign::Top);
    for (at, row) in rows.iter().enumerate() {
        let line = u32::try_from(at + 1).unwrap_or(u32::MAX);
        let id = id(row, &corpus.claims);
        let label = visible(&label(row, &corpus.claims)).into_owned();
        let start = [short_id(&id).to_owned(), row.band.name().to_owned(), label];
        for (column, text) in (0_u16..).zip(start) {
            sheet.write_string_with_format(line, column, held(&text), &wrapped)?;
        }
        for ((document, _), column) in documents.iter().zip(3_u16..) {
            let text = cell(row, *document, &corpus.claims);
            if text.is_empty() {
                continue;
            }
            sheet.write_string_with_format(line, column, held(&text), &wrapped)?;
            // What nobody disputes is looked up less often than it would weigh.
            if row.band <= Band::Look {
                let note = Note::new(held(&passages(row, *document, corpus)));
                sheet.insert_note(line, column, &note.add_author_prefix(false).set_width(360))?;
            }
        }
    }
    book.save_to_buffer()
}

fn header(sheet: &mut Worksheet, documents: &[(usize, String)]) -> Result<(), XlsxError> {
    let bold = Format::new().set_bold().set_background_color(Color::RGB(0x00EE_EEEE));
    let names = documents.iter().map(|it| &*it.1);
    for (column, name) in (0_u16..).zip(BEFORE.into_iter().chain(names)) {
        sheet.write_string_with_format(0, column, held(name), &bold)?;
        sheet.set_column_width(column, if column == 2 { 36 } else { 16 })?;
    }
    let last = u16::try_from(documents.len() + BEFORE.len() - 1).unwrap_or(u16::MAX);
    sheet.set_freeze_panes(1, 3)?.autofilter(0, 0, 0, last)?;
    Ok(())
}

/// The passages of a document in a row, each with its place.
fn passages(row: &Row, document: usize, corpus: &Corpus) -> String {
    let cells = row.cells.iter().filter_map(|it| corpus.claims.get(*it));
    let own = cells.filter(|it| it.document == document);
    own.map(|it| passage(it, corpus)).collect::<Vec<_>>().join("\n\n")
}

fn passage(claim: &Claim, corpus: &Corpus) -> String {
    let text = corpus.documents.get(claim.document).map_or("", |it| &*it.original);
    let sentence = text.get(claim.sentence.start..claim.sentence.end).unwrap_or_default();
    let told = format!("{}:{} {}", file(claim), claim.line, one_line(sentence));
    visible(&told).into_owned()
}

/// As much of a text as a cell holds, counted as spreadsheets do, in units of UTF-16.
fn held(text: &str) -> &str {
    let mut units = 0;
    let end = text.char_indices().find(|(_, it)| {
        units += it.len_utf16();
        units > MOST
    });
    end.map_or(text, |(at, _)| &text[..at])
}
