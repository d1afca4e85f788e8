//! `time-span`: a stretch of time is as long as its two ends say.
//!
//! "The strike lasted nine days, from 3 May to 6 May": that is three or four. Read where length and ends stand beside each other.
//! Both counts of the last day are allowed, and whatever days a month or a year leaves open.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::words::between;
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Period};

/// Parameters of `time-span`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct TimeSpan {
    /// Words that may stand between a length and its ends; marks always may.
    joins: Vec<String>,
    /// Words inside a time that make it one with two ends.
    spans: Vec<String>,
}

impl Check for TimeSpan {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, claim) in table.claims.iter().enumerate() {
            let Some(next) = table.claims.get(index + 1) else { break };
            let (length, time) = if next.kind.is_time() { (claim, next) } else { (next, claim) };
            let are_beside = claim.document == next.document && self.joins(claim, next);
            if are_beside && time.kind.is_time() && self.has_two_ends(time) {
                judge(length, time, &mut outcome);
            }
        }
        outcome
    }
}

impl TimeSpan {
    fn joins(&self, a: &Claim, b: &Claim) -> bool {
        let is_join = |it: &str| self.joins.iter().any(|join| join.eq_ignore_ascii_case(it));
        let mut words = between(a, b)
            .into_iter()
            .flat_map(|it| it.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()));
        between(a, b).is_some() && words.all(is_join)
    }

    fn has_two_ends(&self, time: &Claim) -> bool {
        let mut words = time.text.split_whitespace();
        words.any(|it| self.spans.iter().any(|word| word.eq_ignore_ascii_case(it)))
            || time.text.contains(['–', '—'])
    }
}

/// The fewest and the most of a unit that a time with two ends can last.
fn lasts(period: &Period, unit: &str) -> Option<(i64, i64)> {
    let (start, end) = (period.start()?, period.end()?);
    let days = i64::from(start.until(end).ok()?.get_days());
    let months = i64::from(end.year() - start.year()) * 12 + i64::from(end.month() - start.month());
    match unit {
        "day" => Some((days - 1, days)),
        "week" => Some(((days - 1) / 7, (days + 6) / 7)),
        "month" => Some((months - 2, months + i64::from(end.day() > start.day()))),
        "year" => Some((months / 12 - 2, (months + 11) / 12)),
        _ => None,
    }
}

fn judge(length: &Claim, time: &Claim, outcome: &mut Outcome) {
    let is_length = length.is_exact() && !length.is_age();
    let stated = length.stated().map(Figure::value).filter(|_| is_length);
    let unit = length.unit.as_deref().unwrap_or_default();
    let period = time.period.filter(|it| !it.is_vague());
    let Some((stated, (least, most))) = stated.zip(period.and_then(|it| lasts(&it, unit))) else {
        return;
    };
    let mut passages = vec![passage(length), passage(time)];
    passages.sort_by_key(|it| it.span.start);
    if (Decimal::from(least)..=Decimal::from(most)).contains(&stated) {
        let label = format!("{}: {}", time.text, length.text);
        outcome.confirmed.push(Confirmation { fact: "time-span".to_owned(), label, passages });
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", time.text.clone());
    values.insert("count", length.text.clone());
    let plural = if most == 1 { "" } else { "s" };
    values.insert("quantity", format!("{} or {most} {unit}{plural}", (most - 1).max(0)));
    outcome.violations.push(Violation::new(passages, values, vec![key_of(length), key_of(time)]));
}
