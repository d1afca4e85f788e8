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
pub struct LineStarts {
    starts: Vec<usize>,
    /// How many characters stand before each [`STRIDE`] bytes: a file may be one line.
    chars: Vec<usize>,
}

/// Bytes between two places up to which the characters were counted.
const STRIDE: usize = 1_024;

impl LineStarts {
    /// The line starts of a text.
    pub fn new(text: &str) -> Self {
        let breaks = text.bytes().enumerate().filter(|it| it.1 == b'\n').map(|it| it.0 + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        // A byte that goes on with a character is none of its own.
        let count = |it: &[u8]| it.iter().filter(|it| **it & 0xc0 != 0x80).count();
        let mut chars = vec![0];
        let mut before = 0;
        for stride in text.as_bytes().chunks(STRIDE) {
            before += count(stride);
            chars.push(before);
        }
        Self { starts, chars }
    }

    /// How many characters of `text` stand before a byte offset on a character boundary.
    fn chars_before(&self, text: &str, offset: usize) -> usize {
        let stride = offset / STRIDE;
        let rest = text.as_bytes().get(stride * STRIDE..offset).unwrap_or_default();
        let own = rest.iter().filter(|it| **it & 0xc0 != 0x80).count();
        self.chars.get(stride).copied().unwrap_or(0) + own
    }

    /// Line and column of a byte offset on a character boundary of `text`, both from 1; the column
    /// counts characters.
    pub fn position(&self, text: &str, offset: usize) -> (usize, usize) {
        let line = self.starts.partition_point(|it| *it <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let before = self.chars_before(text, start);
        (line, self.chars_before(text, offset).saturating_sub(before) + 1)
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
    /// Where it says from which source something is.
    pub citations: Vec<Citation>,
    /// Its comments that allow findings.
    pub suppressions: Vec<Suppression>,
    /// Whether it was read only because another document binds its figures to it; it is no source.
    pub is_bound_only: bool,
    /// The SHA-256 digest of the bytes that were read (FIPS 180-4): a report says by it which version it speaks of.
    pub sha256: [u8; 32],
    /// What is odd about it.
    pub odd: Vec<Oddity>,
}

/// A link, a note or a number that says from which source something is.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Citation {
    /// The words of the link, or the mark of the note, as bytes of the document's text.
    pub at: Span,
    /// What it names the source by: an address, or what stands in the note.
    pub name: String,
}

impl Citation {
    /// Whether it is a mark, and no words: `[2]`, `[2, 3]`, `[^a]`.
    pub fn is_mark(&self, text: &str) -> bool {
        let inner = self.at.of(text).strip_prefix('[').and_then(|it| it.strip_suffix(']'));
        let is_list = |it: &str| it.bytes().all(|it| it.is_ascii_digit() || b", ".contains(&it));
        inner.is_some_and(|it| !it.is_empty() && (it.starts_with('^') || is_list(it)))
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_line_has_the_columns_of_its_characters() {
        let text = format!("é\n{}\n", "aé→x".repeat(700));
        let lines = LineStarts::new(&text);
        let expected = |offset: usize| {
            let start = text[..offset].rfind('\n').map_or(0, |it| it + 1);
            (text[..offset].matches('\n').count() + 1, text[start..offset].chars().count() + 1)
        };
        for offset in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
            assert_eq!(lines.position(&text, offset), expected(offset), "{offset}");
        }
        assert_eq!(LineStarts::new("").position("", 0), (1, 1));
        let full = "x".repeat(STRIDE);
        assert_eq!(LineStarts::new(&full).position(&full, STRIDE), (1, STRIDE + 1));
    }
}
