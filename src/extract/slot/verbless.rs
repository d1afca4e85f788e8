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

/// `| Depth | 40 m | 38 m |`: what a cell of nothing but figures says is of what its row is called.
pub(super) fn row(view: &View<'_>) -> Option<Thing> {
    let is_bar = |at: &usize| view.form(*at) == "|";
    let bars = (0..view.length()).filter(is_bar).count();
    let start = (0..view.first()).rfind(is_bar).filter(|_| bars > 1)?;
    let end = (view.last() + 1..view.length()).find(is_bar).unwrap_or(view.length());
    let is_word = |at: &usize| {
        view.form(*at).starts_with(char::is_alphabetic)
            && !view.is_figure(*at)
            && !view.is_number(*at)
            && !view.is_time(*at)
    };
    let says_nothing = !(start..end).any(|it| is_word(&it) && !phrase::is_unit(view, it));
    let first = (0..start).find(is_word).filter(|_| says_nothing)?;
    let label = first..(first..start).find(is_bar).unwrap_or(start);
    let noun = label.clone().rfind(|it| is_noun(view, *it));
    let head = noun.or_else(|| label.rev().find(is_word))?;
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
