//! From annotated collections to pairs with levels, and from those to a card.

use std::collections::{BTreeMap, BTreeSet};

use crosscheck::claim::{Claim, Excuse};
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::collection::card::{self, StoryCard, StoryCuts, StoryModel};
use crosscheck::matching::collection::{Collection, clash, feature};
use crosscheck::matching::model::Lines;

use super::gold::{Gold, Verdict, ordered};
use crate::logit::Trial;
use crate::train::{Layout, fit};

/// A pair of figures with its levels, and what is known of it.
pub struct Row {
    pub pair: (usize, usize),
    pub levels: Vec<usize>,
    /// Whether both are of one thing; `None` where nobody knows.
    pub same: Option<bool>,
    /// How sure that is.
    pub weight: f64,
    /// Whether the two figures say something against each other.
    pub clash: Option<bool>,
    /// Whether the two figures differ.
    pub differs: bool,
    /// Levels of the clash, once the scores of one thing are known.
    pub of_clash: Vec<usize>,
    /// What speaks for its being of one thing.
    pub score: i32,
}

/// A collection with its pairs, document by document.
pub struct Told {
    pub name: String,
    pub set: &'static str,
    pub gold: Gold,
    /// The rows of each pair of documents.
    pub rows: Vec<Vec<Row>>,
}

/// So many negative pairs of every hundred are looked at.
const KEPT: usize = 30;

pub fn told(gold: Gold, lexicon: &Lexicon) -> Told {
    let rows = {
        let collection = Collection::new(gold.corpus.read(), lexicon);
        let marks = Marks::new(&gold);
        let count = gold.corpus.documents.len();
        let mut all = Vec::new();
        for first in 0..count {
            for second in first + 1..count {
                let held = collection.hold(first, second);
                let rows = held.pairs.iter().filter_map(|pair| {
                    let pairing = collection.pairing(&held, *pair)?;
                    Some(marks.row(*pair, feature::levels(&pairing), pairing.agrees()))
                });
                let mut rows: Vec<Row> = rows.collect();
                if !gold.is_annotated {
                    distant(&gold, &mut rows);
                }
                all.push(rows);
            }
        }
        all
    };
    Told { name: gold.name.clone(), set: gold.set, gold, rows }
}

/// What the annotation says of pairs.
struct Marks<'g> {
    gold: &'g Gold,
    /// For each claim the facts it is a passage of.
    facts: BTreeMap<usize, BTreeSet<usize>>,
}

impl<'g> Marks<'g> {
    fn new(gold: &'g Gold) -> Self {
        let mut facts = BTreeMap::<usize, BTreeSet<usize>>::new();
        for (index, fact) in gold.facts.iter().enumerate() {
            for claim in fact.mentions.iter().flatten() {
                facts.entry(*claim).or_default().insert(index);
            }
        }
        Self { gold, facts }
    }

    fn row(&self, pair: (usize, usize), levels: Vec<usize>, agrees: bool) -> Row {
        let none = BTreeSet::new();
        let of = |it: usize| self.facts.get(&it).unwrap_or(&none);
        let (a, b) = (of(pair.0), of(pair.1));
        let shared: Vec<usize> = a.intersection(b).copied().collect();
        let verdict = |it: &usize| self.gold.facts[*it].verdict;
        let is = |wanted: Verdict| shared.iter().any(|it| verdict(it) == wanted);
        let is_apart = self.gold.apart.binary_search(&ordered(pair.0, pair.1)).is_ok();
        let claims = &self.gold.corpus.claims;
        let precise =
            |it: usize| claims[it].stated().is_some_and(|it| it.significant_digits() >= 2);
        let (same, weight) = if !shared.is_empty() {
            let only_part = shared.iter().all(|it| verdict(it) == Verdict::PartOfWhole);
            ((!only_part).then_some(true), 1.0)
        } else if is_apart || !a.is_empty() && !b.is_empty() {
            (Some(false), 1.0)
        } else if agrees && precise(pair.0) && precise(pair.1) {
            (None, 0.0)
        } else {
            (Some(false), 1.0)
        };
        let clash = match () {
            () if agrees => None,
            () if is(Verdict::Conflict) => Some(true),
            () if shared.is_empty() || is(Verdict::PartOfWhole) || is(Verdict::Superseded) => {
                Some(false)
            }
            () => None,
        };
        let clash = clash.filter(|_| self.gold.is_annotated);
        Row { pair, levels, same, weight, clash, differs: !agrees, of_clash: Vec::new(), score: 0 }
    }
}

