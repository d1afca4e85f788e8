//! `percent-change`: from a to b is the percentage that the sentence says.
//!
//! "Sales rose 20 percent from 50 to 65 million": that is 30 percent. "The 400,000 are 40 percent lower than the 500,000":
//! that is 20 percent. Also read are "doubled" and the two usual
//! slips: percent where percentage points are meant, and the change as a share of the new figure.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::rounded::Rounded;
use super::words::{between, first_words, says};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Hedge, Kind, Statistic};

/// Parameters of `percent-change`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct PercentChange {
    /// Words beside the change that set a new figure against an old one: on, than.
    against: Vec<String>,
    /// Words that make the change a fall: down, fewer.
    fall: Vec<String>,
    /// Words that make it a rise: more, higher.
    #[serde(default)]
    rise: Vec<String>,
}

/// A change more than so many times larger or smaller than the stated one is meant for other figures.
const NEAR: Decimal = Decimal::from_parts(3, 0, 0, false, 0);

impl Check for PercentChange {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let of_block = |a: &Claim, b: &Claim| a.document == b.document && a.block == b.block;
        let of_sentence = |a: &Claim, b: &Claim| a.sentence == b.sentence;
        for block in table.claims.chunk_by(of_block) {
            for sentence in block.chunk_by(of_sentence) {
                let mut changes = sentence.iter().filter(|it| change(it).is_some());
                // Two changes in one sentence leave open which figures belong to which.
                let (Some(by), None) = (changes.next(), changes.next()) else { continue };
                let ends = ends(sentence, by)
                    .or_else(|| self.compared(sentence, by))
                    .or_else(|| self.told(block, by));
                if let Some((old, new)) = ends {
                    judge(by, old, new, &mut outcome);
                }
            }
        }
        outcome
    }
}

impl PercentChange {
    /// "The 400,000 are 40 percent lower than the 500,000": the figures right before and right behind, of one kind.
    fn compared<'c>(&self, sentence: &'c [Claim], by: &Claim) -> Option<(&'c Claim, &'c Claim)> {
        let at = sentence.iter().position(|it| it.span == by.span)?;
        let is_number = |it: &&Claim| !it.kind.is_time() && it.kind != Kind::Ordinal;
        let new = sentence[..at].iter().rev().find(is_number)?;
        let old = sentence[at + 1..].iter().find(is_number)?;
        let text = between(by, old)?;
        let than = first_words(text, 3).any(|it| self.against.iter().any(|of| of == it));
        let word = |list: &[String]| first_words(text, 2).any(|it| list.iter().any(|of| of == it));
        let (falls, rises) = (word(&self.fall), word(&self.rise));
        let value = |it: &Claim| it.stated().map(Figure::value);
        let is_near = |it: Hedge| matches!(it, Hedge::Exact | Hedge::About | Hedge::Nearly);
        let is_end = |it: &Claim| {
            matches!(it.kind, Kind::Count | Kind::Money | Kind::Measure)
                && it.quantity.is_some_and(|it| is_near(it.hedge()))
        };
        let is_one = new.kind == old.kind && new.currency == old.currency && new.unit == old.unit;
        let fits = if falls { value(new) < value(old) } else { value(old) < value(new) };
        let is_told = is_end(new) && is_end(old) && is_one && than && falls != rises && fits;
        is_told.then_some((old, new))
    }

    /// "5,425 people came. That was 22 % down on August, when 6,214 did": the figures right before and right after the
    /// change, of one thing.
    fn told<'c>(&self, block: &'c [Claim], by: &Claim) -> Option<(&'c Claim, &'c Claim)> {
        let at = block.partition_point(|it| it.span.start < by.span.start);
        let at = at + block.get(at..)?.iter().position(|it| it.span == by.span)?;
        let is_number = |it: &&Claim| !it.kind.is_time();
        let new = block[..at].iter().rev().find(is_number)?;
        let old = block[at + 1..].iter().find(is_number)?;
        let is_end = |it: &Claim| {
            matches!(it.kind, Kind::Count | Kind::Money | Kind::Measure)
                && it.statistic == Statistic::Amount
                && it.is_exact()
        };
        let is_one = new.kind == old.kind
            && new.currency == old.currency
            && new.unit == old.unit
            && entity(old).zip(entity(new)).is_none_or(|(x, y)| x == y);
        let text = between(by, old)?;
        let falls = says(text, &self.fall);
        let value = |it: &Claim| it.stated().map(Figure::value);
        let has_fallen = value(new) < value(old);
        let is_told = is_end(new) && is_end(old) && is_one && says(text, &self.against);
        (is_told && falls == has_fallen).then_some((old, new))
    }
}

fn entity(claim: &Claim) -> Option<std::sync::Arc<str>> {
    claim.counted.as_ref().map(|it| it.entity.clone())
}

