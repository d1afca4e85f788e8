//! `draft-figure`: a figure of a draft that its source gives otherwise, or one of its sources.

use rustc_hash::FxHashMap;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::hint::hint_of;
use super::{Check, Outcome, Table, Violation};
use crate::claim::{Claim, Covered, Passage, Severity, Support};

/// Parameters of `draft-figure`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct DraftFigure {}

impl Check for DraftFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let against =
            |it: &&Covered| it.support == Support::Contradicted || !it.disputed.is_empty();
        let against = table.covered.iter().filter(against);
        let claims: FxHashMap<&str, &Claim> = table.claims.iter().map(|it| (&*it.id, it)).collect();
        let told = against.map(|it| violation(it, &claims));
        Outcome { violations: told.collect(), ..Outcome::default() }
    }
}

fn violation(covered: &Covered, claims: &FxHashMap<&str, &Claim>) -> Violation {
    let differs: Vec<&str> = covered.differs.iter().map(|it| it.phrase()).collect();
    // Where others bear it out, those that do not are told.
    let is_disputed = !covered.disputed.is_empty();
    let places = if is_disputed { &covered.disputed } else { &covered.places };
    let first = places.first();
    let mut values = super::template::Values::new();
    values.insert("left", covered.passage.text.clone());
    values.insert("right", first.map_or_else(String::new, |it| it.text.clone()));
    let other = if is_disputed { "another value".to_owned() } else { differs.join(" and ") };
    values.insert("differs", other);
    let said = |it: &Passage| format!("{} {}", it.source.key, it.text);
    let key = std::iter::once(covered.key()).chain(places.iter().map(said)).collect();
    let passages = std::iter::once(&covered.passage).chain(places).cloned().collect();
    // Where another source bears it out, or a later one brings news, it is no mistake for certain.
    let severity = is_disputed.then_some(Severity::Warning);
    let claim = |it: &Passage| it.claim.as_deref().and_then(|it| claims.get(it).copied());
    let both = claim(&covered.passage).filter(|_| covered.is_whole).zip(first.and_then(claim));
    let hint = both.and_then(|(own, other)| hint_of(own, other));
    Violation { severity, hint, ..Violation::new(passages, values, key) }
}
