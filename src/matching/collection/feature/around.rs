//! The words around both figures, the rarer and the nearer the more.

use super::super::Pairing;
use super::Feature;
use crate::matching::feature::{FEATURES, SHARES, Side, band};

pub(super) const CLAUSE: Feature =
    Feature { name: "clause", levels: SHARES, level: |it| most(it, 0) };
pub(super) const CLAUSE_BACK: Feature =
    Feature { name: "longer clause", levels: SHARES, level: |it| least(it, 0) };
pub(super) const WINDOW: Feature =
    Feature { name: "window", levels: SHARES, level: |it| most(it, 1) };
pub(super) const WINDOW_BACK: Feature =
    Feature { name: "longer window", levels: SHARES, level: |it| least(it, 1) };
pub(super) const LEFT: Feature = Feature {
    name: "word before",
    levels: FEATURES[2].levels,
    level: |it| (FEATURES[2].level)(it.a.side, it.b.side),
};
pub(super) const RIGHT: Feature = Feature {
    name: "word after",
    levels: FEATURES[3].levels,
    level: |it| (FEATURES[3].level)(it.a.side, it.b.side),
};
pub(super) const SENTENCE: Feature = Feature { name: "sentence", levels: SHARES, level: sentence };

/// How much of the one that says less the other has.
fn most(of: &Pairing<'_>, feature: usize) -> usize {
    let (x, y) = both(of, feature);
    x.max(y)
}

/// How much of the one that says more.
fn least(of: &Pairing<'_>, feature: usize) -> usize {
    let (x, y) = both(of, feature);
    x.min(y)
}

fn both(of: &Pairing<'_>, feature: usize) -> (usize, usize) {
    let level = |a: Side<'_>, b: Side<'_>| FEATURES.get(feature).map_or(0, |it| (it.level)(a, b));
    (level(of.a.side, of.b.side), level(of.b.side, of.a.side))
}

fn sentence(of: &Pairing<'_>) -> usize {
    let (a, b) = (&of.a.side.around.sentence, &of.b.side.around.sentence);
    let shorter = a.len().min(b.len());
    band(super::common(a, b) as u64, shorter as u64)
}
