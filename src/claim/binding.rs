//! A figure bound to a cell: `<!-- crosscheck: data.csv#row=2025,col=repatriated -->` beside a sentence.

/// A comment that binds the sentence before it to a cell of a data file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Binding {
    /// Where the comment stands in the document's text.
    pub at: usize,
    /// Its line in the file, from 1.
    pub line: usize,
    /// The cell; `None` where the comment names none.
    pub cell: Option<CellName>,
}

/// How a binding names a cell.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct CellName {
    /// The data file, as reached from the document's folder.
    pub file: String,
    /// What stands in the cell's row; all of it must.
    pub rows: Vec<String>,
    /// The heading of its column.
    pub column: String,
}
