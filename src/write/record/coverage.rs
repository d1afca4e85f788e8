//! The wire type of `coverage`.

use serde::Serialize;

use super::PlaceRecord;
use crate::claim::{Claim, Covered};

/// A figure of a draft, and what sources say of it.
#[derive(Debug, Serialize)]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct CoverageRecord<'r> {
    #[serde(flatten)]
    pub place: PlaceRecord<'r>,
    pub status: &'static str,
    pub origins: usize,
    pub locations: Vec<PlaceRecord<'r>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub disputed: Vec<PlaceRecord<'r>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub nearest: Option<PlaceRecord<'r>>,
}

impl<'r> CoverageRecord<'r> {
    /// A figure with the sources' claims looked up in the claims table.
    pub fn new(covered: &Covered, claims: &'r [Claim]) -> Option<Self> {
        let places = |of: &[usize]| {
            of.iter().filter_map(|it| claims.get(*it)).map(PlaceRecord::from).collect()
        };
        Some(Self {
            place: PlaceRecord::from(claims.get(covered.claim)?),
            status: covered.support.name(),
            origins: covered.origins,
            locations: places(&covered.places),
            disputed: places(&covered.disputed),
            nearest: covered.nearest.and_then(|it| claims.get(it)).map(PlaceRecord::from),
        })
    }
}
