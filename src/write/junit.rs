//! `JUnit` XML: a test case for each fact and each finding.

use std::collections::BTreeSet;
use std::io;

use quick_junit::{NonSuccessKind, Property, TestCase, TestCaseStatus, TestSuite};

use super::alert::Alert;
use super::record::Summary;
use super::{Look, Report};
use crate::claim::{Fact, short_id};
use crate::config::FailOn;
use crate::error::Error;

/// `check --format junit`: facts without findings pass, what fails the run fails, all other findings pass with what they say, and
/// what was dismissed or is in the baseline is skipped.
pub(super) fn report(out: &mut dyn io::Write, report: &Report<'_>, _: &Look) -> Result<(), Error> {
    let alerts = report.alerts();
    let mut facts = TestSuite::new("facts");
    let touched: BTreeSet<&str> = report
        .judgement
        .findings
        .iter()
        .flat_map(|it| it.passages.iter().filter_map(|it| it.claim.as_deref()))
        .collect();
    let is_touched = |fact: &Fact| {
        let claims = fact.supporting.iter().chain(&fact.against);
        let mut ids = claims.filter_map(|it| report.corpus.claims.get(*it)).map(|it| &*it.id);
        ids.any(|it| touched.contains(it))
    };
    for fact in report.judgement.facts.iter().filter(|it| !is_touched(it)) {
        let mut case = TestCase::new(
            format!("{} ({})", fact.label, short_id(&fact.id)),
            TestCaseStatus::success(),
        );
        case.set_classname(fact.verdict.name());
        facts.add_test_case(case);
    }
    let mut findings = TestSuite::new("findings");
    for it in &alerts {
        findings.add_test_case(case(it, report.fail_on));
    }
    let mut input = TestSuite::new("input");
    for it in report.corpus.problems.iter().filter(|it| it.is_incomplete) {
        let mut status = TestCaseStatus::non_success(NonSuccessKind::Error);
        status.set_message(it.message.clone()).set_type("not read");
        let mut case = TestCase::new(it.source.clone(), status);
        case.set_classname("not read");
        input.add_test_case(case);
    }
    let mut xml = quick_junit::Report::new("crosscheck");
    let Summary { findings: counts, sources, numbers, claims, .. } =
        Summary::new(report.corpus, report.judgement);
    for (name, count) in [
        ("sources", sources),
        ("numbers", numbers),
        ("claims", claims),
        ("errors", counts.error),
        ("warnings", counts.warning),
        ("notes", counts.note),
    ] {
        findings.add_property(Property::new(name, count.to_string()));
    }
    let read = Some(input).filter(|it| !it.test_cases.is_empty());
    xml.add_test_suites(read.into_iter().chain([findings, facts]));
    let text = xml.to_string().map_err(io::Error::other)?;
    out.write_all(as_jenkins_reads_it(&text).as_bytes())?;
    Ok(())
}

/// Without the count of skipped cases on the outermost element, which the schema of Jenkins does not know there.
fn as_jenkins_reads_it(xml: &str) -> String {
    let Some(start) = xml.find("<testsuites ") else { return xml.to_owned() };
    let end = xml[start..].find('>').map_or(xml.len(), |it| start + it);
    let outermost: Vec<&str> =
        xml[start..end].split(' ').filter(|it| !it.starts_with("skipped=")).collect();
    format!("{}{}{}", &xml[..start], outermost.join(" "), &xml[end..])
}

fn case(alert: &Alert<'_>, fail_on: FailOn) -> TestCase {
    let places = alert.places.iter().map(|it| format!("{}: {}\n", it.shown(), it.at.text));
    let details: String = std::iter::once(format!("{}\n", alert.help)).chain(places).collect();
    let is_failure = alert.status.is_open() && fail_on.is_reached(alert.severity);
    let mut status = match (is_failure, alert.status.is_open()) {
        (true, _) => TestCaseStatus::non_success(NonSuccessKind::Failure),
        (false, true) => TestCaseStatus::success(),
        (false, false) => TestCaseStatus::skipped(),
    };
    if is_failure {
        status.set_message(alert.message.clone());
        status.set_type(alert.severity.name());
        status.set_description(details.clone());
    } else if !alert.status.is_open() {
        status.set_message(alert.status.words());
    }
    let name = format!("{} ({})", alert.message, short_id(&alert.fingerprint));
    let mut case = TestCase::new(name, status);
    case.set_classname(alert.rule);
    if !is_failure {
        case.set_system_out(details);
    }
    case
}
