//! A text as matching sees it: its numbers, each with the words and numbers around it.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

pub use super::words::Vocabulary;
use super::words::{Stem, Word};
use crate::claim::{BlockKind, Claim, Document, Numeral, Span};
use crate::lexicon::{Lexicon, Side, Tag};

/// How many words on either side of a number its window takes in.
const REACH: usize = 16;
/// How many words directly beside a number are compared one by one.
const BESIDE: usize = 3;
/// What the nearest word weighs.
const NEAREST: u32 = 840;

/// One document with its numbers.
#[derive(Debug)]
pub struct Text {
    /// Its numbers, in order of position.
    pub numerals: Vec<Numeral>,
    /// What stands around each of them.
    pub(super) around: Vec<Around>,
    /// In how many sentences each stem stands.
    pub(super) spread: FxHashMap<Stem, u32>,
    /// The stems of its words in capitals.
    names: FxHashSet<Stem>,
    /// How many sentences there are.
    pub(super) sentences: u32,
}

/// What stands around a number.
#[derive(Clone, Debug, Default)]
pub(super) struct Around {
    /// The stems of its clause's content words, sorted.
    pub(super) clause: Vec<Stem>,
    /// The stems of the content words near it with what they weigh, sorted: the nearer, the more.
    pub(super) window: Vec<(Stem, u32)>,
    /// The stems of its sentence's content words, sorted.
    pub(super) sentence: Vec<Stem>,
    /// The stems of the words that stand directly beside it, function words included.
    pub(super) left: Vec<Stem>,
    pub(super) right: Vec<Stem>,
    /// The nearest content words on its right.
    pub(super) heads: Vec<Stem>,
    /// What it is counted by: the stem of "day" in "400 tonnes per day".
    pub(super) per: Option<Stem>,
    /// The sides of opposite matters that its clause speaks of, sorted.
    pub(super) sides: Vec<Side>,
    /// The numbers before and after it in its sentence.
    pub(super) previous: Option<Decimal>,
    pub(super) next: Option<Decimal>,
    /// Where in its text it stands, in thousandths.
    pub(super) place: u32,
}

impl Text {
    /// A document with its numbers and its sentences, both in order of position.
    pub fn new(
        document: &Document,
        numerals: Vec<Numeral>,
        sentences: &[Span],
        claims: &[Claim],
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
    ) -> Self {
        let mut around = vec![Around::default(); numerals.len()];
        let mut spread = FxHashMap::default();
        let mut names = FxHashSet::default();
        let mut words = Vec::new();
        let mut first = 0;
        let length = document.text.len().max(1);
        for sentence in sentences {
            words.clear();
            vocabulary.words(&document.text, *sentence, lexicon, &mut words);
            let last = first
                + numerals[first..].iter().take_while(|it| it.span.start < sentence.end).count();
            let own = &numerals[first..last];
            mark_numbers(&mut words, own);
            let capital = words.iter().filter(|it| it.is_capital && it.is_content);
            names.extend(capital.map(|it| it.stem));
            let of_sentence = stems(&words);
            for stem in &of_sentence {
                *spread.entry(*stem).or_insert(0) += 1;
            }
            for (at, numeral) in own.iter().enumerate() {
                let value = |it: Option<&Numeral>| it.map(|it| it.quantity.leading());
                let index = first + at;
                around[index] = Around {
                    sentence: of_sentence.clone(),
                    previous: value(at.checked_sub(1).and_then(|it| own.get(it))),
                    next: value(own.get(at + 1)),
                    place: share(numeral.span.start, length),
                    ..Around::of(&document.text, &words, numeral.span, (vocabulary, lexicon))
                };
            }
            first = last;
        }
        for (numeral, around) in numerals.iter().zip(&mut around) {
            let claim = numeral.claim.and_then(|it| claims.get(it));
            let block = claim.and_then(|it| document.blocks.get(it.block));
            if let Some(claim) = claim.filter(|_| block.is_some_and(|it| it.kind == BlockKind::Row))
            {
                around.add_heads(claim, vocabulary, lexicon);
            }
        }
        let sentences = u32::try_from(sentences.len()).unwrap_or(u32::MAX);
        Self { numerals, around, spread, names, sentences }
    }

    /// How many of the words of the shorter text the other one has, and how many it has in all; each word once.
    pub(super) fn words_in_common(&self, other: &Self) -> (u64, u64) {
        let (short, long) =
            if self.spread.len() <= other.spread.len() { (self, other) } else { (other, self) };
        let shared = short.spread.keys().filter(|it| long.spread.contains_key(it)).count();
        (shared as u64, short.spread.len() as u64)
    }

    /// How many of the names of the text that has fewer the other one has, and how many it has in all.
    pub(super) fn names_in_common(&self, other: &Self) -> (u64, u64) {
        let (short, long) = if self.names.len() <= other.names.len() {
            (&self.names, &other.names)
        } else {
            (&other.names, &self.names)
        };
        (short.intersection(long).count() as u64, short.len() as u64)
    }

    /// Whether a number is counted by a unit of time.
    pub fn is_rate(&self, at: usize) -> bool {
        self.around.get(at).is_some_and(|it| it.per.is_some())
    }
}

