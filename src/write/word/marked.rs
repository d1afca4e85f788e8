//! Where comments begin and end in the text of a Word document.
//!
//! Text stands in runs of one look, and a comment is about whole runs; a run is cut in two or three where a figure begins and
//! ends inside it, each with the look of the whole.

use std::ops::Range;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// A comment on a figure.
pub(super) struct Comment {
    pub(super) id: u32,
    /// Its paragraph, counted from 1 as they come.
    pub(super) paragraph: usize,
    /// The figure as written.
    pub(super) text: String,
    /// How often the same characters stand before it in the paragraph.
    pub(super) nth: usize,
    pub(super) lines: Vec<String>,
}

/// A stretch of text inside a run.
struct Piece {
    paragraph: usize,
    text: String,
    /// Where its characters stand in the part; `None` where it stands for an element or an entity.
    at: Option<Range<usize>>,
    run: usize,
}

/// A run: the prefix of its names, and what says how it looks.
#[derive(Clone, Default)]
struct Run {
    prefix: String,
    look: Range<usize>,
    /// How deep it is nested: what says how it looks is a child of its own.
    depth: usize,
}

/// What the document's part consists of.
#[derive(Default)]
struct Parts {
    pieces: Vec<Piece>,
    runs: Vec<Run>,
    /// Where start tags of text stand that keep no spaces at their ends.
    bare: Vec<usize>,
}

/// The part with marks where the comments begin and end, and the comments that found their place; `None` where it cannot be
/// understood.
///
/// A comment whose figure is not found where it should be is left out of the text, never put elsewhere.
pub(super) fn marked(xml: &str, comments: &[Comment]) -> Option<(String, Vec<u32>)> {
    let Parts { pieces, runs, bare } = Parts::of(xml)?;
    // Insertions by place; those of one place in the order in which they were made.
    let mut insertions: Vec<(usize, String)> = Vec::new();
    let mut placed = Vec::new();
    for comment in comments {
        let own = pieces.partition_point(|it| it.paragraph < comment.paragraph);
        let own = &pieces[own..];
        let own = &own[..own.partition_point(|it| it.paragraph == comment.paragraph)];
        let text: String = own.iter().map(|it| &*it.text).collect();
        let Some(start) = text.match_indices(&comment.text).nth(comment.nth).map(|it| it.0) else {
            continue;
        };
        let both = place(own, start, true).zip(place(own, start + comment.text.len(), false));
        let Some((from, to)) = both else { continue };
        let id = comment.id;
        placed.push(id);
        for ((at, run), is_start) in [(from, true), (to, false)] {
            let run = &runs[run];
            let p = &*run.prefix;
            let mark = if is_start {
                format!("<{p}commentRangeStart {p}id=\"{id}\"/>")
            } else {
                format!(
                    "<{p}commentRangeEnd {p}id=\"{id}\"/><{p}r><{p}commentReference {p}id=\"{id}\"/></{p}r>"
                )
            };
            let look = without_changes(xml.get(run.look.clone())?, p);
            insertions.push((
                at,
                format!("</{p}t></{p}r>{mark}<{p}r>{look}<{p}t xml:space=\"preserve\">"),
            ));
        }
    }
    // The text before a cut may end with a space.
    insertions.extend(bare.into_iter().map(|at| (at, " xml:space=\"preserve\"".to_owned())));
    insertions.sort_by_key(|it| it.0);
    let mut out =
        String::with_capacity(xml.len() + insertions.iter().map(|it| it.1.len()).sum::<usize>());
    let mut from = 0;
    for (at, text) in insertions {
        out.push_str(xml.get(from..at)?);
        out.push_str(&text);
        from = at;
    }
    out.push_str(xml.get(from..)?);
    Some((out, placed))
}

