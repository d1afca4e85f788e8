//! What the text documents of office programs have in common, whatever their elements are called.

use quick_xml::Reader;
use quick_xml::events::{BytesEnd, BytesStart, Event};

use super::{Refused, archive};

/// Who reads a part of a package, element by element.
pub(super) trait Part {
    /// An element begins.
    fn start(&mut self, tag: &BytesStart<'_>);
    /// An element without content.
    fn empty(&mut self, tag: &BytesStart<'_>);
    /// An element ends.
    fn end(&mut self, tag: &BytesEnd<'_>);
    /// Text, with characters in place of their names.
    fn text(&mut self, text: &str);
}

/// Gives a part to its reader.
pub(super) fn walk(xml: &str, part: &mut impl Part) -> Result<(), Refused> {
    let mut reader = Reader::from_str(xml);
    let mut depth = 0_usize;
    loop {
        match reader.read_event().map_err(|it| archive::damaged(&it))? {
            Event::Start(tag) => {
                depth += 1;
                archive::nested(depth)?;
                part.start(&tag);
            }
            Event::Empty(tag) => part.empty(&tag),
            Event::End(tag) => {
                depth = depth.saturating_sub(1);
                part.end(&tag);
            }
            Event::Text(text) => part.text(&text.xml10_content()),
            Event::CData(text) => part.text(&text.xml10_content()),
            Event::GeneralRef(name) => {
                let char = name.resolve_char_ref().ok().flatten().map(String::from);
                let named = || quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
                part.text(&char.or_else(named).unwrap_or_default());
            }
            Event::Eof if depth > 0 => return Err(archive::damaged(&"it ends in the middle")),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}

/// The title in the properties of a document (Dublin Core).
pub(super) fn title(properties: &str) -> Option<String> {
    let mut reader = Reader::from_str(properties);
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
