//! `open-question`: two texts on one story give figures in one place that cannot both be, and nothing else sets
//! the passages apart.
//!
//! The verbs may be ones that no lexicon knows, so this only asks: which of the two is meant, or do they count
//! different things?

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::both_right::are_both_right;
use super::counterpart::{are_measured_alike, score};
use super::differ::{is_part_of_whole, is_replaced, is_vague};
use super::group::Group;
use super::hint::hint_among;
use super::voices::speaking;
use super::{Check, Outcome, Table, Violation, group};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Pair, Relation, Slot, Standing, Statistic};

/// Parameters of `open-question`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct OpenQuestion {
    /// Half bits that slots and common words must reach together.
    least: i32,
    /// The same of two figures that clash with nothing else in each other's text, and are near each other.
    #[serde(default)]
    alone: Option<i32>,
}

/// Figures within this share of the larger one are near each other.
const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 1);

/// Figures farther apart than this share of the larger one count different things.
const FARTHEST: Decimal = Decimal::from_parts(4, 0, 0, false, 1);

/// Counts below this are in every story.
const FEW: Decimal = Decimal::from_parts(5, 0, 0, false, 0);

impl Check for OpenQuestion {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let found =
            table.counterparts().unexplained(table, |it| self.is_open(it, table).then_some(0));
        let found = speaking(found, table);
        group::outcome(&found, |it| violation(it, table))
    }
}

impl OpenQuestion {
    fn is_enough(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let score = score(pair);
        let has_noun = table.claims.get(pair.left).is_some_and(|it| it.counted.is_some());
        let is_enough_alone = self.alone.is_some_and(|it| score >= it);
        score >= self.least || is_enough_alone && has_noun && is_near_and_alone(pair, table)
    }

    fn is_open(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_apart = |slot| pair.standing(slot) == Standing::Different;
        let is_narrower =
            |slot| matches!(pair.standing(slot), Standing::LeftWider | Standing::RightWider);
        let is_same = pair.standing(Slot::Unit) == Standing::Same;
        let is_measured =
            || self.alone.is_some() && are_measured_alike(a, b) && is_near_and_alone(pair, table);
        let is_apart =
            [Slot::Place, Slot::Period, Slot::Event, Slot::Unit, Slot::Action, Slot::Qualifiers]
                .into_iter()
                .any(is_apart);
        !pair.is_same_document
            && pair.veto.is_none()
            && pair.relation == Relation::Clash
            && pair.distance <= FARTHEST
            && pair.standing(Slot::Story) == Standing::Same
            && (is_same || is_measured())
            && !is_apart
            && !is_narrower(Slot::Qualifiers)
            && !is_narrower(Slot::Place)
            && is_precise(a)
            && is_precise(b)
            && (is_large(a) || is_large(b))
            && !is_vague(a)
            && !is_vague(b)
            && !is_replaced(a, b, table)
            && !are_both_right(a, b)
            && (is_worded_alike(pair, a, table) || !is_part_of_whole(pair, a, b))
            && (!is_same || self.is_enough(pair, table))
    }
}

/// The same words around two figures are of one thing, although one side says when or where and the other does not; what
/// is still being counted may be two reports of two days.
fn is_worded_alike(pair: &Pair, claim: &Claim, table: &Table<'_>) -> bool {
    pair.standing(Slot::Wording) == Standing::Same && !table.lexicon.is_running(claim)
}

/// Whether two figures are near each other and clash with nothing else in the other's text.
fn is_near_and_alone(pair: &Pair, table: &Table<'_>) -> bool {
    pair.distance <= NEAR && table.counterparts().are_alone(pair, table)
}

/// A count of ten or more, or an amount.
fn is_large(claim: &Claim) -> bool {
    claim.kind != Kind::Count || claim.stated().is_some_and(|it| it.value() >= Decimal::TEN)
}

/// A count of some size, or an amount, that can be held against another one.
fn is_precise(claim: &Claim) -> bool {
    // "One in five" is a share; "exports doubled" is none.
    let is_multiple = claim.kind == Kind::Ratio && claim.statistic != Statistic::Share;
    claim.statistic.is_comparable()
        && !is_multiple
        && !matches!(claim.kind, Kind::List | Kind::Ordinal)
        && claim.stated().is_some_and(|it| claim.kind != Kind::Count || it.value() >= FEW)
}

fn violation(pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
    let group = Group::new(pairs, table)?;
    let hint = hint_among(group.left, group.right, table.claims);
    Some(Violation { hint, ..group.violation(group.values(), table) })
}
