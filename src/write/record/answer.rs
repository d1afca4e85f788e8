//! What tools answer to an assistant: as `check`, `table` and `claims` print it, in parts of a bounded size.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::{ClaimRecord, ProblemRecord, ReportRecord};
use crate::claim::Claim;
use crate::error::Problem;

/// An explanation.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Explanation {
    /// It, as `crosscheck explain` prints it.
    pub explanation: String,
}

/// Claims of several texts.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct ClaimsRecord<'c> {
    /// As `claims --format jsonl` prints them.
    pub claims: Vec<ClaimRecord<'c>>,
}

impl<'c> ClaimsRecord<'c> {
    /// Some claims.
    pub fn new(claims: &'c [Claim]) -> Self {
        Self { claims: claims.iter().map(ClaimRecord::from).collect() }
    }
}

/// A report of which long lists are cut.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Bounded<'r> {
    /// The report.
    #[serde(flatten)]
    pub report: ReportRecord<'r>,
    /// How many entries of its lists are not answered.
    pub left_out: LeftOut,
}

/// How many entries of each list are not answered.
#[derive(Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct LeftOut {
    /// Of `findings`.
    pub findings: usize,
    /// Of `confirmed`.
    pub confirmed: usize,
    /// Of `coverage`.
    pub coverage: usize,
}

impl<'r> Bounded<'r> {
    /// A report with at most so many entries in each list.
    pub fn new(mut report: ReportRecord<'r>, most: usize) -> Self {
        // What asks for an editor comes first where not all fits.
        if report.coverage.len() > most {
            report.coverage.sort_by_key(|it| match it.status {
                "contradicted" => 0,
                "unsupported" => 1,
                _ if !it.disputed.is_empty() => 2,
                "unconfirmed" => 3,
                "rounded" => 4,
                _ => 5,
            });
        }
        let left_out = LeftOut {
            findings: cut(&mut report.findings, most),
            confirmed: cut(&mut report.confirmed, most),
            coverage: cut(&mut report.coverage, most),
        };
        Self { report, left_out }
    }
}

/// Takes off what is too much, and tells how many.
fn cut<T>(list: &mut Vec<T>, most: usize) -> usize {
    let more = list.len().saturating_sub(most);
    list.truncate(most);
    more
}

/// A part of a list.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
pub struct Page<'p, R> {
    /// The entries.
    #[serde(flatten)]
    pub part: R,
    /// How many entries there are in all.
    pub total: usize,
    /// Where the next part begins; `null` after the last.
    pub next: Option<usize>,
    /// What could not be read, or only in part.
    pub problems: Vec<ProblemRecord<'p>>,
}

impl<'p, R> Page<'p, R> {
    /// A part of a list, with what was odd about the texts.
    pub fn new(part: R, total: usize, next: Option<usize>, problems: &'p [Problem]) -> Self {
        let problems = problems.iter().map(ProblemRecord::from).collect();
        Self { part, total, next, problems }
    }
}
