//! How old somebody is: `the driver, 36,`, `Anna Berg (71)`, `She is 36`, `a 61-year-old baker`.

use super::phrase;
use super::view::View;
use crate::claim::Thing;
use crate::claim::mention::{Kind, Value};

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
    const REACH: usize = 4;
    let is_between =
        |at: &usize| matches!(view.form(*at), "-" | "–") || view.is_listed(*at, "time-unit");
    let first = view.last() + 1;
    let after = (first..first + REACH).find(|it| !is_between(it))?;
    if !view.is_word(after, "old") {
        return None;
    }
    let patterns = view.parsed.patterns;
    patterns.first("of-old", view, after).or_else(|| view.head(after)).or(Some(after))
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
    let is_name = view.class(person) == "PROPN" && !view.is_place(person);
    // "Eastford (30)" is no person: a name in front of a bracket has two words.
    let is_sure = view.form(opening) == ","
        || person.checked_sub(1).is_some_and(|it| view.class(it) == "PROPN");
    (is_name && is_sure || phrase::is_person(view, person)).then_some(person)
}

/// `She is 36.`
fn linked(view: &View<'_>) -> Option<usize> {
    let subject = view.parsed.patterns.first("of-copula", view, view.top)?;
    let ends =
        matches!(view.form(view.last() + 1), "," | ")" | "." | ";" | "" | "when" | "and" | "or");
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

/// What an age is of.
pub(super) fn thing() -> Thing {
    Thing { head: "age".to_owned(), text: "age".to_owned() }
}
