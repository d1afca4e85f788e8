//! `accept` and `dismiss`: a decision about a finding, written down.

use std::path::{Path, PathBuf};

use crosscheck::Error;
use crosscheck::claim::{Finding, Outcome as Decided, short_id};
use crosscheck::lexicon::Lexicon;
use crosscheck::settle::{Decision, Decisions, Quote};

use crate::args::{Decide, Wanted};
use crate::check::{self, Checked};
use crate::{Outcome, files, incomplete, one, tell};

pub(crate) fn run(args: &Decide, wanted: &Wanted) -> Result<Outcome, Error> {
    let decided = Decided::named(&args.outcome).ok_or_else(|| Error::UnknownName {
        what: "outcome",
        name: args.outcome.clone(),
        help: format!("the outcomes are: prefer-1, prefer-2 and so on, {}", names()),
    })?;
    let lexicon = Lexicon::english()?;
    let rules = crosscheck::rules::shipped()?;
    let checked = check::judged(&args.documents, wanted, &rules, lexicon)?;
    let Checked { corpus, judgement, .. } = &checked;
    tell(&corpus.problems);
    let finding = one(&judgement.findings, &args.id, |it| &it.fingerprint).ok_or_else(|| {
        Error::UnknownName {
            what: "finding",
            name: args.id.clone(),
            help: "give at least four characters of a fingerprint that `check` prints for these documents, and name the documents with --in".to_owned(),
        }
    })?;
    let count = finding.passages.len();
    if matches!(decided, Decided::Prefer(it) if it > count) {
        return Err(Error::UnknownName {
            what: "passage",
            name: args.outcome.clone(),
            help: format!("the finding has {count} passages"),
        });
    }
    let folder = std::env::current_dir().unwrap_or_default();
    let mut decisions = Decisions::nearest(&folder)?;
    decisions.add(decision(finding, decided, args, &corpus.documents));
    let path = decisions.path.clone().unwrap_or_else(|| PathBuf::from(Decisions::NAME));
    files::write_text(&path, &decisions.text()?)?;
    let short = short_id(&finding.fingerprint);
    let shown = shown(&path, &folder);
    let text = format!("{short} {}: {}\nwritten to {shown}\n", finding.rule, decided.words());
    Ok(Outcome::new(text.into_bytes(), incomplete(&corpus.problems)))
}

fn decision(
    finding: &Finding,
    outcome: Decided,
    args: &Decide,
    documents: &[crosscheck::claim::Document],
) -> Decision {
    Decision {
        fingerprint: finding.fingerprint.clone(),
        rule: finding.rule.clone(),
        message: finding.message.clone(),
        outcome,
        reason: args.reason.clone(),
        reviewer: args.reviewer.clone().unwrap_or_else(reviewer),
        time: jiff::Timestamp::now().strftime("%Y-%m-%dT%H:%M:%SZ").to_string(),
        quotes: Quote::all(finding, documents),
    }
}

/// Who is at the keyboard, as the system has it.
fn reviewer() -> String {
    let named = ["CROSSCHECK_REVIEWER", "USER", "USERNAME"];
    let found = named.iter().find_map(|it| std::env::var(it).ok().filter(|it| !it.is_empty()));
    found.unwrap_or_else(|| "unknown".to_owned())
}

fn names() -> String {
    Decided::OTHERS.map(Decided::name).join(", ")
}

/// A path as seen from a folder.
pub(crate) fn shown(path: &Path, folder: &Path) -> String {
    path.strip_prefix(folder).unwrap_or(path).to_string_lossy().into_owned()
}
