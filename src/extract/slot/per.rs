//! For each of what a rate is.

use super::phrase;
use super::view::View;
use crate::claim::mention::Kind;

/// "a day", "per pupil", "each": the lemma of what a figure is so much for.
pub(super) fn of(view: &View<'_>) -> Option<String> {
    let found = view.parsed.patterns.first("per", view, view.top).or_else(|| beside(view));
    found.map(|it| view.lemma(it).to_owned())
}

/// An amount right before "a", "per" or "every" and a noun.
fn beside(view: &View<'_>) -> Option<usize> {
    let at = view.last() + 1;
    let is_amount = matches!(view.kind, Kind::Money | Kind::Measure);
    let is_each = view.is_word(at, "per")
        || is_amount && ["a", "an", "each", "every"].iter().any(|it| view.is_word(at, it));
    let is_noun =
        view.tag(at + 1) == "NN" && (view.is_word(at, "per") || phrase::is_unit(view, at + 1));
    (is_each && is_noun).then_some(at + 1)
}
