//! How positions in the text that was read lead back to the file.

use std::sync::Arc;

use encoding_rs::{Encoding, ISO_2022_JP};
use serde::{Deserialize, Serialize};

use super::{LineStarts, Span};

/// Where something stands in its file.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Position {
    /// The bytes in the file; in the text that was read where the file holds no text as such (PDF, office formats).
    pub bytes: Span,
    /// Line, from 1: of the file, or the paragraph of a text document, the row of a sheet, the line of a page.
    pub line: usize,
    /// Column, from 1: in characters, or the column of a sheet.
    pub column: usize,
    /// The part of the file where lines do not say it: `page 3`, `Sheet1!B7`, `/items/3/count`.
    pub at: Option<Arc<str>>,
}

/// A stretch of the text that was read, and the stretch of the file it comes from.
///
/// Where both have one length they are the same text; else one stands for the other, as `é` for `&eacute;`.
#[derive(Clone, Copy, Debug, Deserialize, Serialize)]
struct Run {
    text: Span,
    file: Span,
}

/// A page, a paragraph or a cell.
#[derive(Clone, Debug, Deserialize, Serialize)]
struct Part {
    /// Where it starts in the text.
    text: usize,
    /// Its name.
    at: Arc<str>,
    /// Line and column of its start, for files without lines.
    place: Option<(usize, usize)>,
    /// The source that must state what stands in it, as the file names it.
    source: Option<Arc<str>>,
}

/// The text of a file that was not read as it stands: its characters, its lines, and its bytes.
#[derive(Clone, Debug)]
struct File {
    text: Arc<str>,
    lines: LineStarts,
}

/// The way from the text that was read back to the file.
///
/// Empty where the text is the file, byte for byte; a line end that is a single CR is a LF in the text.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
pub struct Origin {
    runs: Vec<Run>,
    parts: Vec<Part>,
    /// Stretches that stand in no file: what is read beside a cell.
    added: Vec<Span>,
    /// Of a file that is a text; what crosses to another process has none.
    #[serde(skip)]
    file: Option<File>,
    /// Where the file has bytes of line ends that its text has not, once for each.
    left_out: Vec<usize>,
    /// How many bytes of the file come before its text.
    mark: usize,
    #[serde(skip)]
    encoding: Option<Encoded>,
}

/// How many bytes the characters of a file take that is not in UTF-8.
///
/// Encoding the text again would not tell: a decoder reads more byte sequences than its encoder writes.
#[derive(Clone, Debug)]
pub struct Encoded {
    bytes: Arc<[u8]>,
    encoding: &'static Encoding,
    /// Offsets in the text and in the file that stand for one place, every few hundred bytes.
    starts: Vec<(usize, usize)>,
}

impl Encoded {
    /// Bytes of text between two places that are noted.
    const STEP: usize = 256;

    /// A file whose first character stands at `first`, after its byte order mark.
    pub fn new(bytes: Arc<[u8]>, encoding: &'static Encoding, first: usize) -> Self {
        let mut starts = vec![(0, first)];
        // What an escape sequence has switched on is not known in the middle.
        let is_stateless = encoding != ISO_2022_JP;
        let mut last = 0;
        for (decoded, read) in steps(&bytes, encoding, (0, first)).filter(|_| is_stateless) {
            if decoded >= last + Self::STEP {
                starts.push((decoded, read));
                last = decoded;
            }
        }
        Self { bytes, encoding, starts }
    }

    fn offset(&self, decoded: usize) -> usize {
        let index = self.starts.partition_point(|it| it.0 <= decoded);
        let start = index.checked_sub(1).map_or((0, 0), |it| self.starts[it]);
        if start.0 == decoded {
            return start.1;
        }
        let mut ends = steps(&self.bytes, self.encoding, start);
        ends.find(|it| it.0 >= decoded).map_or(self.bytes.len(), |it| it.1)
    }
}

/// The ends of the characters of a file from a place on: in the text, and in the file.
fn steps(
    bytes: &[u8],
    encoding: &'static Encoding,
    (mut end, first): (usize, usize),
) -> impl Iterator<Item = (usize, usize)> {
    let mut decoder = encoding.new_decoder_without_bom_handling();
    // A byte ends at most two characters.
    let mut buffer = [0; 16];
    let rest = bytes.get(first..).unwrap_or_default();
    rest.iter().zip(first + 1..).filter_map(move |(byte, read)| {
        let (_, _, written, _) = decoder.decode_to_utf8(&[*byte], &mut buffer, false);
        end += written;
        (written > 0).then_some((end, read))
    })
}

