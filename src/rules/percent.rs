//! `percent`: a part of a whole is the percentage that stands beside them.
//!
//! A part and its whole are told by how they stand: "118 deaths among 4,862 patients", "Of 14,360 employees 11,200 …",
//! "430 jobs, or 7 % of its 6,100 posts", "7 % of its 6,100 posts, or 430 jobs", or a part "of them" after its whole. The percentage must lie between what the
//! rounded figures allow.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::around::around;
use super::rounded::Rounded;
use super::words::{after, before, between, first_word, last_word, says};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Kind, Statistic};

/// Parameters of `percent`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Percent {
    /// Words between a part and its whole: of, among.
    of: Vec<String>,
    /// Words after a part whose whole stands before it: of them.
    of_them: Vec<String>,
    /// Words between a percentage and the whole that it is a share of: of.
    #[serde(default)]
    share_of: Vec<String>,
    /// What joins such a share with what it comes to: or, that is.
    #[serde(default)]
    or: Vec<String>,
}

/// A percentage farther from the quotient than this share of it is meant for something else …
const NEAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);
/// … or than this one, where it is the only one of the sentence.
const ONLY: Decimal = Decimal::from_parts(45, 0, 0, false, 2);
/// The longest text between a part and its whole.
const LONGEST: usize = 40;
/// How many counts of a paragraph back the whole may stand of which "they" are a part.
const FARTHEST: usize = 64;

impl Check for Percent {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let same = |a: &Claim, b: &Claim| a.document == b.document;
        for claims in table.claims.chunk_by(same) {
            let counts: Vec<&Claim> = claims.iter().filter(|it| is_count(it)).collect();
            let mut done = FxHashSet::default();
            for (at, share) in claims.iter().enumerate() {
                let Some((whole, part)) = self.comes_to(claims, at) else { continue };
                let Some(quotient) = quotient(part, whole) else { continue };
                done.insert(share.span);
                judge(whole, part, share, quotient, &mut outcome);
            }
            for (index, part) in counts.iter().enumerate() {
                let Some(whole) = self.whole(&counts, index, claims) else { continue };
                let Some((share, quotient)) = share(claims, whole, part) else { continue };
                if done.insert(share.span) {
                    judge(whole, part, share, quotient, &mut outcome);
                }
            }
        }
        outcome
    }
}

impl Percent {
    /// The whole and the part of "7 % of its 6,100 posts, or 430 jobs".
    fn comes_to<'c>(&self, claims: &'c [Claim], share: usize) -> Option<(&'c Claim, &'c Claim)> {
        let of =
            claims.get(share).filter(|it| it.kind == Kind::Percent && it.stated().is_some())?;
        let (whole, part) = (claims.get(share + 1)?, claims.get(share + 2)?);
        let leads = between(of, whole)?;
        let is_of =
            leads.len() <= LONGEST && self.share_of.iter().any(|it| first_word(leads) == it);
        let joint = between(whole, part)?;
        let is_joined =
            joint.len() <= LONGEST && joint.contains([',', '(', '—', '–']) && says(joint, &self.or);
        let are_counts = is_count(whole) && is_count(part) && is_alike(whole, part);
        let is_smaller = stated(part) < stated(whole);
        (is_of && is_joined && are_counts && is_smaller).then_some((whole, part))
    }

    /// The whole of which a count of a document is a part.
    fn whole<'c>(&self, counts: &[&'c Claim], part: usize, all: &[Claim]) -> Option<&'c Claim> {
        let of = *counts.get(part)?;
        let is_larger = |it: &&&Claim| stated(it) > stated(of) && is_alike(it, of);
        let next = counts.get(part + 1).filter(|it| it.sentence == of.sentence && is_larger(it));
        let previous = part.checked_sub(1).and_then(|it| counts.get(it));
        let joins = |text: &str| {
            let text = text.trim();
            let text =
                text.strip_suffix("the").or(text.strip_suffix("its")).unwrap_or(text).trim_end();
            text.len() <= LONGEST && self.of.iter().any(|it| last_word(text) == it)
        };
        // "118 deaths among 4,862 patients"
        if let Some(whole) = next.filter(|it| between(of, it).is_some_and(joins)) {
            return Some(whole);
        }
        // "430 jobs, or about 7 % of its 6,100 posts"
        if let Some(whole) = next {
            let percent = around(all, of).iter().find(|it| {
                it.kind == Kind::Percent
                    && it.sentence == of.sentence
                    && it.span.start >= of.span.end
                    && it.span.end <= whole.span.start
            });
            let is_share = percent.is_some_and(|it| {
                between(it, whole).is_some_and(joins)
                    && between(of, it)
                        .is_some_and(|it| it.len() <= LONGEST && it.contains([',', '(']))
            });
            if is_share {
                return Some(whole);
            }
        }
        // "Of 14,360 employees rostered 11,200 downed tools"
        let opens = |it: &Claim| {
            let lead = before(it).unwrap_or_default().trim();
            let lead = lead.strip_suffix("the").unwrap_or(lead).trim_end();
            let word = last_word(lead);
            let clause = lead[..lead.len() - word.len()].trim_end();
            (clause.is_empty() || clause.ends_with([',', ';', ':', '—', '–']))
                && self.of.iter().any(|it| word.eq_ignore_ascii_case(it))
        };
        if let Some(whole) =
            previous.filter(|it| it.sentence == of.sentence && is_larger(it) && opens(it))
        {
            return Some(whole);
        }
        let says_part = self
            .of_them
            .iter()
            .any(|it| after(of).is_some_and(|text| text.trim_start().starts_with(&**it)));
        says_part.then_some(())?;
        let earlier = counts.get(..part)?.iter().rev().take(FARTHEST);
        let mut earlier = earlier.take_while(|it| it.block == of.block);
        earlier.find(is_larger).copied()
    }
}