/// By how much of the old figure something changed, in per cent; a least or most change is a threshold.
fn change(claim: &Claim) -> Option<Rounded> {
    let hedge = claim.quantity?.hedge();
    if matches!(hedge, Hedge::AtLeast | Hedge::UpTo | Hedge::Vague) {
        return None;
    }
    let percent = Rounded::exactly(Decimal::ONE_HUNDRED);
    match (claim.statistic, claim.kind) {
        (Statistic::Change, Kind::Percent) => Rounded::of(claim).map(Rounded::size),
        // Doubled is 100 percent more; in prose nobody means 100.0.
        (Statistic::Change, Kind::Ratio) => {
            let times = Rounded::of(claim)?.widened(Decimal::new(1, 1))?;
            // "Almost a third less" is a part, no multiple.
            if claim.stated()?.value() < Decimal::ONE {
                return Some(times.times(percent)?.size());
            }
            Some(times.minus(Rounded::exactly(Decimal::ONE))?.times(percent)?.size())
        }
        _ => None,
    }
}

/// The only old and the only new figure of the sentence, of one kind and one thing.
fn ends<'c>(sentence: &'c [Claim], by: &Claim) -> Option<(&'c Claim, &'c Claim)> {
    let of = |statistic| {
        let mut found = sentence.iter().filter(move |it| {
            it.statistic == statistic
                && it.span != by.span
                && !it.kind.is_time()
                && it.stated().is_some()
        });
        found.next().filter(|_| found.next().is_none())
    };
    let old = of(Statistic::Former)?;
    let mut news = sentence.iter().filter(|it| {
        matches!(it.statistic, Statistic::Amount | Statistic::Share | Statistic::Mean)
            && it.kind == old.kind
            && it.currency == old.currency
            && it.unit == old.unit
            && it.stated().is_some()
    });
    let new = news.next().filter(|_| news.next().is_none())?;
    let are_apart = entity(old).zip(entity(new)).is_some_and(|(x, y)| x != y);
    (!are_apart).then_some((old, new))
}

fn judge(by: &Claim, old: &Claim, new: &Claim, outcome: &mut Outcome) {
    let Some(seen) = compare(by, old, new) else { return };
    let mut passages = vec![passage(old), passage(new), passage(by)];
    passages.sort_by_key(|it| it.span.start);
    let hint = match seen {
        Seen::Holds => {
            let label = format!("{} to {}: {}", old.text, new.text, by.text);
            outcome.confirmed.push(Confirmation {
                fact: "percent-change".to_owned(),
                label,
                passages,
            });
            return;
        }
        Seen::Points => Some("the difference is so many percentage points".to_owned()),
        Seen::OfTheNew => Some("it is that share of the new figure, not of the old one".to_owned()),
        Seen::Other => None,
    };
    let value = |it: &Claim| it.stated().map(Figure::value);
    let exact = value(new).zip(value(old)).and_then(|(new, old)| {
        new.checked_sub(old)?.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(old)
    });
    let mut values = super::template::Values::new();
    values.insert("left", old.text.clone());
    values.insert("right", new.text.clone());
    values.insert("count", by.text.clone());
    values.insert(
        "quantity",
        format!("{} %", exact.unwrap_or_default().abs().round_dp(1).normalize()),
    );
    let key = [old, new, by].map(key_of).to_vec();
    outcome.violations.push(Violation { hint, ..Violation::new(passages, values, key) });
}

/// What the stated change turns out to be.
enum Seen {
    Holds,
    Points,
    OfTheNew,
    Other,
}

/// What a change that may hold is for the figures as they are printed; `None` where only their rounding makes it
/// hold: that confirms nothing.
fn as_printed(stated: Rounded, old: &Claim, new: &Claim) -> Option<Seen> {
    let value = |it: &Claim| it.stated().map(|it| Rounded::exactly(it.value()));
    let (from, to) = (value(old)?, value(new)?);
    let difference = to.minus(from)?.size();
    let is = |of: Rounded| {
        let share = difference.over(of)?.times(Rounded::exactly(Decimal::ONE_HUNDRED))?;
        Some(share.meets(stated))
    };
    if is(from)? {
        return Some(Seen::Holds);
    }
    is(to)?.then_some(Seen::OfTheNew)
}

/// `None` where the change is meant for other figures.
fn compare(by: &Claim, old: &Claim, new: &Claim) -> Option<Seen> {
    let (stated, from, to) = (change(by)?, Rounded::of(old)?, Rounded::of(new)?);
    let difference = to.minus(from)?.size();
    let percent = |of: Rounded| difference.over(of)?.times(Rounded::exactly(Decimal::ONE_HUNDRED));
    let actual = percent(from)?;
    if actual.meets(stated) {
        return as_printed(stated, old, new);
    }
    if old.kind == Kind::Percent && by.kind == Kind::Percent && difference.meets(stated) {
        return Some(Seen::Points);
    }
    if percent(to).is_some_and(|it| it.meets(stated)) {
        return Some(Seen::OfTheNew);
    }
    let times = actual.middle().checked_div(stated.middle())?;
    let is_near = times <= NEAR && times.checked_mul(NEAR)? >= Decimal::ONE;
    // 3 % for 30 %: a decimal point slipped.
    let is_slip = [10, 100].iter().any(|it| {
        let by = Rounded::exactly(Decimal::from(*it));
        let is = |x: Option<Rounded>, y: Rounded| x.is_some_and(|it| it.meets(y));
        is(stated.times(by), actual) || is(actual.times(by), stated)
    });
    (is_near || is_slip).then_some(Seen::Other)
}
