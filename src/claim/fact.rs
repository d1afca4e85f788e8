//! A fact: claims about the same thing, with the verdict on them.

use super::{Period, Quantity};

/// How the claims of a fact stand to each other.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Verdict {
    /// Independent sources give the same figure.
    Corroborated,
    /// The figures differ, but can all hold: bounds, rounding, parts.
    Compatible,
    /// A running count, of which a later figure replaced an earlier one.
    Superseded,
    /// The sources disagree.
    Conflict,
    /// One figure with two different actions.
    SameFigureDifferentAction,
    /// Only one source says so.
    SingleSource,
}

impl Verdict {
    /// The name used in every format.
    pub fn name(self) -> &'static str {
        match self {
            Self::Corroborated => "corroborated",
            Self::Compatible => "compatible",
            Self::Superseded => "superseded",
            Self::Conflict => "conflict",
            Self::SameFigureDifferentAction => "same-figure-different-action",
            Self::SingleSource => "single-source",
        }
    }
}

/// A cluster of claims about the same thing.
#[derive(Clone, Debug)]
pub struct Fact {
    /// Stable for unchanged claims: hexadecimal.
    pub id: String,
    /// A short description: `suspects · repatriation · 2025`.
    pub label: String,
    /// What is counted.
    pub unit: Option<String>,
    /// What happened to it.
    pub action: Option<String>,
    /// When.
    pub period: Option<Period>,
    /// How the claims stand to each other.
    pub verdict: Verdict,
    /// The best-supported stated quantity with its text; `None` while unresolved.
    pub value: Option<(Quantity, String)>,
    /// Indices into the claims table of those that support the value.
    pub supporting: Vec<usize>,
    /// Indices into the claims table of those that do not.
    pub against: Vec<usize>,
    /// Whether somebody decided which value holds.
    pub is_decided: bool,
    /// One line that says how the verdict came about.
    pub why: String,
}
