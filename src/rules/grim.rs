//! `grim`: a mean of n whole numbers is a whole number divided by n.
//!
//! Of 20 ratings no mean is 3.47: 69 points make 3.45, 70 make 3.50. The granularity-related inconsistency of means
//! test: Brown & Heathers, The GRIM Test, Social Psychological and Personality Science 8 (2017).

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::words::says;
use super::{Check, Outcome, Table, Violation, key_of, passage};
use crate::claim::{Claim, Confirmation, Figure, Kind, Statistic};

/// Parameters of `grim`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Grim {
    /// Nouns of which each makes one whole number: respondents, participants.
    of: Vec<String>,
    /// Words in a sentence that make its scores no whole numbers: weighted, index.
    unless: Vec<String>,
}

impl Check for Grim {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.sentence == b.sentence;
        for sentence in table.claims.chunk_by(same) {
            let mut sizes = sentence.iter().filter(|it| self.is_size(it));
            let (Some(n), None) = (sizes.next(), sizes.next()) else { continue };
            let mut means = sentence.iter().filter(|it| is_mean(it)).peekable();
            if means.peek().is_some_and(|it| !says(&it.sentence_text, &self.unless)) {
                means.for_each(|it| judge(it, n, &mut outcome));
            }
        }
        outcome
    }
}

impl Grim {
    fn is_size(&self, claim: &Claim) -> bool {
        let is_one = |head: &str| self.of.iter().any(|it| it == head);
        claim.kind == Kind::Count
            && claim.statistic == Statistic::Amount
            && claim.is_exact()
            && claim.counted.as_ref().is_some_and(|it| is_one(&it.head))
    }
}

fn is_mean(claim: &Claim) -> bool {
    claim.kind == Kind::Count
        && claim.statistic == Statistic::Mean
        && claim.is_exact()
        && claim.stated().is_some_and(|it| it.grain() < Decimal::ONE)
}

fn judge(mean: &Claim, size: &Claim, outcome: &mut Outcome) {
    let (Some(x), Some(n)) = (mean.stated(), size.stated().map(Figure::value)) else { return };
    let Some((below, above)) = neighbours(x, n) else { return };
    let half = x.grain() / Decimal::TWO;
    let passages = vec![passage(mean), passage(size)];
    let exists = [below, above].iter().any(|it| (*it - x.value()).abs() <= half);
    if exists {
        let label = format!("{} is a mean of {}", mean.text, size.text);
        outcome.confirmed.push(Confirmation { fact: "grim".to_owned(), label, passages });
        return;
    }
    let digits = x.value().scale() + 1;
    let mut values = super::template::Values::new();
    values.insert("quantity", mean.text.clone());
    values.insert("count", size.text.clone());
    values.insert("left", below.round_dp(digits).normalize().to_string());
    values.insert("right", above.round_dp(digits).normalize().to_string());
    outcome.violations.push(Violation::new(passages, values, [mean, size].map(key_of).to_vec()));
}

/// The nearest means of n whole numbers on both sides; `None` where every figure of so many decimals is one.
fn neighbours(mean: Figure, n: Decimal) -> Option<(Decimal, Decimal)> {
    let is_coarse = n > Decimal::ONE && n.checked_mul(mean.grain())? < Decimal::ONE;
    if !is_coarse || !n.fract().is_zero() {
        return None;
    }
    let sum = mean.value().checked_mul(n)?;
    Some((sum.floor().checked_div(n)?, sum.ceil().checked_div(n)?))
}
