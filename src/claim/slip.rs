//! How one figure may have become another by a slip: digits transposed, one digit, a power of ten.

use rust_decimal::Decimal;

use super::{Claim, Figure, Hedge};

/// How one figure may have become another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Slip {
    /// The same digits, so many times as much.
    PowerOfTen(Decimal),
    /// Two digits beside each other changed places.
    Transposed,
    /// Two digits apart from each other changed places.
    Swapped,
    /// One digit is another one.
    OneDigit,
    /// The same number of another unit.
    Unit,
}

/// The slip that makes one figure the other, and the bits against its coming about by chance.
///
/// Unrelated figures of n digits are transpositions of one another in n − 1 of 9·10ⁿ⁻¹ cases, have any two digits swapped
/// in n(n − 1)/2 of them, differ by one digit in 9n, and have the same digits in one.
///
/// ```text
/// 1,823 / 1,832   log₂(9000 / 3) ≈ 12 bits      65.8 / 68.8   3 bits
/// ```
pub fn slip(a: Figure, b: Figure) -> Option<(Slip, i32)> {
    let (left, right) = (a.digits(), b.digits());
    let (a, b) = (a.value(), b.value());
    let (shorter, longer) = (left.len().min(right.len()), left.len().max(right.len()));
    // One digit against another is no slip of anything.
    if shorter < 2 || a.is_zero() || b.is_zero() || a == b {
        return None;
    }
    let bits = |digits: usize, ways: usize| {
        let of = |it: usize| i32::try_from(it).unwrap_or(i32::MAX);
        // log₂(9·10ⁿ⁻¹ / ways), in whole bits and rounded down.
        (317 + 332 * (of(digits) - 1)) / 100 - of(usize::try_from(ways.ilog2()).unwrap_or(0))
    };
    if left == right {
        let factor = a.max(b).checked_div(a.min(b))?.normalize();
        // 12.9 beside 12.9 billion stands in a column whose heading says so.
        let is_scale =
            [1_000, 1_000_000, 1_000_000_000].iter().any(|it| factor == Decimal::from(*it));
        if is_scale && a.min(b) < Decimal::ONE_THOUSAND {
            return None;
        }
        return Some((Slip::PowerOfTen(factor), bits(shorter, 1)));
    }
    if a.trunc().to_string().len() != b.trunc().to_string().len() {
        return None;
    }
    let scale = a.scale().max(b.scale());
    let (left, right) = (all_digits(a, scale), all_digits(b, scale));
    let n = left.len();
    if right.len() != n {
        return None;
    }
    let differing: Vec<usize> = (0..n).filter(|it| left.get(*it) != right.get(*it)).collect();
    match differing.as_slice() {
        // Most figures that differ by one digit are two figures: one slip in four is of this kind.
        [_] if longer >= 3 => Some((Slip::OneDigit, bits(longer, 9 * longer) - 2)),
        [first, second]
            if second - first == 1
                && left[*first] == right[*second]
                && left[*second] == right[*first] =>
        {
            Some((Slip::Transposed, bits(longer, longer - 1)))
        }
        // 7,216 for 7,612
        [first, second] if left[*first] == right[*second] && left[*second] == right[*first] => {
            Some((Slip::Swapped, bits(longer, longer * (longer - 1) / 2)))
        }
        _ => None,
    }
}

/// The slip between the figures of two claims, or between both ends of two ranges.
pub fn slip_of(a: &Claim, b: &Claim) -> Option<(Slip, i32)> {
    let (Some(x), Some(y)) = (a.stated(), b.stated()) else { return slip_of_ranges(a, b) };
    if a.unit == b.unit {
        return slip(x, y);
    }
    let bits = i32::try_from(x.significant_digits() * 332 / 100).unwrap_or(0);
    (x.value() == y.value()).then_some((Slip::Unit, bits))
}

/// "8 to 9 billion" for "800 to 900 million": both ends are so many times as much.
fn slip_of_ranges(a: &Claim, b: &Claim) -> Option<(Slip, i32)> {
    let ends = |it: &Claim| {
        let quantity = it.quantity.filter(|it| it.hedge() == Hedge::Between)?;
        Some((quantity.low()?, quantity.high()?))
    };
    let ((low, high), (other_low, other_high)) = (ends(a)?, ends(b)?);
    let factor = |x: Figure, y: Figure| {
        let of = x.value().max(y.value()).checked_div(x.value().min(y.value()))?;
        (x.digits() == y.digits()).then(|| of.normalize())
    };
    let of = factor(low, other_low).filter(|it| Some(*it) == factor(high, other_high))?;
    let digits = low.significant_digits() + high.significant_digits();
    let bits = i32::try_from(digits * 332 / 100).unwrap_or(0);
    (a.unit == b.unit && of > Decimal::ONE).then_some((Slip::PowerOfTen(of), bits))
}

/// All digits, down to so many decimals.
fn all_digits(value: Decimal, scale: u32) -> Vec<u8> {
    let mut digits = value.mantissa().unsigned_abs().to_string().into_bytes();
    let missing = usize::try_from(scale.saturating_sub(value.scale())).unwrap_or(0);
    digits.extend(std::iter::repeat_n(b'0', missing));
    digits
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::lexicon::Lexicon;
    use crate::{collect, run};

    #[test]
    fn ranges_slip_at_both_ends() {
        let lexicon = Lexicon::english().unwrap();
        let cases = [
            ("It costs $4 billion to $7 billion.", "It costs $400 million to $700 million.", true),
            ("It costs $4 billion to $7 billion.", "It costs $400 million to $900 million.", false),
            ("It costs $4 billion to $7 billion.", "It costs $400 million to $7 billion.", false),
            ("It costs $4 billion to $7 billion.", "It costs $4 billion to $7 billion.", false),
        ];
        for (first, second, expected) in cases {
            let read = [first, second]
                .map(|it| collect::from_text(Source::at("a.txt"), it, lexicon).unwrap());
            let claims = run::corpus(read.into(), Vec::new(), lexicon).claims;
            let is_slip = slip_of(&claims[0], &claims[1])
                .is_some_and(|it| it.0 == Slip::PowerOfTen(Decimal::TEN));
            assert_eq!(is_slip, expected, "{first} {second}");
        }
    }
}
