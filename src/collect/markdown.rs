//! Markdown: markup is masked with spaces, so that positions stay those of the file.

use std::collections::BTreeMap;
use std::sync::Arc;

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde::Deserialize;

use super::manifest::{Day, TierName};
use super::table::{Cell, Table, read_between};
use super::{Context, Reading, Refused};
use crate::claim::{Block, BlockKind, Citation, Source, Span};
use crate::yaml;

/// So much of a note is kept, in bytes, and so many of their marks.
const LONGEST_NOTE: usize = 300;
const MOST_MARKS: usize = 5000;

/// What the front matter may say of the document. Keys of other programs are left alone.
#[derive(Debug, Default, Deserialize)]
#[serde(expecting = "keys and values, as in publisher: NAME")]
struct FrontMatter {
    title: Option<String>,
    publisher: Option<String>,
    #[serde(alias = "date")]
    published: Option<Day>,
    url: Option<String>,
    language: Option<String>,
    tier: Option<TierName>,
    derived_from: Option<String>,
}

/// Reads Markdown with optional YAML front matter.
pub(super) fn read(
    text: &Arc<str>,
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let (matter, body_start) = front_matter(text);
    if let Some(matter) = matter {
        if yaml::too_deep(matter).is_some() {
            let reason =
                format!("has odd front matter: its brackets nest more than {} deep", yaml::DEEPEST);
            return Err(Refused::from(reason));
        }
        let matter: Option<FrontMatter> = serde_yaml::from_str(matter)
            .map_err(|it| Refused::from(format!("has odd front matter: {it}")))?;
        matter.unwrap_or_default().fill(source);
    }
    let mut masked: Vec<u8> =
        text.bytes().map(|it| if it == b'\n' || it == b'\r' { it } else { b' ' }).collect();
    let mut blocks = Vec::new();
    let mut tables = Tables::default();
    let mut links = Links::default();
    let mut open: Option<Block> = None;
    let options =
        Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH | Options::ENABLE_FOOTNOTES;
    for (event, range) in Parser::new_ext(&text[body_start..], options).into_offset_iter() {
        let span = Span::new(range.start, range.end).shifted(body_start);
        links.take(&event, span);
        if tables.takes(&event, span, text) {
            blocks.extend(open.take());
            continue;
        }
        let kind = match &event {
            Event::Start(Tag::Heading { .. }) => Some(BlockKind::Heading),
            Event::Start(Tag::Paragraph) => Some(BlockKind::Paragraph),
            Event::Start(Tag::Item) => Some(BlockKind::Item),
            _ => None,
        };
        match event {
            Event::Text(_) | Event::Code(_) => {
                if let Some(slice) = masked.get_mut(span.range()) {
                    slice.copy_from_slice(&text.as_bytes()[span.range()]);
                }
                if let Some(block) = &mut open {
                    let is_first = block.span.is_empty();
                    block.span = if is_first { span } else { block.span.cover(span) };
                }
            }
            Event::End(TagEnd::Heading(_) | TagEnd::Paragraph | TagEnd::Item) => {
                blocks.extend(open.take());
            }
            // A line that is ended on purpose is one of its own, as in verse and addresses.
            Event::HardBreak => {
                if let Some(block) = open.take_if(|it| !it.span.is_empty()) {
                    blocks.push(block);
                    open = Some(Block { span: Span::new(span.end, span.end), ..block });
                }
            }
            _ => {}
        }
        if let Some(kind) = kind {
            // A paragraph inside a list entry belongs to the entry.
            let is_inner = open.is_some_and(|it| it.kind == BlockKind::Item && it.span.is_empty());
            if !(is_inner && kind == BlockKind::Paragraph) {
                blocks.extend(open.take());
                open = Some(Block { span: Span::new(span.start, span.start), kind });
            }
        }
    }
    blocks.retain(|it| !it.span.is_empty());
    blocks.sort_by_key(|it| it.span);
    // Code spans keep their backticks in the range the parser gives; only whole characters were
    // copied, so the mask is text again.
    let masked =
        String::from_utf8(masked).map_err(|_| Refused::from("could not be masked".to_owned()))?;
    let citations = links.citations();
    if tables.done.is_empty() {
        return Ok(Reading { masked: Some(masked), blocks, citations, ..Reading::default() });
    }
    Ok(Reading { citations, ..read_between(tables.done, text, &masked, &blocks, context) })
}

/// Links and notes of a text, as they are read.
#[derive(Default)]
struct Links {
    /// Links with their addresses.
    links: Vec<Citation>,
    /// Where notes are referred to, by their names, and what stands in them.
    marks: Vec<(String, Span)>,
    notes: BTreeMap<String, String>,
    /// The note that is open.
    note: Option<String>,
}

