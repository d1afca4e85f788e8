//! Words that qualify a figure.

use serde::Deserialize;

use super::Phrases;
use crate::claim::Hedge;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Hedges {
    pub(super) before: HedgeWords,
    pub(super) after: HedgeWords,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "kebab-case", default)]
pub(super) struct HedgeWords {
    about: Vec<String>,
    nearly: Vec<String>,
    over: Vec<String>,
    at_least: Vec<String>,
    under: Vec<String>,
    up_to: Vec<String>,
    exact: Vec<String>,
    pub(super) precise: Vec<String>,
}

impl HedgeWords {
    pub(super) fn phrases(&self) -> Phrases<Hedge> {
        let groups = [
            (&self.about, Hedge::About),
            (&self.nearly, Hedge::Nearly),
            (&self.over, Hedge::Over),
            (&self.at_least, Hedge::AtLeast),
            (&self.under, Hedge::Under),
            (&self.up_to, Hedge::UpTo),
            (&self.exact, Hedge::Exact),
            (&self.precise, Hedge::Exact),
        ];
        Phrases::new(
            groups.into_iter().flat_map(|(words, it)| words.iter().map(move |word| (&**word, it))),
        )
    }
}
