//! Sixty-eight invented stories, each told by two or three outlets, half of them with one disagreement.
//!
//! They were written and annotated without a look at the program. What they showed to be missing in the reading of
//! sentences was mended afterwards, so they say little of stories that nobody has read; QUALITY.md says more.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::claim::{Finding, Severity};
use serde_json::Value;

use crate::support::checked;

/// Where a quotation stands.
struct Quote {
    file: String,
    start: usize,
    end: usize,
}

fn quotes(folder: &Path) -> Vec<Quote> {
    let gold: Value =
        serde_json::from_str(&fs::read_to_string(folder.join("gold.json")).unwrap()).unwrap();
    let passages = gold["conflict"]["passages"].as_array().cloned().unwrap_or_default();
    let quote = |it: &Value| {
        let (file, quote) = (it["file"].as_str().unwrap(), it["quote"].as_str().unwrap());
        let start = fs::read_to_string(folder.join(file)).unwrap().find(quote).unwrap();
        Quote { file: file.to_owned(), start, end: start + quote.len() }
    };
    passages.iter().map(quote).collect()
}

/// Whether a finding holds one of the passages against another document.
fn is_about(finding: &Finding, quotes: &[Quote]) -> bool {
    let meets = |quote: &Quote| {
        finding.passages.iter().any(|it| {
            it.source.path.ends_with(&format!("/{}", quote.file))
                && it.span.start < quote.end
                && quote.start < it.span.end
        })
    };
    let first = finding.passages.first().map(|it| it.document);
    finding.passages.iter().any(|it| Some(it.document) != first) && quotes.iter().any(meets)
}

/// What each story comes to: whether its disagreement is found as an error or warning, asked about in a note, or missed,
/// and the alarms about anything else.
#[test]
fn stories_are_judged_as_expected() {
    let mut folders: Vec<PathBuf> =
        fs::read_dir("tests/stories").unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    let mut counts = BTreeMap::new();
    let mut out = String::new();
    for folder in folders {
        let quotes = quotes(&folder);
        let (_, judgement) = checked(&folder);
        let is_loud = |it: &&Finding| it.severity > Severity::Note;
        let (right, wrong): (Vec<&Finding>, Vec<&Finding>) =
            judgement.findings.iter().partition(|it| is_about(it, &quotes));
        let answer = match (quotes.is_empty(), right.iter().any(is_loud), right.is_empty()) {
            (true, ..) => "agree",
            (_, true, _) => "found",
            (_, _, false) => "asked",
            _ => "missed",
        };
        *counts.entry(answer).or_insert(0) += 1;
        let name = folder.file_name().unwrap().to_string_lossy();
        writeln!(out, "{name}: {answer}").unwrap();
        for it in wrong.into_iter().filter(is_loud) {
            *counts.entry("false").or_insert(0) += 1;
            writeln!(out, "    false: {} {}", it.rule, it.message).unwrap();
        }
    }
    writeln!(out, "{counts:?}").unwrap();
    insta::assert_snapshot!("stories", out);
}
