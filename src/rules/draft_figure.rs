//! `draft-figure`: a figure of a draft that its source gives otherwise.

use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation};
use crate::claim::{Covered, Passage, Support};

/// Parameters of `draft-figure`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct DraftFigure {}

impl Check for DraftFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let contradicted = table.covered.iter().filter(|it| it.support == Support::Contradicted);
        Outcome { violations: contradicted.map(violation).collect(), ..Outcome::default() }
    }
}

fn violation(covered: &Covered) -> Violation {
    let differs: Vec<&str> = covered.differs.iter().map(|it| it.phrase()).collect();
    let first = covered.places.first();
    let mut values = super::template::Values::new();
    values.insert("left", covered.passage.text.clone());
    values.insert("right", first.map_or_else(String::new, |it| it.text.clone()));
    values.insert("differs", differs.join(" and "));
    let said = |it: &Passage| format!("{} {}", it.source.key, it.text);
    let key = std::iter::once(covered.key()).chain(covered.places.iter().map(said)).collect();
    let passages = std::iter::once(&covered.passage).chain(&covered.places).cloned().collect();
    Violation::new(passages, values, key)
}
