//! Plain text: lines, paragraphs, headlines and list entries.

use std::sync::Arc;

use super::table::{read_between, tables};
use super::{Context, Reading, Refused, span_of};
use crate::claim::{Block, BlockKind, Source, Span};

/// A headline is no longer than this, in bytes.
const LONGEST_HEADING: usize = 160;
/// Lines that were wrapped by hand have so many bytes.
const LEAST_LINE: usize = 45;
const LONGEST_LINE: usize = 120;
/// No text is wrapped to fewer.
const NARROWEST: usize = 30;

/// Reads plain text; nothing in it is markup but the lines of tables.
#[expect(clippy::unnecessary_wraps, reason = "the signature of every format")]
pub(super) fn read(
    text: &Arc<str>,
    _: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let reading = laid_out(text, text, context);
    // Nothing is masked.
    Ok(Reading { masked: None, ..reading })
}

/// The blocks and tables of a text by how its lines look, where `masked` is the text without its markup, of the same length.
pub(super) fn laid_out(text: &Arc<str>, masked: &str, context: Context<'_>) -> Reading {
    let tables = tables(masked);
    if tables.is_empty() {
        let (blocks, masked) = (blocks(masked), Some(masked.to_owned()));
        return Reading { masked, blocks, ..Reading::default() };
    }
    let starts = std::iter::once(0).chain(tables.iter().map(|it| it.0.end));
    let ends = tables.iter().map(|it| it.0.start).chain([text.len()]);
    let stretches = starts.zip(ends).map(|it| Span::new(it.0, it.1));
    let blocks: Vec<Block> = stretches.flat_map(|it| blocks_of(masked, it)).collect();
    read_between(tables, text, masked, &blocks, context)
}

/// The blocks of a stretch of a text.
fn blocks_of(text: &str, stretch: Span) -> Vec<Block> {
    let moved = |it: Block| Block { span: it.span.shifted(stretch.start), ..it };
    blocks(stretch.of(text)).into_iter().map(moved).collect()
}

/// The blocks of a text: its lines, or its paragraphs where lines were wrapped by hand.
fn blocks(text: &str) -> Vec<Block> {
    let lines: Vec<&str> = text.lines().collect();
    if !is_wrapped(&lines) {
        return lines_of(text, &lines);
    }
    let mut blocks = Vec::new();
    for paragraph in lines.split(|it| it.trim().is_empty()) {
        blocks.extend(paragraph_of(text, paragraph));
    }
    blocks
}

/// A block for all of a paragraph's lines.
fn paragraph_of(text: &str, lines: &[&str]) -> Option<Block> {
    let (first, last) = (lines.first()?, lines.last()?);
    let span = span_of(text, first.trim_start()).cover(span_of(text, last.trim_end()));
    Some(block(span, &text[span.range()]))
}

/// A block for each line, or for a paragraph that was wrapped; a line that breaks off before its sentence ends goes on
/// in the next.
fn lines_of(text: &str, lines: &[&str]) -> Vec<Block> {
    let paragraphs = || lines.split(|it| it.trim().is_empty());
    // What is one width in several paragraphs is that of all.
    let widths: Vec<usize> =
        paragraphs().filter(|it| runs_on(it)).map(width).filter(|it| *it >= NARROWEST).collect();
    let of_all = widths.iter().max().copied().filter(|_| widths.len() > 1);
    let mut blocks: Vec<Block> = Vec::new();
    for paragraph in paragraphs() {
        let is_wrapped = match of_all {
            Some(of_all) => fills(paragraph, of_all),
            None => runs_on(paragraph) && width(paragraph) >= NARROWEST,
        };
        if is_wrapped {
            blocks.extend(paragraph_of(text, paragraph));
        } else {
            blocks.extend(lines_apart(text, paragraph));
        }
    }
    blocks
}

/// Whether a paragraph looks wrapped by itself: three lines or more that fill a width, and sentences that run on.
fn runs_on(lines: &[&str]) -> bool {
    let small = lines.iter().skip(1).filter(|it| it.trim().starts_with(char::is_lowercase)).count();
    let named = lines.iter().filter(|it| it.contains(": ")).count();
    lines.len() >= 3
        && small * 2 >= lines.len() - 1
        && named * 2 < lines.len()
        && fills(lines, width(lines))
}

/// Whether no line has room for the first word of the next one, as where lines are filled up to a width.
fn fills(lines: &[&str], width: usize) -> bool {
    let length = |it: &str| it.trim_end().chars().count();
    let first_word = |it: &str| it.split_whitespace().next().map_or(0, |it| it.chars().count());
    let pairs = || lines.iter().zip(lines.iter().skip(1));
    let starts_anew = |it: &str| matches!(kind_of(it.trim()), BlockKind::Item | BlockKind::Row);
    width <= LONGEST_LINE
        && lines.iter().all(|it| length(it) <= width)
        && pairs().all(|(line, next)| length(line) + 1 + first_word(next) > width)
        && !lines.iter().skip(1).any(|it| starts_anew(it))
}

