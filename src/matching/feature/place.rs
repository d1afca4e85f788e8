//! How early in its text the source's number comes: what matters is said first.

use super::{Feature, Side};

pub(super) const FEATURE: Feature = Feature {
    name: "place",
    levels: &["last half", "second quarter", "second eighth", "first eighth"],
    level,
};

fn level(_: Side<'_>, source: Side<'_>) -> usize {
    match source.around.place {
        0..=125 => 3,
        126..=250 => 2,
        251..=500 => 1,
        _ => 0,
    }
}
