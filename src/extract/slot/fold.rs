//! A sentence as the parser gets it: each figure in its plainest form.
//!
//! "Not quite 7,350 of the bulbs" is "340 of the bulbs" to the grammar, "some 6.2 per cent" "340 percent", "about £18m" "$ 340":
//! what a figure denotes was read before, and treebanks hold few figures of many words.

use std::ops::Range;

use crate::claim::{Kind, Span};
use crate::extract::Found;
use crate::lexicon::{Entry, Lexicon, Tag, VerbForm};
use crate::parse::{Grammar, MOST_WORDS, Tree, Verbs, tokens};

/// What stands for the number of a figure.
const NUMBER: &str = "340";

/// The words of a sentence, with where they stand in it.
pub(super) struct Words<'s> {
    forms: Vec<&'s str>,
    spans: Vec<Range<usize>>,
}

impl<'s> Words<'s> {
    /// Of a sentence that starts at `start` in the text in which `found` stands.
    pub(super) fn new(sentence: &'s str, start: usize, found: &[Found], lexicon: &Lexicon) -> Self {
        let spans = tokens(sentence);
        // What is that long is no sentence, whatever cuts it.
        if spans.len() > 4 * MOST_WORDS {
            return Self { forms: Vec::new(), spans: Vec::new() };
        }
        let forms = spans.iter().map(|it| &sentence[it.clone()]).collect();
        let mut words = Self { forms, spans };
        words.part_opening(start, sentence, found, lexicon);
        for (index, figure) in found.iter().enumerate().rev() {
            let Some(span) = inside(figure.span, start, sentence) else { continue };
            if figure.kind.is_time() {
                let next = found.get(index + 1).filter(|it| it.kind == Kind::Count);
                let gap = next.and_then(|it| inside(figure.span.until(it.span)?, start, sentence));
                if let Some(gap) = gap {
                    words.part(gap, sentence);
                }
            } else {
                words.part_offset(span.end, sentence, lexicon);
                let verbs = words.hedge(&span, lexicon);
                words.fold(verbs..span.end, figure.kind, sentence);
            }
        }
        words
    }

    /// `In June 40 people came`: the time says when, and no more of the 40; a comma tells the parser so.
    fn part(&mut self, gap: Range<usize>, sentence: &str) {
        let at = self.spans.partition_point(|it| it.end <= gap.start);
        let is_between = self.spans.get(at).is_some_and(|it| it.start == gap.end);
        if is_between && !gap.is_empty() && sentence[gap.clone()].trim().is_empty() {
            self.forms.insert(at, ",");
            self.spans.insert(at, gap);
        }
    }

    /// Where a figure starts behind a verb that hedges it: "exceeded 40" has the verb of its clause.
    fn hedge(&self, span: &Range<usize>, lexicon: &Lexicon) -> usize {
        let first = self.spans.partition_point(|it| it.end <= span.start);
        let is_verb = |form: &&str| {
            let entry = lexicon.word(form);
            entry.is_none_or(|it| {
                it.number.is_none() && !it.tags.has_any(&[Tag::Preposition, Tag::Adverb])
            }) && form.bytes().all(|it| it.is_ascii_alphabetic())
                && Grammar::english().can_be_verb(form)
        };
        let verb = self.forms.get(first).filter(|it| is_verb(it));
        let next = self.spans.get(first + 1).filter(|it| it.end <= span.end);
        verb.and(next).map_or(span.start, |it| it.start)
    }

