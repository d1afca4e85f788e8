//! Rules as they are written in YAML.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::Kind;
use super::template::Template;
use crate::claim::{Makes, RuleLine, Severity};
use crate::error::Error;
use crate::yaml;

/// The rules that are compiled into the program, in the order in which they are listed.
const SHIPPED: &[(&str, &str)] = &[
    (
        "rules/same-figure-different-action.yaml",
        include_str!("../../rules/same-figure-different-action.yaml"),
    ),
    ("rules/conflicting-figures.yaml", include_str!("../../rules/conflicting-figures.yaml")),
    ("rules/list-count.yaml", include_str!("../../rules/list-count.yaml")),
    ("rules/sum.yaml", include_str!("../../rules/sum.yaml")),
    ("rules/conversion.yaml", include_str!("../../rules/conversion.yaml")),
    ("rules/calendar.yaml", include_str!("../../rules/calendar.yaml")),
    ("rules/name-variant.yaml", include_str!("../../rules/name-variant.yaml")),
    ("rules/attributed-figures.yaml", include_str!("../../rules/attributed-figures.yaml")),
    ("rules/growth.yaml", include_str!("../../rules/growth.yaml")),
    ("rules/headline.yaml", include_str!("../../rules/headline.yaml")),
    ("rules/cited-source.yaml", include_str!("../../rules/cited-source.yaml")),
    ("rules/contradicted-figure.yaml", include_str!("../../rules/contradicted-figure.yaml")),
    ("rules/copied-figure.yaml", include_str!("../../rules/copied-figure.yaml")),
    ("rules/percent.yaml", include_str!("../../rules/percent.yaml")),
    ("rules/percent-change.yaml", include_str!("../../rules/percent-change.yaml")),
    ("rules/product.yaml", include_str!("../../rules/product.yaml")),
    ("rules/subgroups.yaml", include_str!("../../rules/subgroups.yaml")),
    ("rules/cumulative.yaml", include_str!("../../rules/cumulative.yaml")),
    ("rules/period-order.yaml", include_str!("../../rules/period-order.yaml")),
    ("rules/breakdown.yaml", include_str!("../../rules/breakdown.yaml")),
    (
        "rules/same-figure-different-thing.yaml",
        include_str!("../../rules/same-figure-different-thing.yaml"),
    ),
    ("rules/lifespan.yaml", include_str!("../../rules/lifespan.yaml")),
    ("rules/time-span.yaml", include_str!("../../rules/time-span.yaml")),
    ("rules/restated-range.yaml", include_str!("../../rules/restated-range.yaml")),
    ("rules/grim.yaml", include_str!("../../rules/grim.yaml")),
    ("rules/average.yaml", include_str!("../../rules/average.yaml")),
    ("rules/opposite-change.yaml", include_str!("../../rules/opposite-change.yaml")),
    ("rules/planned-as-done.yaml", include_str!("../../rules/planned-as-done.yaml")),
    ("rules/points-as-percent.yaml", include_str!("../../rules/points-as-percent.yaml")),
    ("rules/table-total.yaml", include_str!("../../rules/table-total.yaml")),
    ("rules/table-share.yaml", include_str!("../../rules/table-share.yaml")),
    ("rules/odd-cell.yaml", include_str!("../../rules/odd-cell.yaml")),
    ("rules/bound-figure.yaml", include_str!("../../rules/bound-figure.yaml")),
    ("rules/repeated-row.yaml", include_str!("../../rules/repeated-row.yaml")),
];

/// A rule.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, expecting = "a rule, with id:, severity:, check:, message: and why:")]
pub struct Rule {
    /// Its name: `list-count`.
    pub id: String,
    /// How much attention its findings ask for, at most.
    #[serde(deserialize_with = "severity")]
    #[cfg_attr(feature = "schema", schemars(with = "SeverityName"))]
    pub severity: Severity,
    /// What it does, in a sentence or two.
    #[serde(default)]
    pub does: String,
    /// What its findings make of the thing that their passages speak of.
    #[serde(default)]
    pub fact: Makes,
    /// The rules beside whose findings it says nothing more about the same passages.
    #[serde(default)]
    pub unless: Vec<String>,
    /// What it checks. Not internally tagged: serde would lose the line of a misspelt parameter.
    #[serde(with = "serde_yaml::with::singleton_map")]
    #[cfg_attr(feature = "schema", schemars(with = "Kind"))]
    pub(super) check: Kind,
    /// One line that says what disagrees.
    pub(super) message: Template,
    /// Why it is worth an editor's time.
    pub why: String,
    /// Texts that it must find something in, and texts that it must leave alone.
    #[serde(default)]
    pub examples: Vec<Example>,
}

impl Rule {
    /// The rule as it is shown.
    pub fn line(&self) -> RuleLine {
        RuleLine { id: self.id.clone(), severity: self.severity, why: self.why.clone() }
    }
}

/// An example: one text a document.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(
    deny_unknown_fields,
    rename_all = "lowercase",
    expecting = "texts, under finds: or allows:"
)]
pub struct Example {
    /// Texts that the rule must find something in.
    #[serde(default)]
    pub finds: Vec<String>,
    /// Texts that the rule must leave alone.
    #[serde(default)]
    pub allows: Vec<String>,
}

/// How much attention a rule's findings ask for, as rules name it.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
enum SeverityName {
    /// The sources disagree.
    Error,
    /// The same on weaker grounds, or an ambiguity.
    Warning,
    /// Ask, do not assert.
    Note,
}

fn severity<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<Severity, D::Error> {
    Ok(match SeverityName::deserialize(deserializer)? {
        SeverityName::Error => Severity::Error,
        SeverityName::Warning => Severity::Warning,
        SeverityName::Note => Severity::Note,
    })
}

/// The rules of a YAML text; `name` is what errors call it.
///
/// # Errors
///
/// A text that is not a list of rules, with line and column of what is wrong.
pub fn parse(name: &str, text: &str) -> Result<Vec<Rule>, Error> {
    Ok(yaml::read(name, text)?.unwrap_or_default())
}

/// The JSON Schema of a file of rules, for editors.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    let mut schema = schemars::schema_for!(Vec<Rule>);
    schema.insert("title".to_owned(), "rules of crosscheck".into());
    schema
}

/// The rules that are compiled into the program.
///
/// # Errors
///
/// Only where a shipped file does not have its documented shape.
pub fn shipped() -> Result<Vec<Rule>, Error> {
    let mut rules = Vec::new();
    for (name, text) in SHIPPED {
        rules.extend(parse(name, text)?);
    }
    Ok(rules)
}
