//! Two quantities in one unit: 6,800 hectares are 16,800 acres, and two thirds are 66.7 percent.

use rust_decimal::Decimal;

use super::Lexicon;
use crate::claim::{Claim, Quantity};

impl Lexicon {
    /// Whether a claim is a number of percentage points.
    pub fn is_in_points(&self, claim: &Claim) -> bool {
        let unit = claim.unit.as_deref().and_then(|it| self.units.by_name(it));
        unit.is_some_and(|it| it.dimension == "points")
    }

    /// The quantities of two claims, in the unit of the second where both are measures of one dimension, and as
    /// percentages where one of them is a fraction or a multiple: doubled is 100 percent more.
    ///
    /// `None` where one of them has none. Quantities of different dimensions come back as they stand; so do amounts of
    /// money, which no table turns into one another exactly.
    pub fn in_one_unit(&self, a: &Claim, b: &Claim) -> Option<(Quantity, Quantity)> {
        let (x, y) = (a.quantity?, b.quantity?);
        if a.is_part() != b.is_part() {
            let percent = |it: &Claim, quantity: Quantity| {
                let times = quantity.times(Decimal::ONE_HUNDRED).filter(|_| it.is_part());
                times.map_or(quantity, Quantity::rounded)
            };
            return Some((percent(a, x), percent(b, y)));
        }
        if a.is_multiple_of_change() != b.is_multiple_of_change() {
            let percent = |it: &Claim, quantity: Quantity| {
                let more = quantity.increase().filter(|_| it.is_multiple_of_change());
                more.unwrap_or(quantity)
            };
            return Some((percent(a, x), percent(b, y)));
        }
        if a.unit == b.unit {
            return Some((x, y));
        }
        let unit = |it: &Claim| self.units.by_name(it.unit.as_deref()?);
        let converted = unit(a).zip(unit(b)).and_then(|(of_a, of_b)| {
            let factor = of_a.factor.checked_div(of_b.factor)?;
            (of_a.dimension == of_b.dimension).then(|| x.times(factor))?
        });
        Some((converted.unwrap_or(x), y))
    }
}
