//! Two texts held against each other: where their figures differ, and what that comes to.

use std::sync::Arc;

use super::Span;

/// What two texts are to each other, as far as their quantities go.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
    /// They cannot both be right about a quantity.
    Conflict,
    /// Every quantity of the second is supported by the first.
    Agree,
    /// Neither.
    Unrelated,
}

impl Answer {
    /// The name used in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Conflict => "conflict",
            Self::Agree => "agree",
            Self::Unrelated => "unrelated",
        }
    }
}

/// Two expressions that stand in the same place of two texts and cannot both be right.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Difference {
    /// What sort of difference it is: `figure`, `time` or `list`.
    pub what: &'static str,
    /// Where it stands in the first text.
    pub left: Span,
    /// Where it stands in the second text.
    pub right: Span,
}

/// Two texts held against each other.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Comparison {
    /// What they are to each other.
    pub answer: Answer,
    /// Where they differ, in the order of the second text; empty unless they conflict.
    pub differences: Vec<Difference>,
}

/// What a word diff says of a stretch of text.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Change {
    /// Both texts have it.
    Same,
    /// Only the first text has it.
    Removed,
    /// Only the second text has it.
    Added,
}

impl Change {
    /// The name used in machine formats.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::Removed => "removed",
            Self::Added => "added",
        }
    }
}

/// Two sentences with figures that say the same thing in two documents.
#[derive(Clone, Debug)]
pub struct Aligned {
    /// The sentence of the first document.
    pub left: Sentence,
    /// The sentence of the second document.
    pub right: Sentence,
    /// From the first sentence to the second, word by word.
    pub changes: Vec<(Change, String)>,
    /// The figures that differ, as written in each.
    pub figures: Vec<(String, String)>,
}

/// A sentence where it stands.
#[derive(Clone, Debug)]
pub struct Sentence {
    /// Position of the document in the run's input order.
    pub document: usize,
    /// The bytes of the sentence in the text of its document.
    pub span: Span,
    /// Its bytes in the file.
    pub bytes: Span,
    /// The sentence as written.
    pub text: Arc<str>,
}
