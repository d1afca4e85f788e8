//! Whether one number says what another does.

use rust_decimal::Decimal;

use crate::claim::{Dimension, Hedge, Numeral, Quantity, Relation};
use crate::lexicon::Lexicon;

/// How a source's number bears a draft's out, the best first.
#[derive(Clone, Copy, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub enum Agreement {
    /// It is the same, or says something narrower: 64 for "more than 60".
    Equal,
    /// It rounds to it, or says the same with a hedge.
    Rounded,
}

/// How a source's number bears a draft's out; `None` where it says another thing.
pub fn agreement(draft: &Numeral, source: &Numeral, lexicon: &Lexicon) -> Option<Agreement> {
    if !draft.dimension.is_comparable(&source.dimension) {
        return None;
    }
    let (x, y) = in_one_unit(draft, source, lexicon);
    if x.is_other_range(&y) || are_opposite(x.hedge(), y.hedge()) {
        return None;
    }
    if x.hedge() == y.hedge() && x.written() == y.written() {
        return Some(Agreement::Equal);
    }
    let has_same_figure = x.stated().zip(y.stated()).is_some_and(|(x, y)| x.value() == y.value());
    if draft.is_time() || source.is_time() {
        return has_same_figure.then_some(Agreement::Equal);
    }
    let is_bound = |it: Hedge| !matches!(it, Hedge::Exact | Hedge::About | Hedge::Nearly);
    let (has_bound, is_within_bound) = (is_bound(x.hedge()), is_bound(y.hedge()));
    if has_same_figure {
        // A bound that lost its word says more than its source, and "over 300" is not 300 itself.
        let is_beyond = matches!(x.hedge(), Hedge::Over | Hedge::Under) && x.hedge() != y.hedge();
        let says_more = is_within_bound && !has_bound || is_beyond;
        return Some(if says_more { Agreement::Rounded } else { Agreement::Equal });
    }
    // Of two bounds, or two figures printed to one digit, each says something else.
    if has_bound && is_within_bound && y.hedge() != Hedge::Between {
        return None;
    }
    if has_bound {
        let holds = y.strict().is_within(&x.strict()) && x.expected().meets(&y.strict());
        return holds.then_some(Agreement::Equal);
    }
    rounds(&x, &y).then_some(Agreement::Rounded)
}

/// Whether a figure is another one with fewer digits: "about 60" for 64, and 8.2 for 8.16.
fn rounds(draft: &Quantity, source: &Quantity) -> bool {
    let (Some(own), Some(exact)) = (draft.stated(), source.stated()) else { return false };
    let is_coarser = match draft.hedge() {
        Hedge::Exact => own.place() > exact.place(),
        _ => own.grain() > exact.grain(),
    };
    let is_wider = draft.hedge() == Hedge::Exact && draft.relation(source) == Relation::Narrower;
    let gap = (own.value() - exact.value()).abs();
    let is_nearest = gap * Decimal::TWO <= own.grain();
    is_coarser && is_nearest && !is_wider && draft.may_stand_for(source)
}

/// The quantities of two numbers, in the unit of the second where both have one of one dimension.
fn in_one_unit(draft: &Numeral, source: &Numeral, lexicon: &Lexicon) -> (Quantity, Quantity) {
    let (x, y) = (draft.quantity, source.quantity);
    let is_part = |it: &Numeral| {
        let value = it.quantity.leading();
        it.dimension == Dimension::Ratio && value > Decimal::ZERO && value <= Decimal::ONE
    };
    let percent = |it: Quantity| it.times(Decimal::ONE_HUNDRED).map_or(it, Quantity::rounded);
    match (is_part(draft), is_part(source)) {
        (true, false) => return (percent(x), y),
        (false, true) => return (x, percent(y)),
        _ => {}
    }
    // "Doubled" is 100 percent more.
    let is_percent = |it: &Numeral| it.dimension == Dimension::Percent;
    let more = |it: &Numeral| it.quantity.increase().unwrap_or(it.quantity);
    match (&draft.dimension, &source.dimension) {
        (Dimension::Ratio, _) if is_percent(source) => return (more(draft), y),
        (_, Dimension::Ratio) if is_percent(draft) => return (x, more(source)),
        _ => {}
    }
    if draft.unit == source.unit {
        return (x, y);
    }
    let unit = |it: &Numeral| lexicon.units.by_name(it.unit.as_deref()?);
    let converted = unit(draft).zip(unit(source)).and_then(|(of_x, of_y)| {
        let factor = of_x.factor.checked_div(of_y.factor)?;
        (of_x.dimension == of_y.dimension).then(|| x.times(factor))?
    });
    (converted.map_or(x, Quantity::rounded), y)
}

/// A bound from below and one from above.
fn are_opposite(x: Hedge, y: Hedge) -> bool {
    let is_lower = |it| matches!(it, Hedge::Over | Hedge::AtLeast);
    let is_upper = |it| matches!(it, Hedge::Under | Hedge::UpTo);
    is_lower(x) && is_upper(y) || is_upper(x) && is_lower(y)
}
