//! Comma- and tab-separated values: a table whose cells keep their bytes, their row and their column.
//!
//! A file that somebody made by hand or with Excel is read as far as it can be: titles above the headings, a line that
//! names the separator, notes below. A row whose cells nobody can tell apart is told of and left out.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::builder::Builder;
use super::table::{Cell, MOST_TITLES, Table, is_figure};
use super::{Context, Reading, Refused};
use crate::claim::{BlockKind, Oddity, Origin, Source, Span};

/// Separators that are looked for, the likeliest first.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];
/// So many bytes and rows at the start tell the separator.
const HEAD: usize = 64 << 10;
const HEAD_ROWS: usize = 50;
/// The columns a spreadsheet has.
const MOST_COLUMNS: usize = 16_384;
/// Cells beyond this are no table that anybody reads.
const MOST_CELLS: usize = 500_000;
/// So many quotes without end are looked into.
const MOST_OPEN: usize = 100;
/// So many rows that were not read are told one by one.
const MOST_TOLD: usize = 20;
/// A heading is named by so many characters.
const LONGEST_NAME: usize = 60;

/// A row of a file.
#[derive(Debug)]
struct Row {
    /// Its number among the rows, and its line, both from 1.
    number: usize,
    line: usize,
    /// Its bytes.
    span: Span,
    cells: Vec<Cell>,
}

/// The rows of a file: titles, then the table.
#[derive(Debug, Default)]
struct Rows {
    titles: Vec<Row>,
    table: Vec<Row>,
    odd: Vec<Oddity>,
}

/// Reads a table.
pub(super) fn read(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let Rows { titles, table, odd } = rows(text)?;
    let name = |it: &Cell| it.text.trim().chars().take(LONGEST_NAME).collect::<String>();
    let header: Vec<String> =
        table.first().map_or_else(Vec::new, |row| row.cells.iter().map(name).collect());
    let first = table.first().map_or(0, |it| it.number);
    let named = |row: Row| -> Vec<Cell> {
        let is_below = row.number > first;
        let cell = |(column, cell): (usize, Cell)| {
            let name = header.get(column).filter(|it| !it.is_empty() && is_below);
            let at = match name {
                Some(name) => format!("row {}, column {name}", row.number),
                None => format!("row {}, column {}", row.number, column + 1),
            };
            Cell { at: Some(at), ..cell }
        };
        row.cells.into_iter().enumerate().map(cell).collect()
    };
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    let (far, near) = titles.split_at(titles.len().saturating_sub(MOST_TITLES));
    for title in far {
        out.block(BlockKind::Row);
        title.cells.iter().for_each(|it| it.pieces(&mut out));
    }
    out.close();
    let near = near.iter().map(|row| {
        let at = Some(format!("row {}, column 1", row.number));
        row.cells.iter().map(|it| Cell { at: at.clone(), ..it.clone() }).collect()
    });
    let rows = near.collect::<Vec<_>>().into_iter().chain(table.into_iter().map(named)).collect();
    Table { rows, ..Table::default() }.read_aloud(&mut out, context);
    Ok(Reading { odd, ..out.finish() })
}

/// The rows of a file, with the bytes of each cell.
///
/// # Errors
///
/// More columns or cells than any table has; a quote without end in the first row, or too many of them.
fn rows(text: &str) -> Result<Rows, Refused> {
    let mut start = 0;
    let mut line = 1;
    let mut separator = None;
    // Excel writes the separator above the table.
    let first = text[start..].split('\n').next().unwrap_or_default();
    if let Some(named) = first.trim().trim_matches('"').strip_prefix("sep=") {
        separator = named.chars().next().or(first.ends_with('\t').then_some('\t'));
        start = (start + first.len() + 1).min(text.len());
        line += 1;
    }
    let separator = separator.unwrap_or_else(|| find_separator(&text[start..]));
    let mut odd = Vec::new();
    let mut lost = 0;
    let mut rows: Vec<Row> = Vec::new();
    let mut number = 0;
    let mut count = 0;
    let mut at = start;
    while at < text.len() {
        let own = row(text, at, separator);
        let end = own.as_ref().map_or_else(|it| *it, |it| it.1);
        let (span, first_line) = (Span::new(at, end), line);
        // What ends a row is one line end, and so is what ends a line that was given up.
        let next = (end + 1).min(text.len());
        line += text[at..next].matches('\n').count();
        at = next;
        let cells = match own {
            Ok((cells, _)) => cells,
            Err(_) if rows.is_empty() || lost >= MOST_OPEN => {
                return Err(Refused::at(
                    first_line,
                    "a quote that opens here has no end; close it or write it twice",
                ));
            }
            Err(_) => {
                lost += 1;
                number += 1;
                odd.push((
                    first_line,
                    "has a quote without end and was not read; close it or write it twice"
                        .to_owned(),
                ));
                continue;
            }
        };
        // An empty line is no row.
        if cells.len() == 1 && cells[0].text.trim().is_empty() {
            continue;
        }
        number += 1;
        count += cells.len();
        if cells.len() > MOST_COLUMNS {
            let message = format!(
                "has more than {MOST_COLUMNS} columns, which no spreadsheet has; save the columns that are needed"
            );
            return Err(Refused::at(first_line, &message));
        }
        if count > MOST_CELLS {
            let message = format!(
                "has more than {MOST_CELLS} cells; save the rows and columns that are needed"
            );
            return Err(Refused::from(message));
        }
        rows.push(Row { number, line: first_line, span, cells });
    }
    Ok(sorted(text, rows, odd))
}

