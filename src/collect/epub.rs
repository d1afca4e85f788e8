//! Electronic books (.epub; EPUB 3.3, W3C): the pages of the spine, in the order in which they are read.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::builder::Builder;
use super::package::{attribute, beside};
use super::{Context, Reading, Refused, archive, html, office, sealed};
use crate::claim::{Oddity, Origin, Source};
use crate::disk;

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
    let mut missing = 0_usize;
    for (index, page) in spine(&package)?.iter().enumerate() {
        let part = beside(&root, page);
        // Fonts may be scrambled; a page that is cannot be read.
        if locked.contains(&format!("\"{part}\"")) {
            return Err(Refused::from(sealed::ENCRYPTED.to_owned()));
        }
        if let Some(text) = archive::text(&mut archive, &part)? {
            // What a page says of itself is none of the book's.
            let mut at = || format!("page {}", index + 1);
            let mut own = Source::default();
            html::add(&closed(&text), &mut at, &mut own, &mut out, context)?;
            source.language = source.language.take().or(own.language);
        } else {
            missing += 1;
        }
    }
    let message = format!("names {missing} of its pages that it does not hold; make it anew");
    let odd = Oddity { line: None, message, is_incomplete: true };
    let odd = (missing > 0).then_some(odd).into_iter().collect();
    let reading = Reading { odd, ..out.finish() };
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
            let href = attribute(tag, "href").map(|it| disk::unescaped(&it).unwrap_or(it));
            let named = attribute(tag, "id").zip(href);
            parts.extend(named.filter(|_| is_page && !is_contents));
        }
        "itemref" => order.extend(attribute(tag, "idref")),
        _ => {}
    })?;
    Ok(order.iter().filter_map(|it| parts.get(it).cloned()).collect())
}

/// A page in which no element that holds raw text ends at its beginning: `<title/>` is whole in XML, and opens a title in HTML.
fn closed(page: &str) -> String {
    const RAW: [&str; 5] = ["title", "script", "style", "textarea", "iframe"];
    let mut out = String::with_capacity(page.len());
    let mut rest = page;
    while let Some(at) = rest.find("/>") {
        let (before, after) = rest.split_at(at + 2);
        out.push_str(before);
        let tag = before.rfind('<').map_or("", |it| &before[it + 1..]);
        let name = tag.split(|it: char| !it.is_ascii_alphabetic()).next().unwrap_or_default();
        if RAW.contains(&name) {
            out.truncate(out.len() - 2);
            for piece in ["></", name, ">"] {
                out.push_str(piece);
            }
        }
        rest = after;
    }
    out + rest
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
