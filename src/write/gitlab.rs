//! The code quality report of GitLab, a subset of Code Climate's.

use std::io;

use super::record::CodeQualityRecord;
use super::{Look, Report, as_json};
use crate::claim::Severity;
use crate::error::Error;

/// `check --format gitlab`: one array; what was dismissed or is in the baseline is left out, as the format has no word for it.
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let alerts = report.alerts();
    let records: Vec<CodeQualityRecord<'_>> = alerts
        .iter()
        .filter(|it| it.status.is_open())
        .map(|it| {
            let first = it.places.first();
            let others: Vec<String> = it
                .places
                .iter()
                .skip(1)
                .map(|it| format!("{} {}", it.shown(), it.at.text))
                .collect();
            let others =
                if others.is_empty() { String::new() } else { format!(" ({})", others.join("; ")) };
            let severity = match it.severity {
                Severity::Error => "major",
                Severity::Warning => "minor",
                Severity::Note => "info",
            };
            CodeQualityRecord::new(
                format!("{}{others}", it.message),
                it.rule,
                &it.fingerprint,
                severity,
                first.map_or((String::new(), 1), |it| {
                    (look.repository.seen(it.at.source), it.at.line)
                }),
            )
        })
        .collect();
    as_json::pretty(out, &records)
}
