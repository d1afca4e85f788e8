//! `breakdown`: parts that are told one by one come to the total that the text gave before them.
//!
//! "510 jobs will go. … 240 in Utrecht, 150 in Berlin and 90 in Lisbon": that is 480. The total may stand in the sentence
//! before, so only a sum that comes near it is held against it, and only a list that does not call itself incomplete.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::amount;
use super::rounded::Rounded;
use super::words::{between, has_own_noun, says};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Hedge, Kind, Statistic};

/// Parameters of `breakdown`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Breakdown {
    /// Words that say that the parts are not all: including, mostly.
    incomplete: Vec<String>,
    /// Words before a figure that is no part, as it is taken off or was there before: before, less.
    apart: Vec<String>,
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
            let (parts, end) = self.list(table, at);
            if parts.len() >= FEWEST
                && let Some(total) = total(claims, at, &parts)
                && !says(&near(&parts), &self.incomplete)
                && !is_told_behind(&claims[end.min(claims.len())..], total, &parts)
            {
                judge(total, &parts, &mut outcome);
            }
            at = end.max(at + 1);
        }
        outcome
    }
}

impl Breakdown {
    /// The parts that start at a claim, and one past the last of their claims: figures of one kind with only a comma or "and",
    /// and a few words without a verb of their own, between them. Each may tell how it changed: "£62m, up 3 percent; £41m".
    fn list<'c>(&self, table: &Table<'c>, first: usize) -> (Vec<&'c Claim>, usize) {
        let claims = table.claims;
        let Some(of) = claims.get(first).filter(|it| is_part(it)) else {
            return (Vec::new(), first + 1);
        };
        let (mut parts, mut end) = (vec![of], first + 1);
        while let Some(next) = claims.get(end) {
            let last = &claims[end - 1];
            if is_change_of(last, next) {
                end += 1;
                continue;
            }
            let follows = next.document == of.document
                && next.kind == of.kind
                && next.currency == of.currency
                && next.unit == of.unit
                && entity(next).zip(entity(of)).is_none_or(|(x, y)| x == y)
                && is_part(next)
                && self.joins(table, last, next);
            if !follows {
                break;
            }
            parts.push(next);
            end += 1;
        }
        (parts, end)
    }

    /// Whether only a comma or "and" and a few words stand between two parts. A part that tells how it changed may end its
    /// clause or sentence: the next one goes on all the same.
    fn joins(&self, table: &Table<'_>, last: &Claim, next: &Claim) -> bool {
        let ends_clause = last.kind == Kind::Percent;
        let of = || table.documents.get(next.document);
        let across = || of().and_then(|it| it.text.get(last.span.end..next.span.start));
        let text = between(last, next).or_else(|| across().filter(|_| ends_clause));
        text.is_some_and(|it| {
            let is_short = it.len() <= GAP && !it.contains('\n');
            let brackets = it.matches('(').count() == it.matches(')').count()
                || it.trim_start().starts_with(')');
            let ends = |it: &str| it.contains([';', ':']) || it.contains(". ");
            // What is taken off, or was before, is no part.
            let is_other = says(it, &self.apart);
            is_short
                && !is_other
                && brackets
                && (!ends(it) || ends_clause && !it.contains(':'))
                && (it.contains(',') || it.contains(" and ") || it.contains(')') || ends(it))
        })
    }
}

/// Whether what is missing, or too much, is told right behind the parts: "Other income was £4m", "before sales of £4m inside the group".
fn is_told_behind(behind: &[Claim], total: &Claim, parts: &[&Claim]) -> bool {
    const NEXT: usize = 4;
    let sum: Decimal = values(parts).sum();
    let missing = total.stated().map(|it| (it.value() - sum).abs());
    let is_near = |it: &&Claim| {
        it.document == total.document
            && it.kind == total.kind
            && parts.last().is_some_and(|last| it.block.abs_diff(last.block) <= 1)
    };
    let mut next = behind.iter().take(NEXT).filter(is_near);
    missing.is_some_and(|missing| {
        !missing.is_zero() && next.any(|it| it.stated().is_some_and(|it| it.value() == missing))
    })
}

/// The sentences around the parts, so far as they say anything of them.
fn near(parts: &[&Claim]) -> String {
    let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return String::new() };
    let around = |of: &Claim| {
        let text = &*of.sentence_text;
        let at = |it: usize| it.saturating_sub(of.sentence.start);
        let start = text.ceil_char_boundary(at(first.span.start).saturating_sub(REACH_OF_WORDS));
        let end = text.floor_char_boundary(at(last.span.end).saturating_add(REACH_OF_WORDS));
        text.get(start..end).unwrap_or_default().to_owned()
    };
    // The sentence that the parts begin in, and the one that they end in.
    let is_one = first.sentence == last.sentence;
    if is_one { around(first) } else { around(first) + " " + &around(last) }
}

/// Whether a figure tells how the one before it changed: "£62m, up 3 percent".
fn is_change_of(part: &Claim, claim: &Claim) -> bool {
    claim.kind == Kind::Percent
        && claim.statistic == Statistic::Change
        && is_part(part)
        && between(part, claim).is_some_and(|it| it.len() <= GAP && !it.contains([';', ':']))
}

fn is_part(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Money | Kind::Measure)
        && claim.statistic == Statistic::Amount
        && claim.is_exact()
}

/// The figure before a list that its parts may add up to: of the same things, and larger than each of them.
fn total<'c>(claims: &'c [Claim], at: usize, parts: &[&Claim]) -> Option<&'c Claim> {
    let first = parts.first()?;
    let largest = values(parts).max()?;
    let sum: Decimal = values(parts).sum();
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

fn values(parts: &[&Claim]) -> impl Iterator<Item = Decimal> {
    parts.iter().filter_map(|it| it.stated()).map(Figure::value)
}

fn judge(total: &Claim, parts: &[&Claim], outcome: &mut Outcome) {
    let mut sum = Rounded::exactly(Decimal::ZERO);
    for part in parts {
        let Some(next) = Rounded::of(part).and_then(|it| sum.plus(it)) else { return };
        sum = next;
    }
    let Some(whole) = Rounded::of(total) else { return };
    let terms = values(parts).map(amount).collect::<Vec<_>>().join(" + ");
    let passages = std::iter::once(total).chain(parts.iter().copied()).map(passage).collect();
    if sum.meets(whole) {
        let label = format!("{terms} = {}", total.text);
        outcome.confirmed.push(Confirmation { fact: "sum".to_owned(), label, passages });
        return;
    }
    let mut shown = super::template::Values::new();
    shown.insert("left", terms);
    shown.insert("right", amount(values(parts).sum()));
    shown.insert("count", total.text.clone());
    let key = std::iter::once(total).chain(parts.iter().copied()).map(key_of).collect();
    outcome.violations.push(Violation::new(passages, shown, key));
}
