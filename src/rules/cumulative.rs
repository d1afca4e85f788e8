//! `cumulative`: a count of all so far does not fall.
//!
//! "By Monday 1,200 had died; by Tuesday the toll was 1,150": a running total can only stay or grow, unless the text says
//! that it was revised. Two days' own counts may do as they like, so both passages must say that they count all so far.

use schemars::JsonSchema;
use serde::Deserialize;

use super::words::says;
use super::{Check, Outcome, Table, Violation, evidence, key_of, passage};
use crate::claim::{Claim, Pair, Relation, Slot, Standing, Statistic};

/// Parameters of `cumulative`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Cumulative {
    /// Words that make a count one of all so far: by, toll, to date.
    so_far: Vec<String>,
    /// Words that allow a smaller figure: revised, corrected.
    revised: Vec<String>,
}

impl Check for Cumulative {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let is_all = self.counts_all(table.claims);
        let found = table.pairs.iter().filter(|it| it.is_same_document);
        let violations = found.filter_map(|pair| {
            let (a, b) = (table.claims.get(pair.left)?, table.claims.get(pair.right)?);
            let is_running = |it: &Claim| {
                it.statistic == Statistic::Amount
                    && it.is_exact()
                    && it.actions.iter().any(|it| table.lexicon.families.is_running(&it.family))
            };
            let is_all = |it: usize| is_all.get(it).copied().unwrap_or_default();
            let are_all = is_all(pair.left) && is_all(pair.right);
            let is_one = are_all && is_running(a) && is_running(b) && is_alike(pair);
            let (earlier, later) = order(a, b).filter(|_| is_one)?;
            let falls = earlier.stated()?.value() > later.stated()?.value();
            (falls && pair.relation == Relation::Clash).then(|| {
                let mut values = super::template::Values::new();
                values.insert("left", earlier.text.clone());
                values.insert("right", later.text.clone());
                let key = [earlier, later].map(key_of).to_vec();
                let passages = vec![passage(a), passage(b)];
                let evidence = evidence(pair, table.claims);
                Violation { evidence, ..Violation::new(passages, values, key) }
            })
        });
        Outcome { violations: violations.collect(), ..Outcome::default() }
    }
}

impl Cumulative {
    /// For each claim whether its sentence counts all so far; each sentence is read once.
    fn counts_all(&self, claims: &[Claim]) -> Vec<bool> {
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.sentence == b.sentence;
        let of_sentence = claims.chunk_by(same).flat_map(|sentence| {
            let text = sentence.first().map_or("", |it| &it.sentence_text);
            let is_all = says(text, &self.so_far) && !says(text, &self.revised);
            std::iter::repeat_n(is_all, sentence.len())
        });
        of_sentence.collect()
    }
}

/// The same act of the same things, nothing narrower on one side.
fn is_alike(pair: &Pair) -> bool {
    let is = |slot| pair.standing(slot);
    let is_open = |slot| matches!(is(slot), Standing::Same | Standing::Unknown);
    pair.veto.is_none()
        && is(Slot::Action) == Standing::Same
        && is(Slot::Unit) != Standing::Different
        && is_open(Slot::Place)
        && is_open(Slot::Qualifiers)
        && is_open(Slot::Event)
}

/// The two in the order of the times they name.
fn order<'c>(a: &'c Claim, b: &'c Claim) -> Option<(&'c Claim, &'c Claim)> {
    let (x, y) = (a.period?.end()?, b.period?.end()?);
    match x.cmp(&y) {
        std::cmp::Ordering::Less => Some((a, b)),
        std::cmp::Ordering::Greater => Some((b, a)),
        std::cmp::Ordering::Equal => None,
    }
}
