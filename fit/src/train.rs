//! From cases to cards.

use std::collections::{BTreeMap, BTreeSet};

use crosscheck::lexicon::Lexicon;
use crosscheck::matching::Agreement;
use crosscheck::matching::assign::{self, Candidate, SURE};
use crosscheck::matching::feature::{FEATURES, Side};
use crosscheck::matching::model::{Card, Lines, Model};
use crosscheck::matching::statement::STATEMENT;
use rayon::prelude::*;

use crate::data::{Case, Data, Label, Sort};
use crate::logit::{self, Choice, Penalty, Trial};

/// What a weight counts in: tenths of a bit.
const TENTHS: f64 = 10.0 / core::f64::consts::LN_2;

/// What keeps cases together that must not be on both sides of a fold.
pub type Key = fn(&Case) -> usize;

/// Cards by fold: each was fitted on all cases but those of its key.
pub type Folds = BTreeMap<usize, Card>;

/// So many folds of stories, each of several stories.
const STORY_FOLDS: usize = 4;

/// A card for each fold of drafts by their key, and of stories.
pub fn folds(data: &Data, key: &(impl Fn(&Case) -> usize + Sync), lexicon: &Lexicon) -> Folds {
    let fold = |it: &Case| fold(it, key);
    let folds: BTreeSet<usize> = data.all().map(fold).collect();
    let folds: Vec<usize> = folds.into_iter().collect();
    let cards = folds.par_iter().map(|own| {
        let rest: Vec<&Case> = data.all().filter(|it| fold(it) != *own).collect();
        (*own, card(&rest, lexicon))
    });
    cards.collect()
}

/// The fold that a case belongs to.
pub fn fold(case: &Case, key: impl Fn(&Case) -> usize) -> usize {
    if case.is_story { usize::MAX - case.group % STORY_FOLDS } else { key(case) }
}

/// How much each case counts: many drafts of one source say little more than a few, and all tellings of a story count as
/// one.
pub struct Weights(BTreeMap<usize, f64>);

impl Weights {
    /// Every case counts one.
    pub fn alike() -> Self {
        Self(BTreeMap::new())
    }

    pub fn new(cases: &[&Case]) -> Self {
        let mut sizes = BTreeMap::new();
        for case in cases {
            if matches!(case.sort, Sort::Right | Sort::Wrong | Sort::Story) {
                *sizes.entry(case.group).or_insert(0.0) += 1.0;
            }
        }
        Self(sizes)
    }

    pub fn of(&self, case: &Case) -> f64 {
        let Some(size) = self.0.get(&case.group).copied() else { return 1.0_f64 };
        if case.is_story { 1.0 / size } else { 1.0 / size.sqrt() }
    }
}

/// The cards that fit the cases best, without cuts.
pub fn card(cases: &[&Case], lexicon: &Lexicon) -> Card {
    let weights = Weights::new(cases);
    let weigh = |case: &Case| weights.of(case);
    let mut card = Card { same: same(cases, &weigh, lexicon), ..Card::default() };
    let model = Model::new(&card);
    (card.sure, card.prior) = sure(cases, &model, &weigh, lexicon);
    (card.statement, card.statement_prior) = statement(cases, &model, &weigh, lexicon);
    card
}