/// The longest line, in characters.
fn width(lines: &[&str]) -> usize {
    lines.iter().map(|it| it.trim_end().chars().count()).max().unwrap_or(0)
}

/// A block for each line that breaks off nowhere.
fn lines_apart(text: &str, lines: &[&str]) -> Vec<Block> {
    let mut blocks: Vec<Block> = Vec::new();
    let mut before = "";
    for line in lines {
        let own = line.trim();
        let goes_on = is_full(before)
            && before.len() <= LONGEST_LINE
            && own.starts_with(char::is_lowercase)
            && kind_of(before) != BlockKind::Row
            && kind_of(own) != BlockKind::Row;
        before = line.trim_end();
        if own.is_empty() {
            continue;
        }
        let span = span_of(text, own);
        match blocks.last_mut().filter(|_| goes_on) {
            Some(last) => {
                let whole = last.span.cover(span);
                *last = block(whole, &text[whole.range()]);
            }
            None => blocks.push(block(span, own)),
        }
    }
    blocks
}

/// Whether a line is as long as wrapped ones are and ends no sentence.
fn is_full(line: &str) -> bool {
    line.len() >= LEAST_LINE && !line.ends_with(['.', '!', '?', ':'])
}

/// Whether the lines were broken at a fixed width: none is long, and most lines that another one
/// follows do not end a sentence.
fn is_wrapped(lines: &[&str]) -> bool {
    if lines.iter().any(|it| it.len() > LONGEST_LINE) {
        return false;
    }
    let followed: Vec<&str> = lines
        .windows(2)
        .filter(|it| !it[0].trim().is_empty() && !it[1].trim().is_empty())
        .map(|it| it[0].trim_end())
        .collect();
    let wrapped = followed.iter().filter(|it| is_full(it)).count();
    followed.len() >= 2 && wrapped * 2 > followed.len()
}

fn block(span: Span, text: &str) -> Block {
    Block { span, kind: kind_of(text) }
}

/// What a line or a paragraph is, by its looks.
pub(super) fn kind_of(text: &str) -> BlockKind {
    let is_item =
        text.starts_with(['•', '*', '·', '–', '—']) || text.starts_with("- ") || is_numbered(text);
    let ends_sentence = text.ends_with(['.', '!', '?', ':', ';', '"', '”', '’', '。', '！', '？']);
    if text.matches(" | ").count() >= 2 || text.contains('\t') {
        BlockKind::Row
    } else if is_item {
        BlockKind::Item
    } else if text.len() <= LONGEST_HEADING && !ends_sentence {
        BlockKind::Heading
    } else {
        BlockKind::Paragraph
    }
}

/// `1. Text` or `2) Text`.
fn is_numbered(text: &str) -> bool {
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&digits) && matches!(text.get(digits..digits + 2), Some(". " | ") "))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn finds_blocks() {
        let wrapped = "The committee met for the third time this year on\nMonday and heard 12 \
                       witnesses from the region and\nfrom abroad.\n\nIt meets again.\n";
        let cases = [
            (
                "lines",
                "A headline\n\nText here.\nMore text.\n",
                "Heading 0..10; Paragraph 12..22; Paragraph 23..33",
            ),
            ("items", "Parts:\n- one\n2. two\n", "Paragraph 0..6; Item 7..12; Item 13..19"),
            ("row", "a | 1 | 2\n", "Row 0..9"),
            ("wrapped", wrapped, "Paragraph 0..112; Paragraph 114..129"),
            (
                "a line that breaks off",
                "The committee met for the third time this year and\nheard 12 witnesses.\nOnce\nmore.\n",
                "Paragraph 0..70; Heading 71..75; Paragraph 76..81",
            ),
            (
                "a narrow column",
                "Boats of the town\n\nThe committee met for the third\ntime this year and heard some\n12 men of the port and\n\
                 fishermen.\n",
                "Heading 0..17; Paragraph 19..114",
            ),
            (
                "one width",
                "The committee met for the third\ntime this year and heard some\n12 men of the port and\nfishermen.\n\n\
                 It met with some of them in the\nspring and found that they had\nno boats.\n\nThen it went to the town of\n\
                 Callao.\n\nBoats: 12\nNets: 40\n",
                "Paragraph 0..95; Paragraph 97..169; Paragraph 171..206; Heading 208..217; Heading 218..226",
            ),
            (
                "lines with room",
                "the red rose blooms in spring once\nwith 12 leaves\nand it knows the town\n",
                "Heading 0..34; Heading 35..49; Heading 50..71",
            ),
            ("empty", "\n \n", ""),
        ];
        for (name, text, expected) in cases {
            let shown: Vec<String> = blocks(text)
                .iter()
                .map(|it| format!("{:?} {}..{}", it.kind, it.span.start, it.span.end))
                .collect();
            assert_eq!(shown.join("; "), expected, "{name}: {text:?}");
        }
    }
}
