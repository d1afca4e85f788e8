//! A table of a document as a table: what checks over rows and columns look at.

use serde::{Deserialize, Serialize};

use super::Span;

/// A cell with text in it.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct GridCell {
    /// Its text, trimmed.
    pub text: Box<str>,
    /// Where it stands in the document's text; `None` for headings and labels, which are read beside each figure.
    pub span: Option<Span>,
    /// Whether the file stores a text here although it may look like a number; `None` where files know no types.
    pub is_text: Option<bool>,
}

/// What stands above a column.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct GridColumn {
    /// Its name in the file: the whole heading, or the field's key.
    pub name: Box<str>,
    /// The words of its heading, without the unit.
    pub heading: Box<str>,
    /// The unit its heading or the table's caption gives: `million dollars`, `%`.
    pub unit: Box<str>,
    /// Whether it holds figures.
    pub is_value: bool,
}

/// The rows below the headings of one table.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
pub struct Grid {
    /// What the file calls the table: a sheet's name, a JSON pointer.
    pub name: Box<str>,
    /// The columns.
    pub columns: Vec<GridColumn>,
    /// The rows, each with at most as many cells as there are columns.
    pub rows: Vec<Vec<GridCell>>,
}

impl Grid {
    /// The cell in a row and a column, where it has text.
    pub fn cell(&self, row: usize, column: usize) -> Option<&GridCell> {
        self.rows.get(row)?.get(column).filter(|it| !it.text.is_empty())
    }

    /// The first text of a row that is no figure: what the row is about.
    pub fn label(&self, row: usize) -> Option<&str> {
        let cells = self.rows.get(row)?.iter().zip(&self.columns);
        cells.filter(|it| !it.1.is_value).map(|it| &*it.0.text).find(|it| !it.is_empty())
    }

    /// The row that has all of these texts in it, and the column of that name.
    ///
    /// # Errors
    ///
    /// What there is none of, or more than one.
    pub fn find(&self, rows: &[String], column: &str) -> Result<(usize, usize), String> {
        let wanted = plain(column);
        let at = self.columns.iter().position(|it| plain(&it.name) == wanted);
        let names = || self.columns.iter().map(|it| &*it.name).collect::<Vec<_>>().join(", ");
        let at =
            at.ok_or_else(|| format!("has no column `{column}`; its columns are: {}", names()))?;
        let texts: Vec<String> = rows.iter().map(|it| plain(it)).collect();
        let has = |row: &usize| {
            let cells: Vec<String> =
                self.rows.get(*row).into_iter().flatten().map(|it| plain(&it.text)).collect();
            texts.iter().all(|it| cells.contains(it))
        };
        let mut found = (0..self.rows.len()).filter(has);
        let said = rows.join("` and `");
        match (found.next(), found.next()) {
            (Some(row), None) => Ok((row, at)),
            (None, _) => Err(format!("has no row with `{said}`")),
            (Some(_), Some(_)) => Err(format!(
                "has more than one row with `{said}`; name another cell of it: row=A,row=B"
            )),
        }
    }
}

/// A name as columns and rows are told apart: case, `_` and `-` make no difference.
///
/// ```
/// use crosscheck::claim::plain_name;
/// assert_eq!(plain_name("suspectsRepatriated"), plain_name("Suspects_repatriated "));
/// ```
pub fn plain(name: &str) -> String {
    spoken(name).split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase()
}

/// A key as words: `suspects_repatriated`, `suspectsRepatriated`.
pub fn spoken(key: &str) -> String {
    let mut words = String::new();
    let mut before = ' ';
    for it in key.chars() {
        if it.is_uppercase() && before.is_lowercase() {
            words.push(' ');
        }
        words.push(if matches!(it, '_' | '-' | '.') { ' ' } else { it });
        before = it;
    }
    words
}
