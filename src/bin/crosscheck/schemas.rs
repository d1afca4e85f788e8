//! JSON Schemas of the files that desks write, as this version reads them, and of what it writes for programs.

use crosscheck::write::record::table::TableRecord;
use crosscheck::write::record::{ClaimRecord, ComparisonRecord, FactRecord, ReportRecord, schema};
use crosscheck::{Error, collect, config, rules};

use crate::args::SchemaOf;

impl SchemaOf {
    /// All of them.
    pub(crate) const ALL: [Self; 8] = [
        Self::Config,
        Self::Sources,
        Self::Rules,
        Self::Report,
        Self::Claim,
        Self::Facts,
        Self::Table,
        Self::Comparison,
    ];

    /// The name of the schema's own file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Rules => "rules.schema.json",
            Self::Config => "config.schema.json",
            Self::Sources => "sources.schema.json",
            Self::Report => "report.schema.json",
            Self::Claim => "claim.schema.json",
            Self::Facts => "facts.schema.json",
            Self::Table => "table.schema.json",
            Self::Comparison => "comparison.schema.json",
        }
    }
}

/// The schema of a file, without a line end.
pub(crate) fn text(of: SchemaOf) -> Result<String, Error> {
    let described = match of {
        SchemaOf::Rules => rules::schema(),
        SchemaOf::Config => config::schema(),
        SchemaOf::Sources => collect::schema(),
        SchemaOf::Report => schema::<ReportRecord<'static>>(),
        SchemaOf::Claim => schema::<ClaimRecord<'static>>(),
        SchemaOf::Facts => schema::<Vec<FactRecord<'static>>>(),
        SchemaOf::Table => schema::<TableRecord<'static>>(),
        SchemaOf::Comparison => schema::<ComparisonRecord<'static>>(),
    };
    let text = serde_json::to_string_pretty(&described).map_err(std::io::Error::from)?;
    Ok(text)
}
