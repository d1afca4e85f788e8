//! How two claims stand on one slot: the same, one wider than the other, unknown, or excluding each other.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::identity::is_measure;
use super::key::dimension;
use super::weights::Weights;
use crate::claim::{Action, Claim, Compared, Event, Kind, Relation, Slot, Standing};
use crate::lexicon::Lexicon;

pub(super) fn unit(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    // "2,141 arrests" count the persons of "2,141 suspects were arrested".
    let counts_act = |counted: &crate::claim::Counted, other: &Claim| {
        // A raised offer of 6.5 % and 5.6 % that were offered, whatever family that is.
        let is_its_verb = |it: &Action| {
            let ending = it.family.strip_prefix(&*counted.entity);
            !it.is_known && ending.is_some_and(|it| matches!(it, "" | "s" | "ed" | "d" | "ing"))
        };
        let nominal = lexicon.word(&counted.head).and_then(|it| it.nominal);
        let family = nominal.and_then(|it| lexicon.families.family(it));
        other.actions.iter().any(is_its_verb)
            || family
                .is_some_and(|it| other.actions.iter().any(|action| &*action.family == it.name))
    };
    let (x, y) = match (&a.counted, &b.counted) {
        (Some(x), Some(y)) => (x, y),
        (Some(x), None) if counts_act(x, b) => return Standing::LeftWider,
        (None, Some(y)) if counts_act(y, a) => return Standing::RightWider,
        (None, None) if a.unit.is_some() && dimension(a, lexicon) == dimension(b, lexicon) => {
            return Standing::Same;
        }
        _ => return Standing::Unknown,
    };
    // The ages of two people.
    if x.is_age() && y.is_age() && x.qualifiers.is_disjoint(&y.qualifiers) {
        return Standing::Different;
    }
    if x.entity == y.entity {
        return Standing::Same;
    }
    // A net profit is no act of an operating profit.
    let are_measures = is_measure(a, lexicon) && is_measure(b, lexicon);
    if !are_measures && counts_act(x, b) {
        return Standing::LeftWider;
    }
    if !are_measures && counts_act(y, a) {
        return Standing::RightWider;
    }
    if lexicon.nouns.is_a(&y.entity, &x.entity) {
        return Standing::LeftWider;
    }
    if lexicon.nouns.is_a(&x.entity, &y.entity) {
        return Standing::RightWider;
    }
    // Two kinds of person may be the same people, two kinds of vehicle the same boats, and what no lexicon knows may be
    // anything; a person is no vehicle.
    let root = |it: &str| lexicon.nouns.lineage(it).last().filter(|root| *root != it);
    match (root(&x.entity), root(&y.entity)) {
        (Some(of_x), Some(of_y)) if of_x != of_y || are_measures => Standing::Different,
        _ => Standing::Unknown,
    }
}

pub(super) fn action(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    if a.actions.is_empty() || b.actions.is_empty() {
        return Standing::Unknown;
    }
    if is_measure(a, lexicon) && is_measure(b, lexicon) {
        // Profit rose to 5 million, profit made 5 million; but it did not rise and fall.
        let moves = |it: &Claim| -> BTreeSet<Arc<str>> {
            let families = it.actions.iter().map(|it| Arc::clone(&it.family));
            families.filter(|it| lexicon.families.is_change(it)).collect()
        };
        let (x, y) = (moves(a), moves(b));
        let is_opposite = !x.is_empty() && !y.is_empty() && x.is_disjoint(&y);
        return if is_opposite { Standing::Different } else { Standing::Unknown };
    }
    let shares = a.actions.iter().any(|x| b.actions.iter().any(|y| x.family == y.family));
    if shares {
        return Standing::Same;
    }
    let are_related = |x: &str, y: &str| lexicon.families.are_related(x, y);
    if a.actions.iter().any(|x| b.actions.iter().any(|y| are_related(&x.family, &y.family))) {
        return Standing::Unknown;
    }
    // An unknown verb proves no difference, and nor does one that says how a number moved beside one that
    // says what was done: 300 jobs lost, 300 jobs cut.
    let is_change = |it: &Action| lexicon.families.is_change(&it.family);
    // Houses that vanish and houses that are buried are lost alike: the acts are those done to people.
    let is_meant = |of: &Claim, it: &Action| {
        it.is_known && !(is_thing(of, lexicon) && lexicon.families.is_of_people(&it.family))
    };
    let known = |of: &Claim, is_move: bool| {
        of.actions.iter().any(|it| is_meant(of, it) && is_change(it) == is_move)
    };
    let excludes = [true, false].into_iter().any(|it| known(a, it) && known(b, it));
    if excludes { Standing::Different } else { Standing::Unknown }
}

/// Whether what is counted is surely no people, nor anything that stands for them.
fn is_thing(claim: &Claim, lexicon: &Lexicon) -> bool {
    const THINGS: [&str; 8] = [
        "structure",
        "place",
        "vehicle",
        "device",
        "product",
        "substance",
        "document",
        "money-amount",
    ];
    let is_a = |entity: &str| THINGS.iter().any(|it| lexicon.nouns.is_a(entity, it));
    // A list of countries is one of those who did it.
    claim.kind != Kind::List
        && (claim.kind == Kind::Money || claim.counted.as_ref().is_some_and(|it| is_a(&it.entity)))
}

