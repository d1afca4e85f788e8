//! Where a text gives many figures for one noun, none of them speaks for the text.
//!
//! A quarterly report names four revenues and three margins: this year's, last year's, the expected one. A
//! figure of another source that agrees with one of them contradicts none of the others.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rust_decimal::Decimal;

use super::Table;
use crate::claim::{Claim, Kind, Pair, Slot, Standing};

/// From this many different figures for one noun on, a text has no one voice on it.
const MANY: usize = 3;

/// What each document says of each noun, and where each claim finds support.
pub(super) struct Voices {
    figures: BTreeMap<(usize, Kind, Arc<str>), BTreeSet<Decimal>>,
    /// For each claim the other documents that agree with it on the same noun.
    supported_in: BTreeMap<usize, BTreeSet<usize>>,
}

impl Voices {
    pub(super) fn new(table: &Table<'_>) -> Self {
        let mut figures = BTreeMap::<_, BTreeSet<Decimal>>::new();
        for claim in table.claims {
            if let (Some(key), Some(quantity)) = (key(claim), claim.quantity) {
                figures.entry(key).or_default().insert(quantity.leading());
            }
        }
        let mut supported_in = BTreeMap::<usize, BTreeSet<usize>>::new();
        let agreeing = table.pairs.iter().filter(|it| {
            !it.is_same_document
                && it.relation.agrees()
                && it.standing(Slot::Unit) == Standing::Same
        });
        for pair in agreeing {
            let document = |it: usize| table.claims.get(it).map(|it| it.document);
            let both = [(pair.left, document(pair.right)), (pair.right, document(pair.left))];
            for (claim, document) in both {
                supported_in.entry(claim).or_default().extend(document);
            }
        }
        Self { figures, supported_in }
    }

    /// Whether a clash of the two says anything: something specific ties them together, or each text has
    /// one voice and neither figure stands in the other text as well.
    pub(super) fn speak(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let tied = [Slot::Place, Slot::Period, Slot::Event, Slot::Qualifiers]
            .into_iter()
            .any(|it| pair.standing(it) == Standing::Same);
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_found = |claim: usize, document: usize| {
            self.supported_in.get(&claim).is_some_and(|it| it.contains(&document))
        };
        let is_many = |claim: &Claim| {
            key(claim).and_then(|it| self.figures.get(&it)).is_some_and(|it| it.len() >= MANY)
        };
        // People counted for one act are not told apart by quarters and forecasts.
        if a.kind == Kind::Count {
            return true;
        }
        let has_one_voice = !is_many(a) && !is_many(b);
        let is_explained = is_found(pair.left, b.document) || is_found(pair.right, a.document);
        tied || has_one_voice && !is_explained
    }
}

fn key(claim: &Claim) -> Option<(usize, Kind, Arc<str>)> {
    let counted = claim.counted.as_ref()?;
    Some((claim.document, claim.kind, Arc::clone(&counted.entity)))
}
