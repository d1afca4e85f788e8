//! `--changed`, `--since`: only what concerns files that git says have changed. All files are read, as a changed one may
//! disagree with one that is not.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::process::Command;

use crosscheck::Error;
use crosscheck::claim::{Covered, Passage};
use crosscheck::run::{Corpus, Judgement};

/// The commit that the files of the folder are compared with where none is named.
const LAST: &str = "HEAD";

/// The files that differ from a commit, and those that git does not know yet.
pub(crate) fn files(since: Option<&str>) -> Result<BTreeSet<PathBuf>, Error> {
    let since = since.unwrap_or(LAST);
    let top = git(&["rev-parse", "--show-toplevel"])?;
    let top = PathBuf::from(top.trim_end_matches('\n'));
    // A name that begins with a dash is no option, and only a commit will do.
    let commit = format!("{since}^{{commit}}");
    let commit = git(&["rev-parse", "--verify", "--quiet", "--end-of-options", &commit])
        .map_err(|_| failed(format!("there is no commit `{since}`")))?;
    let changed =
        git(&["diff", "--name-only", "-z", "--no-renames", "--no-relative", commit.trim(), "--"])?;
    // Names of new files are told from here, names of changed ones from the top.
    let new = git(&["ls-files", "--others", "--exclude-standard", "--full-name", "-z", ":/"])?;
    let names = changed.split('\0').chain(new.split('\0')).filter(|it| !it.is_empty());
    Ok(names.map(|it| canonical(&top.join(it))).collect())
}

fn git(arguments: &[&str]) -> Result<String, Error> {
    // A repository may be somebody else's: its settings name no program here that watches files or runs at events.
    let quiet =
        ["-c", "core.fsmonitor=false", "-c", "core.hooksPath=/dev/null", "--no-optional-locks"];
    let output = Command::new("git").args(quiet).args(arguments).output();
    let output = output.map_err(|it| failed(format!("`git` could not be run: {it}")))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        let first = said.lines().next().unwrap_or("git failed without a word");
        return Err(failed(first.trim_start_matches("fatal: ").to_owned()));
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

fn failed(reason: String) -> Error {
    Error::Unchanged { reason }
}

/// A path without links and dots; one that is gone stays as it is.
fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

/// Leaves of a judgement what concerns changed files.
pub(crate) fn keep(
    files: &BTreeSet<PathBuf>,
    corpus: &Corpus,
    judgement: &mut Judgement,
    covered: &mut Option<Vec<Covered>>,
) {
    let is_changed: Vec<bool> = corpus
        .documents
        .iter()
        .map(|it| files.contains(&canonical(Path::new(&it.source.path))))
        .collect();
    let is_of = |document: usize| is_changed.get(document).copied().unwrap_or(false);
    let concerns = |passages: &[Passage]| passages.iter().any(|it| is_of(it.document));
    judgement.findings.retain(|it| concerns(&it.passages));
    judgement.confirmed.retain(|it| concerns(&it.passages));
    if let Some(covered) = covered {
        covered.retain(|it| is_of(it.passage.document));
    }
}
