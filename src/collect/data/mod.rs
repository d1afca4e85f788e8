//! Data files (JSON, JSON lines, YAML): records are read as tables, texts as texts, each at its JSON pointer (RFC 6901).

mod json;
mod yaml;

use super::Words;
use super::builder::Builder;
use super::table::{Cell, Table};
use crate::claim::BlockKind;

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
    fn read_aloud(&self, pointer: &str, name: &str, out: &mut Builder, words: Words<'_>) {
        match self {
            Self::Nothing => {}
            Self::Leaf(cell) => text(cell, pointer, out),
            Self::List(items) if items.iter().any(Self::is_record) => {
                table(items, pointer, name).read_aloud(out, words);
                out.close();
                for (index, item) in items.iter().enumerate() {
                    item.rest(&format!("{pointer}/{index}"), out, words);
                }
            }
            Self::List(items) => {
                for (index, item) in items.iter().enumerate() {
                    item.read_aloud(&format!("{pointer}/{index}"), name, out, words);
                }
            }
            Self::Map(_) => {
                let one = std::slice::from_ref(self);
                if self.is_record() {
                    let mut table = table(one, "", name);
                    for cell in table.rows.iter_mut().skip(1).flatten() {
                        let key = cell
                            .at
                            .as_deref()
                            .and_then(|it| it.strip_prefix("/0"))
                            .unwrap_or_default();
                        cell.at = Some(format!("{pointer}{key}"));
                    }
                    table.read_aloud(out, words);
                    out.close();
                }
                self.rest(pointer, out, words);
            }
        }
    }

    /// What of a record is no cell of its table: longer texts and inner values.
    fn rest(&self, pointer: &str, out: &mut Builder, words: Words<'_>) {
        let Self::Map(fields) = self else {
            if matches!(self, Self::Leaf(_)) {
                self.read_aloud(pointer, "", out, words);
            }
            return;
        };
        for (key, value) in fields.iter().filter(|it| !it.1.is_cell()) {
            value.read_aloud(&format!("{pointer}/{}", escaped(key)), &spoken(key), out, words);
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

/// A text as a block of its own.
fn text(cell: &Cell, pointer: &str, out: &mut Builder) {
    out.block(BlockKind::Paragraph);
    out.part(pointer, None);
    cell.pieces(out);
    out.close();
}

/// Records as rows, their fields as columns in the order in which they first come.
fn table(records: &[Node], pointer: &str, caption: &str) -> Table {
    let mut keys: Vec<&str> = Vec::new();
    let fields = |it: &'_ Node| match it {
        Node::Map(fields) => fields.iter().map(|it| (it.0.clone(), it.1.is_cell())).collect(),
        _ => Vec::new(),
    };
    let all: Vec<(String, bool)> = records.iter().flat_map(fields).collect();
    let mut seen = rustc_hash::FxHashSet::default();
    keys.extend(all.iter().filter(|it| it.1 && seen.insert(&it.0)).map(|it| it.0.as_str()));
    let heading = |it: &&str| Cell { text: spoken(it), is_header: true, ..Cell::default() };
    let mut rows = vec![keys.iter().map(heading).collect::<Vec<Cell>>()];
    for (index, record) in records.iter().enumerate() {
        let Node::Map(fields) = record else { continue };
        let of = |key: &&str| {
            let found = fields.iter().find(|it| it.0 == **key && it.1.is_cell());
            let Some((_, Node::Leaf(cell))) = found else { return Cell::default() };
            let at = Some(format!("{pointer}/{index}/{}", escaped(key)));
            Cell { at, ..cell.clone() }
        };
        rows.push(keys.iter().map(of).collect());
    }
    Table { caption: caption.to_owned(), rows }
}

/// A key as words: `suspects_repatriated`, `suspectsRepatriated`.
fn spoken(key: &str) -> String {
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

/// A key in a JSON pointer.
fn escaped(key: &str) -> String {
    key.replace('~', "~0").replace('/', "~1")
}
