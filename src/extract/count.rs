//! Plain numbers and ranks.

use nom::Parser;
use rust_decimal::Decimal;

use super::figure::{Abbreviations, figure};
use super::hedged::{Amount, hedge_after, hedges};
use super::noise::clock;
use super::spelled::{self, Form};
use super::{Here, Reading};
use crate::claim::{Figure, Kind, Quantity, Statistic, Value};
use crate::lexicon::{Lexicon, Number, Tag};

/// A number without a unit: what it counts is read from its context.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<Reading> {
    let rest = &here.rest[amount.length..];
    // `13900K`, `1024*768`: part of a code.
    if rest.starts_with(|it: char| it.is_alphanumeric() || it == '*' || it == '_') {
        return None;
    }
    let text = &here.rest[..amount.length];
    // "About 9:40 p.m."
    let digits = text.find(|it: char| it.is_ascii_digit()).filter(|it| *it > 0);
    if let Some((digits, clock)) =
        digits.and_then(|it| Some((it, clock(lexicon, &here.rest[it..])?)))
    {
        return Some(Reading::noise(digits + clock, "time of day"));
    }
    if is_pronoun(text, here.before, rest, lexicon) {
        return Some(Reading::noise(amount.length, "pronoun"));
    }
    if text.eq_ignore_ascii_case("half") && !is_share(here.before, rest, lexicon) {
        return None;
    }
    if let Some((length, ratio)) = ratio(lexicon, here, amount) {
        let after = hedge_after(lexicon, &here.rest[length..]);
        let quantity = amount.of(ratio).quantity(after.map(|it| it.1)).unrounded();
        let length = length + after.map_or(0, |it| it.0);
        return Some(Reading::new(length, Kind::Ratio, Value::Quantity(quantity)));
    }
    let after = hedge_after(lexicon, rest);
    let length = amount.length + after.map_or(0, |it| it.0);
    let kind = if amount.is_fraction { Kind::Ratio } else { Kind::Count };
    Some(Reading::new(length, kind, Value::Quantity(amount.quantity(after.map(|it| it.1)))))
}

/// `doubled`, `threefold`: so many times what it was, said in one word.
pub(super) fn read_multiple(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let rest = here.rest;
    let end = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
    let Some(Number::Multiple(n)) = lexicon.word(&rest[..end])?.number else { return None };
    let quantity = Quantity::exact(Figure::whole(n)).unrounded();
    let mut reading = Reading::new(end, Kind::Ratio, Value::Quantity(quantity));
    reading.statistic = Statistic::Change;
    Some(reading)
}

/// `twice as many`, `twice the sum`: so many times as much; "he came twice" says how often.
pub(super) fn read_times(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let (length, hedge) = hedges(lexicon, here.rest);
    let rest = &here.rest[length..];
    let end = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
    let Some(Number::Times(n)) = lexicon.word(&rest[..end])?.number else { return None };
    let next = rest[end..].strip_prefix(' ')?;
    let word = &next[..next.find(|it: char| !it.is_alphabetic()).unwrap_or(next.len())];
    let multiplies = matches!(word, "as" | "the" | "that" | "its" | "their" | "what");
    let quantity = Quantity::hedged(hedge, Figure::whole(n)).unrounded();
    let value = Value::Quantity(quantity);
    multiplies.then(|| Reading::with_unit(length + end, Kind::Measure, value, "fold"))
}

/// A bare "half" is a share before what it is of; "the second half" and "half-hearted" are none.
fn is_share(before: &str, after: &str, lexicon: &Lexicon) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let entry = lexicon.word(last);
    let is_part = entry.is_some_and(|it| {
        matches!(it.number, Some(Number::Ordinal(_))) || it.is(Tag::Offset) || it.is(Tag::Remainder)
    });
    let next = after.trim_start();
    let word = &next[..next.find(|it: char| !it.is_alphabetic()).unwrap_or(next.len())];
    let opens = word == "of"
        || lexicon
            .word(word)
            .is_some_and(|it| it.is(Tag::Determiner) || it.noun.is_some_and(|it| it.1));
    !is_part && after.starts_with(' ') && opens
}

