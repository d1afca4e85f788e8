//! Why two figures of one thing that differ say nothing against each other.

use serde::{Deserialize, Serialize};

/// Why two figures that differ can both be right.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Excuse {
    /// A count that runs, of which the later and larger one took the place of the earlier one.
    Superseded,
    /// Two shares that make up the whole.
    Complements,
    /// Two ages with a birthday between them.
    Birthday,
}

impl Excuse {
    /// Every one, in the order in which they are tried.
    pub const ALL: [Self; 3] = [Self::Superseded, Self::Complements, Self::Birthday];

    /// Whether the two are of one thing all the same: the dead of Monday are among those of Tuesday, the insured are not
    /// among those who are not.
    pub fn is_of_one_thing(self) -> bool {
        self != Self::Complements
    }

    /// The words used in explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Superseded => "a later and larger count took the place of an earlier one",
            Self::Complements => "two shares that make up the whole",
            Self::Birthday => "two ages with a birthday between them",
        }
    }
}
