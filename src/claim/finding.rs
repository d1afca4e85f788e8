//! What a rule says: disagreements, confirmations, and the evidence for both.

use std::sync::Arc;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Document, Evidence, Source, Span, Status};

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

/// What a finding makes of the thing that its passages speak of.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, Hash, PartialEq)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
pub enum Makes {
    /// Nothing: it says what it says of the passages alone.
    #[default]
    Nothing,
    /// A conflict: the sources disagree on the figure.
    Conflict,
    /// One figure that two sources give for two things.
    SameFigure,
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

impl Passage {
    /// The sentence around it as it stands in its document, on one line.
    pub fn quote(&self, documents: &[Document]) -> String {
        let text =
            documents.get(self.document).and_then(|of| of.original.get(self.sentence.range()));
        one_line(text.unwrap_or_default())
    }
}

/// A text on one line: line breaks inside it become spaces.
///
/// What is shown goes through [`visible`](super::visible()) as well.
pub fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
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
    /// What it makes of the thing that its passages speak of.
    pub fact: Makes,
    /// What speaks for its passages being of one thing, and for it, where two claims were matched.
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
