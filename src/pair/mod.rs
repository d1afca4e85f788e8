//! Stage 4: which claims speak of the same fact. The only stage that looks across documents.
//!
//! Candidates come from blocking keys (`key`), never from all pairs; each candidate is held
//! against the other slot by slot (`identity`) with weights from `rules/weights.yaml`.

mod identity;
mod key;
mod rarity;
mod slots;
mod story;
mod tie;
mod traits;
mod weights;
mod wording;
mod words;

use rayon::prelude::*;

use crate::claim::{Claim, Document, Name, Pair, Slot, Standing, Veto};
use crate::lexicon::Lexicon;

pub use story::Stories;
pub use weights::Weights;

/// Every pair of claims that is worth a look, in the order of the claims table.
///
/// Cost: sorting the claims by key, then at most `longest_block` of the weights neighbours for each.
pub fn pairs(
    documents: &[Document],
    claims: &[Claim],
    stories: &Stories,
    weights: &Weights,
    lexicon: &Lexicon,
) -> Vec<Pair> {
    let known = identity::Known::new(claims, stories, weights, lexicon);
    let candidates = key::candidates(documents, claims, stories, weights, lexicon);
    candidates
        .par_iter()
        .map(|&(left, right)| known.compare(left, right))
        .filter(|it| {
            it.likeness > crate::claim::Likeness::Unrelated
                || it.is_tied
                || it.figure_bits >= identity::PRECISE
                || it.veto.is_none() && it.half_bits > 0
                || is_other_reading(it)
        })
        .collect()
}

/// One figure for one thing in one story, planned in one text and done in the other, a number and a change, or points and
/// per cent.
fn is_other_reading(pair: &Pair) -> bool {
    let is_same = |slot| pair.standing(slot) == Standing::Same;
    let is_equal = match pair.veto {
        Some(Veto::Planned | Veto::Statistic) => pair.relation.agrees(),
        Some(Veto::Dimension) => true,
        _ => false,
    };
    is_equal && is_same(Slot::Unit) && is_same(Slot::Story)
}

/// Two claims held against each other, whatever comes out: for explanations.
pub fn compare(
    documents: &[Document],
    claims: &[Claim],
    names: &[Name],
    (left, right): (usize, usize),
    weights: &Weights,
    lexicon: &Lexicon,
) -> Pair {
    let stories = Stories::new(documents, claims, names, 0, lexicon);
    identity::Known::new(claims, &stories, weights, lexicon).compare(left, right)
}
