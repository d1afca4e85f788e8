//! Writes the tables as Rust source: arrays without pointers, which cost nothing at the start.

use std::collections::BTreeMap;
use std::fmt::{Debug, Write};

use crate::hash::{FILTER_BITS, hash};

/// Source text under construction.
#[derive(Default)]
pub(crate) struct Source(String);

impl Source {
    /// The finished source.
    pub(crate) fn finish(self) -> String {
        self.0
    }

    /// A static array; every item as Rust source.
    pub(crate) fn array(&mut self, name: &str, of: &str, items: impl IntoIterator<Item = String>) {
        let mut length = 0;
        let mut body = String::new();
        for item in items {
            length += 1;
            body += &item;
            body.push(',');
        }
        let _ = writeln!(self.0, "pub(super) static {name}: [{of}; {length}] = [{body}];");
    }

    /// A set of strings with its hash index, in the order of `keys`.
    pub(crate) fn table<'k>(&mut self, name: &str, keys: impl IntoIterator<Item = &'k str>) {
        let keys: Vec<&str> = keys.into_iter().collect();
        let size = (keys.len() * 2).next_power_of_two().max(2);
        let mut slots = vec![0; size];
        for (index, key) in keys.iter().enumerate() {
            let mut at = hash(key.as_bytes()) & (size - 1);
            while slots[at] != 0 {
                at = (at + 1) & (size - 1);
            }
            slots[at] = index + 1;
        }
        assert!(keys.len() < usize::from(u16::MAX), "{name} holds too many strings");
        let mut end = 0;
        let ends = keys.iter().map(|it| {
            end += it.len();
            end
        });
        let ends: Vec<usize> = ends.collect();
        let text = keys.concat();
        let _ = writeln!(
            self.0,
            "pub(super) static {name}: Table = Table {{ slots: &{slots:?}, ends: &{ends:?}, \
             text: {text:?} }};"
        );
    }

    /// Which hashes strings have, a bit each: one that none of them has is told at once.
    ///
    /// Words of letters of ASCII, which may be joined by other marks: each part stands for the whole.
    pub(crate) fn filter(&mut self, name: &str, words: impl IntoIterator<Item = String>) {
        let mut bits = vec![0_u64; 1 << (FILTER_BITS - 6)];
        let words: Vec<String> = words.into_iter().filter(|it| it.is_ascii()).collect();
        for key in words.iter().flat_map(|it| it.split(|it: char| !it.is_ascii_alphabetic())) {
            let at = hash(key.as_bytes()) & ((1 << FILTER_BITS) - 1);
            bits[at / 64] |= 1 << (at % 64);
        }
        let size = bits.len();
        let _ = writeln!(self.0, "pub(crate) static {name}: Filter<{size}> = Filter({bits:?});");
    }

    /// A set of strings with a value each.
    pub(crate) fn map<V: Debug>(&mut self, name: &str, of: &str, map: &BTreeMap<&str, V>) {
        self.table(name, map.keys().copied());
        self.array(&format!("{name}_VALUES"), of, map.values().map(|it| format!("{it:?}")));
    }
}
