//! The words around a figure: two retellings of one passage share them whatever the grammar makes of it.

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::passage::stems;
use crate::claim::{Claim, Span};
use crate::lexicon::Lexicon;

/// Words on either side of a figure that are looked at.
const REACH: usize = 12;

/// The content words near each claim, weighed by how rare they are in the collection.
pub(super) struct Wording {
    /// For each claim the words near it, as sorted indices.
    near: Vec<Box<[u32]>>,
    words: Vec<String>,
    /// What each word weighs: more where fewer claims have it near.
    weights: Vec<u32>,
}

/// What two claims have in common in words.
pub(super) struct Overlap {
    /// The weight of the common words against that of the side with fewer, in per cent.
    pub(super) share: u32,
    /// Some of the common words, the rarest first.
    pub(super) words: String,
}

impl Wording {
    pub(super) fn new(claims: &[Claim], lexicon: &Lexicon) -> Self {
        let mut ids = FxHashMap::<String, u32>::default();
        let mut words = Vec::new();
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
                let id = *ids.entry(stem).or_insert_with_key(|stem| {
                    words.push(stem.clone());
                    spread.push(0);
                    u32::try_from(words.len() - 1).unwrap_or(u32::MAX)
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
        Self { near, words, weights }
    }

    /// What the words near two claims have in common.
    pub(super) fn overlap(&self, a: usize, b: usize) -> Overlap {
        const SHOWN: usize = 4;
        let none = Overlap { share: 0, words: String::new() };
        let (Some(x), Some(y)) = (self.near.get(a), self.near.get(b)) else { return none };
        let weight = |id: u32| self.weights.get(id as usize).copied().unwrap_or(0);
        let of = |side: &[u32]| -> u32 { side.iter().map(|it| weight(*it)).sum() };
        let mut shared: Vec<u32> =
            x.iter().copied().filter(|it| y.binary_search(it).is_ok()).collect();
        let (common, smaller) = (of(&shared), of(x).min(of(y)));
        shared.sort_by_key(|it| (std::cmp::Reverse(weight(*it)), *it));
        let words = shared.iter().take(SHOWN).filter_map(|it| self.words.get(*it as usize));
        Overlap {
            share: (common * 100).checked_div(smaller).unwrap_or(0),
            words: words.map(String::as_str).collect::<Vec<_>>().join(", "),
        }
    }
}
