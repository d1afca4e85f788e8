//! A draft's figure and what its sources say of it.

use std::sync::Arc;

use super::{Finding, Makes, Passage, Severity, Status, one_line, stable_id};

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

/// So many passages are shown of a figure that is to be decided.
const MOST_PASSAGES: usize = 6;

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
    /// What was said of it before.
    pub status: Status,
}

impl Covered {
    /// The name of a figure that no source has, beside those of the rules.
    pub const UNSUPPORTED: &'static str = "unsupported-figure";
    /// The name of a figure that stands in a source for something else, or may do so.
    pub const UNCONFIRMED: &'static str = "unconfirmed-figure";
    /// The name of a figure that only rounding supports.
    pub const ROUNDED: &'static str = "rounded-figure";

    /// What is told of it where it is not plainly supported, under which name; nothing of one that
    /// a rule tells.
    pub fn told(&self) -> Option<(&'static str, String)> {
        if self.is_told_by_a_rule() {
            return None;
        }
        let text = self.in_context();
        Some(match self.support {
            Support::Unsupported => {
                let of = self.named.as_deref().map_or_else(
                    || "found nowhere in the sources".to_owned(),
                    |it| format!("not found in {it}, which its row names"),
                );
                (Self::UNSUPPORTED, format!("{text}: {of}"))
            }
            Support::Unconfirmed => {
                (Self::UNCONFIRMED, format!("{text}: in the sources, not for certain for this"))
            }
            Support::Rounded => (Self::ROUNDED, format!("{text}: supported only by rounding")),
            Support::Supported | Support::Contradicted => return None,
        })
    }

    /// Whether a source says something else, of which a rule makes a finding.
    pub fn is_told_by_a_rule(&self) -> bool {
        self.support == Support::Contradicted || !self.disputed.is_empty()
    }

    /// The figure with the words around it, as "9" alone says nothing: `9 (“… then 9 left early …”)`.
    fn in_context(&self) -> String {
        const REACH: usize = 40;
        let (text, span) = (&self.passage.text, self.passage.span);
        let sentence = &*self.sentence_text;
        let at = |it: usize| it.saturating_sub(self.passage.sentence.start).min(sentence.len());
        let (start, end) = (at(span.start), at(span.end));
        let from = sentence.floor_char_boundary(start.saturating_sub(REACH));
        let to = sentence.ceil_char_boundary((end + REACH).min(sentence.len()));
        // Whole words, where some are left out.
        let lead = sentence.get(from..start).unwrap_or_default();
        let rest = sentence.get(end..to).unwrap_or_default();
        let lead = if from > 0 {
            lead.split_once(' ').map_or(String::new(), |it| format!("… {}", it.1))
        } else {
            lead.to_owned()
        };
        let rest = if to < sentence.len() {
            rest.rsplit_once(' ').map_or(String::new(), |it| format!("{} …", it.0))
        } else {
            rest.to_owned()
        };
        let figure = sentence.get(start..end).unwrap_or(text);
        let around = one_line(&format!("{lead}{figure}{rest}"));
        if around == *text { text.clone() } else { format!("{text} (“{around}”)") }
    }

    /// The same as something that can be decided like a finding, with the passages of the sources behind the draft's own.
    pub fn question(&self) -> Option<Finding> {
        let (rule, message) = self.told()?;
        let sources = self.places.iter().chain(&self.disputed).chain(&self.nearest);
        let passages = std::iter::once(&self.passage).chain(sources).take(MOST_PASSAGES);
        Some(Finding {
            rule: rule.to_owned(),
            severity: self.support.severity().unwrap_or(Severity::Note),
            fingerprint: stable_id(&[rule, &self.key()]),
            message,
            help: Self::HELP.to_owned(),
            passages: passages.cloned().collect(),
            fact: Makes::default(),
            evidence: Vec::new(),
            status: self.status.clone(),
        })
    }

    /// Why a figure without support is told.
    pub const HELP: &'static str =
        "each figure of a draft or of a data file should be stated by a source";

    /// What tells it from other figures: its claim, else its place and what it says.
    pub fn key(&self) -> String {
        let passage = &self.passage;
        let offset = passage.span.start.saturating_sub(passage.sentence.start);
        passage.claim.clone().filter(|_| self.is_whole).unwrap_or_else(|| {
            let sentence = one_line(&self.sentence_text);
            stable_id(&[&passage.source.key, &sentence, &passage.text, &offset.to_string()])
        })
    }
}
