//! Comments in the sources that allow findings.

use crate::claim::{Document, Finding, Passage, RuleLine, Span, Status, Suppression};
use crate::error::{Problem, nearest_name};

/// How such a comment is written.
const COMMENT: &str = "<!-- crosscheck-ignore RULE: reason -->";

/// Marks the findings that comments allow; tells of comments without a reason, about no rule, and without use.
pub(super) fn apply(
    findings: &mut [Finding],
    documents: &[Document],
    rules: &[RuleLine],
) -> Vec<Problem> {
    let mut problems = Vec::new();
    for (index, document) in documents.iter().enumerate() {
        for comment in &document.suppressions {
            let message = fault(comment, rules).or_else(|| {
                let useless = !allow(findings, (index, document), comment);
                useless
                    .then(|| format!("`{}` finds nothing here; take the comment out", comment.rule))
            });
            problems.extend(message.map(|message| Problem {
                source: document.source.path.clone(),
                line: Some(comment.line),
                message,
                is_incomplete: false,
            }));
        }
    }
    problems
}

/// Marks the findings of a comment's rule in its block, and tells whether there are any.
fn allow(
    findings: &mut [Finding],
    (index, document): (usize, &Document),
    comment: &Suppression,
) -> bool {
    let span = block(document, comment);
    let is_inside = |it: Span| span.is_some_and(|of| of.start <= it.start && it.end <= of.end);
    let is_meant = |it: &Passage| it.document == index && is_inside(it.span);
    let own = findings.iter_mut().filter(|it| it.rule == comment.rule);
    let mut is_used = false;
    for finding in own.filter(|it| it.passages.iter().any(is_meant)) {
        finding.status = Status::Suppressed { reason: comment.reason.clone() };
        is_used = true;
    }
    is_used
}

/// Why a comment allows nothing.
fn fault(comment: &Suppression, rules: &[RuleLine]) -> Option<String> {
    let Suppression { rule, word, .. } = comment;
    if word != "crosscheck-ignore" {
        return Some(format!("`{word}` is no comment of this program; write {COMMENT}"));
    }
    if !rules.iter().any(|it| it.id == *rule) {
        let nearest = nearest_name(rule, rules.iter().map(|it| &*it.id));
        let meant = nearest.map_or_else(String::new, |it| format!("; did you mean `{it}`?"));
        return Some(format!("ignores `{rule}`, which is no rule of this run{meant}"));
    }
    let reason = || format!("ignores `{rule}` without a reason; write {COMMENT}");
    comment.reason.is_empty().then(reason)
}

/// The block that a comment is about: the next one where it stands alone, else the one it stands in or behind.
fn block(document: &Document, comment: &Suppression) -> Option<Span> {
    let after = document.blocks.partition_point(|it| it.span.start <= comment.at);
    let own = if comment.is_alone { Some(after) } else { after.checked_sub(1) };
    own.and_then(|it| document.blocks.get(it)).map(|it| it.span)
}
