//! `average`: a total over a number of things is what the sentence says each has on average.
//!
//! "120 buses for $54 million, an average of $480,000": that is $450,000. Read from one sentence that has one total of the
//! mean's kind and one number that it can be shared among, with the mean right behind them: "an average claim of $900" or
//! what the average was before is told of something else. Each figure's rounding is slack.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::amount;
use super::rounded::Rounded;
use super::words::{after, between};
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Hedge, Kind, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `average`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Average {
    /// Words that may stand between a total and its mean: or, on, average.
    mean: Vec<String>,
    /// Words behind a mean that say of what each it is: each, per.
    each: Vec<String>,
}

/// A mean more than so many times off is of something else.
const NEAR: Decimal = Decimal::TWO;

impl Check for Average {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.sentence == b.sentence;
        for sentence in table.claims.chunk_by(same) {
            for mean in sentence.iter().filter(|it| is_mean(it)) {
                if let Some((whole, many)) = self.of(mean, sentence, table.lexicon) {
                    judge(whole, many, mean, &mut outcome);
                }
            }
        }
        outcome
    }
}

/// Whether a figure says what each of several has: "an average of 40", "40 per bus".
fn is_mean(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Money | Kind::Measure)
        && matches!(claim.statistic, Statistic::Mean | Statistic::Rate)
}

impl Average {
    /// The total and the number that a mean is most likely of; `None` where the sentence has more than one of either.
    fn of<'c>(
        &self,
        mean: &Claim,
        sentence: &'c [Claim],
        lexicon: &Lexicon,
    ) -> Option<(&'c Claim, &'c Claim)> {
        let is_whole = |it: &&Claim| {
            it.kind == mean.kind
                && it.currency == mean.currency
                && it.statistic == Statistic::Amount
                && it.span != mean.span
                && it.quantity.zip(mean.quantity).is_some_and(|(x, y)| x.leading() > y.leading())
                && (mean.kind != Kind::Measure || it.unit == mean.unit)
        };
        let per = mean.meaning.as_ref().and_then(|it| it.per.as_deref());
        let is_many = |it: &&Claim| {
            let name = it.unit.as_deref().or(it.counted.as_ref().map(|it| &*it.head));
            let is_number = it.kind == Kind::Count || is_time(it, lexicon);
            let is_meant = match per {
                Some("each" | "apiece") | None => it.kind == Kind::Count,
                Some(per) => name.is_some_and(|it| it == per),
            };
            is_number
                && is_meant
                && it.statistic == Statistic::Amount
                && it.span != mean.span
                && it.stated().is_some_and(|it| it.value() > Decimal::ONE)
        };
        let only = |of: &dyn Fn(&&'c Claim) -> bool| {
            let mut all = sentence.iter().filter(of);
            all.next().filter(|_| all.next().is_none())
        };
        let many = only(&is_many)?;
        let whole = only(&|it| is_whole(it) && it.span != many.span)?;
        let last = if whole.span.start > many.span.start { whole } else { many };
        let noun = last.counted.as_ref().map_or("", |it| &it.text);
        let is_told = between(last, mean).is_some_and(|it| self.is_apposition(it, noun))
            && after(mean).is_some_and(|it| self.is_ended(it));
        is_told.then_some((whole, many))
    }

    /// `, an average of`, `, or on average`: what may stand between the total and the mean, behind the noun of the former.
    fn is_apposition(&self, text: &str, noun: &str) -> bool {
        let text = text.trim_start();
        let rest = text.strip_prefix(noun).unwrap_or(text).trim_start();
        let Some(rest) = rest.strip_prefix([',', ';', '(', '–', '—']) else { return false };
        let mut words = rest.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty());
        words.all(|it| self.mean.iter().any(|word| word == it))
    }

    /// Whether nothing but for what it is so much stands behind a mean.
    fn is_ended(&self, text: &str) -> bool {
        let clause = text.split([',', ';', '.', ')']).next().unwrap_or_default();
        let is_each = |it: &&str| self.each.iter().any(|word| word == it);
        let mut words = clause.split_whitespace().peekable();
        // "40 tonnes a ship": a noun may stand before it, and one behind.
        if words.peek().is_some_and(|it| !is_each(it)) {
            words.next();
            return words.next().is_none_or(|it| is_each(&it));
        }
        words.count() <= 2
    }
}

/// Whether it is a length of time: what "a day" shares a total among.
fn is_time(claim: &Claim, lexicon: &Lexicon) -> bool {
    let unit = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
    unit.is_some_and(|it| it.dimension.starts_with("duration"))
}

fn judge(whole: &Claim, many: &Claim, mean: &Claim, outcome: &mut Outcome) {
    let all = || [whole, many, mean].into_iter();
    let is_plain = all()
        .all(|it| it.quantity.is_some_and(|it| matches!(it.hedge(), Hedge::Exact | Hedge::About)));
    let (Some(sum), Some(n), Some(told)) =
        (Rounded::of(whole), Rounded::of(many), Rounded::of(mean))
    else {
        return;
    };
    let Some(share) = sum.over(n).filter(|_| is_plain) else { return };
    let mut passages: Vec<_> = all().map(passage).collect();
    passages.sort_by_key(|it| it.span.start);
    if share.meets(told) {
        let label = format!("{} / {} = {}", whole.text, many.text, mean.text);
        outcome.confirmed.push(Confirmation { fact: "average".to_owned(), label, passages });
        return;
    }
    let off = share.middle().checked_div(told.middle()).unwrap_or_default();
    if off > NEAR || off.checked_mul(NEAR).is_none_or(|it| it < Decimal::ONE) {
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", format!("{} / {}", whole.text, many.text));
    let exact = whole.stated().zip(many.stated());
    let exact = exact.and_then(|(x, n)| x.value().checked_div(n.value()));
    values.insert("right", amount(shown(exact.unwrap_or_else(|| share.middle()))));
    values.insert("count", mean.text.clone());
    let key = all().map(key_of).collect();
    outcome.violations.push(Violation::new(passages, values, key));
}

/// A quotient to four digits at most behind the point, to a whole number where it is large.
fn shown(value: Decimal) -> Decimal {
    const LARGE: Decimal = Decimal::ONE_THOUSAND;
    const DIGITS: u32 = 4;
    if value.abs() >= LARGE { value.round() } else { value.round_sf(DIGITS).unwrap_or(value) }
}
