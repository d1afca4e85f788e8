//! The index inside of an archive: which documents have which trait.
//!
//! ```text
//! "ccindex1" │ documents, bits, terms (3 × u32) │ where each 2^bits-th of the hashes begins (u32)
//!            │ of each term, by its hash: hash (u64), end of its documents (u32) │ documents: distance and weight (LEB128)
//! ```
//!
//! All numbers are little-endian. A term is found by three short reads, however large the archive is.

use bytes::Bytes;
use parquet::file::reader::ChunkReader;

use crate::matching::story::{EVERYWHERE, Told};

const MAGIC: &[u8; 8] = b"ccindex1";
/// Bytes before the tables.
const HEAD: usize = MAGIC.len() + 3 * 4;
/// Bytes of a term: its hash, and where its documents end.
const TERM: usize = 12;
/// Terms that one entry of the middle table stands for, on average.
const TERMS_AT_ONCE: usize = 8;

/// What is noted of documents, one after the other, until the index is written.
#[derive(Debug, Default)]
pub(super) struct Notes {
    /// The hash of a trait, a document that has it, and what it weighs there.
    having: Vec<(u64, u32, u8)>,
    documents: usize,
}

impl Notes {
    /// Notes the next document.
    pub(super) fn add(&mut self, told: &Told) {
        let document = u32::try_from(self.documents).unwrap_or(u32::MAX);
        let weight = |it: u32| u8::try_from(it).unwrap_or(u8::MAX);
        self.having.extend(told.traits.iter().map(|it| (hash(&it.0), document, weight(it.1))));
        self.documents += 1;
    }

    /// The bytes of the index; `None` where there is more than 32 bits can count.
    pub(super) fn write(mut self) -> Option<Vec<u8>> {
        self.having.sort_unstable();
        let (mut terms, mut documents) = (Vec::new(), Vec::new());
        for term in self.having.chunk_by(|a, b| a.0 == b.0) {
            if term.len() > EVERYWHERE as usize {
                continue;
            }
            let mut before = 0;
            for &(_, document, weight) in term {
                number(document - before, &mut documents);
                number(u32::from(weight), &mut documents);
                before = document;
            }
            terms.push((term[0].0, u32::try_from(documents.len()).ok()?));
        }
        let bits = (terms.len() / TERMS_AT_ONCE).max(2).next_power_of_two().ilog2();
        let mut out = MAGIC.to_vec();
        for it in [self.documents, bits as usize, terms.len()] {
            out.extend(u32::try_from(it).ok()?.to_le_bytes());
        }
        let mut starts = terms.iter().map(|it| it.0 >> (64 - bits)).enumerate().peekable();
        for group in 0..=1_u64 << bits {
            while starts.next_if(|it| it.1 < group).is_some() {}
            let start = starts.peek().map_or(terms.len(), |it| it.0);
            out.extend(u32::try_from(start).ok()?.to_le_bytes());
        }
        for (hash, end) in terms {
            out.extend(hash.to_le_bytes());
            out.extend(end.to_le_bytes());
        }
        out.extend(documents);
        Some(out)
    }
}

/// The index of an archive, read where it stands.
#[derive(Clone, Debug)]
pub(super) struct Index<'r, R> {
    file: &'r R,
    /// Where it begins and ends in the file.
    start: u64,
    length: u64,
    documents: usize,
    bits: u32,
    terms: usize,
}

impl<'r, R: ChunkReader> Index<'r, R> {
    /// Opens the index in these bytes of a file; `None` where none is.
    pub(super) fn open(file: &'r R, start: u64, length: u64) -> Option<Self> {
        start.checked_add(length).filter(|end| *end <= file.len())?;
        let mut index = Self { file, start, length, documents: 0, bits: 1, terms: 0 };
        let head = index.bytes(0, HEAD)?;
        let mut numbers =
            head.strip_prefix(MAGIC)?.as_chunks().0.iter().map(|it| u32::from_le_bytes(*it));
        index.documents = numbers.next()? as usize;
        index.bits = numbers.next().filter(|it| (1..32).contains(it))?;
        index.terms = numbers.next()? as usize;
        (index.lists() <= length).then_some(index)
    }

    /// Some bytes of the index; `None` beyond its end.
    fn bytes(&self, at: u64, length: usize) -> Option<Bytes> {
        at.checked_add(length as u64).filter(|end| *end <= self.length)?;
        self.file.get_bytes(self.start + at, length).ok()
    }

    fn entries(&self) -> u64 {
        HEAD as u64 + ((1_u64 << self.bits) + 1) * 4
    }

    fn lists(&self) -> u64 {
        self.entries() + (TERM * self.terms) as u64
    }

    /// The bytes that hold the documents of a trait.
    fn list(&self, hash: u64) -> Option<Bytes> {
        let group = hash >> (64 - self.bits);
        let around = self.bytes(HEAD as u64 + group * 4, 8)?;
        let [first, end] = *around.as_chunks().0 else { return None };
        let [first, end] = [first, end].map(|it| u32::from_le_bytes(it) as usize);
        // With the term before, where the documents of the first begin.
        let from = first.saturating_sub(1);
        let length = end.checked_sub(from).filter(|_| end <= self.terms)?.checked_mul(TERM)?;
        let terms = self.bytes(self.entries() + (TERM * from) as u64, length)?;
        let mut begin = 0;
        for (at, term) in terms.chunks_exact(TERM).enumerate() {
            let (own, end) = term.split_at(8);
            let end = u32::from_le_bytes(end.try_into().ok()?);
            if from + at >= first && own == hash.to_le_bytes() {
                let length = end.checked_sub(begin)? as usize;
                return self.bytes(self.lists() + u64::from(begin), length);
            }
            begin = end;
        }
        None
    }
}

