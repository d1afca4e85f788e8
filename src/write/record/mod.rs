//! The wire types: the names other programs rely on. `Serialize` lives here and nowhere else.

pub mod answer;
mod claim_review;
mod code_quality;
mod comparison;
mod coverage;
mod fact;
#[cfg(feature = "pages")]
pub mod page;
pub mod sarif;
#[cfg(feature = "schema")]
mod schema;
mod summary;
pub mod table;
mod thing;

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use crate::claim::{
    Claim, Confirmation, Covered, Document, Evidence, Finding, Kind, Passage, Period, Quantity,
    Status, one_line,
};
use crate::error::Problem;
use crate::run::{Corpus, Judgement};

pub use claim_review::ClaimReviewRecord;
pub use code_quality::CodeQualityRecord;
pub use comparison::{
    AnswerRecord, ChangeRecord, ComparisonRecord, DifferenceRecord, PassagesRecord,
};
pub use coverage::CoverageRecord;
pub use fact::{FactRecord, FactValueRecord};
#[cfg(feature = "schema")]
pub use schema::schema;
pub use summary::{Counts, Summary};
pub use thing::ThingRecord;

/// One line of `claims --format jsonl`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ClaimRecord<'c> {
    pub id: &'c str,
    pub source: &'c str,
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<&'c str>,
    pub text: &'c str,
    pub sentence: &'c str,
    pub kind: &'static str,
    pub value: Option<ValueRecord>,
    pub unit: Option<&'c str>,
    pub currency: Option<&'c str>,
    pub thing: Option<ThingRecord<'c>>,
    pub of: &'c [String],
    pub who: &'c [String],
    pub predicate: &'c [String],
    pub role: Option<&'static str>,
    pub per: Option<&'c str>,
    pub actions: Vec<&'c str>,
    pub actors: Vec<&'c str>,
    pub places: Vec<&'c str>,
    pub event: Option<String>,
    pub attribution: Option<&'c str>,
    pub qualifiers: Vec<&'c str>,
    pub statistic: &'static str,
    pub modality: &'static str,
    pub period: Option<PeriodRecord>,
}

/// A quantity: exact decimals as strings, scale applied.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ValueRecord {
    pub low: Option<String>,
    pub high: Option<String>,
    pub low_open: bool,
    pub high_open: bool,
    pub stated: Option<String>,
    pub hedge: Option<&'static str>,
}

/// A period: ISO dates, end exclusive.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct PeriodRecord {
    pub start: Option<String>,
    pub end: Option<String>,
    pub vague: bool,
    pub text: String,
}

/// The whole of `check --format json`.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ReportRecord<'r> {
    pub crosscheck: &'static str,
    pub summary: Summary,
    pub findings: Vec<FindingRecord<'r>>,
    pub confirmed: Vec<ConfirmationRecord<'r>>,
    /// Only of drafts.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub coverage: Vec<CoverageRecord<'r>>,
    pub problems: Vec<ProblemRecord<'r>>,
}

/// A finding.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct FindingRecord<'r> {
    pub rule: &'r str,
    pub severity: &'static str,
    pub fingerprint: &'r str,
    pub message: &'r str,
    pub help: &'r str,
    pub status: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub outcome: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub reason: Option<&'r str>,
    pub locations: Vec<PlaceRecord<'r>>,
    pub evidence: Vec<EvidenceRecord<'r>>,
}

/// A passage in a source.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct PlaceRecord<'r> {
    pub source: &'r str,
    pub line: usize,
    pub column: usize,
    pub start: usize,
    pub end: usize,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub at: Option<&'r str>,
    pub text: &'r str,
    pub claim: Option<&'r str>,
    /// The sentence around it, of findings and figures of a draft.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub sentence: Option<String>,
}

/// One step of a comparison.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct EvidenceRecord<'r> {
    pub slot: &'static str,
    pub left: &'r str,
    pub right: &'r str,
    pub relation: &'static str,
    pub bits: serde_json::Number,
}

/// Something that was checked and holds.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ConfirmationRecord<'r> {
    pub fact: &'r str,
    pub label: &'r str,
    pub locations: Vec<PlaceRecord<'r>>,
}

/// A problem with a document.
#[derive(Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct ProblemRecord<'r> {
    pub source: &'r str,
    pub line: Option<usize>,
    pub message: &'r str,
}

impl<'c> From<&'c Claim> for ClaimRecord<'c> {
    fn from(claim: &'c Claim) -> Self {
        let meaning = claim.meaning.as_ref();
        Self {
            id: &claim.id,
            source: &claim.source.path,
            line: claim.line,
            column: claim.column,
            start: claim.bytes.start,
            end: claim.bytes.end,
            at: claim.at.as_deref(),
            text: &claim.text,
            sentence: &claim.sentence_text,
            kind: claim.kind.name(),
            value: claim.quantity.as_ref().map(ValueRecord::from),
            unit: match claim.kind {
                Kind::Measure => claim.unit.as_deref(),
                Kind::Money => None,
                _ => claim.counted.as_ref().map(|it| &*it.entity).or(claim.unit.as_deref()),
            },
            currency: claim.currency.as_deref(),
            thing: meaning.and_then(|it| it.thing.as_ref()).map(ThingRecord::from),
            of: meaning.map_or(&[], |it| &it.of),
            who: meaning.map_or(&[], |it| &it.who),
            predicate: meaning.map_or(&[], |it| &it.predicate),
            role: meaning.map(|it| it.role.name()),
            per: meaning.and_then(|it| it.per.as_deref()),
            actions: claim.actions.iter().map(|it| &*it.family).collect(),
            actors: claim.actors.iter().map(String::as_str).collect(),
            places: match meaning {
                Some(meaning) => meaning.places.iter().map(|it| &*it.name).collect(),
                None => claim.places.iter().map(|it| &*it.name).collect(),
            },
            event: claim.event.as_ref().map(|it| match it.year {
                Some(year) => format!("{} {year}", it.name),
                None => it.name.clone(),
            }),
            attribution: meaning.map_or(&claim.attribution, |it| &it.speaker).as_deref(),
            qualifiers: claim
                .counted
                .iter()
                .flat_map(|it| it.qualifiers.iter().map(String::as_str))
                .collect(),
            statistic: claim.statistic.name(),
            modality: meaning.map_or(claim.modality, |it| it.modality).name(),
            period: claim
                .period
                .map(|it| PeriodRecord::new(it, claim.period_text.clone().unwrap_or_default())),
        }
    }
}

