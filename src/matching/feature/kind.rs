//! Whether both are numbers of one sort, or one of them is a bare count.

use super::{Feature, Side};

pub(super) const FEATURE: Feature =
    Feature { name: "kind", levels: &["one is bare", "same"], level };

fn level(a: Side<'_>, b: Side<'_>) -> usize {
    usize::from(a.numeral.dimension == b.numeral.dimension)
}
