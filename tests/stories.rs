//! Sixty-eight invented stories, each told by two or three outlets, half of them with one disagreement.
//!
//! They were written and annotated without a look at the program. What they showed to be missing in the reading of
//! sentences was mended afterwards, so their floors say little of stories that nobody has read; QUALITY.md says more.

use std::fs;
use std::path::{Path, PathBuf};

use crosscheck::claim::{Finding, Severity};
use serde_json::Value;

use crate::support::checked;

/// Stories with a disagreement.
const DISAGREEMENTS: usize = 34;
/// Of those found as error or warning.
const FOUND: usize = 7;
/// Of those found at all.
const ASKED: usize = 15;

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

#[test]
fn the_stories_keep_their_floors() {
    let mut folders: Vec<PathBuf> =
        fs::read_dir("tests/stories").unwrap().map(|it| it.unwrap().path()).collect();
    folders.sort();
    let (mut disagreements, mut found, mut asked, mut alarms) = (0, 0, 0, Vec::new());
    for folder in folders {
        let quotes = quotes(&folder);
        let (_, judgement) = checked(&folder);
        let is_loud = |it: &&Finding| it.severity > Severity::Note;
        let (right, wrong): (Vec<&Finding>, Vec<&Finding>) =
            judgement.findings.iter().partition(|it| is_about(it, &quotes));
        disagreements += usize::from(!quotes.is_empty());
        found += usize::from(right.iter().any(&is_loud));
        asked += usize::from(!right.is_empty());
        let wrong = wrong.into_iter().filter(is_loud);
        alarms.extend(wrong.map(|it| format!("{}: {}", folder.display(), it.message)));
    }
    println!(
        "tests/stories: {found} of {disagreements} disagreements found, {asked} with questions, {} false alarms",
        alarms.len()
    );
    assert_eq!(disagreements, DISAGREEMENTS, "the stories changed");
    assert!(found >= FOUND, "{found} found, were {FOUND}");
    assert!(asked >= ASKED, "{asked} asked about, were {ASKED}");
    assert_eq!(alarms, Vec::<String>::new(), "errors and warnings about anything else");
}
