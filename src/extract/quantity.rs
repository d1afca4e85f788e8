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
    if let Some(it) = measure::read_one_and_part(lexicon, here) {
        return Some(it);
    }
    // "about three years ago", "how about 2019 Q1": the figure belongs to a time.
    let (hedge, _) = hedges(lexicon, here.rest);
    let after_hedge = Here { before: " ", rest: &here.rest[hedge..] };
    let is_time = |it| time::starts(lexicon, it) || time::is_date_in_digits(lexicon, it);
    if hedge > 0 && is_time(after_hedge) {
        return None;
    }
    // `-2031-05-04`: a dash before a date is no sign.
    let after_dash = here.rest.strip_prefix('-').map(|rest| Here { before: " ", rest });
    if after_dash.is_some_and(|it| time::is_date_in_digits(lexicon, it)) {
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
    let counts = money::currency(lexicon, after).is_some() || counts(lexicon, after);
    let is_unit = letter == "K" || measure::unit(lexicon, rest).is_some();
    (counts || !is_unit).then_some((1, power))
}

/// Whether things are named that a figure before them counts: ` people`, `+ people`, ` of its people`.
pub(super) fn counts(lexicon: &Lexicon, text: &str) -> bool {
    let text = text.strip_prefix('+').unwrap_or(text);
    let Some(next) = text.strip_prefix([' ', '\u{a0}']) else { return false };
    let word = |it: &str| it.find(|it: char| !it.is_alphabetic()).unwrap_or(it.len());
    let (mut things, mut end) = (next, word(next));
    if let Some(whole) = next.strip_prefix("of ") {
        (things, end) = (whole, word(whole));
        let determiner = lexicon.word(&whole[..end]).is_some_and(|it| it.is(Tag::Determiner));
        if let Some(whole) = whole[end..].strip_prefix(' ').filter(|_| determiner) {
            (things, end) = (whole, word(whole));
        }
    }
    let things = &things[..end];
    match lexicon.word(things) {
        Some(it) => it.noun.is_some_and(|it| it.1) || it.is(Tag::Additional),
        None => things.len() > 3 && things.ends_with('s'),
    }
}
