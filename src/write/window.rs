//! The window of text a passage is shown in: one line, cropped around the figure.
//!
//! A whole paragraph would break the underline, so miette is handed a window that keeps the line and
//! column the passage has in its file.

use miette::{MietteError, MietteSpanContents, SourceCode, SourceSpan, SpanContents};
use unicode_width::UnicodeWidthChar;

use crate::claim::{Document, Passage, visible};

/// One line of text around a passage, with the place it has in its file.
#[derive(Debug)]
pub(super) struct Window {
    name: String,
    pub(super) text: String,
    /// Start and length of the underlined part in `text`.
    pub(super) mark: (usize, usize),
    /// Line and column from 0, as miette counts.
    line: usize,
    column: usize,
}

impl Window {
    pub(super) fn new(passage: &Passage, document: &Document, width: usize, label: usize) -> Self {
        let sentence = passage.sentence.cover(passage.span);
        let whole = &document.original[sentence.range()];
        let start = passage.span.start - sentence.start;
        let end = (passage.span.end - sentence.start).min(whole.len());
        let marked = width_of(&whole[start..end]);
        let spare = width.saturating_sub(marked + 4);
        // The label hangs from the middle of the mark and must not be wrapped.
        let lead = width.saturating_sub(label + marked / 2 + 8).min(spare / 2);
        let from = back(whole, start, lead);
        let taken = width_of(&whole[from..start]);
        let until = ahead(whole, end, spare.saturating_sub(taken));
        let lead = if from > 0 { "… " } else { "" };
        let trail = if until < whole.len() { " …" } else { "" };
        // A very long passage, such as a list, is cut inside as well.
        let is_cut = marked > width;
        let end = if is_cut { ahead(whole, start, width.saturating_sub(4)) } else { end };
        let until = if is_cut { end } else { until.max(end) };
        let (before, marked) = (visible(&whole[from..start]), visible(&whole[start..end]));
        let text = format!("{lead}{before}{marked}{}{trail}", visible(&whole[end..until]));
        let mark = (lead.len() + before.len(), marked.len());
        Self {
            name: visible(&passage.source.path).into_owned(),
            text,
            mark,
            line: passage.line.saturating_sub(1),
            column: passage.column.saturating_sub(1),
        }
    }
}

/// Where a window of at most `width` columns before `end` starts: at a word.
fn back(text: &str, end: usize, width: usize) -> usize {
    let mut taken = 0;
    let mut start = end;
    for (index, c) in text[..end].char_indices().rev() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            break;
        }
        if index == 0 || text[..index].ends_with(char::is_whitespace) {
            start = index;
        }
    }
    start
}

/// Where a window of at most `width` columns after `start` ends: after a word.
fn ahead(text: &str, start: usize, width: usize) -> usize {
    let mut taken = 0;
    let mut end = start;
    for (index, c) in text[start..].char_indices() {
        taken += c.width().unwrap_or(0);
        if taken > width {
            return end;
        }
        let after = start + index + c.len_utf8();
        if after == text.len() || text[after..].starts_with(char::is_whitespace) {
            end = after;
        }
    }
    end
}

/// How many columns a text takes in a terminal.
pub(super) fn width_of(text: &str) -> usize {
    text.chars().map(|it| it.width().unwrap_or(0)).sum()
}

impl SourceCode for Window {
    fn read_span<'a>(
        &'a self,
        _: &SourceSpan,
        _: usize,
        _: usize,
    ) -> Result<Box<dyn SpanContents<'a> + 'a>, MietteError> {
        let span = SourceSpan::from((0, self.text.len()));
        Ok(Box::new(MietteSpanContents::new_named(
            self.name.clone(),
            self.text.as_bytes(),
            span,
            self.line,
            self.column,
            1,
        )))
    }
}
