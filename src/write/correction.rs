//! Drafts of a correction: what was said, what it is, by which source. The words are the sources' own.

use std::io;

use super::as_json;
use super::record::ClaimReviewRecord;
use crate::claim::{Document, Finding, Passage, one_line, visible};
use crate::error::Error;

/// A finding of which one passage was preferred.
#[derive(Clone, Copy, Debug)]
pub struct Correction<'c> {
    /// The finding.
    pub finding: &'c Finding,
    /// The position of the preferred passage.
    pub preferred: usize,
    /// The documents of the run.
    pub documents: &'c [Document],
    /// Why it was preferred; may be empty.
    pub reason: &'c str,
    /// Who decided.
    pub reviewer: &'c str,
    /// The day of the decision, as ISO 8601 writes it.
    pub day: &'c str,
}

/// A format of `note`.
#[derive(Clone, Copy, Debug)]
pub struct NoteFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes the drafts.
    pub write: fn(&mut dyn io::Write, &Correction<'_>) -> Result<(), Error>,
}

/// The formats of `note`, the default first.
pub const NOTES: &[NoteFormat] = &[
    NoteFormat { name: "text", write: text },
    NoteFormat { name: "claimreview", write: claim_review },
];

impl<'c> Correction<'c> {
    /// The passage to go by.
    fn right(&self) -> Option<&'c Passage> {
        self.finding.passages.get(self.preferred)
    }

    /// The passages to be corrected.
    fn wrong(&self) -> impl Iterator<Item = &'c Passage> {
        let own = self.finding.passages.iter().enumerate();
        own.filter(|it| it.0 != self.preferred).map(|it| it.1)
    }

    /// The sentence of a passage, on one line.
    fn sentence(&self, passage: &Passage) -> String {
        let text = self.documents.get(passage.document);
        let text =
            text.and_then(|it| it.original.get(passage.sentence.cover(passage.span).range()));
        one_line(text.unwrap_or(&passage.text))
    }
}

/// Said, is, source: a note for each passage that was not preferred.
fn text(out: &mut dyn io::Write, it: &Correction<'_>) -> Result<(), Error> {
    let Some(right) = it.right() else { return Ok(()) };
    for wrong in it.wrong() {
        writeln!(
            out,
            "Correction of {}, line {} (draft of {})\n",
            visible(&wrong.source.path),
            wrong.line,
            visible(it.day)
        )?;
        writeln!(out, "  said    {}", visible(&it.sentence(wrong)))?;
        writeln!(out, "  is      {}", visible(&it.sentence(right)))?;
        let url = right.source.url.as_ref().map_or_else(String::new, |it| format!(", {it}"));
        writeln!(
            out,
            "  source  {}, {}:{}{}",
            visible(&right.source.label()),
            visible(&right.source.path),
            right.line,
            visible(&url)
        )?;
        let reason = if it.reason.is_empty() { String::new() } else { format!(": {}", it.reason) };
        writeln!(out, "  decided by {}{}\n", visible(it.reviewer), visible(&reason))?;
    }
    Ok(())
}

/// One <https://schema.org/ClaimReview> for each passage that was not preferred, as JSON-LD; to be completed by the desk.
fn claim_review(out: &mut dyn io::Write, it: &Correction<'_>) -> Result<(), Error> {
    let Some(right) = it.right() else { return Ok(()) };
    let records: Vec<ClaimReviewRecord<'_>> = it
        .wrong()
        .map(|wrong| {
            let texts = (it.sentence(wrong), it.sentence(right));
            ClaimReviewRecord::new((wrong, right), texts, it.reviewer, it.day)
        })
        .collect();
    as_json::pretty(out, &records)
}
