//! Countable nouns and what they are: the class lattice behind "what is counted".

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::entry::Entry;
use super::inflect::Forms;

/// Index of a noun in the lattice.
pub type NounId = u16;

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    noun: String,
    is: Option<String>,
    #[serde(default)]
    same: Vec<String>,
    plural: Option<String>,
}

#[derive(Debug)]
struct Noun {
    lemma: Arc<str>,
    parent: Option<NounId>,
}

/// The lattice of nouns: synonyms folded into one entity, each with its hypernyms.
#[derive(Debug)]
pub struct Nouns {
    nouns: Vec<Noun>,
    by_lemma: FxHashMap<Box<str>, NounId>,
    /// Two-word nouns by their last word, any form.
    compounds: FxHashMap<Box<str>, (NounId, bool)>,
}

impl Nouns {
    pub(super) fn new(
        words: &mut FxHashMap<Box<str>, Entry>,
        forms: &Forms,
        lines: &[Line],
    ) -> Self {
        let mut nouns = Self {
            nouns: Vec::with_capacity(lines.len()),
            by_lemma: FxHashMap::default(),
            compounds: FxHashMap::default(),
        };
        for line in lines {
            let Ok(id) = NounId::try_from(nouns.nouns.len()) else { break };
            nouns.nouns.push(Noun { lemma: Arc::from(&*line.noun), parent: None });
            for lemma in std::iter::once(&line.noun).chain(&line.same) {
                nouns.by_lemma.insert(lemma.as_str().into(), id);
                let given = line.plural.as_ref().filter(|_| *lemma == line.noun);
                let plural = given.cloned().unwrap_or_else(|| forms.plural(lemma));
                let mut add = |form: &str, is_plural: bool| {
                    if form.contains(' ') {
                        nouns.compounds.insert(form.into(), (id, is_plural));
                    } else {
                        let noun = &mut words.entry(form.into()).or_default().noun;
                        noun.get_or_insert((id, is_plural));
                    }
                };
                add(&plural, true);
                add(lemma, *lemma == plural);
            }
        }
        for (index, line) in lines.iter().enumerate() {
            let parent = line.is.as_ref().and_then(|it| nouns.by_lemma.get(it.as_str()).copied());
            if let Some(noun) = nouns.nouns.get_mut(index) {
                noun.parent = parent.filter(|it| usize::from(*it) != index);
            }
        }
        nouns
    }

    /// The entity of a noun: one name for all its synonyms.
    pub fn entity(&self, id: NounId) -> Option<Arc<str>> {
        self.nouns.get(usize::from(id)).map(|it| Arc::clone(&it.lemma))
    }

    /// A two-word noun in any form, such as `police officers`.
    pub fn compound(&self, phrase: &str) -> Option<(NounId, bool)> {
        self.compounds.get(phrase).copied()
    }

    /// The entity of a lemma, synonyms folded.
    pub fn by_lemma(&self, lemma: &str) -> Option<NounId> {
        self.by_lemma.get(lemma).copied()
    }

    /// The entity and its hypernyms, nearest first, ending with a root.
    pub fn lineage(&self, entity: &str) -> Vec<Arc<str>> {
        let mut lineage = Vec::new();
        let mut next = self.by_lemma(entity);
        // The bound also ends a cycle that a user's own lexicon might hold.
        while let Some(noun) = next.and_then(|it| self.nouns.get(usize::from(it)))
            && lineage.len() < 16
        {
            lineage.push(Arc::clone(&noun.lemma));
            next = noun.parent;
        }
        lineage
    }

    /// Whether `entity` is `class` or one of its kinds: a suspect is a person.
    pub fn is_a(&self, entity: &str, class: &str) -> bool {
        self.lineage(entity).iter().any(|it| &**it == class)
    }
}
