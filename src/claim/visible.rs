//! What documents say, as it may be printed: nothing in it can move a cursor, hide a word or break a line.

use std::borrow::Cow;

/// A text on one line in which every control character is a visible mark: what a terminal would obey (C0, C1, DEL;
/// ECMA-48), and what would turn the order of other characters around (Unicode 16, UAX #9).
///
/// Each character becomes one character, so that columns stay what they are.
///
/// ```
/// use crosscheck::claim::visible;
///
/// assert_eq!(visible("plain"), "plain");
/// assert_eq!(visible("a\u{1b}[2Jb\nc\u{202e}"), "a␛[2Jb c�");
/// ```
pub fn visible(text: &str) -> Cow<'_, str> {
    marked(text, |it| is_control(it) || is_break(it))
}

/// The same of a text of several lines, which keeps its line feeds.
pub fn visible_lines(text: &str) -> Cow<'_, str> {
    marked(text, |it| it != '\n' && (is_control(it) || is_break(it)))
}

fn marked(text: &str, is_marked: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_marked) {
        return Cow::Borrowed(text);
    }
    Cow::Owned(text.chars().map(|it| if is_marked(it) { mark(it) } else { it }).collect())
}

/// Whether a terminal obeys a character, or it turns the order of others around.
pub(crate) fn is_control(it: char) -> bool {
    it.is_control()
        || matches!(it, '\u{61c}' | '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn is_break(it: char) -> bool {
    matches!(it, '\n' | '\r' | '\t' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

fn mark(it: char) -> char {
    match it {
        _ if is_break(it) => ' ',
        // The control pictures stand in the order of what they show.
        '\0'..='\u{1f}' => char::from_u32(0x2400 + u32::from(it)).unwrap_or('\u{fffd}'),
        '\u{7f}' => '␡',
        _ => '\u{fffd}',
    }
}
