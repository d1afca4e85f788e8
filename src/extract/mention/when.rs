//! Which time expression of a sentence a figure belongs to.

use super::Sentence;
use crate::claim::time::When;
use crate::claim::{Span, Value};
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::Tag;

/// Bytes of a sentence that hold the longest of [`SAME_TIME`].
const OPENING: usize = 32;

/// Phrases that take up the time of the sentence before.
const SAME_TIME: &[&str] = &[
    "in the meantime",
    "over the same",
    "in the same",
    "during the same",
    "at the same time",
    "meanwhile",
];

/// The time of a figure: the nearest after it before the next figure, else the nearest before it.
pub(super) fn of(
    sentence: &Sentence<'_>,
    found: &Found,
    carried: Option<&(When, Span)>,
) -> Option<(When, Span)> {
    let times = || {
        sentence.found.iter().filter(|it| {
            it.kind.is_time()
                && !is_of_saying(sentence, it)
                && !is_of_record(sentence, it)
                && !is_of_comparison(sentence, it)
                && (it.last <= found.first || !announces_next(sentence, it))
        })
    };
    let numbers =
        || sentence.found.iter().filter(|it| !it.kind.is_time() && it.first != found.first);
    let next_number = numbers().map(|it| it.first).filter(|it| *it > found.first).min();
    // "Sent to Spain, where they stand trial next year": the time of another clause.
    let opens = |at: usize| {
        let token = &sentence.tokens[at];
        matches!(token.text, "where" | "when") && sentence.tokens[at - 1].is_mark(",")
    };
    let other_clause = (found.last.max(1)..sentence.tokens.len()).find(|it| opens(*it));
    let is_near = |it: &&Found| {
        it.first >= found.last
            && [next_number, other_clause].iter().flatten().all(|end| it.first < *end)
    };
    let before = times().rfind(|it| it.last <= found.first);
    let is_of_next = |it: &&Found| before.is_some() && opens_clause(sentence, it, next_number);
    let after = times().find(is_near).filter(|it| !is_of_next(it));
    // A time right before belongs to the figure; one far before only if none follows it.
    let gap = before.and_then(|it| it.span.until(found.span));
    let is_right_before = gap.is_some_and(|it| it.len() < 4);
    let chosen = if is_right_before { before } else { after.or(before) };
    // A time after the last figure may date the whole enumeration before it, but a time that another
    // figure follows directly is that figure's own.
    if let Some(it) = chosen {
        return as_when(it);
    }
    let text = sentence.span.of(sentence.text);
    let text = text.get(..text.floor_char_boundary(OPENING)).unwrap_or(text).to_lowercase();
    SAME_TIME.iter().any(|it| text.starts_with(it)).then(|| carried.cloned())?
}

/// The time that the next sentence can take up.
pub(super) fn scope(sentence: &Sentence<'_>) -> Option<(When, Span)> {
    let times = sentence.found.iter().filter(|it| it.kind.is_time() && !is_of_saying(sentence, it));
    times.filter_map(as_when).next_back()
}

fn as_when(found: &Found) -> Option<(When, Span)> {
    match &found.value {
        Value::When(when) => Some((when.clone(), found.span)),
        _ => None,
    }
}

/// "58.3 % (2020: 54.1 %)": what a time with a colon announces is its own, and nothing before it.
fn announces_next(sentence: &Sentence<'_>, time: &Found) -> bool {
    let is_colon = sentence.token(time.last).is_some_and(|it| it.is_mark(":"));
    let opens = time.first.checked_sub(1).and_then(|it| sentence.token(it));
    is_colon
        && opens.is_some_and(|it| it.is_mark("(,;–—-"))
        && sentence.found.iter().any(|it| it.first == time.last + 1)
}

