//! Claims of different documents that agree: shown as confirmed.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{Table, group, passage, says};
use crate::claim::mention::Kind;
use crate::claim::{
    Claim, Confirmation, Figure, Finding, Hedge, Likeness, Pair, Relation, Severity, Slot, Standing,
};

/// Facts that two or more documents state alike, where none of their passages stands in an error or a warning.
pub(super) fn confirmations(table: &Table<'_>, findings: &[Finding]) -> Vec<Confirmation> {
    let mut agreeing: Vec<&Pair> =
        table.pairs.iter().filter(|it| agrees(it, table.claims)).collect();
    // "Over 2,000" here and there is one fact, 2,141 twice is another, although the one allows the other.
    let stated_twice: FxHashSet<usize> = agreeing
        .iter()
        .filter(|it| matches!(it.relation, Relation::Equal))
        .flat_map(|it| [it.left, it.right])
        .collect();
    agreeing.retain(|it| {
        matches!(it.relation, Relation::Equal)
            || ![it.left, it.right].iter().all(|it| stated_twice.contains(it))
    });
    let disputed: FxHashSet<&str> = findings
        .iter()
        .filter(|it| it.severity > Severity::Note)
        .flat_map(|it| it.passages.iter().filter_map(|it| it.claim.as_deref()))
        .collect();
    let is_disputed = |it: usize| table.claims.get(it).is_some_and(|it| disputed.contains(&*it.id));
    group::connected(&agreeing)
        .iter()
        .filter(|pairs| !group::members(pairs).into_iter().any(is_disputed))
        .map(|pairs| {
            let claims: Vec<&Claim> =
                group::members(pairs).iter().filter_map(|it| table.claims.get(*it)).collect();
            let unit = claims
                .iter()
                .filter_map(|it| it.counted.as_ref())
                .map(|it| &*it.text)
                .min_by_key(|it| it.len());
            let says = claims.first().map_or_else(String::new, |it| says(it));
            let lost = lost_hedge(&claims).map_or_else(String::new, |(hedged, plain)| {
                format!("; \"{}\" is {} at {}", hedged.text, plain.text, place(plain))
            });
            let fact = format!("{says} {}", unit.unwrap_or(""));
            let label = format!("{}{lost}", fact.trim());
            Confirmation {
                fact: "corroborated".to_owned(),
                label,
                passages: claims.iter().map(|it| passage(it)).collect(),
            }
        })
        .collect()
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

fn agrees(pair: &Pair, claims: &[Claim]) -> bool {
    let is_list = [pair.left, pair.right].iter().any(|it| {
        claims.get(*it).is_none_or(|it| it.kind == Kind::List || !it.statistic.is_comparable())
    });
    let is_age = claims
        .get(pair.left)
        .and_then(|it| it.counted.as_ref())
        .is_some_and(|it| it.is_age() && pair.standing(Slot::Unit) == Standing::Same);
    let is_part =
        pair.slots.iter().any(|it| it.slot != Slot::Story && it.standing == Standing::Different);
    let quantity = |it: usize| claims.get(it).and_then(|it| it.quantity);
    let are_two_ranges =
        quantity(pair.left).zip(quantity(pair.right)).is_some_and(|(x, y)| x.is_other_range(&y));
    let is_vague = [pair.left, pair.right].iter().filter_map(|it| claims.get(*it)).any(|it| {
        it.quantity.is_none_or(|it| it.hedge() == Hedge::Vague)
            || it.period.is_some_and(|it| it.is_vague())
    });
    !pair.is_same_document
        && !is_vague
        && !are_two_ranges
        && pair.context() >= 2
        && !is_list
        && !is_part
        && pair.likeness == Likeness::Same
        && (pair.standing(Slot::Action) == Standing::Same || is_age)
        && matches!(pair.relation, Relation::Equal | Relation::Narrower | Relation::Rounding)
}
