//! `figure-slip`: two texts on one story give figures in one place that a slip of the pen turns into each other.
//!
//! 1,823 and 1,832, 65.80 and 68.80, 21.7 million and 217 billion: that two unrelated figures look so is
//! improbable, and how improbable is counted as evidence beside the slots and the common words.

use schemars::JsonSchema;
use serde::Deserialize;

use super::counterpart::{are_measured_alike, of_words, score};
use super::differ::is_replaced;
use super::group::Group;
use super::hint::hint_of;
use super::{Check, Outcome, Table, Violation, group};
use crate::claim::mention::Kind;
use crate::claim::slip::{Slip, slip_of};
use crate::claim::{Likeness, Pair, Relation, Severity, Slot, Standing};

/// Parameters of `figure-slip`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct FigureSlip {
    /// Half bits that slots, words and slip must reach together.
    least: i32,
}

impl Check for FigureSlip {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let found = table.counterparts().unexplained(table, |it| self.slip(it, table));
        group::outcome(&found, |it| violation(it, table))
    }
}

/// From this share of common words on, in per cent, two nouns may be one.
const WORDS: i32 = 40;
/// From this share on the words say enough for two nouns that may be anything.
const SOME_WORDS: i32 = 25;
/// Bits of four digits transposed: they need no noun.
const LONG: i32 = 10;

/// Bits of three digits transposed: of amounts in one currency and of measures in one unit they need no noun.
const OF_ONE_UNIT: i32 = 8;
/// What one currency or unit says for two figures being of one thing, in half bits.
const UNIT: i32 = 4;

impl FigureSlip {
    /// What the slip of a pair says for its being one, in half bits; `None` where it is none.
    fn slip(&self, pair: &Pair, table: &Table<'_>) -> Option<i32> {
        let (a, b) = (table.claims.get(pair.left)?, table.claims.get(pair.right)?);
        let is_apart = |slot| pair.standing(slot) == Standing::Different;
        // Where the words around are the same, a verb may be misread.
        let is_other_act = is_apart(Slot::Action) && pair.wording < WORDS;
        // Schools with one teacher are no small schools, however alike their numbers.
        let is_other_part = is_apart(Slot::Qualifiers) && pair.wording < WORDS;
        let is_open = !pair.is_same_document
            && pair.veto.is_none()
            && pair.relation == Relation::Clash
            && pair.standing(Slot::Story) == Standing::Same
            && a.statistic.is_comparable()
            && !is_other_act
            && !is_other_part
            && ![Slot::Place, Slot::Period, Slot::Event, Slot::Unit].into_iter().any(is_apart);
        let (kind, bits) = slip_of(a, b).filter(|_| is_open)?;
        // Two nouns that may be the same people are too little, unless the words around them are the same, or the
        // figures are long.
        let is_of_one_unit =
            are_measured_alike(a, b) && bits >= OF_ONE_UNIT && kind != Slip::OneDigit;
        let is_one_thing = pair.standing(Slot::Unit) == Standing::Same
            || pair.wording >= SOME_WORDS
            || bits >= LONG
            || is_of_one_unit;
        if !is_one_thing || a.kind == Kind::Ordinal {
            return None;
        }
        // A count that runs grows by a digit each day, and what remains of it shrinks.
        let days = a.source.published.zip(b.source.published);
        let is_of_one_time = days.is_none_or(|(x, y)| x == y)
            || [Slot::Period, Slot::Event].iter().any(|it| pair.standing(*it) == Standing::Same);
        let has_grown = kind == Slip::OneDigit && (!is_of_one_time || is_replaced(a, b, table));
        let of_unit = if is_of_one_unit { UNIT } else { 0 };
        let is_slip = !has_grown && score(pair) + of_words(pair) + of_unit + 2 * bits >= self.least;
        is_slip.then_some(2 * bits)
    }
}

fn violation(pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
    let group = Group::new(pairs, table)?;
    let is_sure = group.best.likeness == Likeness::Same
        && group.best.standing(Slot::Action) == Standing::Same;
    Some(Violation {
        severity: (!is_sure).then_some(Severity::Warning),
        hint: hint_of(group.left, group.right),
        ..group.violation(group.values(), table)
    })
}
