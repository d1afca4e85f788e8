//! Text documents of `OpenDocument` (.odt; ISO/IEC 26300): paragraphs, headings, lists, tables, notes and frames; no deleted text.

use quick_xml::events::{BytesEnd, BytesStart};

use super::builder::Builder;
use super::office::{self, Part as _};
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive, sealed};
use crate::claim::{BlockKind, Origin, Source};

/// The part with the text, and that with the title.
const CONTENT: &str = "content.xml";
const META: &str = "meta.xml";
/// What an editor can do about a document of pictures.
const NOTHING: &str = "holds no text; if it shows some, that stands in pictures: run it through text recognition (OCR) first";

/// Reads a document; a position is a paragraph, counted from 1 as they come.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    sealed::check(bytes, "text document", ".odt")?;
    let mut archive = archive::open(bytes)?;
    let text = archive::text(&mut archive, CONTENT)?
        .ok_or_else(|| Refused::from("holds no text document; save it as .odt".to_owned()))?;
    if let Some(meta) = archive::text(&mut archive, META)? {
        source.title = source.title.take().or_else(|| office::title(&meta));
    }
    let mut document = Document::new(context);
    office::walk(&text, &mut document)?;
    let reading = document.out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// Elements whose text is none of the document's: what was deleted, what somebody remarks, the numbers of notes.
const GONE: [&str; 4] = ["tracked-changes", "annotation", "note-citation", "sequence-decls"];
/// The same by their whole names, as others of the name have text: what a picture shows, and equations.
const BESIDE: [&str; 3] = ["svg:title", "svg:desc", "math:math"];

struct Paragraph {
    number: usize,
    kind: BlockKind,
    text: String,
}

struct Document<'l> {
    out: Builder,
    context: Context<'l>,
    /// How many paragraphs have begun.
    paragraphs: usize,
    /// Paragraphs that are open: that with a note or a frame before those inside it.
    open: Vec<Paragraph>,
    /// Paragraphs of notes and frames of the open one.
    inner: Vec<Paragraph>,
    /// Open elements whose text is left out.
    gone: usize,
    /// Open entries of lists.
    entries: usize,
    tables: usize,
    table: Table,
}

impl<'l> Document<'l> {
    fn new(context: Context<'l>) -> Self {
        Self {
            out: Builder::new(Origin::default()),
            context,
            paragraphs: 0,
            open: Vec::new(),
            inner: Vec::new(),
            gone: 0,
            entries: 0,
            tables: 0,
            table: Table::default(),
        }
    }
}

impl office::Part for Document<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        let name = tag.local_name();
        match name.as_ref() {
            _ if BESIDE.contains(&tag.name().as_ref()) => self.gone += 1,
            it if GONE.contains(&it) => self.gone += 1,
            it @ ("p" | "h") => {
                self.paragraphs += usize::from(self.gone == 0);
                let kind = match it {
                    "h" => BlockKind::Heading,
                    _ if is_title(tag) => BlockKind::Heading,
                    _ if self.entries > 0 => BlockKind::Item,
                    _ => BlockKind::Paragraph,
                };
                let text = String::new();
                self.open.push(Paragraph { number: self.paragraphs, kind, text });
            }
            "list-item" => self.entries += 1,
            "table" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.table = Table::default();
                }
            }
            "table-row" if self.tables == 1 => self.table.rows.push(Vec::new()),
            "table-cell" if self.tables == 1 => self.cell(),
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "s" | "tab" | "line-break" => self.text(" "),
            // An empty cell, and one that a larger one covers.
            "table-cell" | "covered-table-cell" if self.tables == 1 => self.cell(),
            "p" => self.paragraphs += usize::from(self.gone == 0),
            _ => {}
        }
    }

    fn end(&mut self, tag: &BytesEnd<'_>) {
        match tag.local_name().as_ref() {
            _ if BESIDE.contains(&tag.name().as_ref()) => self.gone = self.gone.saturating_sub(1),
            it if GONE.contains(&it) => self.gone = self.gone.saturating_sub(1),
            "p" | "h" => self.end_paragraph(),
            "list-item" => self.entries = self.entries.saturating_sub(1),
            "table" => {
                self.tables = self.tables.saturating_sub(1);
                if self.tables == 0 {
                    for cell in self.table.rows.iter_mut().flatten() {
                        cell.text = cell.text.trim().to_owned();
                    }
                    self.table.read_aloud(&mut self.out, self.context);
                    self.out.close();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        let Some(paragraph) = self.open.last_mut().filter(|_| self.gone == 0) else { return };
        if self.tables == 0 {
            paragraph.text.push_str(text);
        } else if let Some(cell) = self.table.rows.last_mut().and_then(|it| it.last_mut()) {
            if cell.text.is_empty() {
                cell.at = Some(format!("paragraph {}", paragraph.number));
                cell.place = Some((paragraph.number, 1));
            }
            cell.text.push_str(text);
        }
    }
}

impl Document<'_> {
    fn cell(&mut self) {
        if let Some(row) = self.table.rows.last_mut() {
            row.push(Cell::default());
        }
    }

    fn end_paragraph(&mut self) {
        if self.tables > 0 {
            self.text(" ");
        }
        let Some(paragraph) = self.open.pop() else { return };
        if !self.open.is_empty() {
            self.inner.push(paragraph);
            return;
        }
        let inner = std::mem::take(&mut self.inner);
        for it in std::iter::once(paragraph).chain(inner).filter(|it| !it.text.is_empty()) {
            self.out.block(it.kind);
            self.out.part(&format!("paragraph {}", it.number), Some((it.number, 1)));
            self.out.add(&it.text);
            self.out.close();
        }
    }
}

/// Whether a paragraph is styled as a title or a heading.
fn is_title(tag: &BytesStart<'_>) -> bool {
    let styles =
        tag.attributes().flatten().filter(|it| it.key.local_name().as_ref() == "style-name");
    let mut styles = styles.map(|it| it.value.to_lowercase());
    styles.any(|it| it == "title" || it.starts_with("heading"))
}
