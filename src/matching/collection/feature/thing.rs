//! What both figures count, and how often each text counts it: where each does once, it is the same.

use super::super::Pairing;
use super::Feature;

pub(super) const THING: Feature = Feature {
    name: "thing",
    levels: &[
        "neither says",
        "one says",
        "different",
        "may be",
        "named by the other",
        "same, many times",
        "same, a few times",
        "same, once each",
    ],
    level,
};

fn level(of: &Pairing<'_>) -> usize {
    let (a, b) = (of.a.own, of.b.own);
    let (Some(x), Some(y)) = (a.thing, b.thing) else {
        return usize::from(a.thing.is_some() || b.thing.is_some());
    };
    let entity =
        |it: &super::super::Figure<'_>| it.claim.counted.as_ref().map(|it| it.entity.clone());
    let entities = entity(&of.a).zip(entity(&of.b));
    if x == y || entities.as_ref().is_some_and(|(x, y)| x == y) {
        return match a.times.max(b.times) {
            0 | 1 => 7,
            2 | 3 => 6,
            _ => 5,
        };
    }
    let is_named = |thing, other: &super::super::Own| {
        other.which.binary_search(&thing).is_ok() || other.act.binary_search(&thing).is_ok()
    };
    if is_named(x, b) || is_named(y, a) {
        return 4;
    }
    let nouns = &of.lexicon.nouns;
    let may_be = entities.is_none_or(|(x, y)| {
        let root = |it: &str| nouns.lineage(it).last();
        nouns.is_a(&x, &y) || nouns.is_a(&y, &x) || root(&x).is_some() && root(&x) == root(&y)
    });
    if may_be { 3 } else { 2 }
}
