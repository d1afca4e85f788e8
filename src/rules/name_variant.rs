//! `name-variant`: one event has one name; names that differ by a word are shown side by side.

use std::collections::BTreeMap;
use std::sync::Arc;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;
use similar::{ChangeTag, TextDiff};

use super::{Check, Outcome, Table, Violation};
use crate::claim::{Name, Passage, Position};

/// Parameters of `name-variant`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct NameVariant {
    /// How many meaning words two names must share.
    shared: usize,
}

impl Check for NameVariant {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        // The first place of each name in each document.
        let mut names = BTreeMap::<String, BTreeMap<usize, &Name>>::new();
        for name in table.names {
            let key = name.event.name.to_lowercase();
            names.entry(key).or_default().entry(name.document).or_insert(name);
        }
        let listed: Vec<(&String, &BTreeMap<usize, &Name>)> = names.iter().collect();
        let mut outcome = Outcome::default();
        for (a, b) in one_word_apart(&listed) {
            outcome.violations.extend(self.variant(listed[a].1, listed[b].1, table));
        }
        outcome
    }
}

/// A name is held against so many others that differ from it in one and the same word: more of them are a series.
const SERIES: usize = 16;

/// The pairs of names that share all words but one, in order.
fn one_word_apart(listed: &[(&String, &BTreeMap<usize, &Name>)]) -> Vec<(usize, usize)> {
    let mut sharing = BTreeMap::<Vec<&str>, Vec<usize>>::new();
    for (index, (_, of)) in listed.iter().enumerate() {
        let Some(name) = of.values().next() else { continue };
        for left_out in &name.event.words {
            let others = name.event.words.iter().filter(|it| *it != left_out);
            sharing.entry(others.map(String::as_str).collect()).or_default().push(index);
        }
    }
    let mut pairs = Vec::new();
    for of in sharing.values() {
        for (at, &a) in of.iter().enumerate() {
            pairs.extend(of[at + 1..].iter().take(SERIES).map(|&b| (a, b)));
        }
    }
    pairs.sort_unstable();
    pairs.dedup();
    pairs
}

impl NameVariant {
    fn variant(
        &self,
        a: &BTreeMap<usize, &Name>,
        b: &BTreeMap<usize, &Name>,
        table: &Table<'_>,
    ) -> Option<Violation> {
        let (x, y) = (a.values().next()?, b.values().next()?);
        let (of_x, of_y) = (&x.event.words, &y.event.words);
        let shared = of_x.iter().filter(|it| of_y.contains(it)).count();
        let is_one_word_apart = of_x.len() == of_y.len() && of_x.len() == shared + 1;
        let last = |name: &str| name.rsplit(' ').next().map(str::to_lowercase);
        let is_same_kind = last(&x.event.name) == last(&y.event.name);
        let years_differ = x.event.year.zip(y.event.year).is_some_and(|(x, y)| x != y);
        // A document that uses both names means two events.
        let is_in_one_document = a.keys().any(|it| b.contains_key(it));
        if shared < self.shared
            || !is_one_word_apart
            || !is_same_kind
            || years_differ
            || is_in_one_document
        {
            return None;
        }
        // The rarer name first in the message, so that the usual one reads as the other.
        let (rare, usual) = if a.len() <= b.len() { (x, y) } else { (y, x) };
        let (removed, added) = changed(&rare.event.name, &usual.event.name);
        let mut passages: Vec<Passage> =
            a.values().chain(b.values()).filter_map(|it| passage(it, table)).collect();
        passages.sort_by_key(|it| (it.document, it.span.start));
        let mut values = super::template::Values::new();
        values.insert("names", format!("\"{}\" and \"{}\"", rare.event.name, usual.event.name));
        values.insert("left", removed);
        values.insert("right", added);
        let mut key: Vec<String> = passages.iter().map(|it| it.source.key.clone()).collect();
        key.push(rare.event.name.clone());
        key.push(usual.event.name.clone());
        Some(Violation::new(passages, values, key))
    }
}

/// The words in which two names differ.
fn changed(left: &str, right: &str) -> (String, String) {
    let diff = TextDiff::from_words(left, right);
    let of = |tag| {
        let words =
            diff.iter_all_changes().filter(|it| it.tag() == tag).map(|it| it.value().to_owned());
        words.collect::<String>().trim().to_owned()
    };
    (of(ChangeTag::Delete), of(ChangeTag::Insert))
}

fn passage(name: &Name, table: &Table<'_>) -> Option<Passage> {
    let document = table.documents.get(name.document)?;
    let Position { bytes, line, column, at } = document.place(name.span);
    Some(Passage {
        document: name.document,
        source: Arc::clone(&document.source),
        span: name.span,
        sentence: name.sentence,
        line,
        column,
        bytes,
        at,
        text: document.original[name.span.range()].to_owned(),
        says: "so called here".to_owned(),
        claim: None,
    })
}
