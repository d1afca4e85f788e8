//! `crosscheck.yaml`: what holds for every run of a desk.
//!
//! The nearest one wins, from the folder of the run upwards. Paths in it are those seen from its own folder.

mod apart;
mod guess;
mod mapping;
mod preprocess;

use std::path::{Path, PathBuf};

use bytesize::ByteSize;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;
use sha2::{Digest as _, Sha256};

use crate::claim::Severity;
use crate::disk;
use crate::error::{Error, Problem};
use crate::yaml;

pub use apart::Apart;
pub use guess::guess;
pub use mapping::{Constants, Mapping, Names};
pub use preprocess::Preprocess;

/// The file's name.
pub const NAME: &str = "crosscheck.yaml";

/// Settings, each with its default.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields, default, expecting = "settings, as in fail_on: error")]
#[cfg_attr(feature = "schema", schemars(title = "crosscheck.yaml"))]
pub struct Config {
    /// What is read where a command names nothing: files, folders or patterns. Where nothing is said, sources/.
    pub sources: Names,
    /// From which severity on `check` fails.
    pub fail_on: FailOn,
    /// A folder of YAML rules that are applied beside the shipped ones.
    pub rules: Option<String>,
    /// Only these rules are applied.
    pub only: Names,
    /// All rules but these are applied.
    pub skip: Names,
    /// The file of known findings; where nothing is said, the nearest crosscheck.baseline.yaml.
    pub baseline: Option<String>,
    /// Larger files are not read: 64 MiB where nothing is said.
    #[serde(deserialize_with = "size")]
    #[cfg_attr(feature = "schema", schemars(with = "String"))]
    pub largest_file: ByteSize,
    /// What turns files of other formats into text.
    pub preprocess: Option<Preprocess>,
    /// What the columns of data files mean.
    pub data: Vec<Mapping>,
    /// Where it was read from; its own folder is where its paths start.
    #[serde(skip)]
    pub path: PathBuf,
    /// The SHA-256 digest of the text it was read from, in hexadecimal digits (FIPS 180-4).
    #[serde(skip)]
    pub sha256: String,
    /// The command that it names and that does not run, as nobody said that it may.
    #[serde(skip)]
    pub withheld: Option<Preprocess>,
    /// Folders above which nothing is looked for, `sources.yaml` neither; none where nothing is said.
    #[serde(skip)]
    pub ceilings: Vec<PathBuf>,
    /// Who reads files of binary formats, where that is not this process.
    #[serde(skip)]
    pub apart: Option<Apart>,
}

/// From which severity on a run fails.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq)]
#[cfg_attr(feature = "command", derive(clap::ValueEnum))]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(rename_all = "lowercase")]
pub enum FailOn {
    /// Errors fail.
    #[default]
    Error,
    /// Warnings and errors fail.
    Warning,
    /// Everything that is found fails.
    Note,
    /// Nothing that is found fails.
    Never,
}

impl FailOn {
    /// Whether a finding of this severity fails the run.
    pub fn is_reached(self, severity: Severity) -> bool {
        match self {
            Self::Error => severity >= Severity::Error,
            Self::Warning => severity >= Severity::Warning,
            Self::Note => true,
            Self::Never => false,
        }
    }
}

/// A size as people write it, or a number of bytes.
fn size<'de, D: serde::Deserializer<'de>>(deserializer: D) -> Result<ByteSize, D::Error> {
    let names = Names::deserialize(deserializer)?.0;
    let text = names.first().map_or("", |it| it.as_str());
    let wrong = || serde::de::Error::custom(format!("`{text}` is no size; write it as 64 MiB"));
    if names.len() == 1 { text.parse().map_err(|_| wrong()) } else { Err(wrong()) }
}

/// The JSON Schema of `crosscheck.yaml`, for editors.
#[cfg(feature = "schema")]
pub fn schema() -> schemars::Schema {
    schemars::schema_for!(Config)
}

impl Default for Config {
    fn default() -> Self {
        Self {
            sources: Names::default(),
            fail_on: FailOn::default(),
            rules: None,
            only: Names::default(),
            skip: Names::default(),
            baseline: None,
            largest_file: ByteSize::mib(64),
            preprocess: None,
            data: Vec::new(),
            path: PathBuf::new(),
            sha256: String::new(),
            withheld: None,
            apart: None,
            ceilings: Vec::new(),
        }
    }
}

impl Config {
    /// The nearest configuration of a folder, or the defaults where there is none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood, with line and column.
    pub fn nearest(folder: &Path) -> Result<Self, Error> {
        match disk::nearest(folder, NAME)? {
            Some(found) => Self::read(&found),
            None => Ok(Self::default()),
        }
    }

    /// A configuration by its path.
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = disk::text(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let config = Self::parse(&path.to_string_lossy(), &text)?;
        let digest = Sha256::digest(text.as_bytes());
        let sha256 = digest.iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().concat();
        Ok(Self { path: path.to_owned(), sha256, ..config })
    }

