//! Which number of its things a figure is.

use super::predicate::Predicate;
use super::view::View;
use crate::claim::Role;
use crate::claim::mention::Kind;

/// The roles in the order in which their patterns are tried.
const ROLES: [(&str, Role); 9] = [
    ("additional", Role::Additional),
    ("part", Role::Part),
    ("change-from", Role::ChangeFrom),
    ("change-to", Role::ChangeTo),
    ("change-by", Role::ChangeBy),
    ("limit", Role::Limit),
    ("share", Role::Share),
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
    if let Some(role) = beside(view) {
        return role;
    }
    let of = ROLES.iter().find(|it| patterns.first(it.0, view, view.top).is_some());
    let moves = || {
        // "Sales were 5 percent up": the word of the change stands beside the verb.
        view.kind != Kind::Count
            && predicate.governor.is_some_and(|it| {
                view.kids(it, &["advmod"]).any(|it| view.is_listed(it, "up-or-down"))
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
    let is_moved = |at: usize| view.is_listed(at, "up-or-down");
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

/// The word of a change that stands beside the figure.
pub(super) fn moved(view: &View<'_>) -> Option<usize> {
    let before = (1..=2).filter_map(|it| view.first().checked_sub(it));
    before.chain([view.last() + 1]).find(|it| view.is_listed(*it, "up-or-down"))
}
