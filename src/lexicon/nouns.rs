//! Countable nouns and what they are: the class lattice behind "what is counted".

use super::tables::{COMPOUNDS, COMPOUNDS_VALUES, NOUN_LEMMAS, NOUN_LEMMAS_VALUES, NOUNS};

/// Index of a noun in the lattice.
pub type NounId = u16;

/// The lattice of nouns: synonyms folded into one entity, each with its hypernyms.
#[derive(Debug)]
pub struct Nouns;

impl Nouns {
    /// The entity of a noun: one name for all its synonyms.
    pub fn entity(&self, id: NounId) -> Option<&'static str> {
        NOUN_LEMMAS.at(usize::from(NOUNS.get(usize::from(id))?.0))
    }

    /// A two-word noun in any form, such as `police officers`.
    pub fn compound(&self, phrase: &str) -> Option<(NounId, bool)> {
        COMPOUNDS_VALUES.get(COMPOUNDS.find(phrase)?).copied()
    }

    /// The entity of a lemma, synonyms folded.
    pub fn by_lemma(&self, lemma: &str) -> Option<NounId> {
        NOUN_LEMMAS_VALUES.get(NOUN_LEMMAS.find(lemma)?).copied()
    }

    /// The entity and its hypernyms, nearest first, ending with a root.
    pub fn lineage(&self, entity: &str) -> impl Iterator<Item = &'static str> {
        let mut next = self.by_lemma(entity);
        let up = std::iter::from_fn(move || {
            let (lemma, parent) = *NOUNS.get(usize::from(next?))?;
            next = parent;
            NOUN_LEMMAS.at(usize::from(lemma))
        });
        // The bound also ends a cycle.
        up.take(16)
    }

    /// Whether a noun is itself a measure, as in "a $1 billion deficit" or "turnout of 65 %": no verb
    /// near it says what the figure is.
    pub fn is_measure(&self, entity: &str) -> bool {
        ["money-amount", "share", "measure"].iter().any(|class| self.is_a(entity, class))
    }

    /// Whether a noun names what is counted one by one, and no amount of money: people, schools, ships.
    pub fn is_tangible(&self, entity: &str) -> bool {
        const CLASSES: [&str; 7] =
            ["person", "organization", "place", "structure", "vehicle", "device", "animal"];
        CLASSES.iter().any(|class| self.is_a(entity, class))
    }

    /// Whether `entity` is `class` or one of its kinds: a suspect is a person.
    pub fn is_a(&self, entity: &str, class: &str) -> bool {
        self.lineage(entity).any(|it| it == class)
    }
}
