//! Blocking keys: claims that share one are compared, all others never meet.

use rustc_hash::{FxHashMap, FxHashSet};

use super::Weights;
use crate::claim::Claim;
use crate::claim::mention::Kind;
use crate::lexicon::Lexicon;

/// Pairs of indices into the claims table, left before right, sorted, each once.
pub(super) fn candidates(
    claims: &[Claim],
    weights: &Weights,
    lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    let mut blocks = FxHashMap::<String, Vec<usize>>::default();
    for (index, claim) in claims.iter().enumerate() {
        for key in keys(claim, lexicon) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut pairs = FxHashSet::default();
    let mut keys: Vec<&String> = blocks.keys().collect();
    keys.sort_unstable();
    for key in keys {
        let mut members = blocks[key].clone();
        if members.len() > weights.longest_block {
            // Neighbours in time are the ones that can speak of one fact.
            members.sort_by_key(|it| (claims[*it].period.and_then(|it| it.start()), *it));
        }
        for (at, &a) in members.iter().enumerate() {
            for &b in members.iter().skip(at + 1).take(weights.longest_block) {
                pairs.insert((a.min(b), a.max(b)));
            }
        }
    }
    let mut pairs: Vec<(usize, usize)> = pairs.into_iter().collect();
    pairs.sort_unstable();
    pairs
}

/// (dimension, class, action), (dimension, class, event), (dimension, entity), (dimension, figure).
fn keys(claim: &Claim, lexicon: &Lexicon) -> Vec<String> {
    let Some(quantity) = claim.quantity else { return Vec::new() };
    if claim.kind.is_time() || claim.kind == Kind::Ordinal {
        return Vec::new();
    }
    let dimension = dimension(claim, lexicon);
    let entity = claim.counted.as_ref().map_or("-", |it| &*it.entity);
    let class = lexicon.nouns.lineage(entity).last().unwrap_or(entity);
    // A nominalised act counts the people it happens to: 2,141 arrests are 2,141 suspects.
    let class = if class == "act" { "person" } else { class };
    let mut keys = vec![format!("{dimension}|is|{entity}")];
    keys.extend(claim.actions.iter().map(|it| format!("{dimension}|{class}|did|{}", it.family)));
    if let Some(event) = &claim.event {
        let whole = event.within.as_deref().unwrap_or(event);
        let head = whole.name.rsplit(' ').next().unwrap_or("").to_lowercase();
        keys.push(format!("{dimension}|{class}|at|{head}"));
    }
    let figure = quantity.stated().filter(|it| it.significant_digits() >= 2);
    keys.extend(figure.map(|it| format!("{dimension}|={}", it.value())));
    // Transposed digits, and those of another power of ten, are the same digits in order.
    let digits = figure.filter(|it| it.significant_digits() >= 3).map(|it| {
        let text = it.value().normalize().mantissa().unsigned_abs().to_string();
        let mut digits: Vec<u8> =
            text.trim_end_matches('0').bytes().filter(|it| *it != b'0').collect();
        digits.sort_unstable();
        String::from_utf8_lossy(&digits).into_owned()
    });
    keys.extend(digits.map(|it| format!("{dimension}|~{it}")));
    keys
}

/// What kind of number it is: only numbers of one dimension can be compared.
pub(super) fn dimension(claim: &Claim, lexicon: &Lexicon) -> String {
    match claim.kind {
        Kind::Count | Kind::List => "count".to_owned(),
        Kind::Money => format!("money {}", claim.currency.as_deref().unwrap_or("")),
        Kind::Measure => {
            let unit = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
            unit.map_or("measure", |it| &*it.dimension).to_owned()
        }
        // "Two thirds of them" is a percentage.
        Kind::Ratio if claim.is_part() => Kind::Percent.name().to_owned(),
        other => other.name().to_owned(),
    }
}
