//! Plain numbers and ranks.

use super::figure::Abbreviations;
use super::hedged::{amount, hedge_after};
use super::{Here, Reading};
use crate::claim::mention::{Kind, Value};
use crate::claim::{Figure, Quantity};
use crate::lexicon::{Lexicon, Number};

/// A number without a unit: what it counts is read from its context.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let amount = amount(lexicon, here, Abbreviations::General, |_| 0)?;
    let rest = &here.rest[amount.length..];
    if is_pronoun(&here.rest[..amount.length], here.before, rest) {
        return Some(Reading::noise(amount.length, "pronoun"));
    }
    let after = hedge_after(lexicon, rest);
    let length = amount.length + after.map_or(0, |it| it.0);
    Some(Reading::new(length, Kind::Count, Value::Quantity(amount.quantity(after.map(|it| it.1)))))
}

/// `one of the men`, `no one`, `this one`, `the one who`: no number.
fn is_pronoun(text: &str, before: &str, after: &str) -> bool {
    if !text.eq_ignore_ascii_case("one") {
        return false;
    }
    let last = before.split_whitespace().next_back().unwrap_or("");
    let next = after.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let is_after_determiner =
        ["the", "no", "this", "that", "any", "every", "each", "another", "which", "a"]
            .iter()
            .any(|it| last.eq_ignore_ascii_case(it));
    let is_before_function_word =
        ["of", "another", "that", "who", "is", "was", "should", "can", "must", "more", ""];
    is_after_determiner || is_before_function_word.contains(&next)
}

/// `third`, `21st`: a rank.
pub(super) fn read_ordinal(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let end = here.rest.find(|c: char| !c.is_alphanumeric() && c != '-').unwrap_or(here.rest.len());
    let word = &here.rest[..end];
    let rank = digits_with_suffix(word).or_else(|| in_words(lexicon, word))?;
    let quantity = Quantity::exact(Figure::whole(rank)).unrounded();
    Some(Reading::new(end, Kind::Ordinal, Value::Quantity(quantity)))
}

/// `1st`, `22nd`
fn digits_with_suffix(word: &str) -> Option<u64> {
    let digits = word.len() - word.trim_start_matches(|c: char| c.is_ascii_digit()).len();
    let (number, suffix) = word.split_at(digits);
    matches!(suffix, "st" | "nd" | "rd" | "th").then(|| number.parse().ok())?
}

/// `third`, `twenty-first`
fn in_words(lexicon: &Lexicon, word: &str) -> Option<u64> {
    let rank = |word: &str| match lexicon.word(word)?.number? {
        Number::Ordinal(rank) => Some(rank),
        _ => None,
    };
    let Some((tens, unit)) = word.split_once('-') else { return rank(word) };
    match lexicon.word(tens)?.number? {
        Number::Cardinal(tens @ 20..=90) => Some(tens + rank(unit).filter(|it| *it < 10)?),
        _ => None,
    }
}
