//! The cards of collections: what each level of each feature weighs, and where the bands of the table end.

use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::super::model::{Card, Lines, total, weights};
use super::clash::{FEATURES_OF_CLASH, again};
use super::feature::FEATURES;

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
    /// From this weight on two texts disagree as likely as not.
    pub disagree: i32,
    /// From this weight on a clash is worth a look.
    pub look: i32,
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
    /// From this weight on two texts disagree as likely as not.
    pub disagree: i32,
    /// From this weight on a clash is worth a look.
    pub look: i32,
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
            disagree: card.disagree,
            look: card.look,
        }
    }

    /// What speaks for two figures being of one thing.
    pub fn same(&self, levels: &[usize]) -> i32 {
        self.same_prior + total(&self.same, levels)
    }

    /// What speaks for two figures that agree being one, or for two that differ being a clash.
    pub fn weight(&self, agrees: bool, levels: &[usize]) -> i32 {
        if agrees {
            self.agrees_prior + total(&self.agrees, levels)
        } else {
            self.clash_prior + total(&self.clash, levels)
        }
    }
}

/// The features of agreement and of clash with their levels, in the order of [`super::clash::levels`].
pub fn layout() -> Vec<(&'static str, &'static [&'static str])> {
    let own = FEATURES_OF_CLASH.iter().map(|it| (it.name, it.levels));
    own.chain(again().map(|it| (it.name, it.levels))).collect()
}
