//! Whether it happened, which number of its things it is, and in what unit.

use super::super::Pairing;
use super::Feature;
use crate::claim::{Kind, Modality, Role};

pub(super) const MODALITY: Feature = Feature {
    name: "modality",
    levels: &["same", "one is open", "one is planned", "one is denied"],
    level: modality,
};
pub(super) const ROLE: Feature = Feature {
    name: "role",
    levels: &["different", "one is a change", "akin", "same"],
    level: role,
};
pub(super) const UNIT: Feature =
    Feature { name: "unit", levels: &["different", "one has none", "same"], level: unit };

pub(super) const KIND: Feature = Feature {
    name: "kind",
    levels: &["count", "money", "share", "measure", "multiple", "rank", "time"],
    level: kind,
};

fn kind(of: &Pairing<'_>) -> usize {
    match of.a.claim.kind {
        Kind::Money => 1,
        Kind::Percent => 2,
        _ if of.lexicon.is_in_points(of.a.claim) => 2,
        Kind::Measure => 3,
        Kind::Ratio => 4,
        Kind::Ordinal => 5,
        it if it.is_time() => 6,
        _ => 0,
    }
}

fn modality(of: &Pairing<'_>) -> usize {
    let (x, y) = (of.a.claim.modality, of.b.claim.modality);
    let either = |it: Modality| x == it || y == it;
    match x == y {
        true => 0,
        false if either(Modality::Denied) => 3,
        false if either(Modality::Planned) => 2,
        false => 1,
    }
}

fn role(of: &Pairing<'_>) -> usize {
    let role =
        |it: &super::super::Figure<'_>| it.claim.meaning.as_ref().map_or(Role::Level, |it| it.role);
    let (x, y) = (role(&of.a), role(&of.b));
    let is_level = |it: Role| matches!(it, Role::Level | Role::ChangeTo | Role::Share | Role::Part);
    let is_change = |it: Role| it == Role::ChangeBy;
    match x == y {
        true => 3,
        false if is_level(x) && is_level(y) => 2,
        false if is_change(x) && is_level(y) || is_level(x) && is_change(y) => 1,
        false => 0,
    }
}

fn unit(of: &Pairing<'_>) -> usize {
    let (a, b) = (of.a.claim, of.b.claim);
    let of_a = a.currency.as_ref().or(a.unit.as_ref());
    let of_b = b.currency.as_ref().or(b.unit.as_ref());
    match (of_a, of_b) {
        (x, y) if x == y => 2,
        (Some(_), Some(_)) => 0,
        _ => 1,
    }
}
