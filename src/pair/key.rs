//! Blocking keys: claims that share one are compared, all others never meet.

use rayon::prelude::*;
use rustc_hash::FxHashMap;

use super::Weights;
use super::story::Stories;
use crate::claim::mention::Kind;
use crate::claim::{BlockKind, Claim, Document};
use crate::lexicon::Lexicon;

/// How many neighbours in time of a crowded key are compared whatever story they tell.
const NEIGHBOURS: usize = 4;
/// How many neighbours in its own document a claim is compared with: what checks of one text hold together stands
/// side by side.
const OWN: usize = 16;

/// Pairs of indices into the claims table, left before right, sorted, each once.
///
/// A key that more claims share than `longest_block` of the weights is divided: claims of one story are compared, and
/// claims of one place, and a few neighbours in time.
pub(super) fn candidates(
    documents: &[Document],
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
    let cells: Vec<Option<usize>> = claims.iter().map(|it| table_of(documents, it)).collect();
    let known = Known { claims, cells: &cells, stories };
    let mut pairs: Vec<(usize, usize)> =
        blocks.par_iter().flat_map_iter(|it| pairs_of(it, &known, weights)).collect();
    pairs.par_sort_unstable();
    pairs.dedup();
    pairs
}

/// What is known of all claims.
struct Known<'k> {
    claims: &'k [Claim],
    /// For each claim the document it is a cell of.
    cells: &'k [Option<usize>],
    stories: &'k Stories,
}

/// The document of which a claim is a cell.
fn table_of(documents: &[Document], claim: &Claim) -> Option<usize> {
    let block = documents.get(claim.document)?.blocks.get(claim.block)?;
    (block.kind == BlockKind::Row).then_some(claim.document)
}

/// The pairs of claims that share one key.
fn pairs_of(members: &[usize], known: &Known<'_>, weights: &Weights) -> Vec<(usize, usize)> {
    let Known { claims, stories, .. } = known;
    let mut pairs = Vec::new();
    let most = weights.longest_block;
    if members.len() <= most {
        neighbours(members, most, known, &mut pairs);
        return pairs;
    }
    let start = |it: &usize| claims.get(*it).and_then(|it| it.period).and_then(|it| it.start());
    let mut sorted = members.to_vec();
    sorted.sort_by_key(|it| (start(it), *it));
    neighbours(&sorted, NEIGHBOURS, known, &mut pairs);
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
        neighbours(group, most, known, &mut pairs);
    }
    pairs
}

/// Each claim with so many of those after it; the cells of one document, which are two facts, stay apart.
fn neighbours(members: &[usize], most: usize, known: &Known<'_>, pairs: &mut Vec<(usize, usize)>) {
    let table = |at: usize| members.get(at).and_then(|it| *known.cells.get(*it)?);
    // Where the run of cells of one document ends that each member stands in: thousands are passed in one step.
    let mut ends: Vec<usize> = (1..=members.len()).collect();
    for at in (1..members.len()).rev() {
        if table(at).is_some() && table(at) == table(at - 1) {
            ends[at - 1] = ends[at];
        }
    }
    let document = |it: usize| known.claims.get(it).map(|it| it.document);
    for (at, &a) in members.iter().enumerate() {
        let (mut next, mut found, mut own) = (at + 1, 0, 0);
        while let Some(&b) = members.get(next).filter(|_| found < most) {
            if table(at).is_some() && table(at) == table(next) {
                next = ends[next];
                continue;
            }
            let is_own = document(a) == document(b);
            if !is_own || own < OWN {
                pairs.push((a.min(b), a.max(b)));
            }
            own += usize::from(is_own);
            (next, found) = (next + 1, found + 1);
        }
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
