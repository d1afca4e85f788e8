//! What a claim says on a slot, as explanations show it.

use std::collections::BTreeSet;

use super::{Claim, Slot};

/// Shorter words say little about a passage.
const LONG: usize = 4;
/// How many common words are shown.
const SHOWN: usize = 4;

impl Claim {
    /// What the claim says on a slot in a few words; empty where it says nothing.
    pub fn shown(&self, slot: Slot) -> String {
        match slot {
            Slot::Unit => self.unit_name().unwrap_or("").to_owned(),
            Slot::Action => self.shown_actions(),
            Slot::Place => joined(self.places.iter().map(|it| it.name.to_string())),
            Slot::Period => self.period_text.clone().unwrap_or_default(),
            Slot::Event => self.event.as_ref().map_or_else(String::new, |it| match &it.within {
                Some(whole) => format!("{} of {}", it.name, whole.name),
                None => it.name.clone(),
            }),
            Slot::Actors => joined(self.actors.iter().cloned()),
            Slot::Qualifiers => {
                joined(self.counted.iter().flat_map(|it| it.qualifiers.iter().cloned()))
            }
            Slot::Statistic => self.statistic.name().to_owned(),
            Slot::Modality => self.modality.name().to_owned(),
            Slot::Story => self.source.path.clone(),
            Slot::Quantity => self.text.clone(),
            Slot::Wording => String::new(),
        }
    }

    /// The longest words that the sentences of two claims have in common.
    pub fn words_in_common(&self, other: &Self) -> String {
        let words = |it: &Self| -> BTreeSet<String> {
            let words = it.sentence_text.split(|it: char| !it.is_alphabetic());
            words.filter(|it| it.chars().count() >= LONG).map(str::to_lowercase).collect()
        };
        let mut common: Vec<String> = words(self).intersection(&words(other)).cloned().collect();
        common.sort_by_key(|it| std::cmp::Reverse(it.chars().count()));
        common.truncate(SHOWN);
        common.join(", ")
    }

    fn shown_actions(&self) -> String {
        joined(self.actions.iter().map(|it| {
            if *it.family == it.word {
                it.word.clone()
            } else {
                format!("{} ({})", it.word, it.family)
            }
        }))
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
