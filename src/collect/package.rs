//! Packages of Office Open XML (ECMA-376, part 2): parts, and the relationships between them.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use super::Refused;
use super::archive::{self, Archive};

/// A part that another one names.
#[derive(Debug)]
pub(super) struct Relation {
    /// What the part calls it.
    pub(super) id: String,
    /// The last word of how they are related: `slide`, `footnotes`.
    pub(super) kind: String,
    /// The part.
    pub(super) target: String,
}

/// The parts that a part of the package names; those of the package itself for an empty name.
pub(super) fn relations(archive: &mut Archive<'_>, part: &str) -> Result<Vec<Relation>, Refused> {
    let name = part.rsplit('/').next().unwrap_or_default();
    let path = beside(part, &format!("_rels/{name}.rels"));
    let Some(text) = archive::text(archive, &path)? else { return Ok(Vec::new()) };
    let mut relations = Vec::new();
    let mut reader = Reader::from_str(&text);
    loop {
        match reader.read_event().map_err(|it| archive::damaged(&it))? {
            Event::Start(tag) | Event::Empty(tag)
                if tag.local_name().as_ref() == "Relationship" =>
            {
                let (kind, target) = (attribute(&tag, "Type"), attribute(&tag, "Target"));
                let Some((kind, target)) = kind.zip(target) else { continue };
                let kind = kind.rsplit('/').next().unwrap_or_default().to_owned();
                let target = match target.strip_prefix('/') {
                    Some(whole) => whole.to_owned(),
                    None => beside(part, &target),
                };
                let id = attribute(&tag, "Id").unwrap_or_default();
                relations.push(Relation { id, kind, target });
            }
            Event::Eof => return Ok(relations),
            _ => {}
        }
    }
}

/// The same by how they are related, the first of each kind.
pub(super) fn related(
    archive: &mut Archive<'_>,
    part: &str,
) -> Result<BTreeMap<String, String>, Refused> {
    let mut parts = BTreeMap::new();
    for Relation { kind, target, .. } in relations(archive, part)? {
        parts.entry(kind).or_insert(target);
    }
    Ok(parts)
}

/// A part as named from the folder of another.
pub(super) fn beside(part: &str, name: &str) -> String {
    let mut folders: Vec<&str> = part.split('/').collect();
    folders.pop();
    for it in name.split('/') {
        match it {
            ".." => drop(folders.pop()),
            "." => {}
            it => folders.push(it),
        }
    }
    folders.join("/")
}

/// An attribute by its name without a prefix.
pub(super) fn attribute(tag: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = tag.attributes().flatten().find(|it| it.key.local_name().as_ref() == name)?;
    Some(found.value.into_owned())
}
