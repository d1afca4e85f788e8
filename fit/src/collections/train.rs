//! From annotated collections to pairs with levels, and from those to a card.

use std::collections::{BTreeMap, BTreeSet};

use crosscheck::claim::Claim;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::collection::card::{self, StoryCard};
use crosscheck::matching::collection::{Collection, clash, feature};
use crosscheck::matching::model::Lines;

use super::gold::{Gold, Verdict, ordered};
use crate::logit::{self, Penalty, Trial};

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

/// Features whose levels are a scale: neighbours weigh much alike.
const SCALES: [&str; 9] = [
    "clause",
    "longer clause",
    "window",
    "longer window",
    "sentence",
    "score",
    "share",
    "word before",
    "word after",
];

/// The levels of some features, and where the parameters of each start.
pub struct Layout {
    pub names: Vec<(&'static str, &'static [&'static str])>,
    starts: Vec<usize>,
    pub parameters: usize,
}

impl Layout {
    fn new(names: Vec<(&'static str, &'static [&'static str])>) -> Self {
        let mut starts = Vec::new();
        let mut parameters = 0;
        for (_, levels) in &names {
            starts.push(parameters);
            parameters += levels.len();
        }
        Self { names, starts, parameters }
    }

    pub fn of_same() -> Self {
        Self::new(feature::FEATURES.iter().map(|it| (it.name, it.levels)).collect())
    }

    pub fn of_clash() -> Self {
        Self::new(card::layout())
    }

    fn row(&self, levels: &[usize]) -> Vec<usize> {
        self.starts.iter().zip(levels).map(|(start, level)| start + level).collect()
    }

    fn penalty(&self) -> Penalty {
        let mut neighbours = Vec::new();
        for ((name, levels), start) in self.names.iter().zip(&self.starts) {
            // The first of a scale says that there is nothing to measure.
            let first = usize::from(levels.first().is_some_and(|it| *it == "missing"));
            if SCALES.contains(name) {
                neighbours.extend((first..levels.len() - 1).map(|it| (start + it, start + it + 1)));
            }
        }
        Penalty { ridge: 2.0, jump: 2.0, neighbours }
    }

    /// The weights by their names; those that weigh nothing are left out.
    fn lines(&self, weights: &[i32]) -> Lines {
        let of = |((name, levels), start): (&(&str, &[&str]), &usize)| {
            let each = levels.iter().zip(weights.iter().skip(*start));
            let each = each.filter(|it| *it.1 != 0).map(|it| ((*it.0).to_owned(), *it.1));
            ((*name).to_owned(), each.collect())
        };
        self.names.iter().zip(&self.starts).map(of).collect()
    }

    /// What levels weigh together, in tenths of a bit.
    pub fn score(&self, weights: &[i32], levels: &[usize]) -> i32 {
        let own = self.row(levels).into_iter().filter_map(|it| weights.get(it)).sum::<i32>();
        own + weights.last().copied().unwrap_or(0)
    }
}

fn tenths(weight: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, reason = "weights are some tens")]
    let rounded = (weight * 10.0 / core::f64::consts::LN_2).round() as i32;
    rounded
}

/// Weights of the levels of one thing, the prior last.
pub fn same(told: &[&Told]) -> Vec<i32> {
    let layout = Layout::of_same();
    let mut trials = Vec::new();
    for it in told {
        for (at, row) in it.rows.iter().flatten().enumerate() {
            let Some(is_right) = row.same else { continue };
            let is_kept = is_right || (at * 7919 + row.pair.0) % 100 < KEPT;
            if is_kept {
                let share = if is_right { 1.0 } else { 100.0 / 30.0 };
                let row_levels = layout.row(&row.levels);
                trials.push(Trial { row: row_levels, is_right, weight: row.weight * share });
            }
        }
    }
    let weights = logit::trials(&trials, layout.parameters, &layout.penalty());
    weights.into_iter().map(tenths).collect()
}

/// Weights of the levels of a clash, the prior last; only collections that an editor went through say anything.
pub fn clash(told: &[&Told]) -> Vec<i32> {
    let layout = Layout::of_clash();
    let mut trials = Vec::new();
    for it in told {
        for row in it.rows.iter().flatten() {
            let Some(is_right) = row.clash.filter(|_| !row.of_clash.is_empty()) else { continue };
            let row = layout.row(&row.of_clash);
            trials.push(Trial { row, is_right, weight: 1.0 });
        }
    }
    let weights = logit::trials(&trials, layout.parameters, &layout.penalty());
    weights.into_iter().map(tenths).collect()
}

/// Weights of the levels of agreement, the prior last.
pub fn agrees(told: &[&Told]) -> Vec<i32> {
    let layout = Layout::of_clash();
    let rows = told.iter().flat_map(|it| it.rows.iter().flatten());
    let trial = |row: &Row| {
        let is_right = row.same.filter(|_| !row.differs && !row.of_clash.is_empty())?;
        Some(Trial { row: layout.row(&row.of_clash), is_right, weight: row.weight })
    };
    let trials: Vec<Trial> = rows.filter_map(trial).collect();
    let weights = logit::trials(&trials, layout.parameters, &layout.penalty());
    weights.into_iter().map(tenths).collect()
}

/// The cards, without cuts.
pub fn card(same: &[i32], agrees: &[i32], clash: &[i32]) -> StoryCard {
    let prior = |it: &[i32]| it.last().copied().unwrap_or(0);
    let (of_same, of_clash) = (Layout::of_same(), Layout::of_clash());
    StoryCard {
        same: of_same.lines(same),
        same_prior: prior(same),
        agrees: of_clash.lines(agrees),
        agrees_prior: prior(agrees),
        clash: of_clash.lines(clash),
        clash_prior: prior(clash),
        ..StoryCard::default()
    }
}

/// Scores all pairs of a collection and reads the levels of their clashes.
pub fn scored(told: &mut Told, weights: &[i32], lexicon: &Lexicon) {
    let layout = Layout::of_same();
    let Told { gold, rows, .. } = told;
    let collection = Collection::new(gold.corpus.read(), lexicon);
    let claims = &gold.corpus.claims;
    for rows in rows {
        let Some(first) = rows.first() else { continue };
        let documents = (claims[first.pair.0].document, claims[first.pair.1].document);
        let held = collection.hold(documents.0, documents.1);
        let pairs: Vec<(usize, usize)> = rows.iter().map(|it| it.pair).collect();
        let same: Vec<(i32, bool)> =
            rows.iter().map(|it| (layout.score(weights, &it.levels), !it.differs)).collect();
        let knowns = collection.knowns(&pairs, &same);
        for (row, known) in rows.iter_mut().zip(knowns) {
            row.score = known.score;
            row.of_clash = collection
                .pairing(&held, row.pair)
                .map_or_else(Vec::new, |it| clash::levels(&it, &known));
        }
    }
}
