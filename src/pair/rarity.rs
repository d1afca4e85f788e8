//! How much an equal figure says: many digits that are rare in the collection tie two passages together.

use std::collections::BTreeSet;
use std::sync::Arc;

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::claim::{Claim, Relation};

/// For each figure of a collection the things it counts.
pub(super) struct Rarity(FxHashMap<Decimal, BTreeSet<Arc<str>>>);

impl Rarity {
    pub(super) fn new(claims: &[Claim]) -> Self {
        let mut counted = FxHashMap::<Decimal, BTreeSet<Arc<str>>>::default();
        for claim in claims {
            if let Some(figure) = claim.stated() {
                let entity = claim.counted.as_ref().map(|it| Arc::clone(&it.entity));
                counted.entry(figure.value()).or_default().extend(entity);
            }
        }
        Self(counted)
    }

    /// Bits that the figure of two claims carries where it is the same: 3.32 for each significant digit
    /// (log2 of 10), less the logarithm of how many different things it counts in the collection.
    pub(super) fn bits(&self, a: &Claim, b: &Claim, relation: Relation) -> i32 {
        let (Some(x), Some(y)) = (a.stated(), b.stated()) else { return 0 };
        let gap = (x.value() - y.value()).abs();
        let is_near = relation.agrees() && gap * Decimal::ONE_HUNDRED <= x.value().abs();
        if x.value() != y.value() && !is_near {
            return 0;
        }
        let digits = x.significant_digits().min(y.significant_digits());
        let things = self.0.get(&x.value()).map_or(1, BTreeSet::len).max(1);
        let bits = |it: u32| i32::try_from(it).unwrap_or(0);
        bits(digits * 332 / 100) - bits(things.ilog2())
    }
}
