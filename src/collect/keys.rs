//! What a source is called from run to run: its path, seen from a folder that does not depend on where one stands.

use std::path::{Path, PathBuf};

use super::paths::Input;
use crate::config::Config;
use crate::disk;

/// The folders that paths are seen from.
#[derive(Clone, Debug, Default)]
pub struct Keys {
    /// The folder of the settings.
    settings: Option<PathBuf>,
    /// The folder that holds all documents of the run.
    common: Option<PathBuf>,
}

impl Keys {
    pub(super) fn new(inputs: &[Input], config: &Config) -> Self {
        let paths = inputs.iter().filter_map(|it| match it {
            Input::File(path) => Some(disk::canonical(&disk::path(path))),
            Input::Stdin => None,
        });
        let folders = paths.filter_map(|it| it.parent().map(Path::to_owned));
        let common = folders.reduce(|a, b| shared(&a, &b));
        Self { settings: config.folder().map(disk::canonical), common }
    }

    /// The folders where these documents and those of `other` are read in one run.
    #[must_use]
    pub fn with(&self, other: &Self) -> Self {
        let common = match (&self.common, &other.common) {
            (Some(a), Some(b)) => Some(shared(a, b)),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        Self { settings: self.settings.clone(), common }
    }

    /// What a file is called.
    pub fn of(&self, path: &str) -> String {
        let place = disk::canonical(&disk::path(path));
        let mut folders = self.settings.iter().chain(&self.common);
        let seen = folders.find_map(|it| place.strip_prefix(it).ok()).unwrap_or(&place);
        disk::spelled(seen)
    }
}

/// The deepest folder that holds both.
fn shared(a: &Path, b: &Path) -> PathBuf {
    let both = a.components().zip(b.components()).take_while(|(a, b)| a == b);
    both.map(|it| it.0).collect()
}
