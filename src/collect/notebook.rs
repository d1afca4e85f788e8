//! Notebooks (.ipynb; nbformat 4): the text cells, and what the others printed; no code.

use std::sync::Arc;

use serde::Deserialize;
use serde_json::Value;

use super::builder::Builder;
use super::{Context, Reading, Refused, html, markdown, plain};
use crate::claim::{Origin, Source, Span, one_line};

const NOTHING: &str = "holds no text and no printed result; run it and save it with its outputs";

/// A notebook.
#[derive(Deserialize)]
struct Notebook {
    cells: Vec<Cell>,
    #[serde(default)]
    metadata: Value,
}

#[derive(Deserialize)]
struct Cell {
    cell_type: String,
    #[serde(default)]
    source: Lines,
    #[serde(default)]
    outputs: Option<Vec<Output>>,
}

#[derive(Deserialize)]
struct Output {
    /// What was shown, by its kind.
    #[serde(default)]
    data: Option<Shown>,
    /// What was printed.
    #[serde(default)]
    text: Lines,
    #[serde(default)]
    name: String,
}

#[derive(Deserialize)]
struct Shown {
    #[serde(rename = "text/html", default)]
    html: Lines,
    #[serde(rename = "text/markdown", default)]
    markdown: Lines,
    #[serde(rename = "text/plain", default)]
    plain: Lines,
}

/// A text, whole or a line a string.
#[derive(Default, Deserialize)]
#[serde(untagged)]
enum Lines {
    #[default]
    None,
    One(String),
    Many(Vec<String>),
}

impl Lines {
    fn text(&self) -> Option<String> {
        let text = match self {
            Self::None => String::new(),
            Self::One(text) => text.clone(),
            Self::Many(lines) => lines.concat(),
        };
        Some(text).filter(|it| !it.trim().is_empty())
    }
}

/// Reads a notebook; a position is a cell, counted from 1.
pub(super) fn read(
    text: &Arc<str>,
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let notebook: Notebook = serde_json::from_str(text).map_err(|it| Refused {
        line: Some(it.line()).filter(|it| *it > 0),
        message: format!("is no notebook: {it}"),
    })?;
    let title = notebook.metadata.get("title").and_then(Value::as_str).map(str::to_owned);
    source.title = source.title.take().or(title);
    let mut out = Builder::new(Origin::default());
    for (index, cell) in notebook.cells.iter().enumerate() {
        let at = format!("cell {}", index + 1);
        if let (Some(text), "markdown") = (cell.source.text(), &*cell.cell_type) {
            prose(&text, &at, &mut out, context)?;
        }
        for output in cell.outputs.iter().flatten() {
            output.read(&format!("{at}, output"), &mut out, context)?;
        }
    }
    let reading = out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

impl Output {
    fn read(&self, at: &str, out: &mut Builder, context: Context<'_>) -> Result<(), Refused> {
        if let Some(shown) = &self.data {
            // The same in several kinds: the one with the most to read.
            if let Some(page) = shown.html.text() {
                let mut at = || at.to_owned();
                return html::add(&page, &mut at, &mut Source::default(), out, context);
            }
            if let Some(text) = shown.markdown.text() {
                return prose(&text, at, out, context);
            }
            if let Some(text) = shown.plain.text() {
                add(&plain::laid_out(&Arc::from(&*text), &text, context), &text, at, out);
            }
            return Ok(());
        }
        // What went to standard error are warnings of the program.
        if let Some(text) = self.text.text().filter(|_| self.name != "stderr") {
            add(&plain::laid_out(&Arc::from(&*text), &text, context), &text, at, out);
        }
        Ok(())
    }
}

/// Adds Markdown; what it says of itself is none of the notebook's.
fn prose(text: &str, at: &str, out: &mut Builder, context: Context<'_>) -> Result<(), Refused> {
    // A rule at the beginning of a cell is no front matter.
    let text: Arc<str> = Arc::from(format!("\n{text}"));
    let reading = markdown::read(&text, &mut Source::default(), context)?;
    add(&reading, &text, at, out);
    Ok(())
}

/// Adds what was read of a text, its figures at one place.
fn add(reading: &Reading, text: &str, at: &str, out: &mut Builder) {
    let shown = reading.masked.as_deref().or(reading.text.as_deref()).unwrap_or(text);
    for block in &reading.blocks {
        out.block(block.kind);
        out.part(at, None);
        // What a table is read aloud with stands in no cell.
        let mut from = block.span.start;
        for piece in reading.origin.added_within(block.span) {
            out.add(&one_line(Span::new(from, piece.start).of(shown)));
            out.say(piece.of(shown));
            from = piece.end;
        }
        out.add(&one_line(Span::new(from, block.span.end).of(shown)));
        out.close();
    }
}
