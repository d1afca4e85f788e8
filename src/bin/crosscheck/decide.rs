//! `accept` and `dismiss`: a decision about a finding, written down.

use crosscheck::Error;
use crosscheck::claim::{Outcome as Decided, short_id, visible};
use crosscheck::lexicon::Lexicon;

use crate::args::{Decide, Wanted};
use crate::check::{self, Checked};
use crate::journal::Journal;
use crate::{Outcome, incomplete, one, rules, tell};

pub(crate) fn run(args: &Decide, wanted: &Wanted) -> Result<Outcome, Error> {
    let decided = Decided::named(&args.outcome).ok_or_else(|| Error::UnknownName {
        what: "outcome",
        name: args.outcome.clone(),
        help: format!("the outcomes are: prefer-1, prefer-2 and so on, {}", names()),
    })?;
    let lexicon = Lexicon::english()?;
    let rules = rules::settled(wanted)?;
    let checked = check::judged(&args.documents, wanted, &rules, lexicon)?;
    let questions = checked.questions();
    let Checked { corpus, .. } = &checked;
    tell(&corpus.problems, wanted);
    let finding =
        one(&questions, &args.id, |it| &it.fingerprint).ok_or_else(|| no_finding(&args.id))?;
    let count = finding.passages.len();
    if matches!(decided, Decided::Prefer(it) if it > count) {
        return Err(Error::UnknownName {
            what: "passage",
            name: args.outcome.clone(),
            help: format!("the finding has {count} passages"),
        });
    }
    let journal = Journal::new(args.reviewer.as_deref());
    let shown = journal.put(journal.decision(finding, decided, &args.reason, &corpus.documents))?;
    let short = short_id(&finding.fingerprint);
    let before = checked.records.decisions.of(finding).map_or_else(String::new, |it| {
        format!("  instead of: {}, by {}\n", it.outcome.words(), visible(&it.reviewer))
    });
    let said = decided.words();
    let text =
        format!("{short} {}: {said}\n{before}written to {}\n", finding.rule, visible(&shown));
    Ok(Outcome::new(text.into_bytes(), incomplete(&corpus.problems)))
}

/// What is said where no finding has that name.
pub(crate) fn no_finding(id: &str) -> Error {
    Error::UnknownName {
        what: "finding",
        name: id.to_owned(),
        help: "give at least four characters of a fingerprint that `check` prints for these documents, and name the documents with --in".to_owned(),
    }
}

/// The outcomes that prefer no passage.
fn names() -> String {
    Decided::OTHERS.map(Decided::name).join(", ")
}