/// How a run looks, without what tells how it looked before: a copy of that would have its number twice.
fn without_changes(look: &str, prefix: &str) -> String {
    let (open, close) = (format!("<{prefix}rPrChange"), format!("</{prefix}rPrChange>"));
    match look
        .split_once(&*open)
        .and_then(|(before, rest)| Some((before, rest.split_once(&*close)?)))
    {
        Some((before, (_, after))) => format!("{before}{after}"),
        None => look.to_owned(),
    }
}

/// Where a place of a paragraph's text stands in the part, and in which run: at the start of what follows, or the end of what
/// precedes.
fn place(pieces: &[Piece], at: usize, is_start: bool) -> Option<(usize, usize)> {
    let mut from = 0;
    for piece in pieces {
        let until = from + piece.text.len();
        let is_inside =
            if is_start { (from..until).contains(&at) } else { from < at && at <= until };
        if is_inside {
            let place = piece.at.as_ref()?;
            return Some((place.start + (at - from), piece.run));
        }
        from = until;
    }
    None
}

impl Parts {
    /// Reads the part as the reader of Word documents does: deleted text is none, and of two ways to show one thing the first
    /// counts.
    fn of(xml: &str) -> Option<Self> {
        let mut parts = Self::default();
        let mut reader = Reader::from_str(xml);
        let mut reading = Reading::default();
        loop {
            let before = usize::try_from(reader.buffer_position()).ok()?;
            let event = reader.read_event().ok()?;
            let after = usize::try_from(reader.buffer_position()).ok()?;
            match event {
                Event::Start(tag) => {
                    reading.start(&tag, before, &mut parts);
                    let is_text = tag.local_name().as_ref() == "t" && reading.is_own(&tag);
                    if is_text && !keeps_spaces(&tag) {
                        parts.bare.push(after - 1);
                    }
                }
                Event::Empty(tag) => reading.empty(&tag, before..after, &mut parts),
                Event::End(tag) => reading.end(tag.local_name().as_ref(), after, &mut parts),
                Event::Text(text) => {
                    let read = text.xml10_content().into_owned();
                    // Where reading changes the characters they have no places of their own.
                    let at = (xml.get(before..after) == Some(&*read)).then_some(before..after);
                    reading.text(read, at, &mut parts);
                }
                // Marks inside it would be text.
                Event::CData(text) => {
                    reading.text(text.xml10_content().into_owned(), None, &mut parts);
                }
                Event::GeneralRef(name) => {
                    let char = name.resolve_char_ref().ok().flatten().map(String::from);
                    let named = || quick_xml::escape::resolve_xml_entity(&name).map(str::to_owned);
                    reading.text(char.or_else(named).unwrap_or_default(), None, &mut parts);
                }
                Event::Eof => break,
                _ => {}
            }
        }
        parts.pieces.sort_by_key(|it| it.paragraph);
        Some(parts)
    }
}

/// The prefix of an element's name, with its colon.
fn prefix(tag: &BytesStart<'_>) -> String {
    let name = tag.name();
    let name = name.as_ref();
    name.split_once(':').map_or(String::new(), |it| format!("{}:", it.0))
}

fn keeps_spaces(tag: &BytesStart<'_>) -> bool {
    tag.attributes().flatten().any(|it| it.key.as_ref() == "xml:space")
}

/// What is open while a part is read.
#[derive(Default)]
struct Reading {
    paragraphs: usize,
    open: Vec<usize>,
    runs: Vec<usize>,
    is_text: bool,
    gone: usize,
    /// Alternatives that are open, each with whether the first of them has text.
    choices: Vec<bool>,
    /// How many elements are open.
    depth: usize,
    /// The prefix of the outermost element: equations and pictures have runs of other names.
    prefix: Option<String>,
}

impl Reading {
    /// Whether an element is one of the document's own.
    fn is_own(&self, tag: &BytesStart<'_>) -> bool {
        self.prefix.as_deref() == Some(&*prefix(tag))
    }