/// The cells of a row and where it ends; for a quote without end where the line ends in which it opens.
fn row(text: &str, start: usize, separator: char) -> Result<(Vec<Cell>, usize), usize> {
    let mut cells = Vec::new();
    let mut at = start;
    loop {
        let line_end = || text[at..].find('\n').map_or(text.len(), |it| at + it);
        let (cell, next) = cell(text, at, separator).ok_or_else(line_end)?;
        cells.push(cell);
        at = next;
        if !text[at..].starts_with(separator) || cells.len() > MOST_COLUMNS {
            return Ok((cells, at));
        }
        at += separator.len_utf8();
    }
}

/// Tells titles, rows of the table and what is neither apart.
fn sorted(text: &str, rows: Vec<Row>, lost: Vec<(usize, String)>) -> Rows {
    let width = width(&rows);
    let is_whole = |it: &Row| it.cells.len() == width;
    let first = rows.iter().position(is_whole).unwrap_or(0);
    let has_figure =
        rows.get(first).is_some_and(|it| it.cells.iter().any(|it| is_figure(&it.text)));
    let mut sorted = Rows::default();
    let mut told = lost;
    for (index, mut row) in rows.into_iter().enumerate() {
        let filled = row.cells.iter().rposition(|it| !it.text.trim().is_empty());
        let filled = filled.map_or(0, |it| it + 1);
        let found = row.cells.len();
        // Separators without anything behind them are no cells.
        if filled <= width && found > width {
            row.cells.truncate(width);
        }
        match row.cells.len() {
            it if it == width => sorted.table.push(row),
            _ if filled == 0 => {}
            // A line above the headings, whatever stands in it.
            it if index < first && (it == 1 || !has_figure) => {
                let line = text.get(row.span.range()).unwrap_or_default();
                let run = (Span::new(0, line.len()), row.span);
                let whole = Cell { text: line.to_owned(), runs: vec![run], ..Cell::default() };
                let cells = if it == 1 { row.cells } else { vec![whole] };
                sorted.titles.push(Row { cells, ..row });
            }
            // A note below the table or between its parts.
            1 if !is_figure(&row.cells[0].text) => {
                row.cells.resize(width, Cell::default());
                sorted.table.push(row);
            }
            _ => {
                let cells = if found == 1 { "cell" } else { "cells" };
                let message = format!(
                    "has {found} {cells} where other rows have {width} and was not read; add the missing separator, or \
                     put text with a separator in quotes"
                );
                told.push((row.line, message));
            }
        }
    }
    told.sort();
    let more = told.len().saturating_sub(MOST_TOLD);
    told.truncate(MOST_TOLD);
    let odd = |(line, message)| Oddity { line: Some(line), message, is_incomplete: true };
    sorted.odd = told.into_iter().map(odd).collect();
    if more > 0 {
        let message = format!("has {more} more rows that were not read for the same reasons");
        sorted.odd.push(Oddity { line: None, message, is_incomplete: true });
    }
    sorted
}

