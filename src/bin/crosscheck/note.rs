//! `note`: drafts of a correction for a finding that was decided.

use crosscheck::Error;
use crosscheck::claim::Outcome as Decided;
use crosscheck::lexicon::Lexicon;
use crosscheck::write;

use crate::args::{Note, Wanted};
use crate::check::{self, Checked};
use crate::decide::no_finding;
use crate::{Outcome, format, incomplete, one, rules, tell};

pub(crate) fn run(args: &Note, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::NOTES, args.format.as_deref(), |it| it.name)?;
    let rules = rules::settled(wanted)?;
    let checked = check::judged(&args.documents, wanted, &rules, Lexicon::english()?)?;
    let Checked { corpus, judgement, records, .. } = &checked;
    tell(&corpus.problems, wanted);
    let finding = one(&judgement.findings, &args.id, |it| &it.fingerprint)
        .ok_or_else(|| no_finding(&args.id))?;
    let decision =
        records.decisions.of(finding).filter(|it| it.is_about(finding, &corpus.documents));
    let (Some(decision), Some(Decided::Prefer(number))) = (decision, decision.map(|it| it.outcome))
    else {
        let so_far = decision.map_or("not decided", |_| "decided without preferring a passage");
        return Err(Error::UnknownName {
            what: "preferred passage of",
            name: args.id.clone(),
            help: format!(
                "the finding is {so_far}; say which passage to go by first: crosscheck review {}{}",
                args.id, checked.look.again
            ),
        });
    };
    let correction = write::Correction {
        finding,
        preferred: number - 1,
        documents: &corpus.documents,
        reason: &decision.reason,
        reviewer: &decision.reviewer,
        day: decision.time.get(..10).unwrap_or(&decision.time),
    };
    let mut text = Vec::new();
    (format.write)(&mut text, &correction)?;
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}
