//! Whether the numbers before and after the two in their sentences are the same.

use rust_decimal::Decimal;

use super::Feature;

const LEVELS: &[&str] = &["missing", "different", "same"];

pub(super) const PREVIOUS: Feature = Feature {
    name: "number before",
    levels: LEVELS,
    level: |a, b| same(a.around.previous, b.around.previous),
};

pub(super) const NEXT: Feature = Feature {
    name: "number after",
    levels: LEVELS,
    level: |a, b| same(a.around.next, b.around.next),
};

fn same(a: Option<Decimal>, b: Option<Decimal>) -> usize {
    match (a, b) {
        (Some(a), Some(b)) => 1 + usize::from(a == b),
        _ => 0,
    }
}
