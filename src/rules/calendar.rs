//! `calendar`: a date's weekday is the one that the calendar gives it.

use jiff::civil::Date;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, passage};
use crate::claim::{Claim, Confirmation, Kind};

/// Parameters of `calendar`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct Calendar {}

impl Check for Calendar {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for (index, claim) in table.claims.iter().enumerate().filter(|it| it.1.kind == Kind::Date) {
            beside(table.claims, index, claim, &mut outcome);
        }
        for claims in table.claims.chunk_by(|a, b| a.document == b.document) {
            outcome.confirmed.extend(of_page(claims));
        }
        outcome
    }
}

/// A weekday that is said of a date: `Thursday, September 18, 2025`, `Saturday (Oct. 18)`.
fn beside(claims: &[Claim], index: usize, claim: &Claim, outcome: &mut Outcome) {
    let Some(weekday) = claim.weekday else { return };
    let is_alone = claim.text.bytes().all(|it| it.is_ascii_alphabetic() || it == b'.');
    let (dated, passages) = if is_alone {
        let next = claims.get(index + 1).filter(|it| {
            let between = it.span.start.saturating_sub(claim.span.end);
            it.document == claim.document
                && it.kind == Kind::Date
                && it.weekday.is_none()
                && between <= 3
        });
        let Some(next) = next else { return };
        (next, vec![passage(claim), passage(next)])
    } else {
        (claim, vec![passage(claim)])
    };
    // A date without a year was given the year itself; a wrong weekday may only mean another year.
    let Some(day) = dated.period.and_then(|it| it.start()) else { return };
    let has_year = dated.text.bytes().filter(u8::is_ascii_digit).count() >= 5;
    if day.weekday().to_monday_one_offset() == weekday {
        let label = format!("{} is a {}", long(day), name(day));
        outcome.confirmed.push(Confirmation { fact: "calendar".to_owned(), label, passages });
        return;
    }
    let near_publication =
        claim.source.published.is_some_and(|it| it.duration_since(day).as_hours().abs() < 24 * 120);
    if !has_year && !near_publication {
        return;
    }
    let passages = passages
        .into_iter()
        .map(|it| crate::claim::Passage { says: format!("a {} by the calendar", name(day)), ..it })
        .collect();
    let mut values = super::template::Values::new();
    values.insert("date", long(day));
    values.insert("left", claim.text.clone());
    values.insert("right", name(day));
    let key = vec![claim.source.key.clone(), claim.text.clone(), dated.text.clone()];
    outcome.violations.push(Violation::new(passages, values, key));
}

/// A page that states its full date and speaks of the same day by its weekday.
fn of_page(claims: &[Claim]) -> Option<Confirmation> {
    let dates = || claims.iter().filter(|it| it.kind == Kind::Date);
    let published = claims.first()?.source.published?;
    let stated = dates().find(|it| {
        it.weekday.is_none()
            && it.period.and_then(|it| it.start()) == Some(published)
            && it.text.bytes().filter(u8::is_ascii_digit).count() >= 5
            && it.text.bytes().any(|it| it.is_ascii_alphabetic())
    });
    let stated = stated.or_else(|| {
        dates().find(|it| {
            it.weekday.is_none() && it.period.and_then(|it| it.start()) == Some(published)
        })
    })?;
    let weekday = dates().find(|it| {
        it.weekday == Some(published.weekday().to_monday_one_offset())
            && it.period.and_then(|it| it.start()) == Some(published)
            && it.span != stated.span
    })?;
    let mut passages = vec![passage(stated), passage(weekday)];
    passages.sort_by_key(|it| it.span.start);
    let label = format!("{} is a {}", long(published), name(published));
    Some(Confirmation { fact: "calendar".to_owned(), label, passages })
}

fn long(day: Date) -> String {
    day.strftime("%-d %B %Y").to_string()
}

fn name(day: Date) -> String {
    day.strftime("%A").to_string()
}
