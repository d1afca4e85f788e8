//! Figures of several texts that are held to be of one thing, and the rows that an editor sees them in.

use super::{Claim, Excuse, Severity};

/// Two figures of two texts with what speaks for their being of one thing, and for a clash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Matched {
    /// The one of the earlier document, as an index of the claims table.
    pub left: usize,
    /// The one of the later document.
    pub right: usize,
    /// Whether both say the same, or one of them the same more coarsely.
    pub agrees: bool,
    /// What speaks for both being of one thing whatever they say, in tenths of a bit.
    pub score: i32,
    /// Of figures that agree what speaks for their being one, of others what speaks for an editor's wanting to know, in
    /// tenths of a bit.
    pub weight: i32,
    /// Why a difference is no disagreement, if anything says so.
    pub excuse: Option<Excuse>,
    /// How the two stand by each kind of evidence; [`Reading`] tells what that means.
    pub levels: [u8; LEVELS],
}

/// So many kinds of evidence there are.
pub const LEVELS: usize = 40;

/// What the levels of a match are called and what they weigh. Matching knows, and whoever judges or shows a match asks.
pub trait Reading: std::fmt::Debug + Sync {
    /// How two figures stand by a kind of evidence, as in `thing` and `same, once each`; `None` where there is no such kind.
    fn level(&self, of: &Matched, feature: &str) -> Option<&'static str>;

    /// The kinds of evidence with the names of their levels.
    fn features(&self) -> Vec<(&'static str, &'static [&'static str])>;

    /// What speaks for and against, line by line: first for one thing, then for what follows.
    fn evidence(&self, of: &Matched, claims: (&Claim, &Claim)) -> Vec<Evidence>;

    /// What a disagreement of a weight asks for; `None` where it is no more than a row of the table.
    fn severity(&self, weight: i32) -> Option<Severity>;

    /// What a disagreement would ask for next, and the weight that it takes, in tenths of a bit.
    fn next(&self, weight: i32) -> Option<(Severity, i32)>;
}

/// One line of a comparison: how the two sides stand by one kind of evidence, and what that weighs.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    /// What it speaks for.
    pub of: Question,
    /// The kind of evidence: `thing`, `period` …
    pub slot: &'static str,
    /// What the first passage says, where it is a matter of words.
    pub left: String,
    /// What the second passage says.
    pub right: String,
    /// How they stand to each other: `same`, `one says` …
    pub relation: &'static str,
    /// What that weighs, in tenths of a bit.
    pub tenths: i32,
}

/// What a line of evidence speaks for.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Question {
    /// Whether both figures are of one thing.
    OneThing,
    /// Whether an editor should know that they differ, or may trust that they agree.
    Verdict,
}

/// What several texts say of one thing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// How much of an editor's time it asks for.
    pub band: Band,
    /// What speaks for it, in tenths of a bit; of figures that agree the number of documents.
    pub weight: i32,
    /// The figures, as indices of the claims table, in its order.
    pub cells: Vec<usize>,
    /// The disagreement that its weight is of, as an index of the matches.
    pub clash: Option<usize>,
    /// Why that is none, if anything says so.
    pub excuse: Option<Excuse>,
}

/// How much of an editor's time a row asks for.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Band {
    /// At least as likely as not the texts disagree.
    Disagree,
    /// They may.
    Look,
    /// They say the same.
    Agree,
    /// One text alone says it.
    Single,
}

impl Band {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Disagree => "disagree",
            Self::Look => "look",
            Self::Agree => "agree",
            Self::Single => "single",
        }
    }
}
