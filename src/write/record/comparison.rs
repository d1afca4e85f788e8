//! What `compare` prints.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::{PlaceRecord, ReportRecord};

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
