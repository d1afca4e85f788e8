//! Whether the noun behind the number is the other's, stands elsewhere in the other sentence, or is not in it.

use crate::matching::feature::{Feature, Side};

pub(super) const FEATURE: Feature =
    Feature { name: "noun", levels: &["missing", "same", "in the sentence", "different"], level };

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let (Some(own), Some(_)) = (draft.around.heads.first(), source.around.heads.first()) else {
        return 0;
    };
    if source.around.heads.contains(own) {
        1
    } else if source.around.sentence.binary_search(own).is_ok() {
        2
    } else {
        3
    }
}
