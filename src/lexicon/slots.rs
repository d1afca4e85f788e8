//! What a figure stands for: lists of words, and ways through the tree of a sentence.

use std::collections::BTreeMap;

use serde::Deserialize;

/// `slots.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotFile {
    /// Lists of lemmas by name.
    pub words: BTreeMap<String, Vec<String>>,
    /// The patterns of each slot, in the order in which they are tried.
    pub patterns: BTreeMap<String, Vec<SlotPattern>>,
}

/// A way through the tree of a sentence.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct SlotPattern {
    /// The way, as the readers of slots write it.
    pub path: String,
    /// A sentence with its figure in brackets, and what is read.
    pub example: String,
    /// A sentence in which the way must not be gone.
    pub counter: Option<String>,
}
