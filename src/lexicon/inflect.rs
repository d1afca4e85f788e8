//! Regular and irregular inflection of English nouns and verbs.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};
use serde::Deserialize;

use super::VerbForm;

/// `irregular.yaml`.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Irregular {
    plurals: BTreeMap<String, String>,
    verbs: BTreeMap<String, (String, String)>,
    doubling: Vec<String>,
}

/// Builds the forms of a lemma.
#[derive(Debug)]
pub(super) struct Forms {
    plurals: FxHashMap<String, String>,
    verbs: FxHashMap<String, (String, String)>,
    doubling: FxHashSet<String>,
}

impl Forms {
    pub(super) fn new(irregular: Irregular) -> Self {
        Self {
            plurals: irregular.plurals.into_iter().collect(),
            verbs: irregular.verbs.into_iter().collect(),
            doubling: irregular.doubling.into_iter().collect(),
        }
    }

    /// The plural of a noun, irregular ones included; of a phrase, that of its last word.
    pub(super) fn plural(&self, lemma: &str) -> String {
        if let Some(irregular) = self.plurals.get(lemma) {
            return irregular.clone();
        }
        match lemma.rsplit_once(' ') {
            Some((front, last)) => format!("{front} {}", self.plural(last)),
            None => plural(lemma),
        }
    }

    /// Every form of a verb, and which form it is.
    pub(super) fn verb(&self, lemma: &str) -> Vec<(String, VerbForm)> {
        let mut forms = vec![
            (lemma.to_owned(), VerbForm::Base),
            (third(lemma), VerbForm::Third),
            (self.ing(lemma), VerbForm::Ing),
        ];
        match self.verbs.get(lemma) {
            Some((past, participle)) => {
                forms.push((past.clone(), VerbForm::Past));
                forms.push((participle.clone(), VerbForm::Past));
            }
            None => forms.push((self.past(lemma), VerbForm::Past)),
        }
        if lemma.ends_with('l') && self.doubling.contains(lemma) {
            forms.push((format!("{lemma}ed"), VerbForm::Past));
            forms.push((format!("{lemma}ing"), VerbForm::Ing));
        }
        forms
    }

    /// Past forms of irregular verbs.
    pub(super) fn irregular_verbs(&self) -> Vec<&str> {
        let mut lemmas: Vec<&str> = self.verbs.keys().map(String::as_str).collect();
        lemmas.sort_unstable();
        lemmas
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

/// The regular plural of a noun.
///
/// # Example
///
/// ```
/// use crosscheck::lexicon::plural;
///
/// assert_eq!(plural("country"), "countries");
/// assert_eq!(plural("branch"), "branches");
/// ```
pub fn plural(lemma: &str) -> String {
    third(lemma)
}

/// Third person singular, formed like a regular plural.
fn third(lemma: &str) -> String {
    match lemma.as_bytes() {
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &lemma[..lemma.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{lemma}es"),
        [.., before, b'o'] if !is_vowel(*before) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}
