//! `bound-figure`: a sentence that is bound to a cell says what stands in the cell.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::claim_at;
use crate::claim::{CellName, Claim, Confirmation};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation, key_of, passage};

/// Parameters of `bound-figure`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct BoundFigure {}

impl Check for BoundFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, document) in table.documents.iter().enumerate() {
            for binding in &document.bindings {
                if let Some(name) = &binding.cell {
                    judge(table, (index, binding.at), name, &mut outcome);
                }
            }
        }
        outcome
    }
}

fn judge(table: &Table<'_>, place: (usize, usize), name: &CellName, outcome: &mut Outcome) {
    let Some(cell) = cell(table, name) else { return };
    let said = sentence_before(table.claims, place);
    let relation = |it: &Claim| {
        let (x, y) = table.lexicon.in_one_unit(it, cell)?;
        Some(x.may_stand_for(&y))
    };
    if let Some(same) = said.iter().find(|it| relation(it) == Some(true)) {
        outcome.confirmed.push(Confirmation {
            fact: "bound-figure".to_owned(),
            label: format!("{} as in {}", same.text, name.file),
            passages: vec![passage(same), passage(cell)],
        });
        return;
    }
    // What is of the cell's unit is what was meant; else what stands nearest.
    let unit = |it: &&&Claim| relation(it).is_some() && entity(it) == entity(cell);
    let meant = said
        .iter()
        .rev()
        .find(unit)
        .or_else(|| said.iter().rev().find(|it| relation(it).is_some()));
    let Some(meant) = meant.or(said.last()) else { return };
    let mut values = Values::new();
    values.insert("left", meant.text.clone());
    values.insert("right", cell.text.clone());
    let passages = vec![passage(meant), passage(cell)];
    outcome.violations.push(Violation::new(passages, values, vec![key_of(meant), key_of(cell)]));
}

/// What is counted, synonyms folded.
fn entity(claim: &Claim) -> Option<&str> {
    claim.counted.as_ref().map(|it| &*it.entity)
}

/// The claim in the cell that a binding names.
fn cell<'t>(table: &Table<'t>, name: &CellName) -> Option<&'t Claim> {
    let is_it = |path: &str| path == name.file;
    let (index, data) = table
        .documents
        .iter()
        .enumerate()
        .find(|it| it.1.is_bound_only && is_it(&it.1.source.path))?;
    let span = data.grids.iter().find_map(|grid| {
        let (row, column) = grid.find(&name.rows, &name.column).ok()?;
        grid.cell(row, column)?.span
    })?;
    claim_at(table.cells, index, span)
}

/// The figures of the last sentence with figures before a place.
fn sentence_before(claims: &[Claim], (document, at): (usize, usize)) -> Vec<&Claim> {
    let end = claims.partition_point(|it| (it.document, it.span.end) <= (document, at));
    let before = claims.get(..end).unwrap_or_default();
    let is_figure = |it: &&Claim| it.quantity.is_some() && !it.kind.is_time();
    let Some(last) = before.iter().rev().take_while(|it| it.document == document).find(is_figure)
    else {
        return Vec::new();
    };
    let own = before.iter().rev().take_while(|it| it.document == document);
    let mut said: Vec<&Claim> = own
        .take_while(|it| it.sentence == last.sentence || !is_figure(it))
        .filter(is_figure)
        .collect();
    said.reverse();
    said
}
