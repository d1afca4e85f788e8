//! Blocking keys: claims that share one are compared, all others never meet.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Weights;
use super::story::Stories;
use crate::claim::Claim;
use crate::claim::mention::Kind;
use crate::lexicon::Lexicon;

/// How many neighbours in time of a crowded key are compared whatever story they tell.
const NEIGHBOURS: usize = 4;

/// Pairs of indices into the claims table, left before right, sorted, each once.
///
/// A key that more claims share than `longest_block` of the weights is divided: claims of one story are compared, and
/// claims of one place, and a few neighbours in time.
pub(super) fn candidates(
    claims: &[Claim],
    stories: &Stories,
    weights: &Weights,
    lexicon: &Lexicon,
) -> Vec<(usize, usize)> {
    let mut blocks = FxHashMap::<String, Vec<usize>>::default();
    for (index, claim) in claims.iter().enumerate() {
        for key in keys(claim, lexicon) {
            blocks.entry(key).or_default().push(index);
        }
    }
    let mut blocks: Vec<Vec<usize>> = blocks.into_values().filter(|it| it.len() > 1).collect();
    blocks.sort_unstable();
    let mut pairs: Vec<(usize, usize)> =
        blocks.par_iter().flat_map_iter(|it| pairs_of(it, claims, stories, weights)).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// The pairs of claims that share one key.
fn pairs_of(
    members: &[usize],
    claims: &[Claim],
    stories: &Stories,
    weights: &Weights,
) -> Vec<(usize, usize)> {
    let mut pairs = Vec::new();
    let most = weights.longest_block;
    if members.len() <= most {
        neighbours(members, most, &mut pairs);
        return pairs;
    }
    let start = |it: &usize| claims.get(*it).and_then(|it| it.period).and_then(|it| it.start());
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|it| (start(it), *it));
    neighbours(&sorted, NEIGHBOURS, &mut pairs);
    let mut of_story = FxHashMap::<usize, Vec<usize>>::default();
    let mut of_place = FxHashMap::<&str, Vec<usize>>::default();
    for it in sorted {
        let Some(claim) = claims.get(it) else { continue };
        of_story.entry(stories.label(claim.document)).or_default().push(it);
        for place in &claim.places {
            of_place.entry(&place.name).or_default().push(it);
        }
    }
    for group in of_story.values().chain(of_place.values()) {
        neighbours(group, most, &mut pairs);
    }
    pairs
}

/// Each claim with so many of those after it.
fn neighbours(members: &[usize], most: usize, pairs: &mut Vec<(usize, usize)>) {
    for (at, &a) in members.iter().enumerate() {
        pairs.extend(members.iter().skip(at + 1).take(most).map(|&b| (a.min(b), a.max(b))));
    }
}

/// (dimension, class, action), (dimension, class, event), (dimension, entity), (dimension, figure).
fn keys(claim: &Claim, lexicon: &Lexicon) -> Vec<String> {
    let Some(quantity) = claim.quantity else { return Vec::new() };
    if claim.kind.is_time() || claim.kind == Kind::Ordinal {
        return Vec::new();
    }
    // Points are compared with percentages: one may be written for the other.
    let is_points = lexicon.is_in_points(claim);
    let dimension =
        if is_points { Kind::Percent.name().to_owned() } else { dimension(claim, lexicon) };
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
    let digits = figure.map(|it| {
        let mut digits: Vec<u8> = it.digits().bytes().filter(|it| *it != b'0').collect();
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
