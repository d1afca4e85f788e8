//! An amount with the unit that follows it: the amount is read once, then the units are tried.

use nom::Parser;

use super::figure::{Abbreviations, scale};
use super::hedged::{Amount, amount, hedges};
use super::{Here, Reading, count, measure, money, percent, time};
use crate::lexicon::{Lexicon, Tag};

/// Money, a percentage, a measure or a plain number.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let unit = |text: &str| {
        let percent = || percent::sign(lexicon, text);
        let measure = || measure::unit(lexicon, text).map(|it| it.0);
        money::currency(lexicon, text)
            .map(|it| it.length)
            .or_else(percent)
            .or_else(measure)
            .unwrap_or(0)
    };
    // "about three years ago", "how about 2019 Q1": the figure belongs to a time.
    let (hedge, _) = hedges(lexicon, here.rest);
    let after_hedge = Here { before: " ", rest: &here.rest[hedge..] };
    let is_time = |it| time::starts(lexicon, it) || time::is_date_in_digits(lexicon, it);
    if hedge > 0 && is_time(after_hedge) {
        return None;
    }
    let amount = amount(lexicon, here, Abbreviations::General, unit)?;
    let amount = match with_letter(lexicon, here, &amount) {
        Some((length, power)) => amount.times(power)?.longer(length),
        None => amount,
    };
    money::read(lexicon, here, &amount)
        .or_else(|| percent::read(lexicon, here, &amount))
        .or_else(|| measure::read(lexicon, here, &amount))
        .or_else(|| count::read(lexicon, here, &amount))
}

/// `5m euros`, `1.8m people`, `1.2b`: a letter that is a scale because of what follows it, where
/// `1.8m tall` is a measure.
fn with_letter(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<(usize, i32)> {
    let rest = &here.rest[amount.length..];
    if !rest.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let (after, power) = scale(lexicon, Abbreviations::Money).parse(rest).ok()?;
    let letter = &rest[..rest.len() - after.len()];
    if letter.len() != 1 {
        return None;
    }
    let next = after.strip_prefix([' ', '\u{a0}']).unwrap_or("");
    let word = &next[..next.find(|it: char| !it.is_alphabetic()).unwrap_or(next.len())];
    let entry = lexicon.word(word);
    let counts = money::currency(lexicon, after).is_some()
        || entry.is_some_and(|it| it.noun.is_some_and(|it| it.1) || it.is(Tag::Additional))
        || (entry.is_none() && word.len() > 3 && word.ends_with('s'));
    let is_unit = measure::unit(lexicon, rest).is_some();
    (counts || !is_unit).then_some((1, power))
}
