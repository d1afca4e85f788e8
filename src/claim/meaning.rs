//! What a figure stands for, as its sentence says it.

use super::{Modality, Place};

/// The slots that the grammar of a sentence fills for one of its figures.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Meaning {
    /// What is counted or measured: of a percentage or a change the quantity that changes, of a duration what lasts.
    pub thing: Option<Thing>,
    /// Lemmas that say which one: modifiers, possessors, complements.
    pub of: Vec<String>,
    /// Lemmas of who did it, or whose level it is.
    pub who: Vec<String>,
    /// Lemmas of what happened to the thing or holds of it: a verb, participle, adjective or the noun of an act.
    pub predicate: Vec<String>,
    /// Which number of its things it is.
    pub role: Role,
    /// Of a rate: for each of what.
    pub per: Option<String>,
    /// Who is said to have said this figure.
    pub speaker: Option<String>,
    /// Whether the text says that it happened.
    pub modality: Modality,
    /// Where, for this figure: known places by their canonical names.
    pub places: Vec<Place>,
}

/// A counted or measured thing.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Thing {
    /// The lemma of its head noun.
    pub head: String,
    /// The noun phrase as written, without the figure.
    pub text: String,
}

/// Which number of its things a figure is.
#[derive(Clone, Copy, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub enum Role {
    /// How many or how much there is.
    #[default]
    Level,
    /// What a change led to: "rose to 40".
    ChangeTo,
    /// The size of a change: "rose by 5 percent".
    ChangeBy,
    /// What a change started from: "from 35".
    ChangeFrom,
    /// A part of a whole, as a fraction of it: "60 percent of voters".
    Share,
    /// So much for each of something: "5 dollars a day".
    Rate,
    /// What is allowed or possible at most or at least: "a limit of 80".
    Limit,
    /// A part of things already counted: "of the 40, 12 were rescued".
    Part,
    /// More of things already counted: "another 12".
    Additional,
    /// How old somebody is.
    Age,
    /// How long something lasts.
    Duration,
    /// How far apart things are.
    Distance,
    /// A place in an order: "the third".
    Rank,
}

impl Role {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Level => "level",
            Self::ChangeTo => "change_to",
            Self::ChangeBy => "change_by",
            Self::ChangeFrom => "change_from",
            Self::Share => "share",
            Self::Rate => "rate",
            Self::Limit => "limit",
            Self::Part => "part",
            Self::Additional => "additional",
            Self::Age => "age",
            Self::Duration => "duration",
            Self::Distance => "distance",
            Self::Rank => "rank",
        }
    }
}
