//! HTML: the main content of a page, with the way back to its bytes, and what the page says of itself.
//!
//! html5gum tells the tags apart; which part of a page is its content is told by the elements HTML has for it (`main`,
//! `article`; `nav`, `aside`, `footer`), by class names that are in common use where an element holds little of the text,
//! and by how much of a block is links.

mod around;
mod grid;
mod meta;
mod raised;
mod suspect;
mod tree;

use std::borrow::Cow;
use std::sync::Arc;

use html5gum::{DefaultEmitter, Token, Tokenizer};

use super::builder::Builder;
use super::{Context, Reading, Refused};
use crate::claim::{BlockKind, Citation, Origin, Source, Span};
use meta::Meta;
use tree::{Block, Style, Tree};

/// Reads a page.
pub(super) fn read(
    text: &Arc<str>,
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let Page { meta, tree, links } = page(text)?;
    meta.fill(source);
    let mut out = Builder::new(Origin::of_text(Arc::clone(text)));
    for block in tree.content() {
        match block {
            Block::Text { kind, runs } => {
                out.block(kind);
                raised::line(&runs, text, |text, span| out.push(text, span));
            }
            Block::Table(table) => table.read_aloud(text).read_aloud(&mut out, context),
        }
    }
    let reading = Reading { citations: links, ..out.finish() };
    if reading.blocks.is_empty() && !text.trim().is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// Adds the content of a page that is a part of another file, and fills in what it says of itself; `at` names the place of
/// each of its blocks.
pub(super) fn add(
    text: &str,
    at: &mut dyn FnMut() -> String,
    source: &mut Source,
    out: &mut Builder,
    context: Context<'_>,
) -> Result<(), Refused> {
    let Page { meta, tree, .. } = page(text)?;
    meta.fill(source);
    for block in tree.content() {
        let at = at();
        match block {
            Block::Text { kind, runs } => {
                out.block(kind);
                out.part(&at, None);
                raised::line(&runs, text, |text, _| out.add(text));
                out.close();
            }
            Block::Table(table) => {
                let mut table = table.read_aloud(text);
                for cell in table.rows.iter_mut().flatten() {
                    // The bytes are those of the part, which the file does not hold as such.
                    cell.runs.clear();
                    cell.at = Some(at.clone());
                }
                table.read_aloud(out, context);
                out.close();
            }
        }
    }
    Ok(())
}

/// A page as it is read.
#[derive(Default)]
struct Page {
    /// What it says of itself.
    meta: Meta,
    tree: Tree,
    /// Its links, where they stand in it.
    links: Vec<Citation>,
}

fn page(text: &str) -> Result<Page, Refused> {
    let mut emitter = DefaultEmitter::<usize>::new_with_span();
    emitter.naively_switch_states(true);
    let Page { mut meta, mut tree, mut links } = Page::default();
    let mut link: Option<(usize, String)> = None;
    for token in Tokenizer::new_with_emitter(text, emitter) {
        match token {
            Ok(Token::StartTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name).into_owned();
                let attribute = |name: &str| {
                    let value = tag.attributes.get(name.as_bytes())?;
                    Some(String::from_utf8_lossy(&value.value).into_owned())
                };
                if name == "a" {
                    link = attribute("href").map(|it| (tag.span.end, it));
                }
                meta.start(&name, attribute);
                tree.start(&name, attribute, tag.self_closing)?;
            }
            Ok(Token::EndTag(tag)) => {
                let name = String::from_utf8_lossy(&tag.name);
                if let Some((start, name)) = link.take_if(|_| name == "a") {
                    links.push(Citation { at: Span::new(start, tag.span.start.max(start)), name });
                }
                meta.end(&name);
                tree.end(&name);
            }
            Ok(Token::String(string)) => {
                let span = Span::new(string.span.start, string.span.end.min(text.len()));
                let raw = text.get(span.range()).unwrap_or_default();
                meta.text(&string.value);
                tree.text(raw, span);
            }
            _ => {}
        }
    }
    Ok(Page { meta, tree, links })
}

/// What an editor can do about a page without text.
const NOTHING: &str = "holds no text that a reader would see: it is hidden, drawn by a script, or only links; save the \
                       page as the browser shows it, or its text as .txt";

/// A stretch of text as it stands in the file, with character references.
#[derive(Clone, Copy, Debug)]
struct Run {
    span: Span,
    /// How many bytes of it are no white space at its ends.
    length: usize,
    style: Style,
    /// The innermost element around it that looks like no content.
    suspect: Option<usize>,
}

impl Run {
    /// Its pieces: text as read, and the bytes it stands for.
    fn pieces(self, file: &str) -> impl Iterator<Item = (Cow<'_, str>, Span)> {
        let raw = file.get(self.span.range()).unwrap_or_default();
        let mut at = 0;
        std::iter::from_fn(move || {
            let rest = raw.get(at..).filter(|it| !it.is_empty())?;
            let start = self.span.start + at;
            let length = match rest.strip_prefix('&') {
                Some(name) => {
                    let end = name
                        .find(|it: char| !it.is_ascii_alphanumeric() && it != '#')
                        .unwrap_or(name.len());
                    1 + end + usize::from(name[end..].starts_with(';'))
                }
                None if rest.starts_with('\n') => {
                    rest.find(|it: char| !it.is_ascii_whitespace()).unwrap_or(rest.len())
                }
                None => rest.find(['&', '\n']).unwrap_or(rest.len()),
            };
            at += length;
            let piece = &rest[..length];
            let span = Span::new(start, start + length);
            let read = match piece {
                it if it.starts_with('&') => decoded(it),
                // A line break in the file is a space on the page, with all that indents the next line.
                it if it.starts_with('\n') => " ".into(),
                it => it.into(),
            };
            Some((read, span))
        })
    }
}

/// What a character reference stands for.
fn decoded(reference: &str) -> Cow<'_, str> {
    let tokens = Tokenizer::new(reference).filter_map(|it| match it {
        Ok(Token::String(text)) => Some(String::from_utf8_lossy(&text).into_owned()),
        _ => None,
    });
    tokens.collect::<String>().into()
}

/// The kind of block an element starts; `None` for those inside a line.
fn kind_of(name: &str) -> Option<BlockKind> {
    Some(match name {
        "h1" | "h2" | "h3" | "h4" | "h5" | "h6" | "title" => BlockKind::Heading,
        "li" | "dd" | "dt" => BlockKind::Item,
        "p" | "div" | "section" | "article" | "main" | "header" | "footer" | "aside" | "nav"
        | "figure" | "figcaption" | "blockquote" | "pre" | "address" | "summary" | "details"
        | "ul" | "ol" | "dl" | "hr" | "body" | "form" | "br" => BlockKind::Paragraph,
        _ => return None,
    })
}

#[cfg(test)]
mod tests;
