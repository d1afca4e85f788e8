//! The draft of a report, every figure marked with what its sources say.

use super::{Report, quote, spaced};
use crate::claim::{BlockKind, Covered, Document, one_line};
use crate::write::answer::{STATES, State, is_problem, sentence};
use crate::write::record::page::{Answer, Answered, Counted, Draft, DraftBlock, DraftPiece};

/// The states with how many figures each has, those that some have.
pub(super) fn states(covered: &[Covered]) -> Vec<Counted> {
    let count = |of: State| covered.iter().filter(|it| State::of(it) == of).count();
    STATES
        .into_iter()
        .map(|it| Counted { name: it.name, sign: it.sign, words: it.words, count: count(it) })
        .filter(|it| it.count > 0)
        .collect()
}

/// The drafts of a report: the documents whose figures were held against sources.
pub(super) fn drafts<'r>(covered: &'r [Covered], report: &'r Report<'_>) -> Vec<Draft<'r>> {
    let mut first = 0;
    let of = |own: &'r [Covered]| {
        let number = first + 1;
        first += own.len();
        let document = report.corpus.documents.get(own.first()?.passage.document)?;
        Some(draft(document, own, number))
    };
    covered.chunk_by(|a, b| a.passage.document == b.passage.document).filter_map(of).collect()
}

fn draft<'r>(document: &'r Document, covered: &'r [Covered], first: usize) -> Draft<'r> {
    let block = |it: &crate::claim::Block| {
        let mut pieces = Vec::new();
        let mut from = it.span.start;
        let inside = covered.partition_point(|own| own.passage.span.start < it.span.start);
        let figures = covered.iter().enumerate().skip(inside);
        for (index, own) in figures.take_while(|own| own.1.passage.span.end <= it.span.end) {
            let span = own.passage.span;
            if span.start < from {
                continue;
            }
            let before = spaced(&document.original, from, span.start);
            pieces.push(DraftPiece { text: before, mark: None });
            let text = spaced(&document.original, span.start, span.end);
            let State { name, sign, words } = State::of(own);
            let number = first + index;
            pieces.push(DraftPiece { text, mark: Some(Answered { number, name, sign, words }) });
            from = span.end;
        }
        let rest = spaced(&document.original, from, it.span.end);
        pieces.push(DraftPiece { text: rest, mark: None });
        DraftBlock { is_heading: it.kind == BlockKind::Heading, pieces }
    };
    Draft {
        path: &document.source.path,
        title: document.source.title.as_deref(),
        blocks: document.blocks.iter().map(block).collect(),
    }
}

/// What the sources say of each figure, with their passages.
pub(super) fn answers<'r>(covered: &'r [Covered], report: &'r Report<'_>) -> Vec<Answer<'r>> {
    let of = |(index, it): (usize, &'r Covered)| {
        let passages = it.places.iter().chain(&it.disputed).chain(&it.nearest);
        let state = State::of(it);
        Answer {
            number: index + 1,
            name: state.name,
            sign: state.sign,
            words: state.words,
            is_problem: is_problem(it),
            decided: decided(it),
            own: quote(&it.passage, report),
            says: sentence(it),
            short: short(it),
            quotes: passages.take(MOST_QUOTES).map(|it| quote(it, report)).collect(),
        }
    };
    covered.iter().enumerate().map(of).collect()
}

/// So many passages of sources are shown for one figure.
const MOST_QUOTES: usize = 6;

/// What was decided of a figure, if anything.
fn decided(covered: &Covered) -> Option<String> {
    let status = &covered.status;
    let words = status.words();
    let reason = status.reason().map_or_else(String::new, |it| format!(": {it}"));
    (!status.is_open()).then(|| format!("{words}{reason}"))
}

/// The source's figure and where it stands, for a list.
fn short(covered: &Covered) -> Option<String> {
    let of = covered.places.first().filter(|_| covered.disputed.is_empty());
    let it = of.or(covered.disputed.first()).or(covered.nearest.as_ref())?;
    let file = it.source.path.rsplit('/').next().unwrap_or_default();
    Some(format!("{}, {file}:{}", one_line(&it.text), it.line))
}
