//! `match`: what two texts of one story say of one thing, as the matcher has set them against each other.
//!
//! A rule says which matches it is about: whether the figures differ or agree, and how the two must stand by some kinds of
//! evidence. What they weigh, which excuse they have and what they ask for is the matcher's to say; the rule says how much
//! of that it shows, and in which words.

use std::collections::{BTreeMap, BTreeSet};

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::group::{self, Group};
use super::hint::hint_among;
use super::{Check, Outcome, Table, Violation};
use crate::claim::{Claim, Figure, Matched, Row};

/// Parameters of `match`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Match {
    /// Whether the figures differ or agree.
    figures: Figures,
    /// For kinds of evidence the levels that it may stand at.
    #[serde(default)]
    levels: BTreeMap<String, BTreeSet<String>>,
    /// For kinds of evidence the levels that no other match of the figure in the same two texts may stand at.
    #[serde(default)]
    none: BTreeMap<String, BTreeSet<String>>,
    /// How many significant digits a figure must have that agrees; 2 where nothing is said.
    #[serde(default = "two")]
    digits: u32,
    /// From which weight on, in tenths of a bit; where nothing is said, what asks for an editor's time.
    least: Option<i32>,
}

fn two() -> u32 {
    2
}

/// Whether two figures say the same.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "kebab-case")]
enum Figures {
    /// They exclude each other: one disagreement for each thing.
    Differ,
    /// They say the same.
    Agree,
}

impl Check for Match {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        match self.figures {
            Figures::Differ => self.disagreements(table),
            Figures::Agree => self.agreements(table),
        }
    }

    fn unknown(&self, table: &Table<'_>) -> Option<String> {
        let features = table.reading.features();
        self.levels.iter().chain(&self.none).find_map(|(name, wanted)| {
            let Some((_, levels)) = features.iter().find(|it| it.0 == name) else {
                let names: Vec<&str> = features.iter().map(|it| it.0).collect();
                return Some(format!(
                    "asks for evidence `{name}`, which there is not; there is {}",
                    names.join(", ")
                ));
            };
            let unknown = wanted.iter().find(|it| !levels.contains(&it.as_str()))?;
            Some(format!(
                "asks for `{name}: {unknown}`; the levels of `{name}` are: {}",
                levels.join(", ")
            ))
        })
    }
}

impl Match {
    fn stands(&self, pair: &Matched, table: &Table<'_>) -> bool {
        self.levels.iter().all(|(feature, levels)| {
            table.reading.level(pair, feature).is_some_and(|it| levels.contains(it))
        })
    }

    /// The figures that two texts give in a way that the rule does not allow beside its own.
    fn told_otherwise(&self, table: &Table<'_>) -> FxHashSet<Key> {
        let is_told = |pair: &&Matched| {
            pair.agrees
                && self.none.iter().any(|(feature, levels)| {
                    table.reading.level(pair, feature).is_some_and(|it| levels.contains(it))
                })
        };
        table.matches.iter().filter(is_told).filter_map(|it| key(it, table)).collect()
    }

    /// One for each row whose surest clash is one to speak of.
    fn disagreements(&self, table: &Table<'_>) -> Outcome {
        let mut violations = Vec::new();
        for row in table.rows {
            let Some(pair) = row.clash.and_then(|it| table.matches.get(it)) else { continue };
            let severity = table.reading.severity(pair.weight);
            let is_enough = self.least.map_or(severity.is_some(), |it| pair.weight >= it);
            if is_enough && pair.excuse.is_none() && self.stands(pair, table) {
                violations
                    .extend(disagreement(row, pair, table).map(|it| Violation { severity, ..it }));
            }
        }
        Outcome { violations, ..Outcome::default() }
    }

    /// One for each figure that several texts give.
    fn agreements(&self, table: &Table<'_>) -> Outcome {
        let is_precise =
            |it: &Claim| it.stated().is_some_and(|it| it.significant_digits() >= self.digits);
        let is_meant = |pair: &&Matched| {
            let claims = [pair.left, pair.right].map(|it| table.claims.get(it));
            pair.agrees
                && self.least.is_none_or(|it| pair.weight >= it)
                && claims.into_iter().all(|it| it.is_some_and(is_precise))
                && is_one_figure(pair, table)
                && self.stands(pair, table)
        };
        let told = self.told_otherwise(table);
        let is_alone = |it: &&Matched| key(it, table).is_none_or(|it| !told.contains(&it));
        let found: Vec<&Matched> = table.matches.iter().filter(is_meant).filter(is_alone).collect();
        group::outcome(&found, |pairs| {
            let group = Group::new(pairs, table)?;
            let mut values = group.values();
            let noun =
                |it: &Claim| it.counted.as_ref().map_or_else(String::new, |it| it.text.clone());
            values.insert("quantity", super::phrasing::figure(group.left));
            values.insert("left", noun(group.left));
            values.insert("right", noun(group.right));
            Some(group.violation(values, table))
        })
    }
}

/// Two documents with a figure that both give.
type Key = (usize, usize, Decimal);

fn key(pair: &Matched, table: &Table<'_>) -> Option<Key> {
    let (a, b) = (table.claims.get(pair.left)?, table.claims.get(pair.right)?);
    Some((a.document, b.document, a.stated()?.value().normalize()))
}

/// The very same figure, not one that rounds to it.
fn is_one_figure(pair: &Matched, table: &Table<'_>) -> bool {
    let value = |it: usize| table.claims.get(it).and_then(Claim::stated).map(Figure::value);
    value(pair.left).is_some() && value(pair.left) == value(pair.right)
}

/// What would settle two running counts.
const UNDATED: &str = "such counts grow, and no dates say which report is the later one: a `published` for both in \
                       sources.yaml would";

/// Two running counts, and no two dates that say which is the later one.
fn may_have_grown(a: &Claim, b: &Claim, table: &Table<'_>) -> bool {
    let is_undated = a.source.published.is_none() || b.source.published.is_none();
    is_undated && table.lexicon.is_running(a) && table.lexicon.is_running(b)
}

fn disagreement(row: &Row, pair: &Matched, table: &Table<'_>) -> Option<Violation> {
    let claims = row.cells.iter().filter_map(|it| table.claims.get(*it)).collect();
    let group = Group::of(pair, claims, table)?;
    let may_grow = || may_have_grown(group.left, group.right, table).then(|| UNDATED.to_owned());
    let hint = hint_among(group.left, group.right, table.claims).or_else(may_grow);
    Some(Violation { hint, ..group.violation(group.values(), table) })
}