    /// `In Oslo 40 people came`: the name says where, and no more of the 40, unless it is a kind of thing that has numbers.
    fn part_opening(
        &mut self,
        start: usize,
        sentence: &'s str,
        found: &[Found],
        lexicon: &Lexicon,
    ) {
        const LONGEST: usize = 5;
        let is_in = |form: &&str| lexicon.word(form).is_some_and(|it| it.is(Tag::Locative));
        if !self.forms.first().is_some_and(is_in) {
            return;
        }
        let is_name = |form: &&&str| form.starts_with(char::is_uppercase);
        let names = self.forms[1..].iter().take(LONGEST).take_while(is_name).count();
        let (Some(last), Some(next)) = (self.forms.get(names), self.spans.get(names + 1)) else {
            return;
        };
        let is_known = lexicon.places.at(last).is_some() || lexicon.word(last).is_none();
        // "In Oslo police came": the noun is the subject of the verb behind it.
        let form = |at: usize| self.forms.get(at).copied().unwrap_or_default();
        let is_past = lexicon
            .word(form(names + 2))
            .and_then(|it| it.verb)
            .is_some_and(|it| it.1 == VerbForm::Past);
        let is_subject = is_past
            && lexicon.places.at(last).is_some_and(|it| it.0 == last.len())
            && lexicon.word(form(names + 1)).is_some_and(|it| it.noun.is_some());
        let is_figure = is_subject
            || found.iter().any(|it| {
                it.span.start == start + next.start
                    && matches!(it.kind, Kind::Count | Kind::Measure)
            });
        let end = self.spans[names].end;
        let goes_on =
            self.forms.get(names + 2).is_some_and(|it| it.starts_with(char::is_alphabetic));
        if names > 0 && is_known && is_figure && goes_on {
            self.part(end..next.start, sentence);
        }
    }

    /// `reached 40 next summer`: what follows says when.
    fn part_offset(&mut self, end: usize, sentence: &str, lexicon: &Lexicon) {
        let at = self.spans.partition_point(|it| it.end <= end);
        let is_offset = self
            .forms
            .get(at)
            .is_some_and(|it| lexicon.word(it).is_some_and(|it| it.is(Tag::Offset)));
        let start = self.spans.get(at).map(|it| it.start).filter(|_| is_offset);
        if let Some(start) = start {
            self.part(end..start, sentence);
        }
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

    /// The parts that have a tree of their own: what semicolons and the lines between cells cut apart, and what stands
    /// behind where and when the text was written.
    pub(super) fn parts(&self) -> impl Iterator<Item = (&[&'s str], &[Range<usize>])> {
        let is_cut = |form: &str| matches!(form, ";" | "|" | "•");
        let (head, body) = self.forms.split_at(dateline(&self.forms));
        let heads = std::iter::once(head).filter(|it| !it.is_empty());
        let forms = heads.chain(body.split_inclusive(move |it| is_cut(it)));
        let mut first = 0;
        forms.map(move |part| {
            let spans = &self.spans[first..first + part.len()];
            first += part.len();
            (part, spans)
        })
    }
}

/// How many words say where, when and by whom the text was written: `OSLO, May 4 (Reuters) -`, `OSLO:`. They stand before a
/// dash or colon, all with a capital or no letter, one in capitals or with an agency in brackets.
fn dateline(forms: &[&str]) -> usize {
    const LONGEST: usize = 16;
    let is_end = |it: &&str| matches!(*it, "-" | "–" | "—" | "--" | ":");
    let Some(end) = forms.iter().take(LONGEST).position(is_end) else { return 0 };
    let head = &forms[..end];
    let is_name = |it: &&str| !it.chars().next().is_some_and(char::is_lowercase);
    let is_loud = |it: &&str| {
        it.chars().filter(|it| it.is_alphabetic()).count() > 2
            && !it.chars().any(char::is_lowercase)
    };
    let is_signed = head.last() == Some(&")") && head.contains(&"(");
    let is_dateline = head.iter().all(is_name) && (is_signed || head.first().is_some_and(is_loud));
    if is_dateline && end + 1 < forms.len() { end + 1 } else { 0 }
}

/// The tree of a sentence that starts at `start` in the text in which `found` stands.
pub(super) fn tree(sentence: &str, start: usize, found: &[Found], lexicon: &Lexicon) -> Tree {
    let words = Words::new(sentence, start, found, lexicon);
    let grammar = Grammar::english();
    let verbs = Known(lexicon);
    let trees =
        words.parts().map(|(forms, spans)| grammar.parse_forms(forms, spans.to_vec(), &verbs));
    Tree::joined(trees.collect())
}

/// What the lexicon knows of verbs.
struct Known<'l>(&'l Lexicon);

impl Verbs for Known<'_> {
    fn is_verb(&self, form: &str) -> bool {
        self.0.word(form).is_some_and(|it| it.verb.is_some())
    }

    fn is_past_change(&self, form: &str) -> bool {
        let is_past = |it: &&Entry| it.verb.is_some_and(|it| it.1 == VerbForm::Past);
        self.0.word(form).filter(is_past).is_some_and(|it| self.0.is_change(it))
    }
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
