//! Whether the words beside the two numbers are the same.

use super::Feature;
use crate::matching::words::Stem;

/// How many words in a row are the same.
const LEVELS: &[&str] = &["missing", "none", "one", "two", "three"];

pub(super) const LEFT: Feature = Feature {
    name: "word before",
    levels: LEVELS,
    level: |a, b| run(&a.around.left, &b.around.left),
};

pub(super) const RIGHT: Feature = Feature {
    name: "word after",
    levels: LEVELS,
    level: |a, b| run(&a.around.right, &b.around.right),
};

fn run(a: &[Stem], b: &[Stem]) -> usize {
    if a.is_empty() || b.is_empty() {
        return 0;
    }
    1 + a.iter().zip(b).take_while(|(a, b)| a == b).count()
}
