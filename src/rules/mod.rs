//! Stage 5: rules turn pairs and documents into findings and confirmations.
//!
//! A rule is YAML: an id, a severity, a check with its parameters, a message, a reason, and examples
//! that `crosscheck rules test` runs. A new check is one file and one line in `kinds!`; a new rule is a
//! YAML entry.

mod agreement;
mod around;
mod acts;
mod attributed;
mod average;
mod breakdown;
mod calendar;
mod cells;
mod cited;
mod conversion;
mod copied;
mod cumulative;
mod degrees;
mod draft_figure;
mod examples;
mod grim;
mod group;
mod growth;
mod headline;
mod hint;
mod lifespan;
mod list_count;
mod load;
mod name_variant;
mod matched;
mod percent;
mod percent_change;
mod period_order;
mod phrasing;
mod product;
mod rates;
mod restated;
mod rounded;
mod subgroups;
mod sum;
mod template;
mod time_span;
mod words;

use std::collections::BTreeSet;

use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};

use self::acts::acts;
use crate::claim::{
    Claim, Confirmation, Covered, Document, Evidence, Finding, Matched, Name, Passage, Reading,
    Row, Severity, Status, stable_id,
};
use crate::error::Problem;
use crate::guard::guarded;
use crate::lexicon::{Lexicon, Nouns};

pub use examples::{Failure, test};
#[cfg(feature = "schema")]
pub use load::schema;
pub use load::{Example, Rule, parse, shipped};

/// Everything a check can look at.
#[derive(Debug)]
pub struct Table<'t> {
    /// The documents in input order.
    documents: &'t [Document],
    /// The claims table.
    claims: &'t [Claim],
    /// The events the documents name.
    names: &'t [Name],
    /// The figures of two texts that are worth a look together.
    matches: &'t [Matched],
    /// What the texts say of each thing; the clashes of which an editor should know are set against each other.
    rows: &'t [Row],
    /// What the matches mean.
    reading: &'t dyn Reading,
    /// Every two documents that tell one story, the earlier first, in order.
    one_story: &'t [(usize, usize)],
    /// The claims of data files that documents bind their figures to: they are held against nothing else.
    cells: &'t [Claim],
    /// What sources say of the figures of drafts.
    covered: &'t [Covered],
    /// The words.
    lexicon: &'t Lexicon,
}

