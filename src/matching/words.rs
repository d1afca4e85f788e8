//! The words of a text, and the stems by which they are compared.

use rustc_hash::FxHashMap;

use crate::claim::Span;
use crate::lexicon::{Entry, Lexicon, Tag};

/// A stem as a number: equal stems have equal ones.
pub(super) type Stem = u32;

/// A word, a number or a mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Word {
    pub(super) span: Span,
    /// What it is compared by.
    pub(super) stem: Stem,
    /// Whether it says something of what is spoken of.
    pub(super) is_content: bool,
    /// Whether it ends a clause: a comma, a bracket, "and", "which".
    pub(super) is_break: bool,
    /// Whether it starts with a capital letter.
    pub(super) is_capital: bool,
}

/// The stems of several texts, numbered as they are met.
#[derive(Debug, Default)]
pub struct Vocabulary {
    stems: FxHashMap<String, Stem>,
}

impl Vocabulary {
    pub(super) fn stem(&mut self, stem: &str) -> Stem {
        if let Some(it) = self.stems.get(stem) {
            return *it;
        }
        let next = Stem::try_from(self.stems.len()).unwrap_or(Stem::MAX);
        self.stems.insert(stem.to_owned(), next);
        next
    }

    /// The stem of a word.
    pub(super) fn word(&mut self, word: &str) -> Stem {
        let lower = word.to_lowercase();
        self.stem(stem(&lower, word.len()))
    }

    /// The words of a stretch of text.
    pub(super) fn words(&mut self, text: &str, of: Span, lexicon: &Lexicon, into: &mut Vec<Word>) {
        for span in spans(text.get(of.range()).unwrap_or_default()) {
            let span = span.shifted(of.start);
            let word = &text[span.range()];
            let starts = word.chars().next().unwrap_or(' ');
            let entry = if starts.is_alphabetic() { lexicon.word(word) } else { None };
            let is_closed = entry.is_some_and(Entry::is_function_word);
            let lower = word.to_lowercase();
            into.push(Word {
                is_capital: starts.is_uppercase(),
                span,
                stem: self.stem(stem(&lower, word.len())),
                is_content: starts.is_alphabetic() && word.len() > 1 && !is_closed,
                is_break: ",;:()—–".contains(word)
                    || entry.is_some_and(|it| {
                        it.tags.has_any(&[Tag::Conjunction, Tag::Coordinator, Tag::Relative])
                    })
                    || matches!(&*lower, "with" | "as" | "versus" | "compared"),
            });
        }
    }
}

/// Endings that are cut, the longest first, where three letters are left.
const ENDINGS: &[&str] = &[
    "ations", "ation", "ments", "ment", "ings", "ing", "ies", "ied", "ers", "er", "ed", "es", "ly",
    "al", "s", "e",
];

/// A word in lower case without its ending, by a light stemmer: it only has to bring forms of one word together.
fn stem(lower: &str, length: usize) -> &str {
    const LEAST: usize = 3;
    if length <= LEAST {
        return lower;
    }
    let mut cut = ENDINGS.iter().filter_map(|it| lower.strip_suffix(it));
    cut.find(|it| it.len() >= LEAST).unwrap_or(lower)
}

/// Words with apostrophes inside them, numbers with their separators, single marks; a character of writing without
/// spaces is a word.
fn spans(text: &str) -> impl Iterator<Item = Span> {
    let mut offset = 0;
    std::iter::from_fn(move || {
        let rest = text.get(offset..)?;
        offset += rest.len() - rest.trim_start().len();
        let rest = text.get(offset..)?;
        let first = rest.chars().next()?;
        let length = if first.is_ascii_digit() {
            let end = rest.find(|it: char| !(it.is_ascii_digit() || it == ',' || it == '.'));
            rest[..end.unwrap_or(rest.len())].trim_end_matches([',', '.']).len()
        } else if first.is_alphabetic() && first < '\u{2e80}' {
            word(rest)
        } else {
            first.len_utf8()
        };
        let span = Span::new(offset, offset + length);
        offset = span.end;
        Some(span)
    })
}

fn word(text: &str) -> usize {
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let goes_on = matches!(c, '\'' | '’' | '.')
            && chars.peek().is_some_and(|it| it.1.is_alphabetic() && (c == '.' || it.1 != 's'));
        if !(c.is_alphabetic() && c < '\u{2e80}' || goes_on) {
            break;
        }
        end = at + c.len_utf8();
    }
    end
}
