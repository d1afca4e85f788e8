//! The file of decisions, read anew before each change: what another window wrote meanwhile is kept.

use std::path::{Path, PathBuf};

use crosscheck::Error;
use crosscheck::claim::{Document, Finding, Outcome};
use crosscheck::settle::{Decision, Decisions, Quote};

use crate::files;

/// Where decisions of this folder are written, and who makes them.
#[derive(Debug)]
pub(crate) struct Journal {
    folder: PathBuf,
    reviewer: String,
}

impl Journal {
    /// The journal of the folder of the run.
    pub(crate) fn new(reviewer: Option<&str>) -> Self {
        let folder = std::env::current_dir().unwrap_or_default();
        Self { folder, reviewer: reviewer.map_or_else(user, str::to_owned) }
    }

    /// A decision of now.
    pub(crate) fn decision(
        &self,
        finding: &Finding,
        outcome: Outcome,
        reason: &str,
        documents: &[Document],
    ) -> Decision {
        Decision {
            fingerprint: finding.fingerprint.clone(),
            rule: finding.rule.clone(),
            message: finding.message.clone(),
            outcome,
            reason: reason.to_owned(),
            reviewer: self.reviewer.clone(),
            time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
            quotes: Quote::all(finding, documents),
        }
    }

    /// Writes a decision down, in place of an older one of the same finding; tells where, as seen from here.
    pub(crate) fn put(&self, decision: Decision) -> Result<String, Error> {
        self.change(|all| all.add(decision))
    }

    /// Takes back what was decided of a finding; `before` holds again.
    pub(crate) fn take_back(
        &self,
        fingerprint: &str,
        before: Option<Decision>,
    ) -> Result<String, Error> {
        self.change(|all| {
            all.remove(fingerprint);
            all.all.extend(before);
        })
    }

    fn change(&self, change: impl FnOnce(&mut Decisions)) -> Result<String, Error> {
        let path =
            Decisions::place(&self.folder)?.unwrap_or_else(|| PathBuf::from(Decisions::NAME));
        files::change(&path, |path| {
            let mut decisions = Decisions::read(Some(path.to_owned()).filter(|it| it.exists()))?;
            change(&mut decisions);
            Ok(decisions.text()?.into_bytes())
        })?;
        Ok(shown(&path, &self.folder))
    }
}

/// Who is at the keyboard, as the system has it.
fn user() -> String {
    let named = ["CROSSCHECK_REVIEWER", "USER", "USERNAME"];
    let found = named.iter().find_map(|it| std::env::var(it).ok().filter(|it| !it.is_empty()));
    found.unwrap_or_else(|| "unknown".to_owned())
}

/// A path as seen from a folder.
pub(crate) fn shown(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}
