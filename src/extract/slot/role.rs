//! Which number of its things a figure is.

use super::predicate::Predicate;
use super::view::View;
use crate::claim::{Kind, Role};

/// The roles in the order in which their patterns are tried.
const ROLES: [(&str, Role); 9] = [
    ("additional", Role::Additional),
    ("part", Role::Part),
    ("share", Role::Share),
    ("change-from", Role::ChangeFrom),
    ("change-to", Role::ChangeTo),
    ("change-by", Role::ChangeBy),
    ("limit", Role::Limit),
    ("distance", Role::Distance),
    ("duration", Role::Duration),
];

/// The role of the figure.
pub(super) fn of(view: &View<'_>, predicate: &Predicate) -> Role {
    if view.kind == Kind::Ordinal {
        return Role::Rank;
    }
    let patterns = view.parsed.patterns;
    if super::per::of(view).is_some() {
        return Role::Rate;
    }
    if let Some(role) = of_words(view).or_else(|| beside(view)) {
        return role;
    }
    if let Some(role) = chained(view) {
        return role;
    }
    let of = ROLES.iter().find(|it| patterns.first(it.0, view, view.top).is_some());
    let moves = || {
        // "Sales were 5 percent up": the word of the change stands beside the verb.
        view.kind != Kind::Count
            && predicate.governor.is_some_and(|it| {
                view.kids(it, &["advmod"])
                    .any(|it| view.is_listed(it, "up-or-down") && !opens_remark(view, it))
            })
    };
    match of {
        Some(it) => it.1,
        None if moves() => Role::ChangeBy,
        None => Role::Level,
    }
}

/// `up 5 percent`, `down from 40`, `5 percent higher`, `eight fewer than`: the word of the change stands beside the figure.
fn beside(view: &View<'_>) -> Option<Role> {
    // "Set up 40 beds": the particle belongs to its verb.
    let is_moved = |at: usize| {
        view.is_listed(at, "up-or-down")
            && (!view.is(at, &["compound:prt"])
                || view.head(at).is_some_and(|it| view.is_listed(it, "moving")))
    };
    let before = view.first().checked_sub(1)?;
    if is_moved(before) {
        return Some(Role::ChangeBy);
    }
    let earlier = before.checked_sub(1)?;
    if is_moved(earlier) {
        match view.form(before) {
            "from" => return Some(Role::ChangeFrom),
            "to" => return Some(Role::ChangeTo),
            "by" => return Some(Role::ChangeBy),
            _ => {}
        }
    }
    let after = view.last() + 1;
    let is_length = view.is_listed(view.last(), "length-unit");
    if is_length && view.is_listed(after, "apart") {
        return Some(Role::Distance);
    }
    let is_compared = view.kind == Kind::Percent || view.is_word(after + 1, "than");
    (is_moved(after) && is_compared).then_some(Role::ChangeBy)
}

/// `another 40`, `one in five`, `tripled`: what the figure's own words say.
fn of_words(view: &View<'_>) -> Option<Role> {
    let text = view.text(view.first()..=view.last()).to_lowercase();
    let words = &view.parsed.patterns.words;
    let has = |list: &str| text.split_whitespace().any(|it| words.has(list, it));
    if has("more-of") {
        return Some(Role::Additional);
    }
    // "4 cases per 100,000": what a rate is given for.
    let before = view.first().checked_sub(1);
    if before.is_some_and(|it| ["per", "every"].iter().any(|word| view.is_word(it, word))) {
        return Some(Role::Rate);
    }
    if view.kind != Kind::Ratio {
        return None;
    }
    let is_part = has("of-parts") || view.is_word(view.last() + 1, "of");
    let is_verb = view.class(view.top) == "VERB";
    is_part.then_some(Role::Share).or(is_verb.then_some(Role::ChangeBy))
}

/// `rose by 2 percent from 40 to 50`: an end of a change that hangs on the figure before it.
fn chained(view: &View<'_>) -> Option<Role> {
    let mark = view.kids(view.top, &["case"]).next()?;
    let role = match view.form(mark) {
        "from" => Role::ChangeFrom,
        "to" => Role::ChangeTo,
        _ => return None,
    };
    let mut above = view.parsed.tree.ancestors(view.top).peekable();
    above.peek().filter(|it| view.is_number(**it))?;
    // A multiple may be the verb of the change: "tripled from 2 to 6".
    let is_other = |it: &usize| !view.is_number(*it) || view.class(*it) == "VERB";
    above.find(is_other).filter(|it| view.is_listed(*it, "moving|change")).map(|_| role)
}

/// `40 jobs, up from 35`, `(down 5 percent)`: a remark on the figure before, whatever the tree hangs it on.
pub(super) fn is_remark(view: &View<'_>) -> bool {
    let back = |by: usize| view.first().checked_sub(by);
    let is_moved = |at: usize| ["up", "down"].iter().any(|it| view.is_word(at, it));
    let opens = |at: usize| at.checked_sub(1).is_some_and(|it| matches!(view.form(it), "," | "("));
    let has_noun = view.parsed.patterns.first("counted", view, view.top).is_some();
    let joins =
        back(1).is_some_and(|it| ["from", "by", "to"].iter().any(|word| view.is_word(it, word)));
    let moved = if joins { back(2) } else { back(1) };
    !has_noun && moved.is_some_and(|it| is_moved(it) && opens(it))
}

/// Whether a word of change stands apart behind a comma or a bracket: "£62m, up 3 percent" says nothing of how £62m
/// changed.
fn opens_remark(view: &View<'_>, at: usize) -> bool {
    at > view.last() && matches!(view.form(at - 1), "," | "(")
}

/// The word of a change that stands beside the figure.
pub(super) fn moved(view: &View<'_>) -> Option<usize> {
    let before = (1..=2).filter_map(|it| view.first().checked_sub(it));
    before.chain([view.last() + 1]).find(|it| view.is_listed(*it, "up-or-down"))
}
