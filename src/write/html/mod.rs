//! The HTML report: one file without network, readable without scripts, to be forwarded and printed.

mod decide;
mod draft;
mod plot;
mod wording;

use std::io;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use minijinja::syntax::SyntaxConfig;
use minijinja::value::Serde;
use minijinja::{AutoEscape, Environment, escape_formatter};
use sha2::{Digest as _, Sha256};

use super::coverage::counted;
use super::record::page::{
    Block, Card, DataRecord, Page, Piece, Quote, SourceRow, Stretch, Text, Unparsed,
};
use super::record::{
    ClaimRecord, ConfirmationRecord, CoverageRecord, EvidenceRecord, FactRecord, ProblemRecord,
    ReportRecord, Summary,
};
use super::{Look, Report, side_by_side};
use crate::claim::{
    BlockKind, Claim, Covered, Document, Finding, Passage, Severity, Span, Support, Tier, Verdict,
    one_line, short_id, visible,
};
use crate::error::Error;

/// The page, its style and its script.
const TEMPLATE: &str = include_str!("report.html");
const STYLE: &str = concat!(include_str!("report.css"), include_str!("draft.css"));
const SCRIPT: &str =
    concat!(include_str!("report.js"), include_str!("draft.js"), include_str!("decide.js"));
/// The draft with its marks, a part of the page.
const DRAFT: &str = include_str!("draft.html");
/// The things that sources speak of side by side, a part of pages.
const ROWS: &str = include_str!("rows.html");

/// `check --format html`.
pub(super) fn report(out: &mut dyn io::Write, report: &Report<'_>, _: &Look) -> Result<(), Error> {
    render(out, TEMPLATE, &page(report)?)
}

/// Fills a template that has the style and the script of the report at hand.
pub(super) fn render(
    out: &mut dyn io::Write,
    template: &str,
    page: &impl serde::Serialize,
) -> Result<(), Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    // What documents say stands in the page with marks for what could turn it around.
    environment.set_formatter(|out, state, value| match value.as_str() {
        Some(text) if !value.is_safe() => {
            escape_formatter(out, state, &minijinja::Value::from(visible(text).into_owned()))
        }
        _ => escape_formatter(out, state, value),
    });
    // A line of the template that only says what to do leaves no line behind.
    let syntax = SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build();
    environment.set_syntax(syntax.map_err(io::Error::other)?);
    environment.add_filter("short", short);
    environment.add_global("style", minijinja::Value::from_safe_string(STYLE.to_owned()));
    environment.add_global("script", minijinja::Value::from_safe_string(SCRIPT.to_owned()));
    environment.add_global("style_hash", allowed(STYLE));
    environment.add_global("script_hash", allowed(SCRIPT));
    environment.add_template("draft.html", DRAFT).map_err(io::Error::other)?;
    environment.add_template("rows.html", ROWS).map_err(io::Error::other)?;
    environment.add_template("page.html", template).map_err(io::Error::other)?;
    let template = environment.get_template("page.html").map_err(io::Error::other)?;
    template.render_captured_to(Serde(page), out).map_err(io::Error::other)?;
    Ok(())
}

/// A path without the folders that all documents of the page lie in.
fn short(state: &minijinja::State<'_, '_>, path: &str) -> String {
    let folder = state.lookup("folder");
    let folder = folder.as_ref().and_then(minijinja::Value::as_str).unwrap_or_default();
    path.strip_prefix(folder).unwrap_or(path).to_owned()
}

/// The folders that all paths begin with, with their slash.
fn common_folder<'p>(mut paths: impl Iterator<Item = &'p str>) -> String {
    let folder = |it: &'p str| it.rfind('/').map_or("", |end| &it[..=end]);
    let Some(mut common) = paths.next().map(folder) else { return String::new() };
    for path in paths {
        while !path.starts_with(common) {
            common = folder(common.trim_end_matches('/'));
        }
    }
    common.to_owned()
}

/// What a page is allowed to apply and to run: its own style and script, by their digests (Content Security Policy 3).
fn allowed(text: &str) -> String {
    format!("sha256-{}", BASE64_STANDARD.encode(Sha256::digest(text.as_bytes())))
}

/// So many rows of a band stand in a report: who has read them has seen nearly all there is.
const MOST_ROWS: usize = 40;

