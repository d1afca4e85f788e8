//! What two figures that clash may owe to a slip: digits transposed, one digit, a power of ten.

use rust_decimal::Decimal;

use super::around::around;
use crate::claim::slip::{Slip, slip_of};
use crate::claim::{Claim, Statistic};

/// A guess at how the figure of one claim became that of another, for an editor to check.
pub(super) fn hint_of(a: &Claim, b: &Claim) -> Option<String> {
    slip_of(a, b).map(|it| told(it.0))
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
                && matches!(it.statistic, Statistic::Additional | Statistic::Remainder)
                && it.stated().is_some_and(|it| it.value() == gap)
        })
    };
    let part = near(a).or_else(|| near(b))?;
    let figure = super::phrasing::amount(gap);
    Some(format!("the difference, {figure}, stands at {}:{}", part.source.path, part.line))
}

/// What an editor is told of a slip.
fn told(slip: Slip) -> String {
    match slip {
        Slip::PowerOfTen(factor) => {
            let of_units = if factor == Decimal::from(10_000) { "; 万 read as 亿?" } else { "" };
            format!("the same digits, {} times as much{of_units}", super::phrasing::grouped(factor))
        }
        Slip::Transposed => "two digits are transposed".to_owned(),
        Slip::Swapped => "two digits are swapped".to_owned(),
        Slip::OneDigit => "one digit differs".to_owned(),
        Slip::Unit => "the same number of another unit".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Figure;
    use crate::claim::slip::slip;

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
            let found = slip(of(a), of(b)).map(|it| (told(it.0), it.1)).unwrap_or_default();
            assert_eq!(found, (expected.to_owned(), bits), "{a} {b}");
        }
    }
}
