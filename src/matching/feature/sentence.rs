//! How many of the sentence's words the other sentence has, the rare ones counting more.

use super::{Feature, SHARES, Side, band, information};
use crate::matching::words::Stem;

pub(super) const FEATURE: Feature = Feature {
    name: "sentence",
    levels: SHARES,
    level: |a, b| level(a, b, &a.around.sentence, &b.around.sentence),
};

/// The same for its names.
pub(super) const NAMES: Feature = Feature {
    name: "names",
    levels: SHARES,
    level: |a, b| level(a, b, &a.around.names, &b.around.sentence),
};

fn level(_: Side<'_>, source: Side<'_>, own: &[Stem], others: &[Stem]) -> usize {
    let (mut common, mut all) = (0, 0);
    for stem in own {
        let weight = information(*stem, source.text);
        all += weight;
        if others.binary_search(stem).is_ok() {
            common += weight;
        }
    }
    band(common, all)
}
