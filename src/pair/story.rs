//! Do two documents tell the same story? Measured on the names and figures they share.

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use crate::claim::{Claim, Document, Name};

/// Two documents tell the same story from this share of the smaller one's traits on …
const SHARE: f64 = 0.2;

/// … and this many shared traits, rare ones counted once.
const LEAST: usize = 3;

/// … or from this many shared figures of three digits or more on: two long texts share few of their
/// traits, but hardly ever two precise figures by chance.
const PRECISE: usize = 2;

/// The traits of each document: places, actors, events, days, precise figures.
pub(super) struct Stories {
    traits: Vec<BTreeSet<u32>>,
    /// How many documents have a trait.
    spread: Vec<usize>,
    /// The traits that are figures of three digits or more.
    precise: BTreeSet<u32>,
}

impl Stories {
    pub(super) fn new(documents: &[Document], claims: &[Claim], names: &[Name]) -> Self {
        let mut ids = FxHashMap::<String, u32>::default();
        let mut traits = vec![BTreeSet::new(); documents.len()];
        let mut precise = BTreeSet::new();
        let mut add = |document: usize, text: String| -> u32 {
            let next = u32::try_from(ids.len()).unwrap_or(u32::MAX);
            let id = *ids.entry(text).or_insert(next);
            if let Some(set) = traits.get_mut(document) {
                set.insert(id);
            }
            id
        };
        for claim in claims {
            for place in &claim.places {
                add(claim.document, format!("place {}", place.name));
            }
            for actor in &claim.actors {
                add(claim.document, format!("actor {actor}"));
            }
            for name in &claim.names {
                add(claim.document, format!("name {name}"));
            }
            if let Some(start) = claim
                .period
                .filter(|it| claim.kind.is_time() && !it.is_vague())
                .and_then(|it| it.start())
            {
                add(claim.document, format!("day {start}"));
            }
            if let Some(figure) =
                claim.quantity.and_then(|it| it.stated()).filter(|it| it.significant_digits() >= 2)
            {
                let id = add(claim.document, format!("figure {}", figure.value()));
                if figure.significant_digits() >= 3 {
                    precise.insert(id);
                }
            }
            if let Some(counted) = &claim.counted {
                add(claim.document, format!("entity {}", counted.entity));
            }
        }
        for name in names {
            for word in &name.event.words {
                add(name.document, format!("event {word}"));
            }
        }
        let mut spread = vec![0; ids.len()];
        for set in &traits {
            for id in set {
                if let Some(count) = usize::try_from(*id).ok().and_then(|it| spread.get_mut(it)) {
                    *count += 1;
                }
            }
        }
        Self { traits, spread, precise }
    }

    /// Whether two documents tell the same story.
    pub(super) fn are_same(&self, a: usize, b: usize) -> bool {
        let (Some(a), Some(b)) = (self.traits.get(a), self.traits.get(b)) else { return false };
        let weigh = |id: &u32| -> f64 {
            let spread =
                usize::try_from(*id).ok().and_then(|it| self.spread.get(it)).copied().unwrap_or(1);
            // A trait that most of many documents have says little.
            let all = self.traits.len().max(2);
            if spread > 8 && spread * 2 > all { 0.25 } else { 1.0 }
        };
        let shared: f64 = a.intersection(b).map(weigh).sum();
        let count = a.intersection(b).count();
        let smaller: f64 = a.iter().map(weigh).sum::<f64>().min(b.iter().map(weigh).sum());
        let precise = a.intersection(b).filter(|it| self.precise.contains(it)).count();
        precise >= PRECISE || count >= LEAST && smaller > 0.0 && shared / smaller >= SHARE
    }
}
