//! Tables of plain text: lines whose cells are told apart by `|` or by tabs.

use super::super::span_of;
use super::{Cell, Table};
use crate::claim::Span;

/// Fewer lines are no table: a line of menu entries has bars as well.
const FEWEST_ROWS: usize = 3;

/// More columns, and more cells in all, are no table that anybody laid out in a text.
const MOST_COLUMNS: usize = 200;
const MOST_CELLS: usize = 100_000;
/// A longer cell is a text, of which the columns are the lines of a transcript or a list.
const LONGEST_CELL: usize = 80;

/// The tables of a text and where they stand, in its order: lines that follow each other and have as many cells. Lines that
/// only draw rules may stand between.
pub(in crate::collect) fn tables(text: &str) -> Vec<(Span, Table)> {
    let mut found = Vec::new();
    let mut rows: Vec<Row<'_>> = Vec::new();
    let (mut rules, mut left) = (0, MOST_CELLS);
    for line in text.lines() {
        let row = Row::of(line);
        // Rules have cells or not, whatever the table has.
        if row.is_rule() {
            if !rows.is_empty() {
                rules += 1;
                continue;
            }
        } else if rows.last().is_none_or(|it| it.cells.len() == row.cells.len())
            && row.cells.len() > 1
        {
            rows.push(row);
            continue;
        }
        let own = std::mem::take(&mut rows);
        found.extend(table(text, &own, std::mem::take(&mut rules), &mut left));
        if row.cells.len() > 1 && !row.is_rule() {
            rows.push(row);
        }
    }
    found.extend(table(text, &rows, rules, &mut left));
    found
}

/// A line with the cells in it.
struct Row<'t> {
    line: &'t str,
    cells: Vec<&'t str>,
}

impl<'t> Row<'t> {
    fn of(line: &'t str) -> Self {
        let own = line.trim_matches(' ');
        // A tab at the beginning moves a paragraph in.
        let tabbed = own.trim_start_matches('\t');
        let cells: Vec<&str> = if tabbed.contains('\t') && tabbed.len() == own.len() {
            own.split('\t').take(MOST_COLUMNS + 1).collect()
        } else if own.starts_with('|') && own.ends_with('|') && own.len() > 1 {
            own[1..own.len() - 1].split('|').take(MOST_COLUMNS + 1).collect()
        } else if own.contains(" | ") {
            own.split('|').take(MOST_COLUMNS + 1).collect()
        } else {
            Vec::new()
        };
        Self { line: own, cells: cells.into_iter().map(str::trim).collect() }
    }

    /// Whether it only draws a line, as below the headings.
    fn is_rule(&self) -> bool {
        let is_drawn = |it: char| matches!(it, '-' | '=' | ':' | '+' | '|' | ' ' | '\t');
        self.line.len() >= 3 && self.line.chars().all(is_drawn) && self.line.contains(['-', '='])
    }
}

/// The table of some rows; `None` for what is none.
fn table(text: &str, rows: &[Row<'_>], rules: usize, left: &mut usize) -> Option<(Span, Table)> {
    let (first, last) = (rows.first()?, rows.last()?);
    let columns = first.cells.len();
    let is_text =
        |it: &&str| it.len() > LONGEST_CELL || it.len() > 12 && it.ends_with(['.', '!', '?']);
    // "1.", "00:01", "-": what numbers the lines of a list or a transcript.
    let is_number = |it: &&str| {
        !it.is_empty()
            && it.chars().all(|it| it.is_ascii_digit() || ".:)(-•*".contains(it))
            && it.contains(['.', ':', ')', '•', '*'])
    };
    let texts = rows.iter().flat_map(|it| &it.cells).filter(|it| is_text(it)).count();
    let numbered = rows.iter().filter_map(|it| it.cells.first()).filter(|it| is_number(it)).count();
    let is_table = rows.len() + rules.min(1) >= FEWEST_ROWS
        && (2..=MOST_COLUMNS).contains(&columns)
        && texts * 3 < rows.len()
        && !(columns == 2 && numbered * 2 > rows.len());
    let size = columns.saturating_mul(rows.len());
    *left = left.checked_sub(size).filter(|_| is_table)?;
    let span = span_of(text, first.line).cover(span_of(text, last.line));
    let cell = |own: &&str| Cell {
        text: (*own).to_owned(),
        runs: vec![(Span::new(0, own.len()), span_of(text, own))],
        ..Cell::default()
    };
    let rows = rows.iter().map(|it| it.cells.iter().map(cell).collect()).collect();
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
            (
                "a rule",
                "port | boats\n-----+-------\nIlo | 7\nArica | 9\n",
                "0..44 port,boats / Ilo,7 / Arica,9",
            ),
            ("a list", "1.\tIt held 64 men.\n2.\tIt freed 12 boats.\n3.\tIt ended.\n", ""),
            ("a transcript", "00:01\tAda: held 64\n00:05\tBo: so\n00:09\tAda: no\n", ""),
            ("moved in", "\tIt held 64 men\n\tand 12 boats\n\tin May\n", ""),
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
