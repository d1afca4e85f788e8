//! SARIF 2.1.0 (OASIS standard): what code scanning services read.

use std::collections::BTreeMap;
use std::io;

use super::alert::{Alert, Place};
use super::record::sarif::{
    Artifact, Driver, Invocation, Location, Log, Logical, Message, Notification, Physical, Region,
    Result as Record, Rule, Run, Suppression, Tool,
};
use super::{Look, Report, as_json};
use crate::claim::{Covered, Severity, Status};
use crate::error::{Error, Problem};

/// `check --format sarif`.
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let alerts = report.alerts();
    let rules = rules(report, &alerts);
    let index: BTreeMap<&str, usize> = rules.iter().enumerate().map(|it| (it.1.id, it.0)).collect();
    let results = alerts.iter().map(|it| record(it, index.get(it.rule).copied(), look)).collect();
    let problems = &report.corpus.problems;
    let invocation = Invocation {
        execution_successful: !problems.iter().any(|it| it.is_incomplete),
        tool_execution_notifications: problems.iter().map(|it| notification(it, look)).collect(),
    };
    let driver = Driver { name: "crosscheck", version: env!("CARGO_PKG_VERSION"), rules };
    let run = Run {
        tool: Tool { driver },
        invocations: [invocation],
        column_kind: "unicodeCodePoints",
        results,
    };
    as_json::pretty(out, &Log::new(run))
}

/// The rules that speak, each with its severity and its reason.
fn rules<'r>(report: &'r Report<'_>, alerts: &[Alert<'r>]) -> Vec<Rule<'r>> {
    let mut rules: BTreeMap<&str, Rule<'_>> = BTreeMap::new();
    for it in alerts {
        let known = report.rules.iter().find(|rule| rule.id == it.rule);
        let text = match it.rule {
            Covered::UNSUPPORTED => "no source states this figure",
            Covered::UNCONFIRMED => "a source has this figure, not for certain for this",
            Covered::ROUNDED => "a source states a figure that this one rounds",
            _ => known.map_or(it.help, |rule| &rule.why),
        };
        let severity = known.map_or(it.severity, |rule| rule.severity);
        rules.entry(it.rule).or_insert_with(|| Rule::new(it.rule, text, level(severity)));
    }
    rules.into_values().collect()
}

fn record<'r>(alert: &'r Alert<'_>, index: Option<usize>, look: &Look) -> Record<'r> {
    // `[text](1)` links the message to the related place of that id.
    let link = |(number, it): (usize, &Place<'_>)| {
        format!("\n[{}]({number}) {}", it.at.text.replace(['[', ']'], " "), it.at.source)
    };
    let links = alert.places.iter().enumerate().skip(1).map(link);
    let text: String = std::iter::once(plain(&alert.message)).chain(links).collect();
    let justification = match alert.status {
        Status::Suppressed { reason } => Some(("inSource", reason.clone())),
        Status::Decided { outcome, .. } => {
            let reason = alert.status.reason().map_or_else(String::new, |it| format!(": {it}"));
            Some(("external", format!("{}{reason}", outcome.words())))
        }
        Status::New | Status::Baseline => None,
    };
    Record {
        rule_id: alert.rule,
        rule_index: index,
        level: level(alert.severity),
        message: Message { text },
        locations: alert.places.first().map(|it| location(it, None, look)).into_iter().collect(),
        related_locations: alert
            .places
            .iter()
            .enumerate()
            .skip(1)
            .map(|(number, it)| location(it, Some(number), look))
            .collect(),
        partial_fingerprints: BTreeMap::from([("crosscheck/v1", &*alert.fingerprint)]),
        baseline_state: matches!(alert.status, Status::Baseline).then_some("unchanged"),
        suppressions: justification
            .map(|(kind, justification)| Suppression { kind, justification })
            .into_iter()
            .collect(),
    }
}

fn location<'r>(place: &Place<'r>, id: Option<usize>, look: &Look) -> Location<'r> {
    let text = Message { text: plain(place.says) };
    // Where the place is a cell or a page, line and column are its row and column there, and the text may be split.
    let end_column = place.at.at.is_none().then(|| place.at.column + place.at.text.chars().count());
    Location {
        id,
        physical_location: Physical {
            artifact_location: Artifact { uri: uri(&look.repository.seen(place.at.source)) },
            region: Some(Region {
                start_line: place.at.line,
                start_column: place.at.column,
                end_column,
            }),
        },
        logical_locations: place
            .at
            .at
            .map(|it| Logical { fully_qualified_name: it })
            .into_iter()
            .collect(),
        message: id.map(|_| text),
    }
}

fn notification<'r>(problem: &'r Problem, look: &Look) -> Notification<'r> {
    let region =
        problem.line.map(|it| Region { start_line: it, start_column: 1, end_column: None });
    let artifact_location = Artifact { uri: uri(&look.repository.seen(&problem.source)) };
    Notification {
        level: if problem.is_incomplete { "error" } else { "note" },
        message: Message { text: plain(&problem.message) },
        locations: vec![Location {
            id: None,
            physical_location: Physical { artifact_location, region },
            logical_locations: Vec::new(),
            message: None,
        }],
    }
}

/// A text in which nothing is a link (SARIF 2.1.0, 3.11.6).
fn plain(text: &str) -> String {
    text.replace('\\', "\\\\").replace('[', "\\[").replace(']', "\\]")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Note => "note",
    }
}

/// A path as a URI reference (RFC 3986): relative where the path is.
fn uri(path: &str) -> String {
    use std::fmt::Write as _;
    let mut uri = String::new();
    if path.starts_with('/') {
        uri.push_str("file://");
    }
    for byte in path.bytes() {
        if byte.is_ascii_alphanumeric() || b"/-._~".contains(&byte) {
            uri.push(char::from(byte));
        } else {
            let _: std::fmt::Result = write!(uri, "%{byte:02X}");
        }
    }
    uri
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_uris() {
        assert_eq!(uri("sources/a b.md"), "sources/a%20b.md");
        assert_eq!(uri("/tmp/ä#1.md"), "file:///tmp/%C3%A4%231.md");
    }
}
