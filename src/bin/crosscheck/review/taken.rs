//! `review --take FILE`: decisions that were made elsewhere, in a page that nobody serves.

use std::path::Path;

use crosscheck::Error;
use crosscheck::claim::{Finding, short_id, visible};
use crosscheck::run::Corpus;
use crosscheck::settle::{Decision, Decisions};

use crate::journal::Journal;

/// Writes down the decisions of a file that are about what is found now, and tells of the others why they are not.
pub(super) fn over(
    file: &Path,
    questions: &[Finding],
    corpus: &Corpus,
    journal: &Journal,
) -> Result<String, Error> {
    if !file.is_file() {
        let source = std::io::ErrorKind::NotFound.into();
        return Err(Error::Unreadable { path: file.to_owned(), source });
    }
    let decisions = Decisions::read(Some(file.to_owned()))?;
    let mut text = String::new();
    let mut taken = 0;
    let mut written = None;
    for decision in decisions.all {
        let short = short_id(&decision.fingerprint).to_owned();
        let line = if let Some(why) = unfit(&decision, questions, corpus) {
            format!("{} not taken: {why}", visible(&short))
        } else {
            taken += 1;
            let words = decision.outcome.words();
            written = Some(journal.put(decision)?);
            format!("{short} {words}")
        };
        text.extend([&*line, "\n"]);
    }
    let place = written.map_or_else(String::new, |it| format!(", written to {}", visible(&it)));
    Ok(format!("{text}{taken} taken{place}\n"))
}

/// Why a decision cannot be taken over.
fn unfit(decision: &Decision, questions: &[Finding], corpus: &Corpus) -> Option<&'static str> {
    let Some(of) = questions.iter().find(|it| it.fingerprint == decision.fingerprint) else {
        return Some("nothing of the kind is found in these documents");
    };
    let is_passage = match decision.outcome {
        crosscheck::claim::Outcome::Prefer(number) => number <= of.passages.len(),
        _ => true,
    };
    match (decision.is_about(of, &corpus.documents), is_passage) {
        (false, _) => Some("a passage has changed since"),
        (true, false) => Some("there is no passage of that number"),
        (true, true) => None,
    }
}
