//! A set of words that mostly says at once what is none of them.

use super::hash::{FILTER_BITS, Hash};

/// A bit for each hash that a word of the set has; the build script lays it out.
#[derive(Debug)]
pub(crate) struct Filter<const N: usize>(pub(super) [u64; N]);

impl<const N: usize> Filter<N> {
    /// Whether a word in lower case may be one of the set.
    pub(crate) fn may_have(&self, hash: Hash) -> bool {
        let at = hash.value() & ((1 << FILTER_BITS) - 1);
        self.0.get(at / 64).is_some_and(|it| it >> (at % 64) & 1 == 1)
    }
}
