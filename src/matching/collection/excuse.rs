//! Why two figures that differ are no disagreement.
//!
//! The cards weigh most signs that two figures can both be right: that the words of both allow a figure in common, that one
//! is of a wider place, that the other text has it as well. Only those are excuses that leave no doubt.

use jiff::civil::Date;
use rust_decimal::Decimal;

use super::Pairing;
use crate::claim::slip::{Slip, slip_of};
use crate::claim::{Claim, Excuse, Figure, Hedge, Kind, Period};

/// The first excuse of those that may be used.
pub(super) fn excuse(of: &Pairing<'_>, used: &[Excuse]) -> Option<Excuse> {
    used.iter().copied().find(|it| excuses(*it, of))
}

fn excuses(excuse: Excuse, of: &Pairing<'_>) -> bool {
    let (a, b) = (of.a.claim, of.b.claim);
    match excuse {
        Excuse::Superseded => is_superseded(of),
        Excuse::Complements => are_complements(a, b),
        Excuse::Birthday => may_have_aged(a, b),
        Excuse::Converted => are_conversions(a, b),
        Excuse::Within => is_within(a, b) || is_within(b, a),
    }
}

/// A running count, of which the later figure is no smaller than the earlier one.
fn is_superseded(of: &Pairing<'_>) -> bool {
    let (a, b) = (of.a.claim, of.b.claim);
    let is_same_closed_period = a.period == b.period && is_closed(a) && is_closed(b);
    let replaces = |later, earlier| of.lexicon.takes_place_of(later, earlier);
    // A count that grew hardly has the digits of the one before in another order.
    let is_turned = matches!(slip_of(a, b), Some((Slip::Transposed | Slip::Swapped, _)));
    !is_same_closed_period && !is_turned && (replaces(a, b) || replaces(b, a))
}

/// Who was hurt on Monday may die on Thursday; but a year's arrests are counted when it is over.
fn is_closed(claim: &Claim) -> bool {
    let bounded = claim.period.filter(Period::is_bounded);
    let Some((start, end)) = bounded.and_then(|it| it.start().zip(it.end())) else { return false };
    let is_short = days(start, end) <= EVENT_DAYS;
    let since = claim.source.published.map(|it| days(end, it));
    !is_short || since.is_some_and(|it| it > STILL_COUNTED_DAYS)
}

fn days(from: Date, to: Date) -> i64 {
    to.duration_since(from).as_hours() / 24
}

/// A time of at most so many days is that of an event.
const EVENT_DAYS: i64 = 3;

/// How many days after a time what happened in it is still being counted.
const STILL_COUNTED_DAYS: i64 = 7;

/// Two shares that make up the whole: 70 percent are insured, three tenths are not.
fn are_complements(a: &Claim, b: &Claim) -> bool {
    let whole = |it: &Claim| match it.kind {
        Kind::Percent => Some(Decimal::ONE_HUNDRED),
        Kind::Ratio => Some(Decimal::ONE),
        _ => None,
    };
    let share = |it: &Claim| it.quantity?.leading().checked_div(whole(it)?);
    let tolerance = Decimal::new(1, 2);
    share(a)
        .zip(share(b))
        .and_then(|(x, y)| x.checked_add(y))
        .is_some_and(|it| (it - Decimal::ONE).abs() <= tolerance)
}

/// Amounts of which one is the other one's, or both are a third one's, in another currency: "44 million crowns ($4.1 million)".
fn are_conversions(a: &Claim, b: &Claim) -> bool {
    let is_converted = |it: &Claim| it.apposition.is_some_and(|of| of.start < it.span.start);
    let value = |it: &Claim| it.quantity.map(|it| it.leading());
    let near = || {
        let (x, y) = value(a).zip(value(b))?;
        let gap = (x - y).abs().checked_mul(Decimal::TEN)?;
        Some(gap <= x.max(y))
    };
    let of_money = a.kind == Kind::Money && b.kind == Kind::Money;
    let is_either = is_converted(a) || is_converted(b);
    of_money && is_either && (a.currency != b.currency || near().unwrap_or_default())
}

/// "12.9 billion" and "12.5 to 13.5 billion"
fn is_within(figure: &Claim, range: &Claim) -> bool {
    let of_range = range.quantity.filter(|it| it.hedge() == Hedge::Between);
    let ends = of_range.and_then(|it| Some((it.low()?.value(), it.high()?.value())));
    let value = figure.stated().map(Figure::value);
    value.zip(ends).is_some_and(|(it, (low, high))| low <= it && it <= high)
}

/// Two ages of one person with a birthday between them: without the same day of publication nobody knows.
fn may_have_aged(a: &Claim, b: &Claim) -> bool {
    let years = |it: &Claim| it.stated().map(Figure::value);
    let between = a.source.published.zip(b.source.published).map(|(x, y)| days(x, y).abs());
    let most = between.map_or(1, |it| (it + 364) / 365);
    let apart = years(a).zip(years(b)).map(|(x, y)| (x - y).abs());
    a.is_age() && b.is_age() && apart.is_some_and(|it| it <= Decimal::from(most))
}
