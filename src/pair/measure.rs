//! Two quantities in one unit: 6,800 hectares are 16,800 acres.

use rust_decimal::Decimal;

use super::key::is_share;
use crate::claim::{Claim, Quantity};
use crate::lexicon::Lexicon;

/// The quantities of two claims, in the unit of the second where both are measures of one dimension.
///
/// `None` where one of them has none. Quantities of different dimensions come back as they stand; so do amounts
/// of money, which no table turns into one another exactly.
pub fn in_one_unit(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<(Quantity, Quantity)> {
    let (x, y) = (a.quantity?, b.quantity?);
    if is_share(a) != is_share(b) {
        let percent = |it: &Claim, quantity: Quantity| {
            if is_share(it) {
                quantity.times(Decimal::ONE_HUNDRED).unwrap_or(quantity).rounded()
            } else {
                quantity
            }
        };
        return Some((percent(a, x), percent(b, y)));
    }
    if a.unit == b.unit {
        return Some((x, y));
    }
    let unit = |it: &Claim| lexicon.units.by_name(it.unit.as_deref()?);
    let converted = unit(a).zip(unit(b)).and_then(|(of_a, of_b)| {
        let factor = of_a.factor.checked_div(of_b.factor)?;
        (of_a.dimension == of_b.dimension).then(|| x.times(factor))?
    });
    Some((converted.unwrap_or(x), y))
}
