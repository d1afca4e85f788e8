//! The text of a document as it flows: where lines break, and how far words stand apart, says nothing inside a block.
//!
//! Every grammar reads this text, so none of them has to think of a line break between a figure and its unit, or of the
//! spaces that masked markup leaves.

use std::borrow::Cow;

use super::Extraction;
use crate::claim::{Block, Document, Span};

/// A line of Chinese with so many bytes goes on in the next; a shorter one ends there.
const LONG: usize = 45;
/// The first character of the scripts that are written without spaces.
const FIRST_UNSPACED: char = '\u{2e80}';

/// The text to read with its blocks, and the way back.
pub(super) struct Flow<'d> {
    pub(super) text: Cow<'d, str>,
    pub(super) blocks: Cow<'d, [Block]>,
    /// Offsets after which something was left out, here and in the document, in order.
    joints: Vec<(usize, usize)>,
}

impl<'d> Flow<'d> {
    pub(super) fn of(document: &'d Document) -> Self {
        let text = &*document.text;
        let is_plain = document
            .blocks
            .iter()
            .map(|it| &text[it.span.range()])
            .all(|it| is_even(it) || gaps(it).next().is_none());
        if is_plain {
            let blocks = Cow::Borrowed(&*document.blocks);
            return Self { text: text.into(), blocks, joints: Vec::new() };
        }
        let mut flow = String::with_capacity(text.len());
        let mut blocks = Vec::with_capacity(document.blocks.len());
        let mut joints = Vec::new();
        let mut copied = 0;
        for block in &document.blocks {
            flow.push_str(text.get(copied..block.span.start).unwrap_or_default());
            copied = block.span.start;
            let start = flow.len();
            let of_block = &text[block.span.range()];
            let found = (!is_even(of_block)).then(|| gaps(of_block));
            for (gap, join) in found.into_iter().flatten() {
                let gap = gap.shifted(block.span.start);
                flow.push_str(&text[copied..gap.start]);
                flow.push_str(join);
                copied = gap.end;
                joints.push((flow.len(), copied));
            }
            flow.push_str(&text[copied..block.span.end]);
            copied = block.span.end;
            blocks.push(Block { span: Span::new(start, flow.len()), ..*block });
        }
        flow.push_str(&text[copied..]);
        Self { text: flow.into(), blocks: blocks.into(), joints }
    }

    /// What was found, at its place in the document.
    pub(super) fn placed(&self, mut found: Extraction) -> Extraction {
        if self.joints.is_empty() {
            return found;
        }
        for it in &mut found.mentions {
            it.span = self.place(it.span);
            it.sentence = self.place(it.sentence);
            it.apposition = it.apposition.map(|it| self.place(it));
            if let Some((_, span)) = &mut it.when {
                *span = self.place(*span);
            }
        }
        for it in &mut found.rejected {
            it.span = self.place(it.span);
        }
        for it in &mut found.sentences {
            *it = self.place(*it);
        }
        for (_, name, sentence) in &mut found.names {
            (*name, *sentence) = (self.place(*name), self.place(*sentence));
        }
        found.cut = found.cut.map(|it| self.place(Span::new(it, it)).start);
        found
    }

    /// A place in the text that is read, as a place in the document.
    pub(super) fn place(&self, span: Span) -> Span {
        let of = |offset: usize, after: usize| {
            let joint = after.checked_sub(1).and_then(|it| self.joints.get(it));
            joint.map_or(offset, |(flow, document)| document + (offset - flow))
        };
        let start = of(span.start, self.joints.partition_point(|it| it.0 <= span.start));
        // What ends right before a gap does not reach over it.
        let end = of(span.end, self.joints.partition_point(|it| it.0 < span.end));
        Span::new(start, end)
    }
}

/// Whether words stand one space apart and no line breaks, as most blocks are written: told from their bytes.
fn is_even(text: &str) -> bool {
    let (mut last, mut before) = (0, 0);
    text.bytes().all(|byte| {
        let is_even = match byte {
            b'\t'..=b'\r' => false,
            b' ' => last != b' ',
            // U+0085, U+2028 and U+2029.
            0x85 => last != 0xc2,
            0xa8 | 0xa9 => (before, last) != (0xe2, 0x80),
            _ => true,
        };
        (before, last) = (last, byte);
        is_even
    })
}

/// Where white space of a block is read otherwise than it stands, and as what.
fn gaps(text: &str) -> impl Iterator<Item = (Span, &'static str)> {
    let mut at = 0;
    let mut line = 0;
    std::iter::from_fn(move || {
        loop {
            let start = at + text[at..].find(is_gap)?;
            let rest = &text[start..];
            let length = rest.find(|it| !is_gap(it)).unwrap_or(rest.len());
            at = start + length;
            let gap = &text[start..at];
            let is_break = gap.contains(is_line_break);
            let is_long = start - line >= LONG;
            if is_break {
                line = at;
            }
            if gap == " " {
                continue;
            }
            let before = text[..start].chars().next_back();
            let after = text[at..].chars().next();
            let is_unspaced = |it: Option<char>| it.is_some_and(|it| it >= FIRST_UNSPACED);
            let is_digit = |it: Option<char>| it.is_some_and(|it| it.is_ascii_digit());
            let of_chinese = is_unspaced(before) && (is_unspaced(after) || is_digit(after))
                || is_digit(before) && is_unspaced(after);
            // Figures in columns stay apart, and so do cells; a short line of Chinese ends.
            let stays = if is_break {
                of_chinese && !is_long
            } else {
                is_digit(before) && is_digit(after) || gap.contains('\t')
            };
            if stays {
                continue;
            }
            let join = if of_chinese && is_break { "" } else { " " };
            return Some((Span::new(start, at), join));
        }
    })
}

fn is_line_break(it: char) -> bool {
    matches!(it, '\n' | '\r' | '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn is_gap(it: char) -> bool {
    matches!(it, ' ' | '\t') || is_line_break(it)
}
