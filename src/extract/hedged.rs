//! An amount: a figure or a range of figures with the words that qualify it.
//!
//! ```text
//! amount = { hedge } ( "between" one "and" one | one [ joint one ] ) [ hedge ]
//! one    = [ sign ] [ symbol ] figure
//! joint  = "-" | "–" | "—" | "to"
//! ```
//! A falling pair with a hyphen (`12-3`) is a score, no range; "from 24 to 32" is two figures.

use nom::Parser;

use super::figure::{Abbreviations, Scaled, figure};
use super::{Here, spelled};
use crate::claim::{Figure, Hedge, Quantity};
use crate::lexicon::Lexicon;

/// Figures with their qualification, before a unit is read.
pub(super) struct Amount {
    /// Bytes up to the end of the last figure.
    pub(super) length: usize,
    /// ISO code of a currency symbol before the figure.
    pub(super) currency: Option<String>,
    hedge: Hedge,
    low: Figure,
    high: Option<Figure>,
    is_magnitude: bool,
    is_scaled: bool,
}

impl Amount {
    /// What the amount denotes, with a hedge that stood after it.
    pub(super) fn quantity(&self, after: Option<Hedge>) -> Quantity {
        let quantity = match self.high {
            Some(high) if self.is_magnitude => Quantity::vague(self.low, high),
            Some(high) => Quantity::between(self.low, high),
            None => Quantity::hedged(
                if self.hedge == Hedge::Exact { after.unwrap_or(Hedge::Exact) } else { self.hedge },
                self.low,
            ),
        };
        if self.is_scaled && !self.is_magnitude { quantity.rounded() } else { quantity }
    }
}

/// Reads an amount; `unit` gives the length of a unit that may stand after the first of two figures.
pub(super) fn amount(
    lexicon: &Lexicon,
    here: Here<'_>,
    abbreviations: Abbreviations,
    unit: impl Fn(&str) -> usize,
) -> Option<Amount> {
    let (hedge_length, hedge) = hedges(lexicon, here.rest);
    let rest = &here.rest[hedge_length..];
    let is_first = hedge_length == 0;
    let (is_between, rest) = match strip_word(rest, "between") {
        Some(rest) => (true, rest),
        None => (false, rest),
    };
    let before = if is_first { here.before } else { " " };
    let (rest, currency, low) = one(lexicon, rest, before, abbreviations)
        .or_else(|| vague(lexicon, rest).filter(|_| !is_between))?;
    let start_of = |rest: &str| here.rest.len() - rest.len();
    if let One::Magnitude(low, high) = low {
        let amount = Amount {
            length: start_of(rest),
            currency,
            hedge,
            low,
            high: Some(high),
            is_magnitude: true,
            is_scaled: false,
        };
        return Some(amount);
    }
    let One::Figure(low) = low else { return None };
    let follows_from = here.before.trim_end().ends_with("from");
    let second =
        second(lexicon, rest, is_between, abbreviations, &unit).filter(|(_, high, is_dash)| {
            let (Some(a), Some(b)) = (low.sharing(*high).figure(), high.figure()) else {
                return false;
            };
            let fits = is_between || a.value() < b.value();
            fits && (*is_dash || !follows_from)
        });
    match second {
        Some((rest, high, _)) => Some(Amount {
            length: start_of(rest),
            currency,
            hedge,
            low: low.sharing(high).figure()?,
            high: Some(high.figure()?),
            is_magnitude: false,
            is_scaled: high.has_scale && high.is_digits,
        }),
        None if is_between => None,
        None => Some(Amount {
            length: start_of(rest),
            currency,
            hedge,
            low: low.figure()?,
            high: None,
            is_magnitude: false,
            is_scaled: low.has_scale && low.is_digits,
        }),
    }
}

enum One {
    Figure(Scaled),
    Magnitude(Figure, Figure),
}

type Rest<'t> = &'t str;

/// `[ sign ] [ symbol ] figure`
fn one<'t>(
    lexicon: &Lexicon,
    text: Rest<'t>,
    before: &str,
    abbreviations: Abbreviations,
) -> Option<(Rest<'t>, Option<String>, One)> {
    let can_be_signed = !before.ends_with(|it: char| it.is_alphanumeric() || it == ')');
    let unsigned = text.strip_prefix(['-', '−', '+']).filter(|it| {
        can_be_signed && it.starts_with(|it: char| it.is_ascii_digit() || "$€£¥".contains(it))
    });
    let is_negative = unsigned.is_some() && !text.starts_with('+');
    let rest = unsigned.unwrap_or(text);
    let symbol = lexicon.units.currency_symbol(rest);
    let (rest, abbreviations) = match symbol {
        Some((length, _)) => {
            (rest[length..].trim_start_matches([' ', '\u{a0}']), Abbreviations::Money)
        }
        None => (rest, abbreviations),
    };
    let (rest, it) = figure(lexicon, abbreviations).parse(rest).ok()?;
    let it = if is_negative { it.negated() } else { it };
    Some((rest, symbol.map(|(_, code)| code.to_owned()), One::Figure(it)))
}

fn vague<'t>(lexicon: &Lexicon, text: Rest<'t>) -> Option<(Rest<'t>, Option<String>, One)> {
    let (rest, (low, high)) = spelled::magnitude(lexicon).parse(text).ok()?;
    Some((rest, None, One::Magnitude(low, high)))
}

/// The second figure of a range, and whether a dash joins it.
fn second<'t>(
    lexicon: &Lexicon,
    text: Rest<'t>,
    is_between: bool,
    abbreviations: Abbreviations,
    unit: &impl Fn(&str) -> usize,
) -> Option<(Rest<'t>, Scaled, bool)> {
    let text = &text[unit(text)..];
    let (rest, is_dash) = if is_between {
        (strip_word(text.trim_start(), "and")?, false)
    } else if let Some(rest) = strip_word(text.trim_start(), "to") {
        (rest, false)
    } else {
        let trimmed = text.trim_start_matches(' ');
        let rest = trimmed.strip_prefix(['-', '–', '—', '~', '～'])?;
        // A spaced hyphen is a dash between clauses unless it is an en dash.
        (rest.trim_start_matches(' '), true)
    };
    let (rest, _, high) = one(lexicon, rest, "x", abbreviations)?;
    let One::Figure(high) = high else { return None };
    Some((rest, high, is_dash))
}

/// Hedges before a figure: how far they reach, and what they say.
pub(super) fn hedges(lexicon: &Lexicon, text: &str) -> (usize, Hedge) {
    let mut length = 0;
    let mut hedge = Hedge::Exact;
    while let Some((taken, it)) = lexicon.hedges_before.at(&text[length..]) {
        let rest = &text[length + taken..];
        let spaces = rest.len() - rest.trim_start().len();
        if hedge == Hedge::Exact {
            hedge = it;
        }
        length += taken + spaces;
    }
    (length, hedge)
}

/// A hedge after a figure or its unit: how far it reaches from the end of the figure.
pub(super) fn hedge_after(lexicon: &Lexicon, text: &str) -> Option<(usize, Hedge)> {
    let spaces = text.len() - text.trim_start_matches(' ').len();
    let (length, hedge) = lexicon.hedges_after.at(&text[spaces..])?;
    Some((spaces + length, hedge))
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace))
        .then(|| rest.trim_start())
}
