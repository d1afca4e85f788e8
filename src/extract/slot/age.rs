//! How old somebody is: `the driver, 36,`, `Anna Berg (71)`, `She is 36`, `a 61-year-old baker`.

use super::view::View;
use super::{Before, phrase};
use crate::claim::{Kind, Thing, Value};
use crate::lexicon::Tag;

/// The oldest that somebody is.
const OLDEST: i64 = 115;

/// Whose age the figure is, by the head word; `None` where it is no age.
pub(super) fn bearer(view: &View<'_>) -> Option<usize> {
    let Value::Quantity(quantity) = &view.found().value else { return None };
    let years = quantity.leading();
    let is_possible = years.is_integer() && years >= 1.into() && years <= OLDEST.into();
    match view.kind {
        Kind::Measure => of_old(view),
        Kind::Count if is_possible => {
            of_old(view).or_else(|| aged(view)).or_else(|| beside(view)).or_else(|| linked(view))
        }
        _ => None,
    }
}

/// `61 years old`, `a 61-year-old baker`: the word "old" stands right after the years.
fn of_old(view: &View<'_>) -> Option<usize> {
    let after = old(view)?;
    let patterns = view.parsed.patterns;
    patterns.first("of-old", view, after).or_else(|| view.head(after)).or(Some(after))
}

/// Where the expression of an age ends in its sentence, the word "old" included.
pub(super) fn end(view: &View<'_>) -> Option<usize> {
    old(view).and_then(|it| view.node(it)).map(|it| it.span.end)
}

/// The word "old" right after the years.
fn old(view: &View<'_>) -> Option<usize> {
    const REACH: usize = 4;
    let is_between =
        |at: &usize| matches!(view.form(*at), "-" | "–") || view.is_listed(*at, "time-unit");
    let first = view.last() + 1;
    let after = (first..first + REACH).find(|it| !is_between(it))?;
    view.is_word(after, "old").then_some(after)
}

/// `aged 71`, `age 6`, `at the age of 40`
fn aged(view: &View<'_>) -> Option<usize> {
    let before = view.first().checked_sub(1)?;
    let word = match view.form(before) {
        "of" => before.checked_sub(1)?,
        _ => before,
    };
    let is_aged = ["age", "aged"].iter().any(|it| view.is_word(word, it));
    is_aged.then(|| noun_before(view, word).or_else(|| view.head(word)).unwrap_or(word))
}

/// `Jonas Holt, 61, is`, `the driver (36)`: bare digits between marks, right after a person.
fn beside(view: &View<'_>) -> Option<usize> {
    let opening = view.first().checked_sub(1)?;
    let is_open = matches!(view.form(opening), "," | "(");
    let is_closed = matches!(view.form(view.last() + 1), "," | ")" | "." | ";" | "");
    let text = view.form(view.first());
    let is_bare = view.first() == view.last() && text.bytes().all(|it| it.is_ascii_digit());
    let person = opening.checked_sub(1).filter(|_| is_open && is_closed && is_bare)?;
    let is_part = |at: &usize| view.class(*at) == "PROPN";
    let words = (0..=person).rev().take_while(is_part).count();
    let is_name = words > 0 && !view.is_place_name(person + 1 - words..=person);
    // "Eastford (30)" is no person: a name in front of a bracket has two words.
    let is_sure = view.form(opening) == "," || words > 1;
    // Of a name the first word is its head.
    let head = view.head(person).filter(|_| view.is(person, &["flat"])).unwrap_or(person);
    (is_name && is_sure || phrase::is_person(view, person)).then_some(head)
}

/// `aged 12 and 9`: an age is joined to an age.
pub(super) fn joined(view: &View<'_>, before: &Before<'_>) -> Option<usize> {
    let mut between = before.view.last() + 1..view.first();
    let is_joined =
        between.len() <= 2 && between.all(|it| matches!(view.form(it), "," | "and" | "or"));
    let is_bare =
        view.kind == Kind::Count && !matches!(view.class(view.last() + 1), "NOUN" | "ADJ");
    before.bearer.filter(|_| is_joined && is_bare)
}

/// `She is 36.`
fn linked(view: &View<'_>) -> Option<usize> {
    let subject = view.parsed.patterns.first("of-copula", view, view.top)?;
    // "She is 36 in May", "who were 36 when"; not "she is 36 of 40".
    let next = view.last() + 1;
    let ends = matches!(view.class(next), "" | "PUNCT" | "CCONJ" | "SCONJ" | "ADP" | "ADV")
        && !matches!(view.form(next), "of" | "to" | "-" | "%");
    let is_one = matches!(view.lemma(subject), "he" | "she" | "i" | "who")
        || view.class(subject) == "PROPN" && !view.is_place(subject)
        || phrase::is_person(view, subject) && view.tag(subject) == "NN";
    (ends && is_one).then_some(subject)
}

/// The nearest name or person before a word.
fn noun_before(view: &View<'_>, at: usize) -> Option<usize> {
    let is_mark = |it: &usize| matches!(view.form(*it), "," | "(" | "-");
    let before = (0..at).rev().find(|it| !is_mark(it))?;
    (view.class(before) == "PROPN" || phrase::is_person(view, before)).then_some(before)
}

/// Whose age it is, as far as the text says who that is: `Jonas Holt`, `the driver`; nobody in particular is "a driver", "the
/// man".
pub(super) fn whose(view: &View<'_>, bearer: usize) -> Option<String> {
    let is_name = |it: &usize| view.class(*it) == "PROPN" && !view.is_place(*it);
    let beside = || view.kids(bearer, &["appos"]).find(is_name);
    let above = || view.head(bearer).filter(|it| view.is(bearer, &["appos"]) && is_name(it));
    let name = Some(bearer).filter(is_name).or_else(beside).or_else(above);
    if let Some(name) = name {
        let words = phrase::words(view, name);
        let is_title = |at: &usize| {
            let form = view.form(*at).trim_end_matches('.');
            view.parsed.lexicon.word(form).is_some_and(|it| it.is(Tag::Title))
                || view.form(*at) == "."
                || view.class(*at) != "PROPN"
        };
        let first = words.clone().find(|it| !is_title(it))?;
        let last = (first + 1..view.length()).take_while(|it| view.is(*it, &["flat"])).last();
        return Some(view.text(first..=last.unwrap_or(*words.end()).max(first)));
    }
    let is_the = |it: usize| ["the", "this", "that"].iter().any(|word| view.is_word(it, word));
    let is_definite = view.kids(bearer, &["det"]).any(is_the)
        || view.kids(bearer, &["nmod:poss"]).next().is_some();
    let is_somebody =
        is_definite && phrase::is_person(view, bearer) && !view.is_listed(bearer, "anybody");
    is_somebody.then(|| format!("the {}", view.form(bearer).to_lowercase()))
}

/// What an age is of.
pub(super) fn thing() -> Thing {
    Thing { head: "age".to_owned(), text: "age".to_owned() }
}
