//! What a figure counts or measures.

use super::phrase;
use super::view::View;

/// The counted or measured thing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Thing {
    /// Its head word.
    pub(super) head: usize,
    /// The word the figure was found at on the way: the noun whose "of" leads to the thing.
    pub(super) carrier: usize,
}

/// How many nouns may stand between a figure and what it counts: "a rise of 4 percent in the number of visits".
const LONGEST: usize = 5;

/// The thing of the figure, where its sentence says it.
pub(super) fn of(view: &View<'_>) -> Option<Thing> {
    let patterns = view.parsed.patterns;
    if let Some(people) = people(view) {
        return Some(people);
    }
    let first = patterns.first("thing", view, view.top).or_else(|| beside(view));
    let mut at = first?;
    let mut carrier = at;
    for _ in 0..LONGEST {
        let is_unit = view.is_number(at) || phrase::is_unit(view, at);
        let next = if is_unit {
            patterns.first("of-unit", view, at)
        } else if phrase::is_pronoun(view, at) {
            Some(antecedent(view, at)?)
        } else {
            None
        };
        let next = next.or_else(|| patterns.first("through", view, at));
        match next.filter(|next| *next != at && !view.is_figure(*next)) {
            Some(next) => {
                carrier = at;
                at = next;
            }
            // A unit whose thing the sentence leaves out.
            None if is_unit => return None,
            None => break,
        }
    }
    let can_be = matches!(view.class(at), "NOUN" | "PROPN" | "ADJ" | "VERB" | "X" | "SYM");
    can_be.then_some(Thing { head: at, carrier })
}

/// `40 dead`, `12 injured in Rome`: a count right before a word that stands for people, with no noun after it.
fn people(view: &View<'_>) -> Option<Thing> {
    let at = view.last() + 1;
    let stands = view.kind == crate::claim::mention::Kind::Count
        && view.is_listed(at, "of-people")
        && view.tag(at) != "NNS"
        && !matches!(view.tag(at), "VBD" | "VB" | "VBP" | "VBZ")
        && !matches!(view.class(at + 1), "NOUN" | "PROPN" | "ADJ");
    stands.then_some(Thing { head: at, carrier: at })
}

/// The noun right after a count: where the tree leads nowhere, its neighbours still do.
fn beside(view: &View<'_>) -> Option<usize> {
    let is_part = |it: &usize| {
        matches!(view.class(*it), "NOUN" | "PROPN" | "ADJ")
            && !view.is_number(*it)
            && !view.is_time(*it)
    };
    let last = (view.last() + 1..view.length()).take_while(is_part).last()?;
    let is_count = matches!(view.kind, crate::claim::mention::Kind::Count);
    (is_count && matches!(view.class(last), "NOUN" | "PROPN")).then_some(last)
}

/// What "which", "who" or "whom" stands for: the noun its clause hangs on.
pub(super) fn antecedent(view: &View<'_>, at: usize) -> Option<usize> {
    if !matches!(view.tag(at), "WDT" | "WP" | "WP$") {
        return None;
    }
    let clause = view.parsed.tree.ancestors(at).find(|it| view.is(*it, &["acl:relcl"]));
    clause.and_then(|it| view.head(it))
}
