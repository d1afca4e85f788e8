//! What `compare` prints.

use serde::Serialize;

/// One line of `compare --pairs`.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct AnswerRecord<'r> {
    pub id: &'r serde_json::Value,
    pub verdict: &'static str,
    pub findings: Vec<DifferenceRecord<'r>>,
}

/// Where two texts differ.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct DifferenceRecord<'r> {
    pub rule: &'static str,
    pub severity: &'static str,
    pub message: String,
    pub locations: [SpotRecord<'r>; 2],
}

/// A place in one of two bare texts.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct SpotRecord<'r> {
    pub source: &'static str,
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
    pub text: &'r str,
}