/// How many cells most rows have, of equally many the first; titles and notes of one cell tell nothing where there are
/// wider rows.
fn width(rows: &[Row]) -> usize {
    let mut counts = BTreeMap::<usize, (usize, usize)>::new();
    for (index, row) in rows.iter().enumerate() {
        counts.entry(row.cells.len()).or_insert((0, index)).0 += 1;
    }
    let most = |least: usize| {
        let those = counts.iter().filter(|it| *it.0 >= least);
        those.max_by_key(|(_, (count, first))| (*count, usize::MAX - first)).map(|it| *it.0)
    };
    let count = |it: usize| counts.get(&it).map_or(0, |it| it.0);
    let wide = most(2).filter(|it| count(*it) * 4 >= count(1));
    let width = wide.or_else(|| most(1)).unwrap_or(0);
    // Where every row ends in separators, the cells behind them are none.
    let filled = |it: &Row| it.cells.iter().rposition(|it| !it.text.trim().is_empty());
    let whole = rows.iter().filter(|it| it.cells.len() == width);
    whole.filter_map(filled).max().map_or(width, |it| it + 1)
}

/// One cell from `at` on, and where it ends; `None` for a quote without end.
fn cell(text: &str, at: usize, separator: char) -> Option<(Cell, usize)> {
    let rest = &text[at..];
    let mut cell = Cell::default();
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([separator, '\n']).unwrap_or(rest.len());
        cell.text.push_str(&rest[..end]);
        cell.runs.push((Span::new(0, end), Span::new(at, at + end)));
        return Some((cell, at + end));
    };
    let mut push = |from: usize, piece: &str| {
        let start = cell.text.len();
        cell.text.push_str(piece);
        let file = at + 1 + from;
        cell.runs.push((Span::new(start, cell.text.len()), Span::new(file, file + piece.len())));
    };
    // A quote inside is written twice.
    let mut from = 0;
    loop {
        let end = from + quoted[from..].find('"')?;
        let is_double = quoted[end + 1..].starts_with('"');
        push(from, &quoted[from..end + usize::from(is_double)]);
        from = end + 1 + usize::from(is_double);
        if !is_double {
            break;
        }
    }
    let after = &quoted[from..];
    let end = after.find([separator, '\n']).unwrap_or(after.len());
    let tail = &after[..end];
    if !tail.trim().is_empty() {
        // The quote that ends this one opens another cell, lines below.
        if quoted[..from].contains('\n') {
            return None;
        }
        push(from, tail);
    }
    Some((cell, at + 1 + from + end))
}