fn page<'r>(report: &'r Report<'_>) -> Result<Page<'r>, Error> {
    let (corpus, judgement) = (report.corpus, report.judgement);
    let summary = Summary::new(corpus, judgement);
    let (open, settled): (Vec<&Finding>, Vec<&Finding>) =
        judgement.findings.iter().partition(|it| it.status.is_open());
    let cards = |of: Vec<&'r Finding>| of.into_iter().map(|it| card(it, report)).collect();
    let documents = || corpus.documents.iter().enumerate().filter(|it| !it.1.is_bound_only);
    let covered = report.covered.unwrap_or_default();
    let (columns, bands) = side_by_side::bands(corpus, &judgement.rows, Some(MOST_ROWS));
    let bands = bands.into_iter().filter(|it| it.is_open).collect();
    let paths = corpus.documents.iter().map(|it| &*it.source.path);
    Ok(Page {
        folder: common_folder(paths),
        columns,
        bands,
        version: env!("CARGO_PKG_VERSION"),
        verdict: match report.covered {
            Some(covered) => verdict_of_draft(covered, &open),
            None => verdict(&open),
        },
        counts: summary.lines(),
        figures: report.covered.map(counted),
        sources: documents().map(|(index, it)| source(index, it, report)).collect(),
        findings: cards(open),
        settled: cards(settled),
        coverage: covered.iter().map(|it| CoverageRecord::new(it, &corpus.documents)).collect(),
        states: draft::states(covered),
        drafts: draft::drafts(covered, report),
        answers: draft::answers(covered, report),
        facts: judgement
            .facts
            .iter()
            .filter(|it| it.verdict != Verdict::SingleSource)
            .map(|it| FactRecord::new(it, &corpus.claims))
            .collect(),
        plots: plot::plots(&judgement.facts, &corpus.claims),
        data: data(report)?,
        claims: corpus.claims.iter().map(ClaimRecord::from).collect(),
        confirmed: judgement.confirmed.iter().map(ConfirmationRecord::from).collect(),
        problems: corpus.problems.iter().map(ProblemRecord::from).collect(),
        texts: documents().map(|(index, it)| text(index, it, &corpus.claims)).collect(),
        unparsed: corpus.rejected.iter().filter_map(|it| unparsed(it.0, &it.1, report)).collect(),
    })
}

/// The report and the claims as JSON that may stand in a page: no `<` could end its element.
fn data(report: &Report<'_>) -> Result<String, Error> {
    let data = DataRecord {
        report: ReportRecord::new(
            report.corpus,
            report.judgement,
            report.covered.unwrap_or_default(),
        ),
        claims: report.corpus.claims.iter().map(ClaimRecord::from).collect(),
        questions: decide::questions(report),
        outcomes: decide::outcomes(),
    };
    let text = serde_json::to_string(&data).map_err(io::Error::from)?;
    Ok(text.replace('<', "\\u003c"))
}

/// One line for who reads no further.
fn verdict(open: &[&Finding]) -> String {
    let errors = open.iter().filter(|it| it.severity == Severity::Error).count();
    let more = |n: usize| {
        if n == 1 { "1 more question is".to_owned() } else { format!("{n} more questions are") }
    };
    match (errors, open.len()) {
        (0, 0) => "The sources agree wherever they speak of the same.".to_owned(),
        (0, 1) => "One question is open.".to_owned(),
        (0, n) => format!("{n} questions are open."),
        (1, 1) => "The sources disagree in one place.".to_owned(),
        (1, n) => format!("The sources disagree in one place; {} open.", more(n - 1)),
        (e, n) if e == n => format!("The sources disagree in {e} places."),
        (e, n) => format!("The sources disagree in {e} places; {} open.", more(n - e)),
    }
}

/// The same of a draft that is held against its sources.
fn verdict_of_draft(covered: &[Covered], open: &[&Finding]) -> String {
    let figures = |n: usize| if n == 1 { "1 figure".to_owned() } else { format!("{n} figures") };
    let count = |support| covered.iter().filter(|it| it.support == support).count();
    let wrong = [
        (Support::Contradicted, "contradicted"),
        (Support::Unsupported, "found nowhere"),
        (Support::Unconfirmed, "unconfirmed"),
    ];
    let told: Vec<String> = wrong
        .into_iter()
        .map(|(support, words)| (count(support), words))
        .filter(|it| it.0 > 0)
        .map(|(n, words)| format!("{n} {words}"))
        .collect();
    let disputed = covered.iter().filter(|it| !it.disputed.is_empty()).count();
    let told: Vec<String> =
        told.into_iter().chain((disputed > 0).then(|| format!("{disputed} disputed"))).collect();
    match (told.is_empty(), covered.len(), open.len()) {
        (_, 0, _) => "The draft states no figures.".to_owned(),
        (false, n, _) => format!("Of the draft’s {}: {}.", figures(n), told.join(", ")),
        (true, n, 0) => format!("The sources bear out the draft’s {}.", figures(n)),
        (true, n, 1) => {
            format!("The sources bear out the draft’s {}; one question is open.", figures(n))
        }
        (true, n, m) => {
            format!("The sources bear out the draft’s {}; {m} questions are open.", figures(n))
        }
    }
}