pub(super) fn place(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    if a.places.is_empty() || b.places.is_empty() {
        return one_sided(a.places.is_empty(), b.places.is_empty());
    }
    let any = |test: &dyn Fn(&crate::claim::Place, &crate::claim::Place) -> bool| {
        a.places.iter().any(|x| b.places.iter().any(|y| test(x, y)))
    };
    if any(&|x, y| x.name == y.name) {
        return Standing::Same;
    }
    if any(&|x, y| y.within.contains(&x.name)) {
        return Standing::LeftWider;
    }
    if any(&|x, y| x.within.contains(&y.name)) {
        return Standing::RightWider;
    }
    // "Dombe" is Port Dombe.
    let shares_word = |x: &str, y: &str| {
        x.split(' ').any(|it| lexicon.word(it).is_none() && y.split(' ').any(|other| other == it))
    };
    if any(&|x, y| {
        let is_listed = |it: &str| lexicon.places.find(it).is_some();
        !is_listed(&x.name) && !is_listed(&y.name) && shares_word(&x.name, &y.name)
    }) {
        return Standing::Same;
    }
    // A province that no list has may lie anywhere within what the other side names.
    let is_unlisted =
        |it: &Claim| it.places.iter().all(|it| lexicon.places.find(&it.name).is_none());
    match (is_unlisted(a), is_unlisted(b)) {
        (true, false) => Standing::RightWider,
        (false, true) => Standing::LeftWider,
        _ => Standing::Different,
    }
}

/// Only one side says anything: the silent one may be wider. Both silent: unknown.
fn one_sided(left_is_silent: bool, right_is_silent: bool) -> Standing {
    match (left_is_silent, right_is_silent) {
        (true, false) => Standing::LeftWider,
        (false, true) => Standing::RightWider,
        _ => Standing::Unknown,
    }
}

pub(super) fn period(a: &Claim, b: &Claim, relation: Relation) -> Standing {
    let (Some(x), Some(y)) = (a.period, b.period) else {
        // What a report does not date is news; the strike of 2018 is not.
        let is_old = |old: &Claim, new: &Claim| {
            new.period.is_none() && new.source.published.is_some_and(|it| old.is_background_on(it))
        };
        if !relation.agrees() && (is_old(a, b) || is_old(b, a)) {
            return Standing::Different;
        }
        return one_sided(a.period.is_none(), b.period.is_none());
    };
    if x.is_vague() && y.is_vague() {
        return Standing::Unknown;
    }
    if x == y {
        return Standing::Same;
    }
    if !x.meets(&y) {
        return Standing::Different;
    }
    if x.is_vague() || (x.contains(&y) && !y.is_vague()) {
        return Standing::LeftWider;
    }
    if y.is_vague() || y.contains(&x) {
        return Standing::RightWider;
    }
    Standing::Unknown
}

pub(super) fn event(a: &Claim, b: &Claim) -> Standing {
    match (&a.event, &b.event) {
        (Some(x), Some(y)) => event_standing(x, y),
        (x, y) => one_sided(x.is_none(), y.is_none()),
    }
}

pub(super) fn event_standing(x: &Event, y: &Event) -> Standing {
    let whole = |it: &Event| it.within.as_deref().cloned().unwrap_or_else(|| it.clone());
    let years_differ = x.year.zip(y.year).is_some_and(|(x, y)| x != y);
    if years_differ {
        return Standing::Different;
    }
    match (&x.within, &y.within) {
        (None, None) if alike(x, y) => Standing::Same,
        (Some(_), None) if alike(&whole(x), y) => Standing::RightWider,
        (None, Some(_)) if alike(x, &whole(y)) => Standing::LeftWider,
        (Some(_), Some(_)) if alike(&whole(x), &whole(y)) => {
            let generic = |it: &Event| it.words.len() <= 1;
            if alike(x, y) || generic(x) || generic(y) {
                Standing::Same
            } else {
                Standing::Different
            }
        }
        _ => Standing::Different,
    }
}

/// Two names of one event: most words in common.
fn alike(x: &Event, y: &Event) -> bool {
    let shared = x.words.intersection(&y.words).count();
    let all = x.words.union(&y.words).count();
    let smaller = x.words.len().min(y.words.len());
    shared * 10 >= all * 6 || (smaller >= 2 && shared == smaller)
}

/// `+2·(2J − 1)` bits, J the share of common actors, where both sides name some.
pub(super) fn actors(a: &Claim, b: &Claim, weights: &Weights) -> Compared {
    let shared = a.actors.intersection(&b.actors).count();
    let all = a.actors.union(&b.actors).count();
    let is_silent = a.actors.is_empty() || b.actors.is_empty();
    let half_bits = match (i32::try_from(shared), i32::try_from(all)) {
        (Ok(shared), Ok(all)) if !is_silent && all > 0 => {
            let [same, different] = [weights.actors.same, weights.actors.different].map(i32::from);
            i8::try_from(different + (same - different) * shared / all).unwrap_or(0)
        }
        _ => 0,
    };
    let standing = match half_bits {
        _ if is_silent => Standing::Unknown,
        it if it > 0 => Standing::Same,
        it if it < 0 && shared == 0 => Standing::Different,
        _ => Standing::Unknown,
    };
    Compared { slot: Slot::Actors, standing, half_bits }
}

pub(super) fn narrowing(claim: &Claim) -> BTreeSet<&str> {
    claim.counted.iter().flat_map(|it| it.qualifiers.iter().map(String::as_str)).collect()
}

pub(super) fn overlap(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> Standing {
    if a.is_empty() || b.is_empty() {
        return one_sided(a.is_empty(), b.is_empty());
    }
    if a.intersection(b).next().is_some() { Standing::Same } else { Standing::Different }
}
