//! `same-figure-different-thing`: one precise figure that two texts on one story give for things that exclude each other.
//!
//! An operating profit of 58.2 million in one report is a net profit of 58.2 million in another. A figure of so many
//! digits is hardly twice in one story by chance, so one of the two names the wrong thing.

use schemars::JsonSchema;
use serde::Deserialize;

use super::group::Group;
use super::words::has_own_noun;
use super::{Check, Outcome, Table, Violation, group};
use crate::claim::{Claim, Pair, Slot, Standing, Statistic};
use crate::lexicon::{Lexicon, Tag};

/// Parameters of `same-figure-different-thing`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct SameFigure {
    /// Bits that the figure must carry where both things are measures of money or shares.
    measures: i32,
    /// Bits that it must carry where they are other things.
    things: i32,
}

impl Check for SameFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let found: Vec<&Pair> =
            table.pairs.iter().filter(|it| self.is_violated(it, table)).collect();
        group::outcome(&found, |it| violation(it, table))
    }
}

impl SameFigure {
    fn is_violated(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_apart = |slot| pair.standing(slot) == Standing::Different;
        let is_equal = a.stated().zip(b.stated()).is_some_and(|(x, y)| x.value() == y.value());
        let is_measured = is_measure(a, table.lexicon) && is_measure(b, table.lexicon);
        let least = if is_measured { self.measures } else { self.things };
        is_equal
            && !pair.is_same_document
            && pair.veto.is_none()
            && pair.figure_bits >= least
            && a.kind == b.kind
            && a.statistic == Statistic::Amount
            && b.statistic == Statistic::Amount
            && pair.standing(Slot::Story) == Standing::Same
            && is_apart(Slot::Unit)
            && (!is_measured || are_siblings(a, b, table.lexicon))
            && is_known(a, table.lexicon)
            && is_known(b, table.lexicon)
            && ![Slot::Place, Slot::Period, Slot::Event].into_iter().any(is_apart)
    }
}

/// Whether the lexicon knows what is counted, so that the two are different things and not two names of one; and
/// whether it stands beside the figure, so that the grammar can hardly have taken another noun.
fn is_known(claim: &Claim, lexicon: &Lexicon) -> bool {
    claim.counted.as_ref().is_some_and(|it| {
        // "Total" is no thing of its own.
        let is_number = lexicon.word(&it.head).is_some_and(|it| it.is(Tag::HeadOfNumber));
        !is_number
            && (has_own_noun(claim) || is_measure(claim, lexicon))
            && lexicon.nouns.lineage(&it.entity).count() >= 2
    })
}

/// Two kinds of one measure: operating and net profit. A deficit and a balance may be one figure.
fn are_siblings(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let parent = |it: &Claim| {
        let lineage: Vec<&str> =
            it.counted.iter().flat_map(|it| lexicon.nouns.lineage(&it.entity)).collect();
        (lineage.len() >= 3).then(|| lineage[1].to_owned())
    };
    parent(a).zip(parent(b)).is_some_and(|(x, y)| x == y)
}

fn is_measure(claim: &Claim, lexicon: &Lexicon) -> bool {
    claim.counted.as_ref().is_some_and(|it| lexicon.nouns.is_measure(&it.entity))
}

fn violation(pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
    let group = Group::new(pairs, table)?;
    let noun = |it: &Claim| it.counted.as_ref().map_or_else(String::new, |it| it.text.clone());
    let mut values = super::template::Values::new();
    values.insert("quantity", group.left.text.clone());
    values.insert("left", noun(group.left));
    values.insert("right", noun(group.right));
    Some(group.violation(values, table))
}
