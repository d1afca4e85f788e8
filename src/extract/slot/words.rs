//! The lists of words that patterns and readers name, and the patterns themselves.

use std::collections::BTreeMap;

use rustc_hash::FxHashSet;

use super::path::Path;
use super::view::View;
use crate::lexicon::SlotFile;

/// Lists of lemmas by name.
#[derive(Debug, Default)]
pub(super) struct Words {
    lists: BTreeMap<&'static str, FxHashSet<&'static str>>,
}

impl Words {
    /// Whether a list has a word.
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.lists.get(list).is_some_and(|it| it.contains(word))
    }
}

/// The patterns of each slot, in the order in which they are tried.
#[derive(Debug, Default)]
pub(super) struct Patterns {
    slots: BTreeMap<&'static str, Vec<Path>>,
    pub(super) words: Words,
}

impl Patterns {
    pub(super) fn new(file: &'static SlotFile) -> Self {
        let lists = file.words.iter().map(|(name, words)| {
            (&**name, words.iter().map(String::as_str).collect::<FxHashSet<_>>())
        });
        let slots = file.patterns.iter().map(|(slot, patterns)| {
            (&**slot, patterns.iter().filter_map(|it| Path::parse(&it.path)).collect())
        });
        Self { slots: slots.collect(), words: Words { lists: lists.collect() } }
    }

    /// Where the first pattern of a slot that leads somewhere leads.
    pub(super) fn first(&self, slot: &str, view: &View<'_>, from: usize) -> Option<usize> {
        self.slots.get(slot)?.iter().find_map(|it| it.follow(view, from))
    }
}
