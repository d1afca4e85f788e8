//! `headline`: a figure of the headline stands in the body as well.
//!
//! Only the first heading of a document is its headline. Its figure is held against the body's figures for
//! the same act and the same kind of thing: if there are some and none agrees, the headline promises what
//! the text does not keep.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::figures;
use super::{Check, Outcome, Table, Violation, acts, key_of, passage};
use crate::claim::{Claim, Kind, Relation, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `headline`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Headline {}

/// A headline with more figures than these is none.
const MOST: usize = 16;

impl Check for Headline {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for document in table.claims.chunk_by(|a, b| a.document == b.document) {
            let Some(first) = document.first().map(|it| it.document) else { continue };
            let Some(title) = table.documents.get(first).and_then(|it| it.blocks.first()) else {
                continue;
            };
            let (head, body): (Vec<&Claim>, Vec<&Claim>) = document
                .iter()
                .filter(|it| is_plain(it))
                .partition(|it| it.is_heading && title.span.range().contains(&it.span.start));
            for claim in head.into_iter().take(MOST) {
                let alike = body.iter().copied().filter(|it| is_alike(claim, it, table.lexicon));
                let (narrower, rivals): (Vec<&Claim>, Vec<&Claim>) =
                    alike.partition(|it| is_narrower(it));
                // "Three killed" is borne out by "three miners", and not denied by "two of the miners".
                let mut told = rivals.iter().chain(&narrower);
                if rivals.is_empty() || told.any(|it| agrees(claim, it, table.lexicon)) {
                    continue;
                }
                outcome.violations.push(violation(claim, &rivals));
            }
        }
        outcome
    }
}

fn is_plain(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Money)
        && claim.statistic == Statistic::Amount
        && claim.actions.iter().any(|it| it.is_known && it.is_direct)
}

/// The same act, at no other time.
fn is_alike(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let are_apart = a.period.zip(b.period).is_some_and(|(x, y)| !x.meets(&y));
    let entity = |it: &Claim| it.counted.as_ref().map(|it| it.entity.clone());
    let is_one_thing = match (entity(a), entity(b)) {
        (Some(x), Some(y)) => x == y || lexicon.nouns.is_a(&x, &y) || lexicon.nouns.is_a(&y, &x),
        // "To spend 412 million" and a ticket for 5.50: without a noun only figures of one size are of one thing.
        (None, _) => is_of_one_size(a, b),
        (Some(_), None) => false,
    };
    // "In 2016, 62 people died" is background.
    let is_old = b.source.published.is_some_and(|it| b.is_background_on(it));
    a.kind == b.kind
        && !is_old
        && is_one_thing
        && acts(a, lexicon).intersection(&acts(b, lexicon)).next().is_some()
        && !are_apart
}

/// Whether what is counted is of one sort only: "bank workers".
fn is_narrower(claim: &Claim) -> bool {
    claim.counted.as_ref().is_some_and(|it| !it.qualifiers.is_empty())
}

/// Whether neither figure is ten times the other.
fn is_of_one_size(a: &Claim, b: &Claim) -> bool {
    let sizes = a.stated().zip(b.stated()).map(|(x, y)| (x.value().abs(), y.value().abs()));
    sizes.is_some_and(|(x, y)| x < y * Decimal::TEN && y < x * Decimal::TEN)
}

fn agrees(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    lexicon.in_one_unit(a, b).is_none_or(|(x, y)| x.relation(&y) != Relation::Clash)
}

fn violation(claim: &Claim, rivals: &[&Claim]) -> Violation {
    let mut values = super::template::Values::new();
    values.insert("left", claim.text.clone());
    values.insert("quantities", figures(rivals));
    let all = || std::iter::once(&claim).chain(rivals);
    let passages = all().map(|it| passage(it)).collect();
    Violation::new(passages, values, all().map(|it| key_of(it)).collect())
}
