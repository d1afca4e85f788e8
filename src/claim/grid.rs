//! A table of a document as a table: what checks over rows and columns look at.

use super::Span;

/// A cell with text in it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct GridCell {
    /// Its text, trimmed.
    pub text: Box<str>,
    /// Where it stands in the document's text; `None` for headings and labels, which are read beside each figure.
    pub span: Option<Span>,
    /// Whether the file stores a text here although it may look like a number; `None` where files know no types.
    pub is_text: Option<bool>,
}

/// What stands above a column.
#[derive(Clone, Debug, Default, PartialEq)]
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
#[derive(Clone, Debug, Default, PartialEq)]
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
}
