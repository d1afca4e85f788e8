//! How many words of the clause stand for words of the other that it has not: one for one in a sentence that is
//! otherwise the same is more than a change of wording.

use crate::matching::feature::{Feature, Side};
use crate::matching::words::Stem;

pub(super) const FEATURE: Feature = Feature {
    name: "words replaced",
    levels: &["missing", "none", "one in many", "one in few", "several"],
    level,
};

fn level(draft: Side<'_>, source: Side<'_>) -> usize {
    let new = |of: &[Stem], other: &[Stem]| {
        of.iter().filter(|it| other.binary_search(it).is_err()).count()
    };
    let (own, others) = (&draft.around.clause, &source.around.clause);
    if own.is_empty() || others.is_empty() {
        return 0;
    }
    let added = new(own, &source.around.sentence);
    let lost = new(others, &draft.around.sentence);
    match (added, lost) {
        (0, _) | (_, 0) => 1,
        (1, 1 | 2) if own.len() > 4 => 2,
        (1, 1 | 2) => 3,
        _ => 4,
    }
}
