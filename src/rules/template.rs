//! Messages with placeholders: `{quantity} {unit}: {action.each}`.

use std::collections::BTreeMap;

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

/// What the placeholders of a message stand for.
pub(super) type Values = BTreeMap<&'static str, String>;

/// The placeholders a message may use.
const PLACEHOLDERS: &[&str] = &[
    "quantity",
    "quantities",
    "unit",
    "action.each",
    "names",
    "left",
    "right",
    "count",
    "listed",
    "rate",
    "date",
    "differs",
];

/// A message whose placeholders are known.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub(super) struct Template(String);

impl TryFrom<String> for Template {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let unknown = placeholders(&text).find(|it| !PLACEHOLDERS.contains(it));
        match unknown {
            Some(it) => Err(format!(
                "unknown placeholder `{it}`, expected one of `{}`",
                PLACEHOLDERS.join("`, `")
            )),
            None => Ok(Self(text)),
        }
    }
}

impl Template {
    /// The message with its placeholders filled; one without a value is left out.
    pub(super) fn fill(&self, values: &Values) -> String {
        let mut text = self.0.clone();
        for name in PLACEHOLDERS {
            let value = values.get(name).map_or("", String::as_str);
            text = text.replace(&format!("{{{name}}}"), value);
        }
        text.split_whitespace().collect::<Vec<_>>().join(" ").replace(" :", ":")
    }
}

fn placeholders(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|it| it.split_once('}').map(|it| it.0))
}
