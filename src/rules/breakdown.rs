//! `breakdown`: parts that are told one by one come to the total that the text gave before them.
//!
//! "510 jobs will go. … 240 in Utrecht, 150 in Berlin and 90 in Lisbon": that is 480. The total may stand in the sentence
//! before, so only a sum that comes near it is held against it, and only a list that does not call itself incomplete.

use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::grouped;
use super::rounded::Rounded;
use super::words::{between, has_own_noun, says};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Confirmation, Figure, Hedge, Statistic};

/// Parameters of `breakdown`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Breakdown {
    /// Words that say that the parts are not all: including, mostly.
    incomplete: Vec<String>,
}

/// Fewer parts may be examples.
const FEWEST: usize = 3;
/// The longest text between two parts of a list.
const GAP: usize = 45;
/// A sum farther from the total than this share of it has more parts than are told.
const NEAR: Decimal = Decimal::from_parts(12, 0, 0, false, 2);
/// How many claims back the total may stand.
const REACH: usize = 6;
/// How many bytes of the sentence before and after the parts may say that they are not all.
const REACH_OF_WORDS: usize = 512;

impl Check for Breakdown {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let claims = table.claims;
        let mut at = 0;
        while at < claims.len() {
            let end = list_end(claims, at);
            if end - at >= FEWEST
                && let Some(parts) = claims.get(at..end)
                && let Some(total) = total(claims, at, parts)
                && !says(near(parts), &self.incomplete)
            {
                judge(total, parts, &mut outcome);
            }
            at = end.max(at + 1);
        }
        outcome
    }
}

/// The sentence around the parts, so far as it says anything of them.
fn near(parts: &[Claim]) -> &str {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return "" };
    let text = &*first.sentence_text;
    let at = |it: usize| it.saturating_sub(first.sentence.start);
    let start = text.ceil_char_boundary(at(first.span.start).saturating_sub(REACH_OF_WORDS));
    let end = text.floor_char_boundary(at(last.span.end).saturating_add(REACH_OF_WORDS));
    text.get(start..end).unwrap_or_default()
}

/// One past the last of the parts that start at a claim: figures of one kind with only a comma or "and", and a
/// few words without a verb of their own, between them.
fn list_end(claims: &[Claim], first: usize) -> usize {
    let Some(of) = claims.get(first).filter(|it| is_part(it)) else { return first + 1 };
    let mut end = first + 1;
    while let Some(next) = claims.get(end) {
        let follows = next.document == of.document
            && next.kind == of.kind
            && next.currency == of.currency
            && next.unit == of.unit
            && entity(next).zip(entity(of)).is_none_or(|(x, y)| x == y)
            && is_part(next)
            && between(&claims[end - 1], next).is_some_and(|it| {
                let is_short = it.len() <= GAP && !it.contains([';', ':']);
                let brackets = it.matches('(').count() == it.matches(')').count()
                    || it.trim_start().starts_with(')');
                is_short
                    && brackets
                    && (it.contains(',') || it.contains(" and ") || it.contains(')'))
            });
        if !follows {
            break;
        }
        end += 1;
    }
    end
}

fn is_part(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Money | Kind::Measure)
        && claim.statistic == Statistic::Amount
        && claim.is_exact()
}

/// The figure before a list that its parts may add up to: of the same things, and larger than each of them.
fn total<'c>(claims: &'c [Claim], at: usize, parts: &[Claim]) -> Option<&'c Claim> {
    let first = parts.first()?;
    let largest = parts.iter().filter_map(Claim::stated).map(Figure::value).max()?;
    let sum: Decimal = parts.iter().filter_map(Claim::stated).map(Figure::value).sum();
    let is_total = |it: &&Claim| {
        let value = it.stated().map(Figure::value);
        it.document == first.document
            && first.block.abs_diff(it.block) <= 1
            && it.kind == first.kind
            && it.currency == first.currency
            && it.unit == first.unit
            && it.statistic == Statistic::Amount
            && it.quantity.is_some_and(|it| matches!(it.hedge(), Hedge::Exact | Hedge::About))
            && value.is_some_and(|it| it > largest && (it - sum).abs() <= it * NEAR)
            && entity(it).zip(entity(first)).is_none_or(|(x, y)| x == y)
    };
    let off = |it: &&Claim| it.stated().map(|it| (it.value() - sum).abs());
    claims.get(at.saturating_sub(REACH)..at)?.iter().filter(is_total).min_by_key(off)
}

fn entity(claim: &Claim) -> Option<std::sync::Arc<str>> {
    claim.counted.as_ref().filter(|_| has_own_noun(claim)).map(|it| it.entity.clone())
}

fn judge(total: &Claim, parts: &[Claim], outcome: &mut Outcome) {
    let mut sum = Rounded::exactly(Decimal::ZERO);
    for part in parts {
        let Some(next) = Rounded::of(part).and_then(|it| sum.plus(it)) else { return };
        sum = next;
    }
    let Some(whole) = Rounded::of(total) else { return };
    let values = || parts.iter().filter_map(Claim::stated).map(Figure::value);
    let terms = values().map(grouped).collect::<Vec<_>>().join(" + ");
    let passages = std::iter::once(total).chain(parts).map(passage).collect();
    if sum.meets(whole) {
        let label = format!("{terms} = {}", total.text);
        outcome.confirmed.push(Confirmation { fact: "sum".to_owned(), label, passages });
        return;
    }
    let mut shown = super::template::Values::new();
    shown.insert("left", terms);
    shown.insert("right", grouped(values().sum()));
    shown.insert("count", total.text.clone());
    let key = std::iter::once(total).chain(parts).map(key_of).collect();
    outcome.violations.push(Violation::new(passages, shown, key));
}
