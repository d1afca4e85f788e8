//! Rows of integer weights under hashed features, read in place from the bytes of a model.
//!
//! The rows are known when a model is written, so each has a slot of its own by a perfect hash: a small table of pilots, one for
//! a few features each, says how to hash on so that no two features meet (hash, displace; Belazzougui, Botelho and
//! Dietzfelbinger 2009; pilots after Pibiri and Trani 2021). A slot holds a part of its feature's hash and says where the row's
//! weights stand, so that what was never learnt costs no look at a row, and which of many features have rows is known, without a
//! branch that the processor would have to guess, before the first weight is added.
//! One unknown feature in some million is taken for a known one, which the published accuracy contains.

use super::decode::{Scorer, Scores};
use super::hash::mix;
use super::model::MOST_CLASSES;

/// Features that are looked up at once.
const BLOCK: usize = 32;

/// Bytes of a pilot, of a slot, and of a weight: its class and its value.
const PILOT: usize = 2;
const SLOT: usize = 7;
const WEIGHT: usize = 2;

/// A slot is 24 bits of the hash, then the power of two of the weights (4 bits), their number (7) and the place of the first (21).
const PRINT_BITS: u32 = 24;
const SHIFT_BITS: u32 = 4;
const COUNT_BITS: u32 = 7;
/// Most weights a table can have.
const MOST_IN_ALL: usize = 1 << 21;
/// A slot is read with one byte of the next: as a whole number.
const READ: usize = 8;
/// Most weights a row can have.
const MOST_WEIGHTS: usize = (1 << COUNT_BITS) - 1;

/// A table as it lies in a model: the logarithm of the number of its pilots and the number of its slots, the pilots, the slots,
/// the weights.
#[derive(Clone, Copy, Debug)]
pub(super) struct Table<'m> {
    /// How far a hash is shifted to the right to say its pilot.
    shift: u32,
    pilots: &'m [[u8; PILOT]],
    /// So many slots, and their bytes with one more.
    count: usize,
    slots: &'m [u8],
    weights: &'m [[u8; WEIGHT]],
}

/// What of a feature's hash tells it from others.
const fn key(feature: u64) -> u64 {
    feature >> 47 << 16 | feature & 0xFFFF
}

/// The slot of a key among so many, by its pilot.
fn place(key: u64, pilot: u16, slots: usize) -> usize {
    // Mixed twice: by one multiplication two keys would stay as far apart whatever the pilot.
    let hash = mix(mix(key, u64::from(pilot)), 11) >> 32;
    usize::try_from((hash * slots as u64) >> 32).unwrap_or(0)
}

impl<'m> Table<'m> {
    /// `None` where the bytes are no table.
    pub(super) fn new(bytes: &'m [u8]) -> Option<Self> {
        let number = |it: &[u8]| it.try_into().ok().map(u32::from_le_bytes);
        let (bits, rest) = bytes.split_at_checked(4)?;
        let (count, rest) = rest.split_at_checked(4)?;
        let (bits, count) = (number(bits)?, number(count)? as usize);
        let pilots = 1_usize.checked_shl(bits).filter(|_| (1..28).contains(&bits))?;
        let (pilots, rest) = rest.split_at_checked(pilots * PILOT)?;
        let (slots, weights) = rest.split_at_checked(count.checked_mul(SLOT)? + READ - SLOT)?;
        let (weights, over) = weights.as_chunks();
        let pilots = pilots.as_chunks().0;
        over.is_empty().then_some(Self { shift: 64 - bits, pilots, count, slots, weights })
    }

    /// The slot that is a feature's if it was learnt.
    #[inline]
    fn slot(&self, feature: u64) -> Slot {
        let pilot = self
            .pilots
            .get(usize::try_from(feature >> self.shift).unwrap_or(0))
            .map_or(0, |it| u16::from_le_bytes(*it));
        let at = place(key(feature), pilot, self.count) * SLOT;
        let bytes = self.slots.get(at..at + READ).and_then(|it| it.first_chunk());
        Slot(bytes.map_or(0, |it| u64::from_le_bytes(*it) << 8 >> 8))
    }

    fn row(&self, slot: Slot) -> &'m [[u8; WEIGHT]] {
        let start = slot.start();
        self.weights.get(start..start + slot.count()).unwrap_or_default()
    }

    /// The class of a feature that speaks for one alone.
    pub(super) fn only(&self, feature: u64) -> Option<u8> {
        let slot = self.slot(feature);
        match self.row(slot) {
            [[class, _]] if slot.is_of(feature) => Some(*class),
            _ => None,
        }
    }
}

/// See [`PRINT_BITS`].
#[derive(Clone, Copy, Debug, Default)]
struct Slot(u64);

impl Slot {
    fn of(row: &Row, start: usize) -> Self {
        let count = row.weights.len().min(MOST_WEIGHTS) as u64;
        let rest = (start as u64) << COUNT_BITS | count;
        Self(
            rest << SHIFT_BITS << PRINT_BITS
                | u64::from(row.shift) << PRINT_BITS
                | print(row.feature),
        )
    }

    fn is_of(self, feature: u64) -> bool {
        self.0 & ((1 << PRINT_BITS) - 1) == print(feature)
    }

    fn shift(self) -> u32 {
        u32::try_from((self.0 >> PRINT_BITS) & ((1 << SHIFT_BITS) - 1)).unwrap_or(0)
    }

    fn count(self) -> usize {
        usize::try_from(self.0 >> (PRINT_BITS + SHIFT_BITS)).unwrap_or(0) & MOST_WEIGHTS
    }

