//! `table`: rows as programs and the page get them.

use serde::Serialize;

use super::PlaceRecord;
use crate::claim::{Band, Row};

/// `table --format json`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct TableRecord<'r> {
    pub rows: Vec<RowRecord<'r>>,
}

/// A thing with what the documents say of it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct RowRecord<'r> {
    pub id: String,
    pub label: String,
    pub band: &'static str,
    pub bits: serde_json::Number,
    pub cells: Vec<CellRecord<'r>>,
}

/// A figure of a row.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct CellRecord<'r> {
    #[serde(flatten)]
    pub place: PlaceRecord<'r>,
    pub speaker: Option<&'r str>,
    pub period: Option<&'r str>,
}

/// What speaks for a disagreement, in bits; 0 where nothing was weighed.
pub(crate) fn bits(row: &Row) -> serde_json::Number {
    let tenths = if row.band <= Band::Look { row.weight } else { 0 };
    serde_json::Number::from_f64(f64::from(tenths) / 10.0).unwrap_or_else(|| 0.into())
}

/// The page.
#[derive(Serialize)]
pub(crate) struct Page<'p> {
    pub(crate) version: &'static str,
    pub(crate) documents: Vec<String>,
    pub(crate) bands: Vec<Section<'p>>,
}

/// The rows of one band.
#[expect(missing_docs, reason = "the names are those of the template, src/write/html/rows.html")]
#[derive(Debug, Serialize)]
pub struct Section<'p> {
    pub id: &'static str,
    pub title: &'static str,
    pub is_open: bool,
    /// So many rows more are not shown.
    pub left_out: usize,
    pub rows: Vec<Line<'p>>,
}

/// A row, its figures by document.
#[expect(missing_docs, reason = "the names are those of the template, src/write/html/rows.html")]
#[derive(Debug, Serialize)]
pub struct Line<'p> {
    pub label: String,
    pub cells: Vec<Vec<Figure<'p>>>,
}

/// A figure with its sentence.
#[expect(missing_docs, reason = "the names are those of the template, src/write/html/rows.html")]
#[derive(Debug, Serialize)]
pub struct Figure<'p> {
    pub text: &'p str,
    pub before: String,
    pub after: String,
    pub place: String,
    pub speaker: Option<&'p str>,
    pub period: Option<&'p str>,
}
