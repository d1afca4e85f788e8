//! `repeated-row`: what tells rows apart tells all of them apart.

use std::collections::BTreeMap;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::Sheet;
use crate::claim::{GridCell, Severity};
use crate::lexicon::{HeadingRole, Lexicon};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation};

/// Parameters of `repeated-row`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct RepeatedRow {
    /// How many rows must be told apart by their labels for each that is not.
    unique: usize,
}

impl Check for RepeatedRow {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for sheet in Sheet::all(table) {
            let mut rows = BTreeMap::<Vec<String>, Vec<usize>>::new();
            for row in sheet.rows() {
                let label = label(&sheet, row, table.lexicon);
                // Rows without any label are told apart by nothing.
                if label.iter().any(|it| !it.is_empty()) {
                    rows.entry(label).or_default().push(row);
                }
            }
            let twice: Vec<&Vec<usize>> = rows.values().filter(|it| it.len() > 1).collect();
            if rows.len() < self.unique * twice.len() {
                continue;
            }
            for same in twice {
                outcome.violations.extend(
                    same.windows(2).filter_map(|it| twins(&sheet, it[0], it[1], table.lexicon)),
                );
            }
        }
        outcome
    }
}

/// The cells of a row that hold no figures.
fn label(sheet: &Sheet<'_>, row: usize, lexicon: &Lexicon) -> Vec<String> {
    let columns = sheet.grid.columns.iter().enumerate().filter(|it| !it.1.is_value);
    let is_said = |it: &&GridCell| !lexicon.headings.is(HeadingRole::Missing, &it.text);
    let text = |column: usize| sheet.grid.cell(row, column).filter(is_said);
    columns.map(|it| text(it.0).map_or(String::new(), |it| it.text.to_lowercase())).collect()
}

/// Two rows of one label.
fn twins(sheet: &Sheet<'_>, first: usize, second: usize, lexicon: &Lexicon) -> Option<Violation> {
    let both = |column: &usize| Some((sheet.text(first, *column)?, sheet.text(second, *column)?));
    let differing = sheet.values().find(|it| both(it).is_some_and(|it| it.0 != it.1));
    let column = differing.or_else(|| sheet.values().find(|it| both(it).is_some()))?;
    // Two things of one name differ in most that is said of them.
    let (same, other): (Vec<usize>, Vec<usize>) =
        sheet.values().partition(|it| both(it).is_some_and(|it| it.0 == it.1));
    if other.len() > same.len().max(1) {
        return None;
    }
    let (left, right) = both(&column)?;
    let mut values = Values::new();
    let name: Vec<String> =
        label(sheet, first, lexicon).into_iter().filter(|it| !it.is_empty()).collect();
    let shown = sheet.grid.label(first).filter(|_| name.len() == 1);
    values.insert("names", shown.map_or_else(|| name.join(", "), str::to_owned));
    values.insert("left", left.to_owned());
    values.insert("right", right.to_owned());
    let passages = vec![sheet.passage(first, column)?, sheet.passage(second, column)?];
    let key = vec![sheet.key(first, column), sheet.key(second, column)];
    let severity = differing.is_none().then_some(Severity::Note);
    Some(Violation { severity, ..Violation::new(passages, values, key) })
}
