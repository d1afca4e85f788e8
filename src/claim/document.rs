//! A document: its original text, the text to read, and the blocks it falls into.

use std::sync::Arc;

use serde::{Deserialize, Serialize};

use super::{Binding, Grid, Origin, Position, Source, Span, Suppression};

/// What part of a document a block is.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub enum BlockKind {
    /// A headline or a section title.
    Heading,
    /// Running text.
    Paragraph,
    /// One entry of a list.
    Item,
    /// One row of a table: cells, no sentences.
    Row,
}

/// A stretch of a document that belongs together; no sentence crosses its ends.
#[derive(Clone, Copy, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// Where the lines of a text start, for line and column by binary search.
#[derive(Clone, Debug)]
pub struct LineStarts(Vec<usize>);

impl LineStarts {
    /// The line starts of a text.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| it.0 + 1);
        Self(std::iter::once(0).chain(breaks).collect())
    }

    /// Line and column of a byte offset on a character boundary of `text`, both from 1; the column
    /// counts characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.0.partition_point(|it| *it <= offset).max(1);
        let start = self.0.get(line - 1).copied().unwrap_or(0);
        (line, text.get(start..offset).map_or(0, |it| it.chars().count()) + 1)
    }
}

/// One source document.
///
/// Invariant: `text` has as many bytes as `original` and the same line breaks; what is not read is masked with
/// spaces. Where `origin` is empty the original is the file, byte for byte, but that its lines end in LF.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// The text as a reader sees it: the file's own, or what a format makes of it.
    pub original: Arc<str>,
    /// The text to read, markup masked.
    pub text: Arc<str>,
    /// The blocks in order of position, without overlap.
    pub blocks: Vec<Block>,
    /// Where the lines of the original start.
    pub lines: LineStarts,
    /// The way back from the text to the file.
    pub origin: Origin,
    /// Its tables.
    pub grids: Vec<Grid>,
    /// Its sentences that are bound to cells of data files.
    pub bindings: Vec<Binding>,
    /// Its comments that allow findings.
    pub suppressions: Vec<Suppression>,
    /// Whether it was read only because another document binds its figures to it; it is no source.
    pub is_bound_only: bool,
    /// The SHA-256 digest of the bytes that were read (FIPS 180-4): a report says by it which version it speaks of.
    pub sha256: [u8; 32],
    /// What is odd about it.
    pub odd: Vec<Oddity>,
}

/// What a desk should know of a document that was read all the same.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Oddity {
    /// Line, from 1; `None` where the whole document is meant.
    pub line: Option<usize>,
    /// What is odd, and what to do about it.
    pub message: String,
    /// Whether part of the document was not read because of it.
    pub is_incomplete: bool,
}

impl Document {
    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        if self.origin.is_file() {
            return self.lines.position(&self.original, offset);
        }
        let it = self.place(Span::new(offset, offset));
        (it.line, it.column)
    }

    /// Where a stretch of the text stands in the file.
    pub fn place(&self, span: Span) -> Position {
        self.origin.position(span, &self.original, &self.lines)
    }
}
