//! Drafts whose changed numbers are known.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use crosscheck::lexicon::Lexicon;
use crosscheck::matching::{Text, Vocabulary};
use serde::Deserialize;

use crate::Failure;
use crate::data::{Case, Label, Sort, text};

/// A line of the file.
#[derive(Deserialize)]
struct Row {
    domain: String,
    source: String,
    draft: String,
    consistent: bool,
    /// The digits that were changed.
    changed: Vec<String>,
}

/// The drafts of a file, one JSON object a line.
pub fn read(path: &Path, lexicon: &Lexicon) -> Result<Vec<Case>, Failure> {
    let file = std::fs::read_to_string(path)?;
    let (mut groups, mut domains) =
        (HashMap::<String, usize>::new(), HashMap::<String, usize>::new());
    let mut cases = Vec::new();
    for line in file.lines() {
        let row: Row = serde_json::from_str(line)?;
        let (next, next_domain) = (groups.len(), domains.len());
        let group = *groups.entry(row.source.clone()).or_insert(next);
        let domain = *domains.entry(row.domain.clone()).or_insert(next_domain);
        let (draft, source) = (Arc::from(row.draft), Arc::from(row.source));
        let sort = if row.consistent { Sort::Right } else { Sort::Wrong };
        let mut case = case(sort, (draft, source), (group, domain), lexicon)?;
        for at in 0..case.labels.len() {
            let printed = digits(&case.draft_text[case.draft.numerals[at].span.range()]);
            let is_changed = !row.consistent && printed.iter().any(|it| row.changed.contains(it));
            case.labels[at] = if is_changed { Label::Wrong } else { Label::Right };
        }
        cases.push(case);
    }
    Ok(cases)
}

/// A draft and its source, of whose numbers nothing is known yet.
pub fn case(
    sort: Sort,
    (draft_text, source_text): (Arc<str>, Arc<str>),
    (group, domain): (usize, usize),
    lexicon: &Lexicon,
) -> Result<Case, Failure> {
    let mut vocabulary = Vocabulary::default();
    let mut of = |name: &str, it: &str| -> Result<Arc<Text>, Failure> {
        Ok(Arc::new(text(name, it, &mut vocabulary, lexicon)?))
    };
    let (source, draft) = (of("source.txt", &source_text)?, of("draft.md", &draft_text)?);
    let labels = vec![Label::Unknown; draft.numerals.len()];
    let was = Vec::new();
    let is_story = false;
    Ok(Case { sort, is_story, draft, source, draft_text, source_text, group, domain, labels, was })
}

/// The numbers in digits of a text, without the commas between thousands.
fn digits(text: &str) -> Vec<String> {
    let pieces = text.split(|it: char| !(it.is_ascii_digit() || it == ',' || it == '.'));
    let plain = pieces.map(|it| it.trim_matches([',', '.']).replace(',', ""));
    plain.filter(|it| !it.is_empty()).collect()
}
