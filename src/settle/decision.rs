//! Decisions: what somebody said of a finding, when and why, and the passages they had before them.

use std::path::{Path, PathBuf};

use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::claim::{Document, Finding, Outcome, Passage, short_id};
use crate::disk;
use crate::error::{Error, Problem};
use crate::yaml;

/// One decision.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "a decision, as `crosscheck accept` writes it")]
pub struct Decision {
    /// The finding's fingerprint.
    pub fingerprint: String,
    /// The rule that spoke.
    pub rule: String,
    /// What it said.
    pub message: String,
    /// What was decided.
    #[serde(with = "outcome")]
    pub outcome: Outcome,
    /// Why; empty where the outcome says it all.
    #[serde(default, skip_serializing_if = "String::is_empty")]
    pub reason: String,
    /// Who decided.
    pub reviewer: String,
    /// When, as RFC 3339 writes it.
    pub time: String,
    /// The passages as they were.
    pub quotes: Vec<Quote>,
}

/// A passage as it was when the decision was made.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, expecting = "a quote, with source: and sentence:")]
pub struct Quote {
    /// The source's path, seen from the folder of the settings, or from the one that holds all documents.
    pub source: String,
    /// The sentence, on one line.
    pub sentence: String,
}

/// All decisions, in the order in which they were made; the last of a finding holds.
#[derive(Clone, Debug, Default)]
pub struct Decisions {
    /// The decisions.
    pub all: Vec<Decision>,
    /// Where they are written down.
    pub path: Option<PathBuf>,
}

#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "the key decisions: with a list of them")]
struct File {
    #[serde(default)]
    decisions: Vec<Decision>,
}

mod outcome {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::claim::Outcome;

    pub(super) fn serialize<S: Serializer>(it: &Outcome, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(&it.name())
    }

    pub(super) fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Outcome, D::Error> {
        let name = String::deserialize(from)?;
        Outcome::named(&name).ok_or_else(|| {
            let others: Vec<String> = Outcome::OTHERS.iter().map(|it| it.name()).collect();
            serde::de::Error::custom(format!(
                "unknown outcome `{name}`, expected one of `prefer-1`, `{}`",
                others.join("`, `")
            ))
        })
    }
}

impl Quote {
    /// The passages of a finding as they are now.
    pub fn all(finding: &Finding, documents: &[Document]) -> Vec<Self> {
        let quote =
            |it: &Passage| Self { source: it.source.key.clone(), sentence: it.quote(documents) };
        finding.passages.iter().map(quote).collect()
    }
}

impl Decision {
    /// Whether the passages of a finding are still those that were decided on.
    pub fn is_about(&self, finding: &Finding, documents: &[Document]) -> bool {
        self.quotes == Quote::all(finding, documents)
    }
}

impl Decisions {
    /// The file's name.
    pub const NAME: &'static str = "crosscheck.decisions.yaml";

    /// The decisions of a file; none where there is none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood, with line and column.
    pub fn read(path: Option<PathBuf>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Self::default()) };
        let file: File = parsed(&path)?;
        Ok(Self { all: file.decisions, path: Some(path) })
    }

    /// The decisions of a folder: those of the nearest file, from there upwards.
    ///
    /// # Errors
    ///
    /// As [`read`](Self::read).
    pub fn nearest(folder: &Path) -> Result<Self, Error> {
        Self::read(Self::place(folder)?)
    }

    /// Where the decisions of a folder are written down: the nearest file of the name, from there upwards.
    ///
    /// # Errors
    ///
    /// As [`disk::nearest`].
    pub fn place(folder: &Path) -> Result<Option<PathBuf>, Error> {
        super::nearest(folder, Self::NAME)
    }

    /// What was last decided of a finding.
    pub fn of(&self, finding: &Finding) -> Option<&Decision> {
        self.all.iter().rev().find(|it| it.fingerprint == finding.fingerprint)
    }

    /// Adds a decision in place of an older one of the same finding.
    pub fn add(&mut self, decision: Decision) {
        self.remove(&decision.fingerprint);
        self.all.push(decision);
    }

    /// Takes out what was decided of a finding.
    pub fn remove(&mut self, fingerprint: &str) {
        self.all.retain(|it| it.fingerprint != fingerprint);
    }

    /// The text of the file.
    ///
    /// # Errors
    ///
    /// Never in practice: what is written are texts.
    pub fn text(&self) -> Result<String, Error> {
        let file = File { decisions: self.all.clone() };
        let yaml = serde_yaml::to_string(&file).map_err(std::io::Error::other)?;
        Ok(format!(
            "# What was decided of findings. A decision holds until one of the quoted sentences changes.\n{yaml}"
        ))
    }

    /// What is told of a decision whose passages have changed.
    pub(super) fn reopened(&self, decision: &Decision) -> Problem {
        let path = self.path.as_deref().unwrap_or(Path::new(Self::NAME));
        let short = short_id(&decision.fingerprint);
        Problem {
            source: path.to_string_lossy().into_owned(),
            line: None,
            message: format!(
                "decided {short} ({}), but a quoted passage has changed; it is open again",
                decision.outcome.words()
            ),
            is_incomplete: false,
        }
    }
}

/// A YAML file of records.
///
/// # Errors
///
/// A file that cannot be read or understood, with line and column.
pub(super) fn parsed<T: DeserializeOwned + Default>(path: &Path) -> Result<T, Error> {
    let text =
        disk::text(path).map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
    Ok(yaml::read(&path.to_string_lossy(), &text)?.unwrap_or_default())
}
