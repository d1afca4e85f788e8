//! Figures of several texts that are held to be of one thing, and the rows that an editor sees them in.

/// Two figures of two texts with what speaks for their being of one thing, and for a clash.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Matched {
    /// The one of the earlier document, as an index of the claims table.
    pub left: usize,
    /// The one of the later document.
    pub right: usize,
    /// Whether both say the same, or one of them the same more coarsely.
    pub agrees: bool,
    /// Of figures that agree what speaks for their being one, of others what speaks for an editor's wanting to know, in
    /// tenths of a bit.
    pub weight: i32,
}

/// What several texts say of one thing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Row {
    /// How much of an editor's time it asks for.
    pub band: Band,
    /// What speaks for it, in tenths of a bit; 0 where there is a single figure.
    pub weight: i32,
    /// The figures, as indices of the claims table, in its order.
    pub cells: Vec<usize>,
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
