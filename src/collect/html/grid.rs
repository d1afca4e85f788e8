//! A table of a page: cells with the columns and rows that they span.

use std::collections::BTreeMap;

use super::{Run, raised};
use crate::claim::Span;
use crate::collect::table::{Cell, Table};

/// A cell with more text than this is part of a layout.
const LONGEST_CELL: usize = 400;

/// A table as the page has it.
#[derive(Debug, Default)]
pub(super) struct Grid {
    pub(super) caption: Vec<Run>,
    pub(super) rows: Vec<Vec<GridCell>>,
    /// Whether another table stands in it.
    pub(super) is_layout: bool,
}

/// A cell with the columns that it spans.
#[derive(Debug)]
pub(super) struct GridCell {
    pub(super) runs: Vec<Run>,
    pub(super) is_header: bool,
    pub(super) span: usize,
    /// How many rows it stands in.
    pub(super) rows: usize,
    /// The innermost element around it that looks like no content.
    pub(super) suspect: Option<usize>,
}

impl Grid {
    /// Takes out what surrounds the content; tells how much text is left.
    pub(super) fn prune(&mut self, is_out: impl Fn(Option<usize>) -> bool) -> usize {
        self.caption.retain(|it| !is_out(it.suspect));
        self.rows.retain_mut(|row| {
            let was_empty = row.is_empty();
            row.retain(|it| !is_out(it.suspect));
            was_empty || !row.is_empty()
        });
        for cell in self.rows.iter_mut().flatten() {
            cell.runs.retain(|it| !is_out(it.suspect));
        }
        let cells = self.rows.iter().flatten().flat_map(|it| &it.runs);
        self.caption.iter().chain(cells).map(|it| it.length).sum()
    }

    /// The table with the text of its cells.
    pub(super) fn read_aloud(&self, file: &str) -> Table {
        let cell = |runs: &[Run], is_header| {
            let mut cell = Cell { is_header, ..Cell::default() };
            raised::line(runs, file, |text, span| {
                let start = cell.text.len();
                cell.text.push_str(text);
                cell.runs.push((Span::new(start, cell.text.len()), span));
            });
            cell
        };
        let caption = cell(&self.caption, false).text;
        // A heading stands above all columns that it spans; a figure stands once.
        let spread = |it: &GridCell| {
            let cell = cell(&it.runs, it.is_header);
            let other = if it.is_header { cell.clone() } else { Cell::default() };
            let others = std::iter::repeat_n(other, it.span - 1);
            std::iter::once(cell).chain(others).collect::<Vec<_>>()
        };
        let mut rows: Vec<Vec<Cell>> = Vec::new();
        // Cells that reach into the rows below: how many rows more, by their column.
        let mut below = BTreeMap::<usize, (usize, Cell)>::new();
        for row in &self.rows {
            let mut cells: Vec<Cell> = Vec::new();
            let from_above = |cells: &mut Vec<Cell>, below: &mut BTreeMap<usize, (usize, Cell)>| {
                while let Some((left, cell)) = below.get_mut(&cells.len()) {
                    *left -= 1;
                    let (is_last, cell) = (*left == 0, cell.clone());
                    if is_last {
                        below.remove(&cells.len());
                    }
                    cells.push(cell);
                }
            };
            for it in row {
                from_above(&mut cells, &mut below);
                let spread = spread(it);
                if it.rows > 1 {
                    for (index, cell) in spread.iter().enumerate() {
                        // A label holds for all its rows; a figure stands once.
                        let cell = if cell.is_label() { cell.clone() } else { Cell::default() };
                        below.insert(cells.len() + index, (it.rows - 1, cell));
                    }
                }
                cells.extend(spread);
            }
            from_above(&mut cells, &mut below);
            rows.push(cells);
        }
        let is_layout =
            self.is_layout || rows.iter().flatten().any(|it| it.text.trim().len() > LONGEST_CELL);
        // A layout is read cell by cell.
        let rows =
            if is_layout { rows.into_iter().flatten().map(|it| vec![it]).collect() } else { rows };
        Table { caption: caption.trim().to_owned(), rows, ..Table::default() }
    }
}
