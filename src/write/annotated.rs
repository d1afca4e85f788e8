//! `--format annotated`: the text of a draft with a note on each figure that is not plainly supported.
//!
//! Notes are footnotes as Markdown processors read them: `[^1]` behind the figure, and below the text what sources say.

use std::io;

use super::answer::{State, is_problem, sentence};
use super::markdown::escaped;
use super::{Look, Report};
use crate::claim::{Covered, Document, Passage, one_line, visible};
use crate::error::Error;

/// Writes the drafts with their notes; with `verbose` every figure has one.
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let reason = "it marks the figures of a draft; name its sources with `--against`";
    let covered = report.covered.ok_or(Error::Inapplicable { format: "annotated", reason })?;
    let documents = &report.corpus.documents;
    // A draft may have notes of its own.
    let is_taken = documents.iter().any(|it| it.original.contains("[^"));
    let label = if is_taken { "crosscheck-" } else { "" };
    let mut first = 1;
    for own in covered.chunk_by(|a, b| a.passage.document == b.passage.document) {
        let document = own.first().and_then(|it| documents.get(it.passage.document));
        let Some(document) = document else { continue };
        let told: Vec<&Covered> = own
            .iter()
            .filter(|it| look.verbose || is_problem(it) || !it.status.is_open())
            .collect();
        text(out, document, &told, (label, first))?;
        writeln!(out)?;
        for (it, number) in told.iter().zip(first..) {
            writeln!(out, "[^{label}{number}]: {}", note(it, documents))?;
        }
        first += told.len();
    }
    Ok(())
}

/// The text with a reference behind each figure.
fn text(
    out: &mut dyn io::Write,
    document: &Document,
    told: &[&Covered],
    (label, first): (&str, usize),
) -> Result<(), Error> {
    let mut from = 0;
    for (it, number) in told.iter().zip(first..) {
        let end = it.passage.span.end;
        let before = document.original.get(from..end).unwrap_or_default();
        write!(out, "{}[^{label}{number}]", lines(before))?;
        from = end.max(from);
    }
    let rest = document.original.get(from..).unwrap_or_default();
    writeln!(out, "{}", lines(rest).trim_end())?;
    Ok(())
}

/// A text with its lines, marks in place of what could turn it around.
fn lines(text: &str) -> String {
    let of = |it: &str| match it.strip_suffix('\n') {
        Some(line) => visible(line).into_owned() + "\n",
        None => visible(it).into_owned(),
    };
    text.split_inclusive('\n').map(of).collect()
}

/// What is said of a figure, with the sentence of the source.
fn note(covered: &Covered, documents: &[Document]) -> String {
    let passages = covered.places.iter().take(1).chain(covered.disputed.iter().take(1));
    let passages = passages.chain(&covered.nearest);
    let quoted = |it: &Passage| {
        let text = documents.get(it.document)?.original.get(it.sentence.range())?;
        let (label, path) = (it.source.label(), &it.source.path);
        Some(format!(" {label} ({path}:{}): “{}”", it.line, escaped(&one_line(text))))
    };
    let quoted = passages.filter_map(quoted).collect::<String>();
    let State { sign, words, .. } = State::of(covered);
    let text = &covered.passage.text;
    let decided = match (covered.status.words(), covered.status.reason()) {
        (words, _) if words.is_empty() => words,
        (words, None) => format!(" ({words})"),
        (words, Some(reason)) => format!(" ({words}: {reason})"),
    };
    let says = format!("{sign} {text}: {words}{decided}. {}{quoted}", sentence(covered));
    visible(&one_line(&says)).into_owned()
}
