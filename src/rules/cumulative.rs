//! `cumulative`: a count of all so far does not fall.
//!
//! "By Monday 1,200 had died; by Tuesday the toll was 1,150": a running total can only stay or grow, unless the text says
//! that it was revised. Two days' own counts may do as they like, so both passages must say that they count all so far.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::words::says;
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Statistic};

/// Parameters of `cumulative`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Cumulative {
    /// Words that make a count one of all so far: by, toll, to date.
    so_far: Vec<String>,
    /// Words that allow a smaller figure: revised, corrected.
    revised: Vec<String>,
}

impl Check for Cumulative {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let is_all = self.counts_all(table.claims);
        let is_running = |it: &Claim| {
            it.statistic == Statistic::Amount
                && it.is_exact()
                && it.actions.iter().any(|it| table.lexicon.families.is_running(&it.family))
        };
        let totals: Vec<&Claim> = table
            .claims
            .iter()
            .zip(is_all)
            .filter(|(it, is_all)| *is_all && is_running(it))
            .map(|it| it.0)
            .collect();
        let of_one_text = totals.chunk_by(|a, b| a.document == b.document);
        let pairs = of_one_text.flat_map(|of| {
            let next = |at: usize| of[at + 1..].iter().take(REACH);
            of.iter().enumerate().flat_map(move |(at, a)| next(at).map(move |b| (*a, *b)))
        });
        let violations = pairs.filter_map(|(a, b)| {
            let (earlier, later) = order(a, b).filter(|_| is_alike(a, b))?;
            let falls = earlier.stated()?.value() > later.stated()?.value();
            falls.then(|| {
                let mut values = super::template::Values::new();
                values.insert("left", earlier.text.clone());
                values.insert("right", later.text.clone());
                let key = [earlier, later].map(key_of).to_vec();
                Violation::new(vec![passage(a), passage(b)], values, key)
            })
        });
        Outcome { violations: violations.collect(), ..Outcome::default() }
    }
}

/// A total is held against so many that follow it.
const REACH: usize = 32;

impl Cumulative {
    /// For each claim whether its sentence counts all so far; each sentence is read once.
    fn counts_all(&self, claims: &[Claim]) -> Vec<bool> {
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.sentence == b.sentence;
        let of_sentence = claims.chunk_by(same).flat_map(|sentence| {
            let text = sentence.first().map_or("", |it| &it.sentence_text);
            let is_all = says(text, &self.so_far) && !says(text, &self.revised);
            std::iter::repeat_n(is_all, sentence.len())
        });
        of_sentence.collect()
    }
}

/// The same act of the same things, nothing narrower on one side.
fn is_alike(a: &Claim, b: &Claim) -> bool {
    let shares_act = a.actions.iter().any(|x| b.actions.iter().any(|y| x.family == y.family));
    let narrowed = |it: &Claim| it.counted.as_ref().map(|it| it.qualifiers.clone());
    let is_one_thing = narrowed(a)
        .zip(narrowed(b))
        .is_none_or(|(x, y)| x.is_empty() && y.is_empty() || x.iter().any(|it| y.contains(it)));
    // The toll is the count of the dead: what is done is said, what it is done to may go by two names.
    shares_act && is_one_thing && a.kind == b.kind && a.places == b.places
}

/// The two in the order of the times they name.
fn order<'c>(a: &'c Claim, b: &'c Claim) -> Option<(&'c Claim, &'c Claim)> {
    let (x, y) = (a.period?.end()?, b.period?.end()?);
    match x.cmp(&y) {
        std::cmp::Ordering::Less => Some((a, b)),
        std::cmp::Ordering::Greater => Some((b, a)),
        std::cmp::Ordering::Equal => None,
    }
}
