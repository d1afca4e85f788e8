//! The slots of a claim beside its quantity: what is counted, what happened to it, and where.

use super::Few;
use std::sync::Arc;

/// What a figure counts.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Counted {
    /// The noun phrase as written, without the number: `fraud suspects`.
    pub text: String,
    /// The head noun's lemma as written: `suspect`.
    pub head: String,
    /// The entity the head stands for, synonyms folded: `country` for `nation`.
    pub entity: Arc<str>,
    /// Lemmas of the words that narrow the head: `fraud`, `chinese`.
    pub qualifiers: Few<String>,
}

impl Counted {
    /// The entity of an age; its qualifiers say whose.
    pub const AGE: &str = "age";

    /// Whether it is how old somebody is.
    pub fn is_age(&self) -> bool {
        &*self.entity == Self::AGE
    }
}

/// What happened to the counted things.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Action {
    /// The family of actions the verb or noun belongs to, or its lemma where none knows it.
    pub family: Arc<str>,
    /// The verb or noun as written.
    pub word: String,
    /// Whether the lexicon knows the family; an unknown verb proves no difference.
    pub is_known: bool,
    /// Whether it is done to or by the counted things themselves; "police chiefs from 30 countries
    /// met" says of the chiefs, not of the countries, that they met.
    pub is_direct: bool,
}

/// A place a claim speaks of.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Place {
    /// The canonical name.
    pub name: Arc<str>,
    /// The places that contain it, nearest first.
    pub within: Vec<Arc<str>>,
}

/// A named event: `2025 Rivertown Trade Forum`.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Event {
    /// The name as written, without its year.
    pub name: String,
    /// The year in the name, or of the clause.
    pub year: Option<i16>,
    /// Lower-case words of the name that carry meaning.
    pub words: Few<String>,
    /// The larger event it is part of: a sub-forum's forum.
    pub within: Option<Box<Event>>,
}

/// Whether the text says that it happened.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Modality {
    /// Stated as a fact.
    #[default]
    Actual,
    /// Under way: "are being merged". Others may call it planned, or done.
    Ongoing,
    /// Planned, expected, forecast or proposed.
    Planned,
    /// Alleged or claimed, not established.
    Alleged,
    /// Denied or negated.
    Denied,
}

impl Modality {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Actual => "actual",
            Self::Ongoing => "ongoing",
            Self::Planned => "planned",
            Self::Alleged => "alleged",
            Self::Denied => "denied",
        }
    }
}

/// Which number of its things a figure is.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Statistic {
    /// The number or amount itself.
    #[default]
    Amount,
    /// The amount before a change: "from 24 to 32", "up from 24".
    Former,
    /// By how much something changed: "rose by 5", "up 5 %".
    Change,
    /// A mean or median.
    Mean,
    /// A share of a whole: "80 percent of cases".
    Share,
    /// An amount per something: "38 cents per share".
    Rate,
    /// What is left beside things already named: "and 8 other countries".
    Remainder,
    /// One further batch: "another 170", "an additional 240".
    Additional,
}

impl Statistic {
    /// Whether figures of this kind can contradict each other across documents: what is left beside
    /// things already named, or one more batch, cannot.
    pub fn is_comparable(self) -> bool {
        !matches!(self, Self::Remainder | Self::Additional)
    }

    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Amount => "amount",
            Self::Former => "former",
            Self::Change => "change",
            Self::Mean => "mean",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Remainder => "remainder",
            Self::Additional => "additional",
        }
    }
}
