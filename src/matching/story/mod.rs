//! Do two documents tell the same story? Measured on the names, days, figures and words they share.
//!
//! A folder of a few documents is most often one story, so less evidence is enough there than among many. A third
//! document that is close to both ties two that share little: the first report and the follow-up.

mod near;
mod traits;

pub use near::{Holders, near};

use std::collections::BTreeSet;

use jiff::civil::Date;
use rustc_hash::{FxHashMap, FxHashSet};

use super::sets::Sets;
use crate::claim::{Claim, Document, Name};
use crate::lexicon::Lexicon;
use traits::Traits;

/// Twentieths of a rare trait that two documents of a small folder must share; twice as many where
/// there are [`MANY`] documents.
const ENOUGH: u32 = 20;
/// From so many of them on, in a small folder, a document ties two others together; half as many again among many.
const CLOSE: u32 = 40;
/// Up to here a folder is small.
const FEW: u32 = 10;
/// From here on it is a collection of many stories.
const MANY: u32 = 30;
/// A trait of more documents than this says the less, the more have it.
const COMMON: u32 = 12;
/// A trait of more documents than this ties no two of them.
pub const EVERYWHERE: u32 = 96;
/// Reports published farther apart than half a year are most often of different stories …
const LONG_HOURS: i64 = 183 * 24;
/// … and farther apart than two years always. Between, a final report or a trial shares twice what ties documents
/// closely.
const LONGEST_HOURS: i64 = 2 * 365 * 24;
/// What names, figures and days alone must add: common words make no story.
const NAMED: u32 = 5;

/// What tells the story of one document from those of others: nothing of it depends on them, so that it may be made elsewhere.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Told {
    /// Its names, days, figures and longer words, sorted, each once, with what each weighs.
    pub traits: Vec<(String, u32)>,
    /// When it was published.
    pub published: Option<Date>,
}

impl Told {
    /// What is told of each document.
    pub fn of(
        documents: &[Document],
        claims: &[Claim],
        names: &[Name],
        lexicon: &Lexicon,
    ) -> Vec<Self> {
        let traits = Traits::of_each(documents, claims, names, lexicon);
        let published = documents.iter().map(|it| it.source.published);
        traits
            .into_iter()
            .zip(published)
            .map(|(traits, published)| Self { traits, published })
            .collect()
    }
}

/// The pairs of documents that tell one story.
#[derive(Debug, Default)]
pub struct Stories {
    same: BTreeSet<(usize, usize)>,
    /// For each document the first one that it is connected with, over others if need be.
    labels: Vec<usize>,
}

impl Stories {
    /// Which documents of a collection tell one story.
    pub fn new(
        documents: &[Document],
        claims: &[Claim],
        names: &[Name],
        lexicon: &Lexicon,
    ) -> Self {
        let told = Told::of(documents, claims, names, lexicon);
        Self::of(&told)
    }

    /// Which documents tell one story, by what was told of each.
    pub fn of(told: &[Told]) -> Self {
        let traits: Vec<&[(String, u32)]> = told.iter().map(|it| &*it.traits).collect();
        let traits = Traits::new(&traits);
        let shared = shared(&traits);
        let enough = enough(told.len());
        let close = grown(told.len(), CLOSE, CLOSE * 7 / 4);
        let mut same = FxHashSet::default();
        let mut near: Vec<Vec<usize>> = vec![Vec::new(); told.len()];
        let published = |it: usize| told.get(it).and_then(|it| it.published);
        let apart = |a: usize, b: usize| {
            let hours = published(a).zip(published(b)).map(|(x, y)| y.duration_since(x).as_hours());
            hours.map_or(0, i64::abs)
        };
        let mut late = Vec::new();
        for ((a, b), weight) in shared {
            if weight >= enough || traits.are_alike(a, b) {
                same.insert((a, b));
            }
            if weight >= 2 * close && (LONG_HOURS..=LONGEST_HOURS).contains(&apart(a, b)) {
                late.push((a, b));
            }
            if weight >= close {
                near[a].push(b);
                near[b].push(a);
            }
        }
        for others in &mut near {
            others.sort_unstable();
            others.truncate(EVERYWHERE as usize);
            for (at, &a) in others.iter().enumerate() {
                same.extend(others[at + 1..].iter().map(|&b| (a, b)));
            }
        }
        same.retain(|&(a, b)| apart(a, b) <= LONG_HOURS);
        same.extend(late);
        let same: BTreeSet<(usize, usize)> = same.into_iter().collect();
        let mut sets = Sets::new(told.len());
        for (a, b) in &same {
            sets.join(*a, *b);
        }
        let labels = (0..told.len()).map(|it| sets.first(it)).collect();
        Self { same, labels }
    }

