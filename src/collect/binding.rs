//! Comments that bind a sentence to a cell, and the data files that they name.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use nom::branch::alt;
use nom::bytes::complete::{is_not, tag, take_until};
use nom::character::complete::{char, space0};
use nom::combinator::all_consuming;
use nom::multi::separated_list1;
use nom::sequence::{delimited, separated_pair};
use nom::{IResult, Parser};
use rayon::prelude::*;

use super::comment::comments;
use super::keys::Keys;
use super::{odd, problem, read_plainly};
use crate::claim::{Binding, CellName, Document};
use crate::config::Config;
use crate::disk;
use crate::error::Problem;
use crate::lexicon::Lexicon;

/// What opens a comment that binds.
const OPENS: &str = "crosscheck:";
/// What is said of a comment that names no cell.
const NO_CELL: &str =
    "binds a sentence to no cell; write <!-- crosscheck: FILE#row=ROW,col=COLUMN -->";

/// The bindings of a file's text.
pub(super) fn bindings(text: &str, path: &str) -> Vec<Binding> {
    let of = comments(text, OPENS).map(|it| {
        let cell = it.is_ended.then(|| target(it.says.trim_start())).flatten();
        let cell = cell.map(|it| CellName { file: beside(path, &it.file), ..it });
        Binding { at: it.at, line: it.line, cell }
    });
    of.collect()
}

/// `data.csv#row=2025,col=repatriated`: the file, what stands in the row, and the column.
fn target(text: &str) -> Option<CellName> {
    let keys = separated_list1(comma, key_value);
    let mut parser = all_consuming(separated_pair(is_not("#"), char('#'), keys));
    let (file, keys): (&str, Vec<(&str, &str)>) = parser.parse(text).ok()?.1;
    let of = |wanted: &str| -> Vec<String> {
        keys.iter().filter(|it| it.0 == wanted).map(|it| it.1.trim().to_owned()).collect()
    };
    let columns = of("col");
    let rows = of("row");
    let is_known = keys.len() == columns.len() + rows.len();
    match columns.as_slice() {
        [column] if is_known && !rows.is_empty() => {
            Some(CellName { file: file.trim().to_owned(), rows, column: column.clone() })
        }
        _ => None,
    }
}

fn comma(text: &str) -> IResult<&str, char> {
    delimited(space0, char(','), space0).parse(text)
}

/// `row=2025`; a value with a comma in it stands in quotes.
fn key_value(text: &str) -> IResult<&str, (&str, &str)> {
    let quoted = delimited(char('"'), take_until("\""), char('"'));
    separated_pair(alt((tag("row"), tag("col"))), char('='), alt((quoted, is_not(",\""))))
        .parse(text)
}

/// A file as seen from the folder of another.
fn beside(path: &str, file: &str) -> String {
    let folder = Path::new(path).parent().unwrap_or(Path::new(""));
    let joined = folder.join(file);
    // `a/../b` stays as it is: it may lead through a link.
    joined.to_string_lossy().replace('\\', "/")
}

/// Reads the data files that documents bind their sentences to, each once and apart from the documents, and tells which
/// bindings lead to no cell.
///
/// # Errors
///
/// Problems with the document's path and the comment's line: no such file, row or column.
pub fn bound(
    documents: &[Document],
    (named, keys): (&[String], &Keys),
    config: &Config,
    lexicon: &Lexicon,
) -> (Vec<Document>, Vec<Problem>) {
    let reach = Reach::new(named, config);
    let all = documents.iter().flat_map(|it| it.bindings.iter().map(move |of| (it, of)));
    let cells = all.filter_map(|(document, it)| Some((document, it.cell.as_ref()?)));
    let within = cells.filter(|(document, it)| reach.holds(&document.source.path, &it.file));
    let mut files: Vec<&str> = within.map(|it| &*it.1.file).collect();
    files.sort_unstable();
    files.dedup();
    let read: BTreeMap<&str, Result<Document, Problem>> =
        files.into_par_iter().map(|it| (it, read_plainly(it, config, keys, lexicon))).collect();
    let mut problems = Vec::new();
    for document in documents {
        for binding in &document.bindings {
            let fault = match &binding.cell {
                None => Some(NO_CELL.to_owned()),
                Some(cell) => match read.get(&*cell.file) {
                    Some(data) => fault(cell, data),
                    None => Some(format!(
                        "binds a figure to `{}`, which lies outside of its folder; name that file on the command \
                         line, or put a crosscheck.yaml above both",
                        cell.file
                    )),
                },
            };
            problems
                .extend(fault.map(|it| problem(&document.source.path, Some(binding.line), &it)));
        }
    }
    problems.extend(read.values().flatten().flat_map(odd));
    let read = read.into_values().flatten();
    (read.map(|it| Document { is_bound_only: true, ..it }).collect(), problems)
}

/// How far documents may lead: a document may be somebody else's.
struct Reach<'r> {
    /// What the command line names.
    named: Vec<PathBuf>,
    /// The folder of the settings, which holds what belongs together.
    settings: Option<&'r Path>,
}

impl<'r> Reach<'r> {
    fn new(named: &[String], config: &'r Config) -> Self {
        let named = named.iter().map(|it| disk::canonical(&disk::path(it)));
        Self { named: named.collect(), settings: config.folder() }
    }

    /// Whether a document may lead to a file: one in its own folder, in that of the settings where both lie in it, or
    /// one that the command line names.
    fn holds(&self, document: &str, file: &str) -> bool {
        let (document, file) = (disk::path(document), disk::path(file));
        let own = document.parent().unwrap_or(Path::new(""));
        let is_of_settings =
            |it: &Path| disk::leads_inside(it, &document) && disk::leads_inside(it, &file);
        let target = disk::canonical(&file);
        disk::leads_inside(own, &file)
            || self.settings.is_some_and(is_of_settings)
            || self.named.iter().any(|it| target.starts_with(it))
    }
}

/// Why a binding leads to no cell.
fn fault(cell: &CellName, data: &Result<Document, Problem>) -> Option<String> {
    let mut fault = "has no table".to_owned();
    match data {
        Err(it) => fault.clone_from(&it.message),
        Ok(data) => {
            for grid in &data.grids {
                match grid.find(&cell.rows, &cell.column) {
                    Ok(_) => return None,
                    Err(it) => fault = it,
                }
            }
        }
    }
    Some(format!("binds a figure to `{}`, which {fault}", cell.file))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let of = |it: &Binding| match &it.cell {
            Some(cell) => format!("{} {} {}", cell.file, cell.rows.join("+"), cell.column),
            None => format!("none at {}", it.at),
        };
        bindings(text, "drafts/a.md").iter().map(of).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn comments_name_cells() {
        assert_eq!(
            shown("x <!-- crosscheck: data.csv#row=2025,col=sent back --> y"),
            "drafts/data.csv 2025 sent back"
        );
        assert_eq!(
            shown("<!-- crosscheck: ../d.xlsx#row=2025, row=\"Laos, north\" ,col=n -->"),
            "drafts/../d.xlsx 2025+Laos, north n"
        );
        assert_eq!(
            shown("\n<!-- crosscheck: data.csv -->\n<!-- crosscheck: a#row=1 -->"),
            "none at 1; none at 31"
        );
        assert_eq!(
            shown("<!-- crosscheck: a#row=1,col=2,colour=3 --> <!-- crosscheck: "),
            "none at 0; none at 44"
        );
        assert_eq!(shown("<!-- crosscheck-ignore sum: because -->"), "");
    }
}
