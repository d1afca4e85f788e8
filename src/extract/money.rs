//! Amounts of money.
//!
//! ```text
//! money = amount with a symbol before each figure | amount currency-word | amount "cents"
//! ```

use super::figure::Abbreviations;
use super::hedged::{amount, hedge_after};
use super::{Here, Reading};
use crate::claim::mention::{Kind, Value};
use crate::lexicon::Lexicon;

/// The code that ISO 4217 reserves for "no currency": the text says pesos, not whose.
const UNNAMED: &str = "XXX";

pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let unit = |text: &str| currency(lexicon, text).map_or(0, |it| it.0);
    let amount = amount(lexicon, here, Abbreviations::General, unit)?;
    let rest = &here.rest[amount.length..];
    let (length, code, is_hundredth) = match (&amount.currency, currency(lexicon, rest)) {
        (Some(code), _) => (0, code.clone(), false),
        (None, Some((length, code, is_hundredth))) => (length, code, is_hundredth),
        (None, None) => return None,
    };
    let length = amount.length + length;
    let after = hedge_after(lexicon, &here.rest[length..]);
    let quantity = amount.quantity(after.map(|it| it.1)).rounded();
    let length = length + after.map_or(0, |it| it.0);
    let unit = if is_hundredth { "cent".to_owned() } else { code };
    Some(Reading::with_unit(length, Kind::Money, Value::Quantity(quantity), &unit))
}

/// The currency word after a figure: its length, its code, and whether it is a hundredth.
fn currency(lexicon: &Lexicon, text: &str) -> Option<(usize, String, bool)> {
    let word = text.trim_start_matches([' ', '\u{a0}', '-']);
    let spaces = text.len() - word.len();
    if spaces > 1 {
        return None;
    }
    let units = &lexicon.units;
    if let Some((length, code)) = units.currency_word(word) {
        return Some((spaces + length, code.to_owned(), false));
    }
    // `10 €`, `500 EUR`; `$` after a space may belong to the next amount.
    if let Some((length, code)) = units.currency_symbol(word)
        && !word[length..].starts_with(|it: char| it.is_ascii_digit())
        && (length > 1
            || !word.is_ascii()
            || spaces == 0
            || word[length..].starts_with([' ', '.', ','])
            || word.len() == length)
    {
        return Some((spaces + length, code.to_owned(), false));
    }
    if let Some((length, ())) = units.cents.at(word) {
        return Some((spaces + length, UNNAMED.to_owned(), true));
    }
    let (length, ()) = units.generic.at(word)?;
    Some((spaces + length, UNNAMED.to_owned(), false))
}
