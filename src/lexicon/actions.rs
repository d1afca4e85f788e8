//! Action families: which verbs and nouns say that the same thing was done.

use super::tables::{FAMILIES, LEMMAS, PHRASES};

/// Index of an action family.
pub type FamilyId = u16;

/// Index of a verb's lemma.
pub type LemmaId = u16;

/// Whether the counted things do it or undergo it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Role {
    /// They undergo it: arrest 30 men.
    Patient,
    /// They do it: 30 men attended.
    Agent,
    /// Both occur.
    Either,
}

/// What an action is done to, whatever the sentence leaves out.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Object {
    /// Spend, earn.
    Money,
    /// Arrest, injure.
    People,
}

/// A group of verbs and nouns that a fact-checker would accept for the same event.
#[derive(Debug)]
pub struct Family {
    /// Its name: `repatriation`.
    pub name: &'static str,
    /// Whether the counted things do it or undergo it.
    pub role: Role,
    /// Whether its figures grow from report to report while the story runs: deaths, arrests.
    pub is_running: bool,
    /// Whether it takes a figure from an old value to a new one: rise, fall.
    pub is_change: bool,
    /// What it is done to where no noun says so.
    pub of: Option<Object>,
    pub(super) related: &'static [FamilyId],
    pub(super) outcome_of: &'static [FamilyId],
}

/// What follows the first word of a verb of several words, and its family.
pub(super) type Rest = (&'static [&'static str], FamilyId);

/// All action families.
#[derive(Debug)]
pub struct Families;

impl Families {
    /// The family of that index.
    pub fn family(&self, id: FamilyId) -> Option<&'static Family> {
        FAMILIES.get(usize::from(id))
    }

    /// The verb of that index, in its base form.
    pub fn lemma(&self, id: LemmaId) -> Option<&'static str> {
        LEMMAS.get(usize::from(id)).copied()
    }

    /// The verbs of several words that start with this lemma, longest first: what must follow.
    pub fn phrases(&self, lemma: &str) -> &'static [Rest] {
        let found = PHRASES.binary_search_by_key(&lemma, |it| it.0);
        found.ok().and_then(|it| PHRASES.get(it)).map_or(&[], |it| it.1)
    }

    /// Whether the two families report the same episode loosely, or one follows from the other.
    pub fn are_related(&self, a: &str, b: &str) -> bool {
        let (Some((a, x)), Some((b, y))) = (Self::named(a), Self::named(b)) else { return false };
        let names = |from: &Family, to| from.related.contains(&to) || from.outcome_of.contains(&to);
        names(x, b) || names(y, a)
    }

    /// Whether a family's figures grow from report to report while the story runs.
    pub fn is_running(&self, name: &str) -> bool {
        Self::named(name).is_some_and(|it| it.1.is_running)
    }

    /// Whether the family takes a figure from an old value to a new one: rise, fall.
    pub fn is_change(&self, name: &str) -> bool {
        Self::named(name).is_some_and(|it| it.1.is_change)
    }

    /// Whether what the family is done to is money.
    pub fn is_paid(&self, name: &str) -> bool {
        Self::named(name).is_some_and(|it| it.1.of == Some(Object::Money))
    }

    /// Whether it is people that the family happens to.
    pub fn is_of_people(&self, name: &str) -> bool {
        Self::named(name).is_some_and(|it| it.1.of == Some(Object::People))
    }

    fn named(name: &str) -> Option<(FamilyId, &'static Family)> {
        (0..).zip(&FAMILIES).find(|it| it.1.name == name)
    }
}
