//! `sum`: parts do not exceed their total, and parts that are said to be all of it add up to it.
//!
//! Read from one sentence: a total, then parts after a colon ("177 people: 90 men and 87 women") or
//! after "of them", "of whom", "including". Each part's rounding adds half a grain of slack.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::amount;
use super::words::between;
use super::{Check, Outcome, Table, Violation, passage};
use crate::claim::{Claim, Confirmation, Hedge, Kind, Severity, Statistic};

/// Parameters of `sum`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Sum {}

/// How the parts are announced.
enum Parts {
    /// They are all of it.
    All,
    /// They are some of it.
    Some,
}

impl Check for Sum {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        let claims = table.claims;
        for (index, total) in claims.iter().enumerate() {
            let Some((parts, kind)) = parts(claims, index) else { continue };
            judge(total, &parts, &kind, &mut outcome);
        }
        outcome
    }
}

/// The parts that follow a total in its sentence.
fn parts(claims: &[Claim], total: usize) -> Option<(Vec<&Claim>, Parts)> {
    let whole = claims.get(total).filter(|it| is_summand(it))?;
    let rest: Vec<&Claim> = claims[total + 1..]
        .iter()
        .take_while(|it| it.document == whole.document && it.sentence == whole.sentence)
        .filter(|it| it.kind == whole.kind && is_summand(it))
        .collect();
    let first = rest.first()?;
    let opening = between(whole, first)?;
    if opening.contains(':') && rest.len() >= 2 && opening.len() < 80 {
        // Only a plain enumeration adds up: commas and "and" between its parts.
        let is_plain = rest.windows(2).all(|it| {
            between(it[0], it[1]).is_some_and(|it| {
                it.len() < 50
                    && (it.contains(',') || it.contains(" and "))
                    && !it.contains([';', '.', '('])
            })
        });
        return is_plain.then_some((rest, Parts::All));
    }
    let after = whole.sentence_text.get(first.span.end - whole.sentence.start..)?;
    let says_part = opening.trim_end().ends_with("of whom")
        || opening.trim_end().ends_with("of which")
        || after.trim_start().starts_with("of them")
        || after.trim_start().starts_with("of whom");
    (says_part && opening.len() < 80).then(|| (vec![*first], Parts::Some))
}

fn is_summand(claim: &Claim) -> bool {
    matches!(claim.kind, Kind::Count | Kind::Money)
        && claim.statistic == Statistic::Amount
        && claim.stated().is_some()
}

fn judge(total: &Claim, parts: &[&Claim], kind: &Parts, outcome: &mut Outcome) {
    let figure = Claim::stated;
    let Some(whole) = figure(total) else { return };
    let figures: Vec<_> = parts.iter().filter_map(|it| figure(it)).collect();
    let sum: Decimal = figures.iter().map(|it| it.value()).sum();
    // Counts below a hundred are exact; everything else may be rounded to its grain.
    let slack_of = |it: &crate::claim::Figure| {
        if it.grain() > Decimal::ONE || it.value().scale() > 0 {
            it.grain() / Decimal::TWO
        } else {
            Decimal::ZERO
        }
    };
    let slack: Decimal = figures.iter().map(slack_of).sum::<Decimal>() + slack_of(&whole);
    let all = || std::iter::once(total).chain(parts.iter().copied());
    let is_exact = all().all(|it| it.quantity.is_some_and(|it| it.hedge() == Hedge::Exact));
    let difference = (whole.value() - sum).abs();
    let is_wrong = match kind {
        Parts::All => is_exact && difference > slack,
        Parts::Some => {
            sum > whole.value() + slack
                && total.quantity.is_some_and(|it| it.hedge() == Hedge::Exact)
        }
    };
    // A sum far from the total is of something else: "three towns: 240, 150 and 90", "nine lives: eight passengers
    // and the driver, aged 52".
    let is_near = sum * Decimal::TEN >= whole.value() * Decimal::from(6)
        && whole.value() * Decimal::TEN >= sum * Decimal::from(6);
    if !is_near {
        return;
    }
    let terms = figures.iter().map(|it| amount(it.value())).collect::<Vec<_>>().join(" + ");
    let passages = all().map(passage).collect();
    if is_wrong {
        let mut values = super::template::Values::new();
        values.insert("left", terms);
        values.insert("right", amount(sum));
        values.insert("count", amount(whole.value()));
        let key = all().map(|it| format!("{} {}", it.source.key, it.text)).collect();
        // Parts of differing kinds may overlap; ask.
        let same = parts.iter().all(|it| it.counted.is_some()) || matches!(kind, Parts::Some);
        let severity = (!same).then_some(Severity::Warning);
        outcome.violations.push(Violation {
            passages,
            values,
            evidence: Vec::new(),
            severity,
            help: None,
            hint: None,
            key,
        });
    } else if matches!(kind, Parts::All) && is_exact {
        let label = format!("{terms} = {}", amount(whole.value()));
        outcome.confirmed.push(Confirmation { fact: "sum".to_owned(), label, passages });
    }
}