    /// Every two documents that tell one story, the earlier first, in order.
    pub fn pairs(&self) -> Vec<(usize, usize)> {
        self.same.iter().copied().collect()
    }

    /// A number that documents have in common which stories connect: what is said of them depends on none of another label.
    pub fn label(&self, document: usize) -> usize {
        self.labels.get(document).copied().unwrap_or(document)
    }

    /// The documents that stories connect with one of them, itself among them.
    pub fn documents_with(&self, document: usize) -> impl Iterator<Item = usize> + '_ {
        let label = self.label(document);
        (0..self.labels.len()).filter(move |it| self.label(*it) == label)
    }

    /// Whether two documents tell the same story.
    pub fn are_same(&self, a: usize, b: usize) -> bool {
        self.same.contains(&(a.min(b), a.max(b)))
    }
}

/// What lies between `base` and `most` as a collection of so many documents lies between a small folder and one of many stories.
fn grown(documents: usize, base: u32, most: u32) -> u32 {
    let count = u32::try_from(documents).unwrap_or(u32::MAX).clamp(FEW, MANY);
    base + (most - base) * (count - FEW) / (MANY - FEW)
}

/// How much two of so many documents must share to tell one story.
fn enough(documents: usize) -> u32 {
    grown(documents, ENOUGH, 2 * ENOUGH)
}

/// What a trait that weighs so much in two documents and stands in `spread` of all says for them, in hundredths, so that common
/// words do not round to nothing.
fn said(x: u32, y: u32, spread: u32) -> u32 {
    x.min(y) * 100 * COMMON / spread.max(COMMON)
}

/// For each pair of documents with a name, a figure or a day in common the weight of what they share.
///
/// Cost: for each trait the square of the number of its documents, of which there are at most [`EVERYWHERE`].
fn shared(traits: &Traits) -> Vec<((usize, usize), u32)> {
    let mut holders: Vec<Vec<(usize, u32)>> = vec![Vec::new(); traits.spread.len()];
    for (document, of) in traits.of.iter().enumerate() {
        for &(id, weight) in of {
            if let Some(it) = holders.get_mut(id as usize) {
                it.push((document, weight));
            }
        }
    }
    let is_word = |of: &[(usize, u32)]| of.iter().all(|it| it.1 <= 1);
    let weigh = |of: &[(usize, u32)], into: &mut FxHashMap<(usize, usize), u32>, adds: bool| {
        let spread = u32::try_from(of.len()).unwrap_or(u32::MAX);
        if !(2..=EVERYWHERE).contains(&spread) {
            return;
        }
        for (at, &(a, x)) in of.iter().enumerate() {
            for &(b, y) in &of[at + 1..] {
                let weight = said(x, y, spread);
                if adds {
                    let it = into.entry((a, b)).or_default();
                    *it = it.saturating_add(weight);
                } else if let Some(it) = into.get_mut(&(a, b)) {
                    *it = it.saturating_add(weight);
                }
            }
        }
    };
    let mut shared = FxHashMap::default();
    for of in holders.iter().filter(|it| !is_word(it)) {
        weigh(of, &mut shared, true);
    }
    shared.retain(|_, weight| *weight >= NAMED * 100);
    for of in holders.iter().filter(|it| is_word(it)) {
        weigh(of, &mut shared, false);
    }
    let mut shared: Vec<((usize, usize), u32)> =
        shared.into_iter().map(|(pair, weight)| (pair, weight / 100)).collect();
    shared.sort_unstable();
    shared
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::{collect, run};

    fn are_one_story(texts: [&str; 2]) -> bool {
        let lexicon = Lexicon::english().unwrap();
        let documents =
            texts.map(|it| collect::from_text(Source::at("a.txt"), it, lexicon).unwrap());
        let corpus = run::corpus(documents.into(), Vec::new(), lexicon);
        Stories::new(&corpus.documents, &corpus.claims, &corpus.names, lexicon).are_same(0, 1)
    }

    #[test]
    fn two_versions_of_a_sentence_tell_one_story() {
        let cases = [
            (
                "Wardens found 18 herons dead on 4 May 2031.",
                "Wardens found 19 herons dead on 4 May 2031.",
                true,
            ),
            (
                "Wardens found 18 herons dead on 4 May 2031.",
                "Bakers sold 19 loaves on 4 May 2031.",
                false,
            ),
        ];
        for (first, second, expected) in cases {
            assert_eq!(are_one_story([first, second]), expected, "{first} {second}");
        }
    }
}
