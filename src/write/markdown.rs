//! Markdown: a report for a pull request, a wiki or a job summary.

use std::io;

use super::alert::Alert;
use super::coverage::counted;
use super::record::Summary;
use super::{Look, Report};
use crate::claim::{Document, Passage, one_line, short_id, visible};
use crate::error::Error;

/// `check --format markdown`.
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let summary = Summary::new(report.corpus, report.judgement).lines();
    writeln!(out, "# crosscheck\n")?;
    writeln!(out, "{}\n", summary.join("  \n"))?;
    if let Some(covered) = report.covered {
        writeln!(out, "{}\n", counted(covered))?;
    }
    let alerts = report.alerts();
    if look.quiet {
        return Ok(());
    }
    if !alerts.is_empty() {
        writeln!(out, "| | rule | what | where |\n|---|---|---|---|")?;
        for it in &alerts {
            writeln!(
                out,
                "| {} | {} | {} | {} |",
                kind(it),
                it.rule,
                cell(&it.message),
                cell(&it.where_it_stands())
            )?;
        }
        writeln!(out)?;
    }
    for finding in &report.judgement.findings {
        let short = short_id(&finding.fingerprint);
        writeln!(out, "## {}: {}\n", finding.severity.name(), escaped(&finding.message))?;
        writeln!(out, "{} (`{}` {short})\n", escaped(&finding.help), finding.rule)?;
        if !finding.status.is_open() {
            let reason = finding.status.reason().map_or_else(String::new, |it| format!(": {it}"));
            writeln!(out, "{}{}\n", finding.status.words(), escaped(&reason))?;
        }
        for passage in &finding.passages {
            passage_of(out, passage, &report.corpus.documents)?;
        }
    }
    if !report.judgement.confirmed.is_empty() {
        writeln!(out, "## Confirmed\n")?;
        for it in &report.judgement.confirmed {
            let mut places: Vec<String> =
                it.passages.iter().map(|it| format!("{}:{}", it.source.path, it.line)).collect();
            places.dedup();
            writeln!(out, "- {} ({})", escaped(&it.label), escaped(&places.join(", ")))?;
        }
        writeln!(out)?;
    }
    if !report.corpus.problems.is_empty() {
        writeln!(out, "## Not read\n")?;
        for it in &report.corpus.problems {
            let line = it.line.map_or(String::new(), |it| format!(":{it}"));
            writeln!(out, "- {}{line} {}", escaped(&it.source), escaped(&it.message))?;
        }
        writeln!(out)?;
    }
    Ok(())
}

/// A passage with its sentence, the figure in bold.
fn passage_of(
    out: &mut dyn io::Write,
    passage: &Passage,
    documents: &[Document],
) -> Result<(), Error> {
    let at = passage.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
    let place = format!("{}:{}{at}", passage.source.path, passage.line);
    writeln!(out, "> **{}** ({})  ", escaped(&passage.source.label()), escaped(&place))?;
    let text = documents.get(passage.document).map_or("", |it| &*it.original);
    let part = |from: usize, to: usize| escaped(&one_line(text.get(from..to).unwrap_or_default()));
    let (sentence, span) = (passage.sentence, passage.span);
    let around = (part(sentence.start, span.start), part(span.end, sentence.end));
    let space = |it: Option<char>| if it.is_some_and(char::is_whitespace) { " " } else { "" };
    let before = space(text.get(..span.start).and_then(|it| it.chars().next_back()));
    let after = space(text.get(span.end..).and_then(|it| it.chars().next()));
    writeln!(out, "> {}{before}**{}**{after}{}\n", around.0, part(span.start, span.end), around.1)?;
    Ok(())
}

fn kind(alert: &Alert<'_>) -> String {
    if alert.status.is_open() {
        alert.severity.name().to_owned()
    } else {
        format!("{} ({})", alert.severity.name(), alert.status.name())
    }
}

/// A text in a table.
fn cell(text: &str) -> String {
    escaped(text).replace('|', "\\|")
}

/// A text in which nothing is markup.
pub(super) fn escaped(text: &str) -> String {
    let mut shown = String::with_capacity(text.len());
    for it in visible(text).chars() {
        if matches!(it, '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '#') {
            shown.push('\\');
        }
        // Else a host of code makes links of addresses, and calls people by their names.
        match it {
            '@' => shown.push_str("@<!-- -->"),
            '/' if shown.ends_with(':') => shown.push_str("&#47;"),
            '.' if shown.to_ascii_lowercase().ends_with("www") => shown.push_str("&#46;"),
            _ => shown.push(it),
        }
    }
    shown
}
