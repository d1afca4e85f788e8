//! The wire type of GitLab's code quality reports.

use serde::Serialize;

/// One finding.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are those of the format")]
pub struct CodeQualityRecord<'r> {
    pub description: String,
    pub check_name: &'r str,
    pub fingerprint: &'r str,
    pub severity: &'static str,
    pub location: Place,
}

/// Where it stands.
#[derive(Debug, Serialize)]
pub struct Place {
    pub path: String,
    pub lines: Lines,
}

/// The line it begins in.
#[derive(Debug, Serialize)]
pub struct Lines {
    pub begin: usize,
}

impl<'r> CodeQualityRecord<'r> {
    /// A finding with its path and line.
    pub fn new(
        description: String,
        check_name: &'r str,
        fingerprint: &'r str,
        severity: &'static str,
        (path, begin): (String, usize),
    ) -> Self {
        let location = Place { path, lines: Lines { begin } };
        Self { description, check_name, fingerprint, severity, location }
    }
}
