//! Which sentences of two documents are parallel, and how they differ word by word.

use std::collections::BTreeMap;
use std::sync::Arc;

use similar::{ChangeTag, TextDiff};

use super::words::stems;
use crate::claim::{Aligned, Change, Claim, Sentence, Span};
use crate::lexicon::Lexicon;

/// From this share of common content words on two sentences are parallel, in per cent.
const PARALLEL: usize = 40;

/// The parallel sentences of two documents that hold figures; those whose figures differ come first.
///
/// Each sentence has at most one counterpart, the most alike first. Cost: the product of the numbers of
/// sentences with figures.
pub(in crate::pair) fn aligned(
    claims: &[Claim],
    (left, right): (usize, usize),
    lexicon: &Lexicon,
) -> Vec<Aligned> {
    let (of_left, of_right) = (sentences(claims, left), sentences(claims, right));
    let words = |of: &[(Sentence, Vec<Claim>)]| -> Vec<Vec<String>> {
        of.iter().map(|it| content(&it.0.text, lexicon)).collect()
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
        found.push(pair(&of_left[x], &of_right[y], lexicon));
    }
    found.sort_by_key(|it| (it.figures.is_empty(), it.left.span.start));
    found
}

/// The sentences of a document that hold figures, with their claims placed within them.
fn sentences(claims: &[Claim], document: usize) -> Vec<(Sentence, Vec<Claim>)> {
    let mut found = BTreeMap::<Span, (Sentence, Vec<Claim>)>::new();
    for claim in claims.iter().filter(|it| it.document == document) {
        let of = found.entry(claim.sentence).or_insert_with(|| {
            let text = Arc::clone(&claim.sentence_text);
            (Sentence { document, span: claim.sentence, text }, Vec::new())
        });
        let start = claim.span.start.saturating_sub(claim.sentence.start);
        let span = Span::new(start, start + claim.span.len());
        of.1.push(Claim { span, ..claim.clone() });
    }
    found.into_values().collect()
}

fn content(text: &str, lexicon: &Lexicon) -> Vec<String> {
    let mut words = stems(text, Span::new(0, 0), usize::MAX, lexicon);
    words.sort_unstable();
    words.dedup();
    words
}

fn pair(
    (left, of_left): &(Sentence, Vec<Claim>),
    (right, of_right): &(Sentence, Vec<Claim>),
    lexicon: &Lexicon,
) -> Aligned {
    let comparison = super::compare((&left.text, of_left), (&right.text, of_right), lexicon);
    let figures = comparison
        .differences
        .iter()
        .map(|it| (left.text[it.left.range()].to_owned(), right.text[it.right.range()].to_owned()));
    Aligned {
        left: left.clone(),
        right: right.clone(),
        changes: changes(&left.text, &right.text),
        figures: figures.collect(),
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
