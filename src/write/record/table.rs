//! `table`: rows as programs and the page get them.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::PlaceRecord;
use crate::claim::{Band, Claim, Row, common_name, stable_id};
use crate::run::Corpus;

/// `table --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct TableRecord<'r> {
    pub rows: Vec<RowRecord<'r>>,
}

/// A thing with what the documents say of it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
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
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct CellRecord<'r> {
    #[serde(flatten)]
    pub place: PlaceRecord<'r>,
    pub speaker: Option<&'r str>,
    pub period: Option<&'r str>,
}

impl<'r> TableRecord<'r> {
    /// Rows of a collection.
    pub fn new(rows: &'r [Row], corpus: &'r Corpus) -> Self {
        let claims = &corpus.claims;
        let cell = |it: &usize| {
            let claim = claims.get(*it)?;
            Some(CellRecord {
                place: PlaceRecord::from(claim),
                speaker: claim.attribution.as_deref(),
                period: claim.period_text.as_deref(),
            })
        };
        let record = |row: &'r Row| RowRecord {
            id: id(row, claims),
            label: label(row, claims),
            band: row.band.name(),
            bits: bits(row),
            cells: row.cells.iter().filter_map(cell).collect(),
        };
        Self { rows: rows.iter().map(record).collect() }
    }
}

/// What a row is of: the thing that most of its figures name, with what happened to it.
pub(crate) fn label(row: &Row, claims: &[Claim]) -> String {
    common_name(row.cells.iter().filter_map(|it| claims.get(*it)))
}

/// What identifies a row from one run to the next: where its first figure stands and what it says.
pub(crate) fn id(row: &Row, claims: &[Claim]) -> String {
    let first = row.cells.first().and_then(|it| claims.get(*it));
    first.map_or_else(String::new, |it| stable_id(&["row", &it.id]))
}

/// What speaks for a disagreement, in bits; 0 where nothing was weighed.
pub(crate) fn bits(row: &Row) -> serde_json::Number {
    let tenths = if row.band <= Band::Look { row.weight } else { 0 };
    serde_json::Number::from_f64(f64::from(tenths) / 10.0).unwrap_or_else(|| 0.into())
}

/// The page.
#[cfg(feature = "pages")]
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
