//! What a claim counts or measures.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use crate::claim::Thing;

/// What is counted or measured.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ThingRecord<'c> {
    pub head: &'c str,
    pub text: &'c str,
}

impl<'c> From<&'c Thing> for ThingRecord<'c> {
    fn from(thing: &'c Thing) -> Self {
        Self { head: &thing.head, text: &thing.text }
    }
}
