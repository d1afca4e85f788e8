//! Which one, whose, what happened, by what and who says so.

use super::super::super::words::Stem;
use super::super::{Pairing, clash};
use super::{Feature, common};
use crate::claim::Claim;

const SHARED: &[&str] = &["neither says", "one says", "none", "some", "most", "all"];
const SAME: &[&str] = &["neither says", "one says", "different", "same"];

pub(super) const WHICH: Feature =
    Feature { name: "which", levels: SHARED, level: |it| shared(&it.a.own.which, &it.b.own.which) };
pub(super) const WHO: Feature =
    Feature { name: "who", levels: SHARED, level: |it| shared(&it.a.own.who, &it.b.own.who) };
/// An age is of one thing with another only where both are of one person.
pub(super) const BEARER: Feature = Feature {
    name: "age of",
    levels: &["no age", "one says", "another", "perhaps the same", "the same"],
    level: bearer,
};
pub(super) const ACT: Feature = Feature {
    name: "act",
    levels: &["neither says", "one says", "different", "excludes it", "related", "same"],
    level: act,
};
pub(super) const PER: Feature =
    Feature { name: "per", levels: SAME, level: |it| same(it.a.own.per, it.b.own.per) };
pub(super) const SPEAKER: Feature = Feature { name: "speaker", levels: SAME, level: speaker };

fn shared(a: &[Stem], b: &[Stem]) -> usize {
    if a.is_empty() || b.is_empty() {
        return usize::from(!a.is_empty() || !b.is_empty());
    }
    match (common(a, b), a.len().min(b.len())) {
        (0, _) => 2,
        (some, all) if some == all => 5,
        (some, all) if some * 2 >= all => 4,
        _ => 3,
    }
}

fn bearer(of: &Pairing<'_>) -> usize {
    let are_ages = [&of.a, &of.b].iter().all(|it| it.claim.is_age());
    match shared(&of.a.own.who, &of.b.own.who) {
        _ if !are_ages => 0,
        0 | 1 => 1,
        2 => 2,
        3 | 4 => 3,
        _ => 4,
    }
}

fn same(a: Option<Stem>, b: Option<Stem>) -> usize {
    match (a, b) {
        (Some(a), Some(b)) => 2 + usize::from(a == b),
        (None, None) => 0,
        _ => 1,
    }
}

fn act(of: &Pairing<'_>) -> usize {
    let (a, b) = (&of.a.own.act, &of.b.own.act);
    if a.is_empty() || b.is_empty() {
        return usize::from(!a.is_empty() || !b.is_empty());
    }
    let (x, y) = (families(of.a.claim), families(of.b.claim));
    if common(a, b) > 0 || x.iter().any(|it| y.contains(it)) {
        return 5;
    }
    let are_related = |x: &str| y.iter().any(|y| of.lexicon.families.are_related(x, y));
    if x.iter().any(|it| are_related(it)) {
        return 4;
    }
    if clash::exclude(of.a.claim, of.b.claim, of.lexicon) { 3 } else { 2 }
}

fn families(claim: &Claim) -> Vec<&str> {
    claim.actions.iter().map(|it| &*it.family).collect()
}

fn speaker(of: &Pairing<'_>) -> usize {
    let (a, b) = (&of.a.own.speaker, &of.b.own.speaker);
    match (a.is_empty(), b.is_empty()) {
        (true, true) => 0,
        (false, false) => 2 + usize::from(common(a, b) > 0),
        _ => 1,
    }
}
