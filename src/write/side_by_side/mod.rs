//! `table`: what the documents say of each thing, side by side.

#[cfg(feature = "pages")]
mod html;
#[cfg(feature = "workbook")]
mod xlsx;

use std::io;

use comfy_table::{ContentArrangement, Table, presets};

use super::claims_table::{field, keep_whole, keep_words};
use super::record::table::{TableRecord, id, label};
use super::{Look, as_json};
use crate::claim::{Band, Claim, Row, short_id, visible};
use crate::error::Error;
use crate::run::Corpus;

#[cfg(feature = "pages")]
pub(super) use html::{bands, page as html};
#[cfg(feature = "workbook")]
pub(super) use xlsx::book as xlsx;

/// The name of a file without its folders.
fn file(claim: &Claim) -> &str {
    claim.source.path.rsplit('/').next().unwrap_or_default()
}

/// The figures of one document in a row, as printed.
fn cell(row: &Row, document: usize, claims: &[Claim]) -> String {
    let own = row.cells.iter().filter_map(|it| claims.get(*it));
    let mut texts: Vec<String> = Vec::new();
    for claim in own.filter(|it| it.document == document) {
        let text = visible(&claim.text).into_owned();
        if !texts.contains(&text) {
            texts.push(text);
        }
    }
    texts.join("; ")
}

/// So many rows a terminal shows: an editor who has read them has seen nearly all there is.
const SHOWN: usize = 20;

/// A table has a column a document where each gets so many characters.
const NARROWEST: usize = 16;

/// `table`, for the terminal: a column a document where they fit, else a line a figure.
pub(super) fn text(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    rows: &[Row],
    look: &Look,
) -> Result<(), Error> {
    let to_read = rows.iter().filter(|it| it.band <= Band::Look);
    let shown: Vec<&Row> =
        if look.verbose { rows.iter().collect() } else { to_read.clone().take(SHOWN).collect() };
    if shown.is_empty() {
        writeln!(out, "nothing that the documents may disagree on was found")?;
    } else {
        let documents = documents(shown.iter().copied(), &corpus.claims);
        let fits = (documents.len() + 2) * NARROWEST <= look.width;
        let table = if fits {
            wide(&shown, &documents, &corpus.claims, look)
        } else {
            long(&shown, &corpus.claims, look)
        };
        writeln!(out, "{}", table.trim_fmt())?;
    }
    if look.verbose {
        return Ok(());
    }
    let more = to_read.count().saturating_sub(shown.len());
    let count = |band: Band| rows.iter().filter(|it| it.band == band).count();
    let things = |count: usize| format!("{count} thing{}", if count == 1 { "" } else { "s" });
    let mut hidden = Vec::new();
    if more > 0 {
        hidden.push(format!("{} less likely to differ", things(more)));
    }
    hidden.push(format!("{} that several say alike", things(count(Band::Agree))));
    hidden.push(format!("{} that one alone says", things(count(Band::Single))));
    let note = format!("not shown: {}; -v shows them", hidden.join(", "));
    writeln!(out, "{}", textwrap::fill(&note, look.width))?;
    Ok(())
}

/// The documents that rows have figures of, each with the name of its file.
fn documents<'r>(rows: impl Iterator<Item = &'r Row>, claims: &[Claim]) -> Vec<(usize, String)> {
    let cells = rows.flat_map(|it| &it.cells).filter_map(|it| claims.get(*it));
    let mut found: Vec<(usize, String)> =
        cells.map(|it| (it.document, visible(file(it)).into_owned())).collect();
    found.sort();
    found.dedup();
    found
}

fn empty(look: &Look) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(look.width).unwrap_or(80));
    table
}

fn wide(rows: &[&Row], documents: &[(usize, String)], claims: &[Claim], look: &Look) -> Table {
    let mut table = empty(look);
    let names = documents.iter().map(|it| &*it.1);
    table.set_header(["", "thing"].into_iter().chain(names));
    let mut lines: Vec<Vec<String>> = Vec::new();
    for row in rows {
        let cells = documents.iter().map(|it| cell(row, it.0, claims));
        let start = [row.band.name().to_owned(), visible(&label(row, claims)).into_owned()];
        lines.push(start.into_iter().chain(cells).collect());
    }
    keep_whole(&mut table, 0);
    for (column, name) in documents.iter().enumerate() {
        let column = column + 2;
        let texts = lines.iter().filter_map(|it| it.get(column)).map(String::as_str);
        keep_words(&mut table, column, texts.chain([&*name.1]));
    }
    table.add_rows(lines);
    table
}

fn long(rows: &[&Row], claims: &[Claim], look: &Look) -> Table {
    let mut table = empty(look);
    table.set_header(["", "thing", "figure", "where", "says"]);
    for row in rows {
        for (at, told) in told(row, claims).into_iter().enumerate() {
            let once = |text: String| if at == 0 { text } else { String::new() };
            table.add_row([
                once(row.band.name().to_owned()),
                once(visible(&label(row, claims)).into_owned()),
                told.text,
                told.places,
                told.speaker,
            ]);
        }
    }
    keep_whole(&mut table, 0);
    keep_whole(&mut table, 3);
    table
}

/// What one document says in a row: a figure, with all the places where it does.
struct Told {
    document: usize,
    text: String,
    places: String,
    speaker: String,
}

fn told(row: &Row, claims: &[Claim]) -> Vec<Told> {
    let mut found: Vec<Told> = Vec::new();
    for claim in row.cells.iter().filter_map(|it| claims.get(*it)) {
        let text = visible(&claim.text).into_owned();
        let said = found
            .iter_mut()
            .find(|it| it.document == claim.document && it.text.eq_ignore_ascii_case(&text));
        match said {
            Some(it) => it.places.extend([", ", &claim.line.to_string()]),
            None => found.push(Told {
                document: claim.document,
                text,
                places: visible(&format!("{}:{}", file(claim), claim.line)).into_owned(),
                speaker: claim.attribution.as_deref().map(visible).unwrap_or_default().into_owned(),
            }),
        }
    }
    found
}

/// `table --format json`.
pub(super) fn json(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    rows: &[Row],
    _: &Look,
) -> Result<(), Error> {
    as_json::pretty(out, &TableRecord::new(rows, corpus))
}

/// `table --format csv`: a column a document.
pub(super) fn csv(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    rows: &[Row],
    _: &Look,
) -> Result<(), Error> {
    let claims = &corpus.claims;
    let documents = documents(rows.iter(), claims);
    let mut writer = csv::Writer::from_writer(out);
    let header = ["id", "band", "thing"].into_iter().chain(documents.iter().map(|it| &*it.1));
    writer.write_record(header).map_err(io::Error::from)?;
    for row in rows {
        let cells = documents.iter().map(|it| cell(row, it.0, claims));
        let id = id(row, claims);
        let start = [short_id(&id).to_owned(), row.band.name().to_owned(), label(row, claims)];
        let fields = start.into_iter().chain(cells).map(|it| field(&it).into_owned());
        writer.write_record(fields).map_err(io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}
