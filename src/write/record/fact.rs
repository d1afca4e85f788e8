//! What `facts` prints.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use super::{PeriodRecord, PlaceRecord, ValueRecord};
use crate::claim::{Claim, Fact};

/// A reconciled fact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct FactRecord<'r> {
    pub id: &'r str,
    pub label: &'r str,
    pub unit: Option<&'r str>,
    pub action: Option<&'r str>,
    pub period: Option<PeriodRecord>,
    pub verdict: &'static str,
    pub value: Option<FactValueRecord<'r>>,
    pub supporting: Vec<PlaceRecord<'r>>,
    pub against: Vec<PlaceRecord<'r>>,
    /// Only where somebody decided which value holds.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub decided: bool,
    pub why: &'r str,
}

/// The best-supported value of a fact.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct FactValueRecord<'r> {
    pub stated: Option<String>,
    pub low: Option<String>,
    pub high: Option<String>,
    pub hedge: Option<&'static str>,
    pub text: &'r str,
}

impl<'r> FactRecord<'r> {
    /// A fact with its claims looked up in the claims table.
    pub fn new(fact: &'r Fact, claims: &'r [Claim]) -> Self {
        let places = |of: &[usize]| {
            of.iter().filter_map(|it| claims.get(*it)).map(PlaceRecord::from).collect()
        };
        Self {
            id: &fact.id,
            label: &fact.label,
            unit: fact.unit.as_deref(),
            action: fact.action.as_deref(),
            period: fact.period.map(|it| PeriodRecord::new(it, String::new())),
            verdict: fact.verdict.name(),
            value: fact.value.as_ref().map(|(quantity, text)| {
                let it = ValueRecord::from(quantity);
                FactValueRecord {
                    stated: it.stated,
                    low: it.low,
                    high: it.high,
                    hedge: it.hedge,
                    text,
                }
            }),
            supporting: places(&fact.supporting),
            against: places(&fact.against),
            decided: fact.is_decided,
            why: &fact.why,
        }
    }
}
