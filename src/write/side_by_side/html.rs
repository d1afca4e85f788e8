//! `table --format html`: one file without network; a cell opens its passage.

use std::io;

use super::super::record::table::{Figure, Line, Page, Section};
use super::super::{Look, html};
use super::{documents, file, label};
use crate::claim::{Band, Claim, Row, one_line};
use crate::error::Error;
use crate::run::Corpus;

const TEMPLATE: &str = include_str!("table.html");

/// Writes the page.
pub(in crate::write) fn page(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    rows: &[Row],
    _: &Look,
) -> Result<(), Error> {
    let (documents, bands) = bands(corpus, rows, None);
    let page = Page { version: env!("CARGO_PKG_VERSION"), bands, documents };
    html::render(out, TEMPLATE, &page)
}

/// The names of the documents, and for each band the rows with a cell for each of them; the first so many of each band.
pub(in crate::write) fn bands<'p>(
    corpus: &'p Corpus,
    rows: &[Row],
    most: Option<usize>,
) -> (Vec<String>, Vec<Section<'p>>) {
    let documents = documents(rows.iter(), &corpus.claims);
    let sections = [
        (Band::Disagree, "They disagree", true),
        (Band::Look, "Worth a look", true),
        (Band::Agree, "Said alike", false),
        (Band::Single, "Said by one", false),
    ];
    let section = |(band, title, is_open): (Band, &'static str, bool)| {
        let of = || rows.iter().filter(|it| it.band == band);
        let rows = of().take(most.unwrap_or(usize::MAX));
        let rows: Vec<Line<'_>> = rows.map(|it| line(it, &documents, corpus)).collect();
        let left_out = of().count() - rows.len();
        (!rows.is_empty()).then(|| Section { id: band.name(), title, is_open, left_out, rows })
    };
    let bands = sections.into_iter().filter_map(section).collect();
    (documents.iter().map(|it| it.1.clone()).collect(), bands)
}

fn line<'p>(row: &Row, documents: &[(usize, String)], corpus: &'p Corpus) -> Line<'p> {
    let of = |document: usize| -> Vec<Figure<'p>> {
        let cells = row.cells.iter().filter_map(|it| corpus.claims.get(*it));
        cells.filter(|it| it.document == document).map(|it| figure(it, corpus)).collect()
    };
    Line { label: label(row, &corpus.claims), cells: documents.iter().map(|it| of(it.0)).collect() }
}

fn figure<'p>(claim: &'p Claim, corpus: &Corpus) -> Figure<'p> {
    let text = corpus.documents.get(claim.document).map_or("", |it| &*it.original);
    let slice = |from: usize, to: usize| text.get(from..to).unwrap_or_default();
    // The spaces around the figure are those of the text: none before a comma.
    let before = slice(claim.sentence.start, claim.span.start);
    let after = slice(claim.span.end, claim.sentence.end);
    let space = |is_there: bool| if is_there { " " } else { "" };
    Figure {
        text: &claim.text,
        before: one_line(before) + space(before.ends_with(char::is_whitespace)),
        after: space(after.starts_with(char::is_whitespace)).to_owned() + &one_line(after),
        place: format!("{}:{}", file(claim), claim.line),
        speaker: claim.attribution.as_deref(),
        period: claim.period_text.as_deref(),
    }
}
