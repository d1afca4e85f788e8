//! Figures beside characters that could not be read (U+FFFD): digits may be missing, so they are no claims.

use crate::claim::{Span, UNREAD, is_lost};

/// Why such a figure is no claim.
pub(super) const REASON: &str = "beside characters that could not be read";

/// Whether an expression of a sentence has such a character in its words, or in a word beside it that is none.
pub(super) fn is_beside(text: &str, sentence: Span, span: Span) -> bool {
    let before = text.get(sentence.start..span.start).unwrap_or_default();
    let after = text.get(span.end..sentence.end).unwrap_or_default();
    let own = text.get(span.range()).unwrap_or_default();
    let (left, earlier) = match before.rfind(' ') {
        Some(at) => (&before[at + 1..], before[..at].rsplit(' ').next()),
        None => (before, None),
    };
    let (right, later) = match after.split_once(' ') {
        Some((right, rest)) => (right, rest.split(' ').next()),
        None => (after, None),
    };
    let is_beside = earlier.is_some_and(is_lost) || later.is_some_and(is_lost);
    is_beside || [left, own, right].iter().any(|it| it.contains(UNREAD))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_may_have_lost_digits_is_found() {
        let cases = [
            ("some [12]\u{fffd} men", true),
            ("some \u{fffd}[12] men", true),
            ("some 1\u{fffd},[12] men", true),
            ("some 12\u{fffd} [million] men", true),
            ("some [12] \u{fffd} men", true),
            ("some [12] men\u{fffd}", false),
            ("the caf\u{fffd} [12] men", false),
            ("[12] men \u{fffd} 5", false),
        ];
        for (text, expected) in cases {
            let text = text.replace("\\\u{fffd}", "\u{fffd}");
            let start = text.find('[').unwrap();
            let end = text.find(']').unwrap() - 1;
            let bare = text.replace(['[', ']'], "");
            let whole = Span::new(0, bare.len());
            assert_eq!(is_beside(&bare, whole, Span::new(start, end)), expected, "{text}");
        }
    }
}
