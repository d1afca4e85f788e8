//! The cards: what each level of each feature weighs, and where one answer ends and the next begins.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use serde::{Deserialize, Serialize};

use super::collection::card::StoryCard;
use super::feature::FEATURES;
use super::feature::{Feature, Side};
use super::retelling::RELATED;
use super::statement::STATEMENT;
use crate::claim::{CardLine, Differs};
use crate::error::Error;
use crate::yaml;

/// The shipped card.
const SHIPPED: &str = include_str!("../../rules/match.yaml");

/// What a level weighs, by its name, in tenths of a bit.
pub type Weights = BTreeMap<String, i32>;

/// A scorecard as it is written: for each feature what its levels weigh.
pub type Lines = BTreeMap<String, Weights>;

/// The file of the cards.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Card {
    /// Evidence that two numbers speak of one thing.
    pub same: Lines,
    /// Evidence that the best counterpart is the right one.
    pub sure: Lines,
    /// What `sure` starts from, in tenths of a bit.
    pub prior: i32,
    /// Evidence that a statement is another one although its number agrees.
    pub statement: Lines,
    /// What `statement` starts from, in tenths of a bit.
    pub statement_prior: i32,
    /// Evidence that two texts speak of one thing.
    pub related: Lines,
    /// What `related` starts from, in tenths of a bit.
    pub related_prior: i32,
    /// Where answers end for a draft.
    pub draft: Cuts,
    /// Where answers end for a retelling.
    pub retelling: Cuts,
    /// The cards of collections.
    #[serde(default)]
    pub story: StoryCard,
}

/// Where one answer ends and the next begins, in tenths of a bit.
#[derive(Clone, Copy, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Cuts {
    /// How far below the best counterpart an equal number may be and still be the one that is meant.
    pub slack: i32,
    /// From where on the best counterpart contradicts a number that stands nowhere.
    pub contradicts: i32,
    /// From where on it contradicts a number that stands elsewhere for something else.
    pub outweighs: i32,
    /// From where on a statement is another one, whatever its number.
    pub differs: i32,
}

impl Card {
    /// The card that is compiled in.
    ///
    /// # Errors
    ///
    /// Where it cannot be understood: a defect of the program.
    pub fn shipped() -> Result<Self, Error> {
        yaml::read("rules/match.yaml", SHIPPED).map(Option::unwrap_or_default)
    }
}

/// A card with its weights by index, for use.
#[derive(Clone, Debug)]
pub struct Model {
    /// For each feature of `same` what its levels weigh.
    pub same: Vec<Vec<i32>>,
    /// For each feature of `sure` what its levels weigh.
    pub sure: Vec<Vec<i32>>,
    /// What `sure` starts from.
    pub prior: i32,
    /// For each feature of `statement` what its levels weigh.
    pub statement: Vec<Vec<i32>>,
    /// What `statement` starts from.
    pub statement_prior: i32,
    /// For each feature of `related` what its levels weigh.
    pub related: Vec<Vec<i32>>,
    /// What `related` starts from.
    pub related_prior: i32,
    /// Where answers end for a draft.
    pub draft: Cuts,
    /// Where answers end for a retelling.
    pub retelling: Cuts,
}

impl Model {
    /// The card that is compiled in, ready for use.
    pub fn shipped() -> &'static Self {
        static SHIPPED: OnceLock<Model> = OnceLock::new();
        SHIPPED.get_or_init(|| Self::new(&Card::shipped().unwrap_or_default()))
    }

    /// A card ready for use; a level that it does not name weighs nothing.
    pub fn new(card: &Card) -> Self {
        let same = FEATURES.iter().map(|it| weights(it.name, it.levels, &card.same)).collect();
        let sure = super::assign::SURE
            .iter()
            .map(|(name, levels)| weights(name, levels, &card.sure))
            .collect();
        let related =
            RELATED.iter().map(|(name, levels)| weights(name, levels, &card.related)).collect();
        let statement =
            STATEMENT.iter().map(|it| weights(it.name, it.levels, &card.statement)).collect();
        Self {
            same,
            sure,
            prior: card.prior,
            statement,
            statement_prior: card.statement_prior,
            related,
            related_prior: card.related_prior,
            draft: card.draft,
            retelling: card.retelling,
        }
    }

    /// Whether two texts speak of one thing.
    pub fn are_related(&self, levels: &[usize]) -> bool {
        self.related_prior + total(&self.related, levels) >= 0
    }

    /// What speaks for two numbers being of one thing, in tenths of a bit.
    pub fn score(&self, draft: Side<'_>, source: Side<'_>) -> i32 {
        sum(FEATURES, &self.same, (draft, source))
    }

    /// What speaks for two numbers being of one thing, line by line.
    pub fn card(&self, draft: Side<'_>, source: Side<'_>) -> Vec<CardLine> {
        let line = |(feature, weights): (&&Feature, &Vec<i32>)| {
            let level = (feature.level)(draft, source);
            CardLine {
                feature: feature.name,
                level: feature.levels.get(level).copied().unwrap_or_default(),
                tenths: weights.get(level).copied().unwrap_or(0),
            }
        };
        FEATURES.iter().zip(&self.same).map(line).collect()
    }

    /// What a statement says otherwise than another one with the same number.
    pub fn turned(&self, draft: Side<'_>, source: Side<'_>) -> Vec<Differs> {
        let speaks = |(feature, weights): (&&Feature, &Vec<i32>)| {
            let weight = weights.get((feature.level)(draft, source)).copied().unwrap_or(0);
            match feature.name {
                "per" => (weight, Differs::Per),
                "direction" => (weight, Differs::Direction),
                _ => (weight, Differs::Noun),
            }
        };
        let mut found: Vec<(i32, Differs)> =
            STATEMENT.iter().zip(&self.statement).map(speaks).collect();
        let most = found.iter().map(|it| it.0).max().unwrap_or(0);
        found.retain(|it| it.0 == most);
        let mut found: Vec<Differs> = found.into_iter().map(|it| it.1).collect();
        found.dedup();
        found
    }

    /// What speaks for two statements being different ones, in tenths of a bit.
    pub fn differs(&self, draft: Side<'_>, source: Side<'_>) -> i32 {
        self.statement_prior + sum(STATEMENT, &self.statement, (draft, source))
    }
}

/// What levels weigh together.
pub(super) fn total(weights: &[Vec<i32>], levels: &[usize]) -> i32 {
    let weight = |(weights, level): (&Vec<i32>, &usize)| weights.get(*level).copied().unwrap_or(0);
    weights.iter().zip(levels).map(weight).sum()
}

fn sum(features: &[&Feature], weights: &[Vec<i32>], (draft, source): (Side<'_>, Side<'_>)) -> i32 {
    let weight = |(feature, weights): (&&Feature, &Vec<i32>)| {
        weights.get((feature.level)(draft, source)).copied().unwrap_or(0)
    };
    features.iter().zip(weights).map(weight).sum()
}

pub(super) fn weights(name: &str, levels: &[&str], lines: &Lines) -> Vec<i32> {
    let of = lines.get(name);
    levels.iter().map(|it| of.and_then(|of| of.get(*it)).copied().unwrap_or(0)).collect()
}
