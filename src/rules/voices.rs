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

/// So many figures that clash, and fewer that agree, are no slips: the texts speak of different things.
const STRANGE: usize = 4;

/// Of the pairs that a rule would report those whose clash says anything.
pub(super) fn speaking<'p>(violated: Vec<&'p Pair>, table: &Table<'_>) -> Vec<&'p Pair> {
    let voices = Voices::new(&violated, table);
    let strangers = voices.strangers(table);
    let are_strangers = |it: &Pair| {
        let document = |it: usize| table.claims.get(it).map(|it| it.document);
        document(it.left)
            .zip(document(it.right))
            .is_none_or(|(a, b)| strangers.contains(&(a, b)) && strangers.contains(&(b, a)))
    };
    violated.into_iter().filter(|it| !are_strangers(it) && voices.speak(it, table)).collect()
}

/// What each document says of each noun, and where each claim finds support.
struct Voices {
    figures: BTreeMap<Noun, BTreeSet<Decimal>>,
    /// For each claim the other documents that agree with it on the same noun.
    supported_in: BTreeMap<usize, BTreeSet<usize>>,
    /// For each claim the other documents that a rule would hold against it.
    opposed_in: BTreeMap<usize, BTreeSet<usize>>,
}

impl Voices {
    fn new(violated: &[&Pair], table: &Table<'_>) -> Self {
        let mut figures = BTreeMap::<_, BTreeSet<Decimal>>::new();
        for claim in table.claims {
            if let (Some(key), Some(quantity)) = (key(claim), claim.quantity) {
                figures.entry(key).or_default().insert(quantity.leading());
            }
        }
        let mut supported_in = BTreeMap::<usize, BTreeSet<usize>>::new();
        let mut opposed_in = BTreeMap::<usize, BTreeSet<usize>>::new();
        let agreeing = table.pairs.iter().filter(|it| {
            !it.is_same_document
                && it.relation.agrees()
                && (it.standing(Slot::Unit) == Standing::Same || it.is_tied)
                // The whole's share says nothing for a subgroup's.
                && matches!(it.standing(Slot::Qualifiers), Standing::Same | Standing::Unknown)
        });
        let note = |pair: &Pair, into: &mut BTreeMap<usize, BTreeSet<usize>>| {
            let document = |it: usize| table.claims.get(it).map(|it| it.document);
            into.entry(pair.left).or_default().extend(document(pair.right));
            into.entry(pair.right).or_default().extend(document(pair.left));
        };
        for pair in agreeing {
            note(pair, &mut supported_in);
        }
        for pair in violated {
            note(pair, &mut opposed_in);
        }
        Self { figures, supported_in, opposed_in }
    }

    /// The pairs of documents that speak of different things under the same words, two towns in the
    /// style of one gazetteer: nearly all their figures clash, where a retelling gets one wrong, or two, or three.
    fn strangers(&self, table: &Table<'_>) -> BTreeSet<(usize, usize)> {
        let none = BTreeSet::new();
        let mut tally = BTreeMap::<(usize, usize), (usize, usize)>::new();
        for (index, claim) in table.claims.iter().enumerate() {
            let agreeing = self.supported_in.get(&index).unwrap_or(&none);
            let clashing = self.opposed_in.get(&index).unwrap_or(&none);
            for other in agreeing {
                tally.entry((claim.document, *other)).or_default().0 += 1;
            }
            for other in clashing.difference(agreeing) {
                tally.entry((claim.document, *other)).or_default().1 += 1;
            }
        }
        let is_strange = |it: (usize, usize)| it.1 >= STRANGE && it.1 > it.0;
        tally.into_iter().filter(|it| is_strange(it.1)).map(|it| it.0).collect()
    }

    /// Whether a clash of the two says anything: something specific ties them together, or each text has
    /// one voice and neither figure stands in the other text as well.
    fn speak(&self, pair: &Pair, table: &Table<'_>) -> bool {
        let tied = [Slot::Place, Slot::Period, Slot::Event]
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

/// A noun with what narrows it, in one document.
type Noun = (usize, Kind, Arc<str>, BTreeSet<String>);

fn key(claim: &Claim) -> Option<Noun> {
    let counted = claim.counted.as_ref()?;
    let entity = Arc::clone(&counted.entity);
    Some((claim.document, claim.kind, entity, counted.qualifiers.clone()))
}
