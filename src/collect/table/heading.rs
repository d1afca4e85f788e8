//! What stands above a column, and the unit it gives.

use super::super::Context;
use super::shape::{is_figure, is_time};

/// What a heading or a caption says of the figures under it.
#[derive(Debug, Default)]
pub(super) struct Heading {
    /// The words without what stands in brackets.
    pub(super) words: String,
    /// What follows each figure: `million dollars`, `%`.
    pub(super) unit: String,
    /// A year that stands before or behind the words: "2024 votes".
    pub(super) time: String,
}

impl Heading {
    /// Takes the unit out of its brackets: "Revenue (in millions of dollars)", "Share, %".
    pub(super) fn of(text: &str) -> Self {
        let mut words = text.trim().to_owned();
        let mut unit = String::new();
        while let Some((start, end)) = bracket(&words) {
            let inner = words[start + 1..end].trim().to_owned();
            words.replace_range(start..=end, " ");
            if unit.is_empty() && is_unit(&inner) {
                unit = spoken(&inner);
            }
        }
        for ending in ["%", "percent", "per cent"] {
            if let Some(rest) = words.trim_end().strip_suffix(ending).filter(|_| unit.is_empty()) {
                unit.push('%');
                words = rest.trim_end_matches([' ', ',', ':']).to_owned();
            }
        }
        // "in millions of dollars" may stand without brackets.
        let lower = words.to_lowercase();
        if let Some(at) = lower.find(" in ").filter(|_| unit.is_empty())
            && words.is_char_boundary(at)
            && is_unit(words[at..].trim())
        {
            unit = spoken(words[at..].trim());
            words.truncate(at);
        }
        let mut words: Vec<&str> = words.split_whitespace().collect();
        let time = match words.as_slice() {
            [.., _, last] if is_time(last) => words.pop(),
            [first, _, ..] if is_time(first) => Some(words.remove(0)),
            _ => None,
        };
        let time = time.unwrap_or_default().to_owned();
        Self { words: words.join(" "), unit, time }
    }

    /// Whether the unit of a caption is that of the column: "(million dollars)" makes no amounts of schools.
    pub(super) fn takes(&self, unit: &str, context: Context<'_>) -> bool {
        let lexicon = context.lexicon;
        let is_money = || {
            let mut words = unit.split(' ');
            words.any(|it| {
                lexicon.units.currency_word(it).or(lexicon.units.currency_symbol(it)).is_some()
            })
        };
        let nouns = || {
            let nouns = self.words.split(' ').filter_map(|it| lexicon.word(it)?.noun);
            nouns.filter_map(|it| Some((lexicon.nouns.entity(it.0)?, it.1)))
        };
        // Many of a thing are counted, unless what is told of them is money.
        let is_amount = || nouns().any(|it| lexicon.nouns.is_a(it.0, "money-amount"));
        let is_counted =
            || nouns().any(|it| it.1 && lexicon.nouns.is_tangible(it.0)) && !is_amount();
        self.unit.is_empty() && !unit.is_empty() && !(is_money() && is_counted())
    }
}

/// The first pair of brackets.
fn bracket(text: &str) -> Option<(usize, usize)> {
    let start = text.find(['(', '['])?;
    let end = text[start..].find([')', ']'])? + start;
    Some((start, end))
}

const SCALES: &[&str] = &["thousand", "million", "billion", "trillion", "crore", "lakh"];

/// A scale, a currency sign or a unit that is short enough to be one.
fn is_unit(text: &str) -> bool {
    let lower = text.to_lowercase();
    SCALES.iter().any(|it| lower.contains(it))
        || lower.contains(['$', '€', '£', '¥', '%', '₹'])
        || lower.starts_with("in ")
        || (text.len() <= 6 && !text.contains(' ') && !is_figure(text))
}

/// A unit as it is said behind a figure: "in millions of dollars" is "million dollars".
fn spoken(unit: &str) -> String {
    let words = unit
        .split_whitespace()
        .filter(|it| !matches!(it.to_lowercase().as_str(), "in" | "of" | "the"));
    let one = |it: &str| {
        let lower = it.to_lowercase();
        let scale =
            SCALES.iter().find(|scale| lower.strip_suffix('s').unwrap_or(&lower) == **scale);
        scale.map_or_else(|| it.to_owned(), |it| (*it).to_owned())
    };
    let mut words: Vec<String> = words.map(one).collect();
    // "$ million" is said with the dollars behind.
    if words.len() == 2 && SCALES.contains(&words[1].as_str()) {
        words.swap(0, 1);
    }
    words.join(" ")
}
