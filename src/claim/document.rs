//! A document: its original text, the text to read, and the blocks it falls into.

use std::sync::Arc;

use super::{Source, Span};

/// What part of a document a block is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
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
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub struct Block {
    /// Where it stands.
    pub span: Span,
    /// What it is.
    pub kind: BlockKind,
}

/// One source document.
///
/// Invariant: `text` has as many bytes as `original` and the same line breaks; markup is masked
/// with spaces, so a byte range of `text` is a byte range of the file.
#[derive(Clone, Debug)]
pub struct Document {
    /// Where it comes from.
    pub source: Arc<Source>,
    /// The file's own text.
    pub original: Arc<str>,
    /// The text to read, markup masked.
    pub text: Arc<str>,
    /// The blocks in order of position, without overlap.
    pub blocks: Vec<Block>,
}

impl Document {
    /// Line and column of a byte offset, both from 1; the column counts characters.
    pub fn position(&self, offset: usize) -> (usize, usize) {
        let before = &self.original.as_bytes()[..offset.min(self.original.len())];
        let line = before.iter().filter(|it| **it == b'\n').count() + 1;
        let start = before.iter().rposition(|it| *it == b'\n').map_or(0, |it| it + 1);
        let column = String::from_utf8_lossy(&before[start..]).chars().count() + 1;
        (line, column)
    }
}
