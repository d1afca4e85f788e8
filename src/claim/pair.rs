//! Two claims held against each other, slot by slot.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Claim, Evidence, Relation};

/// A slot of a claim that two claims are compared on.
#[derive(Clone, Copy, Debug, Deserialize, Eq, Hash, JsonSchema, Ord, PartialEq, PartialOrd)]
#[serde(rename_all = "kebab-case")]
pub enum Slot {
    /// What is counted.
    Unit,
    /// What happened to it.
    Action,
    /// Where.
    Place,
    /// When.
    Period,
    /// At which named event.
    Event,
    /// Who did it.
    Actors,
    /// What narrows the counted noun.
    Qualifiers,
    /// Which number of its things it is.
    Statistic,
    /// Whether it happened.
    Modality,
    /// The content words near the figure.
    Wording,
    /// Whether the two documents tell the same story.
    Story,
    /// The figure itself; never counts towards identity.
    Quantity,
}

impl Slot {
    /// How many slots two claims are held against each other on: all but the figure.
    pub const COMPARED: usize = 11;

    /// The name used in rules and output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::Action => "action",
            Self::Place => "place",
            Self::Period => "period",
            Self::Event => "event",
            Self::Actors => "actors",
            Self::Qualifiers => "qualifiers",
            Self::Statistic => "statistic",
            Self::Modality => "modality",
            Self::Wording => "wording",
            Self::Story => "story",
            Self::Quantity => "quantity",
        }
    }
}

/// How two claims stand to each other on one slot.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Standing {
    /// Both say the same.
    Same,
    /// The left one says something wider, or only the right one says anything.
    LeftWider,
    /// The right one says something wider, or only the left one says anything.
    RightWider,
    /// Nothing is known, or they overlap.
    Unknown,
    /// They exclude each other.
    Different,
}

impl Standing {
    /// The name used in output.
    pub fn name(self) -> &'static str {
        match self {
            Self::Same => "same",
            Self::LeftWider | Self::RightWider => "wider",
            Self::Unknown => "unknown",
            Self::Different => "different",
        }
    }
}

/// One slot of a comparison.
#[derive(Clone, Copy, Debug)]
pub struct Compared {
    /// The slot.
    pub slot: Slot,
    /// How the two stand.
    pub standing: Standing,
    /// What that weighs, in half bits.
    pub half_bits: i8,
}

/// How likely two claims speak of the same fact.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Likeness {
    /// Not worth a look, or vetoed.
    Unrelated,
    /// Worth a look.
    Look,
    /// The same fact.
    Same,
}

/// What makes two claims not comparable, whatever else they share.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Veto {
    /// Money against people.
    Dimension,
    /// One is planned, the other happened.
    Planned,
    /// One is negated.
    Negated,
    /// A mean against an amount.
    Statistic,
    /// Events of different years.
    EventYear,
    /// Differently named events.
    EventName,
}

impl Veto {
    /// The words used in explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Dimension => "different dimensions",
            Self::Planned => "one is planned, the other happened",
            Self::Negated => "one is negated",
            Self::Statistic => "different statistics",
            Self::EventYear => "events of different years",
            Self::EventName => "differently named events",
        }
    }
}

/// Two claims held against each other.
#[derive(Clone, Debug)]
pub struct Pair {
    /// Index of the earlier claim in the claims table.
    pub left: usize,
    /// Index of the later claim in the claims table.
    pub right: usize,
    /// The comparison slot by slot.
    pub slots: [Compared; Slot::COMPARED],
    /// The sum of their weights, in half bits.
    pub half_bits: i32,
    /// How likely the two speak of the same fact.
    pub likeness: Likeness,
    /// What makes them not comparable, if anything does.
    pub veto: Option<Veto>,
    /// How the two quantities stand.
    pub relation: Relation,
    /// Size of the difference as a share of the larger figure.
    pub distance: Decimal,
    /// Bits that the figure carries where both state the same: many digits, rare in the collection.
    pub figure_bits: i32,
    /// How much of the words around both figures is the same, rare ones counting more, in per cent.
    pub wording: i32,
    /// Whether that figure and the slots together make it likely that both speak of the same fact.
    pub is_tied: bool,
    /// Whether both stand in one document.
    pub is_same_document: bool,
}

impl Pair {
    /// The comparison as evidence: each slot that either claim fills, with what both say.
    pub fn evidence(&self, left: &Claim, right: &Claim) -> Vec<Evidence> {
        let rows = self.slots.iter().map(|it| {
            let (left, right) = match it.slot {
                Slot::Wording => {
                    let common = left.words_in_common(right);
                    (common.clone(), common)
                }
                slot => (left.shown(slot), right.shown(slot)),
            };
            let relation = it.standing.name();
            Evidence {
                slot: it.slot.name(),
                left,
                right,
                relation,
                half_bits: i32::from(it.half_bits),
            }
        });
        rows.filter(|it| it.half_bits != 0 || !it.left.is_empty() || !it.right.is_empty()).collect()
    }

    /// How the two stand on a slot.
    pub fn standing(&self, slot: Slot) -> Standing {
        let compared = self.slots.iter().find(|it| it.slot == slot);
        compared.map_or(Standing::Unknown, |it| it.standing)
    }

    /// The half bits that slots other than unit and action contribute where they agree.
    pub fn context(&self) -> i32 {
        let is_context = |slot| !matches!(slot, Slot::Unit | Slot::Action | Slot::Quantity);
        self.slots.iter().filter(|it| is_context(it.slot)).map(|it| i32::from(it.half_bits)).sum()
    }
}
