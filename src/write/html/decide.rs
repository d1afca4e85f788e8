//! What a reader of the page can decide, and how it is written down.

use super::Report;
use crate::claim::{Finding, Outcome, short_id};
use crate::write::record::page::{Question, Quoted};

/// The open findings, and the figures of a draft that are not plainly supported.
pub(super) fn questions(report: &Report<'_>) -> Vec<Question> {
    let documents = &report.corpus.documents;
    let question = |element: String, it: &Finding| Question {
        element,
        fingerprint: it.fingerprint.clone(),
        rule: it.rule.clone(),
        message: it.message.clone(),
        quotes: it
            .passages
            .iter()
            .map(|it| Quoted { source: it.source.key.clone(), sentence: it.quote(documents) })
            .collect(),
    };
    let open = report.judgement.findings.iter().filter(|it| it.status.is_open());
    let findings = open.map(|it| question(format!("f-{}", short_id(&it.fingerprint)), it));
    let covered = report.covered.into_iter().flatten().enumerate();
    let figures = covered.filter(|it| it.1.status.is_open());
    let figures = figures
        .filter_map(|(index, it)| Some(question(format!("a-{}", index + 1), &it.question()?)));
    findings.chain(figures).collect()
}

/// What a question can come to, beside one passage that holds.
pub(super) fn outcomes() -> Vec<(String, String)> {
    Outcome::OTHERS.iter().map(|it| (it.name(), it.words())).collect()
}
