//! `cited-source`: the source that a draft names beside a figure is one that has it.
//!
//! A link, a note or a number behind a figure, in its sentence or right after it, says where it is from. Where none of the sources
//! that the sentence cites has the figure and another source has, either the figure or the link is wrong.

use rustc_hash::FxHashMap;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation};
use crate::claim::{Citation, Claim, Covered, Document, Passage, Source, Support};

/// Parameters of `cited-source`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CitedSource {}

/// Notes may stand behind the full stop and a mark of quotation, one after the other.
const BEHIND: usize = 24;
/// No sentence has more.
const MOST: usize = 64;

impl Check for CitedSource {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let drafts: Vec<usize> = table.covered.iter().map(|it| it.passage.document).collect();
        let sources: Vec<&Document> = table
            .documents
            .iter()
            .enumerate()
            .filter(|(index, _)| drafts.binary_search(index).is_err())
            .map(|it| it.1)
            .collect();
        let of = |covered: &Covered| {
            let draft = table.documents.get(covered.passage.document)?;
            let cited = cited(&covered.passage, draft, &sources);
            violation(covered, &cited)
        };
        let claims: FxHashMap<&str, &Claim> = table.claims.iter().map(|it| (&*it.id, it)).collect();
        let is_meant = |it: &&Covered| {
            let claim = it.passage.claim.as_deref().and_then(|it| claims.get(it));
            it.is_whole
                && claim.is_some_and(|it| !it.kind.is_time())
                && matches!(it.support, Support::Supported | Support::Rounded)
        };
        let has_citations = |it: &&Covered| {
            let draft = table.documents.get(it.passage.document);
            draft.is_some_and(|it| !it.citations.is_empty())
        };
        let figures = table.covered.iter().filter(has_citations).filter(is_meant);
        Outcome { violations: figures.filter_map(of).collect(), ..Outcome::default() }
    }
}

/// The sources that the sentence of a figure cites; none where the first citation behind the figure, or that around it, is of
/// no source. Others of the sentence may be meant for it as well, so it takes all of them to say that none has it.
fn cited<'d>(figure: &Passage, draft: &Document, sources: &[&'d Document]) -> Vec<&'d Document> {
    let text = &*draft.original;
    let end = figure.sentence.end.max(figure.span.end);
    let rest = text.get(end..).unwrap_or_default();
    let line = rest.find('\n').unwrap_or(rest.len()).min(BEHIND);
    // Behind the sentence only marks belong to it: a link with words opens the next one.
    let is_near = |it: &&Citation| {
        // The bracket of a link stands before the words that a sentence begins with.
        let is_inside = it.at.end > figure.sentence.start && it.at.start < end;
        let is_behind = it.at.start >= end && it.at.start <= end + line;
        is_inside || is_behind && it.is_mark(text) && is_joined(text, end, it.at.start)
    };
    // They stand in their order.
    let last = draft.citations.partition_point(|it| it.at.start <= end + line);
    let near = draft.citations[..last].iter().rev().take(MOST).filter(is_near);
    let mut near: Vec<&Citation> = near.collect();
    near.reverse();
    let of = |it: &Citation| -> Vec<&'d Document> {
        sources.iter().copied().filter(|source| source.source.is_cited_as(&it.name)).collect()
    };
    let is_around = |it: &&&Citation| it.at.contains(figure.span);
    let first = near
        .iter()
        .find(is_around)
        .or_else(|| near.iter().find(|it| it.at.start >= figure.span.end));
    if first.is_none_or(|it| of(it).is_empty()) {
        return Vec::new();
    }
    near.iter().flat_map(|it| of(it)).collect()
}

/// Whether nothing but signs and other marks stands between the end of a sentence and a mark.
fn is_joined(text: &str, end: usize, mark: usize) -> bool {
    let between = text.get(end..mark).unwrap_or_default();
    // What stands in brackets are marks.
    let outside = between.split(']').filter_map(|it| it.split('[').next());
    !outside.flat_map(str::chars).any(char::is_alphabetic)
}

fn violation(covered: &Covered, cited: &[&Document]) -> Option<Violation> {
    let first = cited.first()?;
    // What was copied from a cited text, or is what it was copied from, is the same source.
    let is_same = |place: &Passage| {
        cited.iter().any(|it| {
            let (a, b) = (&it.source, &place.source);
            let is_from =
                |a: &Source, b: &Source| a.derived_from.as_ref().is_some_and(|it| b.is_called(it));
            a.key == b.key || is_from(a, b) || is_from(b, a)
        })
    };
    let other = covered.places.first()?;
    // A cited text may have it more exactly, or for something that was not held against it.
    let digits = |it: &str| it.chars().filter(char::is_ascii_digit).collect::<String>();
    let (own, others) = (digits(&covered.passage.text), digits(&other.text));
    let has_it = |it: &&&Document| {
        let words = it.text.split(|it: char| !it.is_ascii_digit() && !",.".contains(it));
        let lead = own.trim_end_matches('0');
        let mut numbers = words.map(digits).filter(|it| !it.is_empty());
        own.is_empty()
            || numbers.any(|it| {
                it == own
                    || it == others
                    || !lead.is_empty() && it.starts_with(lead) && it.len() == own.len()
            })
    };
    if covered.places.iter().any(is_same) || cited.iter().any(|it| has_it(&it)) {
        return None;
    }
    let mut values = super::template::Values::new();
    values.insert("count", covered.passage.text.clone());
    values.insert("left", first.source.name());
    values.insert("right", other.source.name());
    let passages = vec![covered.passage.clone(), other.clone()];
    let key = vec![covered.key(), first.source.key.clone(), other.source.key.clone()];
    Some(Violation::new(passages, values, key))
}
