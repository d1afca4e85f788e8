//! `no injuries`, `nobody was hurt`: a count of none, where what happens to people would be counted.
//!
//! That there is none is said of anything; only of people killed, hurt, missing, rescued or held is it a figure that another
//! text may contradict.

use rust_decimal::Decimal;

use super::{Here, Reading};
use crate::claim::{Figure, Kind, Quantity, Value};
use crate::lexicon::{Entry, FamilyId, Lexicon, Tag, VerbForm};

/// So many words may stand between it and the noun: "no further serious injuries".
const MOST_BETWEEN: usize = 2;
/// So many between it and the participle: "nobody on board had been badly hurt".
const MOST_BEFORE_VERB: usize = 6;

/// A count of none at the start of the rest.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let rest = here.rest;
    let word = first_word(rest);
    let is_no = word.eq_ignore_ascii_case("no");
    let length = match rest[word.len()..].strip_prefix(" one ") {
        Some(_) if is_no => word.len() + " one".len(),
        _ => word.len(),
    };
    let is_determiner = is_no && length == word.len();
    let clause = &rest[length..];
    let clause =
        &clause[..clause.find([',', ';', ':', '.', '(', '"', '”']).unwrap_or(clause.len())];
    let counts = if is_determiner {
        is_event_to_people(clause, lexicon)
            || is_person(clause, lexicon) && is_done(clause, lexicon)
    } else {
        is_done(clause, lexicon)
    };
    let none = Quantity::exact(Figure::with_grain(Decimal::ZERO, Decimal::ONE)?);
    counts.then(|| Reading::new(length, Kind::Count, Value::Quantity(none)))
}

fn first_word(text: &str) -> &str {
    let end = text.find(|it: char| !it.is_alphabetic() && it != '-').unwrap_or(text.len());
    &text[..end]
}

/// The words of a clause with what the lexicon knows of them.
fn entries<'c>(
    clause: &'c str,
    lexicon: &'c Lexicon,
) -> impl Iterator<Item = Option<&'static Entry>> + 'c {
    clause.split_whitespace().map(|it| lexicon.word(it))
}

/// The first words, up to a preposition: "no risk of injuries" counts none.
fn phrase<'c>(clause: &'c str, lexicon: &'c Lexicon) -> impl Iterator<Item = &'static Entry> + 'c {
    let is_inside = |it: Option<&Entry>| it.is_none_or(|it| !it.is(Tag::Preposition));
    entries(clause, lexicon).take(MOST_BETWEEN + 1).take_while(move |it| is_inside(*it)).flatten()
}

/// `injuries`, `further deaths`: a plural that names what happens to people.
fn is_event_to_people(clause: &str, lexicon: &Lexicon) -> bool {
    let is_named = |it: &Entry| it.noun.is_some_and(|it| it.1) && is_of_people(it.nominal, lexicon);
    phrase(clause, lexicon).any(is_named)
}

/// `passengers`, `other residents`
fn is_person(clause: &str, lexicon: &Lexicon) -> bool {
    let is_one = |it: &Entry| {
        let entity = it.noun.filter(|it| it.1).and_then(|it| lexicon.nouns.entity(it.0));
        entity.is_some_and(|it| lexicon.nouns.is_a(it, "person"))
    };
    phrase(clause, lexicon).any(is_one)
}

/// `was hurt`, `on board had been killed`: a passive of what happens to people.
fn is_done(clause: &str, lexicon: &Lexicon) -> bool {
    let mut is_passive = false;
    for entry in entries(clause, lexicon).take(MOST_BEFORE_VERB).flatten() {
        // "Hurt" is every form of itself.
        let is_past = entry.verb.is_some_and(|it| it.1 != VerbForm::Ing);
        if is_passive && is_past && is_of_people(entry.verb_family, lexicon) {
            return true;
        }
        is_passive |= entry.is(Tag::Be);
    }
    false
}

fn is_of_people(family: Option<FamilyId>, lexicon: &Lexicon) -> bool {
    family
        .and_then(|it| lexicon.families.family(it))
        .is_some_and(|it| lexicon.families.is_of_people(it.name))
}
