//! The wire type of `coverage`.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::PlaceRecord;
use crate::claim::{Covered, Document, Passage, Status, one_line};

/// A figure of a draft, and what sources say of it.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct CoverageRecord<'r> {
    #[serde(flatten)]
    pub place: PlaceRecord<'r>,
    pub sentence: String,
    pub status: &'static str,
    pub origins: usize,
    pub locations: Vec<PlaceRecord<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<PlaceRecord<'r>>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub superseded: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub differs: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<PlaceRecord<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub id: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'r str>,
}

impl<'r> CoverageRecord<'r> {
    /// A figure, with the sentences that sources have of it.
    pub fn new(covered: &'r Covered, documents: &[Document]) -> Self {
        let quoted = |it: &'r Passage| PlaceRecord::quoted(it, documents);
        let places = |of: &'r [Passage]| of.iter().map(quoted).collect();
        Self {
            place: PlaceRecord::from(&covered.passage),
            sentence: one_line(&covered.sentence_text),
            status: covered.support.name(),
            origins: covered.origins,
            locations: places(&covered.places),
            disputed: places(&covered.disputed),
            superseded: covered.is_superseded,
            differs: covered.differs.iter().map(|it| it.name()).collect(),
            nearest: covered.nearest.as_ref().map(quoted),
            id: covered.question().map(|it| it.fingerprint),
            outcome: match &covered.status {
                Status::Decided { outcome, .. } => Some(outcome.name()),
                _ => None,
            },
            reason: covered.status.reason(),
        }
    }
}