    /// A configuration from its text; `name` is what errors call it.
    ///
    /// # Errors
    ///
    /// A text that is none, with line and column.
    ///
    /// ```
    /// let config = crosscheck::config::Config::parse("crosscheck.yaml", "largest_file: 2 MiB\n")?;
    /// assert_eq!(config.largest_file.as_u64(), 2 << 20);
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    pub fn parse(name: &str, text: &str) -> Result<Self, Error> {
        // A file of comments says nothing, and that is fine.
        Ok(yaml::read(name, text)?.unwrap_or_default())
    }

    /// Keeps the command of the settings from running, unless it is trusted.
    pub fn withhold(&mut self) {
        self.withheld = self.preprocess.take();
    }

    /// The folder that the settings are of, where they were read from a file.
    pub fn folder(&self) -> Option<&Path> {
        let folder = self.path.parent().filter(|_| !self.path.as_os_str().is_empty())?;
        Some(if folder.as_os_str().is_empty() { Path::new(".") } else { folder })
    }

    /// A path of the configuration as seen from the folder of the run.
    ///
    /// # Errors
    ///
    /// A path that leads out of the folder of the settings: a folder may be somebody else's, and what lies outside of
    /// it is named on the command line.
    pub fn seen(&self, key: &'static str, path: &str) -> Result<String, Error> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        if !disk::stays_inside(folder, path) {
            let file = self.path.clone();
            return Err(Error::Outside { file, key, path: path.to_owned() });
        }
        let joined = folder.join(path);
        let here = std::env::current_dir().unwrap_or_default();
        let absolute = std::path::absolute(&joined).unwrap_or_else(|_| joined.clone());
        let seen = pathdiff::diff_paths(absolute, here).unwrap_or(joined);
        let seen = disk::spelled(&seen);
        Ok(match &*seen {
            "" => ".".to_owned(),
            // A file of that name, and not standard input.
            "-" => "./-".to_owned(),
            _ => seen,
        })
    }

    /// The file of known findings that the configuration names, as seen from the folder of the run.
    ///
    /// # Errors
    ///
    /// As [`seen`](Self::seen).
    pub fn baseline(&self) -> Result<Option<PathBuf>, Error> {
        let seen = self.baseline.as_ref().map(|it| self.seen("baseline", it));
        Ok(seen.transpose()?.map(PathBuf::from))
    }

    /// Mappings of files that are not there, as problems: whoever wrote them meant some file. The run is incomplete where it reads a
    /// data file that none is about, as that one may have been meant.
    pub fn lost_mappings(&self, is_incomplete: bool) -> Vec<Problem> {
        let folder = self.path.parent().unwrap_or(Path::new(""));
        let is_lost = |name: &&str| {
            !name.contains(['*', '?', '[', '{'])
                && disk::stays_inside(folder, name)
                && !folder.join(name).exists()
        };
        let told = |name: &str| Problem {
            source: disk::spelled(&self.path),
            line: None,
            message: format!("says what the columns of `{name}` mean, which does not exist"),
            is_incomplete,
        };
        self.data.iter().map(Mapping::pattern).filter(is_lost).map(told).collect()
    }

    /// What the columns of a data file mean: the first mapping whose pattern its path matches.
    pub fn mapping(&self, file: &str) -> Option<&Mapping> {
        if self.data.is_empty() {
            return None;
        }
        let absolute = std::path::absolute(file).ok()?;
        let own = std::path::absolute(&self.path).ok()?;
        let folder = own.parent().filter(|_| !self.path.as_os_str().is_empty());
        let seen = folder.and_then(|it| absolute.strip_prefix(it).ok()).unwrap_or(Path::new(file));
        self.data.iter().find(|it| it.is_of(seen))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_mapping_is_found_by_the_path_seen_from_the_configuration() {
        let text =
            "data:\n  - {file: 'figures/*.csv', value: n}\n  - {file: x.json, value: [a, b]}\n";
        let mut config = Config::parse("crosscheck.yaml", text).unwrap();
        config.path = PathBuf::from("/desk/crosscheck.yaml");
        let value = |file| config.mapping(file).map(|it| it.value.0.clone());
        assert_eq!(value("/desk/figures/a.csv"), Some(vec!["n".to_owned()]));
        assert_eq!(value("/desk/x.json"), Some(vec!["a".to_owned(), "b".to_owned()]));
        assert_eq!(value("/desk/figures/inner/a.csv"), None);
        assert_eq!(value("/else/x.json"), None);
    }

    #[test]
    fn what_is_no_setting_is_named() {
        let refused = |text| Config::parse("crosscheck.yaml", text).unwrap_err().to_string();
        assert!(refused("largest: 1\n").contains("unknown field `largest`"));
        assert!(refused("data:\n  - {file: '[', value: n}\n").contains("`[` is no file pattern"));
        assert!(refused("preprocess: \"'\"\n").contains("a quote has no end"));
        assert!(Config::parse("crosscheck.yaml", "# nothing\n").is_ok());
    }
}