impl<R: ChunkReader> Index<'_, R> {
    /// How many documents it is about.
    pub(super) fn count(&self) -> usize {
        self.documents
    }

    /// The documents that have a trait, with what it weighs in each.
    pub(super) fn of(&self, name: &str) -> Vec<(u32, u32)> {
        let Some(list) = self.list(hash(name)) else { return Vec::new() };
        let mut rest = &*list;
        let mut out = Vec::new();
        let mut document = 0_u32;
        while let (Some(distance), Some(weight)) = (take(&mut rest), take(&mut rest)) {
            document = document.saturating_add(distance);
            if document as usize >= self.documents || out.len() >= EVERYWHERE as usize {
                break;
            }
            out.push((document, weight));
        }
        out
    }
}

/// The same on every machine: FNV-1a, and a multiplication that spreads it over the upper bits.
fn hash(name: &str) -> u64 {
    let fold = |state: u64, it: u8| (state ^ u64::from(it)).wrapping_mul(0x0100_0000_01B3);
    let hash = name.bytes().fold(0xCBF2_9CE4_8422_2325, fold);
    (hash ^ hash >> 32).wrapping_mul(0x9E37_79B9_7F4A_7C15)
}

/// Writes a number in sevens of bits, the lowest first (LEB128).
fn number(mut it: u32, out: &mut Vec<u8>) {
    while let Some(more @ 1..) = it.checked_shr(7) {
        out.push(it.to_le_bytes()[0] | 0x80);
        it = more;
    }
    out.push(it.to_le_bytes()[0]);
}

fn take(from: &mut &[u8]) -> Option<u32> {
    let mut number = 0_u32;
    for shift in (0..32).step_by(7) {
        let (byte, rest) = from.split_first()?;
        *from = rest;
        number |= u32::from(byte & 0x7F) << shift;
        if byte & 0x80 == 0 {
            return Some(number);
        }
    }
    None
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn told(traits: &[(&str, u32)]) -> Told {
        let traits = traits.iter().map(|it| (it.0.to_owned(), it.1)).collect();
        Told { traits, published: None }
    }

    #[test]
    fn traits_are_found_where_they_were_noted() {
        let mut notes = Notes::default();
        notes.add(&told(&[("#oberau", 20), ("bridge", 1)]));
        notes.add(&told(&[("ferry", 1)]));
        notes.add(&told(&[("#oberau", 10)]));
        let bytes = Bytes::from(notes.write().unwrap());
        let index = Index::open(&bytes, 0, bytes.len() as u64).unwrap();
        assert_eq!(index.count(), 3);
        assert_eq!(index.of("#oberau"), [(0, 20), (2, 10)]);
        assert_eq!(index.of("ferry"), [(1, 1)]);
        assert_eq!(index.of("lorry"), []);
    }

    #[test]
    fn what_all_have_is_left_out() {
        let mut notes = Notes::default();
        (0..=EVERYWHERE).for_each(|_| notes.add(&told(&[("people", 1)])));
        notes.add(&told(&[("heron", 1)]));
        let bytes = Bytes::from(notes.write().unwrap());
        let index = Index::open(&bytes, 0, bytes.len() as u64).unwrap();
        assert_eq!((index.of("people"), index.of("heron")), (vec![], vec![(EVERYWHERE + 1, 1)]));
    }

    proptest! {
        #[test]
        fn every_note_is_found_again(names in prop::collection::vec(prop::collection::btree_set("[a-f]{1,3}", 0..12), 0..60)) {
            let mut notes = Notes::default();
            for of in &names {
                notes.add(&told(&of.iter().map(|it| (&**it, 20)).collect::<Vec<_>>()));
            }
            let bytes = Bytes::from(notes.write().unwrap());
            let index = Index::open(&bytes, 0, bytes.len() as u64).unwrap();
            for name in names.iter().flatten() {
                let having: Vec<(u32, u32)> = (0..).zip(&names).filter(|it| it.1.contains(name)).map(|it| (it.0, 20)).collect();
                prop_assert_eq!(index.of(name), having);
            }
        }

        #[test]
        fn damaged_bytes_are_no_reason_to_stop(at in 0_usize..400, by in 1_u8.., cut in 0_usize..400) {
            let mut notes = Notes::default();
            let names: Vec<String> = (0..20).map(|it| format!("n{it}")).collect();
            (0..5).for_each(|_| notes.add(&told(&names.iter().map(|it| (&**it, 20)).collect::<Vec<_>>())));
            let mut bytes = notes.write().unwrap();
            let at = at % bytes.len();
            bytes[at] ^= by;
            bytes.truncate(bytes.len() - cut % bytes.len());
            let bytes = Bytes::from(bytes);
            if let Some(index) = Index::open(&bytes, 0, bytes.len() as u64) {
                for name in &names {
                    prop_assert!(index.of(name).len() <= EVERYWHERE as usize);
                }
            }
        }
    }
}
