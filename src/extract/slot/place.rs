//! Where it happened: the places of the figure, not of its sentence.

use std::sync::Arc;

use super::phrase;
use super::predicate::Predicate;
use super::thing::Thing;
use super::view::View;
use crate::claim::Place;
use crate::lexicon::PlaceForm;

/// A figure of more places than these is of none of them.
const MOST: usize = 12;
/// How many clauses above the figure's own may say where.
const CLAUSES: usize = 3;

/// The head words of the places, those nearest to the thing first.
pub(super) fn of(view: &View<'_>, thing: Option<Thing>, predicate: &Predicate) -> Vec<usize> {
    let mut out = Vec::new();
    let mut bases: Vec<usize> = vec![view.top];
    bases.extend(thing.iter().flat_map(|it| [it.head, it.carrier]));
    bases.extend(&predicate.words);
    for base in bases {
        located(view, base, &mut out);
    }
    // "In Oslo, where 40 marched": the noun that the clause hangs on.
    let mut at = predicate.governor.unwrap_or(view.top);
    for _ in 0..CLAUSES {
        let has_where = view.children(at).any(|it| view.is_word(it, "where"));
        let Some(above) = view.head(at) else { break };
        if has_where && view.is(at, &["acl:relcl"]) {
            out.push(above);
        }
        if out.is_empty() {
            located(view, above, &mut out);
        }
        at = above;
    }
    if out.is_empty() {
        let clause = predicate.governor.unwrap_or(at);
        let mut names: Vec<usize> = view.parsed.tree.subtree(clause);
        names.retain(|it| is_name(view, *it));
        names.sort_unstable();
        out = names;
    }
    if out.is_empty() {
        out.extend((1..view.length().min(OPENING)).find(|it| opens(view, *it)));
    }
    let mut seen = Vec::new();
    out.retain(|it| {
        let is_new = !seen.contains(it);
        seen.push(*it);
        is_new && !view.is_figure(*it)
    });
    if out.len() > MOST { Vec::new() } else { out }
}

/// Within so many words a sentence says where all of it happens: "In Oslo", "In the north of Norway".
const OPENING: usize = 4;

/// Whether a place opens the sentence, whatever hangs on it there: "In Oslo police said …".
pub(super) fn opens(view: &View<'_>, at: usize) -> bool {
    let is_in = ["in", "at", "near", "across"].iter().any(|it| view.is_word(0, it));
    is_in && at < OPENING && is_name(view, at)
}

/// The places that hang on a word with "in", "at", "near" or the like, and the names that say where these lie.
fn located(view: &View<'_>, base: usize, out: &mut Vec<usize>) {
    for child in view.kids(base, &["obl", "nmod"]) {
        let is_located = view.parsed.patterns.first("located", view, child).is_some();
        let is_there = matches!(view.class(child), "NOUN" | "PROPN");
        let is_other = view.is_time(child)
            || view.is_number(child)
            || view.is_listed(child, "time-unit|no-place")
            || view.kids(child, &["nummod"]).any(|it| view.is_number(it));
        if !is_located || !is_there || is_other {
            continue;
        }
        out.push(child);
        out.extend(
            view.kids(child, &["conj", "appos", "nmod:poss"])
                .filter(|it| view.class(*it) == "PROPN"),
        );
        located(view, child, out);
    }
}

/// Whether a word is the name of a place that stands for itself.
fn is_name(view: &View<'_>, at: usize) -> bool {
    // "In Oslo police came": the place is no part of the noun behind it.
    let before = at.checked_sub(1);
    let is_in =
        before.is_some_and(|it| ["in", "at", "near"].iter().any(|word| view.is_word(it, word)));
    let stands = is_in || !view.is(at, &["compound", "flat"]);
    view.class(at) == "PROPN" && view.is_place(at) && stands
}

/// The places of these head words, known ones by their canonical names.
pub(super) fn named(view: &View<'_>, heads: impl Iterator<Item = usize>) -> Vec<Place> {
    let gazetteer = &view.parsed.lexicon.places;
    let mut places: Vec<Place> = Vec::new();
    for head in heads {
        let words = view.text(phrase::words(view, head));
        if !words.chars().any(char::is_alphanumeric) {
            continue;
        }
        let known = gazetteer.at(&words).filter(|it| it.2 == PlaceForm::Name);
        let place = known.and_then(|it| gazetteer.place(it.1));
        let place = place.unwrap_or_else(|| Place { name: Arc::from(&*words), within: Vec::new() });
        // "Lyon, France": the second name only says where the first one lies.
        let is_container = places.iter().any(|it| it.within.contains(&place.name));
        if !is_container && !places.contains(&place) {
            places.push(place);
        }
    }
    places
}
