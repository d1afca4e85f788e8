//! Which figure of one text stands in the place of which figure of the other.
//!
//! A figure's counterpart is the one whose surroundings are most like its own: common content words
//! near it, the same words right before and after it, the same thing counted. Values count only as a
//! tie-break, so that a figure that stands unchanged elsewhere is not called changed.

use super::words::{Alignment, Side};
use crate::claim::mention::Kind;
use crate::claim::{Claim, Hedge, Period, Relation};

/// Words on either side of a figure that make its context.
const REACH: usize = 12;
/// Nearer words weigh more.
const NEAR: usize = 4;
/// Words between a figure and the nearest common word that still tie it to a place.
const ADJACENT: usize = 3;
/// What an equal value adds when counterparts are chosen, in per cent.
const TIE_BREAK: i32 = 12;

/// How two expressions stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Outcome {
    Agrees,
    Clashes,
}

/// Two expressions in the same place.
#[derive(Clone, Copy, Debug)]
pub(super) struct Counterpart {
    pub(super) left: usize,
    pub(super) right: usize,
    /// How alike their surroundings are, in per cent.
    pub(super) likeness: i32,
    pub(super) outcome: Outcome,
}

/// Every pair of expressions that can be compared at all.
pub(super) fn candidates(a: &Side<'_>, b: &Side<'_>, alignment: &Alignment) -> Vec<Counterpart> {
    let contexts = |of: &Side<'_>| -> Vec<Context> {
        (0..of.claims.len()).map(|it| Context::new(of, it)).collect()
    };
    let (of_a, of_b) = (contexts(a), contexts(b));
    let mut found = Vec::new();
    for (right, y) in b.claims.iter().enumerate() {
        for (left, x) in a.claims.iter().enumerate() {
            let is_list = x.kind == Kind::List || y.kind == Kind::List;
            if is_list || a.places[left].is_empty() || b.places[right].is_empty() {
                continue;
            }
            let Some(outcome) = outcome(x, y) else { continue };
            let sides = anchors(a, b, alignment, left, right);
            let outcome = if sides == (true, true) { strictly(x, y, outcome) } else { outcome };
            let likeness = likeness(&of_a[left], &of_b[right], sides, x, y);
            found.push(Counterpart { left, right, likeness, outcome });
        }
    }
    found
}

/// How many expressions of the second text stand in the place of one of another time: they are of two
/// censuses, and contradict nothing.
pub(super) fn apart(a: &Side<'_>, b: &Side<'_>, alignment: &Alignment, least: i32) -> usize {
    let is_apart = |x: &Claim, y: &Claim| {
        let differ =
            x.quantity.zip(y.quantity).is_some_and(|(x, y)| x.relation(&y) == Relation::Clash);
        differ && x.kind == y.kind && x.period.zip(y.period).is_some_and(|(x, y)| !x.meets(&y))
    };
    let with_place =
        |of: &Side<'_>, it: usize| !of.claims[it].kind.is_time() && !of.places[it].is_empty();
    let all = (0..b.claims.len()).filter(|right| with_place(b, *right));
    all.filter(|&right| {
        let of_b = Context::new(b, right);
        (0..a.claims.len()).filter(|left| with_place(a, *left)).any(|left| {
            let (x, y) = (&a.claims[left], &b.claims[right]);
            let sides = anchors(a, b, alignment, left, right);
            is_apart(x, y) && likeness(&Context::new(a, left), &of_b, sides, x, y) >= least
        })
    })
    .count()
}

/// Each expression with at most one counterpart, the most alike first.
pub(super) fn chosen(a: &Side<'_>, b: &Side<'_>, candidates: &[Counterpart]) -> Vec<Counterpart> {
    let mut sorted = candidates.to_vec();
    let bonus = |it: &Counterpart| if it.outcome == Outcome::Agrees { TIE_BREAK } else { 0 };
    sorted.sort_by_key(|it| (-(it.likeness + bonus(it)), it.right, it.left));
    let (mut left, mut right) = (vec![false; a.claims.len()], vec![false; b.claims.len()]);
    sorted.retain(|it| {
        let is_free = !left[it.left] && !right[it.right];
        if is_free {
            (left[it.left], right[it.right]) = (true, true);
        }
        is_free
    });
    sorted.sort_by_key(|it| it.right);
    sorted
}

/// The content words around an expression with their weights, by stem.
struct Context {
    stems: std::collections::BTreeMap<String, i32>,
    sum: i32,
}

