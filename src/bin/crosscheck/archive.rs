//! `archive`: documents are put into one file with an index, for drafts to be held against.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::path::Path;

use crosscheck::archive::{Archive, Making};
use crosscheck::claim::Document;
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::run::Batches;
use crosscheck::{Error, disk};
use sha2::{Digest as _, Sha256};

use crate::args::{Archive as Arguments, Wanted};
use crate::{Outcome, files, incomplete, tell};

pub(crate) fn run(args: &Arguments, wanted: &Wanted) -> Result<Outcome, Error> {
    let config = wanted.config()?;
    let lexicon = Lexicon::english()?;
    files::replaceable(&args.file)?;
    let paths = args.inputs.paths(config)?;
    let mut batches = Batches::open(&paths, &mut io::stdin().lock(), config, lexicon)?;
    let mut told = Vec::new();
    let mut problems = Vec::new();
    files::change(&args.file, |path| {
        let before = there(path)?;
        let mut making = Making::new()?;
        let (mut names, mut claims) = (HashSet::new(), 0);
        for corpus in &mut batches {
            making.add(&corpus, |it| file(it, config), lexicon)?;
            claims += corpus.claims.len();
            names.extend(corpus.documents.into_iter().map(|it| it.source.path.clone()));
        }
        let kept = before.map_or(Ok(0), |it| making.take_over(&it, &names))?;
        if names.is_empty() && kept == 0 {
            return Err(Error::NothingToRead { paths: paths.clone() });
        }
        let bytes = making.finish()?;
        writeln!(
            told,
            "{}: {} documents put in, with {claims} claims; {kept} were there; {} in all",
            args.file.display(),
            names.len(),
            bytesize::ByteSize(bytes.len() as u64).display().si(),
        )?;
        Ok(bytes)
    })?;
    problems.extend(batches.problems());
    tell(&problems, wanted);
    Ok(Outcome::new(told, incomplete(&problems)))
}

/// The archive that is there.
fn there(path: &Path) -> Result<Option<Archive<std::fs::File>>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let file = disk::open(path).map_err(|it| Error::from(io::Error::other(it)))?;
    let archive = Archive::open(file);
    archive.map(Some).ok_or_else(|| irreplaceable(path, "a file that is no archive"))
}

fn irreplaceable(path: &Path, what: &'static str) -> Error {
    Error::Irreplaceable { path: path.to_owned(), what }
}

/// The ending and the bytes of a document's file, where it is as it was read.
fn file(document: &Document, config: &Config) -> Option<(String, Vec<u8>)> {
    let path = disk::path(&document.source.path);
    let ending = path.extension()?.to_str()?.to_owned();
    let bytes = disk::bytes(&path, config.largest_file.as_u64()).ok()?;
    let is_same = <[u8; 32]>::from(Sha256::digest(&bytes)) == document.sha256;
    is_same.then_some((ending, bytes))
}
