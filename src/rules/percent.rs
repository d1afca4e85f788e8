//! `percent`: a part of a whole is the percentage that stands beside them.
//!
//! Read in neighbouring blocks: a whole, a part of it ("642 million of them voted"), and a percentage of the same act.
//! The percentage must lie between what the rounded figures allow.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Confirmation, Figure, Statistic};

/// Parameters of `percent`: none.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Percent {}

/// A percentage farther from the quotient than this share of it is meant for something else.
const NEAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

impl Check for Percent {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for claims in table.claims.chunk_by(|a, b| a.document == b.document) {
            for (index, part) in claims.iter().enumerate() {
                let Some(whole) = whole(claims, index) else { continue };
                let Some((share, quotient)) = share(claims, whole, part) else { continue };
                judge(whole, part, share, quotient, &mut outcome);
            }
        }
        outcome
    }
}

/// The whole of which the claim of a document is a part: the count before it in the block, where "of them" follows.
fn whole(claims: &[Claim], part: usize) -> Option<&Claim> {
    let of = claims.get(part).filter(|it| is_count(it))?;
    let after = of.sentence_text.get(of.span.end.checked_sub(of.sentence.start)?..)?;
    let says_part = ["of them", "of whom", "of those", "of these"]
        .iter()
        .any(|it| after.trim_start().starts_with(it));
    let before = claims.get(..part)?.iter().rev();
    says_part.then_some(())?;
    before.take_while(|it| it.block == of.block).find(|it| is_count(it) && stated(it) > stated(of))
}

fn is_count(claim: &Claim) -> bool {
    claim.kind == Kind::Count && claim.statistic == Statistic::Amount && claim.is_exact()
}

fn stated(claim: &Claim) -> Option<Decimal> {
    claim.stated().map(Figure::value)
}

/// The percentage near them that can be meant for them, and what they come to.
fn share<'c>(claims: &'c [Claim], whole: &Claim, part: &Claim) -> Option<(&'c Claim, Decimal)> {
    let quotient = stated(part)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(stated(whole)?)?;
    let is_near =
        |it: &&Claim| stated(it).is_some_and(|it| (it - quotient).abs() <= quotient * NEAR);
    let of_block = claims.iter().filter(|it| {
        it.block.abs_diff(part.block) <= 1
            && it.kind == Kind::Percent
            && matches!(it.statistic, Statistic::Amount | Statistic::Share)
            && it.is_exact()
    });
    of_block.filter(is_near).map(|it| (it, quotient)).next()
}

fn judge(whole: &Claim, part: &Claim, share: &Claim, quotient: Decimal, outcome: &mut Outcome) {
    let half_grain = |it: &Claim| it.stated().map_or(Decimal::ZERO, |it| it.grain() / Decimal::TWO);
    let (Some(p), Some(n), Some(d)) = (stated(share), stated(part), stated(whole)) else { return };
    // First order: the relative roundings of the two figures add up.
    let relative = |of: Decimal, by: Decimal| by.checked_div(of).unwrap_or(Decimal::ZERO);
    let slack = half_grain(share)
        + quotient * (relative(n, half_grain(part)) + relative(d, half_grain(whole)));
    let passages = vec![passage(whole), passage(part), passage(share)];
    let shown = quotient.round_dp(2).normalize();
    if (p - quotient).abs() <= slack {
        let label = format!("{} of {} = {}", part.text, whole.text, share.text);
        outcome.confirmed.push(Confirmation { fact: "percent".to_owned(), label, passages });
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", format!("{} of {}", part.text, whole.text));
    values.insert("quantity", format!("{shown} %"));
    values.insert("right", share.text.clone());
    let key = [whole, part, share].map(key_of).to_vec();
    outcome.violations.push(Violation::new(passages, values, key));
}
