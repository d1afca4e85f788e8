//! The words, numbers and marks of a sentence, each with what the lexicon knows of it.

use super::numeral::{extent, is_vulgar};
use crate::claim::Span;
use crate::lexicon::{Entry, Lexicon, Tag, VerbForm};

/// What sort of token it is.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum TokenKind {
    Word,
    Number,
    Mark,
}

/// A word, a number or a punctuation mark.
#[derive(Clone, Copy, Debug)]
pub(super) struct Token<'d> {
    pub(super) text: &'d str,
    pub(super) span: Span,
    pub(super) kind: TokenKind,
    /// Of a hyphenated word the lexicon does not know, the entry of its last part.
    pub(super) entry: Option<&'d Entry>,
}

impl Token<'_> {
    pub(super) fn is(&self, tag: Tag) -> bool {
        self.entry.is_some_and(|it| it.is(tag))
    }

    pub(super) fn is_word(&self) -> bool {
        self.kind == TokenKind::Word
    }

    pub(super) fn is_number(&self) -> bool {
        self.kind == TokenKind::Number
    }

    pub(super) fn is_mark(&self, marks: &str) -> bool {
        // A mark is one character.
        self.kind == TokenKind::Mark && self.text.chars().all(|it| marks.contains(it))
    }

    /// Whether the word starts with a capital letter.
    pub(super) fn is_capitalised(&self) -> bool {
        self.text.starts_with(char::is_uppercase)
    }

    /// Whether the word can be a finite verb or a participle, and which form it is.
    pub(super) fn verb_form(&self) -> Option<VerbForm> {
        if self.kind != TokenKind::Word {
            return None;
        }
        match self.entry {
            Some(entry) if entry.verb.is_some() => entry.verb.as_ref().map(|it| it.1),
            Some(entry)
                if entry.noun.is_some()
                    || entry.tags != crate::lexicon::Tags::default() && !entry.is(Tag::Say) =>
            {
                None
            }
            _ if self.is_capitalised() => None,
            _ if self.text.len() > 4 && self.text.ends_with("ed") => Some(VerbForm::Past),
            _ if self.text.len() > 5 && self.text.ends_with("ing") => Some(VerbForm::Ing),
            _ => None,
        }
    }
}

/// The tokens of `text[span]`, in order.
pub(super) fn tokens<'d>(text: &'d str, span: Span, lexicon: &'d Lexicon) -> Vec<Token<'d>> {
    let sentence = &text[span.range()];
    let mut tokens = Vec::with_capacity(sentence.len() / 5 + 1);
    let mut offset = 0;
    while let Some(first) = sentence[offset..].chars().next() {
        let rest = &sentence[offset..];
        if first.is_whitespace() {
            offset += first.len_utf8();
            continue;
        }
        let is_digit = first.is_ascii_digit() || is_vulgar(first);
        let (length, kind) = if is_digit || starts_below_one(&sentence[..offset], rest) {
            (number_length(&sentence[..offset], rest, first), TokenKind::Number)
        } else if first.is_alphabetic() || starts_possessive(rest) {
            (word_length(rest), TokenKind::Word)
        } else {
            (first.len_utf8(), TokenKind::Mark)
        };
        let part = &rest[..length];
        let entry = match kind {
            TokenKind::Word => lexicon
                .word(part)
                .or_else(|| part.rsplit_once('-').and_then(|(_, last)| lexicon.word(last))),
            _ => None,
        };
        let start = span.start + offset;
        tokens.push(Token { text: part, span: Span::new(start, start + length), kind, entry });
        offset += length;
    }
    tokens
}

/// `.5`: a number below one without its zero, where nothing before the point can be its whole part.
fn starts_below_one(before: &str, text: &str) -> bool {
    let opens = |it: char| !it.is_alphanumeric() && !")]}.,".contains(it);
    text.strip_prefix('.').is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
        && before.chars().next_back().is_none_or(opens)
}

