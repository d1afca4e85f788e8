//! Figures that count nothing: numbers in names, "one" for "a", kinds that are called by a number.

use super::view::View;
use crate::claim::mention::{Kind, Value};

/// Why a figure is none; `None` where it may be one.
pub(super) fn reason(view: &View<'_>) -> Option<&'static str> {
    let Value::Quantity(quantity) = &view.found().value else { return None };
    // "A third-string goalkeeper", "a half-day": the fraction is a part of a word.
    let after = view.last() + 1;
    let is_compound = view.form(after) == "-"
        && matches!(view.class(after + 1), "NOUN" | "ADJ" | "ADV" | "VERB" | "ADP");
    if view.kind == Kind::Ratio && is_compound {
        return Some("part of a word");
    }
    let is_plain = view.kind == Kind::Count
        && quantity.hedge().name().is_none()
        && view.first() == view.last()
        && !view.form(view.first()).contains(',');
    if !is_plain {
        return None;
    }
    if view.is_word(view.first(), "one") {
        return is_article(view).then_some("pronoun");
    }
    let is_digits = view.form(view.first()).bytes().all(|it| it.is_ascii_digit());
    if is_digits && (is_named(view) || is_address(view)) {
        return Some("number in a name");
    }
    is_kind(view).then_some("kind called by a number")
}

/// `Tram 3`, `the Aldgate 100`: digits right after a name that they belong to, and nothing after them that they count.
fn is_named(view: &View<'_>) -> bool {
    let Some(name) = view.first().checked_sub(1) else { return false };
    let is_name = view.class(name) == "PROPN" && !view.is_time(name) && !view.is_number(name);
    let counts = matches!(view.class(view.last() + 1), "NOUN" | "ADJ" | "VERB" | "SYM" | "NUM")
        || matches!(view.form(view.last() + 1), "-" | "%" | "/" | "″" | "'")
        || is_inch(view);
    // "Harrier 12 boats": whatever is counted behind it, the tree has the number in the name.
    let is_inside = view.head(view.top) == Some(name)
        && view.is(view.top, &["flat", "nummod", "nmod:unmarked"])
        && view.is(name, &["compound", "flat"])
        && !view.is_place(name);
    if is_name && is_inside && matches!(view.class(view.last() + 1), "NOUN" | "ADJ") {
        return true;
    }
    let hangs_on_it = view.head(view.top) == Some(name)
        || view.head(view.top) == view.head(name) && view.is(name, &["compound", "flat"])
        || view.head(name) == Some(view.top);
    is_name && !counts && hangs_on_it
}

/// `4 Harbour Way`: digits before a name that ends in a word for a street.
fn is_address(view: &View<'_>) -> bool {
    let is_name = |it: &usize| view.class(*it) == "PROPN";
    let last = (view.last() + 1..view.length()).take_while(is_name).last();
    last.is_some_and(|it| it > view.last() + 1 && view.is_listed(it, "street"))
}

/// `a 12-seater`, `a 112 call`: a singular noun with an article, called by a number rather than counted.
fn is_kind(view: &View<'_>) -> bool {
    let article = view.first().checked_sub(1);
    let has_article = article.is_some_and(|it| view.is_word(it, "a") || view.is_word(it, "an"));
    let next = view.last() + 1;
    let is_hyphen = view.form(next) == "-";
    let noun = if is_hyphen { next + 1 } else { next };
    // "A 40-seat bus" has 40 seats.
    let is_last =
        !matches!(view.class(noun + 1), "NOUN" | "PROPN" | "ADJ") && view.form(noun + 1) != "-";
    let is_singular = view.tag(noun) == "NN" && !view.is_listed(noun, "time-unit|length-unit|unit");
    has_article && is_singular && is_last
}

/// `one of the tallest`, `at one point`, `one neighbour said`: "one" where "a" could stand.
fn is_article(view: &View<'_>) -> bool {
    let at = view.first();
    if view.children(at).any(|it| {
        view.is(it, &["nmod"])
            && view.kids(it, &["amod"]).any(|it| matches!(view.tag(it), "JJS" | "RBS"))
    }) {
        return true;
    }
    let Some(noun) = view.head(at).filter(|_| view.is(at, &["nummod", "det"])) else {
        return false;
    };
    let says =
        view.head(noun).is_some_and(|it| view.is_listed(it, "saying")) && view.is(noun, &["nsubj"]);
    // "One last time" is counted.
    says || noun == at + 1 && view.is_listed(noun, "idle")
}

/// `8"`: inches; a quotation ends with the same mark, and has begun before.
fn is_inch(view: &View<'_>) -> bool {
    let mark = view.last() + 1;
    view.form(mark) == "\"" && !(0..mark).any(|it| view.form(it) == "\"")
}
