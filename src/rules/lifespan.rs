//! `lifespan`: somebody who was born then and died then was so old.
//!
//! "She was born in 1931 and died in 2019 at the age of 81": that is 87 or 88. Read where a paragraph tells one birth, one death
//! and one age; of days that are known by their year only every day is taken into account.

use jiff::civil::Date;
use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::words::before;
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Period};

/// Parameters of `lifespan`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Lifespan {
    /// Words right before the day somebody was born.
    born: Vec<String>,
    /// Words right before the day somebody died.
    died: Vec<String>,
}

/// So many words may stand between "born" and its day: "born in Oslo on".
const REACH: usize = 4;

impl Check for Lifespan {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let of_block = |a: &Claim, b: &Claim| a.document == b.document && a.block == b.block;
        for block in table.claims.chunk_by(of_block) {
            let times = || block.iter().filter(|it| it.kind.is_time());
            let born = only(times().filter(|it| follows(it, &self.born)));
            let died = only(times().filter(|it| follows(it, &self.died)));
            let age = only(block.iter().filter(|it| it.is_age()));
            if let (Some(born), Some(died), Some(age)) = (born, died, age) {
                judge(born, died, age, &mut outcome);
            }
        }
        outcome
    }
}

fn only<'c>(mut found: impl Iterator<Item = &'c Claim>) -> Option<&'c Claim> {
    found.next().filter(|_| found.next().is_none())
}

/// Whether one of the words stands shortly before a time.
fn follows(claim: &Claim, words: &[String]) -> bool {
    let lead = before(claim).unwrap_or_default();
    let mut near = lead.split(|it: char| !it.is_alphanumeric()).rev().filter(|it| !it.is_empty());
    near.by_ref().take(REACH).any(|it| words.iter().any(|word| word.eq_ignore_ascii_case(it)))
}

/// The fewest and the most full years from one time to another, whatever days they stand for.
fn years(from: &Period, to: &Period) -> Option<(i16, i16)> {
    let last = |it: &Period| it.end()?.yesterday().ok();
    let full = |from: Date, to: Date| {
        let is_before = (to.month(), to.day()) < (from.month(), from.day());
        to.year() - from.year() - i16::from(is_before)
    };
    Some((full(last(from)?, to.start()?), full(from.start()?, last(to)?)))
}

fn judge(born: &Claim, died: &Claim, age: &Claim, outcome: &mut Outcome) {
    let span = born.period.zip(died.period).and_then(|(from, to)| years(&from, &to));
    let Some((least, most)) = span.filter(|it| it.0 >= 0) else { return };
    let Some(stated) = age.stated().map(Figure::value).filter(|_| age.is_exact()) else { return };
    let mut passages = vec![passage(born), passage(died), passage(age)];
    passages.sort_by_key(|it| it.span.start);
    if (Decimal::from(least)..=Decimal::from(most)).contains(&stated) {
        let label = format!("{} to {}: {}", born.text, died.text, age.text);
        outcome.confirmed.push(Confirmation { fact: "lifespan".to_owned(), label, passages });
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", born.text.clone());
    values.insert("right", died.text.clone());
    values.insert("count", age.text.clone());
    let is_one = least == most;
    let span = if is_one { most.to_string() } else { format!("{least} or {most}") };
    values.insert("quantity", format!("{span} years"));
    let key = [born, died, age].map(key_of).to_vec();
    outcome.violations.push(Violation::new(passages, values, key));
}