fn source<'r>(index: usize, document: &'r Document, report: &Report<'_>) -> SourceRow<'r> {
    let it = &document.source;
    SourceRow {
        path: &it.path,
        anchor: anchor(index),
        title: it.title.as_deref(),
        publisher: it.publisher.as_deref(),
        published: it.published.map(|it| it.to_string()),
        tier: match it.tier {
            Tier::Primary => "primary",
            Tier::Official => "official",
            Tier::Wire => "wire",
            Tier::Secondary => "secondary",
            Tier::Aggregator => "aggregator",
        },
        numbers: claims_of(&report.corpus.claims, index).len(),
        sha256: document.sha256.iter().map(|it| format!("{it:02x}")).collect::<Vec<_>>().concat(),
    }
}

fn card<'r>(finding: &'r Finding, report: &'r Report<'_>) -> Card<'r> {
    let status = match (finding.status.is_open(), finding.status.reason()) {
        (true, _) => None,
        (false, None) => Some(finding.status.words()),
        (false, Some(reason)) => Some(format!("{}: {reason}", finding.status.words())),
    };
    Card {
        id: short_id(&finding.fingerprint),
        rule: &finding.rule,
        severity: finding.severity.name(),
        message: &finding.message,
        help: &finding.help,
        status,
        passages: wording::compared(finding.passages.iter().map(|it| quote(it, report)).collect()),
        evidence: finding.evidence.iter().map(EvidenceRecord::from).collect(),
    }
}

fn quote<'r>(passage: &'r Passage, report: &Report<'_>) -> Quote<'r> {
    let text = report.corpus.documents.get(passage.document).map_or("", |it| &*it.original);
    let at = passage.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
    let Span { start, end } = passage.span;
    Quote {
        source: passage.source.label(),
        path: &passage.source.path,
        place: format!("{}:{}{at}", passage.source.path, passage.line),
        anchor: passage.claim.as_ref().map(|it| format!("c-{it}")),
        before: vec![Stretch::plain(spaced(text, passage.sentence.start, start))],
        figure: one_line(text.get(start..end).unwrap_or_default()),
        after: vec![Stretch::plain(spaced(text, end, passage.sentence.end))],
        says: &passage.says,
    }
}

/// A stretch of text on one line, with a space at each end where the text has one.
fn spaced(text: &str, from: usize, to: usize) -> String {
    let part = text.get(from..to).unwrap_or_default();
    let space = |is_one: bool| if is_one { " " } else { "" };
    let line = one_line(part);
    if line.is_empty() {
        return space(!part.is_empty()).to_owned();
    }
    let (first, last) =
        (part.starts_with(char::is_whitespace), part.ends_with(char::is_whitespace));
    format!("{}{line}{}", space(first), space(last))
}

fn anchor(document: usize) -> String {
    format!("s-{}", document + 1)
}

/// The claims of a document; claims are in input order.
fn claims_of(claims: &[Claim], document: usize) -> &[Claim] {
    let first = claims.partition_point(|it| it.document < document);
    let after = claims.partition_point(|it| it.document <= document);
    claims.get(first..after).unwrap_or_default()
}

/// A source's text with every figure marked.
fn text<'r>(index: usize, document: &'r Document, claims: &[Claim]) -> Text<'r> {
    let own = claims_of(claims, index);
    let block = |it: &crate::claim::Block| {
        let mut pieces = Vec::new();
        let mut from = it.span.start;
        let inside = own.partition_point(|claim| claim.span.start < it.span.start);
        let figures = own.get(inside..).unwrap_or_default();
        for claim in figures.iter().take_while(|claim| claim.span.end <= it.span.end) {
            // A list holds the figures in it: what begins inside it is shown with it.
            if claim.span.start < from {
                let claim = Some(claim.id.clone());
                pieces.push(Piece { text: String::new(), claim, says: None });
                continue;
            }
            let before = spaced(&document.original, from, claim.span.start);
            pieces.push(Piece { text: before, claim: None, says: None });
            let text = spaced(&document.original, claim.span.start, claim.span.end);
            let slots =
                ["act", "thing", "place", "period"].map(|it| claim.said(it).unwrap_or_default());
            let says: Vec<&str> =
                slots.iter().map(String::as_str).filter(|it| !it.is_empty()).collect();
            let says = says.join(" · ");
            pieces.push(Piece { text, claim: Some(claim.id.clone()), says: Some(says) });
            from = claim.span.end;
        }
        let rest = spaced(&document.original, from, it.span.end);
        pieces.push(Piece { text: rest, claim: None, says: None });
        Block { is_heading: it.kind == BlockKind::Heading, pieces }
    };
    Text {
        path: &document.source.path,
        anchor: anchor(index),
        label: document.source.label(),
        blocks: document.blocks.iter().map(block).collect(),
    }
}

fn unparsed<'r>(
    document: usize,
    rejected: &crate::claim::Rejected,
    report: &'r Report<'_>,
) -> Option<Unparsed<'r>> {
    let of = report.corpus.documents.get(document)?;
    let text = of.original.get(rejected.span.range())?;
    let line = of.position(rejected.span.start).0;
    Some(Unparsed { path: &of.source.path, line, text: one_line(text), reason: rejected.reason })
}
