//! What a rule says: disagreements, confirmations, and the evidence for both.

use std::sync::Arc;

use super::{Source, Span, Status};

/// How much attention a finding asks for.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Severity {
    /// Ask, do not assert.
    Note,
    /// The same as an error on weaker identity, or an ambiguity.
    Warning,
    /// The sources disagree.
    Error,
}

impl Severity {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Note => "note",
            Self::Warning => "warning",
            Self::Error => "error",
        }
    }
}

/// A rule as it is shown: its name, how much attention it asks for at most, and why.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct RuleLine {
    /// Its name: `list-count`.
    pub id: String,
    /// How much attention its findings ask for, at most.
    pub severity: Severity,
    /// Why it is worth an editor's time.
    pub why: String,
}

/// A passage that a finding or a confirmation points at.
#[derive(Clone, Debug)]
pub struct Passage {
    /// Position of the document in the run's input order.
    pub document: usize,
    /// Where the document comes from.
    pub source: Arc<Source>,
    /// The bytes to underline.
    pub span: Span,
    /// The sentence around them.
    pub sentence: Span,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// Its bytes in the file.
    pub bytes: Span,
    /// The page, paragraph or cell it stands in, where lines do not say it.
    pub at: Option<Arc<str>>,
    /// The underlined text.
    pub text: String,
    /// What the passage says, for the label under the line.
    pub says: String,
    /// The claim's id; `None` where a name or a sentence is meant rather than a figure.
    pub claim: Option<String>,
}

/// A text on one line: line breaks inside it become spaces.
///
/// What is shown goes through [`visible`](super::visible()) as well.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// One step of a comparison: how the two sides stand on one slot, and what that weighs.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// The slot: `unit`, `action`, `period` …
    pub slot: &'static str,
    /// What the first passage says.
    pub left: String,
    /// What the second passage says.
    pub right: String,
    /// How they stand to each other: `same`, `wider`, `unknown`, `different`, or a quantity's.
    pub relation: &'static str,
    /// Weight in half bits of evidence for "the same fact".
    pub half_bits: i32,
}

/// A disagreement, or a question worth asking.
#[derive(Clone, Debug)]
pub struct Finding {
    /// The rule that speaks.
    pub rule: String,
    /// How much attention it asks for.
    pub severity: Severity,
    /// Stable across edits elsewhere: hexadecimal, from rule, fact and values.
    pub fingerprint: String,
    /// One line that says what disagrees.
    pub message: String,
    /// One line that says why it is shown.
    pub help: String,
    /// The passages, in input order.
    pub passages: Vec<Passage>,
    /// The comparison slot by slot, for pairs.
    pub evidence: Vec<Evidence>,
    /// Whether it is new, or what was said of it before.
    pub status: Status,
}

/// Something that was checked and holds.
#[derive(Clone, Debug)]
pub struct Confirmation {
    /// What kind of agreement it is: `list-count`, `corroborated` …
    pub fact: String,
    /// One line that says what agrees.
    pub label: String,
    /// The passages.
    pub passages: Vec<Passage>,
}
