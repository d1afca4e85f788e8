//! What a claim says by a kind of evidence, as explanations show it.

use super::Claim;

impl Claim {
    /// What the claim says by a kind of evidence, in the text's own words; `None` where that is no matter of words.
    pub fn said(&self, feature: &str) -> Option<String> {
        Some(match feature {
            "thing" => self.unit_name().unwrap_or_default().to_owned(),
            "which" => joined(self.counted.iter().flat_map(|it| it.qualifiers.iter().cloned())),
            "who" | "age of" => joined(self.actors.iter().cloned()),
            "act" => joined(self.actions.iter().map(|it| it.word.clone())),
            "place" => joined(self.places.iter().map(|it| it.name.to_string())),
            "period" => self.period_text.clone().unwrap_or_default(),
            "speaker" => self.attribution.clone().unwrap_or_default(),
            "modality" => self.modality.name().to_owned(),
            "unit" => {
                self.currency.as_deref().or(self.unit.as_deref()).unwrap_or_default().to_owned()
            }
            _ => return None,
        })
    }
}

fn joined(parts: impl Iterator<Item = String>) -> String {
    parts.collect::<Vec<_>>().join(", ")
}