impl Links {
    fn take(&mut self, event: &Event<'_>, span: Span) {
        match event {
            Event::Start(Tag::FootnoteDefinition(name)) => self.note = Some(name.to_string()),
            Event::End(TagEnd::FootnoteDefinition) => self.note = None,
            Event::FootnoteReference(name) => self.marks.push((name.to_string(), span)),
            Event::Start(Tag::Link { dest_url, .. }) => match &self.note {
                Some(note) => self.add(&note.clone(), dest_url),
                None => self.links.push(Citation { at: span, name: dest_url.to_string() }),
            },
            Event::Text(text) if self.note.is_some() => {
                let note = self.note.clone().unwrap_or_default();
                self.add(&note, text);
            }
            _ => {}
        }
    }

    fn add(&mut self, note: &str, text: &str) {
        let own = self.notes.entry(note.to_owned()).or_default();
        let room = LONGEST_NOTE.saturating_sub(own.len());
        own.push(' ');
        own.push_str(&text[..text.floor_char_boundary(room)]);
    }

    fn citations(self) -> Vec<Citation> {
        let Self { links, marks, notes, .. } = self;
        let of_note = |(name, at): (String, Span)| {
            Some(Citation { at, name: notes.get(&name)?.trim().to_owned() })
        };
        let marks = marks.into_iter().take(MOST_MARKS).filter_map(of_note);
        links.into_iter().chain(marks).collect()
    }
}

/// The tables of a text, as they are read.
#[derive(Default)]
struct Tables {
    done: Vec<(Span, Table)>,
    open: Option<(Span, Table)>,
    is_head: bool,
}

impl Tables {
    /// Takes what belongs to a table.
    fn takes(&mut self, event: &Event<'_>, span: Span, text: &str) -> bool {
        if let Event::Start(Tag::Table(_)) = event {
            self.open = Some((span, Table::default()));
            return true;
        }
        let Some((_, table)) = &mut self.open else { return false };
        match event {
            Event::Start(Tag::TableHead | Tag::TableRow) => {
                self.is_head = matches!(event, Event::Start(Tag::TableHead));
                table.rows.push(Vec::new());
            }
            Event::Start(Tag::TableCell) => {
                let cell = Cell { is_header: self.is_head, ..Cell::default() };
                table.rows.last_mut().into_iter().for_each(|it| it.push(cell.clone()));
            }
            Event::Text(_) | Event::Code(_) => {
                let cell = table.rows.last_mut().and_then(|it| it.last_mut());
                let span =
                    if matches!(event, Event::Code(_)) { unquoted(span, text) } else { span };
                if let (Some(cell), Some(own)) = (cell, text.get(span.range())) {
                    let start = cell.text.len();
                    cell.text.push_str(own);
                    cell.runs.push((Span::new(start, cell.text.len()), span));
                }
            }
            Event::End(TagEnd::Table) => self.done.extend(self.open.take()),
            _ => {}
        }
        true
    }
}

/// A code span without its backticks.
fn unquoted(span: Span, text: &str) -> Span {
    let own = text.get(span.range()).unwrap_or_default();
    let start = span.start + own.len() - own.trim_start_matches('`').len();
    Span::new(start, start + own.trim_matches('`').len())
}

/// The YAML between two lines of `---` at the very start, and where the text after it begins.
fn front_matter(text: &str) -> (Option<&str>, usize) {
    let Some(rest) = text.strip_prefix("---\n") else {
        return (None, 0);
    };
    let start = text.len() - rest.len();
    let mut offset = start;
    for line in rest.split_inclusive('\n') {
        if matches!(line.trim_end(), "---" | "...") {
            return (Some(&text[start..offset]), offset + line.len());
        }
        offset += line.len();
    }
    (None, 0)
}

impl FrontMatter {
    /// Fills what the manifest left open.
    fn fill(self, source: &mut Source) {
        source.title = source.title.take().or(self.title);
        source.publisher = source.publisher.take().or(self.publisher);
        source.published = source.published.or(self.published.map(|it| it.0));
        source.url = source.url.take().or(self.url);
        source.language = source.language.take().or(self.language);
        source.derived_from = source.derived_from.take().or(self.derived_from);
        if let Some(tier) = self.tier {
            source.tier = tier.tier();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn masks_markup_and_reads_front_matter() {
        let text = "---\ntitle: T\ndate: 2025-03-04\ntags: [x]\n---\n# Head\n\nSome **68,000** \
                    [people](http://x.y/12).\n\n- one *two*\n- three\n";
        let mut source = Source::at("x.md");
        let reading =
            read(&Arc::from(text), &mut source, Context::of(Lexicon::english().unwrap())).unwrap();
        let masked = reading.masked.unwrap();
        assert_eq!(masked.len(), text.len());
        assert_eq!(source.published.unwrap().to_string(), "2025-03-04");
        let shown: Vec<String> = reading
            .blocks
            .iter()
            .map(|it| {
                let words: Vec<&str> = masked[it.span.range()].split_whitespace().collect();
                format!("{:?}: {}", it.kind, words.join(" "))
            })
            .collect();
        assert_eq!(
            shown.join("\n"),
            "Heading: Head\nParagraph: Some 68,000 people .\nItem: one two\nItem: three"
        );
    }
}
