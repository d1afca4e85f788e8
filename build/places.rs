//! The gazetteer's tables: what lies within what, and every surface form under its first word.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use serde::Deserialize;

use crate::tables::Source;
use crate::words::camel;

/// A line of `places.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Line {
    name: String,
    kind: String,
    #[serde(rename = "in")]
    within: Option<String>,
    #[serde(default)]
    adjectives: Vec<String>,
    #[serde(default)]
    people: Vec<String>,
    #[serde(default)]
    aliases: Vec<String>,
}

/// Writes the gazetteer's tables.
pub(crate) fn write(lines: &[Line], source: &mut Source) {
    let by_name: HashMap<&str, usize> =
        lines.iter().enumerate().map(|(id, it)| (it.name.as_str(), id)).collect();
    let mut by_word = BTreeMap::<&str, Vec<(&str, usize, &str)>>::new();
    for (id, line) in lines.iter().enumerate() {
        let names = std::iter::once(&line.name).chain(&line.aliases);
        let surfaces = names
            .map(|it| (it, "Name"))
            .chain(line.adjectives.iter().map(|it| (it, "Adjective")))
            .chain(line.people.iter().map(|it| (it, "People")));
        for (surface, form) in surfaces {
            by_word.entry(first_word(surface)).or_default().push((surface, id, form));
        }
    }
    let texts: BTreeSet<&str> = by_word.values().flatten().map(|it| it.0).collect();
    let indices: HashMap<&str, usize> = texts.iter().copied().zip(0..).collect();
    let text = |it: &str| indices.get(it).copied().unwrap_or_default();
    let places = lines.iter().map(|line| {
        let within = line.within.as_deref().and_then(|it| by_name.get(it).copied());
        format!("({}, PlaceKind::{}, {within:?})", text(&line.name), camel(&line.kind))
    });
    source.array("PLACES", "(u16, PlaceKind, Option<PlaceId>)", places);
    let mut ranges = BTreeMap::new();
    let mut surfaces = Vec::new();
    for (first, mut list) in by_word {
        list.sort_by_key(|(it, ..)| std::cmp::Reverse(it.len()));
        ranges.insert(first, (surfaces.len(), list.len()));
        let list = list.iter().map(|(it, id, form)| (text(it), *id, *form));
        surfaces.extend(list.map(|(it, id, form)| format!("({it}, {id}, PlaceForm::{form})")));
    }
    source.map("FIRST_WORDS", "(u16, u16)", &ranges);
    source.array("SURFACES", "(u16, PlaceId, PlaceForm)", surfaces);
    source.table("PLACE_TEXTS", texts.iter().copied());
}

fn first_word(text: &str) -> &str {
    let end = text.find(|c: char| !c.is_alphabetic()).unwrap_or(text.len());
    &text[..end]
}