/// "40 in May, in June 50": what opens the clause of the next figure, right before it, is the time of that one.
fn opens_clause(sentence: &Sentence<'_>, time: &Found, next_number: Option<usize>) -> bool {
    const GAP: usize = 1;
    let is_right_before = next_number.is_some_and(|it| it <= time.last + GAP);
    let is_preposition =
        |it: &Token<'_>| it.is(Tag::Preposition) || it.text.eq_ignore_ascii_case("in");
    let mut before = sentence.tokens[..time.first].iter().rev().peekable();
    before.next_if(|it| is_preposition(it));
    is_right_before
        && before
            .next()
            .is_some_and(|it| it.is_mark(",;") || matches!(it.text, "and" | "but" | "while"))
}

/// "a quarter more than in 2024", "compared with last year": the time of another figure, which may stay unsaid.
fn is_of_comparison(sentence: &Sentence<'_>, time: &Found) -> bool {
    let word = |back: usize| time.first.checked_sub(back).and_then(|it| sentence.token(it));
    let is = |back: usize, words: &[&str]| word(back).is_some_and(|it| words.contains(&it.text));
    let back = if is(1, &["in", "on", "at", "during", "the"]) { 2 } else { 1 };
    is(back, &["than", "versus", "vs"])
        || is(back, &["with", "to"]) && is(back + 1, &["compared", "Compared"])
}

/// "the highest since the nineties", "a figure not seen since 1990": how long it is a record, not when it was.
fn is_of_record(sentence: &Sentence<'_>, time: &Found) -> bool {
    const FARTHEST: usize = 6;
    let is_since =
        |at: usize| sentence.token(at).is_some_and(|it| it.text.eq_ignore_ascii_case("since"));
    let since = if is_since(time.first) {
        Some(time.first)
    } else {
        time.first.checked_sub(1).filter(|it| is_since(*it))
    };
    let Some(since) = since else { return false };
    (since.saturating_sub(FARTHEST)..since)
        .rev()
        .map(|it| &sentence.tokens[it])
        .take_while(|it| !it.is_mark(".;:"))
        .any(|it| it.is(Tag::Negation) || it.is(Tag::Superlative))
}

/// "… said on Thursday": when it was said, not when it happened.
fn is_of_saying(sentence: &Sentence<'_>, time: &Found) -> bool {
    let is_short = matches!(&time.value, Value::When(it) if it.is_day());
    if !is_short {
        return false;
    }
    let before = (time.first.saturating_sub(7)..time.first).rev();
    for at in before {
        let token = &sentence.tokens[at];
        if token.is(Tag::Say) && token.verb_form().is_some() {
            return true;
        }
        if token.verb_form().is_some() && token.entry.is_none_or(|it| it.noun.is_none())
            || token.is(Tag::Be)
        {
            return false;
        }
    }
    false
}

/// Whether the clause speaks of what is to come, so that a date without a year lies ahead.
pub(super) fn looks_ahead(sentence: &Sentence<'_>, found: &Found) -> bool {
    const NEAR: usize = 3;
    let ends = |it: &Token<'_>| {
        it.is_mark(";:—–") || matches!(it.text, "while" | "but" | "whereas" | "although")
    };
    let start = sentence.tokens[..found.first].iter().rposition(ends).map_or(0, |it| it + 1);
    let is_deadline = |at: usize| {
        let text = sentence.tokens[at].text;
        ["before", "by", "until"].iter().any(|it| text.eq_ignore_ascii_case(it))
    };
    let is_prepositional = |it: &Token<'_>| it.is(Tag::Preposition) || it.is(Tag::Offset);
    let is_ahead = |it: &Token<'_>| it.is(Tag::LooksAhead) && !is_prepositional(it);
    if (start..found.first).any(|it| !is_deadline(it) && is_ahead(&sentence.tokens[it])) {
        return true;
    }
    // "By July" is a deadline, "watched by 41,380" is none; a finished act after it keeps it in the past.
    let is_time = |at: usize| sentence.found.iter().any(|it| it.kind.is_time() && it.first == at);
    let near = start.max(found.first.saturating_sub(NEAR))..found.first;
    let is_done = |it: &Token<'_>| matches!(it.text, "had" | "has" | "have");
    near.into_iter().any(|it| is_deadline(it) && (found.kind.is_time() || is_time(it + 1)))
        && !sentence.tokens[start..].iter().any(is_done)
}
