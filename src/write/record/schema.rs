//! JSON Schemas of what is written.

use schemars::generate::SchemaSettings;
use schemars::{JsonSchema, Schema};

/// The schema of what a record is written as: what may be left out is not required.
///
/// ```
/// use crosscheck::write::record::{ReportRecord, schema};
///
/// let schema = schema::<ReportRecord<'static>>();
/// assert_eq!(schema.pointer("/properties/findings/type").unwrap(), "array");
/// ```
pub fn schema<T: JsonSchema>() -> Schema {
    SchemaSettings::default().for_serialize().into_generator().into_root_schema_for::<T>()
}
