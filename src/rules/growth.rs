//! `growth`: from a to b is as much as the text says.
//!
//! "The dead rose to 2,122 from 2,012, an increase of 100": the difference is 110. Read in one document,
//! for figures of one act or one noun; half of each figure's rounding is slack, as in sums.

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::phrasing::amount;
use super::{Check, Outcome, Table, Violation, acts, key_of, passage};
use crate::claim::{Claim, Figure, Kind, Statistic};
use crate::lexicon::Lexicon;

/// Parameters of `growth`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Growth {}

/// How far the stated change may lie from the difference to be meant for it, as a share of it.
const NEAR: Decimal = Decimal::from_parts(4, 0, 0, false, 1);

impl Check for Growth {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, change) in table.claims.iter().enumerate() {
            let Some(by) = change_of(change) else { continue };
            if let Some((old, new, difference)) = ends(table.claims, index, by, table.lexicon) {
                judge((change, by), old, new, difference, &mut outcome);
            }
        }
        outcome
    }
}

/// The size of a change of counts or money, said as one exact figure.
fn change_of(claim: &Claim) -> Option<Figure> {
    let is_change = claim.statistic == Statistic::Change;
    let is_counted = matches!(claim.kind, Kind::Count | Kind::Money);
    claim.stated().filter(|_| is_change && is_counted && claim.is_exact())
}

/// The old and the new figure that the change is most likely meant for: of the same noun or act, near it,
/// their difference nearest to it.
fn ends<'c>(
    claims: &'c [Claim],
    change: usize,
    by: Figure,
    lexicon: &Lexicon,
) -> Option<(&'c Claim, &'c Claim, Decimal)> {
    const REACH: usize = 12;
    let of = &claims[change];
    let near = claims.iter().enumerate().skip(change.saturating_sub(REACH)).take(2 * REACH);
    let ends: Vec<&'c Claim> = near
        .filter(|(index, it)| {
            *index != change && it.document == of.document && it.kind == of.kind && is_end(it)
        })
        .map(|it| it.1)
        .filter(|it| is_of_one_thing(it, of, lexicon))
        .collect();
    let mut best: Option<(&'c Claim, &'c Claim, Decimal)> = None;
    for old in &ends {
        for new in &ends {
            let (Some(x), Some(y)) = (old.stated(), new.stated()) else { continue };
            let difference = y.value() - x.value();
            if difference <= Decimal::ZERO || !is_of_one_thing(old, new, lexicon) {
                continue;
            }
            let off = (difference - by.value()).abs();
            let is_nearer = best.is_none_or(|it| off < (it.2 - by.value()).abs());
            if is_nearer && off <= by.value() * NEAR {
                best = Some((old, new, difference));
            }
        }
    }
    best
}

fn is_end(claim: &Claim) -> bool {
    matches!(claim.statistic, Statistic::Amount | Statistic::Former) && claim.is_exact()
}

/// The same act, or the same noun where neither says an act.
fn is_of_one_thing(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let (of_a, of_b) = (acts(a, lexicon), acts(b, lexicon));
    let entity = |it: &Claim| it.counted.as_ref().map(|it| it.entity.clone());
    of_a.intersection(&of_b).next().is_some()
        || of_a.is_empty() && of_b.is_empty() && entity(a).is_some() && entity(a) == entity(b)
}

fn judge(
    (change, by): (&Claim, Figure),
    old: &Claim,
    new: &Claim,
    difference: Decimal,
    outcome: &mut Outcome,
) {
    let slack: Decimal =
        [Some(by), old.stated(), new.stated()].into_iter().flatten().map(slack).sum();
    if (difference - by.value()).abs() <= slack {
        return;
    }
    let mut values = super::template::Values::new();
    values.insert("left", old.text.clone());
    values.insert("right", new.text.clone());
    values.insert("count", change.text.clone());
    values.insert("quantity", amount(difference));
    let mut passages = vec![passage(old), passage(new), passage(change)];
    passages.sort_by_key(|it| it.span.start);
    let key = [old, new, change].map(key_of).to_vec();
    outcome.violations.push(Violation::new(passages, values, key));
}

/// Half of the rounding to the printed digits, at most a twentieth of the figure.
fn slack(figure: Figure) -> Decimal {
    let twentieth = figure.value().abs() * Decimal::new(5, 2);
    if figure.value().abs() < Decimal::ONE_HUNDRED && figure.value().fract().is_zero() {
        return Decimal::ZERO;
    }
    (figure.grain() / Decimal::TWO).min(twentieth)
}
