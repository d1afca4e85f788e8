//! The sign before a figure: a mark or a word.

use crate::lexicon::{Lexicon, Number};

/// What follows a sign: `-4`, `+$4`, and after a sign that is nothing else also `− 4`.
pub(super) fn signed<'t>(text: &'t str, before: &str) -> Option<&'t str> {
    let is_operand = |it: char| it.is_alphanumeric() || it == ')';
    let rest = text.strip_prefix(['-', '−', '+'])?;
    let opens = |it: &&str| it.starts_with(|it: char| is_digit(it) || "$€£¥".contains(it));
    let apart = rest.strip_prefix([' ', '\u{a0}']).filter(|_| text.starts_with('−'));
    let is_difference = before.trim_end().ends_with(|it: char| is_digit(it) || it == ')');
    let close = Some(rest).filter(opens).filter(|_| !before.ends_with(is_operand));
    close.or_else(|| apart.filter(opens).filter(|_| !is_difference))
}

/// `minus`, `negative` before a figure.
pub(super) fn sign_word<'t>(lexicon: &Lexicon, text: &'t str) -> Option<&'t str> {
    if !text.starts_with(|it: char| it.is_ascii_alphabetic()) {
        return None;
    }
    let (word, rest) = text.split_once([' ', '-'])?;
    (lexicon.word(word)?.number == Some(Number::Sign)).then_some(rest)
}

pub(super) fn is_digit(c: char) -> bool {
    c.is_ascii_digit()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sign_is_no_dash_and_no_difference() {
        let cases = [
            ("fell to ", "-4 points", Some("4 points")),
            ("fell to ", "− 4 points", Some("4 points")),
            ("fell to ", "- 4 points", None),
            ("9 ", "− 4 is five", None),
            ("(9) ", "−4", Some("4")),
            ("9", "-4", None),
            ("it cost ", "−$4", Some("$4")),
            ("it cost ", "-a", None),
        ];
        for (before, text, expected) in cases {
            assert_eq!(signed(text, before), expected, "{before:?} {text:?}");
        }
    }

    #[test]
    fn a_sign_may_be_a_word() {
        let lexicon = Lexicon::english().unwrap();
        assert_eq!(sign_word(lexicon, "minus 40 degrees"), Some("40 degrees"));
        assert_eq!(sign_word(lexicon, "minus-40 degrees"), Some("40 degrees"));
        assert_eq!(sign_word(lexicon, "plain 40 degrees"), None);
    }
}