/// The levels of a card's features, and where each feature's parameters start.
pub struct Layout {
    features: Vec<(&'static str, &'static [&'static str])>,
    starts: Vec<usize>,
    parameters: usize,
}

impl Layout {
    pub fn new(features: Vec<(&'static str, &'static [&'static str])>) -> Self {
        let mut parameters = 0;
        let starts = features
            .iter()
            .map(|it| {
                parameters += it.1.len();
                parameters - it.1.len()
            })
            .collect();
        Self { features, starts, parameters }
    }

    /// The same card told from what is commonest: of each kind of evidence the commonest level weighs nothing, and what it
    /// weighed goes into the start. No sum changes.
    pub fn told_from_the_commonest(
        &self,
        (lines, start): (Lines, i32),
        trials: &[Trial],
    ) -> (Lines, i32) {
        let mut counts = vec![0_usize; self.parameters];
        for at in trials.iter().flat_map(|it| &it.row) {
            counts[*at] += 1;
        }
        let (mut shifted, mut start) = (Lines::new(), start);
        for ((name, levels), first) in self.features.iter().zip(&self.starts) {
            let of = lines.get(*name);
            let weight = |level: &str| of.and_then(|it| it.get(level)).copied().unwrap_or(0);
            let counts = &counts[*first..*first + levels.len()];
            let commonest =
                (0..levels.len()).max_by_key(|it| (counts[*it], std::cmp::Reverse(*it)));
            let base = commonest.map_or(0, |it| weight(levels[it]));
            let own = levels.iter().map(|it| ((*it).to_owned(), weight(it) - base));
            shifted.insert((*name).to_owned(), own.collect());
            start += base;
        }
        (shifted, start)
    }

    pub fn row(&self, levels: impl Iterator<Item = usize>) -> Vec<usize> {
        self.starts.iter().zip(levels).map(|(start, level)| start + level).collect()
    }

    /// A level next to another one hardly weighs much more or less.
    fn penalty(&self, ridge: f64, jump: f64) -> Penalty {
        let mut neighbours = Vec::new();
        for ((_, levels), start) in self.features.iter().zip(&self.starts) {
            let first = usize::from(levels.first() == Some(&"missing"));
            // Two levels have no order.
            if levels.len() > 3 {
                neighbours.extend((first + 1..levels.len()).map(|it| (start + it - 1, start + it)));
            }
        }
        Penalty { ridge, jump, neighbours }
    }

    fn lines(&self, weights: &[f64]) -> Lines {
        let mut lines = Lines::new();
        for ((name, levels), start) in self.features.iter().zip(&self.starts) {
            let own = weights[*start..].iter().zip(*levels);
            let own = own.map(|(weight, level)| ((*level).to_owned(), tenths(*weight)));
            lines.insert((*name).to_owned(), own.collect());
        }
        lines
    }
}

#[expect(clippy::cast_possible_truncation, reason = "weights are some bits")]
pub fn tenths(weight: f64) -> i32 {
    libm::rint(weight * TENTHS) as i32
}

/// Which candidate has the right number, told by everything but the numbers.
fn same(cases: &[&Case], weigh: &impl Fn(&Case) -> f64, lexicon: &Lexicon) -> Lines {
    let layout = Layout::new(FEATURES.iter().map(|it| (it.name, it.levels)).collect());
    let blank = Model::new(&Card::default());
    let mut choices = Vec::new();
    for case in cases.iter().filter(|it| matches!(it.sort, Sort::Right | Sort::Wrong | Sort::Story))
    {
        let all = assign::candidates(&case.draft, &case.source, &blank, lexicon);
        for (at, own) in all.iter().enumerate().filter(|it| case.labels[it.0] == Label::Right) {
            let right: Vec<bool> = own.iter().map(is_equal).collect();
            let Some(draft) = Side::of(&case.draft, at) else { continue };
            if !right.contains(&true) || !right.contains(&false) {
                continue;
            }
            let row = |it: &Candidate| {
                let source = Side::of(&case.source, it.source)?;
                Some(layout.row(FEATURES.iter().map(|it| (it.level)(draft, source))))
            };
            let rows = own.iter().filter_map(row).collect();
            choices.push(Choice { rows, right, weight: weigh(case) });
        }
    }
    layout.lines(&logit::choices(&choices, layout.parameters, &layout.penalty(0.3, 3.0)))
}

fn is_equal(it: &Candidate) -> bool {
    it.agrees == Some(Agreement::Equal)
}

/// Whether the best counterpart is the right one. It is not where the right one is struck from the source.
fn sure(
    cases: &[&Case],
    model: &Model,
    weigh: &impl Fn(&Case) -> f64,
    lexicon: &Lexicon,
) -> (Lines, i32) {
    let layout = Layout::new(SURE.to_vec());
    let mut trials = Vec::new();
    for case in cases.iter().filter(|it| matches!(it.sort, Sort::Right | Sort::Wrong | Sort::Story))
    {
        let all = assign::candidates(&case.draft, &case.source, model, lexicon);
        let taken = assign::taken(&all);
        for (at, own) in all.iter().enumerate().filter(|it| case.labels[it.0] == Label::Right) {
            if !own.iter().any(is_equal) {
                continue;
            }
            let whole = taken.free(own, at);
            let struck: Vec<Candidate> =
                whole.iter().copied().filter(|it| it.agrees.is_none()).collect();
            for (kept, is_whole) in [(&whole, true), (&struck, false)] {
                let Some(best) = assign::best(kept.iter().copied()) else { continue };
                let levels = assign::sure_levels((&case.draft, at), &case.source, kept, best);
                let row = layout.row(levels.into_iter());
                let is_right = is_whole && best.agrees.is_some();
                trials.push(Trial { row, is_right, weight: weigh(case) });
            }
        }
    }
    fit(&layout, &trials)
}

/// What all alterations of one kind count together, beside all right statements: most statements are right.
const ALTERED: f64 = 0.2;

/// Whether a statement was altered although its number agrees.
fn statement(
    cases: &[&Case],
    model: &Model,
    weigh: &impl Fn(&Case) -> f64,
    lexicon: &Lexicon,
) -> (Lines, i32) {
    let layout = Layout::new(STATEMENT.iter().map(|it| (it.name, it.levels)).collect());
    let mut trials = Vec::new();
    let mut altered = BTreeMap::<&str, Vec<Trial>>::new();
    for case in cases {
        let is_altered = matches!(case.sort, Sort::Altered(_));
        if case.sort == Sort::Swapped {
            continue;
        }
        let known = if is_altered { Label::Wrong } else { Label::Right };
        let all = assign::candidates(&case.draft, &case.source, model, lexicon);
        for (at, own) in all.iter().enumerate().filter(|it| case.labels[it.0] == known) {
            let equal = assign::best(own.iter().copied().filter(is_equal));
            let best = assign::best(own.iter().copied());
            let Some(it) = equal.zip(best).filter(|(equal, best)| equal.score >= best.score) else {
                continue;
            };
            let sides = Side::of(&case.draft, at).zip(Side::of(&case.source, it.0.source));
            let Some((own, other)) = sides else { continue };
            let row = layout.row(STATEMENT.iter().map(|it| (it.level)(own, other)));
            let weight = weigh(case);
            match case.sort {
                Sort::Altered(kind) => {
                    let of = altered.entry(kind).or_default();
                    of.push(Trial { row, is_right: true, weight });
                }
                _ => trials.push(Trial { row, is_right: false, weight }),
            }
        }
    }
    let sum = |of: &[Trial]| of.iter().map(|it| it.weight).sum::<f64>();
    let right = sum(&trials);
    for (_, mut of) in altered {
        let scale = ALTERED * right / sum(&of);
        of.iter_mut().for_each(|it| it.weight *= scale);
        trials.extend(of);
    }
    fit(&layout, &trials)
}

pub fn fit(layout: &Layout, trials: &[Trial]) -> (Lines, i32) {
    let weights = logit::trials(trials, layout.parameters, &layout.penalty(0.3, 1.0));
    let prior = weights.get(layout.parameters).copied().unwrap_or_default();
    (layout.lines(&weights), tenths(prior))
}
