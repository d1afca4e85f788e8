//! Stage 7: what was said of findings before. Comments in the sources allow them, a baseline knows them, decisions
//! settle them; none of it makes them disappear.

mod baseline;
mod decision;
mod suppression;
mod trusted;

use std::path::{Path, PathBuf};

use crate::claim::{
    Claim, Covered, Document, Fact, Finding, Outcome, Passage, RuleLine, Span, Status,
};
use crate::disk;
use crate::error::{Error, Problem};

pub use baseline::{Baseline, MadeOf};
pub use decision::{Decision, Decisions, Quote};
pub use trusted::Trusted;

/// Where a figure stands, and what a source says in its place: documents and spans.
type Places = [(usize, Span); 2];

/// What was said before, and where it is written down.
#[derive(Debug, Default)]
pub struct Records {
    /// Findings that were there when the baseline was made.
    pub baseline: Baseline,
    /// What was decided.
    pub decisions: Decisions,
}

impl Records {
    /// The records of a folder: the nearest ones, from there upwards; a baseline of another name is given by its path.
    ///
    /// # Errors
    ///
    /// A file that cannot be read or understood.
    pub fn nearest(folder: &Path, baseline: Option<&Path>) -> Result<Self, Error> {
        let named = baseline.map(Path::to_owned);
        let found = nearest(folder, Baseline::NAME)?;
        Ok(Self {
            baseline: Baseline::read(named.or(found))?,
            decisions: Decisions::nearest(folder)?,
        })
    }

    /// Says of each figure of a draft what was decided of it, where that is about its passages as they are; a contradicted one has
    /// the status of its finding.
    pub fn apply_to_figures(
        &self,
        covered: &mut [Covered],
        findings: &[Finding],
        documents: &[Document],
    ) -> Vec<Problem> {
        let place = |it: &Passage| (it.document, it.span);
        // A finding of the figure begins with it and with what the source says; one that only begins with it is about something else.
        let mut of_findings: Vec<(Places, &Status)> = findings
            .iter()
            .filter(|it| !it.status.is_open())
            .filter_map(|it| match it.passages.as_slice() {
                [own, other, ..] => Some(([place(own), place(other)], &it.status)),
                _ => None,
            })
            .collect();
        of_findings.sort_by_key(|it| it.0);
        let mut problems = Vec::new();
        for it in covered {
            let other = it.disputed.first().or(it.places.first());
            let at = [place(&it.passage), other.map_or_else(|| place(&it.passage), place)];
            if it.is_told_by_a_rule() {
                let found = of_findings.binary_search_by_key(&at, |it| it.0);
                let status = found.ok().and_then(|it| of_findings.get(it));
                it.status = status.map_or(Status::New, |it| it.1.clone());
                continue;
            }
            let Some(question) = it.question() else { continue };
            let Some(decision) = self.decisions.of(&question) else { continue };
            if !decision.is_about(&question, documents) {
                problems.push(self.decisions.reopened(decision));
            } else if decision.outcome.settles() {
                let reason = decision.reason.clone();
                it.status = Status::Decided { outcome: decision.outcome, reason };
            }
        }
        problems
    }

    /// Says of each finding what was said of it before, and tells what of that does not fit any more.
    ///
    /// A decision counts for more than a baseline, and a comment in the source for more than both.
    pub fn apply(
        &self,
        findings: &mut [Finding],
        documents: &[Document],
        rules: &[RuleLine],
    ) -> Vec<Problem> {
        let mut problems = Vec::new();
        for finding in findings.iter_mut() {
            if self.baseline.knows(finding) {
                finding.status = Status::Baseline;
            }
            let Some(decision) = self.decisions.of(finding) else { continue };
            if !decision.is_about(finding, documents) {
                finding.status = Status::New;
                problems.push(self.decisions.reopened(decision));
            } else if decision.outcome.settles() {
                let reason = decision.reason.clone();
                finding.status = Status::Decided { outcome: decision.outcome, reason };
            }
        }
        problems.extend(suppression::apply(findings, documents, rules));
        problems
    }
}

/// The nearest file of that name, from a folder upwards.
fn nearest(folder: &Path, name: &str) -> Result<Option<PathBuf>, Error> {
    let found = disk::nearest(folder, name)?;
    // What lies in the folder itself is called by its name.
    Ok(found.map(|it| it.strip_prefix(folder).map(Path::to_owned).unwrap_or(it)))
}

/// States decided facts: where a passage was preferred, its figure is the fact's.
pub fn decide(facts: &mut [Fact], findings: &[Finding], claims: &[Claim]) {
    for finding in findings {
        let Status::Decided { outcome: Outcome::Prefer(number), .. } = finding.status else {
            continue;
        };
        let index = |id: &str| claims.iter().position(|it| it.id == id);
        let shown: Vec<Option<usize>> =
            finding.passages.iter().map(|it| it.claim.as_deref().and_then(index)).collect();
        let Some(at) = shown.get(number - 1).copied().flatten() else { continue };
        let Some(claim) = claims.get(at) else { continue };
        let others: Vec<usize> = shown.into_iter().flatten().filter(|it| *it != at).collect();
        let holds = |it: &&mut Fact| it.supporting.contains(&at) || it.against.contains(&at);
        for fact in facts.iter_mut().filter(holds) {
            let turned: Vec<usize> =
                fact.supporting.iter().copied().filter(|it| others.contains(it)).collect();
            fact.supporting.retain(|it| !others.contains(it));
            fact.against.retain(|it| *it != at);
            fact.against.extend(turned);
            if !fact.supporting.contains(&at) {
                fact.supporting.insert(0, at);
            }
            fact.value = claim.quantity.map(|it| (it, claim.text.clone()));
            fact.is_decided = true;
            fact.why = match finding.status.reason() {
                Some(reason) => format!("decided: {reason}"),
                None => finding.status.words(),
            };
        }
    }
}
