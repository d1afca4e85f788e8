//! How often answers are right, and what wrong ones cost.

use std::collections::BTreeMap;
use std::fmt;

use crosscheck::lexicon::Lexicon;
use crosscheck::matching::Agreement;
use crosscheck::matching::assign::{self, Answer};
use crosscheck::matching::model::{Card, Cuts, Model};
use rayon::prelude::*;

use crate::data::{Case, Data, Label, Sort};
use crate::train::{Folds, Weights, fold};

/// How many numbers got which answer.
#[derive(Clone, Copy, Debug, Default)]
pub struct Answers {
    all: f64,
    supported: f64,
    unconfirmed: f64,
    contradicted: f64,
    /// Contradicted by the number that it was.
    named: f64,
}

impl Answers {
    fn add(&mut self, answer: Answer, is_named: bool, weight: f64) {
        self.all += weight;
        match answer {
            Answer::Supported | Answer::Rounded => self.supported += weight,
            Answer::Unconfirmed => self.unconfirmed += weight,
            Answer::Contradicted => {
                self.contradicted += weight;
                self.named += if is_named { weight } else { 0.0 };
            }
            Answer::Nowhere => {}
        }
    }

    fn merge(&mut self, other: &Self) {
        self.all += other.all;
        self.supported += other.supported;
        self.unconfirmed += other.unconfirmed;
        self.contradicted += other.contradicted;
        self.named += other.named;
    }

    fn share(&self, part: f64) -> f64 {
        part / self.all.max(f64::MIN_POSITIVE)
    }
}

/// What answers come to.
#[derive(Debug, Default)]
pub struct Tally {
    right: Answers,
    story: Answers,
    swapped: Answers,
    altered: BTreeMap<&'static str, Answers>,
    wrong_drafts: f64,
    flagged: f64,
    contradicted: f64,
}

/// All cases under the cards that have not seen them.
pub fn folded(
    data: &Data,
    folds: &Folds,
    cuts: Cuts,
    weights: &Weights,
    lexicon: &Lexicon,
) -> Tally {
    let models: BTreeMap<usize, Model> = folds
        .iter()
        .map(|(fold, card)| (*fold, Model::new(&Card { draft: cuts, ..card.clone() })))
        .collect();
    // Folds by source and by sort of text have different keys.
    let key: fn(&Case) -> usize = if data.drafts.iter().all(|it| models.contains_key(&it.group)) {
        Case::source
    } else {
        Case::domain
    };
    let cases: Vec<&Case> = data.all().collect();
    let parts: Vec<Tally> = cases
        .par_chunks(64)
        .map(|cases| {
            let mut tally = Tally::default();
            for case in cases {
                if let Some(model) = models.get(&fold(case, key)) {
                    tally.add(case, model, weights.of(case), lexicon);
                }
            }
            tally
        })
        .collect();
    parts.into_iter().fold(Tally::default(), Tally::merged)
}

impl Tally {
    /// Adds a case under a model.
    pub fn add(&mut self, case: &Case, model: &Model, weight: f64, lexicon: &Lexicon) {
        let matches = assign::answers(&case.draft, &case.source, model, &model.draft, lexicon);
        let (mut is_flagged, mut is_contradicted) = (false, false);
        for (at, it) in matches.iter().enumerate().filter(|it| case.is_in_digits(it.0)) {
            let label = case.labels[at];
            let counterpart = it.counterpart.map(|it| it.source);
            let is_named = counterpart.is_some_and(|it| case.was.contains(&it));
            match (case.sort, label) {
                (Sort::Right, _) => self.right.add(it.answer, false, weight),
                (Sort::Wrong, Label::Wrong) => {
                    is_flagged |= matches!(it.answer, Answer::Contradicted | Answer::Nowhere);
                    is_contradicted |= it.answer == Answer::Contradicted;
                }
                (Sort::Story, Label::Right) if has_equal(it) => {
                    self.story.add(it.answer, false, weight)
                }
                (Sort::Swapped, Label::Wrong) => self.swapped.add(it.answer, is_named, weight),
                (Sort::Altered(kind), Label::Wrong) => {
                    self.altered.entry(kind).or_default().add(it.answer, true, weight);
                }
                _ => {}
            }
        }
        if case.sort == Sort::Wrong {
            self.wrong_drafts += weight;
            self.flagged += if is_flagged { weight } else { 0.0 };
            self.contradicted += if is_contradicted { weight } else { 0.0 };
        }
    }

