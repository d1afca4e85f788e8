//! What tools answer to an assistant: as `check`, `table` and `claims` print it, in parts of a bounded size.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::{ClaimRecord, ReportRecord};
use crate::claim::Claim;

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
pub struct Page<R> {
    /// The entries.
    #[serde(flatten)]
    pub part: R,
    /// How many entries there are in all.
    pub total: usize,
    /// Where the next part begins; `null` after the last.
    pub next: Option<usize>,
}
