//! What the tools take.

use schemars::JsonSchema;
use serde::Deserialize;

use super::given::Given;

/// So many entries of a list are answered where nothing is said, and so many at most.
const USUAL: usize = 50;
const MOST: usize = 500;

/// A draft and its sources.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckDraft {
    /// What is to be checked.
    pub(super) draft: Given,
    /// What its figures must stand in.
    pub(super) sources: Given,
    /// How many entries of each list are answered: 1 to 500, 50 where nothing is said.
    pub(super) limit: Option<usize>,
}

/// Sources of one story.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CheckSources {
    /// The texts.
    pub(super) sources: Given,
    /// How many entries of each list are answered: 1 to 500, 50 where nothing is said.
    pub(super) limit: Option<usize>,
}

/// Texts of which a list is answered.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Listing {
    /// The texts.
    pub(super) sources: Given,
    /// From which entry on, counted from 0: `next` of the answer before.
    #[serde(default)]
    pub(super) from: usize,
    /// How many entries are answered: 1 to 500, 50 where nothing is said.
    pub(super) limit: Option<usize>,
}

/// A rule, or a finding with the texts that it was made in.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Explain {
    /// A rule's name, or at least four characters of a fingerprint.
    pub(super) name: String,
    /// The draft that was checked, if it was one.
    pub(super) draft: Option<Given>,
    /// The sources that were checked.
    #[serde(default)]
    pub(super) sources: Given,
}

impl Listing {
    /// The wanted part of a list, how long the list is, and where the next part begins.
    pub(super) fn part<'l, T>(&self, of: &'l [T]) -> (&'l [T], usize, Option<usize>) {
        let start = self.from.min(of.len());
        let end = start.saturating_add(limit(self.limit)).min(of.len());
        (&of[start..end], of.len(), (end < of.len()).then_some(end))
    }
}

/// How many entries are answered.
pub(super) fn limit(wanted: Option<usize>) -> usize {
    wanted.unwrap_or(USUAL).clamp(1, MOST)
}
