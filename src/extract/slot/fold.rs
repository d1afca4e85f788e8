//! A sentence as the parser gets it: each figure in its plainest form.
//!
//! "Not quite 7,350 of the bulbs" is "340 of the bulbs" to the grammar, "some 6.2 per cent" "340 percent", "about £18m" "$ 340":
//! what a figure denotes was read before, and treebanks hold few figures of many words.

use std::ops::Range;

use crate::claim::Span;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::parse::{Grammar, MOST_WORDS, Tree, tokens};

/// What stands for the number of a figure.
const NUMBER: &str = "340";

/// The words of a sentence, with where they stand in it.
pub(super) struct Words<'s> {
    forms: Vec<&'s str>,
    spans: Vec<Range<usize>>,
}

impl<'s> Words<'s> {
    /// Of a sentence that starts at `start` in the text in which `found` stands.
    pub(super) fn new(sentence: &'s str, start: usize, found: &[Found]) -> Self {
        let spans = tokens(sentence);
        // What is that long is no sentence, whatever cuts it.
        if spans.len() > 4 * MOST_WORDS {
            return Self { forms: Vec::new(), spans: Vec::new() };
        }
        let forms = spans.iter().map(|it| &sentence[it.clone()]).collect();
        let mut words = Self { forms, spans };
        for figure in found.iter().rev() {
            if let Some(span) = inside(figure.span, start, sentence) {
                words.fold(span, figure.kind, sentence);
            }
        }
        words
    }

    fn fold(&mut self, span: Range<usize>, kind: Kind, sentence: &'s str) {
        let first = self.spans.partition_point(|it| it.end <= span.start);
        let last = self.spans.partition_point(|it| it.start < span.end);
        // A figure that shares a word with what stands around it is left as it is.
        let Some([opening, ..]) = self.spans.get(first..last) else { return };
        let closing = self.spans[last - 1].clone();
        if opening.start < span.start || closing.end > span.end {
            return;
        }
        let tokens = &self.spans[first..last];
        let unit = &sentence[closing];
        let folded: Vec<(&str, Range<usize>)> = match kind {
            Kind::Count if last - first > 1 => vec![(NUMBER, span)],
            Kind::Percent => halves(span, tokens, (NUMBER, "percent")),
            Kind::Money => halves(span, tokens, ("$", NUMBER)),
            Kind::Measure if last - first > 2 => halves(span, tokens, (NUMBER, unit)),
            _ => return,
        };
        self.forms.splice(first..last, folded.iter().map(|it| it.0));
        self.spans.splice(first..last, folded.into_iter().map(|it| it.1));
    }

    /// The parts that have a tree of their own: what semicolons and the lines between cells cut apart.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&[&'s str], &[Range<usize>])> {
        let is_cut = |form: &str| matches!(form, ";" | "|" | "•");
        let forms = self.forms.split_inclusive(move |it| is_cut(it));
        let mut first = 0;
        forms.map(move |part| {
            let spans = &self.spans[first..first + part.len()];
            first += part.len();
            (part, spans)
        })
    }
}

/// The tree of a sentence that starts at `start` in the text in which `found` stands.
pub(super) fn tree(sentence: &str, start: usize, found: &[Found]) -> Tree {
    let words = Words::new(sentence, start, found);
    let grammar = Grammar::english();
    let trees = words.parts().map(|(forms, spans)| grammar.parse_forms(forms, spans.to_vec()));
    Tree::joined(trees.collect())
}

/// The bytes of a figure in its sentence.
fn inside(span: Span, start: usize, sentence: &str) -> Option<Range<usize>> {
    let range = span.start.checked_sub(start)?..span.end.checked_sub(start)?;
    sentence.get(range.clone()).map(|_| range)
}

/// A figure as two words; it is cut before its last token, within a single one after its first character.
fn halves<'f>(
    span: Range<usize>,
    tokens: &[Range<usize>],
    forms: (&'f str, &'f str),
) -> Vec<(&'f str, Range<usize>)> {
    match tokens.last().map(|it| it.start).filter(|it| *it > span.start) {
        Some(cut) => vec![(forms.0, span.start..cut), (forms.1, cut..span.end)],
        None => vec![(forms.1, span)],
    }
}
