//! What two figures that clash may owe to a slip: digits transposed, one digit, a power of ten.

use rust_decimal::Decimal;

/// A guess at how one figure became the other, for an editor to check.
pub(super) fn hint(a: Decimal, b: Decimal) -> Option<String> {
    let (left, right) = (digits(a), digits(b));
    // One digit against another is no slip of anything.
    if left.len().min(right.len()) < 2 || a.is_zero() || b.is_zero() {
        return None;
    }
    if left == right {
        let factor = a.max(b).checked_div(a.min(b))?.normalize();
        let of_units = if factor == Decimal::from(10_000) { "; 万 read as 亿?" } else { "" };
        return Some(format!(
            "the same digits, {} times as much{of_units}",
            super::differ::grouped(factor)
        ));
    }
    if a.trunc().to_string().len() != b.trunc().to_string().len() || a.scale() != b.scale() {
        return None;
    }
    let (left, right) = (all_digits(a), all_digits(b));
    let shorter = left.len().min(right.len());
    let differing: Vec<usize> = (0..shorter).filter(|it| left[*it] != right[*it]).collect();
    match differing.as_slice() {
        [_] if shorter >= 3 => Some("one digit differs".to_owned()),
        [first, second]
            if second - first == 1
                && left[*first] == right[*second]
                && left[*second] == right[*first] =>
        {
            Some("two digits are transposed".to_owned())
        }
        _ => None,
    }
}

/// The significant digits.
fn digits(value: Decimal) -> Vec<u8> {
    let text = value.normalize().mantissa().unsigned_abs().to_string();
    text.trim_end_matches('0').bytes().collect()
}

fn all_digits(value: Decimal) -> Vec<u8> {
    value.mantissa().unsigned_abs().to_string().into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn guesses_slips_and_nothing_else() {
        let cases = [
            ("1823", "1832", "two digits are transposed"),
            ("65.80", "68.80", "one digit differs"),
            ("21707000", "217070000000", "the same digits, 10,000 times as much; 万 read as 亿?"),
            ("1100", "11000", "the same digits, 10 times as much"),
            ("28", "30", ""),
            ("1074", "1053", ""),
            ("5", "50", ""),
        ];
        for (a, b, expected) in cases {
            let of = |it: &str| Decimal::from_str_exact(it).unwrap();
            assert_eq!(hint(of(a), of(b)).unwrap_or_default(), expected, "{a} {b}");
        }
    }
}
