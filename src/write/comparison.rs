//! The answers of `compare --pairs`, one object a line.

use std::io;

use serde_json::Value;

use super::record::{AnswerRecord, DifferenceRecord, SpotRecord};
use crate::claim::{Comparison, Span};
use crate::error::Error;

/// Writes one answer.
pub fn answer(
    out: &mut dyn io::Write,
    id: &Value,
    (a, b): (&str, &str),
    comparison: &Comparison,
) -> Result<(), Error> {
    let findings = comparison.differences.iter().map(|it| DifferenceRecord {
        rule: it.what,
        severity: "error",
        message: format!("{} against {}", &a[it.left.range()], &b[it.right.range()]),
        locations: [spot("text_a", a, it.left), spot("text_b", b, it.right)],
    });
    let record =
        AnswerRecord { id, verdict: comparison.answer.name(), findings: findings.collect() };
    serde_json::to_writer(&mut *out, &record).map_err(io::Error::from)?;
    writeln!(out)?;
    Ok(())
}

fn spot<'t>(source: &'static str, text: &'t str, span: Span) -> SpotRecord<'t> {
    let before = &text[..span.start];
    let line = before.bytes().filter(|it| *it == b'\n').count() + 1;
    let start = before.rfind('\n').map_or(0, |it| it + 1);
    let column = before[start..].chars().count() + 1;
    SpotRecord { source, line, column, start: span.start, end: span.end, text: &text[span.range()] }
}
