//! The baseline: findings that were there when a desk began to use the program.

use std::path::PathBuf;

use rustc_hash::FxHashSet;
use serde::{Deserialize, Serialize};

use crate::claim::Finding;
use crate::error::Error;

/// Findings that are known.
#[derive(Clone, Debug, Default)]
pub struct Baseline {
    known: FxHashSet<String>,
    lines: Vec<Line>,
    /// What was read when it was made.
    pub made_of: MadeOf,
    /// Where it is written down.
    pub path: Option<PathBuf>,
}

/// The file.
#[derive(Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "the key findings: with a list of them")]
struct File {
    #[serde(default, skip_serializing_if = "MadeOf::is_unknown")]
    made_of: MadeOf,
    #[serde(default)]
    findings: Vec<Line>,
}

/// The documents that a baseline was made of, as seen from its folder: findings of others say nothing about it.
#[derive(Clone, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(deny_unknown_fields, expecting = "documents, as `crosscheck baseline create` writes them")]
pub struct MadeOf {
    /// The documents.
    #[serde(rename = "in", default, skip_serializing_if = "Vec::is_empty")]
    pub inputs: Vec<String>,
    /// Data files that were held against sources.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub data: Vec<String>,
    /// The sources that those were held against.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub against: Vec<String>,
}

impl MadeOf {
    /// Whether nothing is known: the documents of the settings, or those of an older version of the program.
    pub fn is_unknown(&self) -> bool {
        *self == Self::default()
    }
}

/// A known finding; rule and message are for readers of the file.
#[derive(Clone, Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "a finding, as `crosscheck baseline create` writes it")]
struct Line {
    fingerprint: String,
    rule: String,
    message: String,
}

impl Baseline {
    /// The file's name where no other is given.
    pub const NAME: &'static str = "crosscheck.baseline.yaml";

    /// A baseline of findings.
    pub fn of<'f>(findings: impl Iterator<Item = &'f Finding>, made_of: MadeOf) -> Self {
        let lines = findings.map(|it| Line {
            fingerprint: it.fingerprint.clone(),
            rule: it.rule.clone(),
            message: it.message.clone(),
        });
        Self::new(lines.collect(), made_of, None)
    }

    fn new(lines: Vec<Line>, made_of: MadeOf, path: Option<PathBuf>) -> Self {
        let known = lines.iter().map(|it| it.fingerprint.clone()).collect();
        Self { known, lines, made_of, path }
    }

    /// A baseline from its file; an empty one where there is none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood.
    pub fn read(path: Option<PathBuf>) -> Result<Self, Error> {
        let Some(path) = path else { return Ok(Self::default()) };
        let file: File = super::decision::parsed(&path)?;
        Ok(Self::new(file.findings, file.made_of, Some(path)))
    }

    /// Whether a finding is in it.
    pub fn knows(&self, finding: &Finding) -> bool {
        self.known.contains(&finding.fingerprint)
    }

    /// The baseline without what the applied rules no longer find, and how many that were; of other rules it is not
    /// known what they would find.
    #[must_use]
    pub fn pruned(&self, findings: &[Finding], applied: &[&str]) -> (Self, usize) {
        let found: FxHashSet<&str> = findings.iter().map(|it| &*it.fingerprint).collect();
        let is_left = |it: &Line| found.contains(&*it.fingerprint) || !applied.contains(&&*it.rule);
        let left: Vec<Line> = self.lines.iter().filter(|it| is_left(it)).cloned().collect();
        let gone = self.lines.len() - left.len();
        (Self::new(left, self.made_of.clone(), self.path.clone()), gone)
    }

    /// How many findings are in it.
    pub fn len(&self) -> usize {
        self.lines.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.lines.is_empty()
    }

    /// The text of its file.
    ///
    /// # Errors
    ///
    /// Never in practice: what is written are texts.
    pub fn text(&self) -> Result<String, Error> {
        let file = File { made_of: self.made_of.clone(), findings: self.lines.clone() };
        let yaml = serde_yaml::to_string(&file).map_err(std::io::Error::other)?;
        Ok(format!(
            "# Findings that were there when this file was made: they are counted and fail no run.\n\
             # `crosscheck baseline prune` takes out those that are gone.\n{yaml}"
        ))
    }
}
