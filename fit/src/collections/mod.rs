//! The cards of collections: which figures of several reports are of one thing, and which of them clash.

mod gold;
mod report;
mod train;

use std::path::Path;

use crosscheck::claim::Matched;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::collection::Collection;
use crosscheck::matching::collection::card::{StoryCard, StoryCuts, StoryModel};
use rayon::prelude::*;

use crate::Failure;
use train::{Fitted, Told};

/// So many folds, each of whole collections.
const FOLDS: usize = 5;

/// The fold of a collection, by its name: FNV-1a, so that the folds are the same everywhere.
fn fold(name: &str) -> usize {
    let hash = name.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    usize::try_from(hash % FOLDS as u64).unwrap_or(0)
}

/// What may be read and fitted on.
fn read(folder: &Path, own: &Path, lexicon: &Lexicon) -> Result<Vec<Told>, Failure> {
    let sets = [
        (folder.join("real"), "real"),
        (folder.join("clusters"), "clusters"),
        (folder.join("collections"), "collections"),
        (folder.join("unlabelled"), "unlabelled"),
        (own.join("tests/collections"), "invented"),
        (own.join("tests/stories"), "stories"),
    ];
    let gold: Result<Vec<Vec<gold::Gold>>, Failure> =
        sets.par_iter().map(|(path, set)| gold::read(path, set, lexicon)).collect();
    let gold: Vec<gold::Gold> = gold?.into_iter().flatten().collect();
    Ok(gold.into_par_iter().map(|it| train::told(it, lexicon)).collect())
}

/// Collections with cards that were fitted on the others.
struct Folded {
    told: Vec<Told>,
    /// By fold.
    cards: Vec<StoryCard>,
}

impl Folded {
    fn new(mut told: Vec<Told>, lexicon: &Lexicon) -> Self {
        let others = |told: &[Told], fold: usize| -> Vec<usize> {
            (0..told.len()).filter(|it| self::fold(&told[*it].name) != fold).collect()
        };
        let of = |told: &[Told], fit: fn(&[&Told]) -> Fitted| -> Vec<Fitted> {
            let fold =
                |fold| fit(&others(told, fold).into_iter().map(|it| &told[it]).collect::<Vec<_>>());
            (0..FOLDS).into_par_iter().map(fold).collect()
        };
        let same = of(&told, train::same);
        told.par_iter_mut().for_each(|it| train::scored(it, &same[fold(&it.name)], lexicon));
        let (agrees, clash) = (of(&told, train::agrees), of(&told, train::clash));
        let cards = same.iter().zip(&agrees).zip(&clash);
        let cards = cards.map(|((same, agrees), clash)| train::card(same, agrees, clash)).collect();
        Self { told, cards }
    }

    /// What the card of its fold makes of each collection.
    fn matches(&self, lexicon: &Lexicon) -> Vec<Vec<Matched>> {
        // Nothing is left out: where a band ends is asked here.
        let whole = |it: &StoryCard| {
            let cuts = StoryCuts { look: i32::MIN, ..StoryCuts::default() };
            StoryModel::new(&StoryCard { cuts, ..it.clone() })
        };
        let models: Vec<StoryModel> = self.cards.iter().map(whole).collect();
        let of = |it: &Told| {
            let collection = Collection::new(it.gold.corpus.read(), lexicon);
            let count = it.gold.corpus.documents.len();
            let pairs = (0..count).flat_map(|a| (a + 1..count).map(move |b| (a, b)));
            let model = &models[fold(&it.name)];
            pairs.flat_map(|(a, b)| collection.every(a, b, model)).collect()
        };
        self.told.iter().map(of).collect()
    }
}

/// The card that fits all collections best, its cuts where it is on those that it was not fitted on.
pub fn fitted(folder: &Path, own: &Path, lexicon: &Lexicon) -> Result<StoryCard, Failure> {
    let folded = Folded::new(read(folder, own, lexicon)?, lexicon);
    let matches = folded.matches(lexicon);
    let all: Vec<&Told> = folded.told.iter().collect();
    let card = train::card(&train::same(&all), &train::agrees(&all), &train::clash(&all));
    Ok(StoryCard { cuts: report::cuts(&folded, &matches), ..card })
}

/// Measures cards on collections that they were not fitted on.
pub fn measured(folder: &Path, own: &Path, lexicon: &Lexicon) -> Result<(), Failure> {
    let folded = Folded::new(read(folder, own, lexicon)?, lexicon);
    let matches = folded.matches(lexicon);
    let cuts = report::cuts(&folded, &matches);
    println!("{cuts:?}");
    report::same(&folded.told);
    report::bands(&folded, &matches, cuts);
    report::links(&folded, &matches, cuts);
    report::excuses(&folded, &matches, cuts);
    report::rows(&folded, &matches, cuts);
    Ok(())
}
