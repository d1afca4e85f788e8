//! What a call comes to. Written as JSON these are what the program writes; see `docs/formats.md`.

use serde::ser::{Serialize, SerializeStruct as _, Serializer};

use crate::claim::{Aligned, Claim, Covered, Row};
use crate::error::Problem;
use crate::run::{Corpus, Judgement};
use crate::write::record::table::TableRecord;
use crate::write::record::{ClaimRecord, ComparisonRecord, ProblemRecord, ReportRecord};

/// The figures of texts.
#[derive(Debug)]
#[non_exhaustive]
pub struct Claims {
    /// They, by text and place.
    pub claims: Vec<Claim>,
    /// What was odd about the texts.
    pub problems: Vec<Problem>,
}

/// Where texts disagree.
#[derive(Debug)]
#[non_exhaustive]
pub struct Report {
    /// What was read, with all problems.
    pub corpus: Corpus,
    /// What it comes to.
    pub judgement: Judgement,
    /// Of drafts what sources say of each figure; else empty.
    pub covered: Vec<Covered>,
}

/// What texts say side by side.
#[derive(Debug)]
#[non_exhaustive]
pub struct Table {
    /// What was read.
    pub corpus: Corpus,
    /// The rows; their cells are indices of the claims.
    pub rows: Vec<Row>,
}

/// Two versions of a text.
#[derive(Debug)]
#[non_exhaustive]
pub struct Compared {
    /// Where they disagree.
    pub report: Report,
    /// Their parallel passages.
    pub passages: Vec<Aligned>,
}

impl Report {
    /// The report as programs get it.
    pub fn record(&self) -> ReportRecord<'_> {
        ReportRecord::new(&self.corpus, &self.judgement, &self.covered)
    }
}

impl Serialize for Claims {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let claims: Vec<ClaimRecord<'_>> = self.claims.iter().map(ClaimRecord::from).collect();
        let problems: Vec<ProblemRecord<'_>> =
            self.problems.iter().map(ProblemRecord::from).collect();
        let mut fields = serializer.serialize_struct("Claims", 2)?;
        fields.serialize_field("claims", &claims)?;
        fields.serialize_field("problems", &problems)?;
        fields.end()
    }
}

impl Serialize for Report {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        self.record().serialize(serializer)
    }
}

impl Serialize for Table {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        TableRecord::new(&self.rows, &self.corpus).serialize(serializer)
    }
}

impl Serialize for Compared {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        ComparisonRecord::new(self.report.record(), &self.passages, &self.report.corpus)
            .serialize(serializer)
    }
}
