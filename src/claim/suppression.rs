//! A comment in a text that allows a finding.

/// `<!-- crosscheck-ignore RULE: reason -->`.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Suppression {
    /// Where the comment stands in the document's text.
    pub at: usize,
    /// Its line in the file, from 1.
    pub line: usize,
    /// Whether it stands alone in its line: then it is about the block after it, else about the one it stands in.
    pub is_alone: bool,
    /// What it starts with: `crosscheck-ignore`, or that misspelt.
    pub word: String,
    /// The rule that is allowed to be broken.
    pub rule: String,
    /// Why; empty where it was forgotten.
    pub reason: String,
}