    fn merged(mut self, other: Self) -> Self {
        self.right.merge(&other.right);
        self.story.merge(&other.story);
        self.swapped.merge(&other.swapped);
        for (kind, answers) in &other.altered {
            self.altered.entry(kind).or_default().merge(answers);
        }
        self.wrong_drafts += other.wrong_drafts;
        self.flagged += other.flagged;
        self.contradicted += other.contradicted;
        self
    }

    /// What the answers on a number cost an editor on average.
    ///
    /// One number of a draft in twenty is wrong. To look a right one up for nothing costs two, and to be told that it is
    /// wrong ten. A wrong one costs ten where it passes, one where it has to be looked
    /// up, and three where a wrong reason is given.
    pub fn cost(&self) -> f64 {
        let right =
            |it: &Answers| 10.0 * it.share(it.contradicted) + 2.0 * it.share(it.unconfirmed);
        let wrong = |it: &Answers| {
            let unclear = it.all - it.supported - it.contradicted;
            10.0 * it.share(it.supported)
                + it.share(unclear)
                + 3.0 * it.share(it.contradicted - it.named)
        };
        let altered: f64 = self.altered.values().map(wrong).sum();
        let kinds = f64::from(u32::try_from(self.altered.len()).unwrap_or(1)).max(1.0);
        let drafts = self.wrong_drafts.max(f64::MIN_POSITIVE);
        let changed =
            10.0 * (1.0 - self.flagged / drafts) + (self.flagged - self.contradicted) / drafts;
        // Two reporters may give one figure for two things: only a contradiction is surely wrong there.
        let story = 10.0 * self.story.share(self.story.contradicted);
        let right = (right(&self.right) + story) / 2.0;
        let wrong = (wrong(&self.swapped) + altered / kinds + changed) / 3.0;
        (1.0 - WRONG) * right + WRONG * wrong
    }
}

/// How many numbers of a draft are wrong.
const WRONG: f64 = 0.05;

/// Whether any number of the source agrees.
fn has_equal(it: &assign::Match) -> bool {
    it.has_equal || it.counterpart.is_some_and(|it| it.agrees == Some(Agreement::Equal))
}

impl fmt::Display for Tally {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let percent = |it: f64| format!("{:.1} %", 100.0 * it);
        let shares = |it: &Answers| {
            format!(
                "{:.0} numbers, supported {}, unconfirmed {}, contradicted {}",
                it.all,
                percent(it.share(it.supported)),
                percent(it.share(it.unconfirmed)),
                percent(it.share(it.contradicted))
            )
        };
        let drafts = self.wrong_drafts.max(f64::MIN_POSITIVE);
        writeln!(out, "cost {:.4}", self.cost())?;
        writeln!(out, "  right: {}", shares(&self.right))?;
        writeln!(
            out,
            "  wrong: {:.0} drafts, flagged {}, contradicted {}",
            self.wrong_drafts,
            percent(self.flagged / drafts),
            percent(self.contradicted / drafts)
        )?;
        let named = self.swapped.named / self.swapped.contradicted.max(f64::MIN_POSITIVE);
        writeln!(out, "  swapped: {}, by the right one {}", shares(&self.swapped), percent(named))?;
        for (kind, answers) in &self.altered {
            writeln!(out, "  another {kind}: {}", shares(answers))?;
        }
        writeln!(out, "  told twice: {}", shares(&self.story))
    }
}
