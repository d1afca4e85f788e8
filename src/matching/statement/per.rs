//! Whether both are counted by the same: a day, a month, a year.

use crate::matching::feature::{Feature, Side};

pub(super) const FEATURE: Feature =
    Feature { name: "per", levels: &["missing", "same", "different"], level };

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    match (draft.around.per, source.around.per) {
        (Some(a), Some(b)) => 1 + usize::from(a != b),
        _ => 0,
    }
}
