//! Words that a rule names in its parameters, looked for around claims.

use crate::claim::Claim;

/// How many bytes of a sentence on either side of a claim say anything of it: sentences of prose are shorter.
const REACH: usize = 512;

/// The text between two claims of one sentence, the earlier one first.
pub(super) fn between<'c>(a: &'c Claim, b: &Claim) -> Option<&'c str> {
    let start = a.span.end.checked_sub(a.sentence.start)?;
    let end = b.span.start.checked_sub(a.sentence.start)?;
    let is_near = a.sentence == b.sentence && end.saturating_sub(start) <= REACH;
    a.sentence_text.get(start..end).filter(|_| is_near)
}

/// The text of the sentence after a claim.
pub(super) fn after(claim: &Claim) -> Option<&str> {
    let rest = claim.sentence_text.get(claim.span.end.checked_sub(claim.sentence.start)?..)?;
    rest.get(..rest.floor_char_boundary(REACH))
}

/// Whether what a claim counts stands right behind its figure: "510 jobs", but not "240 in Utrecht".
pub(super) fn has_own_noun(claim: &Claim) -> bool {
    claim
        .counted
        .as_ref()
        .is_some_and(|it| after(claim).is_some_and(|text| text.trim_start().starts_with(&it.text)))
}

/// The text of the sentence before a claim.
pub(super) fn before(claim: &Claim) -> Option<&str> {
    let lead = claim.sentence_text.get(..claim.span.start.checked_sub(claim.sentence.start)?)?;
    lead.get(lead.ceil_char_boundary(lead.len().saturating_sub(REACH))..)
}

/// Whether a text holds one of the phrases as whole words, in any case.
pub(super) fn says(text: &str, phrases: &[String]) -> bool {
    phrases.iter().any(|phrase| {
        let first = phrase.as_bytes().first().copied().unwrap_or_default();
        let is_at = |start: usize| {
            let end = start + phrase.len();
            let fits = text.get(start..end).is_some_and(|it| it.eq_ignore_ascii_case(phrase));
            let is_word = |it: Option<char>| it.is_some_and(char::is_alphanumeric);
            fits && !is_word(text[..start].chars().next_back())
                && !is_word(text[end..].chars().next())
        };
        let mut starts = text.bytes().enumerate().filter(|it| it.1.eq_ignore_ascii_case(&first));
        !phrase.is_empty() && starts.any(|it| is_at(it.0))
    })
}

/// The first word of a text, without what stands before it.
pub(super) fn first_word(text: &str) -> &str {
    let text = text.trim_start();
    let end = text.find(|it: char| !it.is_alphanumeric()).unwrap_or(text.len());
    &text[..end]
}

/// The first words of a text.
pub(super) fn first_words(text: &str, most: usize) -> impl Iterator<Item = &str> {
    text.split(|it: char| !it.is_alphanumeric()).filter(|it| !it.is_empty()).take(most)
}

/// The last word of a text.
pub(super) fn last_word(text: &str) -> &str {
    let text = text.trim_end();
    let start = text
        .rfind(|it: char| !it.is_alphanumeric())
        .map_or(0, |it| it + text[it..].chars().next().map_or(1, char::len_utf8));
    &text[start..]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn phrases_are_whole_words_in_any_case() {
        let phrases = ["in all".to_owned(), "total".to_owned()];
        assert!(says("$74 million In all.", &phrases));
        assert!(says("a total of $5", &phrases));
        assert!(!says("in alleys, totally", &phrases));
        assert!(!says("", &phrases));
        assert_eq!((first_word(" (each of"), last_word("für sechs, ")), ("", ""));
        assert_eq!((first_word(" each of"), last_word("six classes of ")), ("each", "of"));
    }
}
