//! Data files (JSON, JSON lines, YAML): records are read as tables, texts as texts, each at its JSON pointer (RFC 6901).

mod json;
mod yaml;

use rustc_hash::FxHashMap;

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Refused};
use crate::claim::{BlockKind, spoken_key};

pub(super) use json::{read as read_json, read_lines as read_json_lines};
pub(super) use yaml::read as read_yaml;

/// A text of so many characters is one to read, not a label.
const LONG: usize = 60;

/// A value of a data file.
#[derive(Debug)]
enum Node {
    /// A number or a text, with the bytes it has in the file.
    Leaf(Cell),
    List(Vec<Node>),
    Map(Vec<(String, Node)>),
    /// True, false, null and what an alias stands for.
    Nothing,
}

impl Node {
    /// Reads a value aloud; `pointer` says where it stands, `name` what it is called.
    fn read_aloud(&self, pointer: &str, name: &str, out: &mut Builder, context: Context<'_>) {
        match self {
            Self::Nothing => {}
            Self::Leaf(cell) => text(cell, pointer, out),
            Self::List(items) if items.iter().any(Self::is_record) => {
                let of = |index: usize| format!("{pointer}/{index}");
                match table(items, of, (pointer, name)) {
                    Some(table) => {
                        table.read_aloud(out, context);
                        out.close();
                        for (index, item) in items.iter().enumerate() {
                            item.rest(&of(index), out, context);
                        }
                    }
                    None => {
                        for (index, item) in items.iter().enumerate() {
                            item.read_aloud(&of(index), name, out, context);
                        }
                    }
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.read_aloud(&format!("{pointer}/{index}"), name, out, context);
                }
            }
            Self::Map(_) => {
                let one = std::slice::from_ref(self);
                let table = table(one, |_| pointer.to_owned(), (pointer, name))
                    .filter(|_| self.is_record());
                if let Some(table) = table {
                    table.read_aloud(out, context);
                    out.close();
                }
                self.rest(pointer, out, context);
            }
        }
    }

    /// What of a record is no cell of its table: longer texts and inner values.
    fn rest(&self, pointer: &str, out: &mut Builder, context: Context<'_>) {
        let Self::Map(fields) = self else {
            if matches!(self, Self::Leaf(_)) {
                self.read_aloud(pointer, "", out, context);
            }
            return;
        };
        for (key, value) in fields.iter().filter(|it| !it.1.is_cell()) {
            value.read_aloud(
                &format!("{pointer}/{}", escaped(key)),
                &spoken_key(key),
                out,
                context,
            );
        }
    }

    /// Whether it is short enough to stand in a table.
    fn is_cell(&self) -> bool {
        matches!(self, Self::Leaf(cell) if cell.text.chars().count() < LONG)
            || matches!(self, Self::Nothing)
    }

    /// Whether it has a field with a number in it.
    fn is_record(&self) -> bool {
        let Self::Map(fields) = self else { return false };
        fields.iter().any(|(_, it)| {
            it.is_cell() && matches!(it, Self::Leaf(cell) if cell.text.contains(|it: char| it.is_ascii_digit()))
        })
    }
}

/// Why a record with two values for one key is not read: which of them is meant nobody can tell.
fn repeated_key(key: &str, line: usize) -> Refused {
    Refused::at(line, &format!("has the key `{key}` twice in one record; take one of them out"))
}

/// A text as a block of its own.
fn text(cell: &Cell, pointer: &str, out: &mut Builder) {
    out.block(BlockKind::Paragraph);
    out.part(pointer, None);
    cell.pieces(out);
    out.close();
}

/// Records as rows, their fields as columns in the order in which they first come; `pointer` says where a record stands.
///
/// `None` where the records have so little in common that the table would be mostly empty.
fn table(
    records: &[Node],
    pointer: impl Fn(usize) -> String,
    (name, caption): (&str, &str),
) -> Option<Table> {
    const SPARSE: usize = 8;
    let fields =
        |it: &'_ Node| -> usize { if let Node::Map(fields) = it { fields.len() } else { 0 } };
    let mut keys: Vec<&str> = Vec::new();
    let mut columns = FxHashMap::<&str, usize>::default();
    for record in records {
        let Node::Map(fields) = record else { continue };
        for (key, _) in fields.iter().filter(|it| it.1.is_cell()) {
            columns.entry(key).or_insert_with(|| {
                keys.push(key);
                keys.len() - 1
            });
        }
    }
    let all: usize = records.iter().map(fields).sum();
    if keys.len().saturating_mul(records.len()) > all.saturating_mul(SPARSE) {
        return None;
    }
    let heading = |it: &&str| Cell { text: spoken_key(it), is_header: true, ..Cell::default() };
    let mut rows = vec![keys.iter().map(heading).collect::<Vec<Cell>>()];
    for (index, record) in records.iter().enumerate() {
        let Node::Map(fields) = record else { continue };
        let mut row = vec![Cell::default(); keys.len()];
        for (key, value) in fields {
            if let (true, Node::Leaf(cell), Some(&column)) =
                (value.is_cell(), value, columns.get(key.as_str()))
            {
                let at = Some(format!("{}/{}", pointer(index), escaped(key)));
                row[column] = Cell { at, ..cell.clone() };
            }
        }
        rows.push(row);
    }
    Some(Table { name: name.to_owned(), caption: caption.to_owned(), rows })
}

/// A key in a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn record(key: &str) -> Node {
        let cell = Cell { text: "17".to_owned(), ..Cell::default() };
        Node::Map(vec![(key.to_owned(), Node::Leaf(cell))])
    }

    #[test]
    fn records_with_nothing_in_common_make_no_table() {
        let same: Vec<Node> = (0..100).map(|_| record("deaths")).collect();
        let apart: Vec<Node> = (0..100).map(|it| record(&format!("k{it}"))).collect();
        let rows = |of: &[Node]| table(of, |it| it.to_string(), ("", "")).map(|it| it.rows.len());
        assert_eq!((rows(&same), rows(&apart)), (Some(101), None));
    }
}
