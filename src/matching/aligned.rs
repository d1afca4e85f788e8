//! Which sentences of two documents are parallel, and how they differ word by word.

use std::collections::BTreeMap;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::draft::Read;
use super::text::Vocabulary;
use super::words::Stem;
use crate::claim::{Aligned, Change, Difference, Sentence, Span};
use crate::lexicon::Lexicon;

/// From this share of common content words on two sentences are parallel, in per cent.
const PARALLEL: usize = 40;

/// The parallel sentences of the first two documents that hold figures; those whose figures differ come first.
///
/// Each sentence has at most one counterpart, the most alike first. Cost: the product of the numbers of
/// sentences with figures.
pub fn aligned(read: Read<'_>, differences: &[Difference], lexicon: &Lexicon) -> Vec<Aligned> {
    let (of_left, of_right) = (sentences(read, 0), sentences(read, 1));
    let mut vocabulary = Vocabulary::default();
    let mut words = |of: &[Sentence]| -> Vec<Vec<Stem>> {
        of.iter().map(|it| content(&it.text, &mut vocabulary, lexicon)).collect()
    };
    let (of_a, of_b) = (words(&of_left), words(&of_right));
    let mut likely: Vec<(usize, usize, usize)> = Vec::new();
    for (x, a) in of_a.iter().enumerate() {
        for (y, b) in of_b.iter().enumerate() {
            let common = a.iter().filter(|it| b.binary_search(it).is_ok()).count();
            let share = (common * 100).checked_div(a.len().min(b.len())).unwrap_or(0);
            if share >= PARALLEL && common >= 2 {
                likely.push((share, x, y));
            }
        }
    }
    likely.sort_by_key(|(share, x, y)| (std::cmp::Reverse(*share), *x, *y));
    let (mut taken_x, mut taken_y) = (vec![false; of_a.len()], vec![false; of_b.len()]);
    let mut found = Vec::new();
    for (_, x, y) in likely {
        if std::mem::replace(&mut taken_x[x], true) {
            continue;
        }
        if std::mem::replace(&mut taken_y[y], true) {
            taken_x[x] = false;
            continue;
        }
        found.push(pair(&of_left[x], &of_right[y], (read, differences)));
    }
    found.sort_by_key(|it| (it.figures.is_empty(), it.left.span.start));
    found
}

/// The sentences of a document that hold figures.
fn sentences(read: Read<'_>, document: usize) -> Vec<Sentence> {
    let mut found = BTreeMap::<Span, Sentence>::new();
    for claim in read.claims.iter().filter(|it| it.document == document) {
        found.entry(claim.sentence).or_insert_with(|| {
            let text = Arc::clone(&claim.sentence_text);
            let bytes = read.documents.get(document).map(|it| it.place(claim.sentence).bytes);
            let span = claim.sentence;
            Sentence { document, span, bytes: bytes.unwrap_or(span), text }
        });
    }
    found.into_values().collect()
}

fn content(text: &str, vocabulary: &mut Vocabulary, lexicon: &Lexicon) -> Vec<Stem> {
    let mut words = Vec::new();
    vocabulary.words(text, Span::new(0, text.len()), lexicon, &mut words);
    let mut stems: Vec<Stem> = words.iter().filter(|it| it.is_content).map(|it| it.stem).collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}

fn pair(
    left: &Sentence,
    right: &Sentence,
    (read, differences): (Read<'_>, &[Difference]),
) -> Aligned {
    let printed = |document: usize, span: Span| {
        let original = read.documents.get(document).map_or("", |it| &*it.original);
        original.get(span.range()).unwrap_or_default().to_owned()
    };
    let own = differences
        .iter()
        .filter(|it| left.span.contains(it.left) && right.span.contains(it.right));
    Aligned {
        left: left.clone(),
        right: right.clone(),
        changes: changes(&left.text, &right.text),
        figures: own.map(|it| (printed(0, it.left), printed(1, it.right))).collect(),
    }
}

/// From one sentence to the other; where they share but a word between changes, the word is
/// part of the change, so that a reader sees what was said instead of what.
fn changes(left: &str, right: &str) -> Vec<(Change, String)> {
    const FEW: usize = 1;
    let diff = TextDiff::from_words(left, right);
    let mut runs: Vec<(ChangeTag, String)> = Vec::new();
    for change in diff.iter_all_changes() {
        match runs.last_mut().filter(|it| it.0 == change.tag()) {
            Some((_, text)) => text.push_str(change.value()),
            None => runs.push((change.tag(), change.value().to_owned())),
        }
    }
    let mut changes = Vec::new();
    let (mut removed, mut added) = (String::new(), String::new());
    let last = runs.len().saturating_sub(1);
    for (index, (tag, text)) in runs.into_iter().enumerate() {
        let is_bridge = text.split_whitespace().count() <= FEW && index != last;
        let is_open = !removed.is_empty() || !added.is_empty();
        match tag {
            ChangeTag::Delete => removed.push_str(&text),
            ChangeTag::Insert => added.push_str(&text),
            ChangeTag::Equal if is_open && is_bridge => {
                removed.push_str(&text);
                added.push_str(&text);
            }
            ChangeTag::Equal => {
                flush(&mut changes, &mut removed, &mut added);
                changes.push((Change::Same, text));
            }
        }
    }
    flush(&mut changes, &mut removed, &mut added);
    changes
}

fn flush(changes: &mut Vec<(Change, String)>, removed: &mut String, added: &mut String) {
    for (change, text) in [(Change::Removed, removed), (Change::Added, added)] {
        if !text.is_empty() {
            changes.push((change, std::mem::take(text)));
        }
    }
}
