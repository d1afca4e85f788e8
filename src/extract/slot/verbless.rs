//! Rows, headlines and notes: figures beside their noun without a verb between them.

use super::phrase;
use super::thing::Thing;
use super::view::View;

/// The noun beside a figure that no verb stands with: the one that ends right before it, past a colon or a bar, or the one
/// right after a count.
pub(super) fn thing(view: &View<'_>) -> Option<Thing> {
    let before = (0..view.first()).rev().take_while(|it| !is_end(view, *it));
    let noun = before.clone().find(|it| is_noun(view, *it));
    // The head of the phrase: the last of its words.
    let head = noun.or_else(|| after(view))?;
    Some(Thing { head, carrier: head })
}

fn after(view: &View<'_>) -> Option<usize> {
    let mut words = (view.last() + 1..view.length())
        .take_while(|it| matches!(view.class(*it), "NOUN" | "PROPN" | "ADJ"));
    let first = words.next()?;
    let last = words.last().unwrap_or(first);
    is_noun(view, last).then_some(last)
}

fn is_end(view: &View<'_>, at: usize) -> bool {
    let is_verb = view.class(at) == "VERB" || view.class(at) == "AUX";
    is_verb || matches!(view.form(at), ";" | "." | ",") || view.is_number(at)
}

fn is_noun(view: &View<'_>, at: usize) -> bool {
    matches!(view.class(at), "NOUN" | "PROPN")
        && !view.is_time(at)
        && !view.is_number(at)
        && !phrase::is_unit(view, at)
}
