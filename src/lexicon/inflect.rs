//! The regular plural of English nouns.

/// The regular plural of a noun.
///
/// # Example
///
/// ```
/// use crosscheck::lexicon::plural;
///
/// assert_eq!(plural("country"), "countries");
/// assert_eq!(plural("branch"), "branches");
/// ```
pub fn plural(lemma: &str) -> String {
    match lemma.as_bytes() {
        [.., before, b'y'] if !is_vowel(*before) => format!("{}ies", &lemma[..lemma.len() - 1]),
        [.., b's' | b'x' | b'z'] | [.., b'c' | b's', b'h'] => format!("{lemma}es"),
        [.., before, b'o'] if !is_vowel(*before) => format!("{lemma}es"),
        _ => format!("{lemma}s"),
    }
}

pub(crate) fn is_vowel(byte: u8) -> bool {
    matches!(byte, b'a' | b'e' | b'i' | b'o' | b'u')
}
