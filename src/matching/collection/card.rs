//! The cards of collections: what each level of each feature weighs, and where the bands of the table end.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::super::model::{Card, Lines, total, weights};
use super::clash::{FEATURES_OF_CLASH, NOTED, again};
use super::feature::FEATURES;
use crate::claim::{Claim, Evidence, Excuse, LEVELS, Matched, Question, Reading, Severity};

/// The cards as they are written, in tenths of a bit.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StoryCard {
    /// Evidence that two figures are of one thing, their values aside.
    pub same: Lines,
    /// What `same` starts from.
    pub same_prior: i32,
    /// Evidence that two figures which agree are of one thing.
    pub agrees: Lines,
    /// What `agrees` starts from.
    pub agrees_prior: i32,
    /// Evidence that two figures which differ say something against each other.
    pub clash: Lines,
    /// What `clash` starts from.
    pub clash_prior: i32,
    /// Where what a clash asks for ends and begins.
    pub cuts: StoryCuts,
    /// Which excuses are used, in the order in which they are tried.
    pub excuses: Vec<Excuse>,
}

/// From which weight on a clash asks for how much, on collections that the card was not fitted on, in tenths of a bit.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct StoryCuts {
    /// Nine of ten are right; `None` where none are.
    pub error: Option<i32>,
    /// At least half are.
    pub warning: i32,
    /// At least a quarter are.
    pub note: i32,
    /// Above it stand nineteen of twenty disagreements that any pair tells.
    pub look: i32,
    /// From this weight on figures that agree are one: nine of ten pairs are that an editor has put in facts.
    pub agree: i32,
}

/// The cards ready for use.
#[derive(Clone, Debug, Default)]
pub struct StoryModel {
    same: Vec<Vec<i32>>,
    same_prior: i32,
    agrees: Vec<Vec<i32>>,
    agrees_prior: i32,
    clash: Vec<Vec<i32>>,
    clash_prior: i32,
    /// Where what a clash asks for ends and begins.
    pub cuts: StoryCuts,
    /// Which excuses are used.
    pub excuses: Vec<Excuse>,
}

impl StoryModel {
    /// The cards that are compiled in.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<StoryModel> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::new(&Card::shipped().unwrap_or_default().story))
    }

    /// Cards ready for use; a level that they do not name weighs nothing.
    pub fn new(card: &StoryCard) -> Self {
        let of_same = FEATURES.iter().map(|it| (it.name, it.levels));
        let of = |lines: &Lines| -> Vec<Vec<i32>> {
            layout().iter().map(|(name, levels)| weights(name, levels, lines)).collect()
        };
        Self {
            same: of_same.map(|(name, levels)| weights(name, levels, &card.same)).collect(),
            same_prior: card.same_prior,
            agrees: of(&card.agrees),
            agrees_prior: card.agrees_prior,
            clash: of(&card.clash),
            clash_prior: card.clash_prior,
            cuts: card.cuts,
            excuses: card.excuses.clone(),
        }
    }

    /// What speaks for two figures being of one thing.
    pub fn same(&self, levels: &[usize]) -> i32 {
        self.same_prior + total(&self.same, levels)
    }

    /// What speaks for two figures that agree being one, or for two that differ being a clash.
    pub fn weight(&self, agrees: bool, levels: &[u8; LEVELS]) -> i32 {
        let (prior, card) = self.of(agrees);
        prior + card.iter().zip(whole(levels)).map(|(it, level)| weight(it, level)).sum::<i32>()
    }

    fn of(&self, agrees: bool) -> (i32, &[Vec<i32>]) {
        if agrees { (self.agrees_prior, &self.agrees) } else { (self.clash_prior, &self.clash) }
    }
}

fn weight(weights: &[i32], level: usize) -> i32 {
    weights.get(level).copied().unwrap_or(0)
}

/// The levels of a clash, of all levels of a match: its own, and those of one thing that weigh again.
fn whole(levels: &[u8; LEVELS]) -> impl Iterator<Item = usize> + '_ {
    let (same, own) = levels.split_at(FEATURES.len());
    let again = again().filter_map(|(at, _)| same.get(at));
    own.iter().take(FEATURES_OF_CLASH.len()).chain(again).map(|it| usize::from(*it))
}

impl Reading for StoryModel {
    fn level(&self, of: &Matched, feature: &str) -> Option<&'static str> {
        let at = self.features().iter().position(|it| it.0 == feature)?;
        self.features()[at].1.get(usize::from(*of.levels.get(at)?)).copied()
    }

    fn features(&self) -> Vec<(&'static str, &'static [&'static str])> {
        let same = FEATURES.iter().map(|it| (it.name, it.levels));
        let of_clash = FEATURES_OF_CLASH.iter().chain(NOTED);
        same.chain(of_clash.map(|it| (it.name, it.levels))).collect()
    }

    fn evidence(&self, of: &Matched, (a, b): (&Claim, &Claim)) -> Vec<Evidence> {
        let line = |question,
                    (name, levels): (&'static str, &[&'static str]),
                    level: usize,
                    tenths| {
            let said = |it: &Claim| it.said(name).unwrap_or_default();
            let relation = levels.get(level).copied().unwrap_or_default();
            Evidence { of: question, slot: name, left: said(a), right: said(b), relation, tenths }
        };
        let start = |question, tenths| Evidence {
            of: question,
            slot: "start",
            left: String::new(),
            right: String::new(),
            relation: "",
            tenths,
        };
        let same = FEATURES.iter().zip(&self.same).zip(&of.levels).map(|((it, weights), level)| {
            let level = usize::from(*level);
            line(Question::OneThing, (it.name, it.levels), level, weight(weights, level))
        });
        let (prior, card) = self.of(of.agrees);
        let then =
            layout().into_iter().zip(card).zip(whole(&of.levels)).map(|((it, weights), level)| {
                line(Question::Verdict, it, level, weight(weights, level))
            });
        std::iter::once(start(Question::OneThing, self.same_prior))
            .chain(same)
            .chain(std::iter::once(start(Question::Verdict, prior)))
            .chain(then)
            .filter(|it| it.tenths != 0)
            .collect()
    }

    fn severity(&self, weight: i32) -> Option<Severity> {
        match weight {
            it if self.cuts.error.is_some_and(|error| it >= error) => Some(Severity::Error),
            it if it >= self.cuts.warning => Some(Severity::Warning),
            it if it >= self.cuts.note => Some(Severity::Note),
            _ => None,
        }
    }

    fn next(&self, weight: i32) -> Option<(Severity, i32)> {
        let StoryCuts { error, warning, note, .. } = self.cuts;
        let bands = [Some((Severity::Note, note)), Some((Severity::Warning, warning))];
        let error = error.map(|it| (Severity::Error, it));
        bands.into_iter().chain([error]).flatten().find(|it| weight < it.1)
    }
}

/// The features of agreement and of clash with their levels, in the order of [`super::clash::levels`].
pub fn layout() -> Vec<(&'static str, &'static [&'static str])> {
    let own = FEATURES_OF_CLASH.iter().map(|it| (it.name, it.levels));
    own.chain(again().map(|(_, it)| (it.name, it.levels))).collect()
}
