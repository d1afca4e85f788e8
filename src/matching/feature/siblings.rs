//! How many of the other numbers of the sentence the other sentence has.

use super::{Feature, Side};

pub(super) const FEATURE: Feature = Feature {
    name: "other numbers",
    levels: &["missing", "none", "some", "all"],
    level,
};

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let (own, others) = (&draft.around.numbers, &source.around.numbers);
    let common = own.iter().filter(|it| others.binary_search(it).is_ok()).count();
    match (own.len(), common) {
        (0, _) => 0,
        (_, 0) => 1,
        (all, common) if common == all => 3,
        _ => 2,
    }
}