impl<'t> Table<'t> {
    /// Documents with what was read from them, claims and names in input order. `matching` are the matches with the rows
    /// made of them, and what they mean.
    pub fn new(
        documents: &'t [Document],
        claims: &'t [Claim],
        names: &'t [Name],
        (matches, rows, reading): (&'t [Matched], &'t [Row], &'t dyn Reading),
        lexicon: &'t Lexicon,
    ) -> Self {
        Self {
            documents,
            claims,
            names,
            matches,
            rows,
            reading,
            one_story: &[],
            cells: &[],
            covered: &[],
            lexicon,
        }
    }

    /// Says which documents tell one story, the earlier of two first, in order.
    #[must_use]
    pub fn with_stories(self, one_story: &'t [(usize, usize)]) -> Self {
        Self { one_story, ..self }
    }

    /// Adds what sources say of the figures of drafts.
    #[must_use]
    pub fn with_covered(self, covered: &'t [Covered]) -> Self {
        Self { covered, ..self }
    }

    /// Adds the claims of data files that documents bind their figures to.
    #[must_use]
    pub fn with_cells(self, cells: &'t [Claim]) -> Self {
        Self { cells, ..self }
    }
}

/// What a check finds in a table.
#[derive(Default)]
struct Outcome {
    violations: Vec<Violation>,
    confirmed: Vec<Confirmation>,
}

/// One disagreement, before the rule's message is filled in.
struct Violation {
    /// The passages, in input order.
    passages: Vec<Passage>,
    /// What the message's placeholders stand for.
    values: template::Values,
    evidence: Vec<Evidence>,
    /// Where the check knows better than the rule how much attention it asks for.
    severity: Option<Severity>,
    /// Why it is shown, where the check can say more than the rule.
    help: Option<String>,
    /// How one figure may have become the other, said beside the rule's reason.
    hint: Option<String>,
    /// What the fingerprint depends on beside the rule: the fact and the values.
    key: Vec<String>,
}

impl Violation {
    /// A disagreement of which the rule knows what it asks for and why.
    fn new(passages: Vec<Passage>, values: template::Values, key: Vec<String>) -> Self {
        let evidence = Vec::new();
        Self { passages, values, evidence, severity: None, help: None, hint: None, key }
    }
}

/// What a claim adds to a fingerprint: where it stands and what it says.
fn key_of(claim: &Claim) -> String {
    format!("{} {}", claim.source.key, claim.text)
}

/// A check: all claims must be ⟨its name⟩.
trait Check: Sync {
    fn outcome(&self, table: &Table<'_>) -> Outcome;

    /// What the check asks for that there is not, if anything.
    fn unknown(&self, _table: &Table<'_>) -> Option<String> {
        None
    }
}

/// Declares the kinds of checks that a rule can name.
macro_rules! kinds {
    ($($module:ident :: $kind:ident,)+) => {
        /// The check of a rule, by its name in YAML.
        #[derive(Debug, serde::Deserialize)]
        #[cfg_attr(feature = "schema", derive(schemars::JsonSchema))]
        #[serde(rename_all = "kebab-case")]
        enum Kind { $($kind($module::$kind),)+ }

        impl Kind {
            fn as_check(&self) -> &dyn Check {
                match self { $(Self::$kind(check) => check,)+ }
            }
        }
    };
}

kinds! {
    matched::Match,
    list_count::ListCount,
    sum::Sum,
    conversion::Conversion,
    calendar::Calendar,
    name_variant::NameVariant,
    attributed::Attributed,
    growth::Growth,
    headline::Headline,
    copied::CopiedFigure,
    percent::Percent,
    percent_change::PercentChange,
    product::Product,
    average::Average,
    subgroups::Subgroups,
    cumulative::Cumulative,
    period_order::PeriodOrder,
    lifespan::Lifespan,
    time_span::TimeSpan,
    restated::RestatedRange,
    grim::Grim,
    breakdown::Breakdown,
    cells::TableTotal,
    cells::TableShare,
    cells::OddCell,
    cells::RepeatedRow,
    cells::BoundFigure,
    draft_figure::DraftFigure,
    cited::CitedSource,
}

/// What the rules say.
#[derive(Debug, Default)]
pub struct Judged {
    /// Disagreements and questions, worst first.
    pub findings: Vec<Finding>,
    /// What was checked and holds.
    pub confirmed: Vec<Confirmation>,
    /// Rules that failed inside, and said nothing.
    pub failed: Vec<Problem>,
}

/// Applies the rules: findings worst first, and what holds.
pub fn judge(rules: &[Rule], table: &Table<'_>) -> Judged {
    let mut findings = Vec::new();
    let mut confirmed = Vec::new();
    let mut failed = Vec::new();
    let outcomes = each(rules, |it| {
        let check = it.check.as_check();
        check.unknown(table).map_or_else(|| Ok(check.outcome(table)), |asked| Err(asks(it, asked)))
    });
    for (rule, outcome) in rules.iter().zip(outcomes) {
        match outcome.flatten() {
            Ok(outcome) => {
                findings.extend(outcome.violations.into_iter().map(|it| finding(rule, it)));
                confirmed.extend(outcome.confirmed);
            }
            Err(problem) => failed.push(problem),
        }
    }
    let said = Said::new(&findings);
    let is_said = |it: &Finding| {
        let rule = rules.iter().find(|rule| rule.id == it.rule);
        rule.is_some_and(|rule| rule.unless.iter().any(|other| said.is_said(it, other)))
    };
    let mut is_said = findings.iter().map(is_said).collect::<Vec<_>>().into_iter();
    findings.retain(|_| !is_said.next().unwrap_or_default());
    let agreed = || agreement::confirmations(table, &findings);
    match guarded("all documents", "telling what agrees", agreed) {
        Ok(it) => confirmed.extend(it),
        Err(problem) => failed.push(problem),
    }
    let place =
        |passages: &[Passage]| passages.first().map(|it| (it.document, it.span.start, it.span.end));
    findings.sort_by(|a, b| {
        let order = |it: &Finding| (std::cmp::Reverse(it.severity), place(&it.passages));
        order(a).cmp(&order(b)).then_with(|| a.rule.cmp(&b.rule))
    });
    confirmed.sort_by_key(|it: &Confirmation| place(&it.passages));
    Judged { findings, confirmed, failed }
}

/// A rule that asks for something that there is not says nothing else.
fn asks(rule: &Rule, message: String) -> Problem {
    Problem { source: format!("rule {}", rule.id), line: None, message, is_incomplete: true }
}

/// What `apply` makes of each rule; one that it fails on is a problem and takes no other with it.
fn each<T: Send>(rules: &[Rule], apply: impl Fn(&Rule) -> T + Sync) -> Vec<Result<T, Problem>> {
    let source = |it: &Rule| format!("rule {}", it.id);
    rules.par_iter().map(|it| guarded(&source(it), "applying it", || apply(it))).collect()
}

/// Which findings of a rule show a claim.
struct Said<'f>(FxHashMap<(&'f str, &'f str), Vec<usize>>);

impl<'f> Said<'f> {
    fn new(findings: &'f [Finding]) -> Self {
        let mut said = FxHashMap::<_, Vec<usize>>::default();
        for (index, finding) in findings.iter().enumerate() {
            for claim in claims_of(finding) {
                said.entry((&*finding.rule, claim)).or_default().push(index);
            }
        }
        Self(said)
    }

