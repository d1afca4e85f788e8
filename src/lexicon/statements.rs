//! Words that turn what a sentence says of a figure: opposites, and what an amount is counted by.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::Lexicon;

/// One side of two opposites: which of the pairs, and whether it is the second side.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub struct Side {
    /// The pair's place in the lexicon.
    pub pair: u16,
    /// Whether the word stands on the second side.
    pub is_second: bool,
}

impl Side {
    /// The other side of the same matter.
    #[must_use]
    pub fn opposite(self) -> Self {
        Self { is_second: !self.is_second, ..self }
    }
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct File {
    opposites: Vec<[Vec<String>; 2]>,
    each: BTreeMap<String, Vec<String>>,
}

/// The words by what they do.
#[derive(Debug)]
pub struct Statements {
    first: Vec<[String; 2]>,
    opposites: FxHashMap<String, Vec<Side>>,
    each: FxHashMap<String, String>,
}

impl Statements {
    pub(super) fn new(file: &File) -> Self {
        let mut opposites = FxHashMap::<String, Vec<Side>>::default();
        for (pair, sides) in file.opposites.iter().enumerate() {
            let pair = u16::try_from(pair).unwrap_or(u16::MAX);
            for (words, is_second) in sides.iter().zip([false, true]) {
                for word in words {
                    opposites.entry(word.clone()).or_default().push(Side { pair, is_second });
                }
            }
        }
        let of = |(unit, words): (&String, &Vec<String>)| {
            words.iter().map(|it| (it.clone(), unit.clone())).collect::<Vec<_>>()
        };
        let first = |it: &Vec<String>| it.first().cloned().unwrap_or_default();
        let first = file.opposites.iter().map(|it| it.each_ref().map(first)).collect();
        Self { first, opposites, each: file.each.iter().flat_map(of).collect() }
    }

    /// The word that a side is listed by.
    pub fn word(&self, side: Side) -> &str {
        let sides = self.first.get(usize::from(side.pair));
        sides.and_then(|it| it.get(usize::from(side.is_second))).map_or("", String::as_str)
    }

    /// The unit of time that an adverb or adjective counts by: `month` for "monthly".
    pub fn each(&self, lower: &str) -> Option<&str> {
        self.each.get(lower).map(String::as_str)
    }
}

impl Lexicon {
    /// On which sides of which matters a word stands; in any form.
    ///
    /// ```
    /// use crosscheck::lexicon::Lexicon;
    ///
    /// let lexicon = Lexicon::english()?;
    /// assert_eq!(lexicon.sides("fell")[0].opposite(), lexicon.sides("risen")[0]);
    /// assert!(lexicon.sides("table").is_empty());
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    pub fn sides(&self, word: &str) -> &[Side] {
        let lower = word.to_lowercase();
        let of = |it: &str| self.statements.opposites.get(it);
        let entry = self.word(&lower);
        let lemma = || self.families.lemma(entry?.verb.as_ref()?.0).and_then(of);
        let singular = || lower.strip_suffix('s').and_then(of);
        let known = of(&lower).or_else(lemma).or_else(singular);
        known.map_or(&[], Vec::as_slice)
    }
}
