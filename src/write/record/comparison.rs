//! What `compare` prints.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceRecord, ReportRecord};
use crate::claim::{Aligned, Sentence};
use crate::run::Corpus;

/// One line of `compare --pairs`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct AnswerRecord<'r> {
    pub id: &'r serde_json::Value,
    pub verdict: &'static str,
    pub findings: Vec<DifferenceRecord<'r>>,
}

/// Where two texts differ.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct DifferenceRecord<'r> {
    pub rule: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub locations: [PlaceRecord<'r>; 2],
}

/// The whole of `compare --format json`: a report, and the parallel passages.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ComparisonRecord<'r> {
    #[serde(flatten)]
    pub report: ReportRecord<'r>,
    pub passages: Vec<PassagesRecord<'r>>,
}

/// Two parallel passages.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct PassagesRecord<'r> {
    pub left: PlaceRecord<'r>,
    pub right: PlaceRecord<'r>,
    pub differs: bool,
    pub diff: Vec<ChangeRecord<'r>>,
}

/// A stretch of a word diff.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ChangeRecord<'r> {
    pub change: &'static str,
    pub text: &'r str,
}

impl<'r> ComparisonRecord<'r> {
    /// A report, with the parallel passages of its two documents.
    pub fn new(report: ReportRecord<'r>, aligned: &'r [Aligned], corpus: &'r Corpus) -> Self {
        let passages = aligned.iter().filter_map(|it| PassagesRecord::new(it, corpus));
        Self { report, passages: passages.collect() }
    }
}

impl<'r> PassagesRecord<'r> {
    fn new(aligned: &'r Aligned, corpus: &'r Corpus) -> Option<Self> {
        let changes = aligned.changes.iter();
        Some(Self {
            left: place(&aligned.left, corpus)?,
            right: place(&aligned.right, corpus)?,
            differs: !aligned.figures.is_empty(),
            diff: changes
                .map(|(change, text)| ChangeRecord { change: change.name(), text })
                .collect(),
        })
    }
}

fn place<'r>(of: &Sentence, corpus: &'r Corpus) -> Option<PlaceRecord<'r>> {
    let document = corpus.documents.get(of.document)?;
    let (line, column) = document.position(of.span.start);
    Some(PlaceRecord {
        source: &document.source.path,
        line,
        column,
        start: of.bytes.start,
        end: of.bytes.end,
        at: None,
        text: of.span.of(&document.original),
        claim: None,
        sentence: None,
    })
}
