//! Stage 8: one output format per file. A new one is a file and a line in a registry below.

mod alert;
mod annotated;
mod answer;
mod as_json;
mod axis;
mod claims_table;
#[cfg(feature = "arrow")]
pub mod columns;
mod comparison;
mod correction;
mod coverage;
mod explanation;
mod facts_table;
mod figure;
mod github;
mod gitlab;
#[cfg(feature = "pages")]
mod html;
mod intervals;
mod json;
#[cfg(feature = "junit")]
mod junit;
mod markdown;
#[cfg(feature = "parquet")]
mod parquet;
mod problems;
pub mod record;
mod repository;
mod sarif;
mod side_by_side;
mod terminal;
mod window;
mod word;

use std::io;

use crate::claim::{Claim, Covered, Fact, Row, RuleLine};
use crate::config::FailOn;
use crate::error::Error;
use crate::run::{Corpus, Judgement};

pub use correction::{Correction, NOTES, NoteFormat};
pub use explanation::{counterparts, explanation, ladder, two_claims};
pub use figure::figure;
pub use problems::problems;
pub use repository::Repository;
pub use terminal::Look;

/// What `check` has to tell.
#[derive(Clone, Copy, Debug)]
pub struct Report<'r> {
    /// What was read.
    pub corpus: &'r Corpus,
    /// What it comes to.
    pub judgement: &'r Judgement,
    /// The figures of a draft or a data file that was held against sources.
    pub covered: Option<&'r [Covered]>,
    /// The rules that were applied.
    pub rules: &'r [RuleLine],
    /// From which severity on the run fails.
    pub fail_on: FailOn,
}

/// A format of `check`.
#[derive(Clone, Copy, Debug)]
pub struct ReportFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it is text, that a terminal can show.
    pub is_text: bool,
    /// Writes a report.
    pub write: fn(&mut dyn io::Write, &Report<'_>, &Look) -> Result<(), Error>,
}

/// The formats of `check`, the default first.
pub const REPORTS: &[ReportFormat] = &[
    ReportFormat { name: "text", is_text: true, write: terminal::report },
    ReportFormat { name: "json", is_text: true, write: json::report },
    ReportFormat { name: "markdown", is_text: true, write: markdown::report },
    #[cfg(feature = "pages")]
    ReportFormat { name: "html", is_text: true, write: html::report },
    ReportFormat { name: "sarif", is_text: true, write: sarif::report },
    #[cfg(feature = "junit")]
    ReportFormat { name: "junit", is_text: true, write: junit::report },
    ReportFormat { name: "github", is_text: true, write: github::report },
    ReportFormat { name: "gitlab", is_text: true, write: gitlab::report },
    ReportFormat { name: "annotated", is_text: true, write: annotated::report },
    ReportFormat { name: "docx", is_text: false, write: word::report },
    #[cfg(feature = "parquet")]
    ReportFormat { name: "parquet", is_text: false, write: parquet::report },
];

/// Documents with their claims, a few at a time, so that none needs to be held for the next.
pub type Stream<'s> = &'s mut dyn Iterator<Item = Corpus>;

/// A format of `claims`.
#[derive(Clone, Copy, Debug)]
pub struct ClaimsFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it is text, that a terminal can show.
    pub is_text: bool,
    /// Writes the claims table of documents that come a few at a time.
    pub write: fn(&mut dyn io::Write, Stream<'_>, &Look) -> Result<(), Error>,
}

/// The formats of `claims`, the default first.
pub const CLAIMS: &[ClaimsFormat] = &[
    ClaimsFormat { name: "table", is_text: true, write: claims_table::table },
    ClaimsFormat { name: "jsonl", is_text: true, write: json::claims },
    ClaimsFormat { name: "csv", is_text: true, write: claims_table::csv },
    #[cfg(feature = "parquet")]
    ClaimsFormat { name: "parquet", is_text: false, write: parquet::claims },
];

/// Writes facts, whose claims are looked up in the claims table.
type WriteFacts = fn(&mut dyn io::Write, &[Claim], &[Fact], &Look) -> Result<(), Error>;

/// A format of `facts`.
#[derive(Clone, Copy, Debug)]
pub struct FactsFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Writes the facts.
    pub write: WriteFacts,
}

/// The formats of `facts`, the default first.
pub const FACTS: &[FactsFormat] = &[
    FactsFormat { name: "table", write: facts_table::table },
    FactsFormat { name: "json", write: json::facts },
];

/// Writes the rows of a collection.
type WriteRows = fn(&mut dyn io::Write, &Corpus, &[Row], &Look) -> Result<(), Error>;

/// A format of `table`.
#[derive(Clone, Copy, Debug)]
pub struct TableFormat {
    /// Its name on the command line.
    pub name: &'static str,
    /// Whether it is text, that a terminal can show.
    pub is_text: bool,
    /// Writes the rows of a collection.
    pub write: WriteRows,
}

/// The formats of `table`, the default first.
pub const TABLES: &[TableFormat] = &[
    TableFormat { name: "text", is_text: true, write: side_by_side::text },
    TableFormat { name: "json", is_text: true, write: side_by_side::json },
    #[cfg(feature = "pages")]
    TableFormat { name: "html", is_text: true, write: side_by_side::html },
    TableFormat { name: "csv", is_text: true, write: side_by_side::csv },
    #[cfg(feature = "workbook")]
    TableFormat { name: "xlsx", is_text: false, write: side_by_side::xlsx },
];

pub use claims_table::rejected;
pub use comparison::{COMPARISONS, ComparisonFormat, answer};