impl Origin {
    /// A file whose own text `file` was read in pieces: the text is made of [`run`](Self::run)s.
    pub fn of_text(file: Arc<str>) -> Self {
        let lines = LineStarts::new(&file);
        Self { file: Some(File { text: file, lines }), ..Self::default() }
    }

    /// Says how many bytes the characters take in the file.
    pub fn encoded(&mut self, encoding: Option<Encoded>) {
        self.encoding = encoding;
    }

    /// Says how many bytes of the file come before its text: a byte order mark of UTF-8.
    pub fn mark(&mut self, mark: usize) {
        self.mark = mark;
    }

    /// Says where the file has bytes of line ends that its text has not, as CR before LF: offsets in the file's own text
    /// in order, once for each byte.
    pub fn left_out(&mut self, left_out: Vec<usize>) {
        self.left_out = left_out;
    }

    /// Says that a stretch of the text comes from a stretch of the file's own text. Runs are told in order; what lies
    /// between them stands in no file.
    pub fn run(&mut self, text: Span, file: Span) {
        self.runs.push(Run { text, file });
    }

    /// From `text` on the text belongs to a part of the file, which starts at a line and a column where it has some;
    /// `source` is the one that must state it, as the file names it.
    pub fn part(
        &mut self,
        text: usize,
        at: impl Into<Arc<str>>,
        place: Option<(usize, usize)>,
        source: Option<Arc<str>>,
    ) {
        self.parts.push(Part { text, at: at.into(), place, source });
    }

    /// Says that a stretch of the text stands in no file. Stretches are told in order.
    pub fn add(&mut self, text: Span) {
        self.added.push(text);
    }

    /// Whether a span lies in text that stands in no file.
    pub fn is_added(&self, span: Span) -> bool {
        let index = self.added.partition_point(|it| it.start <= span.start);
        let before = index.checked_sub(1).and_then(|it| self.added.get(it));
        before.is_some_and(|it| span.end <= it.end)
    }

    /// Whether a span holds text that stands in no file.
    pub fn adds_within(&self, span: Span) -> bool {
        let next = self.added.partition_point(|it| it.end <= span.start);
        self.added.get(next).is_some_and(|it| it.start < span.end)
    }

    /// The stretches of a span that stand in no file, in order.
    pub fn added_within(&self, span: Span) -> Vec<Span> {
        let next = self.added.partition_point(|it| it.end <= span.start);
        let all = self.added[next..].iter().take_while(|it| it.start < span.end);
        all.map(|it| Span::new(it.start.max(span.start), it.end.min(span.end))).collect()
    }

    /// Whether the text is the file, byte for byte.
    pub fn is_file(&self) -> bool {
        self.runs.is_empty()
            && self.parts.is_empty()
            && self.file.is_none()
            && self.left_out.is_empty()
            && self.mark == 0
            && self.encoding.is_none()
    }

    /// Where a span of the text stands in the file; `lines` are those of the text.
    pub fn position(&self, span: Span, text: &str, lines: &LineStarts) -> Position {
        let of_text =
            Span::new(self.file_offset(span.start, false), self.file_offset(span.end, true));
        let whole = |it: usize| self.mark + it + self.left_out.partition_point(|left| *left < it);
        let whole = Span::new(whole(of_text.start), whole(of_text.end));
        let bytes = match &self.encoding {
            Some(it) => Span::new(it.offset(whole.start), it.offset(whole.end)),
            None => whole,
        };
        let part = self.part_of(span);
        let (line, column) = match (part.and_then(|it| it.place), &self.file) {
            (Some(place), _) => place,
            (None, Some(file)) => file.lines.position(&file.text, of_text.start),
            (None, None) => lines.position(text, span.start),
        };
        Position { bytes, line, column, at: part.map(|it| Arc::clone(&it.at)) }
    }

    /// The source that must state a span, as the file names it.
    pub fn named_source(&self, span: Span) -> Option<&str> {
        self.part_of(span)?.source.as_deref()
    }

    /// The place in the text of an offset in the file's own text.
    pub fn text_offset(&self, file: usize) -> usize {
        // Where comments stand, a file is read in its order.
        let after = self.runs.partition_point(|it| it.file.start <= file);
        match after.checked_sub(1).and_then(|it| self.runs.get(it)) {
            Some(run) if file < run.file.end && run.text.len() == run.file.len() => {
                run.text.start + (file - run.file.start)
            }
            Some(run) => run.text.end,
            None => {
                if self.runs.is_empty() {
                    file
                } else {
                    0
                }
            }
        }
    }

    fn part_of(&self, span: Span) -> Option<&Part> {
        let index = self.parts.partition_point(|it| it.text <= span.start);
        index.checked_sub(1).and_then(|it| self.parts.get(it))
    }

