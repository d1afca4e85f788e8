//! `attributed`: two counters that one text names side by side and that differ openly.
//!
//! The ministry counts 1.28 million, the union 3.5 million: neither is a slip, and a reader must be told
//! both. Read within neighbouring sentences; across documents `differ` asks the same.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
use schemars::JsonSchema;
use serde::Deserialize;

use super::differ::attributed_apart;
use super::phrasing::figures;
use super::{Check, Outcome, Table, Violation, evidence, passage};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Pair, Relation, Slot, Standing, Statistic};

/// Parameters of `attributed`: none.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Attributed {}

impl Check for Attributed {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let placed = first_placed(table.claims);
        for pair in table.pairs {
            let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right))
            else {
                continue;
            };
            if !differs_openly(pair, a, b) || is_elsewhere(a, b, &placed) {
                continue;
            }
            let who = |it: &Claim| it.attribution.clone().unwrap_or_default();
            let mut values = super::template::Values::new();
            values.insert("quantities", figures(&[a, b]));
            values
                .insert("unit", a.counted.as_ref().map_or_else(String::new, |it| it.text.clone()));
            values.insert("names", format!("{} and {}", who(a), who(b)));
            let key = vec![a.source.key.clone(), who(a), a.text.clone(), who(b), b.text.clone()];
            let passages = vec![passage(a), passage(b)];
            let evidence = evidence(pair, table.claims);
            outcome
                .violations
                .push(Violation { evidence, ..Violation::new(passages, values, key) });
        }
        outcome
    }
}

fn differs_openly(pair: &Pair, a: &Claim, b: &Claim) -> bool {
    let is_plain = |it: &Claim| {
        it.kind == Kind::Count && it.statistic == Statistic::Amount && it.counted.is_some()
    };
    let is_near =
        a.document == b.document && b.sentence.start.saturating_sub(a.sentence.end) <= FARTHEST;
    // Sixty were arrested, and rewards stand on twenty: nobody counts what the other counts.
    let is_apart = [Slot::Period, Slot::Event, Slot::Unit, Slot::Modality, Slot::Action]
        .into_iter()
        .any(|it| pair.standing(it) == Standing::Different);
    let are_alike = pair.standing(Slot::Unit) != Standing::Unknown;
    pair.veto.is_none()
        && pair.relation == Relation::Clash
        && pair.distance <= FARTHEST_APART
        && is_plain(a)
        && is_plain(b)
        && is_near
        && are_alike
        && !is_apart
        && attributed_apart(a, b)
}

/// For each block of a document the first of its claims that names a place.
fn first_placed(claims: &[Claim]) -> FxHashMap<(usize, usize), &Claim> {
    let mut placed = FxHashMap::default();
    for claim in claims.iter().filter(|it| !it.places.is_empty()) {
        placed.entry((claim.document, claim.block)).or_insert(claim);
    }
    placed
}

/// A later figure without a place is of the same; one with its own, or in a paragraph that names one, is no rival of
/// the country's.
fn is_elsewhere(a: &Claim, b: &Claim, first: &FxHashMap<(usize, usize), &Claim>) -> bool {
    let of_block = first.get(&(b.document, b.block));
    let of_block = of_block.filter(|it| b.block != a.block && it.span.start < b.span.start);
    let places = if b.places.is_empty() { of_block.map(|it| &it.places) } else { Some(&b.places) };
    places.is_some_and(|it| *it != a.places)
}

/// Two counters of one thing differ by less than this share of the larger figure.
const FARTHEST_APART: Decimal = Decimal::from_parts(875, 0, 0, false, 3);

/// Bytes between the sentences of two figures that are still told side by side.
const FARTHEST: usize = 160;
