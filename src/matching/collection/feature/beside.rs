//! Other figures of both sentences and of those around: reports that share them speak of one thing there.

use rust_decimal::Decimal;

use super::Feature;
use crate::matching::feature::FEATURES;

const COMMON: &[&str] = &["one has none", "none in common", "one in common", "more in common"];

pub(super) const BESIDE: Feature = Feature {
    name: "figures of the sentence",
    levels: COMMON,
    level: |it| level(&it.a.own.beside, &it.b.own.beside),
};
pub(super) const NEAR: Feature = Feature {
    name: "figures around",
    levels: COMMON,
    level: |it| {
        let own = [&it.a, &it.b].map(|it| super::super::figure::precise(it.claim));
        let all = |of: &super::super::Own| -> Vec<Decimal> {
            let all = of.near.iter().chain(&of.beside).copied();
            let mut all: Vec<Decimal> = all.filter(|it| !own.contains(&Some(*it))).collect();
            all.sort_unstable();
            all
        };
        level(&all(it.a.own), &all(it.b.own))
    },
};
pub(super) const BEFORE: Feature = Feature {
    name: "figure before",
    levels: FEATURES[5].levels,
    level: |it| (FEATURES[5].level)(it.a.side, it.b.side),
};
pub(super) const AFTER: Feature = Feature {
    name: "figure after",
    levels: FEATURES[6].levels,
    level: |it| (FEATURES[6].level)(it.a.side, it.b.side),
};
pub(super) const ALONE: Feature = Feature {
    name: "alone in the sentence",
    levels: &["neither", "one", "both"],
    level: |it| usize::from(it.a.own.together == 1) + usize::from(it.b.own.together == 1),
};

fn level(a: &[Decimal], b: &[Decimal]) -> usize {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    match a.iter().filter(|it| b.binary_search(it).is_ok()).count() {
        it @ 0..=1 => 1 + it,
        _ => 3,
    }
}
