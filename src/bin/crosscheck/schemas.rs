//! JSON Schemas of the files that desks write, as this version reads them.

use crosscheck::{Error, collect, config, rules};

use crate::args::SchemaOf;

impl SchemaOf {
    /// All of them.
    pub(crate) const ALL: [Self; 3] = [Self::Config, Self::Sources, Self::Rules];

    /// The name of the schema's own file.
    pub(crate) fn file(self) -> &'static str {
        match self {
            Self::Rules => "rules.schema.json",
            Self::Config => "config.schema.json",
            Self::Sources => "sources.schema.json",
        }
    }
}

/// The schema of a file, without a line end.
pub(crate) fn text(of: SchemaOf) -> Result<String, Error> {
    let schema = match of {
        SchemaOf::Rules => rules::schema(),
        SchemaOf::Config => config::schema(),
        SchemaOf::Sources => collect::schema(),
    };
    let text = serde_json::to_string_pretty(&schema).map_err(std::io::Error::from)?;
    Ok(text)
}
