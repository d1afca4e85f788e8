//! Figures of one thing that differ and can both be right.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claim::mention::Kind;
use crate::claim::{Claim, Counted, Figure};

/// Whether two figures that exclude each other are two ways to say one thing.
pub(super) fn are_both_right(a: &Claim, b: &Claim) -> bool {
    are_complements(a, b) || may_have_aged(a, b)
}

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

/// Two ages of one person with a birthday between them: without the same day of publication nobody knows.
fn may_have_aged(a: &Claim, b: &Claim) -> bool {
    let is_age = |it: &Claim| it.counted.as_ref().is_some_and(Counted::is_age);
    let years = |it: &Claim| it.stated().map(Figure::value);
    let days = |x: Date, y: Date| x.duration_since(y).as_hours().abs() / 24;
    let between = a.source.published.zip(b.source.published).map(|(x, y)| days(x, y));
    let most = between.map_or(1, |it| (it + 364) / 365);
    let apart = years(a).zip(years(b)).map(|(x, y)| (x - y).abs());
    is_age(a) && is_age(b) && apart.is_some_and(|it| it <= Decimal::from(most))
}
