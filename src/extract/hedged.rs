//! An amount: a figure or a range of figures with the words that qualify it.
//!
//! ```text
//! amount = { hedge } ( "between" one "and" one | one [ joint one ] ) [ hedge ]
//!        | bound ( "and" | "but" ) bound                       "above 10 and below 20"
//! one    = [ sign ] [ symbol ] figure
//! joint  = "-" | "–" | "—" | "to" | "through"
//! ```
//! A falling pair with a hyphen (`12-3`) is a score, no range; "rose from 24 to 32" is two figures,
//! "from 24 to 32" a range.

use nom::Parser;
use rust_decimal::Decimal;

use super::figure::{Abbreviations, Scaled, figure};
use super::sign::{is_digit, sign_word, signed};
use super::{Here, spelled};
use crate::claim::{Figure, Hedge, Quantity};
use crate::lexicon::{Lexicon, Tag};

/// Figures with their qualification, before a unit is read.
pub(super) struct Amount {
    /// Bytes up to the end of the last figure.
    pub(super) length: usize,
    /// ISO code of a currency symbol before the figure.
    pub(super) currency: Option<String>,
    hedge: Hedge,
    low: Figure,
    high: Option<Figure>,
    /// The figure that a margin of error stands beside.
    middle: Option<Figure>,
    /// Whether it is no figure, but a scale: "billions", "dozens".
    pub(super) is_magnitude: bool,
    is_scaled: bool,
    /// Whether it is one fraction in words or a ratio: "two thirds", "one in five".
    pub(super) is_fraction: bool,
}

impl Amount {
    /// The amount times a power of ten that stood after its unit; `None` where it does not fit.
    pub(super) fn times(&self, power: i32) -> Option<Self> {
        let high = match self.high {
            Some(it) => Some(it.scaled(power)?),
            None => None,
        };
        let is_scaled = self.is_scaled || power > 0;
        Some(Self {
            low: self.low.scaled(power)?,
            high,
            is_scaled,
            currency: self.currency.clone(),
            ..*self
        })
    }

    /// The amount with more added to it: the 50 cents of "3 dollars 50 cents".
    pub(super) fn plus(&self, more: Figure) -> Option<Self> {
        let value = self.low.value().checked_add(more.value())?;
        let single = self.high.is_none();
        let low = Figure::with_grain(value, more.grain())?;
        single.then(|| Self { low, currency: self.currency.clone(), ..*self })
    }

    /// The amount with a letter after it taken in.
    pub(super) fn longer(self, by: usize) -> Self {
        Self { length: self.length + by, ..self }
    }

    /// The same qualification of another figure.
    pub(super) fn of(&self, low: Figure) -> Self {
        Self { low, currency: None, ..*self }
    }

    /// Whether it lies below zero.
    pub(super) fn is_negative(&self) -> bool {
        self.low.value() < Decimal::ZERO
    }

    /// The single figure, if the amount is no range.
    pub(super) fn single(&self) -> Option<Figure> {
        if self.high.is_none() { Some(self.low) } else { None }
    }

