//! Texts about one story tell it in a like order: precise figures that each of two texts has once are anchors.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::figure::{Figure, precise};

/// Where two texts meet.
#[derive(Debug, Default)]
pub(in crate::matching) struct Anchors(Vec<Anchor>);

#[derive(Clone, Copy, Debug)]
struct Anchor {
    value: Decimal,
    first: u32,
    second: u32,
}

impl Anchors {
    /// The precise figures that both have, once each.
    pub(super) fn new(first: &[Figure<'_>], second: &[Figure<'_>]) -> Self {
        let (of_first, of_second) = (once(first), once(second));
        let both = of_first.into_iter().filter_map(|(value, first)| {
            Some(Anchor { value, first, second: *of_second.get(&value)? })
        });
        let mut all: Vec<Anchor> = both.collect();
        all.sort_unstable_by_key(|it| (it.first, it.value));
        Self(all)
    }

    /// Those that are neither of two figures.
    fn others<'o>(&'o self, a: &Figure<'_>, b: &Figure<'_>) -> impl Iterator<Item = &'o Anchor> {
        let own = [precise(a.claim), precise(b.claim)];
        self.0.iter().filter(move |it| !own.contains(&Some(it.value)))
    }

    /// Of the anchors so many in a hundred stand on the same side of both figures.
    pub(super) fn along(&self, a: &Figure<'_>, b: &Figure<'_>) -> Option<usize> {
        let (x, y) = (a.side.around.place, b.side.around.place);
        let (mut all, mut along) = (0, 0);
        for it in self.others(a, b) {
            all += 1;
            along += usize::from((it.first <= x) == (it.second <= y));
        }
        (along * 100).checked_div(all)
    }

    /// How far the nearest anchor is, in both texts together, in thousandths of their lengths.
    pub(super) fn distance(&self, a: &Figure<'_>, b: &Figure<'_>) -> Option<u32> {
        let (x, y) = (a.side.around.place, b.side.around.place);
        self.others(a, b).map(|it| it.first.abs_diff(x) + it.second.abs_diff(y)).min()
    }
}

/// The figures that a text has once, with where.
fn once(figures: &[Figure<'_>]) -> FxHashMap<Decimal, u32> {
    let mut found = FxHashMap::<Decimal, Option<u32>>::default();
    for it in figures {
        let Some(value) = precise(it.claim) else { continue };
        let place = it.side.around.place;
        found.entry(value).and_modify(|it| *it = None).or_insert(Some(place));
    }
    found.into_iter().filter_map(|(value, place)| Some((value, place?))).collect()
}
