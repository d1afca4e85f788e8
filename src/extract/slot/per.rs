//! For each of what a rate is.

use super::phrase;
use super::view::View;
use crate::claim::Kind;

/// "a day", "per pupil", "each": the lemma of what a figure is so much for.
pub(super) fn of(view: &View<'_>) -> Option<String> {
    let found = view.parsed.patterns.first("per", view, view.top).or_else(|| beside(view));
    let found = found.or_else(|| each_time(view));
    found.map(|it| view.lemma(it).to_owned())
}

/// `one ship a week`, `25 a day`: so many of them in each.
fn each_time(view: &View<'_>) -> Option<usize> {
    const REACH: usize = 4;
    let is_open = |at: &usize| matches!(view.class(*at), "NOUN" | "ADJ" | "PROPN");
    let first = view.last() + 1;
    let each = (first..first + REACH).find(|it| !is_open(it))?;
    let is_each = ["a", "an", "per", "each", "every"].iter().any(|it| view.is_word(each, it));
    let is_time = view.is_listed(each + 1, "time-unit") && view.tag(each + 1) == "NN";
    let is_whole = !matches!(view.class(each + 2), "NOUN" | "PROPN" | "ADV");
    (view.kind == Kind::Count && is_each && is_time && is_whole).then_some(each + 1)
}

/// An amount right before "a", "per" or "every" and a noun.
fn beside(view: &View<'_>) -> Option<usize> {
    let at = view.last() + 1;
    let is_amount = matches!(view.kind, Kind::Money | Kind::Measure);
    // "20 cents on each ticket"
    let opens = ["on", "for"].iter().any(|it| view.is_word(at, it))
        && ["each", "every"].iter().any(|it| view.is_word(at + 1, it));
    if is_amount && opens && view.tag(at + 2) == "NN" {
        return Some(at + 2);
    }
    let is_apiece = ["each", "apiece"].iter().any(|it| view.is_word(at, it));
    if is_apiece && !matches!(view.class(at + 1), "NOUN" | "ADJ") {
        return Some(at);
    }
    let is_each = view.is_word(at, "per")
        || is_amount && ["a", "an", "each", "every"].iter().any(|it| view.is_word(at, it));
    let is_noun =
        view.tag(at + 1) == "NN" && (view.is_word(at, "per") || phrase::is_unit(view, at + 1));
    (is_each && is_noun).then_some(at + 1)
}
