//! Every two figures of two texts of one story, weighed.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::super::sets::Sets;
use super::card::StoryModel;
use super::clash::{self, Known};
use super::excuse::excuse;
use super::feature::FEATURES;
use super::{Collection, feature, rivals};
use crate::claim::{Claim, LEVELS, Matched};
use crate::lexicon::Lexicon;
use crate::matching::Read;

const _: () = assert!(
    FEATURES.len() + clash::FEATURES_OF_CLASH.len() + clash::NOTED.len() == LEVELS,
    "one level each"
);

/// Levels of one thing, with room for those of a clash behind them.
fn packed(own: &[usize]) -> [u8; LEVELS] {
    let mut levels = [0; LEVELS];
    for (to, it) in levels.iter_mut().zip(own) {
        *to = u8::try_from(*it).unwrap_or(u8::MAX);
    }
    levels
}

/// The figures of documents that tell one story, held against each other, in the order of the claims table; pairs that are
/// nothing to look at are left out.
///
/// `one_story` are the pairs of documents that do, the earlier of each first. What is found in documents that such pairs connect
/// depends on them alone: they may be judged apart from all others, with the same answers. Cost: for each pair the product of
/// how many figures both have of each dimension; memory: the matches, and what is known of the stories being judged. Asked
/// before each story: where `is_stopped`, those left over are not looked at.
pub fn matches(
    read: Read<'_>,
    one_story: &[(usize, usize)],
    model: &StoryModel,
    lexicon: &Lexicon,
    is_stopped: &(dyn Fn() -> bool + Sync),
) -> Vec<Matched> {
    let of = |it: &Connected| {
        if is_stopped() {
            return Vec::new();
        }
        Collection::of(read, it.documents.iter().copied(), lexicon).matches(&it.pairs, model)
    };
    let mut found: Vec<Matched> = connected(one_story).par_iter().flat_map_iter(of).collect();
    found.par_sort_unstable_by_key(|it| (it.left, it.right));
    found
}

/// The documents that pairs connect, apart from those that none connects with them.
fn connected(pairs: &[(usize, usize)]) -> Vec<Connected> {
    let last = pairs.iter().map(|it| it.1).max();
    let mut sets = Sets::new(last.map_or(0, |it| it + 1));
    for (a, b) in pairs {
        sets.join(*a, *b);
    }
    let mut stories = BTreeMap::<usize, Connected>::new();
    for (a, b) in pairs {
        let story = stories.entry(sets.first(*a)).or_default();
        story.documents.extend([*a, *b]);
        story.pairs.push((*a, *b));
    }
    stories.into_values().collect()
}

/// Documents that pairs connect, with those pairs.
#[derive(Default)]
struct Connected {
    documents: BTreeSet<usize>,
    pairs: Vec<(usize, usize)>,
}

impl Collection<'_> {
    /// The figures of documents that tell one story, held against each other, in the order of the claims table; pairs that
    /// are nothing to look at are left out.
    ///
    /// `one_story` are the pairs of documents that do, the earlier of each first. Cost: for each of them the product of how
    /// many figures both have of each dimension.
    pub fn matches(&self, one_story: &[(usize, usize)], model: &StoryModel) -> Vec<Matched> {
        let of = |(a, b): &(usize, usize)| self.matches_of(*a, *b, model);
        let mut found: Vec<Matched> = one_story.par_iter().flat_map_iter(of).collect();
        found.par_sort_unstable_by_key(|it| (it.left, it.right));
        found
    }

    fn matches_of(&self, first: usize, second: usize, model: &StoryModel) -> Vec<Matched> {
        let is_known =
            |it: &Matched| it.weight >= if it.agrees { model.cuts.agree } else { model.cuts.look };
        let mut found = self.every(first, second, model);
        found.retain(is_known);
        found.shrink_to_fit();
        found
    }

    /// The figures of two documents, the earlier one first, held against each other: also those that are nothing to look at.
    pub fn every(&self, first: usize, second: usize, model: &StoryModel) -> Vec<Matched> {
        let held = self.hold(first, second);
        let of = |pair: &(usize, usize)| self.pairing(&held, *pair);
        let mut own = Vec::with_capacity(held.pairs.len());
        let mut same = Vec::with_capacity(held.pairs.len());
        for pairing in held.pairs.iter().map(of) {
            let levels = pairing.as_ref().map_or_else(Vec::new, feature::levels);
            same.push((model.same(&levels), pairing.is_some_and(|it| it.agrees())));
            own.push(packed(&levels));
        }
        let knowns = self.knowns(&held.pairs, &same);
        let each = held.pairs.iter().zip(knowns).zip(same).zip(own);
        let weighed = each.filter_map(|(((pair, known), (score, agrees)), mut levels)| {
            let pairing = of(pair)?;
            let of_clash = packed(&clash::levels(&pairing, &known));
            levels[FEATURES.len()..].copy_from_slice(&of_clash[..LEVELS - FEATURES.len()]);
            let weight = model.weight(agrees, &levels);
            let is_asked = !agrees && weight >= model.cuts.look;
            let excuse = if is_asked { excuse(&pairing, &model.excuses) } else { None };
            let (left, right) = *pair;
            Some(Matched { left, right, agrees, score, weight, excuse, levels })
        });
        weighed.collect()
    }

    /// What is known of each pair of two texts from all the others: its share, and who else bears its figures out.
    pub fn knowns(&self, pairs: &[(usize, usize)], same: &[(i32, bool)]) -> Vec<Known> {
        let value = |it: usize| {
            self.claims.get(it).and_then(Claim::stated).map(|it| it.value().normalize())
        };
        let scores: Vec<i32> = same.iter().map(|it| it.0).collect();
        let shares = rivals::shares(pairs, &scores, value);
        let mut partners = FxHashMap::<usize, i32>::default();
        for ((a, b), (score, _)) in pairs.iter().zip(same).filter(|it| it.1.1) {
            for it in [*a, *b] {
                partners.entry(it).and_modify(|it| *it = (*it).max(*score)).or_insert(*score);
            }
        }
        let known = |((pair, score), share): ((&(usize, usize), i32), u32)| {
            let partners = [pair.0, pair.1].map(|it| partners.get(&it).copied());
            Known { score, share, partners }
        };
        pairs.iter().zip(scores).zip(shares).map(known).collect()
    }
}
