//! The weights of the parser's steps: three classes only, so that a feature is one number of 32 bits.
//!
//! Only differences matter, so that a feature has two weights: how much more it speaks for `Left`, and for `Right`, than for
//! `Shift`. Their square roots stand in nine bits each, as most are
//! small and a few are large, beside fourteen bits of the feature's hash; four such cells make a bucket, one
//! place of the memory. What is not in its bucket weighs nothing. There is no branch on the way, so that the processor
//! looks many features up at once.

use super::decode::{Scorer, Scores};

/// Cells of a bucket.
const WAYS: usize = 4;
/// Bytes of a bucket.
const BUCKET: usize = WAYS * 4;
/// Bits of one weight.
const WEIGHT_BITS: u32 = 9;
/// The largest root of a weight.
const LARGEST_ROOT: i32 = (1 << (WEIGHT_BITS - 1)) - 1;
/// The largest weight a cell holds.
pub const LARGEST_WEIGHT: i32 = LARGEST_ROOT * LARGEST_ROOT;
/// Bits of the fingerprint.
const PRINT_BITS: u32 = 32 - 2 * WEIGHT_BITS;

/// A table of cells as it lies in a model; the number of its buckets is a power of two.
#[derive(Clone, Copy, Debug)]
pub(super) struct Steps<'m> {
    cells: &'m [[u8; BUCKET]],
    /// How far a hash is shifted to the right to say its bucket.
    shift: u32,
}

impl<'m> Steps<'m> {
    /// `None` where the bytes are no table.
    pub(super) fn new(bytes: &'m [u8]) -> Option<Self> {
        let (cells, rest) = bytes.as_chunks();
        let is_table = rest.is_empty() && cells.len().is_power_of_two() && cells.len() > 1;
        is_table.then(|| Self { cells, shift: 64 - cells.len().ilog2() })
    }
}

/// The fingerprint of a feature, at the place it has in a cell; never 0, which is an empty cell.
const fn print(feature: u64) -> u32 {
    let print = (feature & ((1 << PRINT_BITS) - 1)) as u32;
    (if print == 0 { 1 } else { print }) << (2 * WEIGHT_BITS)
}

impl Scorer for Steps<'_> {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        const PRINT: u32 = ((1 << PRINT_BITS) - 1) << (2 * WEIGHT_BITS);
        let (mut left, mut right) = ([0_i32; WAYS], [0_i32; WAYS]);
        for &feature in features {
            let print = print(feature);
            let bucket = usize::try_from(feature >> self.shift).ok();
            let Some(bucket) = bucket.and_then(|it| self.cells.get(it)) else { continue };
            for (way, cell) in bucket.as_chunks().0.iter().enumerate() {
                let cell = u32::from_le_bytes(*cell);
                let mask = 0_u32.wrapping_sub(u32::from(cell & PRINT == print));
                let cell = (cell & mask).cast_signed();
                let left_root = cell << PRINT_BITS >> (32 - WEIGHT_BITS);
                let right_root = cell << (PRINT_BITS + WEIGHT_BITS) >> (32 - WEIGHT_BITS);
                left[way] += left_root * left_root.abs();
                right[way] += right_root * right_root.abs();
            }
        }
        scores[1] += left.iter().sum::<i32>();
        scores[2] += right.iter().sum::<i32>();
    }
}

/// The whole number whose square is nearest to the size of a weight.
fn root(weight: i32) -> i32 {
    let size = weight.abs().min(LARGEST_WEIGHT);
    let below = size.isqrt();
    if size - below * below > below { below + 1 } else { below }.min(LARGEST_ROOT)
}

/// The bytes of a table of 2^`bits` buckets: each feature with its weights for `Left` and `Right` less that for `Shift`,
/// the most telling first; one that finds its bucket full is left out. Gives how many that are as well.
pub fn write(features: &[(u64, [i32; 2])], bits: u32) -> (Vec<u8>, usize) {
    let mut buckets = vec![[0_u32; WAYS]; 1 << bits];
    let mut left_out = 0;
    for &(feature, weights) in features {
        let at = usize::try_from(feature >> (64 - bits)).unwrap_or(usize::MAX);
        let Some(bucket): Option<&mut [u32; WAYS]> = buckets.get_mut(at) else { continue };
        let print = print(feature);
        let is_taken = |it: &u32| *it >> (2 * WEIGHT_BITS) == print >> (2 * WEIGHT_BITS);
        let free = bucket.iter().position(|it| *it == 0).filter(|_| !bucket.iter().any(is_taken));
        let [left, right] =
            weights.map(|it| (root(it) * it.signum()).cast_unsigned() & ((1 << WEIGHT_BITS) - 1));
        match free {
            Some(free) => bucket[free] = print | left << WEIGHT_BITS | right,
            None => left_out += 1,
        }
    }
    let bytes = buckets.iter().flatten().flat_map(|it| it.to_le_bytes());
    (bytes.collect(), left_out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_come_back_to_the_nearest_square() {
        let features = [(1 << 60 | 5, [100, -9]), (2 << 60 | 6, [3, LARGEST_WEIGHT + 1])];
        let (bytes, left_out) = write(&features, 4);
        assert_eq!((bytes.len(), left_out), (16 * BUCKET, 0));
        let steps = Steps::new(&bytes).unwrap();
        let of = |feature| {
            let scores = steps.scores(&[feature]);
            (scores[0], scores[1], scores[2])
        };
        assert_eq!(of(features[0].0), (0, 100, -9));
        assert_eq!(of(features[1].0), (0, 4, LARGEST_WEIGHT));
        assert_eq!(of(3 << 60), (0, 0, 0));
    }

    #[test]
    fn a_full_bucket_keeps_what_came_first() {
        let features: Vec<(u64, [i32; 2])> = (1..=5).map(|it| (it, [1, 0])).collect();
        let (bytes, left_out) = write(&features, 1);
        assert_eq!(left_out, 1);
        let steps = Steps::new(&bytes).unwrap();
        assert_eq!((steps.scores(&[4])[1], steps.scores(&[5])[1]), (1, 0));
    }

    #[test]
    fn other_bytes_are_no_table() {
        assert!(Steps::new(&[0; 16]).is_none());
        assert!(Steps::new(&[0; 48]).is_none());
        assert!(Steps::new(&[0; 33]).is_none());
    }
}
