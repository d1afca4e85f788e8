//! The task of collections: which figures of texts about one story speak of one thing?
//!
//! Inside a story every figure of one text is held against every figure of one dimension of the other: blocking would lose
//! half of the pairs that differ, as those are told in unlike words. What a figure is never counts for or against its
//! being of the same thing as another.

pub mod card;
pub mod clash;
mod excuse;
pub mod feature;
mod figure;
mod matches;
mod order;
pub mod rivals;
mod rows;

pub use matches::matches;
pub use rows::rows;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::block::Index;
use super::draft::Read;
use super::numerals::numerals;
use super::text::{Text, Vocabulary};
use super::value::agreement;
use crate::claim::{Claim, Kind, Period, Span};
use crate::lexicon::Lexicon;

use figure::{Figure, Own, precise};
use order::Anchors;

/// Of two texts with more pairs of figures than that only the likely ones are looked at.
const MOST_PAIRS: usize = 100_000;
/// So many for each figure.
const MOST_EACH: usize = 64;

/// The figures of a collection, ready to be held against each other.
#[derive(Debug)]
pub struct Collection<'c> {
    claims: &'c [Claim],
    /// Its documents, by their indices.
    told: FxHashMap<usize, Told>,
    /// For each precise figure the documents that have it.
    figures: FxHashMap<Decimal, BTreeSet<usize>>,
    lexicon: &'c Lexicon,
}

/// A document with its figures.
#[derive(Debug)]
struct Told {
    text: Text,
    /// Its first claim, as an index of the claims table.
    first: usize,
    /// For each of its claims where its number stands in its text.
    at: Vec<Option<usize>>,
    /// For each of its claims what the grammar says of it, as stems.
    own: Vec<Own>,
    /// Its figures by dimension, as indices of the claims table.
    by_dimension: BTreeMap<String, Vec<usize>>,
}

impl Told {
    fn new(
        read: Read<'_>,
        document: usize,
        vocabulary: &mut Vocabulary,
        lexicon: &Lexicon,
    ) -> Option<Self> {
        let (whole, sentences) = (read.documents.get(document)?, read.sentences.get(document)?);
        let first = read.claims.partition_point(|it| it.document < document);
        let claims = &read.claims[first..];
        let claims = &claims[..claims.partition_point(|it| it.document == document)];
        let found = numerals(whole, document, read.claims, sentences, lexicon);
        let mut at = vec![None; claims.len()];
        for (place, claim) in found.iter().enumerate().filter_map(|it| Some((it.0, it.1.claim?))) {
            if let Some(own) = claim.checked_sub(first).and_then(|it| at.get_mut(it)) {
                own.get_or_insert(place);
            }
        }
        let text = Text::new(whole, found, sentences, read.claims, vocabulary, lexicon);
        let own = figure::owned(claims, vocabulary, lexicon);
        let mut by_dimension = BTreeMap::<String, Vec<usize>>::default();
        let lists: Vec<Span> =
            claims.iter().filter(|it| it.kind == Kind::List).map(|it| it.span).collect();
        // "Spain, Peru and other 8": the eight are the rest of the list, and no figure of their own.
        let is_of_list = |it: &Claim| {
            let before = lists.partition_point(|list| list.start <= it.span.start);
            let list = before.checked_sub(1).and_then(|it| lists.get(it));
            list.is_some_and(|list| it.span.end <= list.end)
        };
        let own_figures = claims.iter().enumerate();
        let own_figures = own_figures.filter(|it| at[it.0].is_some() && !is_of_list(it.1));
        for (index, claim) in own_figures {
            if let Some(dimension) = dimension(claim, lexicon) {
                by_dimension.entry(dimension).or_default().push(first + index);
            }
        }
        Some(Self { text, first, at, own, by_dimension })
    }
}

