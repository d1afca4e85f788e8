//! A trained grammar: one file of integers, read in place.
//!
//! The file begins with `MAGIC` and the number of its sections; then comes the length of each section as 32 bits,
//! little-endian, then the sections one after the other: the names of the tags, the names of the relations, the forms
//! that lemmas are looked up in (each one a line), the tables of tagger, steps and relations ([`super::table`]), and the words
//! that have one tag and the arcs that have one relation, so that nothing need be weighed.
//! Nothing is decoded when it is opened but the names.

use super::decode::{self, Scorer, Scores};
use super::feature::Sights;
use super::mend::Arcs;
use super::steps::Steps;
use super::table::Table;
use super::verb::{self, Finite};
use super::word::Word;

/// The first bytes of a model, with the version of its format.
const MAGIC: &[u8; 8] = b"ccgram2\n";

/// No table has more classes.
pub const MOST_CLASSES: usize = 128;

/// How many sections a model has.
const SECTIONS: usize = 8;

/// A grammar in a model's bytes.
#[derive(Clone, Debug)]
pub struct Model<'m> {
    /// `VERB|VBN`, in the order of the tagger's classes.
    pub(super) tags: Vec<&'m str>,
    /// `nsubj:pass`, in the order of the relations' classes.
    pub(super) relations: Vec<&'m str>,
    /// The same without their subtypes: `nsubj`.
    bases: Vec<&'m str>,
    /// Verbs in their base form, sorted.
    pub(super) verbs: Vec<&'m str>,
    /// Of each tag the number of its universal class.
    pub(super) class_of: Vec<u8>,
    /// The number of the class of verbs.
    pub(super) verb: u8,
    /// Whether each tag is one of a finite verb.
    pub(super) finite: Vec<Finite>,
    pub(super) tagger: Weighed<'m>,
    pub(super) steps: Steps<'m>,
    pub(super) labels: Weighed<'m>,
}

/// A table, and the cases in which nothing need be looked up in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Weighed<'m> {
    sure: Table<'m>,
    table: Table<'m>,
}

impl Scorer for Weighed<'_> {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        self.table.add(features, scores);
    }

    fn sure(&self, case: u64) -> Option<u8> {
        self.sure.only(case)
    }
}

impl<'m> Model<'m> {
    /// Opens a model; `None` where the bytes are none or belong to another version.
    pub fn open(bytes: &'m [u8]) -> Option<Self> {
        let mut rest = bytes.strip_prefix(MAGIC.as_slice())?;
        let lengths = rest.split_off(..SECTIONS * 4)?;
        let mut section = |at: usize| {
            let length = lengths.get(at * 4..at * 4 + 4)?.try_into().ok()?;
            rest.split_off(..u32::from_le_bytes(length) as usize)
        };
        let mut names = |at| Some(str::from_utf8(section(at)?).ok()?.lines().collect::<Vec<_>>());
        let (tags, relations, verbs) = (names(0)?, names(1)?, names(2)?);
        let table = Table::new(section(3)?)?;
        let steps = Steps::new(section(4)?)?;
        let relation_table = Table::new(section(5)?)?;
        let tagger = Weighed { sure: Table::new(section(6)?)?, table };
        let labels = Weighed { sure: Table::new(section(7)?)?, table: relation_table };
        if !rest.is_empty() || tags.len().max(relations.len()) > MOST_CLASSES {
            return None;
        }
        let base = |it: &&'m str| it.split(':').next().unwrap_or(it);
        let bases = relations.iter().map(base).collect();
        let (class_of, verb) = classes(&tags);
        let finite = Finite::of(&tags);
        Some(Self { tags, relations, bases, verbs, class_of, verb, finite, tagger, steps, labels })
    }
}

impl<'m> Model<'m> {
    /// The names of its tags: `VERB|VBN`.
    pub fn tags(&self) -> &[&'m str] {
        &self.tags
    }

    /// The names of its relations: `nsubj:pass`.
    pub fn relations(&self) -> &[&'m str] {
        &self.relations
    }

    /// Whether a word is a verb in its base form that the treebanks know.
    pub(super) fn is_verb(&self, word: &str) -> bool {
        self.verbs.binary_search(&word).is_ok()
    }

    /// Whether a word looks like a finite verb that the treebanks know.
    pub(super) fn can_be_verb(&self, form: &str) -> bool {
        const ENDINGS: [&str; 5] = ["", "s", "es", "ed", "d"];
        let form = form.to_lowercase();
        let bases = ENDINGS.iter().filter_map(|it| form.strip_suffix(it));
        bases.into_iter().any(|it| self.is_verb(it))
            || form.strip_suffix("ies").is_some_and(|it| self.is_verb(&format!("{it}y")))
            || form.strip_suffix("ied").is_some_and(|it| self.is_verb(&format!("{it}y")))
    }

    /// The name of a relation by its number.
    pub(super) fn relation(&self, number: u8) -> &'m str {
        self.relations.get(usize::from(number)).copied().unwrap_or("dep")
    }

    /// The name of a relation without its subtype.
    pub(super) fn base(&self, number: u8) -> &'m str {
        self.bases.get(usize::from(number)).copied().unwrap_or("dep")
    }

    /// The number of a relation.
    pub(super) fn relation_number(&self, name: &str) -> Option<u8> {
        self.relations.iter().position(|it| *it == name).and_then(|it| u8::try_from(it).ok())
    }

    /// The tags of words, and their tree; where no word is tagged as a verb, one of those
    /// that can be one becomes it.
    pub(super) fn parse(
        &self,
        words: &[Word],
        can_be_verb: impl Fn(usize) -> bool,
        is_several: impl Fn(usize) -> bool,
        is_change: impl Fn(usize) -> bool,
    ) -> (Vec<u8>, Arcs) {
        let mut tags = decode::tags(&self.tagger, self.tags.len(), words);
        let counted = verb::agree(&self.tagger, &self.tags, words, is_several, &mut tags);
        let can_be_verb = |at: usize| !counted.contains(&at) && can_be_verb(at);
        verb::change(&self.tagger, &self.tags, words, is_change, &mut tags);
        verb::supply(&self.tagger, &self.finite, words, can_be_verb, &mut tags);
        let sights = Sights::of(words, &tags, &self.class_of, self.verb);
        let labels = (&self.labels, self.relations.len());
        let state = decode::tree(&self.steps, labels, &sights, words.len());
        let arcs = Arcs::of(self, &tags, &state);
        (tags, arcs)
    }
}

/// Of each tag the number of its universal class, and that of `VERB`.
pub fn classes<S: AsRef<str>>(tags: &[S]) -> (Vec<u8>, u8) {
    let mut names: Vec<&str> = vec!["VERB"];
    let mut class_of = Vec::with_capacity(tags.len());
    for tag in tags {
        let class = tag.as_ref().split('|').next().unwrap_or_default();
        let at = names.iter().position(|it| *it == class).unwrap_or_else(|| {
            names.push(class);
            names.len() - 1
        });
        class_of.push(u8::try_from(at).unwrap_or(u8::MAX));
    }
    (class_of, 0)
}

/// The bytes of a model: names, forms and tables in the order of the sections.
pub fn write(sections: &[Vec<u8>; SECTIONS]) -> Vec<u8> {
    let lengths = sections.iter().map(|it| u32::try_from(it.len()).unwrap_or(u32::MAX));
    let mut out = Vec::from(MAGIC.as_slice());
    out.extend(lengths.flat_map(u32::to_le_bytes));
    out.extend(sections.concat());
    out
}
