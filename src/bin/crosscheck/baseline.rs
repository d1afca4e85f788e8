//! `baseline`: what was there before, so that only what is new fails.

use std::path::PathBuf;

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::settle::Baseline;

use crate::args::{BaselineAction, BaselineArgs, Documents, Wanted};
use crate::check::{self, Checked};
use crate::{Outcome, files, incomplete, journal, rules, tell};

pub(crate) fn run(args: &BaselineArgs, wanted: &Wanted) -> Result<Outcome, Error> {
    let (BaselineAction::Create(documents) | BaselineAction::Prune(documents)) = &args.action;
    let lexicon = Lexicon::english()?;
    let rules = rules::settled(wanted)?;
    // What is made anew need not be there.
    let read = match args.action {
        BaselineAction::Create(_) => Documents { baseline: None, ..documents.clone() },
        BaselineAction::Prune(_) => documents.clone(),
    };
    let Checked { corpus, judgement, records, .. } = check::judged(&read, wanted, &rules, lexicon)?;
    tell(&corpus.problems);
    let folder = std::env::current_dir().unwrap_or_default();
    let named = documents.baseline.clone().or(wanted.config()?.baseline());
    let named = named.or_else(|| records.baseline.path.clone());
    let path = named.unwrap_or_else(|| PathBuf::from(Baseline::NAME));
    let shown = journal::shown(&path, &folder);
    let (baseline, text) = match args.action {
        BaselineAction::Create(_) => {
            // What was dismissed is settled already.
            let is_meant = |status: &str| status != "dismissed";
            let open = judgement.findings.iter().filter(|it| is_meant(it.status.name()));
            let baseline = Baseline::of(open);
            let old =
                Baseline::read(Some(path.clone()).filter(|it| it.exists())).unwrap_or_default();
            let text = match old.len() {
                0 => format!("{} known, written to {shown}\n", baseline.len()),
                old => format!(
                    "{} known, written to {shown} in place of {old} that were known before\n",
                    baseline.len()
                ),
            };
            (baseline, text)
        }
        BaselineAction::Prune(_) => {
            let (baseline, gone) = records.baseline.pruned(&judgement.findings);
            let text = format!("{gone} gone, {} left in {shown}\n", baseline.len());
            (baseline, text)
        }
    };
    files::write_text(&path, &baseline.text()?)?;
    Ok(Outcome::new(text.into_bytes(), incomplete(&corpus.problems)))
}
