//! What the columns of a data file mean.

use std::collections::BTreeMap;
use std::path::Path;

use globset::{GlobBuilder, GlobMatcher};
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

/// Which columns of a data file hold the figures, and which say what they are figures of.
///
/// A column is named by its heading, a field of a record by its key; case, `_` and `-` make no difference.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, expecting = "what the columns mean, as in file: a.csv")]
pub struct Mapping {
    /// The file, or a pattern that several match, seen from the configuration's folder.
    pub file: Pattern,
    /// The sheet of a spreadsheet; all of them where nothing is said.
    pub sheet: Option<String>,
    /// Where the records of a JSON or YAML file stand, as a JSON pointer.
    pub records: Option<String>,
    /// The columns that hold figures. Where a column or constant names no unit, their headings do.
    pub value: Names,
    /// The column that says what is counted, or in which unit.
    pub unit: Option<String>,
    /// The column that says what was done.
    pub action: Option<String>,
    /// The column that says where.
    pub place: Option<String>,
    /// The column that says when.
    pub period: Option<String>,
    /// The column that names the source which must state the row's figures: its file, title, publisher or address.
    pub source: Option<String>,
    /// The column that names the row.
    pub label: Option<String>,
    /// What holds for all rows.
    #[serde(default)]
    pub constants: Constants,
    /// Only rows with one of these values in these columns are read.
    #[serde(default)]
    pub filter: BTreeMap<String, Names>,
}

/// What holds for all rows of a data file.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, default, expecting = "what holds for all rows, as in unit: ships")]
pub struct Constants {
    /// What is counted, or in which unit.
    pub unit: Option<String>,
    /// What was done.
    pub action: Option<String>,
    /// Where.
    pub place: Option<String>,
    /// When.
    pub period: Option<String>,
    /// The source that must state the figures.
    pub source: Option<String>,
}

/// One name or several.
#[derive(Clone, Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(from = "OneOrMore")]
#[cfg_attr(feature = "schema", schemars(with = "OneOrMore"))]
pub struct Names(pub Vec<String>);

#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(untagged, expecting = "expected a name or a list of names")]
enum OneOrMore {
    One(Scalar),
    More(Vec<Scalar>),
}

/// A text, or a number or truth value written without quotes: a filter may say `year: 2025`.
#[derive(Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(untagged, expecting = "expected a name")]
enum Scalar {
    Text(String),
    Number(
        #[cfg_attr(feature = "schema", schemars(with = "serde_json::Number"))] serde_yaml::Number,
    ),
    Truth(bool),
}

impl From<OneOrMore> for Names {
    fn from(value: OneOrMore) -> Self {
        let text = |it| match it {
            Scalar::Text(it) => it,
            Scalar::Number(it) => it.to_string(),
            Scalar::Truth(it) => it.to_string(),
        };
        match value {
            OneOrMore::One(it) => Self(vec![text(it)]),
            OneOrMore::More(them) => Self(them.into_iter().map(text).collect()),
        }
    }
}

/// A pattern of paths; `*` ends at a `/`.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Pattern(GlobMatcher);

impl TryFrom<String> for Pattern {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let plain = text.strip_prefix("./").unwrap_or(&text);
        let glob = GlobBuilder::new(plain).literal_separator(true).build();
        glob.map(|it| Self(it.compile_matcher())).map_err(|it| {
            format!("`{text}` is no file pattern ({}); close every bracket", it.kind())
        })
    }
}

impl Mapping {
    /// Whether it is about a file, seen from the configuration's folder.
    pub(super) fn is_of(&self, file: &Path) -> bool {
        self.file.0.is_match(file)
    }

    /// The pattern of its files as written.
    pub fn pattern(&self) -> &str {
        self.file.0.glob().glob()
    }

    /// Every column that it names, with what it names it for.
    pub fn columns(&self) -> impl Iterator<Item = &str> {
        let single =
            [&self.unit, &self.action, &self.place, &self.period, &self.source, &self.label];
        let value = self.value.0.iter().map(String::as_str);
        let filter = self.filter.keys().map(String::as_str);
        value.chain(single.into_iter().filter_map(Option::as_deref)).chain(filter)
    }
}
