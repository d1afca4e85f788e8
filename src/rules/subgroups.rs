//! `subgroups`: the rate of the whole lies between the rates of the groups that make it up.
//!
//! If 64 percent of the men and 68 percent of the women voted, then overall turnout lies between the two, whatever
//! the sizes of the groups: a weighted mean never leaves the range of what it averages.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::rounded::Rounded;
use super::words::{after, before, says};
use super::{Check, Outcome, Table, Violation, acts, key_of, passage};
use crate::claim::{Claim, Confirmation, Kind, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `subgroups`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Subgroups {
    /// Words that mark the rate of the whole: overall, nationwide.
    overall: Vec<String>,
    /// Groups that together are everyone: men and women.
    groups: Vec<[Vec<String>; 2]>,
}

impl Check for Subgroups {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let same = |a: &Claim, b: &Claim| a.document == b.document && a.block == b.block;
        for block in table.claims.chunk_by(same) {
            let rates: Vec<&Claim> = block.iter().filter(|it| is_rate(it)).collect();
            if rates.len() < 3 {
                continue;
            }
            for [of_one, of_other] in &self.groups {
                let of = |words| only(&rates, |it| is_of(it, words) && !self.is_overall(it));
                let whole = only(&rates, |it| {
                    self.is_overall(it) && !is_of(it, of_one) && !is_of(it, of_other)
                });
                if let (Some(a), Some(b), Some(whole)) = (of(of_one), of(of_other), whole) {
                    judge((a, b), whole, table.lexicon, &mut outcome);
                }
            }
        }
        outcome
    }
}

impl Subgroups {
    /// The marking word stands in the noun phrase, or opens or ends the clause.
    fn is_overall(&self, claim: &Claim) -> bool {
        let clause = |text: Option<&str>, is_before: bool| {
            let text = text.unwrap_or_default();
            let mut parts = text.split([',', ';', ':', '.']);
            let part = if is_before { parts.next_back() } else { parts.next() };
            part.is_some_and(|it| says(it, &self.overall))
        };
        clause(before(claim), true) || clause(after(claim), false)
    }
}

fn is_rate(claim: &Claim) -> bool {
    claim.kind == Kind::Percent
        && matches!(claim.statistic, Statistic::Amount | Statistic::Share | Statistic::Mean)
        && claim.stated().is_some()
}

/// The only one that fits.
fn only<'c>(of: &[&'c Claim], fits: impl Fn(&Claim) -> bool) -> Option<&'c Claim> {
    let mut found = of.iter().copied().filter(|it| fits(it));
    found.next().filter(|_| found.next().is_none())
}

/// Whether a rate is of one of these groups: its noun says so, or the words right beside the figure.
fn is_of(claim: &Claim, words: &[String]) -> bool {
    let of_noun = claim.counted.as_ref().is_some_and(|it| {
        words
            .iter()
            .any(|word| it.head == *word || &*it.entity == word || it.qualifiers.contains(word))
    });
    // Beyond another figure or "and" another group is meant.
    let cut = |text: &str| {
        text.find([',', ';', ':', '(', ')']).or_else(|| text.find(|it: char| it.is_ascii_digit()))
    };
    let near_after = after(claim).is_some_and(|it| says(&it[..cut(it).unwrap_or(it.len())], words));
    let near_before = before(claim).is_some_and(|it| {
        let start =
            it.rfind([',', ';', ':', '(', ')']).max(it.rfind(|it: char| it.is_ascii_digit()));
        says(&it[start.unwrap_or(0)..], words)
    });
    of_noun || claim.counted.is_none() && (near_before || near_after)
}

fn judge((a, b): (&Claim, &Claim), whole: &Claim, lexicon: &Lexicon, outcome: &mut Outcome) {
    let (of_a, of_b, of_whole) = (acts(a, lexicon), acts(b, lexicon), acts(whole, lexicon));
    let are_apart = |x: &std::collections::BTreeSet<&str>| {
        !x.is_empty() && !of_whole.is_empty() && x.is_disjoint(&of_whole)
    };
    let is_elsewhen = |it: &Claim| it.period.zip(whole.period).is_some_and(|(x, y)| !x.meets(&y));
    if are_apart(&of_a) || are_apart(&of_b) || is_elsewhen(a) || is_elsewhen(b) {
        return;
    }
    let (Some(x), Some(y), Some(all)) = (Rounded::of(a), Rounded::of(b), Rounded::of(whole)) else {
        return;
    };
    let mut passages = vec![passage(a), passage(b), passage(whole)];
    passages.sort_by_key(|it| it.span.start);
    let is_outside = all.is_below(x) && all.is_below(y) || x.is_below(all) && y.is_below(all);
    if !is_outside {
        let label = format!("{} lies between {} and {}", whole.text, a.text, b.text);
        outcome.confirmed.push(Confirmation { fact: "subgroups".to_owned(), label, passages });
        return;
    }
    // Far outside it is a rate of something else.
    let distance = (all.middle() - x.middle()).abs().min((all.middle() - y.middle()).abs());
    if distance > Decimal::from(20) {
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("count", whole.text.clone());
    values.insert("left", a.text.clone());
    values.insert("right", b.text.clone());
    let key = [a, b, whole].map(key_of).to_vec();
    outcome.violations.push(Violation::new(passages, values, key));
}
