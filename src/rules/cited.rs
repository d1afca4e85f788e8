//! `cited-source`: the source that a draft names beside a figure is one that has it.
//!
//! A link, a note or a number behind a figure, in its sentence or right after it, says where it is from. Where the sources that bear the
//! figure out are others, either the figure or the link is wrong.

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Check, Outcome, Table, Violation};
use crate::claim::{Citation, Covered, Document, Passage, Source, Span, Support};

/// Parameters of `cited-source`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(super) struct CitedSource {}

/// A note may stand behind the full stop and a mark of quotation.
const BEHIND: usize = 3;

impl Check for CitedSource {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let drafts: Vec<usize> = table.covered.iter().map(|it| it.passage.document).collect();
        let is_source = |it: usize| drafts.binary_search(&it).is_err();
        let of = |covered: &Covered| {
            let draft = table.documents.get(covered.passage.document)?;
            let citation = beside(&covered.passage, &draft.citations)?;
            let cited: Vec<&Document> = table
                .documents
                .iter()
                .enumerate()
                .filter(|(index, it)| is_source(*index) && it.source.is_cited_as(&citation.name))
                .map(|it| it.1)
                .collect();
            violation(covered, &cited)
        };
        let is_borne = |it: &&Covered| matches!(it.support, Support::Supported | Support::Rounded);
        let violations = table.covered.iter().filter(is_borne).filter_map(of).collect();
        Outcome { violations, ..Outcome::default() }
    }
}

/// The citation of a figure: the link that it stands in, else the first one behind it.
fn beside<'c>(figure: &Passage, citations: &'c [Citation]) -> Option<&'c Citation> {
    let reach = Span::new(figure.span.end, figure.sentence.end.max(figure.span.end) + BEHIND);
    let around = citations.iter().find(|it| it.at.contains(figure.span));
    around.or_else(|| {
        citations.iter().find(|it| it.at.start >= reach.start && it.at.start <= reach.end)
    })
}

fn violation(covered: &Covered, cited: &[&Document]) -> Option<Violation> {
    let first = cited.first()?;
    // What was copied from the cited text, or is what it was copied from, is the same source.
    let is_same = |place: &Passage| {
        cited.iter().any(|it| {
            let (a, b) = (&it.source, &place.source);
            let is_from =
                |a: &Source, b: &Source| a.derived_from.as_ref().is_some_and(|it| b.is_called(it));
            a.key == b.key || is_from(a, b) || is_from(b, a)
        })
    };
    if covered.places.is_empty() || covered.places.iter().any(is_same) {
        return None;
    }
    let other = covered.places.first()?;
    let mut values = super::template::Values::new();
    values.insert("count", covered.passage.text.clone());
    values.insert("left", first.source.name());
    values.insert("right", other.source.name());
    let passages = vec![covered.passage.clone(), other.clone()];
    let key = vec![covered.key(), first.source.key.clone(), other.source.key.clone()];
    Some(Violation::new(passages, values, key))
}
