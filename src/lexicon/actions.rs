//! Action families: which verbs and nouns say that the same thing was done.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::Deserialize;

use super::entry::{Entry, Tag};
use super::inflect::Forms;

/// What must follow the first word of a verb of several words, and its family, longest first.
type PhrasesByVerb = FxHashMap<Box<str>, Vec<(Vec<Box<str>>, FamilyId)>>;

/// Index of an action family.
pub type FamilyId = u16;

/// Whether the counted things do it or undergo it.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[serde(rename_all = "lowercase")]
pub enum Role {
    /// They undergo it: arrest 30 men.
    Patient,
    /// They do it: 30 men attended.
    Agent,
    /// Both occur.
    #[default]
    Either,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Line {
    family: String,
    #[serde(default)]
    verbs: Vec<String>,
    #[serde(default)]
    nouns: Vec<String>,
    #[serde(default)]
    role: Role,
    /// Whether its figures grow from report to report while the story runs: deaths, arrests.
    #[serde(default)]
    running: bool,
    #[serde(default)]
    related: Vec<String>,
    #[serde(default)]
    outcome_of: Vec<String>,
}

/// A group of verbs and nouns that a fact-checker would accept for the same event.
#[derive(Debug)]
pub struct Family {
    /// Its name: `repatriation`.
    pub name: Arc<str>,
    /// Whether the counted things do it or undergo it.
    pub role: Role,
    /// Whether its figures grow from report to report while the story runs.
    pub is_running: bool,
    related: Vec<FamilyId>,
    outcome_of: Vec<FamilyId>,
}

/// All action families.
#[derive(Debug)]
pub struct Families {
    families: Vec<Family>,
    by_name: FxHashMap<Box<str>, FamilyId>,
    /// Verbs of several words by the lemma of the first: `send` → `[home]`.
    phrases: PhrasesByVerb,
}

impl Families {
    pub(super) fn new(
        words: &mut FxHashMap<Box<str>, Entry>,
        forms: &Forms,
        lines: &[Line],
    ) -> Self {
        let mut by_name = FxHashMap::default();
        let ids = (0..).zip(lines);
        for (id, line) in ids {
            by_name.insert(Box::<str>::from(&*line.family), id);
        }
        let mut phrases = PhrasesByVerb::default();
        for (id, line) in (0..).zip(lines) {
            for verb in &line.verbs {
                let mut parts = verb.split(' ');
                let first = parts.next().unwrap_or(verb);
                let rest: Vec<Box<str>> = parts.map(Box::from).collect();
                add_verb(words, forms, first, rest.is_empty().then_some(id));
                if !rest.is_empty() {
                    let list = phrases.entry(first.into()).or_default();
                    list.push((rest, id));
                    list.sort_by_key(|(rest, _)| std::cmp::Reverse(rest.len()));
                }
            }
            for noun in line.nouns.iter().filter(|it| !it.contains(' ')) {
                for form in [noun.clone(), forms.plural(noun)] {
                    words.entry(form.into()).or_default().nominal.get_or_insert(id);
                }
            }
        }
        for lemma in forms.irregular_verbs() {
            add_verb(words, forms, lemma, None);
        }
        let find = |names: &[String]| -> Vec<FamilyId> {
            names.iter().filter_map(|it| by_name.get(it.as_str()).copied()).collect()
        };
        let families = lines
            .iter()
            .map(|it| Family {
                name: Arc::from(&*it.family),
                role: it.role,
                is_running: it.running,
                related: find(&it.related),
                outcome_of: find(&it.outcome_of),
            })
            .collect();
        Self { families, by_name, phrases }
    }

    /// The family of that index.
    pub fn family(&self, id: FamilyId) -> Option<&Family> {
        self.families.get(usize::from(id))
    }

    /// The verbs of several words that start with this lemma, longest first: what must follow.
    pub fn phrases(&self, lemma: &str) -> &[(Vec<Box<str>>, FamilyId)] {
        self.phrases.get(lemma).map_or(&[], Vec::as_slice)
    }

    /// Whether the two families report the same episode loosely, or one follows from the other.
    pub fn are_related(&self, a: &str, b: &str) -> bool {
        let (Some(a), Some(b)) = (self.by_name.get(a), self.by_name.get(b)) else { return false };
        let names = |x: &FamilyId, y: &FamilyId| {
            self.family(*x).is_some_and(|it| it.related.contains(y) || it.outcome_of.contains(y))
        };
        names(a, b) || names(b, a)
    }

    /// Whether a family's figures grow from report to report while the story runs.
    pub fn is_running(&self, name: &str) -> bool {
        let id = self.by_name.get(name).copied();
        id.and_then(|it| self.family(it)).is_some_and(|it| it.is_running)
    }
}

fn add_verb(
    words: &mut FxHashMap<Box<str>, Entry>,
    forms: &Forms,
    lemma: &str,
    family: Option<FamilyId>,
) {
    for (form, which) in forms.verb(lemma) {
        let entry = words.entry(form.into()).or_default();
        if entry.verb.is_none() {
            entry.verb = Some((lemma.into(), which));
        }
        if entry.verb.as_ref().is_some_and(|(it, _)| &**it == lemma) && family.is_some() {
            entry.verb_family = entry.verb_family.or(family);
        }
        if which == super::VerbForm::Past {
            entry.tags.insert(Tag::PastVerb);
        }
    }
}
