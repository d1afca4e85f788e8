//! `copied-figure`: one precise figure for two different acts in one breath.
//!
//! "2,681 deaths and 2,681 injuries": two counts of different things are hardly ever the same to the last
//! digit; one was most likely copied into the other's place.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::grouped;
use super::{Check, Outcome, Table, Violation, acts, passage};
use crate::claim::{Claim, Kind, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `copied-figure`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CopiedFigure {
    /// How many significant digits the figure must have.
    digits: u32,
}

impl Check for CopiedFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (a, b) in of_one_sentence(table.claims) {
            if !self.is_copied(a, b, table.lexicon) {
                continue;
            }
            let act = |it: &Claim| acts(it, table.lexicon).first().map_or("", |it| it).to_owned();
            let figure = a.stated().map(|it| grouped(it.value()));
            let mut values = super::template::Values::new();
            values.insert("quantity", figure.unwrap_or_default());
            values.insert("left", told(a));
            values.insert("right", told(b));
            let key = vec![a.source.key.clone(), a.text.clone(), act(a), act(b)];
            let passages = vec![passage(a), passage(b)];
            outcome.violations.push(Violation::new(passages, values, key));
        }
        outcome
    }
}

/// What a figure counts and what happened to it, as written: "deaths", "people hurt".
fn told(claim: &Claim) -> String {
    let counted = claim.counted.as_ref().map(|it| &*it.text);
    let act = claim.actions.iter().find(|it| it.is_known && it.is_direct).map(|it| &*it.word);
    let act = act.filter(|it| counted.is_none_or(|counted| !counted.contains(it)));
    counted.into_iter().chain(act).collect::<Vec<_>>().join(" ")
}

/// Every two figures of a sentence, in order.
fn of_one_sentence(claims: &[Claim]) -> impl Iterator<Item = (&Claim, &Claim)> {
    let is_same = |a: &Claim, b: &Claim| a.document == b.document && a.sentence == b.sentence;
    claims.chunk_by(is_same).flat_map(|of| {
        let of = &of[..of.len().min(MOST)];
        of.iter().enumerate().flat_map(move |(at, a)| of[at + 1..].iter().map(move |b| (a, b)))
    })
}

/// A sentence with more figures than that is a table.
const MOST: usize = 64;

impl CopiedFigure {
    fn is_copied(&self, a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
        let is_plain = |it: &Claim| {
            it.kind == Kind::Count && it.statistic == Statistic::Amount && it.is_exact()
        };
        let is_equal = a
            .stated()
            .zip(b.stated())
            .is_some_and(|(x, y)| x.value() == y.value() && x.significant_digits() >= self.digits);
        let (of_a, of_b) = (acts(a, lexicon), acts(b, lexicon));
        is_equal
            && is_plain(a)
            && is_plain(b)
            && !of_a.is_empty()
            && !of_b.is_empty()
            && of_a.is_disjoint(&of_b)
    }
}
