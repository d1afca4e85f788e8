//! Arguments that name files.

use std::path::{Path, PathBuf};

use clap::Args as ClapArgs;
use clap::builder::{OsStringValueParser, TypedValueParser};
use crosscheck::config::Config;
use crosscheck::{Error, disk};

/// Reads a path as it is spelled everywhere else: bytes that are no UTF-8 as `\xE9`.
pub(crate) fn spelled() -> impl TypedValueParser<Value = String> {
    OsStringValueParser::new().map(|it| match it.to_str() {
        // What reports call a file may be given as it stands there.
        Some(text) if Path::new(&it).symlink_metadata().is_err() => text.to_owned(),
        _ => disk::spelled_name(&it),
    })
}

/// Reads the name of an archive.
#[cfg(feature = "parquet")]
pub(super) fn archive(name: &str) -> Result<PathBuf, &'static str> {
    let is_parquet =
        Path::new(name).extension().is_some_and(|it| it.eq_ignore_ascii_case("parquet"));
    is_parquet
        .then(|| PathBuf::from(name))
        .ok_or("an archive is a Parquet file: end its name in .parquet")
}

/// The documents.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Inputs {
    /// Files, folders, patterns, or - for standard input [default: those of crosscheck.yaml, else sources/]
    #[arg(value_name = "PATH", value_parser = spelled())]
    pub(crate) given: Vec<String>,
}

impl Inputs {
    /// The given paths, or those of the settings, or the default folder where there is one.
    pub(crate) fn paths(&self, config: &Config) -> Result<Vec<String>, Error> {
        if !self.given.is_empty() {
            return Ok(self.given.clone());
        }
        if !config.sources.0.is_empty() {
            return config.sources.0.iter().map(|it| config.seen("sources", it)).collect();
        }
        let default = "sources";
        if Path::new(default).is_dir() {
            return Ok(vec![default.to_owned()]);
        }
        Err(Error::NothingToRead { paths: vec![format!("`{default}/`")] })
    }

    /// The arguments that name the same documents to `explain`.
    pub(crate) fn again(&self) -> String {
        Self::named("--in", &self.given)
    }

    /// Paths behind a flag each, quoted for a shell.
    pub(crate) fn named(flag: &str, paths: &[String]) -> String {
        let quoted = paths.iter().map(|it| {
            let is_plain = it.chars().all(|c| c.is_alphanumeric() || "./_-".contains(c));
            if is_plain { it.clone() } else { format!("'{}'", it.replace('\'', r"'\''")) }
        });
        quoted.flat_map(|it| [format!(" {flag} "), it]).collect()
    }
}

/// The documents that a finding was made in.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Documents {
    /// The documents [default: those of crosscheck.yaml, else sources/]
    #[arg(long = "in", value_name = "PATH", num_args = 1.., value_parser = spelled())]
    pub(crate) inputs: Vec<String>,
    /// The sources that those were held against as drafts
    #[arg(long, value_name = "SRC", num_args = 1.., value_parser = spelled())]
    pub(crate) against: Vec<String>,
    /// Data files whose cells were held against the sources, like a draft
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "against", value_parser = spelled())]
    pub(crate) data: Vec<String>,
    /// The baseline [default: the nearest crosscheck.baseline.yaml]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

/// A report in a file.
#[derive(Clone, Debug)]
pub(crate) struct Emit {
    /// The format's name.
    pub(crate) format: String,
    /// The file.
    pub(crate) file: String,
}

impl std::str::FromStr for Emit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((format, file)) if !format.is_empty() && !file.is_empty() => {
                Ok(Self { format: format.to_owned(), file: file.to_owned() })
            }
            _ => Err("name a format and a file: sarif=report.sarif".to_owned()),
        }
    }
}
