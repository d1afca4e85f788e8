//! Every two figures of two texts of one story, weighed.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::card::StoryModel;
use super::clash::{self, Known};
use super::{Collection, feature, rivals};
use crate::claim::{Claim, Matched};

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
        let held = self.hold(first, second);
        let of = |pair: &(usize, usize)| self.pairing(&held, *pair);
        let same: Vec<(i32, bool)> = held
            .pairs
            .iter()
            .map(|it| {
                of(it).map_or((i32::MIN / 2, false), |it| {
                    (model.same(&feature::levels(&it)), it.agrees())
                })
            })
            .collect();
        let knowns = self.knowns(&held.pairs, &same);
        let each = held.pairs.iter().zip(knowns).zip(&same);
        each.filter_map(|((pair, known), (_, agrees))| {
            let levels = clash::levels(&of(pair)?, &known);
            let weight = model.weight(*agrees, &levels);
            let least = if *agrees { 1 } else { model.look };
            (weight >= least).then_some(Matched {
                left: pair.0,
                right: pair.1,
                agrees: *agrees,
                weight,
            })
        })
        .collect()
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
