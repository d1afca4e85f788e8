//! Word documents (Office Open XML, ECMA-376): paragraphs, headings, lists and tables; no deleted text.

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive};
use crate::claim::{BlockKind, Origin, Source};

/// Elements nested deeper than this are no document.
const DEEPEST: usize = 1000;

/// Reads a document; a position is a paragraph, counted from 1 as they come.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut archive = archive::open(bytes)?;
    let body = archive::text(&mut archive, "word/document.xml")?
        .ok_or_else(|| Refused::from("holds no Word document; save it as .docx".to_owned()))?;
    if let Some(core) = archive::text(&mut archive, "docProps/core.xml")? {
        source.title = source.title.take().or(title(&core));
    }
    let mut document = Document::new(context);
    let mut reader = Reader::from_str(&body);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|it| archive::damaged(&it))? {
            Event::Start(tag) => {
                depth += 1;
                if depth > DEEPEST {
                    let message = format!("nests elements deeper than {DEEPEST} and was not read");
                    return Err(Refused::from(message));
                }
                document.start(&tag);
            }
            Event::Empty(tag) => document.empty(&tag),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                document.end(tag.local_name().as_ref());
            }
            Event::Text(text) => document.text(&text.xml10_content()),
            Event::CData(text) => document.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let char = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
                document.text(&char.or_else(named).unwrap_or_default());
            }
            Event::Eof => break,
            _ => {}
        }
    }
    Ok(document.out.finish())
}

/// The title in the properties of a document.
fn title(core: &str) -> Option<String> {
    let mut reader = Reader::from_str(core);
    let mut is_title = false;
    loop {
        match reader.read_event().ok()? {
            Event::Start(tag) => is_title = tag.local_name().as_ref() == "title",
            Event::Text(text) if is_title => {
                let text = text.xml10_content().trim().to_owned();
                return Some(text).filter(|it| !it.is_empty());
            }
            Event::End(_) => is_title = false,
            Event::Eof => return None,
            _ => {}
        }
    }
}

struct Document<'l> {
    out: Builder,
    context: Context<'l>,
    /// How many paragraphs have begun.
    paragraphs: usize,
    kind: BlockKind,
    is_text: bool,
    /// Whether a paragraph has begun outside of tables and its text must be opened as a block.
    is_open: bool,
    /// Open elements whose text was moved away or deleted.
    gone: usize,
    tables: usize,
    table: Table,
}

impl<'l> Document<'l> {
    fn new(context: Context<'l>) -> Self {
        Self {
            out: Builder::new(Origin::default()),
            context,
            paragraphs: 0,
            kind: BlockKind::Paragraph,
            is_text: false,
            is_open: false,
            gone: 0,
            tables: 0,
            table: Table::default(),
        }
    }

    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "p" => {
                self.paragraphs += 1;
                self.kind = BlockKind::Paragraph;
                self.is_open = false;
            }
            "t" => self.is_text = true,
            "del" | "moveFrom" => self.gone += 1,
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
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        let value = || {
            let attribute =
                tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == "val")?;
            Some(attribute.value.into_owned())
        };
        match tag.local_name().as_ref() {
            "pStyle" => {
                let style = value().unwrap_or_default().to_lowercase();
                if style.starts_with("heading")
                    || style.starts_with("title")
                    || style.starts_with("berschrift")
                {
                    self.kind = BlockKind::Heading;
                }
            }
            "numPr" => self.kind = BlockKind::Item,
            "tab" | "br" | "cr" if self.is_open || self.tables > 0 => self.text_of_any(" "),
            "noBreakHyphen" => self.text_of_any("-"),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "t" => self.is_text = false,
            "del" | "moveFrom" => self.gone = self.gone.saturating_sub(1),
            "p" if self.tables > 0 => self.text_of_any(" "),
            "p" => self.out.close(),
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
        if self.is_text && self.gone == 0 {
            self.text_of_any(text);
        }
    }

    fn text_of_any(&mut self, text: &str) {
        let number = self.paragraphs;
        if self.tables > 0 {
            if let Some(cell) = self.table.rows.last_mut().and_then(|it| it.last_mut()) {
                if cell.text.is_empty() {
                    cell.at = Some(format!("paragraph {number}"));
                    cell.place = Some((number, 1));
                }
                cell.text.push_str(text);
            }
            return;
        }
        if !self.is_open {
            self.out.block(self.kind);
            self.out.part(&format!("paragraph {number}"), Some((number, 1)));
            self.is_open = true;
        }
        self.out.add(text);
    }
}
