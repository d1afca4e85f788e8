//! `restated-range`: a range that a text tells twice has the same ends.
//!
//! "Between 80 and 140 boats" and later "between 80 and 120 boats": one end was copied and the other was not. That two
//! ranges of one thing begin or end alike by chance is so seldom that no more evidence is asked for.

use rustc_hash::FxHashMap;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, acts, key_of, passage};
use crate::claim::{Claim, Figure, Hedge, Place};
use crate::lexicon::Lexicon;

/// Parameters of `restated-range`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct RestatedRange {}

impl Check for RestatedRange {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for document in table.claims.chunk_by(|a, b| a.document == b.document) {
            // The first range with each of its ends.
            let mut told = FxHashMap::default();
            for claim in document.iter().filter(|it| is_range(it)) {
                let ends = claim.quantity.map(|it| [(0, it.low()), (1, it.high())]);
                for (side, end) in ends.into_iter().flatten() {
                    let Some(end) = end.map(Figure::value) else { continue };
                    let thing = claim.counted.as_ref().map(|it| &*it.entity);
                    let key = (side, end.normalize(), claim.kind, claim.unit.as_deref(), thing);
                    let first = *told.entry(key).or_insert(claim);
                    if is_other(first, claim, table.lexicon) {
                        outcome.violations.push(violation(first, claim));
                    }
                }
            }
        }
        outcome
    }
}

fn is_range(claim: &Claim) -> bool {
    let hedge = claim.quantity.map(|it| it.hedge());
    hedge == Some(Hedge::Between) && !claim.kind.is_time() && !claim.is_age()
}

/// Whether both are told of no two times, places or acts, and differ at one end.
fn is_other(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let are_apart = a.period.zip(b.period).is_some_and(|(x, y)| !x.meets(&y));
    // "The streets" may lie in Oslo.
    let known = |of: &Claim| -> Vec<Place> {
        let is_known = |it: &&Place| lexicon.places.at(&it.name).is_some();
        of.places.iter().filter(is_known).cloned().collect()
    };
    let (of_a, of_b) = (known(a), known(b));
    let is_inside = |x: &Place, y: &Place| x.name == y.name || x.within.contains(&y.name);
    let may_meet = of_a.iter().any(|x| of_b.iter().any(|y| is_inside(x, y) || is_inside(y, x)));
    let is_elsewhere = !of_a.is_empty() && !of_b.is_empty() && !may_meet;
    let (of_x, of_y) = (acts(a, lexicon), acts(b, lexicon));
    let are_other = !of_x.is_empty() && !of_y.is_empty() && of_x.is_disjoint(&of_y);
    let is_same = a.quantity.zip(b.quantity).is_none_or(|(x, y)| !x.is_other_range(&y));
    !is_same && !are_other && !are_apart && !is_elsewhere && a.sentence != b.sentence
}

fn violation(a: &Claim, b: &Claim) -> Violation {
    let mut values = super::template::Values::new();
    values.insert("left", a.text.clone());
    values.insert("right", b.text.clone());
    Violation::new(vec![passage(a), passage(b)], values, vec![key_of(a), key_of(b)])
}