fn is_count(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Measure | Kind::Money)
        && matches!(claim.statistic, Statistic::Amount | Statistic::Share)
        && claim.is_exact()
}

fn is_alike(a: &Claim, b: &Claim) -> bool {
    // "They consumed 7,450 of its 48,600 hectares": the part's unit is the whole's.
    let borrows = |part: &Claim, whole: &Claim| {
        part.kind == Kind::Count && part.counted.is_none() && whole.kind == Kind::Measure
    };
    let is_one = a.kind == b.kind && a.unit == b.unit && a.currency == b.currency;
    is_one || borrows(a, b) || borrows(b, a)
}

fn stated(claim: &Claim) -> Option<Decimal> {
    claim.stated().map(Figure::value)
}

/// A part of a whole, in per cent.
fn quotient(part: &Claim, whole: &Claim) -> Option<Decimal> {
    stated(part)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(stated(whole)?)
}

/// The percentage near them that can be meant for them, and what they come to.
fn share<'c>(claims: &'c [Claim], whole: &Claim, part: &Claim) -> Option<(&'c Claim, Decimal)> {
    let quotient = quotient(part, whole)?;
    let near = around(claims, part);
    let percents = || {
        near.iter().filter(|it| {
            it.kind == Kind::Percent
                && matches!(it.statistic, Statistic::Amount | Statistic::Share)
                && it.stated().is_some()
        })
    };
    let of_sentence = || percents().filter(|it| it.sentence == part.sentence);
    // A quotient may be larger than any figure.
    let off = |it: &Claim| Some(stated(it)?.checked_sub(quotient)?.abs());
    let is_within = |it: &&Claim, share: Decimal| off(it).is_some_and(|it| it <= quotient * share);
    let only = of_sentence().next().filter(|_| of_sentence().count() == 1);
    let beside = only.filter(|it| is_within(it, ONLY));
    let found =
        beside.or_else(|| percents().filter(|it| is_within(it, NEAR)).min_by_key(|it| off(it)));
    found.map(|it| (it, quotient))
}

fn judge(whole: &Claim, part: &Claim, share: &Claim, quotient: Decimal, outcome: &mut Outcome) {
    let hundred = Rounded::exactly(Decimal::ONE_HUNDRED);
    let range = Rounded::of(part)
        .zip(Rounded::of(whole))
        .and_then(|(part, whole)| part.times(hundred)?.over(whole));
    let (Some(range), Some(said)) = (range, Rounded::of(share)) else { return };
    let mut passages = vec![passage(whole), passage(part), passage(share)];
    let shown = quotient.round_dp(2).normalize();
    if range.meets(said) {
        passages.sort_by_key(|it| it.span.start);
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
