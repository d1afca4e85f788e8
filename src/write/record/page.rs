//! What the HTML report is filled with.
#![expect(missing_docs, reason = "the names are those of the template, src/write/html/report.html")]

use serde::Serialize;

use super::{
    ClaimRecord, ConfirmationRecord, CoverageRecord, EvidenceRecord, FactRecord, ProblemRecord,
};

#[derive(Debug, Serialize)]
pub struct Page<'r> {
    pub version: &'static str,
    pub verdict: String,
    pub counts: [String; 2],
    pub figures: Option<String>,
    pub sources: Vec<SourceRow<'r>>,
    pub findings: Vec<Card<'r>>,
    pub settled: Vec<Card<'r>>,
    pub coverage: Vec<CoverageRecord<'r>>,
    pub facts: Vec<FactRecord<'r>>,
    pub claims: Vec<ClaimRecord<'r>>,
    pub confirmed: Vec<ConfirmationRecord<'r>>,
    pub problems: Vec<ProblemRecord<'r>>,
    pub texts: Vec<Text<'r>>,
    pub unparsed: Vec<Unparsed<'r>>,
}

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceRow<'r> {
    pub path: &'r str,
    pub anchor: String,
    pub title: Option<&'r str>,
    pub publisher: Option<&'r str>,
    pub published: Option<String>,
    pub tier: &'static str,
    pub numbers: usize,
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct Card<'r> {
    pub id: &'r str,
    pub rule: &'r str,
    pub severity: &'static str,
    pub message: &'r str,
    pub help: &'r str,
    pub status: Option<String>,
    pub passages: Vec<Quote<'r>>,
    pub evidence: Vec<EvidenceRecord<'r>>,
}

/// A passage: the sentence with the figure in it.
#[derive(Debug, Serialize)]
pub struct Quote<'r> {
    pub source: String,
    pub path: &'r str,
    pub place: String,
    pub anchor: Option<String>,
    pub before: String,
    pub figure: String,
    pub after: String,
    pub says: &'r str,
}

/// A source's text, block by block.
#[derive(Debug, Serialize)]
pub struct Text<'r> {
    pub path: &'r str,
    pub anchor: String,
    pub label: String,
    pub blocks: Vec<Block>,
}

/// A block with its figures.
#[derive(Debug, Serialize)]
pub struct Block {
    pub is_heading: bool,
    pub pieces: Vec<Piece>,
}

/// A stretch of text; a figure has the id of its claim.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub text: String,
    pub claim: Option<String>,
    pub says: Option<String>,
}

/// A number that is no claim.
#[derive(Debug, Serialize)]
pub struct Unparsed<'r> {
    pub path: &'r str,
    pub line: usize,
    pub text: String,
    pub reason: &'static str,
}
