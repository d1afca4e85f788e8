//! Clauses that leave their verb out: "Sales rose by 4 percent and profits by 2 percent", "the board counted 40 and the
//! union 60".
//!
//! A figure after a figure of its kind, with a coordinator and a noun phrase but no verb between them, takes the verb of the
//! first; what its noun phrase is, the subject of that verb tells.

use super::view::View;

/// The noun phrase that stands for the subject of the verb that is left out, by its head word.
pub(super) fn subject(view: &View<'_>, before: &View<'_>) -> Option<usize> {
    const LONGEST: usize = 12;
    let between = before.last() + 1..view.first();
    if view.kind != before.kind || between.len() > LONGEST || between.is_empty() {
        return None;
    }
    // "The sale of 12 boats, the hire of 40 crews": each has a noun of its own.
    let has_own = view.parsed.patterns.first("counted", view, view.top).is_some();
    let is_of = view.first().checked_sub(1).is_some_and(|it| view.is_word(it, "of"));
    if has_own || is_of {
        return None;
    }
    // "And imports by 11 percent": a plural that looks like a verb, right after "and".
    let is_plural = |it: usize| {
        view.tag(it) == "VBZ" && it.checked_sub(1).is_some_and(|it| view.class(it) == "CCONJ")
    };
    // "The number of injured": they are no verb there.
    let is_people = |it: usize| {
        let before = it.checked_sub(1).map_or("", |it| view.class(it));
        view.is_listed(it, "of-people") && matches!(before, "ADP" | "DET")
    };
    let is_verb =
        |it: usize| matches!(view.class(it), "VERB" | "AUX") && !is_plural(it) && !is_people(it);
    if between.clone().any(is_verb) {
        return None;
    }
    let is_marker = |it: &usize| matches!(view.class(*it), "ADP" | "ADV" | "PART");
    let head = between.clone().rev().find(|it| !is_marker(it))?;
    let is_noun = |it: usize| {
        let stands =
            matches!(view.class(it), "NOUN" | "PROPN" | "PRON") || is_plural(it) || is_people(it);
        stands && !view.is_time(it)
    };
    if !is_noun(head) {
        return None;
    }
    let is_inside = |it: &usize| {
        matches!(view.class(*it), "NOUN" | "PROPN" | "ADJ" | "DET" | "ADP" | "PART" | "PRON")
            || is_plural(*it)
            || is_people(*it)
            || view.form(*it) == "-"
    };
    let first = between.clone().rev().skip_while(is_marker).take_while(is_inside).last()?;
    let opener = first.checked_sub(1).filter(|it| between.contains(it))?;
    let joins = view.class(opener) == "CCONJ" || matches!(view.form(opener), "," | ";");
    // The head of "emissions of the power plants": before its first preposition.
    let end = (first..head).find(|it| view.class(*it) == "ADP").map_or(head, |it| it - 1);
    (joins && is_noun(end)).then_some(end)
}
