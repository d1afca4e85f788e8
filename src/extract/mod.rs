//! Stage 2: a document becomes mentions: numeric expressions with what their sentences say of them.
//!
//! Each sentence is tokenised once; a token that may start a number or a time is an anchor, and the
//! grammars of `EXTRACTORS` are tried there in order on the text itself. What they leave is context:
//! the counted noun, the action, who, where and when, read off the tokens around.
//!
//! A new grammar is one file with a `read` function and one line in `EXTRACTORS`.

mod anchor;
mod count;
mod figure;
mod flow;
mod hedged;
mod list;
mod measure;
mod mention;
mod money;
mod name;
mod noise;
mod nothing;
mod numeral;
mod percent;
mod quantity;
mod quiet;
mod sentence;
mod sign;
mod slot;
mod spelled;
mod sum;
mod time;
mod token;
mod unread;
mod zh;

use crate::claim::{Document, Event, Kind, Mention, Rejected, Span, Statistic, Value};
use crate::lexicon::Lexicon;

use anchor::Anchor;
use flow::Flow;
use sentence::sentences;
use token::Token;

/// A grammar: reads one expression at the start of `here.rest`.
type Extractor = for<'t> fn(&Lexicon, Here<'t>) -> Option<Reading>;

/// Whether a grammar may read where that may start.
type Opens = fn(&Anchor) -> bool;

/// The grammars in the order in which they are tried, each where it may start; the first that reads
/// wins.
const EXTRACTORS: &[(Opens, Extractor)] = &[
    (|it| it.digits, noise::read),
    (|it| it.time, time::read),
    (|it| it.number, count::read_ordinal),
    (|it| it.number, count::read_multiple),
    (|it| it.number, count::read_times),
    (|it| it.nothing, nothing::read),
    (|it| it.number, quantity::read),
];

/// A place in a sentence.
#[derive(Clone, Copy)]
struct Here<'t> {
    /// The sentence up to here.
    before: &'t str,
    /// The sentence from here on.
    rest: &'t str,
}

/// What a grammar reads: how far it reaches and what it denotes.
struct Reading {
    length: usize,
    what: What,
    statistic: Statistic,
}

enum What {
    Expression { kind: Kind, value: Value, unit: Option<String> },
    Noise(&'static str),
}

impl Reading {
    fn new(length: usize, kind: Kind, value: Value) -> Self {
        let what = What::Expression { kind, value, unit: None };
        Self { length, what, statistic: Statistic::Amount }
    }

    fn with_unit(length: usize, kind: Kind, value: Value, name: &str) -> Self {
        let what = What::Expression { kind, value, unit: Some(name.to_owned()) };
        Self { length, what, statistic: Statistic::Amount }
    }

