//! `reading`: one figure for one thing, which one text reads as one kind of statement and another text as another.
//!
//! "The campaign aims to reach 310,000 people" becomes "310,000 people have been reached" before the campaign began;
//! "the party has 11 seats" becomes "the party lost 11 seats".

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
use schemars::JsonSchema;
use serde::Deserialize;

use super::differ::are_direct;
use super::group::Group;
use super::words::{before, last_word};
use super::{Check, Outcome, Table, Violation, group};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Figure, Modality, Pair, Slot, Standing, Statistic, Veto};
use crate::lexicon::{Families, Lexicon, VerbForm};

/// Parameters of `reading`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Reading {
    /// Which reading differs: `modality`, what is planned and what is done; `statistic`, a number and a change; `unit`,
    /// per cent and percentage points.
    of: Of,
    /// Verbs of having, right before a number that is one: has, holds.
    #[serde(default)]
    having: Vec<String>,
}

#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(rename_all = "kebab-case")]
enum Of {
    Modality,
    Statistic,
    Unit,
}

/// From this share of common words on, in per cent, two passages speak of one thing.
const WORDS: i32 = 25;

impl Check for Reading {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let told = Told::new(table.claims);
        let found: Vec<&Pair> =
            table.pairs.iter().filter(|it| self.is_violated(it, table, &told)).collect();
        group::outcome(&found, |it| self.violation(it, table))
    }
}

impl Reading {
    fn is_violated(&self, pair: &Pair, table: &Table<'_>, told: &Told) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_apart = |slot| pair.standing(slot) == Standing::Different;
        let is_one_thing = !pair.is_same_document
            && pair.standing(Slot::Story) == Standing::Same
            && pair.standing(Slot::Unit) == Standing::Same
            && (a.kind == b.kind || matches!(self.of, Of::Unit))
            && value(a).is_some_and(|it| Some(it) == value(b))
            && !(is_apart(Slot::Action) && are_direct(a, b))
            && ![Slot::Place, Slot::Event, Slot::Qualifiers].into_iter().any(is_apart);
        is_one_thing
            && match self.of {
                Of::Modality => {
                    // A budget is a plan whatever its verb.
                    let nouns = &table.lexicon.nouns;
                    let is_measure =
                        a.counted.as_ref().is_some_and(|it| nouns.is_measure(&it.entity));
                    pair.veto == Some(Veto::Planned)
                        && !is_measure
                        && is_too_early(a, b, table.lexicon)
                }
                // Growth of 2 % and growth by 2 points are different changes of one rate.
                Of::Unit => {
                    let lexicon = table.lexicon;
                    pair.veto == Some(Veto::Dimension)
                        && a.statistic == Statistic::Change
                        && b.statistic == Statistic::Change
                        && !is_apart(Slot::Action)
                        && !is_apart(Slot::Period)
                        && (lexicon.is_in_points(a) && b.kind == Kind::Percent
                            || a.kind == Kind::Percent && lexicon.is_in_points(b))
                }
                Of::Statistic => {
                    let is_near =
                        pair.wording >= WORDS || pair.standing(Slot::Actors) == Standing::Same;
                    pair.veto == Some(Veto::Statistic)
                        && is_near
                        && !is_apart(Slot::Period)
                        && self.is_number_and_change(a, b, &table.lexicon.families)
                        && !told.stands(a, b.statistic)
                        && !told.stands(b, a.statistic)
                }
            }
    }

    /// Growth by 50 members and 50 members more are one change, 50 dead and 50 people lost one loss; but what a body has
    /// is no change of it. A company that lost 50 million has a loss of 50 million.
    fn is_number_and_change(&self, a: &Claim, b: &Claim, families: &Families) -> bool {
        let is_change = |it: &Claim| it.statistic == Statistic::Change;
        let (change, number) = if is_change(a) { (a, b) } else { (b, a) };
        let verb = before(number).map_or("", last_word);
        is_change(change)
            && number.statistic == Statistic::Amount
            && number.kind == Kind::Count
            && self.having.iter().any(|it| verb.eq_ignore_ascii_case(it))
            && !number.actions.iter().any(|it| families.is_change(&it.family))
    }

    fn violation(&self, pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
        let group = Group::new(pairs, table)?;
        let mut values = group.values();
        values.insert("quantity", super::phrasing::figure(group.left));
        let reading = |it: &Claim| match (self.of, it.modality, it.statistic) {
            (Of::Modality, Modality::Planned, _) => "planned",
            (Of::Modality, ..) => "done",
            (Of::Unit, ..) if it.kind == Kind::Percent => "per cent",
            (Of::Unit, ..) => "percentage points",
            (Of::Statistic, _, Statistic::Change) => "a change",
            (Of::Statistic, ..) => "a number",
        };
        values.insert("left", reading(group.left).to_owned());
        values.insert("right", reading(group.right).to_owned());
        Some(group.violation(values, table))
    }
}

/// The figure, where it has two digits or more.
fn value(claim: &Claim) -> Option<Decimal> {
    claim.stated().filter(|it| it.significant_digits() >= 2).map(Figure::value)
}

/// Whether one text tells as done, with a verb in the past, what by the other was due after its publication.
fn is_too_early(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let (plan, deed) = if a.modality == Modality::Planned { (a, b) } else { (b, a) };
    let is_past = |word: &str| {
        let verb = lexicon.word(word).and_then(|it| it.verb);
        verb.is_some_and(|it| it.1 == VerbForm::Past)
    };
    let is_done = deed.modality == Modality::Actual
        && deed.actions.iter().any(|it| it.is_known && it.is_direct && is_past(&it.word));
    let due = plan.period.and_then(|it| it.start());
    is_done && due.zip(deed.source.published).is_some_and(|(due, told)| told < due)
}

/// The figures that each document gives, and how they are read there.
struct Told(FxHashSet<(usize, Kind, Statistic, Option<Decimal>)>);

impl Told {
    fn new(claims: &[Claim]) -> Self {
        Self(claims.iter().map(|it| (it.document, it.kind, it.statistic, value(it))).collect())
    }

    /// Whether a claim's own document gives its figure in the other reading as well.
    fn stands(&self, claim: &Claim, statistic: Statistic) -> bool {
        self.0.contains(&(claim.document, claim.kind, statistic, value(claim)))
    }
}
