//! A draft's figure and what its sources say of it.

use super::Severity;

/// Whether sources bear a draft's figure out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Support {
    /// A source states it, or something narrower.
    Supported,
    /// A source states what rounds to it, or the same figure with a hedge.
    Rounded,
    /// No source states it.
    Unsupported,
    /// A source states something else for the same thing.
    Contradicted,
}

impl Support {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Supported => "supported",
            Self::Rounded => "rounded",
            Self::Unsupported => "unsupported",
            Self::Contradicted => "contradicted",
        }
    }

    /// How much attention it asks for; `None` where all is well.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Supported => None,
            Self::Rounded => Some(Severity::Note),
            Self::Unsupported => Some(Severity::Warning),
            Self::Contradicted => Some(Severity::Error),
        }
    }
}

/// One figure of a draft.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Index of the draft's claim in the claims table.
    pub claim: usize,
    /// Whether sources bear it out.
    pub support: Support,
    /// The sources' claims that support or contradict it, the best first.
    pub places: Vec<usize>,
    /// The sources' claims that say something else although others bear the figure out.
    pub disputed: Vec<usize>,
    /// Of a figure that is found nowhere, the sources' claim that says most about the same.
    pub nearest: Option<usize>,
    /// Of how many independent origins those are: reprints count once.
    pub origins: usize,
    /// The source that its row names: no other one can support it.
    pub named: Option<String>,
}
