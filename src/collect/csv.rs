//! Comma- and tab-separated values: a table whose cells keep their bytes, their row and their column.

use std::sync::Arc;

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{Origin, Source, Span};

/// Separators that are looked for in the first line.
const SEPARATORS: [char; 4] = [',', ';', '\t', '|'];

/// Reads a table; the first line says what separates its cells.
pub(super) fn read(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let rows = rows(text)?;
    let header: Vec<String> =
        rows.first().map_or_else(Vec::new, |row| row.iter().map(|it| it.text.clone()).collect());
    let rows = rows.into_iter().enumerate().map(|(row, cells)| {
        let named = cells.into_iter().enumerate().map(|(column, cell)| {
            let name =
                header.get(column).map(|it| it.trim()).filter(|it| !it.is_empty() && row > 0);
            let at = match name {
                Some(name) => format!("row {}, column {name}", row + 1),
                None => format!("row {}, column {}", row + 1, column + 1),
            };
            Cell { at: Some(at), ..cell }
        });
        named.collect()
    });
    let table = Table { rows: rows.collect(), ..Table::default() };
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    table.read_aloud(&mut out, context);
    Ok(out.finish())
}

/// The rows of a file, with the bytes of each cell.
///
/// # Errors
///
/// A row of another length than the first one, or a quote without end: what and in which line.
pub(super) fn rows(text: &str) -> Result<Vec<Vec<Cell>>, Refused> {
    let start = text.len() - text.trim_start_matches('\u{feff}').len();
    let separator = separator(text[start..].lines().next().unwrap_or_default());
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut at = start;
    let mut line = 1;
    while at < text.len() {
        let first_line = line;
        let mut row = Vec::new();
        loop {
            let (cell, next) = cell(text, at, separator).ok_or_else(|| {
                Refused::at(
                    first_line,
                    "a quote that opens here has no end; close it or write it twice",
                )
            })?;
            line += text[at..next].matches('\n').count();
            row.push(cell);
            at = next;
            if !text[at..].starts_with(separator) {
                break;
            }
            at += separator.len_utf8();
        }
        at += text[at..].len() - text[at..].trim_start_matches('\r').len();
        if text[at..].starts_with('\n') {
            at += 1;
            line += 1;
        }
        // An empty line is no row.
        if row.len() == 1 && row[0].text.trim().is_empty() {
            continue;
        }
        let expected = rows.first().map_or(row.len(), Vec::len);
        if row.len() != expected {
            let message = format!(
                "has {} cells where the first row has {expected}; add the missing separator, or put text with a \
                 separator in quotes",
                row.len()
            );
            return Err(Refused::at(first_line, &message));
        }
        rows.push(row);
    }
    Ok(rows)
}

/// One cell from `at` on, and where it ends; `None` for a quote without end.
fn cell(text: &str, at: usize, separator: char) -> Option<(Cell, usize)> {
    let rest = &text[at..];
    let mut cell = Cell::default();
    let Some(quoted) = rest.strip_prefix('"') else {
        let end = rest.find([separator, '\n']).unwrap_or(rest.len());
        let value = rest[..end].trim_end_matches('\r');
        cell.text.push_str(value);
        cell.runs.push((Span::new(0, value.len()), Span::new(at, at + value.len())));
        return Some((cell, at + value.len()));
    };
    // A quote inside is written twice.
    let mut from = 0;
    loop {
        let end = from + quoted[from..].find('"')?;
        let is_double = quoted[end + 1..].starts_with('"');
        let piece = &quoted[from..end + usize::from(is_double)];
        let start = cell.text.len();
        cell.text.push_str(piece);
        let file = at + 1 + from;
        cell.runs.push((Span::new(start, cell.text.len()), Span::new(file, file + piece.len())));
        from = end + 1 + usize::from(is_double);
        if !is_double {
            break;
        }
    }
    // What follows the closing quote up to the separator belongs to no value.
    let after = &quoted[from..];
    let end = after.find([separator, '\n']).unwrap_or(after.len());
    let end = after[..end].trim_end_matches('\r').len();
    Some((cell, at + 1 + from + end))
}

/// The separator that the first line has most of, outside quotes.
fn separator(line: &str) -> char {
    let mut is_quoted = false;
    let mut counts = [0_usize; SEPARATORS.len()];
    for it in line.chars() {
        is_quoted ^= it == '"';
        if let Some(index) = SEPARATORS.iter().position(|of| *of == it).filter(|_| !is_quoted) {
            counts[index] += 1;
        }
    }
    let best = (0..SEPARATORS.len()).rev().max_by_key(|it| counts[*it]).unwrap_or(0);
    SEPARATORS[best]
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> Result<String, Refused> {
        let rows = rows(text)?;
        let cell = |it: &Cell| {
            let file: Vec<&str> = it.runs.iter().map(|(_, file)| &text[file.range()]).collect();
            assert_eq!(file.concat(), it.text);
            it.text.clone()
        };
        let row = |it: &Vec<Cell>| it.iter().map(cell).collect::<Vec<_>>().join("|");
        Ok(rows.iter().map(row).collect::<Vec<_>>().join("/"))
    }

    #[test]
    fn cells_keep_their_bytes() {
        let cases = [
            ("a,b\n1,2\n", "a|b/1|2"),
            ("\u{feff}a;b\r\n\r\n1,5;2\r\n", "a|b/1,5|2"),
            ("name\tn\n\"a \"\"b\"\"\"\t\"x\ny\"", "name|n/a \"b\"|x\ny"),
            ("a,b\n\"1,200\" ,\n", "a|b/1,200|"),
            ("one\n2\n", "one/2"),
            ("", ""),
        ];
        for (text, expected) in cases {
            assert_eq!(shown(text).unwrap(), expected, "{text:?}");
        }
    }

    #[test]
    fn a_ragged_row_is_named() {
        let refused = |text: &str| shown(text).unwrap_err();
        let ragged = refused("a,b\n\"x\ny\",2\n1,2,3\n");
        assert_eq!(ragged.line, Some(4));
        assert!(ragged.message.starts_with("has 3 cells where the first row has 2"));
        assert_eq!(refused("a,b\n\"1,2\n").line, Some(2));
    }
}
