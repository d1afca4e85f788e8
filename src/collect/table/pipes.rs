//! Tables of plain text: lines whose cells are told apart by `|` or by tabs.

use super::super::span_of;
use super::{Cell, Table};
use crate::claim::Span;

/// Fewer lines are no table: a line of menu entries has bars as well.
const FEWEST_ROWS: usize = 3;

/// The tables of a text and where they stand, in its order: lines that follow each other and have as many cells.
pub(in crate::collect) fn tables(text: &str) -> Vec<(Span, Table)> {
    let lines: Vec<Row<'_>> = text.lines().map(Row::of).collect();
    let runs = lines.chunk_by(|a, b| a.cells.len() == b.cells.len());
    let is_table =
        |it: &&[Row<'_>]| it.len() >= FEWEST_ROWS && it.iter().all(|it| it.cells.len() > 1);
    runs.filter(is_table).filter_map(|it| table(text, it)).collect()
}

/// A line with the cells in it.
struct Row<'t> {
    line: &'t str,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Self {
        let own = line.trim_matches(' ');
        let cells: Vec<&str> = if own.contains('\t') {
            own.split('\t').collect()
        } else if own.starts_with('|') && own.ends_with('|') && own.len() > 1 {
            own[1..own.len() - 1].split('|').collect()
        } else if own.contains(" | ") {
            own.split('|').collect()
        } else {
            Vec::new()
        };
        Self { line: own, cells: cells.into_iter().map(str::trim).collect() }
    }

    /// Whether it only draws a line below the headings.
    fn is_rule(&self) -> bool {
        self.cells.iter().all(|it| it.chars().all(|it| matches!(it, '-' | '=' | ':' | '+')))
    }
}

fn table(text: &str, rows: &[Row<'_>]) -> Option<(Span, Table)> {
    let (first, last) = (rows.first()?, rows.last()?);
    let span = span_of(text, first.line).cover(span_of(text, last.line));
    let cell = |own: &&str| Cell {
        text: (*own).to_owned(),
        runs: vec![(Span::new(0, own.len()), span_of(text, own))],
        ..Cell::default()
    };
    let rows = rows.iter().filter(|it| !it.is_rule());
    let rows = rows.map(|it| it.cells.iter().map(cell).collect()).collect();
    Some((span, Table { rows, ..Table::default() }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Vec<String> {
        let rows = |it: &Table| {
            let row = |it: &Vec<Cell>| {
                let cells: Vec<&str> = it.iter().map(|it| it.text.as_str()).collect();
                cells.join(",")
            };
            it.rows.iter().map(row).collect::<Vec<_>>().join(" / ")
        };
        tables(text)
            .iter()
            .map(|(span, it)| format!("{}..{} {}", span.start, span.end, rows(it)))
            .collect()
    }

    #[test]
    fn lines_of_as_many_cells_are_a_table() {
        let cases = [
            (
                "bars",
                "Catch\nPort | Tons\nCallao | 12\nIlo | 7\nText.\n",
                "6..37 Port,Tons / Callao,12 / Ilo,7",
            ),
            (
                "bars around",
                "| Port | Tons |\n|------|------|\n| Ilo | 7 |\n",
                "0..43 Port,Tons / Ilo,7",
            ),
            ("tabs", "Port\tTons\nCallao\t12\nIlo\t7", "0..25 Port,Tons / Callao,12 / Ilo,7"),
            ("empty cells", "a |  | 1\nb | x | \nc | y | 3\n", "0..27 a,,1 / b,x, / c,y,3"),
            ("two lines", "Home | News | Ports\nMore | Boats | Nets\n", ""),
            ("one width", "a | 1\nb | 2 | 3\nc | 4\n", ""),
            ("a sentence", "The vote (yes | no)\nwas close.\nIt went on.\n", ""),
        ];
        for (name, text, expected) in cases {
            assert_eq!(shown(text).join("; "), expected, "{name}");
        }
    }

    #[test]
    fn cells_know_their_bytes() {
        let text = "é | 1\nb | 2\nc | 30\n";
        for (_, table) in tables(text) {
            for cell in table.rows.iter().flatten() {
                assert_eq!(&text[cell.runs[0].1.range()], cell.text);
            }
        }
        assert_eq!(tables(text).len(), 1);
    }
}
