//! Rows of integer weights under hashed features, read in place from the bytes of a model.
//!
//! A feature's hash says its bucket by its upper bits; a bucket holds a few rows one after the other, each with the lower
//! bits of its hash, so that a look-up touches one place of an index and one line of rows. A row's head is 16 bits of its
//! hash, then how many weights follow (12 bits) and their power of two (4 bits). A feature that was never learnt is found
//! by none of them; one in some ten thousand is taken for another, which the published accuracy contains.

use super::decode::{Scorer, Scores};
use super::model::MOST_CLASSES;

/// Where the rows of a bucket begin: one entry a bucket and one for the end, little-endian.
const INDEX_ENTRY: usize = 4;
/// A weight: its class and its value.
const WEIGHT: usize = 2;
/// Most weights a row can have.
const MOST_WEIGHTS: usize = 0x0FFF;

/// A table as it lies in a model: the logarithm of its buckets, the index, the rows.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'m> {
    /// How far a hash is shifted to the right to say its bucket.
    shift: u32,
    index: &'m [u8],
    rows: &'m [u8],
}

impl<'m> Table<'m> {
    /// `None` where the bytes are no table.
    pub(super) fn new(bytes: &'m [u8]) -> Option<Self> {
        let (head, rest) = bytes.split_at_checked(4)?;
        let bits = u32::from_le_bytes(head.try_into().ok()?);
        let buckets = 1_usize.checked_shl(bits).filter(|_| bits < 28)?;
        let (index, rows) = rest.split_at_checked((buckets + 1) * INDEX_ENTRY)?;
        let table = Self { shift: 63 - bits, index, rows };
        (table.start(buckets) == rows.len()).then_some(table)
    }

    fn start(&self, bucket: usize) -> usize {
        let at = bucket * INDEX_ENTRY;
        let bytes = self.index.get(at..at + INDEX_ENTRY).and_then(|it| it.try_into().ok());
        bytes.map_or(0, u32::from_le_bytes) as usize
    }

    /// The rows of a feature's bucket.
    fn bucket(&self, feature: u64) -> &'m [u8] {
        let bucket = (feature >> 1 >> self.shift) as usize;
        self.rows.get(self.start(bucket)..self.start(bucket + 1)).unwrap_or_default()
    }
}

/// The power of two and the weights of a feature among the rows of its bucket.
fn row(feature: u64, mut rows: &[u8]) -> Option<(u32, &[[u8; WEIGHT]])> {
    let [low, high, ..] = feature.to_le_bytes();
    while let [first, second, length, upper, rest @ ..] = rows {
        let length = u16::from_le_bytes([*length, *upper]);
        let bytes = (usize::from(length) & MOST_WEIGHTS) * WEIGHT;
        let (weights, others) = rest.split_at_checked(bytes)?;
        if (*first, *second) == (low, high) {
            return Some((u32::from(length >> 12), weights.as_chunks().0));
        }
        rows = others;
    }
    None
}

impl Scorer for Table<'_> {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        // The memory is asked for a block of features before the first of them is needed: the waits overlap.
        for block in features.chunks(BLOCK) {
            let mut buckets: [&[u8]; BLOCK] = [&[]; BLOCK];
            let mut heads = 0;
            for (bucket, &feature) in buckets.iter_mut().zip(block) {
                *bucket = self.bucket(feature);
            }
            for bucket in &buckets {
                heads |= bucket.first().copied().unwrap_or_default();
            }
            std::hint::black_box(heads);
            for (rows, &feature) in buckets.into_iter().zip(block) {
                let Some((shift, weights)) = row(feature, rows) else { continue };
                for &[class, value] in weights {
                    scores[usize::from(class) & (MOST_CLASSES - 1)] +=
                        i32::from(value.cast_signed()) << shift;
                }
            }
        }
    }
}

/// Features that are looked up at once.
const BLOCK: usize = 32;

/// A row as it is written.
#[derive(Clone, Debug)]
pub struct Row {
    /// The hash of its feature.
    pub feature: u64,
    /// The power of two that its weights are multiplied by, below 16.
    pub shift: u8,
    /// Its classes and their weights.
    pub weights: Vec<(u8, i8)>,
}

/// The bytes of a table with these rows; about two stand in a bucket.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let bits = (rows.len() / 2).max(2).next_power_of_two().ilog2();
    let mut buckets = vec![Vec::new(); 1 << bits];
    let mut sorted: Vec<&Row> = rows.iter().collect();
    sorted.sort_by_key(|it| it.feature);
    for row in sorted {
        let at = usize::try_from(row.feature >> (64 - bits)).unwrap_or(usize::MAX);
        let Some(bucket): Option<&mut Vec<u8>> = buckets.get_mut(at) else { continue };
        let [low, high, ..] = row.feature.to_le_bytes();
        let count = row.weights.len().min(MOST_WEIGHTS);
        #[expect(clippy::cast_possible_truncation, reason = "at most twelve bits")]
        let length = count as u16 | u16::from(row.shift) << 12;
        bucket.extend([low, high]);
        bucket.extend(length.to_le_bytes());
        let weights = row.weights[..count].iter();
        bucket.extend(weights.flat_map(|&(class, value)| [class, value.cast_unsigned()]));
    }
    let mut out = Vec::from(bits.to_le_bytes());
    let mut at = 0_u32;
    for bucket in &buckets {
        out.extend(at.to_le_bytes());
        at += u32::try_from(bucket.len()).unwrap_or(u32::MAX);
    }
    out.extend(at.to_le_bytes());
    out.extend(buckets.concat());
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_found_as_they_were_written() {
        let row = |feature, shift, weights| Row { feature, shift, weights };
        let rows = [
            row(0x1234_5678_9ABC_DEF0, 0, vec![(0, 5), (3, -7)]),
            row(0x1234_5678_9ABC_DEF1, 4, vec![(3, 2)]),
            row(u64::MAX, 0, vec![(127, 1)]),
        ];
        let bytes = write(&rows);
        let table = Table::new(&bytes).unwrap();
        let scores = table.scores(&[rows[0].feature, rows[1].feature, u64::MAX, 42]);
        assert_eq!((scores[0], scores[3], scores[127]), (5, 2 * 16 - 7, 1));
        assert_eq!(scores.iter().filter(|it| **it != 0).count(), 3);
    }

    #[test]
    fn other_bytes_are_no_table() {
        assert!(Table::new(&[]).is_none());
        assert!(Table::new(&[60, 0, 0, 0, 1, 2]).is_none());
        let mut bytes = write(&[Row { feature: 7, shift: 0, weights: vec![(0, 1)] }]);
        bytes.push(0);
        assert!(Table::new(&bytes).is_none());
    }
}
