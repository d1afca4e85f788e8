//! A mapping guessed from a data file, to be mended by hand.

use std::fmt::Write as _;

use crate::claim::{Grid, GridColumn};
use crate::lexicon::{HeadingRole, Lexicon, VerbForm};

/// How many of ten cells must look like it for a column to be one of places or deeds.
const MOST: usize = 6;

/// The entry of `data` in `crosscheck.yaml` for each table of a file, as YAML with comments; `None` where no table of
/// it holds figures.
pub fn guess(file: &str, grids: &[Grid], lexicon: &Lexicon) -> Option<String> {
    let mut yaml = String::new();
    let tables = grids.iter().filter(|it| it.columns.iter().any(|it| it.is_value));
    let several = tables.clone().count() > 1;
    for grid in tables {
        let columns = Guess::of(grid, lexicon);
        if columns.values.is_empty() {
            continue;
        }
        columns.write(file, several, &mut yaml);
    }
    (!yaml.is_empty()).then_some(yaml)
}

/// Which columns of a table seem to mean what.
struct Guess<'g> {
    grid: &'g Grid,
    values: Vec<&'g GridColumn>,
    roles: Vec<(&'static str, &'g GridColumn)>,
    unused: Vec<&'g GridColumn>,
}

impl<'g> Guess<'g> {
    fn of(grid: &'g Grid, lexicon: &Lexicon) -> Self {
        let is_named = |role, it: &GridColumn| lexicon.headings.is(role, &it.heading);
        let is_plain_unit = |it: &GridColumn| it.name.to_lowercase().starts_with("unit");
        let has_plain_unit = grid.columns.iter().position(is_plain_unit);
        let mut guess = Self { grid, values: Vec::new(), roles: Vec::new(), unused: Vec::new() };
        for (index, column) in grid.columns.iter().enumerate() {
            let are = |of: &dyn Fn(&str) -> bool| {
                let cells = || (0..grid.rows.len()).filter_map(|it| grid.cell(it, index));
                let count = cells().count();
                count > 0 && cells().filter(|it| of(&it.text)).count() * 10 >= count * MOST
            };
            let is_place = |it: &str| lexicon.places.find(it).is_some();
            let is_deed = |it: &str| {
                let entry = lexicon.word(it.split(' ').next().unwrap_or_default());
                entry.is_some_and(|it| {
                    it.nominal.is_some() || it.verb.is_some_and(|it| it.1 == VerbForm::Past)
                })
            };
            let is_name = is_named(HeadingRole::Label, column);
            // Beside a column headed "unit", one headed "what" says something else.
            let says_unit = is_named(HeadingRole::Unit, column)
                && (has_plain_unit.is_none_or(|it| it == index));
            let role = match column {
                it if it.is_value && !is_name => None,
                it if is_named(HeadingRole::Period, it) => Some("period"),
                it if is_named(HeadingRole::Source, it) => Some("source"),
                it if is_named(HeadingRole::Place, it) || are(&is_place) => Some("place"),
                it if is_named(HeadingRole::Action, it) => Some("action"),
                _ if says_unit => Some("unit"),
                _ if are(&is_deed) => Some("action"),
                _ => Some("label"),
            };
            match role {
                None => guess.values.push(column),
                Some(role) if guess.roles.iter().all(|it| it.0 != role) => {
                    guess.roles.push((role, column));
                }
                Some(_) => guess.unused.push(column),
            }
        }
        guess
    }

    fn write(&self, file: &str, several: bool, yaml: &mut String) {
        let mut line = |text: String| {
            let _: std::fmt::Result = writeln!(yaml, "{text}");
        };
        line(format!("  - file: {}", quoted(file)));
        if self.grid.name.starts_with('/') {
            line(format!("    records: {}", quoted(&self.grid.name)));
        } else if several && !self.grid.name.is_empty() {
            line(format!("    sheet: {}", quoted(&self.grid.name)));
        }
        let values: Vec<String> = self.values.iter().map(|it| quoted(&it.name)).collect();
        match values.as_slice() {
            [one] => line(format!("    value: {one}")),
            several => line(format!("    value: [{}]", several.join(", "))),
        }
        for (role, column) in &self.roles {
            line(format!("    {role}: {}", quoted(&column.name)));
        }
        let missing: Vec<&str> = ["unit", "action", "place", "period", "source"]
            .into_iter()
            .filter(|it| self.roles.iter().all(|role| role.0 != *it))
            .collect();
        if !missing.is_empty() {
            let one = missing.iter().map(|it| format!("{it}: …")).collect::<Vec<_>>().join(", ");
            line(format!("    # constants: {{ {one} }}    # what no column says"));
        }
        if let Some(first) = self.unused.first() {
            let all: Vec<&str> = self.unused.iter().map(|it| &*it.name).collect();
            line(format!("    # not used: {}", all.join(", ")));
            line(format!(
                "    # filter: {{ {}: [ … ] }}    # only rows with one of these",
                quoted(&first.name)
            ));
        }
    }
}

/// A text as YAML writes it.
fn quoted(text: &str) -> String {
    let is_plain = text.starts_with(|it: char| it.is_alphabetic() || it == '/')
        && text.chars().all(|it| it.is_alphanumeric() || " _-./".contains(it))
        && !text.ends_with(' ')
        && !["true", "false", "yes", "no", "null", "on", "off", "y", "n"]
            .contains(&text.to_lowercase().as_str());
    if is_plain { text.to_owned() } else { format!("'{}'", text.replace('\'', "''")) }
}