/// Two figures of two texts, held against each other.
#[derive(Clone, Copy, Debug)]
pub struct Pairing<'c> {
    pub(in crate::matching) a: Figure<'c>,
    pub(in crate::matching) b: Figure<'c>,
    pub(in crate::matching) anchors: &'c Anchors,
    /// How many of the names of both texts are the same, as a level.
    pub(in crate::matching) likeness: usize,
    /// How many other texts have both figures.
    pub(in crate::matching) with_both: usize,
    pub(in crate::matching) lexicon: &'c Lexicon,
}

/// The figures of two texts that can be compared, with what the order of both says.
#[derive(Debug)]
pub struct Held {
    /// Pairs of indices into the claims table, the first of the earlier document.
    pub pairs: Vec<(usize, usize)>,
    anchors: Anchors,
    likeness: usize,
}

impl<'c> Collection<'c> {
    /// The figures of all documents that were read.
    pub fn new(read: Read<'c>, lexicon: &'c Lexicon) -> Self {
        Self::of(read, 0..read.documents.len(), lexicon)
    }

    /// The figures of some of the documents that were read. Nothing that is known of them depends on the others.
    pub fn of(
        read: Read<'c>,
        documents: impl Iterator<Item = usize>,
        lexicon: &'c Lexicon,
    ) -> Self {
        let mut vocabulary = Vocabulary::default();
        let mut figures = FxHashMap::<Decimal, BTreeSet<usize>>::default();
        let mut told = FxHashMap::default();
        for document in documents {
            let Some(own) = Told::new(read, document, &mut vocabulary, lexicon) else { continue };
            let claims = read.claims.iter().skip(own.first).take(own.at.len());
            for value in claims.filter(|it| !it.kind.is_time()).filter_map(precise) {
                figures.entry(value).or_default().insert(document);
            }
            told.insert(document, own);
        }
        Self { claims: read.claims, told, figures, lexicon }
    }

    /// The figures of two texts, each of the first held against each of one dimension of the second.
    pub fn hold(&self, first: usize, second: usize) -> Held {
        let none = BTreeMap::new();
        let of = |it: usize| self.told.get(&it).map_or(&none, |it| &it.by_dimension);
        let (of_first, of_second) = (of(first), of(second));
        let count = |of: &BTreeMap<String, Vec<usize>>| of.values().map(Vec::len).sum::<usize>();
        let is_long = count(of_first) * count(of_second) > MOST_PAIRS;
        let text = |it: usize| self.told.get(&it).map(|it| &it.text);
        let long = text(second).filter(|_| is_long);
        let mut pairs = match long {
            Some(text) => self.likely(of_first, text),
            None => Vec::new(),
        };
        let whole = of_first.iter().filter(|_| long.is_none());
        for (dimension, own) in whole {
            let others = of_second.get(dimension).map_or(&[][..], |it| it);
            pairs.extend(own.iter().flat_map(|a| others.iter().map(|b| (*a, *b))));
        }
        pairs.sort_unstable();
        let figures = |of: &BTreeMap<String, Vec<usize>>| {
            let mut all: Vec<usize> = of.values().flatten().copied().collect();
            all.sort_unstable();
            all.into_iter().filter_map(|it| self.figure(it)).collect::<Vec<_>>()
        };
        let names = text(first).zip(text(second));
        let names = names.map_or((0, 0), |(a, b)| a.names_in_common(b));
        let likeness = super::feature::band(names.0, names.1);
        Held { pairs, likeness, anchors: Anchors::new(&figures(of_first), &figures(of_second)) }
    }

    /// Of a long text the figures that a word near the other one leads to, or that are the same.
    fn likely(&self, own: &BTreeMap<String, Vec<usize>>, text: &Text) -> Vec<(usize, usize)> {
        let index = Index::whole(text);
        let mut pairs = Vec::new();
        for (dimension, own) in own {
            for a in own {
                let Some(figure) = self.figure(*a) else { continue };
                let near = index.likeliest(figure.side, MOST_EACH).into_iter();
                let claims = near.filter_map(|it| text.numerals.get(it)?.claim);
                let is_comparable = |it: &usize| {
                    let claim = self.claims.get(*it);
                    claim.and_then(|it| self::dimension(it, self.lexicon)).as_ref()
                        == Some(dimension)
                };
                pairs.extend(claims.filter(is_comparable).map(|b| (*a, b)));
            }
        }
        pairs.sort_unstable();
        pairs.dedup();
        pairs
    }