impl Context {
    fn new(side: &Side<'_>, claim: usize) -> Self {
        let place = side.places[claim].clone();
        let mut stems = std::collections::BTreeMap::new();
        let ends = |it: usize| matches!(side.words[it].text.as_str(), "." | "!" | "?");
        let before = (0..place.start).rev().take(REACH).take_while(|it| !ends(*it));
        let after = (place.end..side.words.len()).take(REACH).take_while(|it| !ends(*it));
        for at in before.chain(after) {
            let word = &side.words[at];
            let Some(stem) = word.stem.as_ref().filter(|_| word.owner.is_none()) else { continue };
            let distance = if at < place.start { place.start - at } else { at + 1 - place.end };
            let weight = if distance <= NEAR { 10 } else { 6 };
            let known = stems.entry(stem.clone()).or_insert(0);
            *known = weight.max(*known);
        }
        let sum = stems.values().sum();
        Self { stems, sum }
    }
}

/// Common context, common neighbours and a common unit, in per cent.
fn likeness(
    of_a: &Context,
    of_b: &Context,
    (before, after): (bool, bool),
    a: &Claim,
    b: &Claim,
) -> i32 {
    let shared: i32 = of_b
        .stems
        .iter()
        .filter_map(|(stem, weight)| of_a.stems.get(stem).map(|it| *it.min(weight)))
        .sum();
    let smaller = of_a.sum.min(of_b.sum);
    let mut context = match smaller {
        0 if of_a.sum == of_b.sum => 35,
        0 => 0,
        _ => shared * 70 / smaller,
    };
    if of_a.stems.len().min(of_b.stems.len()) < 2 {
        context = context * 4 / 5;
    }
    let unit = match (a.unit_name(), b.unit_name()) {
        (Some(x), Some(y)) if x == y => 10,
        (Some(_), Some(_)) => -15,
        _ => 0,
    };
    context + 15 * i32::from(before) + 15 * i32::from(after) + unit
}

/// Whether the nearest common word before, and the one after, stand right beside both expressions.
fn anchors(
    a: &Side<'_>,
    b: &Side<'_>,
    alignment: &Alignment,
    left: usize,
    right: usize,
) -> (bool, bool) {
    let (x, y) = (&a.places[left], &b.places[right]);
    let same = |it: usize| alignment.same.get(it).copied().flatten();
    let before = (1..=ADJACENT)
        .filter_map(|it| y.start.checked_sub(it))
        .find_map(same)
        .is_some_and(|it| it < x.start && x.start - it <= ADJACENT);
    let after = (0..ADJACENT)
        .find_map(|it| same(y.end + it))
        .is_some_and(|it| it >= x.end && it - x.end < ADJACENT);
    let both_open = x.start == 0 && y.start == 0;
    let both_close = x.end == a.words.len() && y.end == b.words.len();
    (before || both_open, after || both_close)
}

/// Whether the two agree; `None` where they cannot be compared.
fn outcome(a: &Claim, b: &Claim) -> Option<Outcome> {
    if a.kind.is_time() && b.kind.is_time() {
        return times(a, b);
    }
    let is_same_sort = match (a.kind, b.kind) {
        (Kind::Measure, Kind::Measure) => a.unit == b.unit,
        (x, y) => x == y && !x.is_time(),
    };
    // Figures of different times are different figures.
    let are_apart = a.period.zip(b.period).is_some_and(|(x, y)| !x.meets(&y));
    if !is_same_sort || are_apart {
        return None;
    }
    let relation = a.quantity?.relation(&b.quantity?);
    Some(if relation == Relation::Clash { Outcome::Clashes } else { Outcome::Agrees })
}

fn times(a: &Claim, b: &Claim) -> Option<Outcome> {
    let (x, y) = (a.period?, b.period?);
    if x.is_vague() || y.is_vague() {
        return None;
    }
    let day = |it: Period| it.start().filter(|start| Period::day(*start) == it);
    let has_year =
        |it: &Claim| it.text.split(|it: char| !it.is_ascii_digit()).any(|it| it.len() == 4);
    let has_digits = |it: &Claim| it.text.contains(|it: char| it.is_ascii_digit());
    let agrees = match (day(x), day(y)) {
        // "December 12" is the twelfth of December of any year.
        (Some(x), Some(y)) if has_digits(a) && has_digits(b) && !(has_year(a) && has_year(b)) => {
            (x.month(), x.day()) == (y.month(), y.day())
        }
        _ => x.meets(&y),
    };
    Some(if agrees { Outcome::Agrees } else { Outcome::Clashes })
}

/// Between the same words a changed bound or range is a change, even where both could hold.
fn strictly(a: &Claim, b: &Claim, outcome: Outcome) -> Outcome {
    let (Some(x), Some(y)) = (a.quantity, b.quantity) else { return outcome };
    let is_bound = |it: Hedge| !matches!(it, Hedge::About | Hedge::Nearly | Hedge::Vague);
    let changed = match (x.stated(), y.stated()) {
        (Some(of_x), Some(of_y)) => of_x.value() != of_y.value(),
        (None, None) => x.written() != y.written(),
        _ => false,
    };
    if x.hedge() == y.hedge() && changed && is_bound(x.hedge()) {
        return Outcome::Clashes;
    }
    outcome
}
