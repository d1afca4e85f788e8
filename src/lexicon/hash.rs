//! The hash that the build script and the program share, the same on every machine.

/// FNV-1a, 32 bits, its high half folded in because the low bits alone pick the slot.
///
/// Source: Fowler, Noll, Vo, IETF draft `draft-eastlake-fnv`.
pub(crate) fn hash(bytes: &[u8]) -> usize {
    let mut hash = 0x811c_9dc5_u32;
    for byte in bytes {
        hash = (hash ^ u32::from(*byte)).wrapping_mul(0x0100_0193);
    }
    (hash ^ (hash >> 15)) as usize
}