    /// Whether another rule shows two of a finding's passages already, side by side.
    fn is_said(&self, finding: &Finding, by: &str) -> bool {
        let mut shown = FxHashSet::default();
        claims_of(finding)
            .filter_map(|claim| self.0.get(&(by, claim)))
            .any(|it| it.iter().any(|it| !shown.insert(*it)))
    }
}

/// The claims that a finding shows, each once.
fn claims_of(finding: &Finding) -> impl Iterator<Item = &str> {
    let claims: BTreeSet<&str> =
        finding.passages.iter().filter_map(|it| it.claim.as_deref()).collect();
    claims.into_iter()
}

fn finding(rule: &Rule, violation: Violation) -> Finding {
    let mut key: Vec<&str> = vec![&rule.id];
    key.extend(violation.key.iter().map(String::as_str));
    Finding {
        rule: rule.id.clone(),
        severity: violation.severity.unwrap_or(rule.severity).min(rule.severity),
        fingerprint: stable_id(&key),
        message: rule.message.fill(&violation.values),
        help: match (violation.help, violation.hint) {
            (Some(help), _) => help,
            (None, Some(hint)) => format!("{}; {hint}", rule.why),
            (None, None) => rule.why.clone(),
        },
        passages: violation.passages,
        fact: rule.fact,
        evidence: violation.evidence,
        status: Status::New,
    }
}

/// A claim as a passage, with what it says.
fn passage(claim: &Claim) -> Passage {
    Passage {
        document: claim.document,
        source: std::sync::Arc::clone(&claim.source),
        span: claim.span,
        sentence: claim.sentence,
        line: claim.line,
        column: claim.column,
        bytes: claim.bytes,
        at: claim.at.clone(),
        text: claim.text.clone(),
        says: says(claim),
        claim: Some(claim.id.clone()),
    }
}

/// What a claim says, in the text's own words: `about 68,000 suspects, repatriated`.
fn says(claim: &Claim) -> String {
    if !claim.names.is_empty() {
        return counted_names(claim);
    }
    let counted = claim.counted.as_ref();
    // "a $1 billion deficit" is no act, whatever verb is near.
    let is_measure = counted.is_some_and(|it| Nouns.is_measure(&it.entity));
    let thing = counted.map(|it| &*it.text).filter(|it| !claim.text.contains(it));
    let mut says = claim.text.clone();
    let joint = if claim.kind == crate::claim::Kind::Count { " " } else { ", " };
    let told = thing.filter(|_| !claim.is_age());
    says.extend(told.into_iter().flat_map(|it| [joint, it]));
    let words = claim.actions.iter().filter(|it| it.is_direct).map(|it| &*it.word);
    let is_new = |it: &&str| !is_measure && thing.is_none_or(|thing| !thing.contains(it));
    says.extend(words.filter(is_new).flat_map(|it| [", ", it]));
    says
}

/// The number of names of a list, with both readings of "and other 8".
fn counted_names(claim: &Claim) -> String {
    use crate::claim::Rest;
    let n = claim.names.len();
    match claim.rest {
        Rest::Nothing => format!("{n} named"),
        Rest::Open => format!("{n} named, more implied"),
        Rest::Exactly(more) => {
            let total = more.saturating_add(u64::try_from(n).unwrap_or(0));
            format!("{n} + {more} = {total}, or {more} in all")
        }
    }
}

/// What speaks for a match, line by line.
fn evidence(pair: &Matched, table: &Table<'_>) -> Vec<Evidence> {
    let claims = table.claims.get(pair.left).zip(table.claims.get(pair.right));
    claims.map_or_else(Vec::new, |it| table.reading.evidence(pair, it))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_that_fails_inside_takes_no_other_with_it() {
        let rules = &shipped().unwrap()[..2];
        let told = each(rules, |it| {
            assert!(it.id != rules[1].id, "it fell");
            it.id.clone()
        });
        let (first, second) = (told[0].clone().unwrap(), told[1].clone().unwrap_err());
        assert_eq!(first, rules[0].id);
        assert_eq!(
            (second.source, second.message),
            (
                format!("rule {}", rules[1].id),
                "internal error while applying it (it fell); please report it, with the file if you can".to_owned()
            )
        );
    }
}
