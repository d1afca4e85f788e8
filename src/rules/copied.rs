//! `copied-figure`: one precise figure for two different acts in one breath.
//!
//! "2,681 deaths and 2,681 injuries": two counts of different things are hardly ever the same to the last
//! digit; one was most likely copied into the other's place.

use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::grouped;
use super::{Check, Outcome, Table, Violation, acts, evidence, passage, spaced};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `copied-figure`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct CopiedFigure {
    /// Bits that the figure must carry.
    rarity: i32,
}

impl Check for CopiedFigure {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for pair in table.pairs.iter().filter(|it| it.is_same_document) {
            let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right))
            else {
                continue;
            };
            if pair.figure_bits < self.rarity || !is_copied(a, b, table.lexicon) {
                continue;
            }
            let act =
                |it: &Claim| acts(it, table.lexicon).first().map_or(String::new(), |it| spaced(it));
            let figure = a.stated().map(|it| grouped(it.value()));
            let mut values = super::template::Values::new();
            values.insert("quantity", figure.unwrap_or_default());
            values.insert("left", act(a));
            values.insert("right", act(b));
            let key = vec![a.source.key.clone(), a.text.clone(), act(a), act(b)];
            let passages = vec![passage(a), passage(b)];
            let evidence = evidence(pair, table.claims);
            outcome
                .violations
                .push(Violation { evidence, ..Violation::new(passages, values, key) });
        }
        outcome
    }
}

fn is_copied(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let is_plain =
        |it: &Claim| it.kind == Kind::Count && it.statistic == Statistic::Amount && it.is_exact();
    let (of_a, of_b) = (acts(a, lexicon), acts(b, lexicon));
    is_plain(a)
        && is_plain(b)
        && a.sentence == b.sentence
        && !of_a.is_empty()
        && !of_b.is_empty()
        && of_a.is_disjoint(&of_b)
}
