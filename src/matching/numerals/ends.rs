//! A range by its ends: "5 to 10 tonnes" is the numbers 5 and 10.

use super::bare::{self, Digits};
use crate::claim::{Hedge, Numeral, Quantity, Span};

/// Adds a number, or the two ends of a range where both are printed in digits.
pub(super) fn push(text: &str, numeral: Numeral, found: &mut Vec<Numeral>) {
    let quantity = numeral.quantity;
    let is_range = quantity.hedge() == Hedge::Between && quantity.stated().is_none();
    let of_text = text.get(numeral.span.range()).unwrap_or_default();
    let digits: Vec<Digits> = if is_range { bare::digits(of_text).collect() } else { Vec::new() };
    let ends = quantity.low().zip(quantity.high());
    let ([first, last], Some((low, high))) = (digits.as_slice(), ends) else {
        found.push(numeral);
        return;
    };
    // What stands before the second number belongs to the first, as "$5" and "million" do.
    let start = numeral.span.start;
    let split = start + first.span.end;
    let second = start + last.span.start;
    let (low, high) =
        if first.value > last.value && low.value() < high.value() && low.grain() == high.grain() {
            (high, low)
        } else {
            (low, high)
        };
    let of = |end, span| Numeral {
        quantity: Quantity::exact(end).like(&quantity),
        span,
        ..numeral.clone()
    };
    found.push(of(low, Span::new(start, split)));
    found.push(of(high, Span::new(second, numeral.span.end)));
}