/// Where nobody annotated: equal precise figures that both texts have hardly more than once are one fact, and others of
/// the same two texts are of something else.
fn distant(gold: &Gold, rows: &mut [Row]) {
    const WEIGHT: f64 = 0.3;
    let claims = &gold.corpus.claims;
    let value = |it: &Claim| it.stated().map(|it| it.value().normalize());
    let digits = |it: usize| claims[it].stated().map_or(0, |it| it.significant_digits());
    let mut times = BTreeMap::new();
    for claim in claims {
        *times.entry((claim.document, value(claim))).or_insert(0) += 1;
    }
    let is_rare = |it: usize| {
        times.get(&(claims[it].document, value(&claims[it]))).is_some_and(|it| *it <= 2)
    };
    let is_one = |(a, b): (usize, usize)| {
        value(&claims[a]) == value(&claims[b]) && digits(a) >= 2 && is_rare(a) && is_rare(b)
    };
    let mut taken = BTreeSet::new();
    for row in rows.iter() {
        if is_one(row.pair) || row.same == Some(true) {
            taken.extend([row.pair.0, row.pair.1]);
        }
    }
    for row in rows.iter_mut() {
        let is_conflict = row.same == Some(true);
        let is_other = row.differs && (taken.contains(&row.pair.0) || taken.contains(&row.pair.1));
        row.same =
            if is_conflict || is_one(row.pair) { Some(true) } else { is_other.then_some(false) };
        row.weight = if is_conflict { 1.0 } else { WEIGHT };
    }
}

/// What the levels of a card weigh, and what it starts from.
pub type Fitted = (Lines, i32);

fn layout_of_clash() -> Layout {
    Layout::new(card::layout())
}

/// Evidence of one thing.
pub fn same(told: &[&Told]) -> Fitted {
    let layout = Layout::new(feature::FEATURES.iter().map(|it| (it.name, it.levels)).collect());
    let mut trials = Vec::new();
    for it in told {
        for (at, row) in it.rows.iter().flatten().enumerate() {
            let Some(is_right) = row.same else { continue };
            let is_kept = is_right || (at * 7919 + row.pair.0) % 100 < KEPT;
            if is_kept {
                let share = if is_right { 1.0 } else { 100.0 / 30.0 };
                let row_levels = layout.row(row.levels.iter().copied());
                trials.push(Trial { row: row_levels, is_right, weight: row.weight * share });
            }
        }
    }
    layout.told_from_the_commonest(fit(&layout, &trials), &trials)
}

/// Evidence of a clash; only collections that an editor went through say anything.
pub fn clash(told: &[&Told]) -> Fitted {
    of_clash(told, |row| Some((row.clash?, 1.0)))
}

/// Evidence that figures which agree are of one thing.
pub fn agrees(told: &[&Told]) -> Fitted {
    of_clash(told, |row| Some((row.same.filter(|_| !row.differs)?, row.weight)))
}

/// A card over the levels of a clash, for the pairs that a label is known of.
fn of_clash(told: &[&Told], label: impl Fn(&Row) -> Option<(bool, f64)>) -> Fitted {
    let layout = layout_of_clash();
    let rows = told.iter().flat_map(|it| it.rows.iter().flatten());
    let trial = |row: &Row| {
        let (is_right, weight) = label(row).filter(|_| !row.of_clash.is_empty())?;
        Some(Trial { row: layout.row(row.of_clash.iter().copied()), is_right, weight })
    };
    let trials: Vec<Trial> = rows.filter_map(trial).collect();
    layout.told_from_the_commonest(fit(&layout, &trials), &trials)
}

/// The cards, without cuts.
pub fn card(same: &Fitted, agrees: &Fitted, clash: &Fitted) -> StoryCard {
    let ((same, same_prior), (agrees, agrees_prior), (clash, clash_prior)) =
        (same.clone(), agrees.clone(), clash.clone());
    StoryCard {
        same,
        same_prior,
        agrees,
        agrees_prior,
        clash,
        clash_prior,
        cuts: StoryCuts::default(),
        excuses: Excuse::ALL.to_vec(),
    }
}

/// Scores all pairs of a collection and reads the levels of their clashes.
pub fn scored(told: &mut Told, same: &Fitted, lexicon: &Lexicon) {
    let none = Fitted::default();
    let model = StoryModel::new(&card(same, &none, &none));
    let Told { gold, rows, .. } = told;
    let collection = Collection::new(gold.corpus.read(), lexicon);
    let claims = &gold.corpus.claims;
    for rows in rows {
        let Some(first) = rows.first() else { continue };
        let documents = (claims[first.pair.0].document, claims[first.pair.1].document);
        let held = collection.hold(documents.0, documents.1);
        let pairs: Vec<(usize, usize)> = rows.iter().map(|it| it.pair).collect();
        let same: Vec<(i32, bool)> =
            rows.iter().map(|it| (model.same(&it.levels), !it.differs)).collect();
        let knowns = collection.knowns(&pairs, &same);
        for (row, known) in rows.iter_mut().zip(knowns) {
            row.score = known.score;
            row.of_clash = collection.pairing(&held, row.pair).map_or_else(Vec::new, |it| {
                clash::whole(&clash::levels(&it, &known), &row.levels).collect()
            });
        }
    }
}
