//! How messages name figures, things and actions.

use rust_decimal::Decimal;
use rustc_hash::FxHashSet;

use crate::claim::Claim;
pub(super) use crate::claim::grouped;

/// A larger figure is said with a word for its scale.
const LEAST_SCALED: Decimal = Decimal::from_parts(1_000_000, 0, 0, false, 0);
/// Digits behind the point of such a figure.
const MOST_DECIMALS: u32 = 3;

/// A sum or a difference as texts write it: `726.1 billion`; with all its digits where it has many.
pub(super) fn amount(value: Decimal) -> String {
    const SCALES: [(&str, i64); 3] =
        [("trillion", 1_000_000_000_000), ("billion", 1_000_000_000), ("million", 1_000_000)];
    if value.abs() < LEAST_SCALED {
        return grouped(value);
    }
    let scaled = SCALES.iter().find_map(|(word, scale)| {
        let scale = Decimal::from(*scale);
        let shown = (value / scale).normalize();
        (value.abs() >= scale && shown.scale() <= MOST_DECIMALS)
            .then(|| format!("{} {word}", grouped(shown)))
    });
    scaled.unwrap_or_else(|| grouped(value))
}

/// The figure without its hedge, as written first.
pub(super) fn figure(claim: &Claim) -> String {
    claim
        .quantity
        .and_then(|it| it.stated())
        .map_or_else(|| claim.text.clone(), |it| grouped(it.value()))
}

/// The different figures of a group, as written, each once.
pub(super) fn figures(claims: &[&Claim]) -> String {
    let mut seen = FxHashSet::default();
    let mut texts = Vec::new();
    for claim in claims {
        let value = claim.quantity.map_or(Decimal::ZERO, |it| it.leading());
        let is_time = claim.kind.is_time();
        let time = claim.period.filter(|_| is_time);
        let weekday = claim.weekday.filter(|_| is_time && time.is_none());
        if seen.insert((value, time, weekday)) {
            texts.push(claim.text.clone());
        }
    }
    join(&texts, "against")
}

/// What two claims count, in the fewer words; where no noun says it, what was done, or what sort of figure it is.
pub(super) fn unit(left: &Claim, right: &Claim) -> String {
    let shortest = [left, right]
        .into_iter()
        .filter_map(|it| it.counted.as_ref())
        .min_by_key(|it| it.text.len());
    if let Some(counted) = shortest {
        return counted.text.clone();
    }
    let known = [left, right].into_iter().flat_map(|it| &it.actions).find(|it| it.is_known);
    known.map_or_else(|| left.kind.name().to_owned(), |it| it.word.clone())
}

/// The different actions of a group: `one source says "repatriated", another "apprehended"`.
pub(super) fn actions(claims: &[&Claim]) -> String {
    let mut seen = FxHashSet::<&str>::default();
    let mut words = Vec::new();
    for action in claims.iter().filter_map(|it| it.actions.first()) {
        if seen.insert(&action.family) {
            words.push(format!("\"{}\"", action.word));
        }
    }
    let Some((first, others)) = words.split_first() else { return String::new() };
    match others {
        [] => format!("both sources say {first}"),
        [other] => format!("one source says {first}, another {other}"),
        _ => format!("sources say {}", join(&words, "and")),
    }
}

fn join(parts: &[String], last: &str) -> String {
    match parts {
        [] => String::new(),
        [only] => only.clone(),
        [first @ .., end] => format!("{} {last} {end}", first.join(", ")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_have_words_for_their_scale() {
        let of = |it: i128| amount(Decimal::from_i128_with_scale(it, 1));
        assert_eq!(of(7_261_000_000_000), "726.1 billion");
        assert_eq!(of(-20_000_000), "-2 million");
        assert_eq!(of(12_345_670), "1,234,567");
        assert_eq!(of(9_999_995), "999,999.5");
        assert_eq!(of(12_345_670_000_000), "1,234.567 billion");
    }
}
