//! The lists of words that patterns and readers name, and the patterns themselves.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::path::Path;
use super::view::View;
use crate::lexicon::SlotFile;

/// Lists of words by name: a bit each, of which there are enough.
#[derive(Debug, Default)]
pub(super) struct Words {
    bits: FxHashMap<&'static str, u64>,
    words: FxHashMap<&'static str, u64>,
}

impl Words {
    fn new(lists: impl Iterator<Item = (&'static str, &'static [String])>) -> Self {
        let mut out = Self::default();
        for (at, (name, words)) in lists.enumerate() {
            let bit = u32::try_from(at).ok().and_then(|it| 1_u64.checked_shl(it)).unwrap_or(0);
            out.bits.insert(name, bit);
            for word in words {
                *out.words.entry(word).or_default() |= bit;
            }
        }
        out
    }

    /// The bits of some lists: `name|name`.
    pub(super) fn bits(&self, lists: &str) -> u64 {
        match self.bits.get(lists) {
            Some(it) => *it,
            None => lists.split('|').filter_map(|it| self.bits.get(it)).fold(0, |all, it| all | it),
        }
    }

    /// The bits of the lists that have a word.
    pub(super) fn of(&self, word: &str) -> u64 {
        self.words.get(word).copied().unwrap_or(0)
    }

    /// Whether a list has a word.
    pub(super) fn has(&self, list: &str, word: &str) -> bool {
        self.of(word) & self.bits(list) != 0
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
        let lists = file.words.iter().map(|(name, words)| (&**name, &**words));
        let slots = file.patterns.iter().map(|(slot, patterns)| {
            (&**slot, patterns.iter().filter_map(|it| Path::parse(&it.path)).collect())
        });
        Self { slots: slots.collect(), words: Words::new(lists) }
    }

    /// Where the first pattern of a slot that leads somewhere leads.
    pub(super) fn first(&self, slot: &str, view: &View<'_>, from: usize) -> Option<usize> {
        self.slots.get(slot)?.iter().find_map(|it| it.follow(view, from))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn every_list_of_the_lexicon_has_a_bit_of_its_own() {
        let file = &Lexicon::english().unwrap().slots;
        let words = Patterns::new(file).words;
        for (name, list) in &file.words {
            assert_eq!(words.bits(name).count_ones(), 1, "{name}");
            assert!(list.iter().all(|it| words.has(name, it)), "{name}");
        }
        let all = file.words.keys().fold(0, |all, it| all | words.bits(it));
        assert_eq!(all.count_ones() as usize, file.words.len());
        assert_eq!(words.bits("time-unit|scale"), words.bits("time-unit") | words.bits("scale"));
        assert!(words.has("time-unit", "week") && !words.has("scale", "week"));
        assert_eq!((words.bits("no such list"), words.of("no such word")), (0, 0));
    }
}