    /// The offset in the file's own text. A start that stands in no file is the next one that does, an end the last one.
    fn file_offset(&self, offset: usize, is_end: bool) -> usize {
        let before =
            |it: &Run| if is_end { it.text.start < offset } else { it.text.start <= offset };
        let index = self.runs.partition_point(before);
        let next = self.runs.get(index).map(|it| it.file.start);
        let Some(run) = index.checked_sub(1).and_then(|it| self.runs.get(it)) else {
            return next.unwrap_or(offset);
        };
        let is_inside = if is_end { offset <= run.text.end } else { offset < run.text.end };
        match (is_inside, is_end) {
            (true, _) if run.text.len() == run.file.len() => {
                run.file.start + (offset - run.text.start)
            }
            (true, false) => run.file.start,
            (false, false) => next.unwrap_or(run.file.end),
            (_, true) => run.file.end,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn positions_lead_back_to_the_file() {
        // "caf&eacute; 12" and "34" in another line, read as "café 12; 34".
        let file = "caf&eacute; 12\n<b>34</b>";
        let text = "café 12; 34";
        let mut origin = Origin::of_text(Arc::from(file));
        origin.run(Span::new(0, 3), Span::new(0, 3));
        origin.run(Span::new(3, 5), Span::new(3, 11));
        origin.run(Span::new(5, 8), Span::new(11, 14));
        origin.part(10, "cell 2", None, None);
        origin.run(Span::new(10, 12), Span::new(18, 20));
        let lines = LineStarts::new(text);
        let at = |start, end| {
            let it = origin.position(Span::new(start, end), text, &lines);
            (&file[it.bytes.range()], it.line, it.column, it.at.map(|it| it.to_string()))
        };
        assert_eq!(at(0, 5), ("caf&eacute;", 1, 1, None));
        assert_eq!(at(6, 8), ("12", 1, 13, None));
        assert_eq!(at(6, 10), ("12", 1, 13, None));
        assert_eq!(at(9, 12).0, "34");
        assert_eq!(at(10, 12), ("34", 2, 4, Some("cell 2".to_owned())));
        assert!(Origin::default().is_file());
    }

    #[test]
    fn line_ends_count_as_they_are() {
        // "ä\r\n12\r\n34", read with LF.
        let text = "ä\n12\n34";
        let mut origin = Origin::of_text(Arc::from(text));
        origin.left_out(vec![2, 5]);
        let lines = LineStarts::new(text);
        let at = |start, end| {
            let it = origin.position(Span::new(start, end), text, &lines);
            (it.bytes, it.line, it.column)
        };
        assert_eq!(at(3, 5), (Span::new(4, 6), 2, 1));
        assert_eq!(at(6, 8), (Span::new(8, 10), 3, 1));
        assert_eq!(at(3, 8).0, Span::new(4, 10));
    }

    #[test]
    fn bytes_are_counted_in_the_encoding_of_the_file() {
        let of = |bytes: &[u8], encoding: &'static Encoding, first: usize| {
            let decoded = encoding.decode_without_bom_handling(&bytes[first..]).0;
            let text = Arc::<str>::from(decoded);
            let mut origin = Origin::of_text(Arc::clone(&text));
            origin.encoded(Some(Encoded::new(Arc::from(bytes), encoding, first)));
            let it = origin.position(
                Span::new(text.len() - 1, text.len()),
                &text,
                &LineStarts::new(&text),
            );
            (it.bytes, it.line, it.column)
        };
        assert_eq!(of(b"\xE91", encoding_rs::WINDOWS_1252, 0), (Span::new(1, 2), 1, 2));
        let utf_16 = b"\xFF\xFE\xE9\0\n\x001\0";
        assert_eq!(of(utf_16, encoding_rs::UTF_16LE, 2), (Span::new(6, 8), 2, 1));
        let long = [b"\xD6\xD0".repeat(3000).as_slice(), b"1"].concat();
        assert_eq!(of(&long, encoding_rs::GBK, 0), (Span::new(6000, 6001), 1, 3001));
        // Two bytes that an encoder would write otherwise, and two that are two characters.
        assert_eq!(of(b"\x88s1", encoding_rs::BIG5, 0), (Span::new(2, 3), 1, 2));
        assert_eq!(of(b"\x88\x621", encoding_rs::BIG5, 0), (Span::new(2, 3), 1, 3));
        // What switches the alphabet belongs to the character after it.
        let escaped = b"\x1B$BCf\x1B(B1";
        assert_eq!(of(escaped, ISO_2022_JP, 0), (Span::new(5, 9), 1, 2));
    }
}
