//! Regular and irregular inflection of English nouns and verbs.

use std::collections::{BTreeMap, BTreeSet};

use serde::Deserialize;

use crate::inflect::{is_vowel, plural};

/// `irregular.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Irregular {
    plurals: BTreeMap<String, String>,
    pub(crate) verbs: BTreeMap<String, (String, String)>,
    doubling: BTreeSet<String>,
}

impl Irregular {
    /// The plural of a noun, irregular ones included; of a phrase, that of its last word.
    pub(crate) fn plural(&self, lemma: &str) -> String {
        if let Some(irregular) = self.plurals.get(lemma) {
            return irregular.clone();
        }
        match lemma.rsplit_once(' ') {
            Some((front, last)) => format!("{front} {}", self.plural(last)),
            None => plural(lemma),
        }
    }

    /// Every form of a verb, and the name of the form.
    pub(crate) fn verb(&self, lemma: &str) -> Vec<(String, &'static str)> {
        // The third person singular is formed like a regular plural.
        let mut forms =
            vec![(lemma.to_owned(), "Base"), (plural(lemma), "Third"), (self.ing(lemma), "Ing")];
        match self.verbs.get(lemma) {
            Some((past, participle)) => {
                forms.push((past.clone(), "Past"));
                forms.push((participle.clone(), "Past"));
            }
            None => forms.push((self.past(lemma), "Past")),
        }
        if lemma.ends_with('l') && self.doubling.contains(lemma) {
            forms.push((format!("{lemma}ed"), "Past"));
            forms.push((format!("{lemma}ing"), "Ing"));
        }
        forms
    }

    fn past(&self, lemma: &str) -> String {
        match lemma.as_bytes() {
            [.., b'e'] => format!("{lemma}d"),
            [.., before, b'y'] if !is_vowel(*before) => {
                format!("{}ied", &lemma[..lemma.len() - 1])
            }
            _ => format!("{}ed", self.doubled(lemma)),
        }
    }

    fn ing(&self, lemma: &str) -> String {
        match lemma.as_bytes() {
            [.., b'i', b'e'] => format!("{}ying", &lemma[..lemma.len() - 2]),
            [.., b'e' | b'o' | b'y', b'e'] => format!("{lemma}ing"),
            [.., b'e'] if lemma.len() > 2 => format!("{}ing", &lemma[..lemma.len() - 1]),
            _ => format!("{}ing", self.doubled(lemma)),
        }
    }

    fn doubled(&self, lemma: &str) -> String {
        match lemma.chars().next_back() {
            Some(last) if self.doubling.contains(lemma) => format!("{lemma}{last}"),
            _ => lemma.to_owned(),
        }
    }
}
