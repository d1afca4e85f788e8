//! The evidence that two figures of a story are of one thing. Values are never looked at.

mod around;
mod beside;
mod manner;
mod order;
mod place;
mod slots;
mod thing;
mod when;

use super::super::words::Stem;
use super::Pairing;

/// A kind of evidence.
#[derive(Debug)]
pub struct Feature {
    /// Its name in the card.
    pub name: &'static str,
    /// The names of its levels.
    pub levels: &'static [&'static str],
    /// The level of two figures, as an index of `levels`.
    pub level: fn(&Pairing<'_>) -> usize,
}

/// The features in the order of the card.
pub const FEATURES: &[&Feature] = &[
    &around::CLAUSE,
    &around::CLAUSE_BACK,
    &around::WINDOW,
    &around::WINDOW_BACK,
    &around::SENTENCE,
    &around::LEFT,
    &around::RIGHT,
    &thing::THING,
    &slots::WHICH,
    &slots::WHO,
    &slots::ACT,
    &slots::PER,
    &slots::SPEAKER,
    &place::FEATURE,
    &when::FEATURE,
    &manner::MODALITY,
    &manner::ROLE,
    &manner::UNIT,
    &manner::KIND,
    &beside::BESIDE,
    &beside::NEAR,
    &beside::BEFORE,
    &beside::AFTER,
    &beside::ALONE,
    &order::OPENS,
    &order::CROWD,
    &order::TEXTS,
    &order::ALONG,
    &order::DISTANCE,
];

/// The levels of two figures, in the order of [`FEATURES`].
pub fn levels(pairing: &Pairing<'_>) -> Vec<usize> {
    FEATURES.iter().map(|it| (it.level)(pairing)).collect()
}

/// How many words two sorted lists have in common.
fn common(a: &[Stem], b: &[Stem]) -> usize {
    a.iter().filter(|it| b.binary_search(it).is_ok()).count()
}
