//! Annotations of GitHub Actions: workflow commands on standard output.

use std::io;

use super::{Look, Report};
use crate::claim::{Severity, visible_lines};
use crate::error::Error;

/// GitHub shows no more of each kind in a step.
const MOST: usize = 10;

/// `check --format github`; the full table belongs into the job summary, see [`super::REPORTS`].
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let alerts = report.alerts();
    let open = || alerts.iter().filter(|it| it.status.is_open());
    for it in open().take(MOST) {
        let command = match it.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
            Severity::Note => "notice",
        };
        let place = it.places.first().map_or_else(String::new, |place| {
            format!(
                "file={},line={},col={},",
                property(&look.repository.seen(place.at.source)),
                place.at.line,
                place.at.column
            )
        });
        let places = it.places.iter().map(|it| format!("\n{}: {}", it.shown(), it.at.text));
        let text: String = std::iter::once(it.message.clone()).chain(places).collect();
        writeln!(out, "::{command} {place}title={}::{}", property(it.rule), data(&text))?;
    }
    let more = open().count().saturating_sub(MOST);
    if more > 0 {
        writeln!(out, "::notice title=crosscheck::{more} more; the job summary shows them all")?;
    }
    for it in &report.corpus.problems {
        let line = it.line.map_or_else(String::new, |it| format!("line={it},"));
        let command = if it.is_incomplete { "warning" } else { "notice" };
        let file = property(&look.repository.seen(&it.source));
        writeln!(out, "::{command} file={file},{line}title=crosscheck::{}", data(&it.message))?;
    }
    Ok(())
}

/// The text of a command.
fn data(text: &str) -> String {
    // The log of a run is a terminal as well.
    visible_lines(text).replace('%', "%25").replace('\n', "%0A")
}

/// A property of a command.
fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
