//! Who is said to have said the figure.

use std::ops::Range;

use super::phrase;
use super::predicate::Predicate;
use super::view::View;
use crate::claim::Kind;

/// The words that only say who says it: "…, the ministry in Oslo said". A noun phrase between a comma and a verb of saying
/// that nothing follows but when or where it was said is one, whatever the tree makes of it.
pub(super) fn aside(view: &View<'_>) -> Option<Range<usize>> {
    let says = |at: &usize| view.is_listed(*at, "telling") && view.class(*at) == "VERB";
    let verb = (view.last() + 1..view.length()).rev().find(says)?;
    let is_inside = |at: &usize| {
        matches!(view.class(*at), "NOUN" | "PROPN" | "ADJ" | "DET" | "ADP" | "PART" | "PRON")
    };
    let first = (view.last() + 1..verb).rev().take_while(is_inside).last()?;
    let opens = first
        .checked_sub(1)
        .is_some_and(|at| at > view.last() && matches!(view.form(at), "," | "\"" | "”"));
    let next = verb + 1;
    let ends = matches!(view.class(next), "PUNCT" | "ADP" | "ADV" | "") || view.is_time(next);
    (opens && ends).then_some(first..verb)
}

/// The head word of who says it.
pub(super) fn of(
    view: &View<'_>,
    predicate: &Predicate,
    aside: Option<&Range<usize>>,
) -> Option<usize> {
    let of_aside = aside.and_then(|aside| {
        let end = aside.clone().skip(1).find(|it| view.class(*it) == "ADP").unwrap_or(aside.end);
        (aside.start..end).rev().find(|it| matches!(view.class(*it), "NOUN" | "PROPN" | "PRON"))
    });
    let found = of_aside.or_else(|| in_tree(view, predicate)).or_else(|| beside_tree(view))?;
    // A pronoun says no more than that somebody does.
    let is_somebody = !phrase::is_pronoun(view, found) || view.is_listed(found, "speaker");
    is_somebody.then_some(found)
}

/// Along the words above the figure: "…, the mayor said", "according to the mayor", "the mayor said that …".
fn in_tree(view: &View<'_>, predicate: &Predicate) -> Option<usize> {
    let patterns = view.parsed.patterns;
    let start = predicate.governor.unwrap_or(view.top);
    let holds = |at: usize| view.holds_figure(at);
    for at in std::iter::once(start).chain(view.parsed.tree.ancestors(start)) {
        let beside = patterns.first("said-beside", view, at);
        // "Police counted 40": but of money whose it is gives it, "the firm reported a profit of 5 dollars".
        let stated = (at == start && view.kind != Kind::Money)
            .then(|| patterns.first("stated", view, at))
            .flatten();
        let above = || patterns.first("said-above", view, at);
        let found = beside.or(stated.filter(|it| !holds(*it))).or_else(above);
        if let Some(found) = found.filter(|it| !holds(*it)) {
            return Some(found);
        }
    }
    None
}

/// Where the tree goes astray: a verb of saying before the figure without an object of its own, or one after it behind a
/// comma, with its subject.
fn beside_tree(view: &View<'_>) -> Option<usize> {
    let says = |at: &usize| {
        view.is_listed(*at, "telling") && matches!(view.tag(*at), "VBD" | "VBZ" | "VBP")
    };
    let subject = |at: usize| {
        let own = view.kids(at, &["nsubj"]).next();
        // "After the fire in Leeds officials said": the noun right before it, whatever it hangs on.
        let beside = || at.checked_sub(1).filter(|it| matches!(view.class(*it), "NOUN" | "PROPN"));
        own.or_else(beside).filter(|it| !view.holds_figure(*it) && !view.is_number(*it))
    };
    let after = (view.last() + 1..view.length()).filter(says).find_map(|at| {
        let who = subject(at).filter(|it| *it > view.last())?;
        let first = view.parsed.tree.subtree(who).into_iter().min()?.min(at);
        let opens =
            first.checked_sub(1).is_some_and(|it| matches!(view.form(it), "," | "\"" | "”"));
        opens.then_some(who)
    });
    // "That 40 died was reported by the ministry"
    let told = |at: &usize| view.is_listed(*at, "saying") && view.is_passive(*at);
    let agent =
        |at: usize| view.kids(at, &["obl:agent"]).next().filter(|it| !view.holds_figure(*it));
    let after = after.or_else(|| (view.last() + 1..view.length()).filter(told).find_map(agent));
    after.or_else(|| {
        let before = (0..view.first()).rev().take_while(|it| view.form(*it) != ";");
        before.filter(says).find_map(|at| subject(at).filter(|it| *it < at))
    })
}