    /// Two figures with what is known of them.
    pub fn pairing<'p>(&'p self, held: &'p Held, (a, b): (usize, usize)) -> Option<Pairing<'p>> {
        let (a, b) = (self.figure(a)?, self.figure(b)?);
        let told = |it: &Figure<'_>| self.figures.get(&precise(it.claim)?);
        let both = told(&a).zip(told(&b)).map_or(0, |(x, y)| {
            let own = [a.claim.document, b.claim.document];
            x.intersection(y).filter(|it| !own.contains(it)).count()
        });
        let (anchors, likeness) = (&held.anchors, held.likeness);
        Some(Pairing { a, b, anchors, likeness, with_both: both, lexicon: self.lexicon })
    }

    fn figure(&self, index: usize) -> Option<Figure<'_>> {
        let claim = self.claims.get(index)?;
        let told = self.told.get(&claim.document)?;
        let own = index.checked_sub(told.first)?;
        let side = super::feature::Side::of(&told.text, told.at.get(own).copied()??)?;
        Some(Figure { claim, side, own: told.own.get(own)? })
    }
}

impl Pairing<'_> {
    /// Whether the two say the same, or one of them the same more coarsely.
    pub fn agrees(&self) -> bool {
        let (a, b) = (self.a.claim, self.b.claim);
        if a.kind.is_time() {
            // Where no date tells which, days of the week are held against each other.
            return match a.period.zip(b.period) {
                Some((x, y)) => is_one_time(&x, &y),
                None => a.weekday == b.weekday,
            };
        }
        // Two ranges are one figure with two ends each.
        if a.quantity.zip(b.quantity).is_some_and(|(x, y)| x.is_other_range(&y)) {
            return false;
        }
        let (x, y) = (self.a.side.numeral, self.b.side.numeral);
        agreement(x, y, self.lexicon).is_some() || agreement(y, x, self.lexicon).is_some()
    }
}

/// Whether two times say the same, or one of them the same more coarsely; of what goes on or began the known ends must meet.
fn is_one_time(x: &Period, y: &Period) -> bool {
    let is_within = x.contains(y) || y.contains(x);
    match x.is_bounded() && y.is_bounded() {
        _ if x.is_vague() || y.is_vague() => true,
        true => is_within,
        false => {
            let is_same = |x: Option<Date>, y| x.is_some() && x == y;
            is_same(x.start(), y.start()) || is_same(x.end(), y.end())
        }
    }
}

/// What kind of number it is: only numbers of one dimension can be compared.
fn dimension(claim: &Claim, lexicon: &Lexicon) -> Option<String> {
    if claim.kind.is_time() {
        let weekday = claim.weekday.filter(|_| claim.period.is_none());
        let period = claim.period.filter(|it| !it.is_vague());
        return period.map(|_| "time").or(weekday.map(|_| "weekday")).map(ToOwned::to_owned);
    }
    claim.quantity.filter(|_| claim.kind != Kind::List)?;
    if claim.is_age() {
        return Some("age".to_owned());
    }
    Some(match claim.kind {
        // Points are compared with percentages: one may be written for the other.
        _ if lexicon.is_in_points(claim) => Kind::Percent.name().to_owned(),
        Kind::Measure => {
            let unit = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
            unit.map_or("measure", |it| &*it.dimension).to_owned()
        }
        Kind::Ratio if claim.is_part() || claim.is_multiple_of_change() => {
            Kind::Percent.name().to_owned()
        }
        other => other.name().to_owned(),
    })
}
