//! Electronic books (.epub; EPUB 3.3, W3C): the pages of the spine, in the order in which they are read.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builder::Builder;
use super::package::{attribute, beside};
use super::{Context, Reading, Refused, archive, html, office, sealed};
use crate::claim::{Origin, Source};

/// The part that says where the book's own list of parts is, and the one that lists what is encrypted.
const CONTAINER: &str = "META-INF/container.xml";
const ENCRYPTION: &str = "META-INF/encryption.xml";
const NOTHING: &str = "holds no page with text; if it shows some, that stands in pictures";

/// Reads a book; a position is a page of its spine, counted from 1.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let mut archive = archive::open(bytes)?;
    let none = || Refused::from("holds no book; save it as .epub".to_owned());
    let container = archive::text(&mut archive, CONTAINER)?.ok_or_else(none)?;
    let mut root = None;
    each(&container, |tag| {
        if tag.local_name().as_ref() == "rootfile" && root.is_none() {
            root = attribute(tag, "full-path");
        }
    })?;
    let root = root.ok_or_else(none)?;
    let package = archive::text(&mut archive, &root)?.ok_or_else(none)?;
    source.title = source.title.take().or_else(|| office::title(&package));
    let locked = archive::text(&mut archive, ENCRYPTION)?.unwrap_or_default();
    let mut out = Builder::new(Origin::default());
    for (index, page) in spine(&package)?.iter().enumerate() {
        let part = beside(&root, page);
        // Fonts may be scrambled; a page that is cannot be read.
        if locked.contains(&format!("\"{part}\"")) {
            return Err(Refused::from(sealed::ENCRYPTED.to_owned()));
        }
        if let Some(text) = archive::text(&mut archive, &part)? {
            // What a page says of itself is none of the book's.
            let mut at = || format!("page {}", index + 1);
            html::add(&text, &mut at, &mut Source::default(), &mut out, context)?;
        }
    }
    let reading = out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// The pages in order, as the list of parts names them.
fn spine(package: &str) -> Result<Vec<String>, Refused> {
    let (mut parts, mut order) = (BTreeMap::new(), Vec::new());
    each(package, |tag| match tag.local_name().as_ref() {
        "item" => {
            let is_page = attribute(tag, "media-type").is_some_and(|it| it.contains("html"));
            // The table of contents says again what the pages are called.
            let is_contents = attribute(tag, "properties").is_some_and(|it| it.contains("nav"));
            let named = attribute(tag, "id").zip(attribute(tag, "href"));
            parts.extend(named.filter(|_| is_page && !is_contents));
        }
        "itemref" => order.extend(attribute(tag, "idref")),
        _ => {}
    })?;
    Ok(order.iter().filter_map(|it| parts.get(it).cloned()).collect())
}

/// Gives each element of a part to `take`.
fn each(xml: &str, mut take: impl FnMut(&BytesStart<'_>)) -> Result<(), Refused> {
    let mut reader = Reader::from_str(xml);
    loop {
        match reader.read_event().map_err(|it| archive::damaged(&it))? {
            Event::Start(tag) | Event::Empty(tag) => take(&tag),
            Event::Eof => return Ok(()),
            _ => {}
        }
    }
}
