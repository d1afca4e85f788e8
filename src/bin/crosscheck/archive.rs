//! `archive`: documents are put into one file with an index, for drafts to be held against.

use std::collections::HashSet;
use std::io::{self, Write as _};
use std::path::Path;

use crosscheck::archive::{Archive, Filed, Making};
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
    if paths.iter().any(|it| it == "-") {
        let reason = "standard input has no name by which it is known again; name a file";
        return Err(Error::Inapplicable { format: "archive", reason });
    }
    let folder = args.file.parent().filter(|it| !it.as_os_str().is_empty());
    let folder = disk::canonical(folder.unwrap_or(Path::new(".")));
    let mut batches = Batches::open(&paths, &mut io::empty(), config, lexicon)?;
    let mut told = Vec::new();
    let written = files::change(&args.file, |path| {
        let before = there(path)?;
        let mut making = Making::new()?;
        let (mut names, mut claims) = (HashSet::new(), 0);
        for corpus in &mut batches {
            making.add(&corpus, |it| filed(it, &folder, config), lexicon)?;
            claims += corpus.claims.len();
            names.extend(corpus.documents.iter().map(|it| seen(it, &folder)));
        }
        let all = before.as_ref().map_or(0, Archive::count);
        let kept = before.map_or(Ok(0), |it| making.take_over(&it, &names))?;
        if names.is_empty() {
            return Err(Error::NothingToRead { paths: paths.clone() });
        }
        let bytes = making.finish()?;
        writeln!(
            told,
            "{}: {} documents put in, with {claims} claims; {} replaced, {kept} kept; {} in all",
            args.file.display(),
            names.len(),
            all - kept,
            bytesize::ByteSize(bytes.len() as u64).display().si(),
        )?;
        Ok(bytes)
    });
    // Why nothing could be put in is told first.
    let problems = batches.problems();
    tell(&problems, wanted);
    written?;
    Ok(Outcome::new(told, incomplete(&problems)))
}

/// The path of a document from the folder of the archive: by it it is known again, wherever one stands.
fn seen(document: &Document, folder: &Path) -> String {
    let path = disk::canonical(&disk::path(&document.source.path));
    disk::spelled(&pathdiff::diff_paths(&path, folder).unwrap_or(path))
}

/// The archive that is there.
fn there(path: &Path) -> Result<Option<Archive<std::fs::File>>, Error> {
    if !path.exists() {
        return Ok(None);
    }
    let file = disk::open(path).map_err(|it| Error::from(io::Error::other(it)))?;
    match Archive::open(file) {
        Ok(Some(archive)) => Ok(Some(archive)),
        Ok(None) => Err(irreplaceable(path, "a file that is no archive")),
        Err(_) => Err(irreplaceable(path, "a damaged archive")),
    }
}

fn irreplaceable(path: &Path, what: &'static str) -> Error {
    Error::Irreplaceable { path: path.to_owned(), what }
}

/// How a document is kept: as its file, where that is as it was read.
fn filed(document: &Document, folder: &Path, config: &Config) -> Filed {
    let path = disk::path(&document.source.path);
    let file = || {
        let ending = path.extension()?.to_str()?.to_owned();
        let bytes = disk::bytes(&path, config.largest_file.as_u64()).ok()?;
        let is_same = <[u8; 32]>::from(Sha256::digest(&bytes)) == document.sha256;
        is_same.then_some((ending, bytes))
    };
    Filed { path: seen(document, folder), file: file() }
}
