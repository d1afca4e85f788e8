//! Claims of different documents that agree: shown as confirmed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Table, passage, says};
use crate::claim::{Band, Claim, Confirmation, Figure, Finding, Hedge, Row, Severity};

/// Things of which two or more documents say the same, where none of their passages stands in an error or a warning.
pub(super) fn confirmations(table: &Table<'_>, findings: &[Finding]) -> Vec<Confirmation> {
    let disputed: FxHashSet<&str> = findings
        .iter()
        .filter(|it| it.severity > Severity::Note)
        .flat_map(|it| it.passages.iter().filter_map(|it| it.claim.as_deref()))
        .collect();
    let agreeing = table.rows.iter().filter(|it| it.band == Band::Agree);
    let of = |it: &Row| -> Vec<&Claim> {
        it.cells.iter().filter_map(|it| table.claims.get(*it)).collect()
    };
    let is_told = |of: &Vec<&Claim>| {
        let is_vague = |it: &&Claim| {
            it.quantity.is_none_or(|it| it.hedge() == Hedge::Vague)
                || it.period.is_some_and(|it| it.is_vague())
        };
        let is_meant = |it: &&Claim| it.statistic.is_comparable() && !it.kind.is_time();
        of.iter().all(|it| is_meant(it) && !disputed.contains(&*it.id)) && !of.iter().any(is_vague)
    };
    agreeing.map(of).filter(is_told).map(|of| confirmation(&of)).collect()
}

fn confirmation(claims: &[&Claim]) -> Confirmation {
    let says = claims.first().map_or_else(String::new, |it| says(it));
    let lost = lost_hedge(claims).map_or_else(String::new, |(hedged, plain)| {
        format!("; \"{}\" is {} at {}", hedged.text, plain.text, place(plain))
    });
    let label = format!("{says}{lost}");
    let passages = claims.iter().map(|it| passage(it)).collect();
    Confirmation { fact: "corroborated".to_owned(), label, passages }
}

/// A bound that another document states as the figure itself: "more than 5,500" told as "5,500".
fn lost_hedge<'c>(claims: &[&'c Claim]) -> Option<(&'c Claim, &'c Claim)> {
    let value = |it: &Claim| it.stated().map(Figure::value);
    let is_bound = |it: &Claim| {
        it.quantity.is_some_and(|it| {
            matches!(it.hedge(), Hedge::Over | Hedge::AtLeast | Hedge::Under | Hedge::UpTo)
        })
    };
    // For each value the first that states it, and the first of another document.
    let mut plain = FxHashMap::<_, Vec<&'c Claim>>::default();
    for claim in claims.iter().filter(|it| it.is_exact()) {
        let of = plain.entry(value(claim)).or_default();
        if of.len() < 2 && of.iter().all(|it| it.document != claim.document) {
            of.push(claim);
        }
    }
    claims.iter().filter(|it| is_bound(it)).find_map(|hedged| {
        let stating = plain.get(&value(hedged)).into_iter().flatten();
        let other = stating.into_iter().find(|it| it.document != hedged.document);
        other.map(|it| (*hedged, *it))
    })
}

fn place(claim: &Claim) -> String {
    format!("{}:{}", claim.source.path, claim.line)
}
