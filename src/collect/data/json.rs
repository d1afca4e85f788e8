//! JSON and JSON lines, with the bytes of each value.

use std::sync::Arc;

use jsonc_parser::ast::{ObjectPropName, Value};
use jsonc_parser::{CollectOptions, ParseOptions, parse_to_ast};
use rustc_hash::FxHashSet;

use super::{Node, repeated_key};
use crate::claim::{Origin, Source, Span};
use crate::collect::builder::Builder;
use crate::collect::table::Cell;
use crate::collect::{Context, Reading, Refused};

/// Reads one JSON value.
pub(in crate::collect) fn read(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    node(text, text, 0)?.read_aloud("", "", &mut out, context);
    Ok(out.finish())
}

/// Reads a JSON value a line, as the records of one table.
pub(in crate::collect) fn read_lines(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut records = Vec::new();
    let mut start = 0;
    for line in text.split_inclusive('\n') {
        if !line.trim().is_empty() {
            records.push(node(line, text, start)?);
        }
        start += line.len();
    }
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    Node::List(records).read_aloud("", "", &mut out, context);
    Ok(out.finish())
}

/// The value of a part of a file that starts at `start`.
fn node(part: &str, file: &str, start: usize) -> Result<Node, Refused> {
    let strict = ParseOptions {
        allow_comments: true,
        allow_loose_object_property_names: false,
        allow_trailing_commas: false,
        allow_missing_commas: false,
        allow_single_quoted_strings: false,
        allow_hexadecimal_numbers: false,
        allow_unary_plus_numbers: false,
        allow_bare_decimal_point_numbers: false,
        allow_non_finite_numbers: false,
        allow_extended_string_escapes: false,
    };
    let parsed = parse_to_ast(part, &CollectOptions::default(), &strict).map_err(|it| {
        let line = file[..start].matches('\n').count() + it.line_display();
        Refused::at(
            line,
            &format!("is no valid JSON from column {} on: {}", it.column_display(), it.kind()),
        )
    })?;
    if let Some((at, key)) = parsed.value.as_ref().and_then(repeated) {
        return Err(repeated_key(&key, file[..start + at].matches('\n').count() + 1));
    }
    Ok(parsed.value.map_or(Node::Nothing, |it| read_value(&it, part, start)))
}

/// The first key that stands twice in one record, and where.
fn repeated(value: &Value<'_>) -> Option<(usize, String)> {
    match value {
        Value::Array(array) => array.elements.iter().find_map(repeated),
        Value::Object(object) => {
            let mut seen = FxHashSet::default();
            object.properties.iter().find_map(|it| {
                let name = name(it);
                if seen.insert(name.clone()) {
                    repeated(&it.value)
                } else {
                    Some((it.range.start, name))
                }
            })
        }
        _ => None,
    }
}

fn name(property: &jsonc_parser::ast::ObjectProp<'_>) -> String {
    match &property.name {
        ObjectPropName::String(name) => name.value.to_string(),
        ObjectPropName::Word(name) => name.value.to_owned(),
    }
}

/// The parser bounds how deep values nest.
fn read_value(value: &Value<'_>, part: &str, start: usize) -> Node {
    match value {
        Value::NumberLit(number) => {
            let text = number.value.to_owned();
            let file = Span::new(start + number.range.start, start + number.range.end);
            let runs = vec![(Span::new(0, text.len()), file)];
            Node::Leaf(Cell { text, runs, is_text: Some(false), ..Cell::default() })
        }
        Value::StringLit(string) => {
            let inside = string.range.start + 1..string.range.end.saturating_sub(1);
            let raw = part.get(inside.clone()).unwrap_or_default();
            Node::Leaf(unescaped(raw, start + inside.start))
        }
        Value::Array(array) => {
            Node::List(array.elements.iter().map(|it| read_value(it, part, start)).collect())
        }
        Value::Object(object) => {
            let field = |it: &jsonc_parser::ast::ObjectProp<'_>| {
                (name(it), read_value(&it.value, part, start))
            };
            Node::Map(object.properties.iter().map(field).collect())
        }
        Value::BooleanLit(_) | Value::NullKeyword(_) => Node::Nothing,
    }
}

/// The text of a string with the bytes of its pieces; an escape is a piece of its own.
fn unescaped(raw: &str, start: usize) -> Cell {
    let mut cell = Cell { is_text: Some(true), ..Cell::default() };
    let mut at = 0;
    while at < raw.len() {
        let rest = &raw[at..];
        let length = match rest.find('\\') {
            Some(0) if rest.starts_with("\\u") => {
                let is_pair = rest.get(6..8) == Some("\\u")
                    && rest.get(2..4).is_some_and(|it| {
                        matches!(it.to_lowercase().as_str(), "d8" | "d9" | "da" | "db")
                    });
                rest.len().min(if is_pair { 12 } else { 6 })
            }
            Some(0) => rest.char_indices().nth(2).map_or(rest.len(), |it| it.0),
            Some(end) => end,
            None => rest.len(),
        };
        let length = rest.ceil_char_boundary(length);
        let piece = &rest[..length];
        let from = cell.text.len();
        if piece.starts_with('\\') {
            let text: String = serde_json::from_str(&format!("\"{piece}\"")).unwrap_or_default();
            cell.text.push_str(&text.replace(['\n', '\r', '\t'], " "));
        } else {
            cell.text.push_str(piece);
        }
        let file = Span::new(start + at, start + at + length);
        cell.runs.push((Span::new(from, cell.text.len()), file));
        at += length;
    }
    cell
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn strings_keep_their_bytes() {
        let cell = unescaped(r"12 \u00e9\n\ud83d\ude00x", 100);
        assert_eq!(cell.text, "12 é 😀x");
        let files: Vec<(usize, usize)> =
            cell.runs.iter().map(|it| (it.1.start, it.1.end)).collect();
        assert_eq!(files, [(100, 103), (103, 109), (109, 111), (111, 123), (123, 124)]);
    }

    #[test]
    fn a_slip_is_named_with_its_line() {
        let refused = node("{\"a\": 1,\n \"b\" 2}", "{\"a\": 1,\n \"b\" 2}", 0).unwrap_err();
        assert_eq!(refused.line, Some(2));
        assert!(
            refused.message.starts_with("is no valid JSON from column "),
            "{}",
            refused.message
        );
        let deep = node(&"[".repeat(10_000), "", 0).unwrap_err();
        assert!(deep.message.ends_with("Maximum nesting depth exceeded"), "{}", deep.message);
    }
}
