//! A set of strings that needs no building: a hash table laid out by the build script.
//!
//! Every start of the program would otherwise pay for ten thousand words of which a document uses a
//! few hundred. The arrays hold no pointers, so they stay in the file until a lookup touches them.

use super::hash::hash;

/// Strings in sorted order with a hash index over them.
#[derive(Debug)]
pub(crate) struct Table {
    /// Open addressing over a power of two: an index plus one, 0 for an empty slot.
    pub(crate) slots: &'static [u16],
    /// Where each string ends in `text`.
    pub(crate) ends: &'static [u32],
    /// All strings, one after the other.
    pub(crate) text: &'static str,
}

impl Table {
    /// The index of a string, `None` where it is not in the set.
    pub(crate) fn find(&self, key: &str) -> Option<usize> {
        self.find_bytes(key.as_bytes())
    }

    /// The index of the string of these bytes.
    pub(crate) fn find_bytes(&self, key: &[u8]) -> Option<usize> {
        let mask = self.slots.len() - 1;
        let mut at = hash(key) & mask;
        loop {
            let index = usize::from(*self.slots.get(at)?).checked_sub(1)?;
            if self.bytes(index) == Some(key) {
                return Some(index);
            }
            at = (at + 1) & mask;
        }
    }

    fn bytes(&self, index: usize) -> Option<&'static [u8]> {
        let start = index.checked_sub(1).map_or(Some(0), |it| self.ends.get(it).copied())?;
        self.text.as_bytes().get(start as usize..*self.ends.get(index)? as usize)
    }

    /// The string at an index.
    pub(crate) fn at(&self, index: usize) -> Option<&'static str> {
        let start = index.checked_sub(1).map_or(Some(0), |it| self.ends.get(it).copied())?;
        self.text.get(start as usize..*self.ends.get(index)? as usize)
    }
}
