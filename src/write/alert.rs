//! What a program that shows annotations is told: findings, and figures of a draft that no source supports.

use super::Report;
use super::record::PlaceRecord;
use crate::claim::{Covered, Finding, Passage, Severity, Status, stable_id};

/// A finding, or a figure of a draft without support.
#[derive(Debug)]
pub(super) struct Alert<'r> {
    pub(super) rule: &'r str,
    pub(super) severity: Severity,
    pub(super) message: String,
    pub(super) help: &'r str,
    pub(super) fingerprint: String,
    pub(super) status: &'r Status,
    pub(super) places: Vec<Place<'r>>,
}

/// A passage of an alert.
#[derive(Debug)]
pub(super) struct Place<'r> {
    pub(super) at: PlaceRecord<'r>,
    pub(super) says: &'r str,
}

impl Report<'_> {
    /// All alerts, the findings first; contradicted figures are among them.
    pub(super) fn alerts(&self) -> Vec<Alert<'_>> {
        let findings = self.judgement.findings.iter().map(Alert::from);
        let covered = self.covered.iter().flat_map(|it| it.iter());
        let figures = covered.filter_map(Alert::of_figure);
        findings.chain(figures).collect()
    }
}

impl<'r> From<&'r Finding> for Alert<'r> {
    fn from(finding: &'r Finding) -> Self {
        Self {
            rule: &finding.rule,
            severity: finding.severity,
            message: finding.message.clone(),
            help: &finding.help,
            fingerprint: finding.fingerprint.clone(),
            status: &finding.status,
            places: finding.passages.iter().map(Place::from).collect(),
        }
    }
}

impl<'r> Alert<'r> {
    fn of_figure(covered: &'r Covered) -> Option<Self> {
        let severity = covered.support.severity()?;
        let (rule, message) = covered.told()?;
        let sources = covered.places.iter().map(Place::from);
        Some(Self {
            rule,
            severity,
            message,
            help: Covered::HELP,
            fingerprint: stable_id(&[rule, &covered.key()]),
            status: &covered.status,
            places: std::iter::once(Place::from(&covered.passage)).chain(sources).collect(),
        })
    }

    /// Where it stands, in a few words: `a.md:5`.
    pub(super) fn where_it_stands(&self) -> String {
        let mut places: Vec<String> = self.places.iter().map(Place::shown).collect();
        places.dedup();
        places.join(", ")
    }
}

impl Place<'_> {
    /// `a.md:5`, with the page or cell where lines do not say it.
    pub(super) fn shown(&self) -> String {
        let at = self.at.at.map_or_else(String::new, |it| format!(" {it}"));
        format!("{}:{}{at}", self.at.source, self.at.line)
    }
}

impl<'r> From<&'r Passage> for Place<'r> {
    fn from(it: &'r Passage) -> Self {
        Self { at: PlaceRecord::from(it), says: &it.says }
    }
}
