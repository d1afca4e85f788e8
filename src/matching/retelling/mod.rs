//! The task of retellings: where do two texts that tell the same thing differ in a figure?
//!
//! Nothing else is known of the two, no dates, no sources; that one retells the other makes it likelier that figures in
//! one place are meant for one thing. What keeps two texts about different things apart is that most of their figures
//! differ: that is a card of its own.

mod lists;

use super::assign::{self, Answer, Match};
use super::draft::Read;
use super::model::Model;
use super::numerals::numerals;
use super::text::{Text, Vocabulary};
use crate::claim::{self, Comparison, Difference, Numeral};
use crate::lexicon::Lexicon;

/// Of how many of something there can be told.
const COUNTS: &[&str] = &["none", "one", "two", "three or four", "more"];

/// The level of a count.
fn count_level(count: usize) -> usize {
    match count {
        0..=2 => count,
        3..=4 => 3,
        _ => 4,
    }
}

/// What tells whether two texts speak of one thing, with its levels.
pub const RELATED: &[(&str, &[&str])] = &[
    ("words", super::feature::SHARES),
    ("names", super::feature::SHARES),
    ("figures that agree", COUNTS),
    ("figures that differ", COUNTS),
    ("balance", &["more differ", "as many", "fewer differ", "far fewer differ"]),
    ("surest difference", &["-4 bits", "-2 bits", "0", "2 bits", "4 bits and more"]),
];

/// Two texts with what the second says of the first.
#[derive(Debug)]
pub struct Retelling {
    first: Text,
    second: Text,
    matches: Vec<Match>,
    vocabulary: Vocabulary,
}

impl Retelling {
    /// The first two documents, held against each other.
    pub fn new(read: Read<'_>, model: &Model, lexicon: &Lexicon) -> Option<Self> {
        let mut vocabulary = Vocabulary::default();
        let mut text = |index: usize| {
            let (document, sentences) = (read.documents.get(index)?, read.sentences.get(index)?);
            let found = numerals(document, index, read.claims, sentences, lexicon);
            Some(Text::new(document, found, sentences, read.claims, &mut vocabulary, lexicon))
        };
        let (first, second) = (text(0)?, text(1)?);
        let matches = assign::answers(&second, &first, model, &model.retelling, lexicon);
        Some(Self { first, second, matches, vocabulary })
    }

    /// Whether any figure of the second text differs.
    pub fn has_difference(&self) -> bool {
        self.count(&[Answer::Contradicted]) > 0
    }

    fn count(&self, of: &[Answer]) -> usize {
        self.matches.iter().filter(|it| of.contains(&it.answer)).count()
    }

    /// The levels of whether both speak of one thing.
    pub fn related_levels(&self) -> Vec<usize> {
        let (shared, all) = self.first.words_in_common(&self.second);
        let (names, all_names) = self.first.names_in_common(&self.second);
        let agree = self.count(&[Answer::Supported, Answer::Rounded]);
        let differ = self.count(&[Answer::Contradicted]);
        let differing = self.matches.iter().filter(|it| it.answer == Answer::Contradicted);
        let surest = differing.map(|it| it.sure).max();
        let balance = match differ.cmp(&agree) {
            std::cmp::Ordering::Greater => 0,
            std::cmp::Ordering::Equal => 1,
            std::cmp::Ordering::Less => 2 + usize::from(differ * 3 <= agree),
        };
        vec![
            super::feature::band(shared, all),
            super::feature::band(names, all_names),
            count_level(agree),
            count_level(differ),
            balance,
            match surest.unwrap_or(i32::MIN) {
                i32::MIN..-30 => 0,
                -30..-10 => 1,
                -10..10 => 2,
                10..30 => 3,
                _ => 4,
            },
        ]
    }

    /// Where the two differ, in the order of the second text.
    pub fn differences(&self) -> Vec<Difference> {
        let of = |(it, own): (&Match, &Numeral)| {
            let other = self.first.numerals.get(it.counterpart?.source)?;
            let what = if own.is_time() { "time" } else { "figure" };
            let differs = it.answer == Answer::Contradicted;
            differs.then_some(Difference { what, left: other.span, right: own.span })
        };
        self.matches.iter().zip(&self.second.numerals).filter_map(of).collect()
    }

    /// What the two texts are to each other.
    pub fn compared(mut self, read: Read<'_>, model: &Model, lexicon: &Lexicon) -> Comparison {
        let mut differences =
            if model.are_related(&self.related_levels()) { self.differences() } else { Vec::new() };
        let side = |index: usize| {
            let first = read.claims.partition_point(|it| it.document < index);
            let last = read.claims.partition_point(|it| it.document <= index);
            let text = read.documents.get(index).map_or("", |it| &*it.text);
            lists::Side { text, claims: read.claims.get(first..last).unwrap_or_default() }
        };
        let (a, b) = (side(0), side(1));
        differences.extend(lists::overlong(&a, &b, &mut self.vocabulary, lexicon));
        differences.sort_by_key(|it| it.right);
        let supported = self.count(&[Answer::Supported, Answer::Rounded]);
        let answer = match differences.is_empty() {
            false => claim::Answer::Conflict,
            true if supported > 0 && supported == self.matches.len() => claim::Answer::Agree,
            true => claim::Answer::Unrelated,
        };
        Comparison { answer, differences }
    }
}
