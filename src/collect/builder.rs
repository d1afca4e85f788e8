//! The text of a document put together from pieces of its file, with the way back.

use std::sync::Arc;

use super::Reading;
use crate::claim::{Block, BlockKind, Origin, Span};

/// Collects text block by block.
#[derive(Debug)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
    origin: Origin,
    /// Where the open block starts, and what it is.
    open: Option<(usize, BlockKind)>,
}

impl Builder {
    /// An empty document; `origin` knows the file.
    pub(super) fn new(origin: Origin) -> Self {
        Self { text: String::new(), blocks: Vec::new(), origin, open: None }
    }

    /// Starts a block on a line of its own; the open one ends.
    pub(super) fn block(&mut self, kind: BlockKind) {
        self.close();
        self.open = Some((self.text.len(), kind));
    }

    /// Ends the open block.
    pub(super) fn close(&mut self) {
        let Some((start, kind)) = self.open.take() else { return };
        let written = &self.text[start..];
        let trimmed = written.trim_end();
        let end = start + trimmed.len();
        let start = end - trimmed.trim_start().len();
        if end > start {
            self.blocks.push(Block { span: Span::new(start, end), kind });
        }
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    /// Names the part of the file that the following text belongs to, with line and column where lines do not say it.
    pub(super) fn part(&mut self, at: &str, place: Option<(usize, usize)>) {
        self.origin.part(self.text.len(), at, place);
    }

    /// Text of the file; `file` are its bytes there, which are the same text or stand for it.
    pub(super) fn push(&mut self, text: &str, file: Span) {
        let start = self.text.len();
        self.text.push_str(text);
        self.origin.run(Span::new(start, self.text.len()), file);
    }

    /// Text of a file that holds no text as such.
    pub(super) fn add(&mut self, text: &str) {
        self.text.push_str(text);
    }

    /// Text that stands in no file: words that are read beside a figure and state none themselves.
    pub(super) fn say(&mut self, text: &str) {
        let start = self.text.len();
        self.text.push_str(text);
        self.origin.add(Span::new(start, self.text.len()));
    }

    /// The document.
    pub(super) fn finish(mut self) -> Reading {
        self.close();
        Reading {
            text: Some(Arc::from(self.text)),
            masked: None,
            blocks: self.blocks,
            origin: self.origin,
        }
    }
}
