//! The hash that the build script and the program share, the same on every machine.

/// FNV-1a, 32 bits, its high half folded in because the low bits alone pick the slot.
///
/// Source: Fowler, Noll, Vo, IETF draft `draft-eastlake-fnv`.
pub(crate) fn hash(bytes: &[u8]) -> usize {
    bytes.iter().fold(Hash::START, |it, byte| it.with(*byte)).value()
}

/// The hash of bytes that come one after the other.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Hash(u32);

impl Hash {
    /// Of none.
    pub(crate) const START: Self = Self(0x811c_9dc5);

    /// With one byte more.
    pub(crate) fn with(self, byte: u8) -> Self {
        Self((self.0 ^ u32::from(byte)).wrapping_mul(0x0100_0193))
    }

    pub(crate) fn value(self) -> usize {
        (self.0 ^ (self.0 >> 15)) as usize
    }
}

/// The logarithm of the bits of a filter: of some hundred words one in a thousand others is taken for one of them.
pub(crate) const FILTER_BITS: u32 = 19;
