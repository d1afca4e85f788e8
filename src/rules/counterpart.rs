//! For each claim the claim of another document that most likely speaks of the same thing.
//!
//! A figure of one text contradicts at most one figure of another, the one that stands in its place; and none
//! where the other text gives the same figure as well. What remains are the pairs worth asking about.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Table;
use crate::claim::mention::Kind;
use crate::claim::{Claim, Likeness, Pair, Relation, Slot, Standing, Veto};

/// From this share of common words on, in per cent, an agreeing figure explains another whatever it counts.
const WORDS: i32 = 30;
/// What common words weigh at most, in half bits.
const MOST_WORDS: i32 = 12;

/// Who stands in whose place.
#[derive(Debug)]
pub(super) struct Counterparts {
    /// For a claim and another document the score of the best pair.
    best: FxHashMap<(usize, usize), i32>,
    /// For a claim and another document how many figures clash with it there that nothing explains.
    rivals: FxHashMap<(usize, usize), usize>,
    /// The claims whose figure stands in another document as well.
    explained: FxHashSet<(usize, usize)>,
}

impl Counterparts {
    pub(super) fn new(table: &Table<'_>) -> Self {
        let mut best = FxHashMap::<(usize, usize), i32>::default();
        let mut rivals = FxHashMap::<(usize, usize), usize>::default();
        let mut explained = FxHashSet::default();
        for pair in table.pairs.iter().filter(|it| !it.is_same_document) {
            let Some([left, right]) = sides(pair, table) else { continue };
            if pair.relation.agrees() && is_of_one_thing(pair) {
                explained.extend([left, right]);
            }
            if can_be_one(pair) {
                for side in [left, right] {
                    let known = best.entry(side).or_insert(i32::MIN);
                    *known = (*known).max(score(pair));
                }
            }
        }
        let clashing = table.pairs.iter().filter(|it| {
            !it.is_same_document && it.veto.is_none() && it.relation == Relation::Clash
        });
        for sides in clashing.filter_map(|it| sides(it, table)) {
            if sides.iter().any(|it| explained.contains(it)) {
                continue;
            }
            for side in sides {
                *rivals.entry(side).or_default() += 1;
            }
        }
        Self { best, rivals, explained }
    }

    /// Whether each of the two is what the other document has in its place; `more` is evidence beside the slots, in
    /// half bits.
    pub(super) fn are_mutual(&self, pair: &Pair, more: i32, table: &Table<'_>) -> bool {
        let is_best = |side| self.best.get(&side).is_none_or(|it| score(pair) + more >= *it);
        sides(pair, table).is_some_and(|it| it.into_iter().all(is_best))
    }

    /// Whether neither of the two clashes with anything else in the other's document: nothing can have been mixed up.
    pub(super) fn are_alone(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let is_alone = |it| self.rivals.get(&it).is_none_or(|it| *it == 1);
        sides(pair, table).is_some_and(|it| it.into_iter().all(is_alone))
    }

    /// Of the pairs those that are each other's counterparts, and whose figures no agreement explains. `test` says what
    /// speaks for a pair beside its slots, in half bits, or that it is not looked for.
    pub(super) fn unexplained<'t>(
        &self,
        table: &Table<'t>,
        test: impl Fn(&Pair) -> Option<i32>,
    ) -> Vec<&'t Pair> {
        let is_alone =
            |it: &Pair, more| self.are_mutual(it, more, table) && !self.is_explained(it, table);
        table.pairs.iter().filter(|it| test(it).is_some_and(|more| is_alone(it, more))).collect()
    }

    /// Whether the figure of one of the two stands in the other's document as well.
    fn is_explained(&self, pair: &Pair, table: &Table<'_>) -> bool {
        sides(pair, table).is_some_and(|it| it.iter().any(|it| self.explained.contains(it)))
    }
}

/// Each claim with the document of the other one.
fn sides(pair: &Pair, table: &Table<'_>) -> Option<[(usize, usize); 2]> {
    let document = |it: usize| table.claims.get(it).map(|it| it.document);
    Some([(pair.left, document(pair.right)?), (pair.right, document(pair.left)?)])
}

/// What speaks for the two being in one place, in half bits: the slots, common words, and an equal figure.
pub(super) fn score(pair: &Pair) -> i32 {
    // What only rounds to the same may be the neighbour's figure.
    let of_figure = if pair.relation == Relation::Equal { 2 * pair.figure_bits } else { 0 };
    pair.half_bits + of_words(pair) + of_figure
}

/// What common words say for the two being in one place, in half bits.
pub(super) fn of_words(pair: &Pair) -> i32 {
    pair.wording * MOST_WORDS / 100
}

/// Amounts in one currency, measures in one unit.
pub(super) fn are_measured_alike(a: &Claim, b: &Claim) -> bool {
    let is_one = |x: Option<&str>, y: Option<&str>| x.is_some() && x == y;
    match (a.kind, b.kind) {
        (Kind::Money, Kind::Money) => is_one(a.currency.as_deref(), b.currency.as_deref()),
        (Kind::Measure, Kind::Measure) => is_one(a.unit.as_deref(), b.unit.as_deref()),
        _ => false,
    }
}

fn can_be_one(pair: &Pair) -> bool {
    let is_apart = [Slot::Place, Slot::Period, Slot::Event]
        .into_iter()
        .any(|it| pair.standing(it) == Standing::Different);
    !is_apart && matches!(pair.veto, None | Some(Veto::Statistic))
}

fn is_of_one_thing(pair: &Pair) -> bool {
    let is_same = matches!(
        pair.standing(Slot::Unit),
        Standing::Same | Standing::LeftWider | Standing::RightWider
    );
    let says_something = is_same || pair.wording >= WORDS;
    pair.is_tied || says_something && pair.likeness > Likeness::Unrelated
}
