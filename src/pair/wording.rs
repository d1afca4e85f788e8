//! The words around a figure: two retellings of one passage share them whatever the grammar makes of it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::words::stems;
use crate::claim::{Claim, Span};
use crate::lexicon::Lexicon;

/// Words on either side of a figure that are looked at.
const REACH: usize = 12;

/// The content words near each claim, weighed by how rare they are in the collection.
pub(super) struct Wording {
    /// For each claim the words near it, as sorted indices.
    near: Vec<Box<[u32]>>,
    /// What each word weighs: more where fewer claims have it near.
    weights: Vec<u32>,
}

impl Wording {
    pub(super) fn new(claims: &[Claim], lexicon: &Lexicon) -> Self {
        let mut ids = FxHashMap::<String, u32>::default();
        let mut spread = Vec::<u32>::new();
        let of_claims: Vec<BTreeSet<String>> = claims
            .par_iter()
            .map(|claim| {
                let start = claim.span.start.saturating_sub(claim.sentence.start);
                let end = claim.span.end.saturating_sub(claim.sentence.start);
                let near = stems(&claim.sentence_text, Span::new(start, end), REACH, lexicon);
                near.into_iter().collect()
            })
            .collect();
        let mut near = Vec::with_capacity(claims.len());
        for stems in of_claims {
            let mut of_claim: Vec<u32> = Vec::with_capacity(stems.len());
            for stem in stems {
                let id = *ids.entry(stem).or_insert_with(|| {
                    spread.push(0);
                    u32::try_from(spread.len() - 1).unwrap_or(u32::MAX)
                });
                if let Some(it) = spread.get_mut(id as usize) {
                    *it += 1;
                }
                of_claim.push(id);
            }
            of_claim.sort_unstable();
            near.push(of_claim.into_boxed_slice());
        }
        let all = u32::try_from(claims.len()).unwrap_or(u32::MAX);
        let weights = spread.iter().map(|it| 1 + (all / (*it).max(1)).max(1).ilog2()).collect();
        Self { near, weights }
    }

    /// The weight of the words that stand near both claims against that of the side with fewer, in per cent.
    pub(super) fn share(&self, a: usize, b: usize) -> u32 {
        let (Some(x), Some(y)) = (self.near.get(a), self.near.get(b)) else { return 0 };
        let weight = |id: &u32| self.weights.get(*id as usize).copied().unwrap_or(0);
        let of = |side: &[u32]| -> u32 { side.iter().map(weight).sum() };
        let common: u32 = x.iter().filter(|it| y.binary_search(it).is_ok()).map(weight).sum();
        (common * 100).checked_div(of(x).min(of(y))).unwrap_or(0)
    }
}
