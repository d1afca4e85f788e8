//! `period-order`: a period ends after it has begun.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation, key_of, passage};

/// Parameters of `period-order`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct PeriodOrder {}

impl Check for PeriodOrder {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let backwards = table.claims.iter().filter(|it| it.kind.is_time() && it.runs_backwards);
        let violations = backwards.map(|claim| {
            let mut values = super::template::Values::new();
            values.insert("date", claim.text.clone());
            Violation::new(vec![passage(claim)], values, vec![key_of(claim)])
        });
        Outcome { violations: violations.collect(), ..Outcome::default() }
    }
}