/// Digits with separators inside, and letters written against them: `1,250`, `13B`, `1990s`.
fn number_length(before: &str, text: &str, first: char) -> usize {
    // The 31 of "22,24,26,31" stands by itself.
    if before.strip_suffix(',').is_some_and(|it| it.ends_with(|it: char| it.is_ascii_digit())) {
        let digits = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
        return digits.max(first.len_utf8());
    }
    // A number does not end among digits: ten thousand of them are one token, and none of them is tried alone.
    let digits = text.bytes().take_while(u8::is_ascii_digit).count();
    let reach = &text[..extent(text).max(digits).max(first.len_utf8())];
    let length = reach.find(char::is_whitespace).unwrap_or(reach.len());
    length
        + text[length..]
            .chars()
            .take_while(|it| it.is_alphabetic())
            .map(char::len_utf8)
            .sum::<usize>()
}

/// Letters and digits, with hyphens and apostrophes inside; a possessive `'s` is a token of its own.
fn word_length(text: &str) -> usize {
    // Most words are letters up to a space.
    let plain = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
    let ends = text.as_bytes().get(plain).is_none_or(|it| match it {
        b'.' => plain > 1,
        other => other.is_ascii() && !b"-'".contains(other),
    });
    if plain > 0 && ends {
        return plain;
    }
    if starts_possessive(text) {
        return text.char_indices().nth(2).map_or(text.len(), |it| it.0);
    }
    if let Some(length) = initials(text) {
        return length;
    }
    let mut end = 0;
    let mut chars = text.char_indices().peekable();
    while let Some((index, c)) = chars.next() {
        let next = chars.peek().map(|it| it.1);
        let continues = c.is_alphanumeric()
            || (c == '-'
                && next.is_some_and(char::is_alphanumeric)
                && !(index > 1 && is_decimal(&text[index + 1..])))
            || (matches!(c, '\'' | '’')
                && next.is_some_and(char::is_alphabetic)
                && !starts_possessive(&text[index..]));
        if !continues {
            break;
        }
        end = index + c.len_utf8();
    }
    end
}

/// `6.1` of "magnitude-6.1": no word goes on with a number that has decimals.
fn is_decimal(text: &str) -> bool {
    let decimals = text.trim_start_matches(|it: char| it.is_ascii_digit());
    let decimals = decimals.strip_prefix('.').filter(|it| it.len() + 1 < text.len());
    decimals.is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()))
}

/// `U.S.`, `U.A.E.`: letters each followed by a full stop.
fn initials(text: &str) -> Option<usize> {
    let mut length = 0;
    let mut letters = 0;
    let bytes = text.as_bytes();
    while bytes.get(length).is_some_and(u8::is_ascii_alphabetic)
        && bytes.get(length + 1) == Some(&b'.')
    {
        length += 2;
        letters += 1;
    }
    let ends = !text[length..].chars().next().is_some_and(char::is_alphanumeric);
    (letters >= 2 && ends).then_some(length)
}

/// `'s` that ends a possessive or contracts "is".
fn starts_possessive(text: &str) -> bool {
    let mut chars = text.chars();
    matches!(chars.next(), Some('\'' | '’'))
        && chars.next() == Some('s')
        && !chars.next().is_some_and(char::is_alphanumeric)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn splits_words_numbers_and_marks() {
        let lexicon = Lexicon::english().unwrap();
        let cases = [
            ("Spain's 1,250 at-large men.", "Spain|'s|1,250|at-large|men|."),
            ("the U.S. paid $13B", "the|U.S.|paid|$|13B"),
            ("COVID-19 v2, 5-10%", "COVID-19|v2|,|5|-|10|%"),
            ("isn’t “so”", "isn’t|“|so|”"),
            ("1990s; 8:35am", "1990s|;|8|:|35am"),
            ("22,24,26", "22|,|24|,|26"),
            ("2,½", "2|,|½"),
            ("a .25 share, $.75 a day.5 p", "a|.25|share|,|$|.75|a|day|.|5|p"),
            ("a grade-6.1 slope, a B2-4.5", "a|grade|-|6.1|slope|,|a|B2|-|4.5"),
            ("1’250’000 and 12\u{2007}750", "1’250’000|and|12|750"),
        ];
        for (text, expected) in cases {
            let tokens = tokens(text, Span::new(0, text.len()), lexicon);
            let shown: Vec<&str> = tokens.iter().map(|it| it.text).collect();
            assert_eq!(shown.join("|"), expected, "{text:?}");
        }
    }

    #[test]
    fn digits_without_end_are_one_token() {
        let text = "7".repeat(4_000);
        let lexicon = Lexicon::english().unwrap();
        assert_eq!(tokens(&text, Span::new(0, text.len()), lexicon).len(), 1);
    }
}
