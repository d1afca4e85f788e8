//! YAML, with the bytes of each value. Aliases are not expanded: what they stand for is read where it stands.

use std::sync::Arc;

use rustc_hash::FxHashSet;
use saphyr_parser::{Event, Parser, ScalarStyle};

use super::{Node, repeated_key};
use crate::claim::{Origin, Source, Span};
use crate::collect::builder::Builder;
use crate::collect::table::Cell;
use crate::collect::{Context, Reading, Refused};

/// Values nested deeper than this are no data that anybody wrote.
const DEEPEST: usize = 200;

/// Reads the documents of a YAML file.
pub(in crate::collect) fn read(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    let documents = documents(text)?;
    let single = documents.len() == 1;
    for (index, node) in documents.iter().enumerate() {
        let pointer = if single { String::new() } else { format!("/{index}") };
        node.read_aloud(&pointer, "", &mut out, context);
    }
    Ok(out.finish())
}

/// A list or a map that is being read; of a map the key that waits for its value.
enum Open {
    List(Vec<Node>),
    Map(Vec<(String, Node)>, Option<String>, FxHashSet<String>),
}

fn documents(text: &str) -> Result<Vec<Node>, Refused> {
    let mut open: Vec<Open> = Vec::new();
    let mut documents = Vec::new();
    let mut cursor = Cursor { text, chars: 0, bytes: 0 };
    for event in Parser::new_from_str(text) {
        let (event, span) = event.map_err(|it| {
            let message =
                format!("is no valid YAML from column {} on: {}", it.marker().col() + 1, it.info());
            Refused::at(it.marker().line(), &message)
        })?;
        let done = match event {
            Event::Scalar(value, style, ..) => {
                let file =
                    Span::new(cursor.byte(span.start.index()), cursor.byte(span.end.index()));
                Some(leaf(&value, text, file, style == ScalarStyle::Plain))
            }
            Event::Alias(_) => Some(Node::Nothing),
            Event::SequenceStart(..) | Event::MappingStart(..) if open.len() >= DEEPEST => {
                let message = format!("nests values deeper than {DEEPEST}; it was not read");
                return Err(Refused::at(span.start.line(), &message));
            }
            Event::SequenceStart(..) => {
                open.push(Open::List(Vec::new()));
                None
            }
            Event::MappingStart(..) => {
                open.push(Open::Map(Vec::new(), None, FxHashSet::default()));
                None
            }
            Event::SequenceEnd | Event::MappingEnd => open.pop().map(|it| match it {
                Open::List(items) => Node::List(items),
                Open::Map(fields, ..) => Node::Map(fields),
            }),
            _ => None,
        };
        let Some(node) = done else { continue };
        match open.last_mut() {
            Some(Open::List(items)) => items.push(node),
            Some(Open::Map(fields, key, seen)) => {
                if let Some(key) = key.take() {
                    fields.push((key, node));
                    continue;
                }
                // A key that is a list or a map has no name.
                let name = if let Node::Leaf(cell) = node { cell.text } else { String::new() };
                if !name.is_empty() && !seen.insert(name.clone()) {
                    return Err(repeated_key(&name, span.start.line()));
                }
                *key = Some(name);
            }
            None => documents.push(node),
        }
    }
    Ok(documents)
}

/// A value with its bytes, line by line where it stands as written; else all of it stands for all of them.
fn leaf(value: &str, text: &str, file: Span, is_plain: bool) -> Node {
    if matches!(value, "" | "~" | "null" | "true" | "false") {
        return Node::Nothing;
    }
    let raw = text.get(file.range()).unwrap_or_default();
    // `17` is a number, `'17'` a text that looks like one.
    let is_text =
        Some(!is_plain || value.starts_with(|it: char| !it.is_ascii_digit() && it != '-'));
    let mut cell =
        Cell { text: value.replace(['\n', '\r', '\t'], " "), is_text, ..Cell::default() };
    let mut from = 0;
    let mut at = 0;
    for line in value.split('\n') {
        let found = raw.get(from..).and_then(|it| it.find(line)).filter(|_| !line.is_empty());
        if let Some(found) = found {
            let start = file.start + from + found;
            cell.runs.push((Span::new(at, at + line.len()), Span::new(start, start + line.len())));
            from += found + line.len();
        }
        at += line.len() + 1;
    }
    let lines = value.split('\n').filter(|it| !it.is_empty()).count();
    if cell.runs.len() < lines {
        cell.runs = vec![(Span::new(0, cell.text.len()), file)];
    }
    Node::Leaf(cell)
}

/// Bytes of characters that come in order.
struct Cursor<'t> {
    text: &'t str,
    chars: usize,
    bytes: usize,
}

impl Cursor<'_> {
    fn byte(&mut self, char: usize) -> usize {
        if char < self.chars {
            (self.chars, self.bytes) = (0, 0);
        }
        let rest = self.text.get(self.bytes..).unwrap_or_default();
        let length = rest.char_indices().nth(char - self.chars).map_or(rest.len(), |it| it.0);
        (self.chars, self.bytes) = (char, self.bytes + length);
        self.bytes
    }
}
