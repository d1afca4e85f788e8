//! A second opinion on a draft's figures: what the cards of collections make of the same two figures.
//!
//! The card of drafts looks at where two numbers stand and never at how far apart they are; that of collections was fitted on reports
//! that disagree, and knows what hardly ever is of one thing: a hundred dead and five thousand homes, a number and "dozens".

use std::collections::BTreeSet;

use rustc_hash::FxHashMap;

use super::collection::Collection;
use super::collection::card::StoryModel;
use super::draft::Read;
use crate::claim::{Covered, Differs, Passage, Support};
use crate::lexicon::Lexicon;

/// Leaves out what disputes a figure without being worth a note, and what contradicts one without being worth a look.
pub(super) fn weigh(
    covered: &mut [Covered],
    read: Read<'_>,
    model: &StoryModel,
    lexicon: &Lexicon,
) {
    // A cell is no sentence: its row says what it is, and the words around a figure say less there.
    let is_data = |it: &Covered| {
        read.documents.get(it.passage.document).is_some_and(|it| !it.grids.is_empty())
    };
    let is_asked = |it: &&mut Covered| it.is_told_by_a_rule() && !is_data(it);
    let asked: Vec<&mut Covered> = covered.iter_mut().filter(is_asked).collect();
    if asked.is_empty() {
        return;
    }
    let of = |it: &Covered| -> Vec<usize> {
        let sources = it.places.iter().chain(&it.disputed).map(|it| it.document);
        std::iter::once(it.passage.document).chain(sources).collect()
    };
    let documents: BTreeSet<usize> = asked.iter().flat_map(|it| of(it)).collect();
    let collection = Collection::of(read, documents.into_iter(), lexicon);
    let index: FxHashMap<&str, usize> =
        read.claims.iter().enumerate().map(|it| (&*it.1.id, it.0)).collect();
    let at = |it: &Passage| it.claim.as_deref().and_then(|it| index.get(it).copied());
    let mut weights = FxHashMap::<(usize, usize), FxHashMap<(usize, usize), i32>>::default();
    let mut weight = |own: &Passage, other: &Passage| {
        let pair = at(own).zip(at(other))?;
        let value = |it: usize| read.claims.get(it).and_then(|it| Some(it.quantity?.leading()));
        // "Over 500" against "under 500": how far apart they are says nothing.
        if value(pair.0) == value(pair.1) {
            return None;
        }
        let documents = (own.document, other.document);
        let of = weights.entry(documents).or_insert_with(|| {
            let all = collection.every(documents.0, documents.1, model);
            let apart = all.into_iter().filter(|it| !it.agrees);
            apart.map(|it| ((it.left, it.right), it.weight)).collect()
        });
        of.get(&pair).copied()
    };
    for it in asked {
        let own = it.passage.clone();
        let mut is_kept =
            |other: &Passage, least: i32| weight(&own, other).is_none_or(|weight| weight >= least);
        it.disputed.retain(|other| is_kept(other, model.cuts.note));
        it.is_superseded &= !it.disputed.is_empty();
        if it.support != Support::Contradicted || it.differs != [Differs::Value] {
            continue;
        }
        let first = it.places.first().cloned();
        it.places.retain(|other| is_kept(other, model.cuts.look));
        if it.places.is_empty() {
            it.support = Support::Unsupported;
            it.nearest = first;
            it.differs.clear();
            it.origins = 0;
        }
    }
}
