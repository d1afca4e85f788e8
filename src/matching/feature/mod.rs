//! The evidence: how two numbers stand to each other by one kind of it.

mod beside;
mod clause;
mod kind;
mod neighbour;
mod place;
mod window;

use super::text::{Around, Text};
use super::words::Stem;
use crate::claim::Numeral;

/// A number of a text with what stands around it.
#[derive(Clone, Copy)]
pub struct Side<'t> {
    pub(super) text: &'t Text,
    pub(super) numeral: &'t Numeral,
    pub(super) around: &'t Around,
}

impl std::fmt::Debug for Side<'_> {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        self.numeral.fmt(formatter)
    }
}

impl<'t> Side<'t> {
    /// The number of a text at an index.
    pub fn of(text: &'t Text, index: usize) -> Option<Self> {
        let (numeral, around) = (text.numerals.get(index)?, text.around.get(index)?);
        Some(Self { text, numeral, around })
    }
}

/// A kind of evidence.
#[derive(Debug)]
pub struct Feature {
    /// Its name in the card.
    pub name: &'static str,
    /// The names of its levels, from the least to the most; the first is "missing" where it can be.
    pub levels: &'static [&'static str],
    /// The level of two numbers, as an index of `levels`.
    pub level: fn(Side<'_>, Side<'_>) -> usize,
}

/// The features in the order of the card.
pub const FEATURES: &[&Feature] = &[
    &clause::FEATURE,
    &window::FEATURE,
    &beside::LEFT,
    &beside::RIGHT,
    &kind::FEATURE,
    &neighbour::PREVIOUS,
    &neighbour::NEXT,
    &place::FEATURE,
];

/// Those that also tell how sure the best counterpart is.
pub(super) const OF_THE_BEST: [&Feature; 4] =
    [&clause::FEATURE, &window::FEATURE, &beside::RIGHT, &kind::FEATURE];

/// The levels of a share in per cent, behind "missing".
pub(super) const SHARES: &[&str] =
    &["missing", "none", "1 to 15 %", "to 30 %", "to 45 %", "to 60 %", "to 80 %", "to 99 %", "all"];

/// The level of a share of `whole`.
pub(super) fn band(part: u64, whole: u64) -> usize {
    let Some(percent) = (part * 100).checked_div(whole) else { return 0 };
    match percent {
        0 if part == 0 => 1,
        0..=15 => 2,
        16..=30 => 3,
        31..=45 => 4,
        46..=60 => 5,
        61..=80 => 6,
        81..=99 => 7,
        _ => 8,
    }
}

/// What a stem says about which sentence of a text is meant, in eighths of a bit: the rarer, the more.
fn information(stem: Stem, text: &Text) -> u64 {
    match text.spread.get(&stem) {
        // A word of the other text's own says less than one that both have.
        None => 7,
        Some(count) => eighths(
            2 * u64::from(text.sentences) + 2 * u64::from(*count) + 1,
            2 * u64::from(*count) + 1,
        ),
    }
}

/// The binary logarithm of `a / b` in eighths, `a` not below `b`.
fn eighths(a: u64, b: u64) -> u64 {
    // Squaring doubles a logarithm: three times make eighths of it.
    let mut ratio = (a << 16) / b.max(1);
    let mut whole = 0;
    while ratio >= 2 << 16 {
        ratio >>= 1;
        whole += 1;
    }
    let mut eighths = whole;
    for _ in 0..3 {
        ratio = (ratio * ratio) >> 16;
        eighths *= 2;
        if ratio >= 2 << 16 {
            ratio >>= 1;
            eighths += 1;
        }
    }
    eighths
}
