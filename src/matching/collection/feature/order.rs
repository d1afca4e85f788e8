//! Where both figures stand in their texts.

use super::super::Pairing;
use super::Feature;

pub(super) const OPENS: Feature = Feature {
    name: "opening",
    levels: &["neither", "one", "both"],
    level: |it| usize::from(it.a.own.opens) + usize::from(it.b.own.opens),
};
pub(super) const ALONG: Feature = Feature {
    name: "order",
    levels: &["nothing to go by", "against it", "mixed", "along with most", "along"],
    level: along,
};
pub(super) const DISTANCE: Feature = Feature {
    name: "nearest common figure",
    levels: &["none", "far", "some way off", "near", "close by"],
    level: distance,
};

fn along(of: &Pairing<'_>) -> usize {
    match of.anchors.along(&of.a, &of.b) {
        None => 0,
        Some(0..=33) => 1,
        Some(34..=66) => 2,
        Some(67..=99) => 3,
        Some(_) => 4,
    }
}

fn distance(of: &Pairing<'_>) -> usize {
    match of.anchors.distance(&of.a, &of.b) {
        None => 0,
        Some(0..=40) => 4,
        Some(41..=120) => 3,
        Some(121..=300) => 2,
        Some(_) => 1,
    }
}

/// How many figures of their sort the text has that has fewer: of many it is seldom this one.
pub(super) const CROWD: Feature = Feature {
    name: "figures of the sort",
    levels: &["one", "to three", "to seven", "to fifteen", "more"],
    level: |it| match it.a.own.sort.min(it.b.own.sort) {
        0..=1 => 0,
        2..=3 => 1,
        4..=7 => 2,
        8..=15 => 3,
        _ => 4,
    },
};

/// How many of the names of both texts are the same.
pub(super) const TEXTS: Feature =
    Feature { name: "texts", levels: crate::matching::feature::SHARES, level: |it| it.likeness };
