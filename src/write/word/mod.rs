//! `--format docx`: a copy of a Word draft with a comment on each figure that is not plainly supported.
//!
//! Everything but the comments is kept as it was: parts of the package that hold none are copied as they are packed, and the
//! document's own part is changed by insertions alone (ECMA-376 part 1, 17.13.4, "Comments").

mod marked;
mod package;

use std::io;

use self::marked::Comment;
use self::package::Package;
use super::answer::{State, is_problem, sentence};
use super::{Look, Report};
use crate::claim::{Covered, Document, Passage, one_line};
use crate::disk;
use crate::error::Error;

/// No draft is larger: 256 MiB.
const LARGEST: u64 = 256 << 20;

/// Writes the copy.
pub(super) fn report(out: &mut dyn io::Write, report: &Report<'_>, _: &Look) -> Result<(), Error> {
    let refused = |reason: &'static str| Error::Inapplicable { format: "docx", reason };
    let covered = report.covered.ok_or_else(|| refused(NO_DRAFT))?;
    let mut drafts = report.corpus.documents.iter().enumerate().filter(|it| is_draft(it.1));
    let is_covered = |at: usize| covered.iter().any(|it| it.passage.document == at);
    let draft = drafts.find(|it| is_covered(it.0));
    let (index, document) = draft.ok_or_else(|| refused(NO_DRAFT))?;
    if covered.iter().any(|it| it.passage.document != index) {
        return Err(refused("it marks one draft; check them one by one"));
    }
    let path = disk::path(&document.source.path);
    let bytes = disk::bytes(&path, LARGEST).map_err(|_| refused(CHANGED))?;
    let mut package = Package::open(&bytes).ok_or_else(|| refused(CHANGED))?;
    let comments = comments(covered, document, &report.corpus.documents, package.free());
    package.mark(&comments).ok_or_else(|| refused(CHANGED))?;
    Ok(package.write(out)?)
}

const CHANGED: &str = "the draft cannot be read again; was it moved or changed meanwhile?";

const NO_DRAFT: &str = "it marks a Word draft (.docx); name one, and its sources with `--against`";

fn is_draft(document: &Document) -> bool {
    disk::path(&document.source.path).extension().is_some_and(|it| it.eq_ignore_ascii_case("docx"))
}

/// What is said of each figure that is not plainly supported.
fn comments(
    covered: &[Covered],
    document: &Document,
    all: &[Document],
    free: impl Iterator<Item = u32>,
) -> Vec<Comment> {
    let told = covered.iter().filter(|it| is_problem(it));
    let of = |(it, id): (&Covered, u32)| {
        // Notes have numbers of their own, and stand in a part of their own.
        let is_paragraph = it.passage.at.as_ref().is_some_and(|it| it.starts_with("paragraph "));
        let span = it.passage.span;
        let text = document.original.get(span.range())?;
        let block = document.blocks.iter().find(|it| it.span.range().contains(&span.start))?;
        let before = document.original.get(block.span.start..span.start)?;
        is_paragraph.then(|| Comment {
            id,
            paragraph: it.passage.line,
            text: text.to_owned(),
            nth: before.matches(text).count(),
            lines: lines(it, document, all),
        })
    };
    told.zip(free).filter_map(of).collect()
}

/// What a comment says: what is said of the figure, then the passages of the sources.
fn lines(covered: &Covered, draft: &Document, all: &[Document]) -> Vec<String> {
    const MOST: usize = 3;
    let figure = one_line(draft.original.get(covered.passage.span.range()).unwrap_or_default());
    let State { sign, words, .. } = State::of(covered);
    let mut lines = vec![format!("{sign} {figure}: {words}. {}", sentence(covered))];
    let places = covered.places.iter().take(1).chain(covered.disputed.iter().take(1));
    let places = places.chain(&covered.nearest);
    let quoted = |it: &Passage| {
        let text = all.get(it.document).and_then(|of| of.original.get(it.sentence.range()));
        let text = one_line(text.unwrap_or_default());
        format!("{} ({}:{}): “{text}”", it.source.label(), it.source.path, it.line)
    };
    lines.extend(places.take(MOST).map(quoted));
    lines
}
