//! The text of a document put together from pieces of its file, with the way back.

use std::sync::Arc;

use super::Reading;
use crate::claim::{Block, BlockKind, Grid, Origin, Span};

/// Collects text block by block.
#[derive(Debug)]
pub(super) struct Builder {
    text: String,
    blocks: Vec<Block>,
    origin: Origin,
    /// Where the open block starts, and what it is.
    open: Option<(usize, BlockKind)>,
    grids: Vec<Grid>,
    /// The source that must state what follows, as the file names it.
    source: Option<Arc<str>>,
    /// Whether a table was read by its mapping, and what a mapping names that a table does not have.
    mapped: bool,
    missed: Option<String>,
}

impl Builder {
    /// An empty document; `origin` knows the file.
    pub(super) fn new(origin: Origin) -> Self {
        Self {
            text: String::new(),
            blocks: Vec::new(),
            origin,
            open: None,
            grids: Vec::new(),
            source: None,
            mapped: false,
            missed: None,
        }
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
        self.origin.part(self.text.len(), at, place, self.source.clone());
    }

    /// How much text there is.
    pub(super) fn len(&self) -> usize {
        self.text.len()
    }

    /// Says which source must state the parts that follow; an empty name is none.
    pub(super) fn names_source(&mut self, name: &str) {
        self.source = Some(name).filter(|it| !it.is_empty()).map(Arc::from);
    }

    /// Keeps a table beside its text.
    pub(super) fn grid(&mut self, grid: Grid) {
        self.grids.push(grid);
    }

    /// Notes that a mapping found its table.
    pub(super) fn is_mapped(&mut self) {
        self.mapped = true;
    }

    /// Notes what a mapping names that a table does not have.
    pub(super) fn misses(&mut self, what: String) {
        self.missed.get_or_insert(what);
    }

    /// Copies a stretch of the file as it stands, with blocks that were found in it; tells where it went.
    pub(super) fn copy(&mut self, file: &str, span: Span, blocks: &[Block]) -> Span {
        self.close();
        let start = self.text.len();
        self.push(file.get(span.range()).unwrap_or_default(), span);
        let moved =
            |it: Span| Span::new(it.start - span.start + start, it.end - span.start + start);
        self.blocks.extend(blocks.iter().map(|it| Block { span: moved(it.span), ..*it }));
        moved(span)
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
            blocks: self.blocks,
            origin: self.origin,
            grids: self.grids,
            mapped: self.mapped,
            missed: self.missed,
            ..Reading::default()
        }
    }
}
