//! Amounts of money.
//!
//! ```text
//! money = symbol amount | amount currency [ scale ] [ [ "and" ] amount cents ] | magnitude "of" currency
//! ```

use nom::Parser;

use super::figure::{Abbreviations, figure, scale};
use super::hedged::{Amount, hedge_after};
use super::{Here, Reading};
use crate::claim::{Kind, Value};
use crate::lexicon::Lexicon;

/// The code that ISO 4217 reserves for "no currency": the text says pesos, not whose.
const UNNAMED: &str = "XXX";

/// A currency after a figure.
pub(super) struct Currency<'l> {
    pub(super) length: usize,
    code: &'l str,
    /// Whether it is a hundredth of an unnamed currency.
    is_hundredth: bool,
    /// The power of ten it carries: `MUSD`.
    power: i32,
}

pub(super) fn read(lexicon: &Lexicon, here: Here<'_>, amount: &Amount) -> Option<Reading> {
    let rest = &here.rest[amount.length..];
    if rest.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let found = match (&amount.currency, currency(lexicon, rest)) {
        // `$5 USD`: said twice; `$5 cents` is not.
        (Some(code), Some(it)) if code == it.code => it,
        (Some(code), _) => Currency { length: 0, code, is_hundredth: false, power: 0 },
        (None, Some(it)) => it,
        // "Billions of dollars", but not "half of the dollars".
        (None, None) if amount.is_magnitude => of_currency(lexicon, rest)?,
        (None, None) => return None,
    };
    let mut length = amount.length + found.length;
    let mut power = found.power;
    if found.length > 0
        && let Ok((after, it)) = scale(lexicon, Abbreviations::Money).parse(&here.rest[length..])
        && here.rest[length..].starts_with(' ')
    {
        power += it;
        length = here.rest.len() - after.len();
    }
    let cents = cents(lexicon, &here.rest[length..]).filter(|_| !found.is_hundredth);
    let (amount, after) = match cents.and_then(|it| Some((it.0, amount.plus(it.1)?))) {
        Some((more, sum)) => {
            length += more;
            (sum, None)
        }
        None => (amount.times(power)?, hedge_after(lexicon, &here.rest[length..])),
    };
    let quantity = amount.quantity(after.map(|it| it.1)).rounded();
    let length = length + after.map_or(0, |it| it.0);
    let unit = if found.is_hundredth { "cent".to_owned() } else { found.code.to_owned() };
    Some(Reading::with_unit(length, Kind::Money, Value::Quantity(quantity), &unit))
}

/// ` of dollars`
fn of_currency<'l>(lexicon: &'l Lexicon, text: &str) -> Option<Currency<'l>> {
    const OF: &str = " of";
    let found = currency(lexicon, text.strip_prefix(OF)?).filter(|it| !it.is_hundredth)?;
    Some(Currency { length: found.length + OF.len(), ..found })
}

/// ` 50 cents`, ` and forty-five cents`: its length, and the hundredths as a part of one.
fn cents(lexicon: &Lexicon, text: &str) -> Option<(usize, crate::claim::Figure)> {
    let body = text.strip_prefix(' ')?;
    let body = body.strip_prefix("and ").unwrap_or(body);
    let (rest, it) = figure(lexicon, Abbreviations::General).parse(body).ok()?;
    let (length, ()) = lexicon.units.cents.at(rest.strip_prefix(' ')?)?;
    Some((text.len() - rest.len() + 1 + length, it.figure()?.scaled(-2)?))
}

/// The currency word after a figure.
pub(super) fn currency<'l>(lexicon: &'l Lexicon, text: &str) -> Option<Currency<'l>> {
    let word = text.trim_start_matches([' ', '\u{a0}', '-']);
    let spaces = text.len() - word.len();
    if spaces > 2 || text.starts_with(" -") || text.starts_with("- ") {
        return None;
    }
    let of = |length: usize, code: &'l str, is_hundredth, power| {
        Some(Currency { length: spaces + length, code, is_hundredth, power })
    };
    let units = &lexicon.units;
    if let Some((length, code)) = units.currency_word(word) {
        return of(length, code, false, 0);
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
        return of(length, code, false, 0);
    }
    // `30 MUSD`: millions, as the Nordic countries write.
    if let Some(code) = word.strip_prefix('M').and_then(|it| it.get(..3))
        && code.bytes().all(|it| it.is_ascii_uppercase())
        && let Some((3, code)) = units.currency_symbol(&word[1..])
    {
        return of(4, code, false, 6);
    }
    if let Some((length, ())) = units.cents.at(word) {
        return of(length, UNNAMED, true, 0);
    }
    // `141.3p`: pence, as nothing else is written right behind its figure.
    let is_alone = |it: &str| !it.starts_with(|it: char| it.is_alphanumeric() || it == '-');
    if spaces == 0 && word.strip_prefix('p').is_some_and(is_alone) {
        return of(1, UNNAMED, true, 0);
    }
    let (length, ()) = units.generic.at(word)?;
    of(length, UNNAMED, false, 0)
}
