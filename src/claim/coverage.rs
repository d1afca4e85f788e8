//! A draft's figure and what its sources say of it.

use std::sync::Arc;

use super::{Passage, Severity};

/// Whether sources bear a draft's figure out.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Support {
    /// A source states it, or something narrower.
    Supported,
    /// A source states what rounds to it, or the same figure with a hedge.
    Rounded,
    /// The figure stands in a source, but not for certain for this.
    Unconfirmed,
    /// No source has it.
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
            Self::Unconfirmed => "unconfirmed",
            Self::Unsupported => "unsupported",
            Self::Contradicted => "contradicted",
        }
    }

    /// How much attention it asks for; `None` where all is well.
    pub fn severity(self) -> Option<Severity> {
        match self {
            Self::Supported => None,
            Self::Rounded | Self::Unconfirmed => Some(Severity::Note),
            Self::Unsupported => Some(Severity::Warning),
            Self::Contradicted => Some(Severity::Error),
        }
    }
}

/// What a draft says otherwise than its source.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Differs {
    /// The number itself.
    Value,
    /// The unit or the currency.
    Unit,
    /// What it is counted by: a day, a year.
    Per,
    /// Which way it goes: gained, lost.
    Direction,
    /// What is counted.
    Noun,
}

impl Differs {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Value => "value",
            Self::Unit => "unit",
            Self::Per => "per",
            Self::Direction => "direction",
            Self::Noun => "noun",
        }
    }

    /// What it is, in a few words.
    pub fn phrase(self) -> &'static str {
        match self {
            Self::Value => "another value",
            Self::Unit => "another unit",
            Self::Per => "counted by something else",
            Self::Direction => "the other way round",
            Self::Noun => "of something else",
        }
    }
}

/// One kind of evidence on a draft's figure and a source's, and what it weighs.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct CardLine {
    /// The kind of evidence: `clause`.
    pub feature: &'static str,
    /// How the two stand: `to 80 %`.
    pub level: &'static str,
    /// What that weighs, in tenths of a bit.
    pub tenths: i32,
}

/// A source's figure that a draft's was held against.
#[derive(Clone, Debug)]
pub struct Counterpart {
    /// Where it stands.
    pub passage: Passage,
    /// What speaks for it, line by line.
    pub card: Vec<CardLine>,
}

impl Counterpart {
    /// What speaks for it altogether, in tenths of a bit.
    pub fn tenths(&self) -> i32 {
        self.card.iter().map(|it| it.tenths).sum()
    }
}

/// One figure of a draft.
#[derive(Clone, Debug)]
pub struct Covered {
    /// Where it stands in the draft, with its claim where it is one.
    pub passage: Passage,
    /// Whether it is the whole of its claim, and no component of a date or end of a range.
    pub is_whole: bool,
    /// The sentence around it, as written.
    pub sentence_text: Arc<str>,
    /// Whether sources bear it out.
    pub support: Support,
    /// The sources' figures that support or contradict it, or that are the same for something else; the best first.
    pub places: Vec<Passage>,
    /// The sources' figures that say something else although others bear the figure out.
    pub disputed: Vec<Passage>,
    /// Whether everything that disputes it was published after everything that bears it out.
    pub is_superseded: bool,
    /// Of a figure that is found nowhere, the source's figure that says most about the same.
    pub nearest: Option<Passage>,
    /// Of how many independent origins those that bear it out are: reprints count once.
    pub origins: usize,
    /// The source that its row names: no other one can support it.
    pub named: Option<String>,
    /// Of a contradicted figure, what its source says otherwise.
    pub differs: Vec<Differs>,
    /// The counterpart that decided, and what spoke for it.
    pub counterpart: Option<Counterpart>,
    /// The counterpart that came next in the same source.
    pub runner_up: Option<Counterpart>,
    /// What spoke for the answer, and how much had to: in tenths of a bit.
    pub decided: Option<(i32, i32)>,
}

impl Covered {
    /// What tells it from other figures: its claim, else its place and what it says.
    pub fn key(&self) -> String {
        let passage = &self.passage;
        let offset = passage.span.start.saturating_sub(passage.sentence.start);
        passage.claim.clone().filter(|_| self.is_whole).unwrap_or_else(|| {
            let sentence = super::one_line(&self.sentence_text);
            super::stable_id(&[&passage.source.key, &sentence, &passage.text, &offset.to_string()])
        })
    }
}
