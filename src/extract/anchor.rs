//! Where an expression may start, and of which sort: grammars are tried nowhere else.
//!
//! Most words are far from any number. Each token is asked once, by what the lexicon knows of it and of
//! its neighbour; only a token that may open a time or an amount is given to the grammars.

use super::token::{Token, TokenKind};
use crate::lexicon::{Entry, Lexicon, Number, Tag};

/// What may start at a token.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[expect(clippy::struct_excessive_bools, reason = "each is a sort of expression")]
pub(super) struct Anchor {
    /// Digits, or a mark that opens a telephone number.
    pub(super) digits: bool,
    /// A day, a stretch of time.
    pub(super) time: bool,
    /// A number with what qualifies it.
    pub(super) number: bool,
    /// A word that says that there is none.
    pub(super) nothing: bool,
}

/// What may start at the token of that index.
pub(super) fn anchor(tokens: &[Token<'_>], index: usize, lexicon: &Lexicon) -> Anchor {
    let Some(token) = tokens.get(index) else { return Anchor::default() };
    let next = tokens.get(index + 1);
    match token.kind {
        TokenKind::Number => {
            Anchor { digits: true, time: dates(token, next), number: true, ..Anchor::default() }
        }
        TokenKind::Mark => {
            let is_sign = token.is_mark("-−+~<>≥≤($'’");
            let is_common = token.is_mark(".,;:\"“”)");
            let is_symbol = || !is_common && lexicon.units.currency_symbol(token.text).is_some();
            let opens_decade = matches!(token.text, "'" | "’");
            Anchor {
                digits: matches!(token.text, "(" | "+"),
                time: opens_decade,
                number: is_sign && !opens_decade || is_symbol(),
                ..Anchor::default()
            }
        }
        TokenKind::Word => word(tokens, index, lexicon),
    }
}

fn word(tokens: &[Token<'_>], index: usize, lexicon: &Lexicon) -> Anchor {
    let (token, next) = (&tokens[index], tokens.get(index + 1));
    let mut anchor = Anchor::default();
    if let Some(entry) = token.entry {
        anchor.time = entry.may_start_time();
        anchor.nothing = entry.is(Tag::Nothing);
        // "between" opens either.
        anchor.number = entry.may_start_number()
            || entry.tags.has_any(&[Tag::HedgeStart, Tag::SpanStart])
                && is_near_figure(tokens, index);
        let joins = [Tag::Preposition, Tag::Conjunction, Tag::Determiner];
        if anchor.time && entry.tags.has_any(&joins) {
            anchor.time = next.is_some_and(goes_on_as_time);
        }
        // "twenty-one years ago", "a third quarter": numbers open times as well.
        anchor.time |= entry.may_start_number();
        if entry.is(Tag::Determiner) {
            let of_next = next.and_then(|it| it.entry);
            let counts = |it: &Entry| it.may_start_number();
            anchor.time |= of_next
                .is_some_and(|it| it.may_start_time() || counts(it) || it.time_unit.is_some())
                || next.is_some_and(|it| it.is_number() || it.is_mark("'’"));
            anchor.number |= of_next.is_some_and(|it| counts(it) || it.number.is_some());
            // "an hour and a half"
            anchor.number |= tokens.get(index + 2).is_some_and(|it| it.text == "and");
        }
    }
    let bytes = token.text.as_bytes();
    if bytes.contains(&b'-') {
        let first = token.text.split('-').next().and_then(|it| lexicon.word(it));
        anchor.time |= first.is_some_and(|it| it.may_start_time() || it.may_start_number());
        anchor.number |= first.is_some_and(|it| it.may_start_number() || it.is(Tag::HedgeStart));
    }
    let has_digits = bytes.iter().any(u8::is_ascii_digit);
    if has_digits {
        // `Q2`, `FY25`, `Dec31`, `USD115`
        anchor.time |= bytes[0].is_ascii_alphabetic();
        anchor.number |= lexicon.units.currency_symbol(token.text).is_some();
    } else if bytes.len() <= 4 && token.is_capitalised() {
        // `Rs 45`, `US$5`, `FY 2025`
        let before_figure = next.is_some_and(|it| it.is_number() || it.is_mark("$.€£¥="));
        anchor.number |= before_figure;
        anchor.time |= before_figure && bytes.eq_ignore_ascii_case(b"FY");
    }
    anchor
}

/// Words of a hedge with the article and the sign before its figure: "at least another $".
const LONGEST_HEDGE: usize = 7;

/// Whether a figure stands near enough for what precedes it to be its hedge.
fn is_near_figure(tokens: &[Token<'_>], index: usize) -> bool {
    let mut after = tokens[index + 1..].iter().take(LONGEST_HEDGE);
    after.any(|it| {
        it.is_number()
            || it.entry.is_some_and(Entry::may_start_number)
            || it.is_word() && it.text.contains('-')
            || it.is_word() && it.text.bytes().any(|it| it.is_ascii_digit())
    })
}

/// Whether a time may go on with that after "from", "to", "before", "so": most of what follows them is
/// no time.
fn goes_on_as_time(next: &Token<'_>) -> bool {
    let is_time = |it: &Entry| {
        it.may_start_time()
            || it.may_start_number()
            || it.time_unit.is_some()
            || it.tags.has_any(&[Tag::TimeSecond, Tag::Determiner, Tag::HedgeStart])
    };
    !next.is_word()
        || next.is_capitalised()
        || next.entry.is_some_and(is_time)
        || next.text.contains('-')
}

/// Whether digits may be part of a time, by their shape and by what follows.
fn dates(token: &Token<'_>, next: Option<&Token<'_>>) -> bool {
    let bytes = token.text.as_bytes();
    let is_plain = bytes.iter().all(u8::is_ascii_digit);
    if !is_plain || matches!(bytes.len(), 4 | 8) {
        return true;
    }
    let Some(next) = next else { return false };
    let is_joined = next.is_mark("-/.–—~～'’,") && bytes.len() <= 2 || next.is_mark("-");
    let is_time = |it: &Entry| {
        it.month.is_some()
            || it.time_unit.is_some()
            || it.offset.is_some()
            || it.tags.has_any(&[Tag::Coordinator, Tag::SpanStart, Tag::TimeStart])
            || matches!(it.number, Some(Number::Ordinal(_)))
    };
    is_joined
        || next.entry.is_some_and(is_time)
        || matches!(next.text, "of" | "s" | "'s" | "’s" | "day")
}
