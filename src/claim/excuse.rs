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
    /// An amount that a text converted into another currency, at a rate of its own.
    Converted,
    /// A figure and a range that it lies in.
    Within,
}

impl Excuse {
    /// Every one, in the order in which they are tried.
    pub const ALL: [Self; 5] =
        [Self::Superseded, Self::Complements, Self::Birthday, Self::Converted, Self::Within];

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
            Self::Converted => {
                "an amount was converted from another currency, at a rate of its own"
            }
            Self::Within => "the figure lies in the range",
        }
    }
}
