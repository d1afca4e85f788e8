//! The counts of a run.

use std::collections::{BTreeMap, BTreeSet};

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Serialize;

use crate::claim::{Band, Fact, Row, Severity, Verdict};
use crate::run::{Corpus, Judgement};

/// The counts of a run, the same in every format.
#[derive(Clone, Copy, Debug, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct Summary {
    pub sources: usize,
    pub numbers: usize,
    pub claims: usize,
    pub facts: usize,
    pub unparsed: usize,
    /// Those that are open; what is in the baseline or was dismissed is counted beside them.
    pub findings: Counts,
    pub baseline: usize,
    pub dismissed: usize,
    pub confirmed: usize,
    pub single_source: usize,
    /// Things that the documents may differ on and no finding tells: rows of `table`.
    pub to_look_at: usize,
}

/// How many findings of each severity.
#[derive(Clone, Copy, Debug, Default, Serialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[expect(missing_docs, reason = "the names are documented in docs/formats.md")]
pub struct Counts {
    pub error: usize,
    pub warning: usize,
    pub note: usize,
}

impl Summary {
    /// The counts of a run.
    pub fn new(corpus: &Corpus, judgement: &Judgement) -> Self {
        let all = || judgement.findings.iter();
        let of =
            |severity| all().filter(|it| it.status.is_open() && it.severity == severity).count();
        let settled = |name| all().filter(|it| it.status.name() == name).count();
        let is_single = |it: &&Fact| it.verdict == Verdict::SingleSource;
        Self {
            sources: corpus.documents.iter().filter(|it| !it.is_bound_only).count(),
            numbers: corpus.claims.len() + corpus.rejected.len(),
            claims: corpus.claims.iter().filter(|it| !it.kind.is_time()).count(),
            facts: judgement.facts.len(),
            unparsed: corpus.rejected.len(),
            findings: Counts {
                error: of(Severity::Error),
                warning: of(Severity::Warning),
                note: of(Severity::Note),
            },
            baseline: settled("baseline"),
            dismissed: settled("dismissed"),
            confirmed: judgement.confirmed.len(),
            single_source: judgement.facts.iter().filter(is_single).count(),
            to_look_at: to_look_at(corpus, judgement),
        }
    }

    /// The counts in words, the same for every reader: what was read, what was found, and what is left to look at.
    pub fn lines(&self) -> Vec<String> {
        let plural = |n: usize, one: &str| format!("{n} {one}{}", if n == 1 { "" } else { "s" });
        let read = format!(
            "{} · {} · {} in {} · {} no claims",
            plural(self.sources, "source"),
            plural(self.numbers, "number"),
            plural(self.claims, "claim"),
            plural(self.facts, "fact"),
            self.unparsed,
        );
        let of = &self.findings;
        let found = format!(
            "{} ({}, {}, {})",
            plural(of.error + of.warning + of.note, "finding"),
            plural(of.error, "error"),
            plural(of.warning, "warning"),
            plural(of.note, "note"),
        );
        // What was settled is named only where there is some of it.
        let settled = [(self.dismissed, "dismissed"), (self.baseline, "in the baseline")];
        let settled = settled.iter().filter(|it| it.0 > 0).map(|it| format!("{} {}", it.0, it.1));
        let rest = [
            format!("{} confirmed", self.confirmed),
            format!("{} single-source", self.single_source),
        ];
        let all: Vec<String> = std::iter::once(found).chain(settled).chain(rest).collect();
        let found = all.join(" · ");
        let more = match self.to_look_at {
            0 => None,
            1 => Some("1 thing more may differ: crosscheck table".to_owned()),
            n => Some(format!("{n} things more may differ: crosscheck table")),
        };
        [read, found].into_iter().chain(more).collect()
    }
}

/// How many rows may differ of which no finding tells two figures.
fn to_look_at(corpus: &Corpus, judgement: &Judgement) -> usize {
    let told: Vec<BTreeSet<&str>> = judgement
        .findings
        .iter()
        .map(|it| it.passages.iter().filter_map(|it| it.claim.as_deref()).collect())
        .collect();
    let mut by_claim = BTreeMap::<&str, Vec<usize>>::new();
    for (at, claims) in told.iter().enumerate() {
        for claim in claims {
            by_claim.entry(claim).or_default().push(at);
        }
    }
    let is_told = |row: &&Row| {
        let mut shown = BTreeSet::new();
        let cells = row.cells.iter().filter_map(|it| corpus.claims.get(*it));
        let mut findings = cells.filter_map(|it| by_claim.get(&*it.id)).flatten();
        findings.any(|it| !shown.insert(*it))
    };
    let rows = judgement.rows.iter().filter(|it| it.band <= Band::Look);
    rows.filter(|it| !is_told(it)).count()
}
