//! Whether two statements with one number say one thing: what the number is counted by, which way it goes, of what it is.

mod noun;
mod opposite;
mod per;
mod replaced;

pub(super) use opposite::are_opposite;

use super::feature::Feature;

/// What can differ in two statements, in the order of the card.
pub const STATEMENT: &[&Feature] =
    &[&per::FEATURE, &opposite::FEATURE, &noun::FEATURE, &replaced::FEATURE];
