//! What a user trusts: settings whose command may run.

use std::collections::BTreeMap;
use std::path::Path;

use serde::{Deserialize, Serialize};

use super::decision::parsed;
use crate::error::Error;

/// Files of settings by their place, each with the digest that its text had when the user said so.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
#[serde(deny_unknown_fields, expecting = "the key trusted: with files and their digests")]
pub struct Trusted {
    #[serde(default)]
    trusted: BTreeMap<String, String>,
}

impl Trusted {
    /// What a file says; nothing where there is none.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood, with line and column.
    pub fn read(path: &Path) -> Result<Self, Error> {
        if path.exists() { parsed(path) } else { Ok(Self::default()) }
    }

    /// Whether settings are trusted as they are now.
    pub fn knows(&self, place: &str, sha256: &str) -> bool {
        self.trusted.get(place).is_some_and(|it| it == sha256)
    }

    /// Trusts settings until their text changes.
    pub fn add(&mut self, place: String, sha256: String) {
        self.trusted.insert(place, sha256);
    }

    /// Trusts settings no longer.
    pub fn remove(&mut self, place: &str) {
        self.trusted.remove(place);
    }

    /// The text of the file.
    ///
    /// # Errors
    ///
    /// Never in practice: what is written are texts.
    pub fn text(&self) -> Result<String, Error> {
        let yaml = serde_yaml::to_string(self).map_err(std::io::Error::other)?;
        Ok(format!("# Settings whose command may run, with the SHA-256 of their text.\n{yaml}"))
    }
}
