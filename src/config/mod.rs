//! `crosscheck.yaml`: what holds for every run of a desk.
//!
//! The nearest one wins, from the folder of the run upwards. Paths in it are those seen from its own folder.

mod guess;
mod mapping;
mod preprocess;

use std::path::{Path, PathBuf};

use bytesize::ByteSize;
use serde::Deserialize;

use crate::error::Error;

pub use guess::guess;
pub use mapping::{Columns, Constants, Mapping};
pub use preprocess::Preprocess;

/// The file's name.
pub const NAME: &str = "crosscheck.yaml";

/// Settings, each with its default.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Config {
    /// Larger files are not read; 64 MiB where nothing is said.
    pub largest_file: ByteSize,
    /// What turns files of other formats into text.
    pub preprocess: Option<Preprocess>,
    /// What the columns of data files mean.
    pub data: Vec<Mapping>,
    /// Where it was read from; its own folder is where its paths start.
    #[serde(skip)]
    pub path: PathBuf,
}

impl Default for Config {
    fn default() -> Self {
        Self {
            largest_file: ByteSize::mib(64),
            preprocess: None,
            data: Vec::new(),
            path: PathBuf::new(),
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
        let found = folder.ancestors().map(|it| it.join(NAME)).find(|it| it.is_file());
        found.map_or_else(|| Ok(Self::default()), |it| Self::read(&it))
    }

    /// A configuration by its path.
    ///
    /// # Errors
    ///
    /// As [`nearest`](Self::nearest).
    pub fn read(path: &Path) -> Result<Self, Error> {
        let text = std::fs::read_to_string(path)
            .map_err(|source| Error::Unreadable { path: path.to_owned(), source })?;
        let config = Self::parse(&path.to_string_lossy(), &text)?;
        Ok(Self { path: path.to_owned(), ..config })
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
        let config: Option<Self> =
            serde_yaml::from_str(text).map_err(|it| Error::yaml(name, text, &it))?;
        Ok(config.unwrap_or_default())
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
