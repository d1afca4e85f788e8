//! Hashes of words and of feature values: the same on every machine.

/// One multiply and fold per value (a step of Fibonacci hashing; Knuth 1973, 6.4).
#[inline]
pub(super) const fn mix(state: u64, value: u64) -> u64 {
    let product = (state ^ value).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    product ^ (product >> 32)
}

/// FNV-1a over the characters, spread over all bits.
#[inline]
pub(super) fn of_chars(chars: &[char]) -> u64 {
    let fold = |state: u64, it: &char| (state ^ u64::from(*it)).wrapping_mul(0x0100_0000_01B3);
    mix(chars.iter().fold(0xCBF2_9CE4_8422_2325, fold), 7)
}

/// A small number, such as a tag or a distance, as a value that differs in all bits from its neighbours.
#[inline]
pub(super) const fn of_number(number: u64) -> u64 {
    mix(0x5851_F42D_4C95_7F2D, number.wrapping_add(1))
}
