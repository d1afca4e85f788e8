//! Which of the things a figure counts: the words that narrow its noun.

use super::phrase;
use super::thing::Thing;
use super::view::View;

/// More words than these narrow nothing.
const MOST: usize = 24;

/// The lemmas that say which things are meant, in the order of the sentence, without repeats.
pub(super) fn of(
    view: &View<'_>,
    thing: Thing,
    predicate: Option<usize>,
    is_aside: impl Fn(usize) -> bool,
) -> Vec<String> {
    let mut at = Vec::new();
    narrowing(view, thing.head, &mut at, 0);
    if thing.carrier != thing.head {
        narrowing(view, thing.carrier, &mut at, 1);
    }
    // "Forty died in the fire": what it happened in says which forty.
    if let Some(predicate) = predicate {
        for oblique in view.kids(predicate, &["obl"]) {
            let is_event =
                view.class(oblique) == "NOUN" && !view.is_time(oblique) && !view.is_number(oblique);
            if is_event && view.parsed.patterns.first("circumstance", view, oblique).is_some() {
                at.push(oblique);
                narrowing(view, oblique, &mut at, 1);
            }
        }
    }
    at.retain(|it| {
        *it != thing.head && !view.is_figure(*it) && !is_aside(*it) && view.is_written(*it)
    });
    at.sort_unstable();
    at.dedup();
    at.truncate(MOST);
    let mut out: Vec<String> = Vec::with_capacity(at.len());
    for word in at.into_iter().map(|it| view.lemma(it).to_owned()) {
        if !out.contains(&word) {
            out.push(word);
        }
    }
    out
}

/// The words that narrow a noun, those of its complements included.
fn narrowing(view: &View<'_>, head: usize, out: &mut Vec<usize>, depth: usize) {
    const DEEPEST: usize = 3;
    if depth > DEEPEST {
        return;
    }
    for child in view.children(head) {
        let says = matches!(view.class(child), "NOUN" | "PROPN" | "ADJ" | "X" | "VERB" | "PRON");
        let is_narrowing = view.is(child, &phrase::NARROWING) || view.is(child, &["nmod", "appos"]);
        // "Boats moored at the pier", "men involved in fraud"
        let is_clause = view.is(child, &["acl"]) || child > head && view.is(child, &["amod"]);
        if !is_narrowing && !is_clause || view.is_time(child) {
            continue;
        }
        if says && !view.is_number(child) && !view.is_listed(child, "empty") {
            out.push(child);
        }
        if is_clause {
            // "boats moored at the pier": the pier says which boats.
            for oblique in view.kids(child, &["obl", "obj"]) {
                if !view.is_time(oblique) && !view.is_number(oblique) {
                    out.push(oblique);
                    narrowing(view, oblique, out, depth + 1);
                }
            }
        } else {
            narrowing(view, child, out, depth + 1);
        }
    }
}
