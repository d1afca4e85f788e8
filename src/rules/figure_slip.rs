//! `figure-slip`: two texts on one story give figures in one place that a slip of the pen turns into each other.
//!
//! 1,823 and 1,832, 65.80 and 68.80, 21.7 million and 217 billion: that two unrelated figures look so is
//! improbable, and how improbable is counted as evidence beside the slots and the common words.

use serde::Deserialize;

use super::counterpart::{Counterparts, score};
use super::differ::is_replaced;
use super::hint::{Slip, hint_of, slip_of};
use super::phrasing::{actions, figures, unit};
use super::{Check, Outcome, Table, Violation, evidence, group, key_of, passage};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Likeness, Pair, Relation, Severity, Slot, Standing};

/// Parameters of `figure-slip`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureSlip {
    /// Half bits that slots, words and slip must reach together.
    least: i32,
}

impl Check for FigureSlip {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let counterparts = Counterparts::new(table);
        let found: Vec<&Pair> = table
            .pairs
            .iter()
            .filter(|it| self.is_slip(it, table))
            .filter(|it| counterparts.are_mutual(it, table))
            .filter(|it| !counterparts.is_explained(it, table))
            .collect();
        let groups = group::connected(&found);
        let violations = groups.iter().filter_map(|it| violation(it, table)).collect();
        Outcome { violations, ..Outcome::default() }
    }
}

/// From this share of common words on, in per cent, two nouns may be one.
const WORDS: i32 = 40;
/// Bits of four digits transposed: they need no noun.
const LONG: i32 = 10;

impl FigureSlip {
    fn is_slip(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_apart = |slot| pair.standing(slot) == Standing::Different;
        let is_open = !pair.is_same_document
            && pair.veto.is_none()
            && pair.relation == Relation::Clash
            && pair.standing(Slot::Story) == Standing::Same
            && a.statistic.is_comparable()
            && ![Slot::Place, Slot::Period, Slot::Event, Slot::Unit, Slot::Action]
                .into_iter()
                .any(is_apart);
        let Some((kind, bits)) = slip_of(a, b).filter(|_| is_open) else { return false };
        // Two nouns that may be the same people are too little, unless the words around them are the same, or the
        // figures are long.
        let is_one_thing = pair.standing(Slot::Unit) == Standing::Same
            || pair.wording >= WORDS
            || bits >= LONG && matches!(pair.standing(Slot::Unit), Standing::Unknown);
        if !is_one_thing || a.kind == Kind::Ordinal {
            return false;
        }
        // A count that runs grows by a digit each day.
        let has_grown = kind == Slip::OneDigit && is_replaced(a, b, table);
        !has_grown && score(pair) + 2 * bits >= self.least
    }
}

fn violation(pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
    let best = pairs.first()?;
    let members = group::members(pairs);
    let claims: Vec<&Claim> = members.iter().filter_map(|it| table.claims.get(*it)).collect();
    let (left, right) = (table.claims.get(best.left)?, table.claims.get(best.right)?);
    let mut values = super::template::Values::new();
    values.insert("quantities", figures(&claims));
    values.insert("unit", unit(left, right));
    values.insert("action.each", actions(&claims));
    let is_sure = best.likeness == Likeness::Same && best.standing(Slot::Action) == Standing::Same;
    Some(Violation {
        evidence: evidence(best, table.claims),
        severity: (!is_sure).then_some(Severity::Warning),
        hint: hint_of(left, right),
        ..Violation::new(
            claims.iter().map(|it| passage(it)).collect(),
            values,
            claims.iter().map(|it| key_of(it)).collect(),
        )
    })
}
