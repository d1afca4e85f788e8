//! What two figures that clash may owe to a slip: digits transposed, one digit, a power of ten.

use rust_decimal::Decimal;

use super::around::around;
use crate::claim::{Claim, Figure};

/// How one figure may have become another.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Slip {
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
/// Two figures of n digits that have nothing to do with each other are transpositions of one another in n − 1
/// of 9·10ⁿ⁻¹ cases, of any two digits swapped in n(n − 1)/2, differ by one digit in 9n of them, and have the same digits in one.
///
/// ```text
/// 1,823 / 1,832   log₂(9000 / 3) ≈ 12 bits      65.8 / 68.8   3 bits
/// ```
fn slip(a: Figure, b: Figure) -> Option<(Slip, i32)> {
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

/// The slip between the figures of two claims.
pub(super) fn slip_of(a: &Claim, b: &Claim) -> Option<(Slip, i32)> {
    let (x, y) = (a.stated()?, b.stated()?);
    if a.unit == b.unit {
        return slip(x, y);
    }
    let bits = i32::try_from(x.significant_digits() * 332 / 100).unwrap_or(0);
    (x.value() == y.value()).then_some((Slip::Unit, bits))
}

/// A guess at how the figure of one claim became that of another, for an editor to check.
pub(super) fn hint_of(a: &Claim, b: &Claim) -> Option<String> {
    slip_of(a, b).map(|it| it.0.text())
}

/// The same, or a third figure that makes one of the two the other: a total against one of its parts.
///
/// `claims` is the claims table, in the order of the documents.
pub(super) fn hint_among(a: &Claim, b: &Claim, claims: &[Claim]) -> Option<String> {
    hint_of(a, b).or_else(|| total_against_part(a, b, claims))
}

/// "59 of the 64 and 5 more": the difference of the two stands near one of them.
fn total_against_part(a: &Claim, b: &Claim, claims: &[Claim]) -> Option<String> {
    let gap = (a.stated()?.value() - b.stated()?.value()).abs();
    // One more or less stands everywhere.
    if gap <= Decimal::ONE {
        return None;
    }
    let near = |of: &Claim| {
        around(claims, of).iter().find(|it| {
            it.kind == of.kind
                && it.unit == of.unit
                && it.currency == of.currency
                && it.span != of.span
                && it.is_exact()
                && it.stated().is_some_and(|it| it.value() == gap)
        })
    };
    let part = near(a).or_else(|| near(b))?;
    let figure = super::phrasing::grouped(gap);
    Some(format!("the difference, {figure}, stands at {}:{}", part.source.path, part.line))
}

impl Slip {
    fn text(self) -> String {
        match self {
            Slip::PowerOfTen(factor) => {
                let of_units =
                    if factor == Decimal::from(10_000) { "; 万 read as 亿?" } else { "" };
                format!(
                    "the same digits, {} times as much{of_units}",
                    super::phrasing::grouped(factor)
                )
            }
            Slip::Transposed => "two digits are transposed".to_owned(),
            Slip::Swapped => "two digits are swapped".to_owned(),
            Slip::OneDigit => "one digit differs".to_owned(),
            Slip::Unit => "the same number of another unit".to_owned(),
        }
    }
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

    #[test]
    fn guesses_slips_and_nothing_else() {
        let cases = [
            ("1823", "1832", "two digits are transposed", 12),
            ("240", "204", "two digits are transposed", 8),
            ("43000", "34000", "two digits are transposed", 6),
            ("65.80", "68.80", "one digit differs", 3),
            (
                "21707000",
                "217070000000",
                "the same digits, 10,000 times as much; 万 read as 亿?",
                16,
            ),
            ("1100", "11000", "the same digits, 10 times as much", 6),
            ("12.9", "12900000000", "", 0),
            ("12900000", "12900000000", "the same digits, 1,000 times as much", 9),
            ("1410", "1140", "two digits are transposed", 8),
            ("7612", "7216", "two digits are swapped", 11),
            ("2100", "1100", "", 0),
            ("28", "30", "", 0),
            ("1074", "1053", "", 0),
            ("5", "50", "", 0),
            ("0.5", "0.45", "", 0),
            ("0.25", "10", "", 0),
        ];
        for (a, b, expected, bits) in cases {
            let of = |it: &str| Figure::parse(it).unwrap();
            let found = slip(of(a), of(b)).map(|it| (it.0.text(), it.1)).unwrap_or_default();
            assert_eq!(found, (expected.to_owned(), bits), "{a} {b}");
        }
    }
}
