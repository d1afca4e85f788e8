//! Characters that nobody could read.

/// Stands for a character that could not be read (U+FFFD).
pub const UNREAD: char = char::REPLACEMENT_CHARACTER;

/// Whether a word that stands beside a figure may be a part of it that was lost: `\u{fffd}5`, but not `caf\u{fffd}`.
///
/// ```
/// use crosscheck::claim::is_lost;
///
/// assert!(is_lost("\u{fffd}5") && !is_lost("caf\u{fffd}") && !is_lost("5"));
/// ```
pub fn is_lost(word: &str) -> bool {
    word.contains(UNREAD) && !word.contains(char::is_alphabetic)
}
