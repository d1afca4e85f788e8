//! Word documents (Office Open XML, ECMA-376): paragraphs, headings, lists, tables, text boxes and notes; no deleted text.

use std::collections::BTreeMap;

use quick_xml::events::{BytesEnd, BytesStart};

use super::builder::Builder;
use super::office;
use super::package::{attribute, beside, related};
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive, sealed};
use crate::claim::{BlockKind, Origin, Source};

/// The document where its package does not say which part it is.
const MAIN: &str = "word/document.xml";
/// Parts with notes: how relationships end and what a note is called.
const NOTES: [(&str, &str); 2] = [("footnotes", "footnote"), ("endnotes", "endnote")];
/// What an editor can do about a document of pictures.
const NOTHING: &str = "holds no text; if it shows some, that stands in pictures: run it through text recognition (OCR) first";

/// Reads a document; a position is a paragraph, counted from 1 as they come, or a note.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    sealed::check(bytes, "Word file (.doc)", ".docx")?;
    let mut archive = archive::open(bytes)?;
    let main = related(&mut archive, "")?.remove("officeDocument");
    let main = main.unwrap_or_else(|| MAIN.to_owned());
    let body = archive::text(&mut archive, &main)?
        .ok_or_else(|| Refused::from("holds no Word document; save it as .docx".to_owned()))?;
    if let Some(core) = archive::text(&mut archive, "docProps/core.xml")? {
        source.title = source.title.take().or_else(|| office::title(&core));
    }
    let parts = related(&mut archive, &main)?;
    let mut document = Document::new(context);
    office::walk(&body, &mut document)?;
    for (part, name) in NOTES {
        let beside = || beside(&main, &format!("{part}.xml"));
        let path = parts.get(part).cloned().unwrap_or_else(beside);
        if let Some(text) = archive::text(&mut archive, &path)? {
            document.notes = Some(Notes::of(name, document.references.remove(name)));
            office::walk(&text, &mut document)?;
        }
    }
    let reading = document.out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// A paragraph that is being read.
struct Paragraph {
    number: usize,
    kind: BlockKind,
    text: String,
}

/// The numbers of notes by their ids, as the document refers to them; `None` for those that only deleted text refers to.
type Numbers = BTreeMap<String, Option<usize>>;

/// The notes of a part.
struct Notes {
    /// What one of them is called.
    name: &'static str,
    numbers: Numbers,
    /// The number of the one that is open, and the highest so far.
    open: Option<usize>,
    last: usize,
}

impl Notes {
    fn of(name: &'static str, references: Option<(usize, Numbers)>) -> Self {
        let (last, numbers) = references.unwrap_or_default();
        Self { name, numbers, open: None, last }
    }

    /// Opens a note; lines between text and notes are none.
    fn start(&mut self, tag: &BytesStart<'_>) {
        let kind = attribute(tag, "type").unwrap_or_default();
        let is_line =
            matches!(&*kind, "separator" | "continuationSeparator" | "continuationNotice");
        let number = attribute(tag, "id").and_then(|it| self.numbers.get(&it).copied());
        self.open = match number {
            _ if is_line => None,
            Some(number) => number,
            // The document refers to it nowhere.
            None => {
                self.last += 1;
                Some(self.last)
            }
        };
    }
}

struct Document<'l> {
    out: Builder,
    context: Context<'l>,
    /// How many paragraphs have begun.
    paragraphs: usize,
    /// Paragraphs that are open, the one that a text box stands in before those of the box.
    open: Vec<Paragraph>,
    /// Paragraphs of boxes in the open one.
    boxed: Vec<Paragraph>,
    is_text: bool,
    /// Open elements whose text was moved away or deleted, or stands elsewhere as well.
    gone: usize,
    tables: usize,
    table: Table,
    /// The tables that open text boxes stand in.
    around: Vec<(usize, Table)>,
    /// Alternatives that are open, each with whether the first of them has text.
    choices: Vec<bool>,
    /// For each kind of notes how many were referred to so far, and which.
    references: BTreeMap<&'static str, (usize, Numbers)>,
    /// What notes are read, after the document itself.
    notes: Option<Notes>,
}

impl<'l> Document<'l> {
    fn new(context: Context<'l>) -> Self {
        Self {
            out: Builder::new(Origin::default()),
            context,
            paragraphs: 0,
            open: Vec::new(),
            boxed: Vec::new(),
            is_text: false,
            gone: 0,
            tables: 0,
            table: Table::default(),
            around: Vec::new(),
            choices: Vec::new(),
            references: BTreeMap::new(),
            notes: None,
        }
    }
}

