//! Two texts side by side: parallel passages with their word diff, and the answers of `compare --pairs`.

use std::collections::BTreeSet;
use std::io;

use serde_json::Value;

use super::record::{AnswerRecord, ComparisonRecord, DifferenceRecord, PlaceRecord, ReportRecord};
use super::{Look, as_json};
use crate::claim::{Aligned, Change, Comparison, LineStarts, Sentence, Span, visible};
use crate::config::FailOn;
use crate::error::Error;
use crate::run::{Corpus, Judgement};

/// Writes one answer.
pub fn answer(
    out: &mut dyn io::Write,
    id: &Value,
    (a, b): (&str, &str),
    comparison: &Comparison,
) -> Result<(), Error> {
    let lines = [LineStarts::new(a), LineStarts::new(b)];
    let at = |side: usize, source, text, span: Span| {
        place(source, text, lines[side].position(text, span.start), span)
    };
    let findings = comparison.differences.iter().map(|it| DifferenceRecord {
        rule: it.what,
        severity: "error",
        message: format!("{} against {}", &a[it.left.range()], &b[it.right.range()]),
        locations: [at(0, "text_a", a, it.left), at(1, "text_b", b, it.right)],
    });
    let record =
        AnswerRecord { id, verdict: comparison.answer.name(), findings: findings.collect() };
    as_json::line(out, &record)?;
    writeln!(out)?;
    Ok(())
}

fn place<'t>(
    source: &'t str,
    text: &'t str,
    (line, column): (usize, usize),
    span: Span,
) -> PlaceRecord<'t> {
    let Span { start, end } = span;
    PlaceRecord {
        source,
        line,
        column,
        start,
        end,
        at: None,
        text: &text[span.range()],
        claim: None,
        sentence: None,
    }
}

/// Writes two documents side by side.
type WriteComparison =
    fn(&mut dyn io::Write, &Corpus, &Judgement, &[Aligned], &Look) -> Result<(), Error>;

/// A format of `compare`.
#[derive(Clone, Copy, Debug)]
pub struct ComparisonFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes two documents side by side.
    pub write: WriteComparison,
}

/// The formats of `compare`, the default first.
pub const COMPARISONS: &[ComparisonFormat] = &[
    ComparisonFormat { name: "text", write: side_by_side },
    ComparisonFormat { name: "json", write: json },
];

fn json(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    judgement: &Judgement,
    aligned: &[Aligned],
    _: &Look,
) -> Result<(), Error> {
    let report = ReportRecord::new(corpus, judgement, &[]);
    let record = ComparisonRecord::new(report, aligned, corpus);
    as_json::pretty(out, &record)
}

/// The passages, those whose figures differ first; removed words in `[-…-]`, added ones in `{+…+}`.
fn side_by_side(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    judgement: &Judgement,
    aligned: &[Aligned],
    look: &Look,
) -> Result<(), Error> {
    let report =
        super::Report { corpus, judgement, covered: None, rules: &[], fail_on: FailOn::default() };
    super::terminal::report(out, &report, look)?;
    if look.quiet {
        return Ok(());
    }
    let line = |of: &Sentence| {
        let document = corpus.documents.get(of.document)?;
        Some(format!("{}:{}", document.source.path, document.position(of.span.start).0))
    };
    for it in aligned {
        let (Some(left), Some(right)) = (line(&it.left), line(&it.right)) else { continue };
        let differing: Vec<String> =
            it.figures.iter().map(|(a, b)| format!("{a} against {b}")).collect();
        let says = match differing.as_slice() {
            [] if changes_figures(&it.changes) => "figures differ as the marks show".to_owned(),
            [] => "no figure differs".to_owned(),
            figures => figures.join(", "),
        };
        writeln!(out, "\n{} · {} · {}", visible(&left), visible(&right), visible(&says))?;
        let text: String = it.changes.iter().map(|it| marked(it, look)).collect();
        let width = look.width.saturating_sub(2);
        let options = textwrap::Options::new(width).break_words(false);
        for line in
            textwrap::wrap(text.split_whitespace().collect::<Vec<_>>().join(" ").as_str(), options)
        {
            writeln!(out, "  {line}")?;
        }
    }
    Ok(())
}

/// Whether each of two sentences has figures that the other has not.
fn changes_figures(changes: &[(Change, String)]) -> bool {
    let figures = |of: Change| {
        let texts = changes.iter().filter(move |it| it.0 == of).map(|it| &*it.1);
        let words = texts.flat_map(|it| it.split(|it: char| !it.is_alphanumeric() && it != '.'));
        let with_digits = words.filter(|it| it.contains(|it: char| it.is_ascii_digit()));
        with_digits.map(|it| it.trim_matches('.').to_owned()).collect::<BTreeSet<String>>()
    };
    let (removed, added) = (figures(Change::Removed), figures(Change::Added));
    // A figure that only one side gives contradicts nothing.
    !removed.is_subset(&added) && !added.is_subset(&removed)
}

/// A stretch of a word diff with its marks, white space outside them.
fn marked((change, text): &(Change, String), look: &Look) -> String {
    let (open, close) = match (change, look.color) {
        (Change::Same, _) => return visible(text).into_owned(),
        (Change::Removed, false) => ("[-", "-]"),
        (Change::Added, false) => ("{+", "+}"),
        (Change::Removed, true) => ("\u{1b}[31m[-", "-]\u{1b}[0m"),
        (Change::Added, true) => ("\u{1b}[32m{+", "+}\u{1b}[0m"),
    };
    let text = visible(text).into_owned();
    let body = text.trim();
    if body.is_empty() {
        return text;
    }
    format!(" {open}{body}{close} ")
}
