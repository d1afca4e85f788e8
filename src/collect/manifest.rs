//! `sources.yaml`: what is known of the files of a folder.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use jiff::civil::Date;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{format_of, problem};
use crate::claim::{Source, Tier};
use crate::disk;
use crate::error::{Error, Problem};
use crate::yaml;

/// A calendar day as ISO 8601 writes it; a time of day after it is allowed and left out.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub(super) struct Day(pub(super) Date);

impl TryFrom<String> for Day {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let day = text.get(..10).and_then(|it| it.parse().ok());
        day.map(Self).ok_or_else(|| format!("`{text}` is no date; write it as 2025-09-18"))
    }
}

/// How a manifest names the tiers.
#[derive(Clone, Copy, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub(super) enum TierName {
    Primary,
    Official,
    Wire,
    Secondary,
    Aggregator,
}

#[derive(Debug, Default, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, expecting = "the key sources: with a list of files")]
#[cfg_attr(feature = "schema", schemars(title = "sources.yaml"))]
struct Manifest {
    /// The files of the folder.
    #[serde(default)]
    sources: Vec<Line>,
}

#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, expecting = "what is known of a file, as in file: a.md")]
struct Line {
    /// The file, seen from this folder.
    file: String,
    /// What it is called in reports.
    title: Option<String>,
    /// Who published it.
    publisher: Option<String>,
    /// The day it was published: 2025-09-18.
    published: Option<Day>,
    /// Its address.
    url: Option<String>,
    /// Its language, as BCP 47 names it: en, zh.
    language: Option<String>,
    /// How near it stands to what it tells of.
    tier: Option<TierName>,
    /// The file, title or publisher that it was written from: both have one vote.
    derived_from: Option<String>,
    /// What it is for.
    #[serde(default)]
    role: Role,
}

/// The JSON Schema of a manifest, for editors.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Manifest)
}

/// What a file of the folder is for.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
enum Role {
    /// It states figures that are held against each other.
    #[default]
    Source,
    /// It is held against the sources, and is read only where it is named.
    Draft,
    /// The same, of a data file.
    Data,
}

/// The manifests of all folders that are read from, by folder.
#[derive(Debug, Default)]
pub(super) struct Manifests {
    folders: BTreeMap<PathBuf, BTreeMap<String, Line>>,
}

impl Manifests {
    /// Loads the manifest in the file's folder or the nearest one above it, no higher than `ceilings`, once a folder.
    pub(super) fn load_beside(&mut self, file: &Path, ceilings: &[PathBuf]) -> Result<(), Error> {
        let is_below =
            |it: &&Path| ceilings.is_empty() || ceilings.iter().any(|top| it.starts_with(top));
        for folder in file.ancestors().skip(1).take_while(is_below) {
            if self.folders.contains_key(folder) {
                return Ok(());
            }
            let Some(path) = disk::own(folder, "sources.yaml")? else { continue };
            let text = disk::text(&path)
                .map_err(|source| Error::Unreadable { path: path.clone(), source })?;
            let name = path.to_string_lossy();
            // A file of comments says nothing, and that is fine.
            let manifest: Option<Manifest> = yaml::read(&name, &text)?;
            let lines = manifest
                .unwrap_or_default()
                .sources
                .into_iter()
                .map(|it| (it.file.clone(), it))
                .collect();
            self.folders.insert(folder.to_path_buf(), lines);
            return Ok(());
        }
        Ok(())
    }

    /// What the manifests say of a file, or its bare path.
    pub(super) fn source(&self, path: &str) -> Source {
        self.line(path).map_or_else(|| Source::at(path), |it| it.source(path))
    }

    fn line(&self, path: &str) -> Option<&Line> {
        let file = Path::new(path);
        let mut folders = file.ancestors().skip(1);
        let (folder, lines) = folders.find_map(|it| Some((it, self.folders.get(it)?)))?;
        let name = file.strip_prefix(folder).unwrap_or(file).to_string_lossy().replace('\\', "/");
        lines.get(&name)
    }

    /// Whether a manifest says that a file is held against the others and is none of them.
    pub(super) fn is_draft(&self, path: &str) -> bool {
        self.line(path).is_some_and(|it| it.role != Role::Source)
    }

    /// Files that a manifest names and that do not exist.
    pub(super) fn missing_files(&self) -> Vec<Problem> {
        let mut problems = Vec::new();
        for (folder, lines) in &self.folders {
            let manifest = folder.join("sources.yaml");
            let mut missing = |name: &str, message: String, is_incomplete: bool| {
                // Whether there is anything outside is no business of a manifest.
                if !disk::stays_inside(folder, name) {
                    let message = format!("names `{name}`, which lies outside of its folder");
                    problems.push(problem(&manifest.to_string_lossy(), None, &message));
                } else if !folder.join(name).exists() {
                    let problem = problem(&manifest.to_string_lossy(), None, &message);
                    problems.push(Problem { is_incomplete, ..problem });
                }
            };
            for (file, line) in lines {
                missing(file, format!("names `{file}`, which does not exist"), true);
                // It may be a title or a publisher as well, which need not be among the sources.
                let origin =
                    line.derived_from.as_deref().filter(|it| format_of(Path::new(it)).is_some());
                if let Some(origin) = origin {
                    let message = format!(
                        "says that `{file}` is derived from `{origin}`, which does not exist"
                    );
                    missing(origin, message, false);
                }
            }
        }
        problems
    }
}

impl Line {
    fn source(&self, path: &str) -> Source {
        Source {
            title: self.title.clone(),
            publisher: self.publisher.clone(),
            published: self.published.map(|it| it.0),
            url: self.url.clone(),
            language: self.language.clone(),
            tier: self.tier.map_or(Tier::default(), TierName::tier),
            derived_from: self.derived_from.clone(),
            ..Source::at(path)
        }
    }
}

impl TierName {
    pub(super) fn tier(self) -> Tier {
        match self {
            Self::Primary => Tier::Primary,
            Self::Official => Tier::Official,
            Self::Wire => Tier::Wire,
            Self::Secondary => Tier::Secondary,
            Self::Aggregator => Tier::Aggregator,
        }
    }
}
