//! Where.

use super::super::Pairing;
use super::Feature;
use crate::claim::Place;

pub(super) const FEATURE: Feature = Feature {
    name: "place",
    levels: &["neither says", "one says", "different", "within the other", "same"],
    level,
};

fn level(of: &Pairing<'_>) -> usize {
    let (a, b) = (&of.a.claim.places, &of.b.claim.places);
    if a.is_empty() || b.is_empty() {
        return usize::from(!a.is_empty() || !b.is_empty());
    }
    let any =
        |test: &dyn Fn(&Place, &Place) -> bool| a.iter().any(|x| b.iter().any(|y| test(x, y)));
    if any(&|x, y| x.name == y.name) {
        4
    } else if any(&|x, y| x.within.contains(&y.name) || y.within.contains(&x.name)) {
        3
    } else {
        2
    }
}
