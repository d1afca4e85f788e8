//! `baseline`: what was there before, so that only what is new fails.

use std::path::{Path, PathBuf};

use crosscheck::claim::Finding;
use crosscheck::lexicon::Lexicon;
use crosscheck::settle::{Baseline, MadeOf, Records};
use crosscheck::{Error, disk};

use crate::args::{BaselineAction, BaselineArgs, Documents, Wanted};
use crate::check::{self, Checked};
use crate::{Outcome, files, incomplete, journal, rules, tell};

pub(crate) fn run(args: &BaselineArgs, wanted: &Wanted) -> Result<Outcome, Error> {
    let lexicon = Lexicon::english()?;
    let rules = rules::settled(wanted)?;
    let path = place(args, wanted)?;
    files::replaceable(&path)?;
    let read = match &args.action {
        // What is made anew need not be there.
        BaselineAction::Create(it) => Documents { baseline: None, ..it.clone() },
        BaselineAction::Prune(it) => documents_of(it, &path)?,
    };
    let Checked { corpus, judgement, .. } = check::judged(&read, wanted, &rules, lexicon)?;
    tell(&corpus.problems, wanted);
    files::is_no_source(&path, &corpus)?;
    // What a document says that could not be read may still be found in it.
    if let (BaselineAction::Prune(_), 3) = (&args.action, incomplete(&corpus.problems)) {
        return Err(Error::Unpruned { path });
    }
    let folder = std::env::current_dir().unwrap_or_default();
    let shown = journal::shown(&path, &folder);
    let applied: Vec<&str> = rules.iter().map(|it| &*it.id).collect();
    let mut text = String::new();
    files::change(&path, |path| {
        let before = Baseline::read(Some(path.to_owned()).filter(|it| it.exists()))?;
        let (baseline, said) = match args.action {
            BaselineAction::Create(_) => {
                created(&judgement.findings, made_of(&read, path), &before, &shown)
            }
            BaselineAction::Prune(_) => {
                let (baseline, gone) = before.pruned(&judgement.findings, &applied);
                let said = format!("{gone} gone, {} left in {shown}\n", baseline.len());
                (baseline, said)
            }
        };
        text = said;
        Ok(baseline.text()?.into_bytes())
    })?;
    Ok(Outcome::new(text.into_bytes(), incomplete(&corpus.problems)))
}

/// The file: the named one, that of the settings, the nearest one, or a new one here.
fn place(args: &BaselineArgs, wanted: &Wanted) -> Result<PathBuf, Error> {
    let (BaselineAction::Create(documents) | BaselineAction::Prune(documents)) = &args.action;
    if let Some(it) = &documents.baseline {
        return Ok(it.clone());
    }
    if let Some(it) = wanted.config()?.baseline()? {
        return Ok(it);
    }
    let folder = std::env::current_dir().unwrap_or_default();
    let nearest = Records::nearest(&folder, None)?.baseline.path;
    Ok(nearest.unwrap_or_else(|| PathBuf::from(Baseline::NAME)))
}

/// A baseline of what is found now, and what is said of it.
fn created(
    findings: &[Finding],
    made_of: MadeOf,
    before: &Baseline,
    shown: &str,
) -> (Baseline, String) {
    // What was dismissed is settled already.
    let open = findings.iter().filter(|it| it.status.name() != "dismissed");
    let baseline = Baseline::of(open, made_of);
    let instead = match before.len() {
        0 => String::new(),
        before => format!(" in place of {before} that were known before"),
    };
    let said = format!("{} known, written to {shown}{instead}\n", baseline.len());
    (baseline, said)
}

fn folder_of(baseline: &Path) -> PathBuf {
    let folder = baseline.parent().filter(|it| !it.as_os_str().is_empty());
    folder.unwrap_or(Path::new(".")).to_owned()
}

/// What a baseline was made of, as seen from its folder.
fn made_of(documents: &Documents, baseline: &Path) -> MadeOf {
    let folder = disk::canonical(&folder_of(baseline));
    let seen = |paths: &[String]| -> Vec<String> {
        let one = |it: &String| {
            let path = disk::canonical(&disk::path(it));
            disk::spelled(&pathdiff::diff_paths(&path, &folder).unwrap_or(path))
        };
        paths.iter().map(one).collect()
    };
    MadeOf {
        inputs: seen(&documents.inputs),
        data: seen(&documents.data),
        against: seen(&documents.against),
    }
}

/// The documents to prune by: those that the baseline was made of. Others say nothing of what is still found in those.
///
/// # Errors
///
/// Others that are named, or ones that lie outside of the baseline's folder and must be named.
fn documents_of(wanted: &Documents, path: &Path) -> Result<Documents, Error> {
    let baseline = Baseline::read(Some(path.to_owned()).filter(|it| it.exists()))?;
    let made = &baseline.made_of;
    let folder = folder_of(path);
    let all = || [&*made.inputs, &*made.data, &*made.against].concat();
    if made.is_unknown() {
        return Ok(Documents { baseline: Some(path.to_owned()), ..wanted.clone() });
    }
    let is_named = !wanted.inputs.is_empty() || !wanted.data.is_empty();
    let is_other = is_named && made_of(wanted, path) != *made;
    let is_outside = !is_named && !all().iter().all(|it| disk::stays_inside(&folder, it));
    if is_other || is_outside {
        let path = path.to_owned();
        return Err(Error::OtherDocuments { path, made_of: all().join(", ") });
    }
    let here = std::env::current_dir().unwrap_or_default();
    let seen = |paths: &[String]| -> Vec<String> {
        let one = |it: &String| {
            let path = disk::canonical(&folder.join(disk::path(it)));
            disk::spelled(&pathdiff::diff_paths(&path, &here).unwrap_or(path))
        };
        let named = |it: String| if it.is_empty() { ".".to_owned() } else { it };
        paths.iter().map(one).map(named).collect()
    };
    Ok(Documents {
        inputs: seen(&made.inputs),
        data: seen(&made.data),
        against: seen(&made.against),
        baseline: Some(path.to_owned()),
    })
}
