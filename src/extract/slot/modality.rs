//! Whether a sentence says that it happened.

use super::predicate::Predicate;
use super::thing::Thing;
use super::view::View;
use crate::claim::Modality;

/// What a clause says of its own act, then what the clauses above say of it.
pub(super) fn of(view: &View<'_>, thing: Option<Thing>, predicate: &Predicate) -> Modality {
    let mut at = predicate.governor.unwrap_or(view.top);
    if let Some(word) = predicate.words.first().filter(|it| view.class(**it) == "NOUN")
        && view.is_listed(*word, "planning-noun")
    {
        return Modality::Planned;
    }
    // "40 nurses today will not do": so many there are.
    if thing.is_some_and(|it| is_now(view, it.head)) {
        return Modality::Actual;
    }
    // "The 40 flats, expected in spring"
    let planned = |it: &usize| view.tag(*it) == "VBN" && view.is_listed(*it, "planning-own");
    if thing.is_some_and(|it| view.kids(it.head, &["acl"]).any(|it| planned(&it))) {
        return Modality::Planned;
    }
    // "Asked for the removal of 40 posts"
    let wanted = |verb: usize| {
        let of_verb = |it: &usize| view.head(*it) == Some(verb);
        let child =
            std::iter::once(view.top).chain(view.parsed.tree.ancestors(view.top)).find(of_verb);
        let is_for =
            child.is_some_and(|it| view.kids(it, &["case"]).any(|it| view.is_word(it, "for")));
        is_for && view.is_listed(verb, "wanting")
    };
    if wanted(at) {
        return Modality::Planned;
    }
    let mut is_own = true;
    for _ in 0..8 {
        let has = |relations: &[&str], list: &str| {
            view.kids(at, relations).any(|it| view.is_listed(it, list))
        };
        if has(&["aux"], "future") {
            return Modality::Planned;
        }
        if has(&["aux"], "possible") {
            return Modality::Planned;
        }
        if is_own && has(&["advmod", "det"], "not") {
            return Modality::Denied;
        }
        if has(&["advmod"], "alleged") {
            return Modality::Alleged;
        }
        let marked_to = view.kids(at, &["mark"]).any(|it| view.is_word(it, "to"));
        if let Some(above) = view.head(at)
            && view.is(at, &["xcomp", "ccomp", "advcl", "acl", "csubj"])
        {
            let plans = view.is_listed(above, "planning");
            if plans && (marked_to || view.is(at, &["ccomp"])) {
                return Modality::Planned;
            }
            if marked_to && view.is_word(above, "be") {
                return Modality::Planned;
            }
            if view.is(at, &["advcl"])
                && view.kids(at, &["mark"]).any(|it| view.is_listed(it, "if"))
            {
                return Modality::Planned;
            }
            if view.is(at, &["xcomp"]) {
                at = above;
                is_own = false;
                continue;
            }
        }
        let is_to = marked_to && view.kids(at, &["aux", "cop"]).any(|it| view.lemma(it) == "be");
        if is_to || is_own && view.class(at) == "VERB" && plans_itself(view, at) {
            return Modality::Planned;
        }
        if is_own && is_under_way(view, at) {
            return Modality::Ongoing;
        }
        break;
    }
    Modality::Actual
}

/// Whether a noun is said of the present by a word of its own.
fn is_now(view: &View<'_>, noun: usize) -> bool {
    let relations = ["advmod", "nmod:unmarked", "obl:unmarked", "compound"];
    view.kids(noun, &relations).any(|it| it > noun && view.is_listed(it, "now"))
        || view.is_listed(noun, "now")
}

/// `plans 40 flats`, `40 flats are planned`
fn plans_itself(view: &View<'_>, at: usize) -> bool {
    view.is_listed(at, "planning-own")
}

/// `is cutting 40 posts`, `40 posts are being cut`
fn is_under_way(view: &View<'_>, at: usize) -> bool {
    let is_present = |it: usize| view.lemma(it) == "be" && matches!(view.tag(it), "VBZ" | "VBP");
    let has_present = view.kids(at, &["aux"]).any(is_present);
    let is_being = view.kids(at, &["aux"]).any(|it| view.is_word(it, "being"));
    has_present && (view.tag(at) == "VBG" && !view.is_listed(at, "measuring|of-people") || is_being)
}