/// Words that belong to a number are no words around one.
fn mark_numbers(words: &mut [Word], numerals: &[Numeral]) {
    for numeral in numerals {
        let first = words.partition_point(|it| it.span.end <= numeral.span.start);
        for word in words[first..].iter_mut().take_while(|it| it.span.start < numeral.span.end) {
            word.is_content = false;
        }
    }
}

fn stems(words: &[Word]) -> Vec<Stem> {
    let mut stems: Vec<Stem> = words.iter().filter(|it| it.is_content).map(|it| it.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn share(part: usize, whole: usize) -> u32 {
    u32::try_from((part * 1000).checked_div(whole).unwrap_or(500)).unwrap_or(1000)
}

impl Around {
    fn of(
        text: &str,
        words: &[Word],
        span: Span,
        (vocabulary, lexicon): (&mut Vocabulary, &Lexicon),
    ) -> Self {
        let first = words.partition_point(|it| it.span.end <= span.start);
        let last = words.partition_point(|it| it.span.start < span.end).max(first);
        let (before, after) = (&words[..first], &words[last..]);
        let start = before.iter().rposition(|it| it.is_break).map_or(0, |it| it + 1);
        let end = after.iter().position(|it| it.is_break).map_or(words.len(), |it| last + it);
        let mut window: Vec<(Stem, u32)> = Vec::new();
        let near = before.iter().rev().take(REACH).enumerate();
        for (distance, word) in near.chain(after.iter().take(REACH).enumerate()) {
            if word.is_content {
                let weight = NEAREST / (1 + u32::try_from(distance).unwrap_or(u32::MAX - 1));
                window.push((word.stem, weight));
            }
        }
        window.sort_unstable_by_key(|it| (it.0, std::cmp::Reverse(it.1)));
        window.dedup_by_key(|it| it.0);
        let heads = after.iter().filter(|it| it.is_content).take(2).map(|it| it.stem).collect();
        Self {
            clause: stems(&words[start..end]),
            window,
            left: before.iter().rev().take(BESIDE).map(|it| it.stem).collect(),
            right: after.iter().take(BESIDE).map(|it| it.stem).collect(),
            heads,
            per: per(text, before, after, lexicon).map(|it| vocabulary.stem(it)),
            sides: sides(text, &words[start..end], lexicon),
            ..Self::default()
        }
    }
}

impl Around {
    /// Adds to a cell what the heads of its row and column say of it: no sentence does.
    fn add_heads(&mut self, claim: &Claim, vocabulary: &mut Vocabulary, lexicon: &Lexicon) {
        let counted = claim.counted.iter().map(|it| it.text.clone());
        let acts = claim.actions.iter().map(|it| it.word.clone());
        let places = claim.places.iter().map(|it| it.name.to_string());
        let said = counted.chain(acts).chain(places).chain(claim.period_text.clone());
        let text = said.collect::<Vec<_>>().join(" ");
        let mut words = Vec::new();
        vocabulary.words(&text, Span::new(0, text.len()), lexicon, &mut words);
        for stem in stems(&words) {
            for of in [&mut self.clause, &mut self.sentence] {
                if let Err(at) = of.binary_search(&stem) {
                    of.insert(at, stem);
                }
            }
            if let Err(at) = self.window.binary_search_by_key(&stem, |it| it.0) {
                self.window.insert(at, (stem, NEAREST));
            }
        }
    }
}

/// How many words behind a number what it is counted by may stand.
const FAR: usize = 6;

/// What a number is counted by: `day` in "tonnes per day", "a day", "/day" and "daily".
fn per<'l>(text: &str, before: &[Word], after: &[Word], lexicon: &'l Lexicon) -> Option<&'l str> {
    let word = |it: &Word| text.get(it.span.range()).unwrap_or_default();
    let mut counted: Option<&Word> = None;
    for it in after.iter().take(FAR) {
        let own = word(it);
        let is_rate = own == "/" || lexicon.word(own).is_some_and(|it| it.is(Tag::Rate));
        if let Some(unit) = lexicon.statements.each(&own.to_lowercase()) {
            return Some(unit);
        }
        if let Some(unit) = counted.and_then(|_| lexicon.time_unit(own)) {
            return Some(unit.name());
        }
        if it.is_break && own != "/" || own.starts_with(|it: char| it.is_ascii_digit()) {
            return None;
        }
        counted = is_rate.then_some(it);
    }
    let adverbs = before.iter().rev().take(FAR).take_while(|it| !it.is_break);
    let mut adverbs = adverbs.filter_map(|it| lexicon.statements.each(&word(it).to_lowercase()));
    adverbs.next()
}

/// The sides of opposite matters that a clause speaks of.
fn sides(text: &str, clause: &[Word], lexicon: &Lexicon) -> Vec<Side> {
    let words = clause.iter().filter_map(|it| text.get(it.span.range()));
    let mut sides: Vec<Side> = words.flat_map(|it| lexicon.sides(it)).copied().collect();
    sides.sort_unstable();
    sides.dedup();
    sides
}
