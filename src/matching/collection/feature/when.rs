//! When.

use super::super::Pairing;
use super::Feature;

pub(super) const FEATURE: Feature = Feature {
    name: "period",
    levels: &[
        "neither says",
        "one says",
        "one is background",
        "different",
        "within the other",
        "same",
    ],
    level,
};

fn level(of: &Pairing<'_>) -> usize {
    let (a, b) = (of.a.claim, of.b.claim);
    match (a.period, b.period) {
        (None, None) => 0,
        (Some(x), Some(y)) if x == y => 5,
        (Some(x), Some(y)) if x.is_vague() || y.is_vague() => 1,
        (Some(x), Some(y)) if x.meets(&y) => 4,
        (Some(_), Some(_)) => 3,
        _ => {
            let is_old = |old: &crate::claim::Claim, new: &crate::claim::Claim| {
                new.source.published.is_some_and(|it| old.is_background_on(it))
            };
            if is_old(a, b) || is_old(b, a) { 2 } else { 1 }
        }
    }
}
