//! Words and phrases with a meaning each, matched at the start of a text, longest first.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

/// The longest first word of a phrase, in bytes; longer words in a text open none.
const LONGEST_FIRST: usize = 32;

/// Phrases with one first word, longest first.
type Candidates<T> = Vec<(Box<str>, T)>;

/// A table of phrases.
///
/// Phrases that start with an ASCII letter are kept under their first run of such letters, others
/// under their first character, so that a word opens few candidates.
///
/// Invariant: phrases are lower case and each list is sorted by length, longest first.
#[derive(Debug)]
pub struct Phrases<T> {
    by_first: FxHashMap<Box<[u8]>, Candidates<T>>,
}

impl<T: Copy> Phrases<T> {
    /// A table from phrases with their meanings.
    pub fn new<'p>(phrases: impl Iterator<Item = (&'p str, T)>) -> Self {
        let mut sorted: Vec<_> =
            phrases.map(|(it, meaning)| (it.to_lowercase(), meaning)).collect();
        sorted.sort_by_key(|(it, _)| std::cmp::Reverse(it.len()));
        let mut by_first = FxHashMap::<Box<[u8]>, Candidates<T>>::default();
        for (phrase, meaning) in sorted {
            by_first
                .entry(opening(&phrase).as_bytes().into())
                .or_default()
                .push((phrase.into(), meaning));
        }
        Self { by_first }
    }

    /// A table from a map.
    pub fn of(map: &BTreeMap<String, T>) -> Self {
        Self::new(map.iter().map(|(phrase, meaning)| (&**phrase, *meaning)))
    }

    /// The longest phrase `text` starts with, as its length in bytes and its meaning.
    ///
    /// A phrase that ends in a letter or digit must not be continued by one: `over` is not in
    /// `overseas`.
    pub fn at(&self, text: &str) -> Option<(usize, T)> {
        self.find(text, char::is_alphanumeric)
    }

    /// The longest phrase `text` starts with, whatever follows: Chinese has no spaces.
    pub fn prefix(&self, text: &str) -> Option<(usize, T)> {
        self.find(text, |_| false)
    }

    /// The same, where digits may follow at once: `USD115`.
    pub fn before_digits(&self, text: &str) -> Option<(usize, T)> {
        self.find(text, char::is_alphabetic)
    }

    fn find(&self, text: &str, goes_on: impl Fn(char) -> bool) -> Option<(usize, T)> {
        let first = opening(text);
        let mut buffer = [0_u8; LONGEST_FIRST];
        let lower = buffer.get_mut(..first.len())?;
        lower.copy_from_slice(first.as_bytes());
        lower.make_ascii_lowercase();
        let list = self.by_first.get(&*lower)?;
        let found = list.iter().find(|(phrase, _)| starts_with(text, phrase, &goes_on));
        found.map(|(it, t)| (it.len(), *t))
    }

    /// Whether one of the phrases stands anywhere in `text`, at the start of a word.
    pub fn is_in(&self, text: &str) -> bool {
        let mut continues = false;
        text.char_indices().any(|(offset, c)| {
            let starts = !continues;
            continues = c.is_alphanumeric();
            starts && self.at(&text[offset..]).is_some()
        })
    }
}

impl Phrases<()> {
    /// A table of phrases without meanings.
    pub fn plain(phrases: &[String]) -> Self {
        Self::new(phrases.iter().map(|it| (&**it, ())))
    }
}

/// The run of ASCII letters that `text` starts with, else its first character.
fn opening(text: &str) -> &str {
    // A longer word opens no phrase; how long it is does not matter.
    let most = text.bytes().take(LONGEST_FIRST + 1);
    let letters = most.take_while(u8::is_ascii_alphabetic).count();
    let length = if letters > 0 { letters } else { text.chars().next().map_or(0, char::len_utf8) };
    &text[..length]
}

fn starts_with(text: &str, phrase: &str, goes_on: impl Fn(char) -> bool) -> bool {
    let Some(head) = text.as_bytes().get(..phrase.len()) else { return false };
    if !head.eq_ignore_ascii_case(phrase.as_bytes()) || !text.is_char_boundary(phrase.len()) {
        return false;
    }
    let ends_in_word = phrase.chars().next_back().is_some_and(char::is_alphanumeric);
    let is_continued = text[phrase.len()..].chars().next().is_some_and(goes_on);
    !(ends_in_word && is_continued)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn takes_the_longest_phrase_as_a_whole_word() {
        let phrases =
            Phrases::new([("more", 1), ("more than", 2), ("over", 3), ("~", 4)].into_iter());
        let cases = [
            ("More than 5", Some((9, 2))),
            ("more 5", Some((4, 1))),
            ("overseas", None),
            ("~5", Some((1, 4))),
            ("", None),
        ];
        for (text, expected) in cases {
            assert_eq!(phrases.at(text), expected, "{text:?}");
        }
        assert!(phrases.is_in("no more") && !phrases.is_in("moreover"));
    }
}