    fn noise(length: usize, reason: &'static str) -> Self {
        Self { length, what: What::Noise(reason), statistic: Statistic::Amount }
    }
}

/// An expression found in a sentence, before its context is read.
struct Found {
    span: Span,
    /// Tokens `first..last` belong to it.
    first: usize,
    last: usize,
    kind: Kind,
    value: Value,
    unit: Option<String>,
    statistic: Statistic,
}

/// What a document holds.
#[derive(Debug, Default)]
pub struct Extraction {
    /// Numeric expressions with their slots, in order of position.
    pub mentions: Vec<Mention>,
    /// Numeric expressions that are no claims.
    pub rejected: Vec<Rejected>,
    /// The events it names, with the span of the name and of its sentence.
    pub names: Vec<(Event, Span, Span)>,
    /// Its sentences, in order of position, without overlap.
    pub sentences: Vec<Span>,
    /// Where reading stopped, as the document holds more figures than any that somebody wrote; see [`MOST`].
    pub cut: Option<usize>,
}

/// No more figures of one document are read: each takes some kilobytes until all are judged.
pub const MOST: usize = 200_000;

/// Everything numeric in a document, and the events it names.
pub fn extract(document: &Document, lexicon: &Lexicon) -> Extraction {
    up_to(MOST, document, lexicon)
}

fn up_to(most: usize, document: &Document, lexicon: &Lexicon) -> Extraction {
    let mut mentions = Vec::new();
    let mut rejected = Vec::new();
    let mut names = Vec::new();
    let mut all_sentences = Vec::new();
    let mut cut = None;
    let mut carried = mention::Carried::default();
    let flow = Flow::of(document);
    let whole = &*flow.text;
    let noise = noise::blocks(whole, &flow.blocks, lexicon);
    for (index, block) in flow.blocks.iter().enumerate() {
        if mentions.len() + rejected.len() >= most {
            cut = Some(block.span.start);
            break;
        }
        let text = &whole[block.span.range()];
        carried.new_block();
        for span in sentences(text, lexicon) {
            let span = span.shifted(block.span.start);
            all_sentences.push(span);
            if carried.may_pass() && quiet::is_quiet(&whole[span.range()], lexicon) {
                carried.pass();
                continue;
            }
            let is_chinese = zh::is_chinese(&whole[span.range()]);
            let (tokens, mut found) = if is_chinese {
                let read = zh::scan(whole, span, lexicon, &mut rejected);
                let tokens = zh::tokens(whole, span, &read);
                let found = zh::owned(read, &tokens);
                (tokens, found)
            } else {
                let tokens = token::tokens(whole, span, lexicon);
                let mut found = Vec::new();
                scan(whole, span, &tokens, lexicon, &mut found, &mut rejected);
                (tokens, found)
            };
            if let Some(label) =
                noise::label(text, lexicon).filter(|_| span.start == block.span.start)
            {
                let end = block.span.start + label;
                found.retain(|it| it.span.start >= end);
                let numbers = tokens.iter().filter(|it| it.is_number() && it.span.start < end);
                let reason = "number of a section";
                rejected.extend(numbers.map(|it| Rejected { span: it.span, reason }));
            }
            if let Some(reason) = noise.get(index).copied().flatten() {
                found.retain(|it| it.kind.is_time());
                reject_numbers(&tokens, reason, &mut rejected);
            }
            found.retain(|it| {
                let is_read = !unread::is_beside(whole, span, it.span);
                rejected.extend(
                    (!is_read).then_some(Rejected { span: it.span, reason: unread::REASON }),
                );
                is_read
            });
            list::add(&tokens, lexicon, &mut found);
            let events = name::events(&tokens, lexicon);
            let sentence = mention::Sentence {
                text: whole,
                span,
                block: index,
                tokens: &tokens,
                found: &found,
                events: &events,
            };
            mentions.extend(mention::read(&sentence, &mut carried, &mut rejected, lexicon));
            names.extend(events.into_iter().map(|(event, at)| (event, at, span)));
        }
    }
    rejected.sort_by_key(|it| it.span);
    rejected.dedup();
    flow.placed(Extraction { mentions, rejected, names, sentences: all_sentences, cut })
}

/// The trees of the sentences of a document that hold a figure, a word a line, each with the sentence's place.
pub fn trees(document: &Document, lexicon: &Lexicon) -> Vec<(Span, String)> {
    let mut out = Vec::new();
    each_sentence(document, lexicon, |text, (span, place), found| {
        if found.iter().any(|it| !it.kind.is_time()) {
            out.push((place, slot::outline(text, span, found, lexicon)));
        }
    });
    out
}

/// The words of each sentence of a document as the grammar gets them, its figures in their plainest form: what a parser
/// can be trained on.
pub fn forms(document: &Document, lexicon: &Lexicon) -> Vec<Vec<String>> {
    let mut out = Vec::new();
    each_sentence(document, lexicon, |text, (span, _), found| {
        out.extend(slot::forms(text, span, found, lexicon));
    });
    out
}

/// Goes through the sentences that are not Chinese: the text that is read, the sentence there and in the document, and
/// what is found in it.
fn each_sentence(
    document: &Document,
    lexicon: &Lexicon,
    mut visit: impl FnMut(&str, (Span, Span), &[Found]),
) {
    let flow = Flow::of(document);
    let whole = &*flow.text;
    for block in flow.blocks.iter() {
        for span in sentences(&whole[block.span.range()], lexicon) {
            let span = span.shifted(block.span.start);
            if zh::is_chinese(&whole[span.range()]) {
                continue;
            }
            let tokens = token::tokens(whole, span, lexicon);
            let mut found = Vec::new();
            scan(whole, span, &tokens, lexicon, &mut found, &mut Vec::new());
            visit(whole, (span, flow.place(span)), &found);
        }
    }
}

/// Finds the expressions of one sentence, left to right, without overlaps.
fn scan(
    text: &str,
    sentence: Span,
    tokens: &[Token<'_>],
    lexicon: &Lexicon,
    found: &mut Vec<Found>,
    rejected: &mut Vec<Rejected>,
) {
    let mut next = 0;
    while let Some(token) = tokens.get(next) {
        let start = token.span.start;
        let here = Here { before: &text[sentence.start..start], rest: &text[start..sentence.end] };
        let anchor = anchor::anchor(tokens, next, lexicon);
        let mut grammars = EXTRACTORS.iter().filter(|(opens, _)| opens(&anchor));
        let reading = grammars.find_map(|(_, read)| read(lexicon, here));
        let Some(reading) = reading.filter(|it| it.length > 0) else {
            next += 1;
            continue;
        };
        let span = Span::new(start, start + reading.length);
        let after = tokens[next..].iter().take_while(|it| it.span.start < span.end).count();
        match reading.what {
            What::Noise(reason) => rejected.push(Rejected { span, reason }),
            What::Expression { kind, value, unit } => found.push(Found {
                span,
                first: next,
                last: next + after,
                kind,
                value,
                unit,
                statistic: reading.statistic,
            }),
        }
        next += after.max(1);
    }
}

fn reject_numbers(tokens: &[Token<'_>], reason: &'static str, rejected: &mut Vec<Rejected>) {
    let numbers = tokens.iter().filter(|it| it.is_number());
    rejected.extend(numbers.map(|it| Rejected { span: it.span, reason }));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::collect;

    #[test]
    fn reading_stops_where_there_are_too_many() {
        let lexicon = Lexicon::english().unwrap();
        // The second paragraph is wrapped, so that places in it are not those of the text that is read.
        let text = "Ferries carried 17 cars.\n\nThey carried\r\n5 men and 6 women.\n\nTwo sank.\n";
        let document = collect::from_text(Source::at("a.txt"), text, lexicon).unwrap();
        let read = |most| {
            let it = up_to(most, &document, lexicon);
            (it.mentions.len(), it.cut.and_then(|it| document.text.get(it..)).map(str::trim_end))
        };
        assert_eq!(read(1), (1, Some("They carried\n5 men and 6 women.\n\nTwo sank.")));
        assert_eq!(read(3), (3, Some("Two sank.")));
        assert_eq!(read(4), (4, None));
    }
}