impl office::Part for Document<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => {
                self.paragraphs += usize::from(self.gone == 0);
                let (number, kind) = (self.paragraphs, BlockKind::Paragraph);
                self.open.push(Paragraph { number, kind, text: String::new() });
            }
            "t" => self.is_text = true,
            "del" | "moveFrom" => self.gone += 1,
            "footnote" | "endnote" => {
                if let Some(notes) = &mut self.notes {
                    notes.start(tag);
                }
            }
            "txbxContent" => self.around.push((self.tables, std::mem::take(&mut self.table))),
            "AlternateContent" => self.choices.push(false),
            // What a newer program shows is written once more for older ones.
            "Fallback" if self.choices.last() == Some(&true) => self.gone += 1,
            "tbl" => {
                self.tables += 1;
                if self.tables == 1 {
                    self.table = Table::default();
                }
            }
            "tr" if self.tables == 1 => self.table.rows.push(Vec::new()),
            "tc" if self.tables == 1 => {
                if let Some(row) = self.table.rows.last_mut() {
                    row.push(Cell::default());
                }
            }
            _ => self.empty(tag),
        }
        if tag.local_name().as_ref() == "txbxContent" {
            self.tables = 0;
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        let paragraph = self.open.last_mut();
        match tag.local_name().as_ref() {
            "pStyle" => {
                let style = attribute(tag, "val").unwrap_or_default().to_lowercase();
                let is_heading =
                    ["heading", "title", "berschrift"].iter().any(|it| style.starts_with(it));
                if let Some(it) = paragraph.filter(|_| is_heading) {
                    it.kind = BlockKind::Heading;
                }
            }
            "numPr" => {
                if let Some(it) = paragraph {
                    it.kind = BlockKind::Item;
                }
            }
            "tab" | "br" | "cr" => self.text_of_any(" "),
            "noBreakHyphen" => self.text_of_any("-"),
            name @ ("footnoteReference" | "endnoteReference") => {
                let Some((_, name)) = NOTES.iter().find(|it| name.starts_with(it.1)) else {
                    return;
                };
                let (last, numbers) = self.references.entry(name).or_default();
                let number = (self.gone == 0).then_some(*last + 1);
                if let Some(id) = attribute(tag, "id") {
                    let known = numbers.entry(id).or_insert(None);
                    *last += usize::from(known.is_none() && number.is_some());
                    *known = known.or(number);
                }
            }
            _ => {}
        }
    }

    fn end(&mut self, tag: &BytesEnd<'_>) {
        match tag.local_name().as_ref() {
            "t" => self.is_text = false,
            "del" | "moveFrom" => self.gone = self.gone.saturating_sub(1),
            "footnote" | "endnote" => {
                if let Some(notes) = &mut self.notes {
                    notes.open = None;
                }
            }
            "txbxContent" => (self.tables, self.table) = self.around.pop().unwrap_or_default(),
            "AlternateContent" => drop(self.choices.pop()),
            "Fallback" if self.choices.last() == Some(&true) => {
                self.gone = self.gone.saturating_sub(1);
            }
            "p" => self.end_paragraph(),
            "tbl" => {
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
        if self.is_text {
            self.text_of_any(text);
        }
    }
}

impl Document<'_> {
    fn end_paragraph(&mut self) {
        if self.tables > 0 {
            self.text_of_any(" ");
        }
        let Some(paragraph) = self.open.pop() else { return };
        if !self.open.is_empty() {
            self.boxed.push(paragraph);
            return;
        }
        let boxed = std::mem::take(&mut self.boxed);
        for it in std::iter::once(paragraph).chain(boxed).filter(|it| !it.text.is_empty()) {
            self.out.block(it.kind);
            let note = self.notes.as_ref().and_then(|notes| Some((notes.name, notes.open?)));
            let (name, number) = note.unwrap_or(("paragraph", it.number));
            self.out.part(&format!("{name} {number}"), Some((number, 1)));
            self.out.add(&it.text);
            self.out.close();
        }
    }

    fn text_of_any(&mut self, text: &str) {
        let is_line = self.notes.as_ref().is_some_and(|it| it.open.is_none());
        if self.gone > 0 || is_line {
            return;
        }
        for has_text in &mut self.choices {
            *has_text |= !text.trim().is_empty();
        }
        let number = self.open.last().map_or(self.paragraphs, |it| it.number);
        if self.tables == 0 {
            if let Some(it) = self.open.last_mut() {
                it.text.push_str(text);
            }
        } else if let Some(cell) = self.table.rows.last_mut().and_then(|it| it.last_mut()) {
            if cell.text.is_empty() {
                cell.at = Some(format!("paragraph {number}"));
                cell.place = Some((number, 1));
            }
            cell.text.push_str(text);
        }
    }
}
