//! How many of the clause's words the other clause has, the rare ones counting more.

use super::{Feature, SHARES, Side, band, information};

pub(super) const FEATURE: Feature = Feature { name: "clause", levels: SHARES, level };

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let (mut common, mut all) = (0, 0);
    for stem in &draft.around.clause {
        let weight = information(*stem, source.text);
        all += weight;
        if source.around.clause.binary_search(stem).is_ok() {
            common += weight;
        }
    }
    band(common, all)
}