    /// What the amount denotes, with a hedge that stood after it.
    pub(super) fn quantity(&self, after: Option<Hedge>) -> Quantity {
        let quantity = match self.high {
            Some(high) if self.is_magnitude => Quantity::vague(self.low, high),
            Some(high) if let Some(middle) = self.middle => {
                Quantity::with_margin(middle, self.low, high)
            }
            Some(high) => Quantity::between(self.low, high),
            None => Quantity::hedged(
                match (self.hedge, after) {
                    // "about 500 or more": the bound says more than the approximation.
                    (Hedge::Exact | Hedge::About, Some(after)) => after,
                    (before, _) => before,
                },
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
    if hedge == Hedge::Over && belongs_to_verb(lexicon, here) {
        return None;
    }
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
            middle: None,
            is_magnitude: true,
            is_scaled: false,
            is_fraction: false,
        };
        return Some(amount);
    }
    let One::Figure(low) = low else { return None };
    let is_precise = lexicon.precise.is_in(&here.rest[..hedge_length]);
    let is_change = is_change(lexicon, here.before);
    let second =
        second(lexicon, rest, is_between, abbreviations, &unit).filter(|(_, high, is_dash)| {
            let (Some(a), Some(b)) = (low.sharing(*high).figure(), high.figure()) else {
                return false;
            };
            let are_negative = a.value().is_sign_negative() && b.value().is_sign_negative();
            let fits = is_between || a.value() < b.value() || are_negative;
            // "fell by 9,000 to 721,000": the change and what it came to.
            let is_by = here.before.trim_end().ends_with(" by");
            let is_outcome = is_by && b.value() > a.value() * Decimal::TEN;
            fits && (*is_dash || !is_change) && !is_outcome
        });
    if let Some((rest, low_end, high)) = margin(lexicon, rest, low, abbreviations) {
        return Some(Amount {
            length: start_of(rest),
            currency,
            hedge: Hedge::Between,
            low: low_end,
            high: Some(high),
            middle: low.figure(),
            is_magnitude: false,
            is_scaled: false,
            is_fraction: false,
        });
    }
    let bound = bound(lexicon, rest, hedge, low, abbreviations).filter(|_| second.is_none());
    if let Some((rest, other)) = bound {
        return Some(Amount {
            length: start_of(rest),
            currency,
            hedge: Hedge::Between,
            low: low.figure()?,
            high: Some(other),
            middle: None,
            is_magnitude: false,
            is_scaled: false,
            is_fraction: false,
        });
    }
    match second {
        Some((rest, high, _)) => Some(Amount {
            length: start_of(rest),
            currency,
            hedge,
            low: low.sharing(high).figure()?,
            high: Some(high.figure()?),
            middle: None,
            is_magnitude: false,
            is_scaled: high.has_scale && high.is_digits,
            is_fraction: false,
        }),
        None if is_between => None,
        None => Some(Amount {
            length: start_of(rest),
            currency,
            hedge,
            low: if is_precise { to_the_last_digit(low.figure()?)? } else { low.figure()? },
            high: None,
            middle: None,
            is_magnitude: false,
            is_scaled: low.has_scale && low.is_digits,
            is_fraction: low.is_fraction,
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
    let unsigned = signed(text, before).or_else(|| sign_word(lexicon, text));
    let mut is_negative = unsigned.is_some() && !text.starts_with('+');
    let rest = unsigned.unwrap_or(text);
    let symbol = lexicon.units.currency_symbol(rest);
    let (mut rest, abbreviations) = match symbol {
        Some((length, _)) => {
            (rest[length..].trim_start_matches([' ', '\u{a0}']), Abbreviations::Money)
        }
        None => (rest, abbreviations),
    };
    // `€ -3`
    let after_symbol = rest.strip_prefix(['-', '−']).filter(|it| it.starts_with(is_digit));
    if let Some(it) = after_symbol.filter(|_| symbol.is_some() && unsigned.is_none()) {
        (rest, is_negative) = (it, true);
    }
    let goes_on_list = before.strip_suffix(',').is_some_and(|it| it.ends_with(is_digit));
    let (rest, it) = if goes_on_list && rest.starts_with(is_digit) {
        // The 24 of "22,24,26" is no 24.26.
        let end = rest.find(|it: char| !it.is_ascii_digit()).unwrap_or(rest.len());
        (&rest[end..], figure(lexicon, abbreviations).parse(&rest[..end]).ok()?.1)
    } else {
        figure(lexicon, abbreviations).parse(rest).ok()?
    };
    let it = if is_negative { it.negated() } else { it };
    Some((rest, symbol.map(|(_, code)| code.to_owned()), One::Figure(it)))
}

/// Whether the amount is the old value of a change: "rose from 24 to 32".
fn is_change(lexicon: &Lexicon, before: &str) -> bool {
    let mut words =
        before.split(|it: char| !it.is_alphanumeric()).rev().filter(|it| !it.is_empty());
    if words.next() != Some("from") {
        return false;
    }
    words.take(6).any(|it| lexicon.word(it).is_some_and(|it| lexicon.is_change(it)))
}

/// `7.5 ± 2.5`: what follows, and the lowest and highest that it allows.
fn margin<'t>(
    lexicon: &Lexicon,
    text: Rest<'t>,
    middle: Scaled,
    abbreviations: Abbreviations,
) -> Option<(Rest<'t>, Figure, Figure)> {
    let body = text.trim_start();
    let body = body.strip_prefix('±').or_else(|| body.strip_prefix("+/-"))?.trim_start();
    let (rest, _, One::Figure(margin)) = one(lexicon, body, " ", abbreviations)? else {
        return None;
    };
    let (middle, margin) = (middle.sharing(margin).figure()?, margin.figure()?);
    let at = |it: Decimal| Figure::with_grain(it, margin.grain());
    let low = at(middle.value().checked_sub(margin.value())?)?;
    Some((rest, low, at(middle.value().checked_add(margin.value())?)?))
}

/// The other bound of "above 10 and below 20" or "at most 100 and at least 20".
fn bound<'t>(
    lexicon: &Lexicon,
    text: Rest<'t>,
    hedge: Hedge,
    first: Scaled,
    abbreviations: Abbreviations,
) -> Option<(Rest<'t>, Figure)> {
    let is_lower = |it: Hedge| matches!(it, Hedge::Over | Hedge::AtLeast);
    let is_upper = |it: Hedge| matches!(it, Hedge::Under | Hedge::UpTo);
    let body = text.trim_start();
    let body = strip_word(body, "and").or_else(|| strip_word(body, "but"))?;
    let (length, other) = hedges(lexicon, body);
    let (rest, _, One::Figure(second)) = one(lexicon, &body[length..], " ", abbreviations)? else {
        return None;
    };
    let (a, b) = (first.figure()?, second.figure()?);
    let nests = (is_lower(hedge) && is_upper(other) && a.value() < b.value())
        || (is_upper(hedge) && is_lower(other) && b.value() < a.value());
    nests.then_some((rest, b))
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
    let between = &text[..unit(text)];
    let text = &text[between.len()..];
    let (rest, is_dash) = if is_between {
        (strip_word(text.trim_start(), "and")?, false)
    } else if let Some(rest) = strip_word(text.trim_start(), "to")
        .or_else(|| strip_word(text.trim_start(), "through"))
        .or_else(|| text.strip_prefix("- to "))
    {
        (rest, false)
    } else {
        let trimmed = text.trim_start_matches(' ');
        let rest = trimmed.strip_prefix(['-', '–', '—', '~', '～'])?;
        // A spaced hyphen is a dash between clauses unless it is an en dash.
        (rest.trim_start_matches(' '), true)
    };
    // After a word the second figure may have its own sign, after a dash it has none.
    let (rest, _, high) = one(lexicon, rest, if is_dash { "x" } else { " " }, abbreviations)?;
    let One::Figure(high) = high else { return None };
    // "rose 15 % to $ 415.9 million" joins a share and a sum; "5 % to 10 %" is a range.
    let plain =
        |it: &str| it.trim_matches([' ', '-', '\u{a0}']).trim_end_matches('s').to_lowercase();
    let is_same_unit = between.is_empty() || plain(between) == plain(&rest[..unit(rest)]);
    is_same_unit.then_some((rest, high, is_dash))
}

/// A figure that was not rounded, whatever zeros it ends in.
fn to_the_last_digit(figure: Figure) -> Option<Figure> {
    Figure::with_grain(figure.value(), figure.grain().min(Decimal::ONE))
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
    // "at least another 170": the hedge reaches over the word.
    let additional = text[length..]
        .split_once(' ')
        .filter(|(it, _)| length > 0 && lexicon.word(it).is_some_and(|it| it.is(Tag::Additional)));
    (length + additional.map_or(0, |it| it.0.len() + 1), hedge)
}

/// `handing over 5 dollars`: the word is a part of the verb before it, and says nothing of the figure.
fn belongs_to_verb(lexicon: &Lexicon, here: Here<'_>) -> bool {
    let particle = here.rest.split_whitespace().next().unwrap_or_default();
    let before = here.before.trim_end();
    let verb = before.rsplit(|it: char| !it.is_alphabetic()).next().unwrap_or_default();
    let lemma = lexicon.word(verb).and_then(|it| lexicon.families.lemma(it.verb?.0));
    lemma.is_some_and(|it| lexicon.families.phrases(it).iter().any(|it| *it.0 == [particle]))
}

/// A hedge after a figure or its unit: how far it reaches from the end of the figure.
pub(super) fn hedge_after(lexicon: &Lexicon, text: &str) -> Option<(usize, Hedge)> {
    let spaces = text.len() - text.trim_start_matches(' ').len();
    let (length, hedge) = lexicon.hedges_after.at(&text[spaces..])?;
    // "5,000 or less than 6,000": the words open the next amount.
    let goes_on = text[spaces + length..].trim_start().starts_with("than ");
    (!goes_on).then_some((spaces + length, hedge))
}

fn strip_word<'t>(text: &'t str, word: &str) -> Option<&'t str> {
    let head = text.get(..word.len())?;
    let rest = &text[word.len()..];
    (head.eq_ignore_ascii_case(word) && rest.starts_with(char::is_whitespace))
        .then(|| rest.trim_start())
}