/// The separator that divides most lines into as many cells; of equals the one that stands between figures least.
fn find_separator(text: &str) -> char {
    let head = &text[..text.floor_char_boundary(HEAD)];
    let head =
        if head.len() < text.len() { head.rsplit_once('\n').map_or(head, |it| it.0) } else { head };
    let score = |separator: char| {
        // How many rows have so many cells, and how many of the separators are decimal marks.
        let mut rows = BTreeMap::<usize, (usize, usize)>::new();
        let mut at = 0;
        for _ in 0..HEAD_ROWS {
            if at >= head.len() {
                break;
            }
            let Ok((cells, end)) = row(head, at, separator) else { break };
            let bounds = || cells.iter().zip(cells.iter().skip(1));
            let digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
            let marks = bounds().filter(|(left, right)| {
                digit(left.text.chars().next_back()) && digit(right.text.chars().next())
            });
            let count = rows.entry(cells.len()).or_default();
            count.0 += 1;
            count.1 += cells.len() - 1 - marks.count();
            at = end + 1;
        }
        rows.into_iter().filter(|it| it.0 > 1).map(|it| it.1).max().unwrap_or_default()
    };
    let best = SEPARATORS.into_iter().rev().max_by_key(|it| score(*it));
    best.unwrap_or(SEPARATORS[0])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, Refused> {
        let Rows { titles, table, .. } = rows(text)?;
        let cell = |it: &Cell| {
            let file: Vec<&str> = it.runs.iter().map(|(_, file)| &text[file.range()]).collect();
            assert_eq!(file.concat(), it.text);
            it.text.clone()
        };
        let row = |it: &Row| it.cells.iter().map(cell).collect::<Vec<_>>().join("|");
        Ok(titles.iter().chain(&table).map(row).collect::<Vec<_>>().join("/"))
    }

    #[test]
    fn cells_keep_their_bytes() {
        let cases = [
            ("a,b\n1,2\n", "a|b/1|2"),
            ("a;b\n\n1,5;2\n", "a|b/1,5|2"),
            ("name\tn\n\"a \"\"b\"\"\"\t\"x\ny\"", "name|n/a \"b\"|x\ny"),
            ("a,b\n\"1,200\" ,\n", "a|b/1,200|"),
            ("one\n2\n", "one/2"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text).unwrap(), expected, "{text:?}");
        }
    }

    /// What is told of a file, with its lines.
    fn told(text: &str) -> String {
        let odd = rows(text).unwrap().odd;
        let one = |it: &Oddity| format!("{} {}", it.line.unwrap_or(0), it.message);
        odd.iter().map(one).collect::<Vec<_>>().join("/")
    }

    #[test]
    fn what_is_made_by_hand_is_read() {
        let cases = [
            ("named", "sep=;\na;b\n1,5;2\n", "a|b/1,5|2"),
            ("named tab", "\"sep=\t\"\na\tb, c\n1\t2, 3\n", "a|b, c/1|2, 3"),
            ("decimal commas", "a;b\n1,5;2,5\n3,5;4,5\n", "a|b/1,5|2,5/3,5|4,5"),
            (
                "commas in headings",
                "city|votes, all\nLima|1,200\nRome|3,400\n",
                "city|votes, all/Lima|1,200/Rome|3,400",
            ),
            ("title", "Ships, by port\n\na;b\nx;2\ny;3\n", "Ships, by port/a|b/x|2/y|3"),
            (
                "title with a separator",
                "Ships; by port\na;b;c\nx;2;1\ny;3;1\n",
                "Ships; by port/a|b|c/x|2|1/y|3|1",
            ),
            ("note", "a,b\nx,2\ny,3\nSource: the port\n", "a|b/x|2/y|3/Source: the port|"),
            ("empty ends", "a,b\nx,2,\ny,3,,\n", "a|b/x|2/y|3"),
            ("a quote inside", "a,b\n\"x\" y,2\n", "a|b/x y|2"),
            ("one column", "deaths\n17\n12\n", "deaths/17/12"),
        ];
        for (name, text, expected) in cases {
            assert_eq!(
                (shown(text).unwrap().as_str(), told(text).as_str()),
                (expected, ""),
                "{name}"
            );
        }
    }

    #[test]
    fn a_row_that_is_not_read_is_told() {
        let ragged = "has 3 cells where other rows have 2 and was not read; add the missing separator, or put text with \
                      a separator in quotes";
        let open = "has a quote without end and was not read; close it or write it twice";
        let cases = [
            ("a,b\n\"x\ny\",2\n1,2,3\n", "a|b/x\ny|2", format!("4 {ragged}")),
            (
                "a,b\nx,2\n7\ny,3\n",
                "a|b/x|2/y|3",
                format!("3 {}", ragged.replace("3 cells", "1 cell")),
            ),
            ("a,b\nx,1\n\"y,2\nz,3\n", "a|b/x|1/z|3", format!("3 {open}")),
            ("a,b\nx,1\n\"y,2\n\"z, z\",3\n", "a|b/x|1/z, z|3", format!("3 {open}")),
        ];
        for (text, expected, odd) in cases {
            assert_eq!((shown(text).unwrap().as_str(), told(text)), (expected, odd), "{text:?}");
        }
        let many = format!("a,b\n{}", "1,2\n1,2,3\n".repeat(30));
        assert_eq!(rows(&many).unwrap().odd.len(), 21);
        assert!(
            told(&many).ends_with("0 has 10 more rows that were not read for the same reasons")
        );
    }

    #[test]
    fn what_cannot_be_told_is_refused() {
        let refused = |text: &str| {
            let it = shown(text).unwrap_err();
            format!("{} {}", it.line.unwrap_or(0), it.message)
        };
        let open = "a quote that opens here has no end; close it or write it twice";
        assert_eq!(refused("\"a,b\n1,2\n"), format!("1 {open}"));
        assert_eq!(
            refused(&format!("a,b\n1,2\n{}", "\"x,y\n".repeat(1000))),
            format!("103 {open}")
        );
        assert_eq!(
            refused(&",1".repeat(1_000_000)),
            "1 has more than 16384 columns, which no spreadsheet has; save the columns that are needed"
        );
        let tall = format!("a,b\n{}", "1,2\n".repeat(1_000_000));
        assert_eq!(
            refused(&tall),
            "0 has more than 500000 cells; save the rows and columns that are needed"
        );
    }
}
