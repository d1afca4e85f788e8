//! Presentations (Office Open XML, ECMA-376: .pptx): what stands on each slide and in its notes.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::archive::Archive;
use super::builder::Builder;
use super::package::{Relation, attribute, relations};
use super::table::{Cell, Table};
use super::{Context, Reading, Refused, archive, office, sealed};
use crate::claim::{BlockKind, Origin, Source};

/// The part that lists the slides, where the package does not say which.
const MAIN: &str = "ppt/presentation.xml";
/// What an editor can do about a presentation of pictures.
const NOTHING: &str = "holds no text; if it shows some, that stands in pictures: run it through text recognition (OCR) first";
/// What stands on every slide: its number, its date, what is printed below it.
const FURNITURE: [&str; 5] = ["sldNum", "dt", "ftr", "hdr", "sldImg"];

/// Reads a presentation; a position is a slide, counted as they are shown.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    sealed::check(bytes, "PowerPoint file (.ppt)", ".pptx")?;
    let mut archive = archive::open(bytes)?;
    let main = relations(&mut archive, "")?.into_iter().find(|it| it.kind == "officeDocument");
    let main = main.map_or_else(|| MAIN.to_owned(), |it| it.target);
    let list = archive::text(&mut archive, &main)?
        .ok_or_else(|| Refused::from("holds no presentation; save it as .pptx".to_owned()))?;
    if let Some(core) = archive::text(&mut archive, "docProps/core.xml")? {
        source.title = source.title.take().or_else(|| office::title(&core));
    }
    let parts = relations(&mut archive, &main)?;
    let mut slides = Slides::new(context);
    for (index, id) in order(&list)?.iter().enumerate() {
        let Some(slide) = parts.iter().find(|it| it.id == *id) else { continue };
        slides.slide(&mut archive, &slide.target, index + 1)?;
    }
    let reading = slides.out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// The slides by the ids of their relationships, as they are shown.
fn order(list: &str) -> Result<Vec<String>, Refused> {
    let mut ids = Vec::new();
    let mut reader = Reader::from_str(list);
    loop {
        match reader.read_event().map_err(|it| archive::damaged(&it))? {
            Event::Start(tag) | Event::Empty(tag) if tag.local_name().as_ref() == "sldId" => {
                // `id` is a number of its own, `r:id` the relationship.
                let related = tag
                    .attributes()
                    .flatten()
                    .find(|it| it.key.prefix().is_some() && it.key.local_name().as_ref() == "id");
                ids.extend(related.map(|it| it.value.into_owned()));
            }
            Event::Eof => return Ok(ids),
            _ => {}
        }
    }
}

/// What of a paragraph is open.
#[derive(Default)]
struct Within {
    text: bool,
    /// A number or a date that the program fills in.
    field: bool,
}

struct Slides<'l> {
    out: Builder,
    context: Context<'l>,
    /// The slide, and whether its notes are read.
    at: String,
    number: usize,
    /// What is open: a shape that is a title, one whose text is none of the slide's, elements that say the same twice.
    is_title: bool,
    is_furniture: bool,
    again: usize,
    /// Text of the open paragraph, which counts inside of `a:t` only, and not in fields.
    text: String,
    within: Within,
    table: Option<Table>,
}

impl<'l> Slides<'l> {
    fn new(context: Context<'l>) -> Self {
        Self {
            out: Builder::new(Origin::default()),
            context,
            at: String::new(),
            number: 0,
            is_title: false,
            is_furniture: false,
            again: 0,
            text: String::new(),
            within: Within::default(),
            table: None,
        }
    }

    /// A slide with its notes.
    fn slide(
        &mut self,
        archive: &mut Archive<'_>,
        part: &str,
        number: usize,
    ) -> Result<(), Refused> {
        let Some(text) = archive::text(archive, part)? else { return Ok(()) };
        (self.at, self.number) = (format!("slide {number}"), number);
        office::walk(&text, self)?;
        let notes = relations(archive, part)?.into_iter().find(|it| it.kind == "notesSlide");
        if let Some(Relation { target, .. }) = notes
            && let Some(text) = archive::text(archive, &target)?
        {
            self.at = format!("slide {number}, notes");
            office::walk(&text, self)?;
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let text = std::mem::take(&mut self.text);
        if self.is_furniture || self.again > 0 || text.trim().is_empty() {
            return;
        }
        if let Some(cell) = self.table.as_mut().and_then(|it| it.rows.last_mut()?.last_mut()) {
            let gap = if cell.text.is_empty() { "" } else { " " };
            cell.text = format!("{}{gap}{}", cell.text, text.trim());
            return;
        }
        // The points of a slide stand each for itself.
        let kind = if self.is_title { BlockKind::Heading } else { BlockKind::Item };
        self.out.block(kind);
        self.out.part(&self.at, Some((self.number, 1)));
        self.out.add(&text);
        self.out.close();
    }
}

impl office::Part for Slides<'_> {
    fn start(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "sp" | "graphicFrame" => (self.is_title, self.is_furniture) = (false, false),
            "Fallback" => self.again += 1,
            "t" => self.within.text = true,
            "fld" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                self.within.field = kind == "slidenum" || kind.starts_with("datetime");
            }
            "tbl" if self.again == 0 => self.table = Some(Table::default()),
            "tr" => self.table.iter_mut().for_each(|it| it.rows.push(Vec::new())),
            "tc" => {
                let cell = Cell {
                    at: Some(self.at.clone()),
                    place: Some((self.number, 1)),
                    ..Cell::default()
                };
                if let Some(row) = self.table.as_mut().and_then(|it| it.rows.last_mut()) {
                    row.push(cell);
                }
            }
            _ => self.empty(tag),
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>) {
        match tag.local_name().as_ref() {
            "ph" => {
                let kind = attribute(tag, "type").unwrap_or_default();
                self.is_title = matches!(&*kind, "title" | "ctrTitle");
                self.is_furniture = FURNITURE.contains(&&*kind);
            }
            "br" | "tab" => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, tag: &BytesEnd<'_>) {
        match tag.local_name().as_ref() {
            "Fallback" => self.again = self.again.saturating_sub(1),
            "t" => self.within.text = false,
            "fld" => self.within.field = false,
            // `a:p`; the presentation's own elements have other names.
            "p" => self.end_paragraph(),
            "tbl" => {
                if let Some(table) = self.table.take() {
                    table.read_aloud(&mut self.out, self.context);
                    self.out.close();
                }
            }
            _ => {}
        }
    }

    fn text(&mut self, text: &str) {
        if self.within.text && !self.within.field {
            self.text.push_str(text);
        }
    }
}
