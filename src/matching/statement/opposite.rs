//! Whether one clause has the opposite of a word of the other: gained for lost, imports for exports.

use crate::matching::feature::{Feature, Side};

pub(super) const FEATURE: Feature =
    Feature { name: "direction", levels: &["missing", "same", "opposite"], level };

/// Whether the clause of one figure has the opposite of a word of the other's.
pub(in crate::matching) fn are_opposite(one: Side<'_>, other: Side<'_>) -> bool {
    FEATURE.levels[level(one, other)] == "opposite"
}

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let (own, others) = (&draft.around.sides, &source.around.sides);
    let is_in = |sides: &[crate::lexicon::Side], it| sides.binary_search(&it).is_ok();
    let turned = |it: &&crate::lexicon::Side| {
        let opposite = it.opposite();
        is_in(others, opposite) && !is_in(others, **it) && !is_in(own, opposite)
    };
    if own.iter().any(|it| turned(&it)) {
        return 2;
    }
    usize::from(own.iter().any(|it| is_in(others, *it)))
}