    fn start(self) -> usize {
        usize::try_from(self.0 >> (PRINT_BITS + SHIFT_BITS + COUNT_BITS)).unwrap_or(0)
    }
}

/// What a slot keeps of a feature's hash.
fn print(feature: u64) -> u64 {
    key(feature) & ((1 << PRINT_BITS) - 1)
}

impl Scorer for Table<'_> {
    fn add(&self, features: &[u64], scores: &mut Scores) {
        for block in features.chunks(BLOCK) {
            let mut found = [Slot::default(); BLOCK];
            let mut count = 0;
            for &feature in block {
                let slot = self.slot(feature);
                found[count & (BLOCK - 1)] = slot;
                count += usize::from(slot.is_of(feature));
            }
            let found = &found[..count.min(BLOCK)];
            // All rows are asked for before the first is needed: the waits for memory overlap.
            let first = |slot: &Slot| self.weights.get(slot.start()).map_or(0, |it| it[0]);
            std::hint::black_box(found.iter().fold(0, |all, slot| all | first(slot)));
            for &slot in found {
                let shift = slot.shift();
                for &[class, value] in self.row(slot) {
                    scores[usize::from(class) & (MOST_CLASSES - 1)] +=
                        i32::from(value.cast_signed()) << shift;
                }
            }
        }
    }
}

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

/// The bytes of a table with these rows, of which no two have one feature.
pub fn write(rows: &[Row]) -> Vec<u8> {
    let bits = (rows.len() / 3).max(2).ilog2();
    let slots = rows.len() + rows.len() / 64 + 16;
    let (pilots, taken) = placed(rows, bits, slots);
    let mut weights = Vec::new();
    let mut out = Vec::from(bits.to_le_bytes());
    out.extend(u32::try_from(slots).unwrap_or(u32::MAX).to_le_bytes());
    out.extend(pilots.into_iter().flat_map(u16::to_le_bytes));
    for row in taken {
        // What a slot could not point at is left out.
        let fits = |it: &&Row| weights.len() / WEIGHT + it.weights.len() < MOST_IN_ALL;
        let Some(row) = row.and_then(|it| rows.get(it)).filter(fits) else {
            out.extend([0; SLOT]);
            continue;
        };
        out.extend(&Slot::of(row, weights.len() / WEIGHT).0.to_le_bytes()[..SLOT]);
        let of = row.weights.iter().take(MOST_WEIGHTS);
        weights.extend(of.flat_map(|&(class, value)| [class, value.cast_unsigned()]));
    }
    out.extend([0; READ - SLOT]);
    out.extend(weights);
    out
}

/// A pilot for each 2^`bits`th of the hashes by which no two rows have one slot, and which row has which: the fullest first, as
/// they find place the hardest. A row that finds none under any pilot is left out, as is the second of two with one key.
fn placed(rows: &[Row], bits: u32, slots: usize) -> (Vec<u16>, Vec<Option<usize>>) {
    let mut groups: Vec<Vec<usize>> = vec![Vec::new(); 1 << bits];
    for (at, row) in rows.iter().enumerate() {
        let group = usize::try_from(row.feature >> (64 - bits)).unwrap_or(0);
        let group: &mut Vec<usize> = &mut groups[group];
        if group.iter().all(|other| key(rows[*other].feature) != key(row.feature)) {
            group.push(at);
        }
    }
    let mut order: Vec<usize> = (0..groups.len()).collect();
    order.sort_by_key(|it| std::cmp::Reverse(groups[*it].len()));
    let mut pilots = vec![0; groups.len()];
    let mut taken: Vec<Option<usize>> = vec![None; slots];
    for group in order {
        let places = |pilot: u16| -> Option<Vec<usize>> {
            let mut places = Vec::with_capacity(groups[group].len());
            for row in &groups[group] {
                let at = place(key(rows[*row].feature), pilot, slots);
                if taken[at].is_some() || places.contains(&at) {
                    return None;
                }
                places.push(at);
            }
            Some(places)
        };
        let found = (0..=u16::MAX).find_map(|pilot| Some((pilot, places(pilot)?)));
        let Some((pilot, places)) = found else { continue };
        pilots[group] = pilot;
        for (at, row) in places.into_iter().zip(&groups[group]) {
            taken[at] = Some(*row);
        }
    }
    (pilots, taken)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

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

    proptest! {
        #[test]
        fn each_row_is_found_and_hardly_a_stranger(features in prop::collection::btree_set(any::<u64>(), 1..400), stranger: u64) {
            let row = |(at, &feature): (usize, &u64)| Row { feature, shift: 0, weights: vec![(u8::try_from(at % 100).unwrap(), 1)] };
            let rows: Vec<Row> = features.iter().enumerate().map(row).collect();
            let bytes = write(&rows);
            let table = Table::new(&bytes).unwrap();
            for row in &rows {
                prop_assert_eq!(table.only(row.feature), Some(row.weights[0].0));
            }
            let told = table.scores(&features.iter().copied().collect::<Vec<_>>());
            prop_assert_eq!(told.iter().sum::<i32>(), i32::try_from(rows.len()).unwrap());
            prop_assert!(features.contains(&stranger) || table.only(stranger).is_none());
        }

        #[test]
        fn damaged_bytes_are_no_reason_to_stop(at in 0_usize..200, by in 1_u8..) {
            let row = |feature: u64| Row { feature: feature << 40 | feature, shift: 0, weights: vec![(3, 1)] };
            let mut bytes = write(&(0..9).map(row).collect::<Vec<_>>());
            let at = at % bytes.len();
            bytes[at] ^= by;
            if let Some(table) = Table::new(&bytes) {
                table.scores(&[0, 1 << 40 | 1, u64::MAX]);
            }
        }
    }
}
