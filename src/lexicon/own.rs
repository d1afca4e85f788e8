//! Words that a program gives beside the shipped ones.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use serde_json::Value;

use super::text_of;
use crate::error::Error;
use crate::yaml;

/// The files that may be added to: what they hold is read when a lexicon is made.
const OPEN: [&str; 4] = ["hedges", "noise", "statements", "units"];

/// What is added to each file.
#[derive(Debug, Default)]
pub(super) struct Own(BTreeMap<&'static str, Value>);

impl Own {
    /// Reads texts by the names of their files; several of one file are added one after the other.
    pub(super) fn read(files: &[(&str, &str)]) -> Result<Self, Error> {
        let mut own = Self::default();
        for (name, text) in files {
            let known = OPEN.into_iter().find(|it| it == name);
            let Some(known) = known else {
                return Err(Error::unknown("file of words", name, OPEN.into_iter()));
            };
            let name = format!("{name}.yaml");
            let added: Value = yaml::read(&name, text)?.unwrap_or(Value::Null);
            add(own.0.entry(known).or_insert(Value::Null), added);
        }
        Ok(own)
    }

    /// A shipped file with what is added to it.
    pub(super) fn with<T: DeserializeOwned>(&self, name: &'static str) -> Result<T, Error> {
        let shipped = |source| Error::Lexicon { name, source };
        let Some(own) = self.0.get(name) else {
            return serde_json::from_str(text_of(name)).map_err(shipped);
        };
        let mut all: Value = serde_json::from_str(text_of(name)).map_err(shipped)?;
        add(&mut all, own.clone());
        let reason = |it: serde_json::Error| it.to_string();
        serde_json::from_value(all).map_err(|it| Error::OwnWords { name, reason: reason(it) })
    }
}

/// Adds a value to another: lists one after the other, maps name by name, all else in the place of what is there.
fn add(all: &mut Value, more: Value) {
    match (all, more) {
        (_, Value::Null) => {}
        (Value::Array(all), Value::Array(more)) => all.extend(more),
        (Value::Object(all), Value::Object(more)) => {
            for (name, value) in more {
                add(all.entry(name).or_insert(Value::Null), value);
            }
        }
        (all, more) => *all = more,
    }
}

#[cfg(test)]
mod tests {
    use crate::lexicon::Lexicon;

    #[test]
    fn what_is_added_stands_beside_what_is_shipped() {
        let own = [
            ("noise", "labels: [hull]"),
            ("hedges", "before: {about: [gut]}"),
            ("noise", "# Nothing yet.\n"),
        ];
        let lexicon = Lexicon::english_with(&own).unwrap();
        let shipped = Lexicon::english().unwrap();
        for (word, is_own) in [("hull", true), ("plate", false)] {
            assert!(lexicon.labels.at(word).is_some(), "{word}");
            assert_eq!(shipped.labels.at(word).is_none(), is_own, "{word}");
        }
        assert!(lexicon.hedges_before.at("gut").is_some());
        assert!(lexicon.units.measure("km").is_some());
    }

    #[test]
    fn what_is_wrong_with_own_words_is_said() {
        let told = |name, text| Lexicon::english_with(&[(name, text)]).unwrap_err().to_string();
        assert_eq!(told("nouns", "[]"), "there is no file of words `nouns`");
        assert!(told("units", "measures: [").starts_with("cannot understand `units.yaml`"));
        let text = told("units", "lengths: []");
        assert!(
            text.starts_with(
                "the words given for `units` are of another shape: unknown field `lengths`"
            ),
            "{text}"
        );
    }
}
