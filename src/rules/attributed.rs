//! `attributed`: two counters that one text names side by side and that differ openly.
//!
//! The ministry counts 1.28 million, the union 3.5 million: neither is a slip, and a reader must be told
//! both. Read within neighbouring sentences; across documents the matcher weighs who speaks.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::figures;
use super::{Check, Outcome, Table, Violation, acts, passage};
use crate::claim::{Claim, Kind, Relation, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `attributed`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Attributed {}

impl Check for Attributed {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let placed = first_placed(table.claims);
        for (a, b) in beside(table.claims) {
            if !differs_openly(a, b, table.lexicon) || is_elsewhere(a, b, &placed) {
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
            outcome.violations.push(Violation::new(passages, values, key));
        }
        outcome
    }
}

/// Every two attributed figures of neighbouring sentences of one text, in order.
fn beside(claims: &[Claim]) -> impl Iterator<Item = (&Claim, &Claim)> {
    let is_said = |it: &&Claim| it.attribution.is_some();
    claims.iter().enumerate().filter(move |it| is_said(&it.1)).flat_map(move |(at, a)| {
        let is_near = |b: &&Claim| {
            a.document == b.document && b.sentence.start.saturating_sub(a.sentence.end) <= FARTHEST
        };
        let after = claims[at + 1..].iter().take(MOST).take_while(move |it| is_near(it));
        after.filter(is_said).map(move |b| (a, b))
    })
}

/// No two sentences beside each other have more figures than that.
const MOST: usize = 32;

fn differs_openly(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let is_plain = |it: &Claim| it.kind == Kind::Count && it.statistic == Statistic::Amount;
    let things = a.counted.as_ref().zip(b.counted.as_ref());
    let is_one_thing = things.is_some_and(|(x, y)| {
        let is_a = |x: &str, y: &str| lexicon.nouns.is_a(x, y);
        x.entity == y.entity || is_a(&x.entity, &y.entity) || is_a(&y.entity, &x.entity)
    });
    let is_other_time = a.period.zip(b.period).is_some_and(|(x, y)| !x.meets(&y));
    // Sixty were arrested, and rewards stand on twenty: nobody counts what the other counts.
    let acts = [acts(a, lexicon), acts(b, lexicon)];
    let is_other_act = acts.iter().all(|it| !it.is_empty()) && acts[0].is_disjoint(&acts[1]);
    let figures = lexicon.in_one_unit(a, b);
    let differ = figures.is_some_and(|(x, y)| {
        x.relation(&y) == Relation::Clash && x.distance(&y) <= FARTHEST_APART
    });
    is_plain(a)
        && is_plain(b)
        && is_one_thing
        && !is_other_time
        && !is_other_act
        && a.modality == b.modality
        && differ
        && are_attributed_apart(a, b)
}

/// Both name who counted, and it is not the same.
fn are_attributed_apart(a: &Claim, b: &Claim) -> bool {
    let names = a.attribution.as_deref().zip(b.attribution.as_deref());
    names.is_some_and(|(x, y)| !x.contains(y) && !y.contains(x))
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
