//! A figure of a collection with what the grammar says of it, as stems that compare fast.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::super::feature::Side;
use super::super::text::Vocabulary;
use super::super::words::Stem;
use super::dimension;
use crate::claim::Claim;
use crate::lexicon::Lexicon;

/// A figure that may be held against another.
#[derive(Clone, Copy, Debug)]
pub(in crate::matching) struct Figure<'c> {
    pub(super) claim: &'c Claim,
    pub(super) side: Side<'c>,
    pub(super) own: &'c Own,
}

/// What the sentence of a figure says of it.
#[derive(Clone, Debug, Default)]
pub(super) struct Own {
    /// The head of what is counted.
    pub(super) thing: Option<Stem>,
    /// Words of what is counted and of which of it, without the head; sorted, as all below.
    pub(super) which: Vec<Stem>,
    pub(super) who: Vec<Stem>,
    pub(super) act: Vec<Stem>,
    pub(super) speaker: Vec<Stem>,
    pub(super) per: Option<Stem>,
    /// How many figures of its document count the same thing.
    pub(super) times: usize,
    /// How many figures of its dimension its document has.
    pub(super) sort: usize,
    /// How many figures of its dimension its sentence has.
    pub(super) together: usize,
    /// The other precise figures of its sentence.
    pub(super) beside: Vec<Decimal>,
    /// Those of the sentences before and after.
    pub(super) near: Vec<Decimal>,
    /// Whether it stands in a headline or in the first sentence with a figure.
    pub(super) opens: bool,
}

/// So many significant digits make a figure that is hardly the same by chance.
pub(super) const PRECISE: u32 = 2;

/// The figure itself, where it is precise.
pub(super) fn precise(claim: &Claim) -> Option<Decimal> {
    let figure = claim.stated().filter(|it| it.significant_digits() >= PRECISE)?;
    Some(figure.value().normalize())
}

/// What is known of each claim, in the order of the table.
pub(super) fn owned(claims: &[Claim], vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> Vec<Own> {
    let mut all: Vec<Own> = claims.iter().map(|it| own(it, vocabulary)).collect();
    let dimensions: Vec<Option<String>> = claims.iter().map(|it| dimension(it, lexicon)).collect();
    let mut times = FxHashMap::<(usize, &str, Option<Stem>), usize>::default();
    for (index, claim) in claims.iter().enumerate() {
        if let Some(dimension) = &dimensions[index] {
            *times.entry((claim.document, dimension, all[index].thing)).or_default() += 1;
        }
    }
    let mut sorts = FxHashMap::<(usize, &str), usize>::default();
    for (claim, dimension) in claims.iter().zip(&dimensions) {
        if let Some(dimension) = dimension {
            *sorts.entry((claim.document, dimension)).or_default() += 1;
        }
    }
    let counts: Vec<usize> = (0..claims.len())
        .map(|at| {
            let key = dimensions[at].as_deref().map(|it| (claims[at].document, it, all[at].thing));
            key.and_then(|it| times.get(&it)).copied().unwrap_or(0)
        })
        .collect();
    let mut first = 0;
    let mut before: &[Decimal] = &[];
    let mut sentences: Vec<(std::ops::Range<usize>, Vec<Decimal>)> = Vec::new();
    while first < claims.len() {
        let is_same = |it: &&Claim| {
            it.document == claims[first].document && it.sentence == claims[first].sentence
        };
        let last = first + claims[first..].iter().take_while(is_same).count();
        let figures = claims[first..last].iter().filter(|it| !it.kind.is_time());
        sentences.push((first..last, figures.filter_map(precise).collect()));
        first = last;
    }
    let document = |it: &std::ops::Range<usize>| claims.get(it.start).map(|it| it.document);
    for (at, (range, figures)) in sentences.iter().enumerate() {
        let previous = at.checked_sub(1).and_then(|it| sentences.get(it));
        let is_first = previous.is_none_or(|it| document(&it.0) != document(range));
        let next = sentences.get(at + 1).filter(|it| document(&it.0) == document(range));
        before = if is_first { &[] } else { before };
        for index in range.clone() {
            let own = &mut all[index];
            let value = precise(&claims[index]);
            own.beside = figures.iter().copied().filter(|it| Some(*it) != value).collect();
            own.beside.sort_unstable();
            own.near = before.iter().chain(next.map_or(&[][..], |it| &it.1)).copied().collect();
            own.near.sort_unstable();
            own.opens = is_first || claims[index].is_heading;
            own.times = counts[index];
            let sort = dimensions[index].as_deref().map(|it| (claims[index].document, it));
            own.sort = sort.and_then(|it| sorts.get(&it)).copied().unwrap_or(0);
            let of_its_kind = |it: &usize| dimensions[*it] == dimensions[index];
            own.together = range.clone().filter(of_its_kind).count();
        }
        before = figures;
    }
    all
}

fn own(claim: &Claim, vocabulary: &mut Vocabulary) -> Own {
    let Some(meaning) = &claim.meaning else { return Own::default() };
    let mut stems = |words: &mut dyn Iterator<Item = &str>| {
        let words = words.flat_map(|it| it.split(|c: char| !c.is_alphanumeric()));
        let mut found: Vec<Stem> =
            words.filter(|it| it.len() > 1).map(|it| vocabulary.word(it)).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    let thing = meaning.thing.as_ref();
    let head = stems(&mut thing.iter().map(|it| &*it.head)).first().copied();
    let phrase = thing.iter().map(|it| &*it.text);
    let mut which = stems(&mut phrase.chain(meaning.of.iter().map(String::as_str)));
    which.retain(|it| Some(*it) != head);
    Own {
        which,
        who: stems(&mut meaning.who.iter().map(String::as_str)),
        act: stems(&mut meaning.predicate.iter().map(String::as_str)),
        speaker: stems(&mut claim.attribution.iter().map(String::as_str)),
        per: stems(&mut meaning.per.iter().map(String::as_str)).first().copied(),
        thing: head,
        ..Own::default()
    }
}
