//! JSON and JSON lines.

use std::io;

use super::record::{ClaimRecord, FactRecord, ReportRecord};
use super::{Look, Report, Stream, as_json};
use crate::claim::{Claim, Fact};
use crate::error::Error;

/// `check --format json`: one object.
pub(super) fn report(out: &mut dyn io::Write, report: &Report<'_>, _: &Look) -> Result<(), Error> {
    let record =
        ReportRecord::new(report.corpus, report.judgement, report.covered.unwrap_or_default());
    as_json::pretty(out, &record)
}

/// `claims --format jsonl`: one object a line.
pub(super) fn claims(out: &mut dyn io::Write, stream: Stream<'_>, _: &Look) -> Result<(), Error> {
    let mut lines = Vec::new();
    for corpus in stream {
        for claim in &corpus.claims {
            // Straight into memory: a call of `out` for every comma would cost more than the rest.
            as_json::line(&mut lines, &ClaimRecord::from(claim))?;
            lines.push(b'\n');
        }
        out.write_all(&lines)?;
        lines.clear();
    }
    Ok(())
}

/// `facts --format json`: one array.
pub(super) fn facts(
    out: &mut dyn io::Write,
    claims: &[Claim],
    facts: &[Fact],
    _: &Look,
) -> Result<(), Error> {
    let records: Vec<FactRecord<'_>> = facts.iter().map(|it| FactRecord::new(it, claims)).collect();
    as_json::pretty(out, &records)
}
