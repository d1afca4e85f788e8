//! A text with tables in it: the tables are read aloud where they stand, and what stands between them is copied.

use std::sync::Arc;

use super::super::builder::Builder;
use super::super::{Context, Reading};
use super::Table;
use crate::claim::{Block, Origin, Span, one_line};

/// A longer line above a table is a text, no caption.
const LONGEST_CAPTION: usize = 80;

/// Reads `tables`, which stand in `text` in this order; `masked` is the text without its markup, of the same length,
/// and `blocks` are those outside of tables.
pub(in crate::collect) fn read_between(
    tables: Vec<(Span, Table)>,
    text: &Arc<str>,
    masked: &str,
    blocks: &[Block],
    context: Context<'_>,
) -> Reading {
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    let mut copied = Vec::new();
    let mut from = 0;
    let end = Span::new(text.len(), text.len());
    let last = (end, Table::default());
    for (span, mut table) in tables.into_iter().chain([last]) {
        let stretch = Span::new(from, span.start);
        let first = blocks.partition_point(|it| it.span.start < stretch.start);
        let after = blocks.partition_point(|it| it.span.start < stretch.end);
        let own = blocks.get(first..after).unwrap_or_default();
        copied.push((out.copy(text, stretch, own), stretch));
        // The line above a table says what it is about, and often in which unit.
        let above = own.last().and_then(|it| masked.get(it.span.range())).unwrap_or_default();
        let above = one_line(above);
        if above.chars().count() <= LONGEST_CAPTION && !above.ends_with('.') {
            above.trim_end_matches(':').clone_into(&mut table.caption);
        }
        table.read_aloud(&mut out, context);
        from = span.end;
    }
    let mut reading = out.finish();
    let mut shown = reading.text.as_deref().unwrap_or_default().to_owned();
    for (at, stretch) in copied {
        if let Some(own) = masked.get(stretch.range()).filter(|it| it.len() == at.len()) {
            shown.replace_range(at.range(), own);
        }
    }
    reading.masked = Some(shown);
    reading
}