impl From<&Quantity> for ValueRecord {
    fn from(quantity: &Quantity) -> Self {
        let written = quantity.written();
        let show = |it: Option<Decimal>| it.map(|it| it.normalize().to_string());
        Self {
            low: show(written.low),
            high: show(written.high),
            low_open: written.low_open,
            high_open: written.high_open,
            stated: show(quantity.stated().map(crate::claim::Figure::value)),
            hedge: quantity.hedge().name(),
        }
    }
}

impl PeriodRecord {
    fn new(period: Period, text: String) -> Self {
        Self {
            start: period.start().map(|it| it.to_string()),
            end: period.end().map(|it| it.to_string()),
            vague: period.is_vague(),
            text,
        }
    }
}

impl<'r> ReportRecord<'r> {
    /// The report of a run.
    pub fn new(corpus: &'r Corpus, judgement: &'r Judgement, covered: &'r [Covered]) -> Self {
        let documents = &corpus.documents;
        let coverage = covered.iter().map(|it| CoverageRecord::new(it, documents));
        Self {
            crosscheck: env!("CARGO_PKG_VERSION"),
            summary: Summary::new(corpus, judgement),
            findings: judgement
                .findings
                .iter()
                .map(|it| FindingRecord::new(it, documents))
                .collect(),
            confirmed: judgement.confirmed.iter().map(ConfirmationRecord::from).collect(),
            coverage: coverage.collect(),
            problems: corpus.problems.iter().map(ProblemRecord::from).collect(),
        }
    }
}

impl<'r> FindingRecord<'r> {
    fn new(finding: &'r Finding, documents: &[Document]) -> Self {
        let quoted = |it: &'r Passage| PlaceRecord::quoted(it, documents);
        Self {
            rule: &finding.rule,
            severity: finding.severity.name(),
            fingerprint: &finding.fingerprint,
            message: &finding.message,
            help: &finding.help,
            status: finding.status.name(),
            outcome: match &finding.status {
                Status::Decided { outcome, .. } => Some(outcome.name()),
                _ => None,
            },
            reason: finding.status.reason(),
            locations: finding.passages.iter().map(quoted).collect(),
            evidence: finding.evidence.iter().map(EvidenceRecord::from).collect(),
        }
    }
}

impl<'r> PlaceRecord<'r> {
    /// A passage with the sentence that it stands in.
    fn quoted(passage: &'r Passage, documents: &[Document]) -> Self {
        let document = documents.get(passage.document);
        let sentence = document.map(|it| one_line(passage.sentence.of(&it.original)));
        Self { sentence: sentence.filter(|it| !it.is_empty()), ..Self::from(passage) }
    }
}

impl<'r> From<&'r Passage> for PlaceRecord<'r> {
    fn from(passage: &'r Passage) -> Self {
        Self {
            source: &passage.source.path,
            line: passage.line,
            column: passage.column,
            start: passage.bytes.start,
            end: passage.bytes.end,
            at: passage.at.as_deref(),
            text: &passage.text,
            claim: passage.claim.as_deref(),
            sentence: None,
        }
    }
}

impl<'r> From<&'r Claim> for PlaceRecord<'r> {
    fn from(claim: &'r Claim) -> Self {
        Self {
            source: &claim.source.path,
            line: claim.line,
            column: claim.column,
            start: claim.bytes.start,
            end: claim.bytes.end,
            at: claim.at.as_deref(),
            text: &claim.text,
            claim: Some(&claim.id),
            sentence: None,
        }
    }
}

impl<'r> From<&'r Evidence> for EvidenceRecord<'r> {
    fn from(evidence: &'r Evidence) -> Self {
        let bits = f64::from(evidence.tenths) / 10.0;
        let whole = serde_json::Number::from(evidence.tenths / 10);
        let is_whole = evidence.tenths % 10 == 0;
        Self {
            slot: evidence.slot,
            left: &evidence.left,
            right: &evidence.right,
            relation: evidence.relation,
            bits: if is_whole {
                whole
            } else {
                serde_json::Number::from_f64(bits).unwrap_or(whole)
            },
        }
    }
}

impl<'r> From<&'r Confirmation> for ConfirmationRecord<'r> {
    fn from(it: &'r Confirmation) -> Self {
        let locations = it.passages.iter().map(PlaceRecord::from).collect();
        Self { fact: &it.fact, label: &it.label, locations }
    }
}

impl<'r> From<&'r Problem> for ProblemRecord<'r> {
    fn from(it: &'r Problem) -> Self {
        Self { source: &it.source, line: it.line, message: &it.message }
    }
}