/// `one in five`, `two out of three`: how far it reaches, and the part of one it is.
fn ratio(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<(usize, Figure)> {
    let n = amount.single()?.value();
    let rest = &here.rest[amount.length..];
    if let Some(it) = quotient(lexicon, here, amount) {
        return Some(it);
    }
    let (body, is_out_of) = match rest.strip_prefix(" out of ").or(rest.strip_prefix(" in every "))
    {
        Some(body) => (body, true),
        None => (rest.strip_prefix(" in ")?, false),
    };
    let (after, whole) = figure(lexicon, Abbreviations::General).parse(body).ok()?;
    let d = whole.figure()?.value();
    let fits = n > Decimal::ZERO && n < d && n.fract().is_zero() && d.fract().is_zero();
    // "killed 12 in 2021" dates, "injured two in three attacks" counts.
    let is_round = n == Decimal::ONE && !(1900..2100).contains(&i64::try_from(d).ok()?)
        || n < Decimal::TEN && [3, 4, 5, 10, 20, 100, 1000].contains(&i64::try_from(d).ok()?);
    let last = here.before.split_whitespace().next_back().unwrap_or("");
    let follows_verb = lexicon.word(last).is_some_and(|it| it.verb_family.is_some());
    let reads = fits && (is_out_of || is_round && !follows_verb);
    let is_open = !after.starts_with(|it: char| it.is_alphanumeric() || it == '%');
    let value = n.checked_div(d)?;
    let grain = Decimal::ONE.checked_div(d)?;
    let part = Figure::with_grain(value, grain)?;
    (reads && is_open).then(|| (here.rest.len() - after.len(), part))
}

/// `one of the men`, `no one`, `this one`, `the one who`: no number.
fn is_pronoun(text: &str, before: &str, after: &str, lexicon: &Lexicon) -> bool {
    if !text.eq_ignore_ascii_case("one") {
        return false;
    }
    let last = before.split_whitespace().next_back().unwrap_or("");
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_after_determiner =
        ["the", "no", "this", "that", "any", "every", "each", "another", "which", "a"]
            .iter()
            .any(|it| last.eq_ignore_ascii_case(it));
    let is_before_function_word = ["of", "another", "that", "who", "is", "was", "more", ""]
        .contains(&next)
        || lexicon.word(next).is_some_and(|it| it.is(Tag::Modal));
    is_after_determiner || is_before_function_word
}

/// `one over three` where nothing follows that it would count: a quotient, no bound.
fn quotient(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<(usize, Figure)> {
    let body = here.rest[amount.length..].strip_prefix(" over ")?;
    let (after, whole) = figure(lexicon, Abbreviations::General).parse(body).ok()?;
    let ends = after.trim_matches(['.', '!', '?', ')', ' ']).is_empty();
    let last = here.before.split_whitespace().next_back();
    let opens = last.is_none_or(|it| lexicon.word(it).is_some_and(|it| it.is(Tag::Be)));
    let value = amount.single()?.value().checked_div(whole.figure()?.value())?;
    let grain = Decimal::ONE.checked_div(whole.figure()?.value())?;
    let part = Figure::with_grain(value, grain)?;
    (ends && opens).then(|| (here.rest.len() - after.len(), part))
}

/// `third`, `21st`: a rank.
pub(super) fn read_ordinal(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let end = here.rest.find(|c: char| !c.is_alphanumeric()).unwrap_or(here.rest.len());
    let (length, rank) = if let Some(rank) = digits_with_suffix(&here.rest[..end]) {
        (end, Figure::whole(rank))
    } else {
        let words = spelled::read(here.rest, lexicon)?;
        (words.form == Form::Ordinal).then_some((words.length, words.figure))?
    };
    let quantity = Quantity::exact(rank).unrounded();
    Some(Reading::new(length, Kind::Ordinal, Value::Quantity(quantity)))
}

/// `1st`, `22nd`
fn digits_with_suffix(word: &str) -> Option<u64> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, suffix) = word.split_at(digits);
    matches!(suffix, "st" | "nd" | "rd" | "th").then(|| number.parse().ok())?
}