    /// The run that an element at the present depth is a child of.
    fn parent<'p>(&self, parts: &'p mut Parts) -> Option<&'p mut Run> {
        let run = self.runs.last().and_then(|it| parts.runs.get_mut(*it))?;
        (run.depth + 1 == self.depth).then_some(run)
    }

    fn start(&mut self, tag: &BytesStart<'_>, at: usize, parts: &mut Parts) {
        self.depth += 1;
        self.prefix.get_or_insert_with(|| prefix(tag));
        match tag.local_name().as_ref() {
            "p" => {
                self.paragraphs += usize::from(self.gone == 0);
                self.open.push(self.paragraphs);
            }
            "r" => {
                self.runs.push(parts.runs.len());
                parts.runs.push(Run { prefix: prefix(tag), look: 0..0, depth: self.depth });
            }
            "rPr" => {
                if let Some(run) = self.parent(parts) {
                    run.look = at..at;
                }
            }
            "t" => self.is_text = true,
            "del" | "moveFrom" => self.gone += 1,
            "AlternateContent" => self.choices.push(false),
            "Fallback" if self.choices.last() == Some(&true) => self.gone += 1,
            _ => {}
        }
    }

    fn empty(&mut self, tag: &BytesStart<'_>, at: Range<usize>, parts: &mut Parts) {
        match tag.local_name().as_ref() {
            "tab" | "br" | "cr" => self.text_of_any(" ".to_owned(), None, parts),
            "noBreakHyphen" => self.text_of_any("-".to_owned(), None, parts),
            "rPr" => {
                self.depth += 1;
                if let Some(run) = self.parent(parts) {
                    run.look = at;
                }
                self.depth -= 1;
            }
            _ => {}
        }
    }

    fn end(&mut self, name: &str, at: usize, parts: &mut Parts) {
        match name {
            "p" => drop(self.open.pop()),
            "r" => drop(self.runs.pop()),
            "rPr" => {
                if let Some(run) = self.parent(parts) {
                    run.look.end = at;
                }
            }
            "t" => self.is_text = false,
            "del" | "moveFrom" => self.gone = self.gone.saturating_sub(1),
            "AlternateContent" => drop(self.choices.pop()),
            "Fallback" if self.choices.last() == Some(&true) => {
                self.gone = self.gone.saturating_sub(1);
            }
            _ => {}
        }
        self.depth = self.depth.saturating_sub(1);
    }

    fn text(&mut self, text: String, at: Option<Range<usize>>, parts: &mut Parts) {
        if self.is_text {
            self.text_of_any(text, at, parts);
        }
    }

    fn text_of_any(&mut self, text: String, at: Option<Range<usize>>, parts: &mut Parts) {
        if self.gone > 0 {
            return;
        }
        for has_text in &mut self.choices {
            *has_text |= !text.trim().is_empty();
        }
        let Some((run, paragraph)) = self.runs.last().copied().zip(self.open.last().copied())
        else {
            return;
        };
        // A run of another name takes no comment of a document.
        let is_own = parts.runs.get(run).map(|it| &it.prefix) == self.prefix.as_ref();
        let at = at.filter(|_| is_own);
        parts.pieces.push(Piece { paragraph, text, at, run });
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(body: &str, paragraph: usize, text: &str, nth: usize) -> String {
        let comment = Comment { id: 7, paragraph, text: text.to_owned(), nth, lines: Vec::new() };
        marked(body, &[comment]).unwrap().0
    }

    const START: &str = "<w:commentRangeStart w:id=\"7\"/>";
    const END: &str = "<w:commentRangeEnd w:id=\"7\"/><w:r><w:commentReference w:id=\"7\"/></w:r>";

    #[test]
    fn a_run_is_cut_where_the_figure_begins_and_ends() {
        let body = "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t>Up to 40 men</w:t></w:r></w:p>";
        let look = "<w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">";
        assert_eq!(
            of(body, 1, "40", 0),
            format!(
                "<w:p><w:r>{look}Up to </w:t></w:r>{START}<w:r>{look}40</w:t></w:r>{END}<w:r>{look} men</w:t></w:r></w:p>"
            )
        );
    }

    #[test]
    fn a_figure_may_begin_in_one_run_and_end_in_another() {
        let body = "<w:p><w:r><w:t>1,2</w:t></w:r><w:hyperlink><w:r><w:t>00 men</w:t></w:r></w:hyperlink></w:p>";
        let marked = of(body, 1, "1,200", 0);
        let (before, after) = marked.split_once(START).unwrap();
        assert!(before.ends_with("></w:t></w:r>"), "{before}");
        assert!(after.contains(&format!("00</w:t></w:r>{END}")), "{after}");
    }

    #[test]
    fn the_same_figure_is_counted_in_text_that_is_shown() {
        let body = "<w:p><w:del><w:r><w:delText>40</w:delText></w:r></w:del><w:r><w:t>40 of 140 &amp; </w:t></w:r>\
                    <w:r><w:tab/><w:t>40</w:t></w:r></w:p>";
        let marked = of(body, 1, "40", 2);
        assert!(
            marked.contains(&format!("<w:tab/><w:t xml:space=\"preserve\"></w:t></w:r>{START}"))
        );
        assert!(!of(body, 1, "40", 3).contains(START), "there is no fourth one");
        assert!(!of(body, 2, "40", 0).contains(START), "nor a second paragraph");
    }

    #[test]
    fn what_was_changed_of_a_look_is_not_copied() {
        let look =
            "<w:rPr><w:b/><w:rPrChange w:id=\"9\"><w:rPr><w:i/></w:rPr></w:rPrChange></w:rPr>";
        let marked =
            of(&format!("<w:p><w:r>{look}<w:t>Up to 40 men</w:t></w:r></w:p>"), 1, "40", 0);
        assert_eq!(marked.matches("rPrChange w:id").count(), 1);
        assert_eq!(marked.matches("<w:rPr><w:b/></w:rPr>").count(), 2);
        assert!(Parts::of(&marked).is_some(), "it is well-formed");
    }

    #[test]
    fn equations_and_raw_text_take_no_marks() {
        let math = "<w:p><m:oMath><m:r><m:t>42</m:t></m:r></m:oMath></w:p>";
        assert_eq!(of(math, 1, "42", 0), math);
        let raw = "<w:p><w:r><w:t><![CDATA[42]]> of 42</w:t></w:r></w:p>";
        assert!(!of(raw, 1, "42", 0).contains(START), "it is not the second one");
        assert!(of(raw, 1, "42", 1).contains(START));
    }

    #[test]
    fn what_is_no_markup_is_refused() {
        let comment =
            Comment { id: 1, paragraph: 1, text: "4".to_owned(), nth: 0, lines: Vec::new() };
        assert_eq!(marked("<w:p><w:r></w:p>", &[comment]), None);
    }

    /// What a reader sees of a part.
    fn seen(xml: &str) -> String {
        Parts::of(xml).unwrap().pieces.iter().map(|it| &*it.text).collect()
    }

    proptest::proptest! {
        #[test]
        fn marks_change_no_text(runs in proptest::collection::vec("[a-z0-9 ,]{0,6}", 1..6), from in 0..20_usize, length in 1..5_usize) {
            let run = |it: &String| format!("<w:r><w:t>{it}</w:t></w:r>");
            let body = runs.iter().map(run).collect::<Vec<_>>().concat();
            let body = format!("<w:p>{body}</w:p>");
            let text = seen(&body);
            let from = from.min(text.len().saturating_sub(length));
            if let Some(figure) = text.get(from..from + length) {
                let nth = text[..from].matches(figure).count();
                let marked = of(&body, 1, figure, nth);
                proptest::prop_assert_eq!(seen(&marked), text);
                proptest::prop_assert_eq!(marked.matches(START).count(), marked.matches(END).count());
            }
        }
    }
}
