//! Names in a row: `Spain, Italy and Malta`, `Spain, Italy and other 8 countries`, and parallel
//! phrases after a colon.
//!
//! ```text
//! list  = item { "," item } [ "," ] "and" ( item | rest )
//! rest  = "others" | "other" noun | "other" number noun | number "other" noun
//! ```
//! A list has three names, or two and a rest, or is all that follows a colon. Not read: `Paris, France`, `Smith and Jones`.

use super::Found;
use super::name::{PARTICLES, is_name_word, name_end};
use super::token::Token;
use crate::claim::{Kind, Rest, Span, Statistic, Value};
use crate::lexicon::{Lexicon, Number, PlaceForm, Tag};

/// Adds the lists of a sentence to what was found in it, and marks the counts inside them.
pub(super) fn add(tokens: &[Token<'_>], lexicon: &Lexicon, found: &mut Vec<Found>) {
    let mut next = 0;
    while next < tokens.len() {
        let list = names(tokens, next, lexicon).or_else(|| phrases(tokens, next));
        let Some(list) = list else {
            next += 1;
            continue;
        };
        if let Rest::Exactly(_) = list.rest {
            for it in found.iter_mut().filter(|it| (list.first..list.last).contains(&it.first)) {
                it.statistic = Statistic::Remainder;
            }
        }
        let span = Span::new(tokens[list.first].span.start, tokens[list.last - 1].span.end);
        found.push(Found {
            span,
            first: list.first,
            last: list.last,
            kind: Kind::List,
            value: Value::List { names: list.names, rest: list.rest },
            unit: None,
            statistic: Statistic::Amount,
        });
        next = list.last;
    }
    found.sort_by_key(|it| (it.span.start, it.kind == Kind::List));
}

struct List {
    first: usize,
    last: usize,
    names: Vec<String>,
    rest: Rest,
}

fn names(tokens: &[Token<'_>], first: usize, lexicon: &Lexicon) -> Option<List> {
    let starts = first == 0 || !is_name_word(&tokens[first - 1]);
    if !starts || !is_name_word(&tokens[first]) {
        return None;
    }
    let mut names = Vec::new();
    let mut at = first;
    let mut has_and = false;
    let mut rest = Rest::Nothing;
    loop {
        let start = at + usize::from(tokens.get(at).is_some_and(|it| it.text == "the"));
        let end = item_end(tokens, start, &names);
        if end == start {
            break;
        }
        names.push(text_of(&tokens[start..end]));
        at = end;
        let Some((after, is_and)) = separator(tokens, at) else { break };
        if is_and && let Some((end, it)) = rest_at(tokens, after, lexicon) {
            (at, rest, has_and) = (end, it, true);
            break;
        }
        let opens_name = tokens.get(after).is_some_and(|it| {
            is_name_word(it)
                || (it.is_capitalised() && it.entry.is_some_and(|it| it.month.is_some()))
                || (it.text == "the" && tokens.get(after + 1).is_some_and(is_name_word))
        });
        if !opens_name || has_and {
            break;
        }
        has_and = is_and;
        at = after;
    }
    let is_announced = || closes_announcement(tokens, first, at);
    let is_long_enough =
        names.len() >= 3 || names.len() >= 2 && (rest != Rest::Nothing || is_announced());
    if !has_and || !is_long_enough || is_attributive(tokens, at, &names, lexicon) {
        return None;
    }
    if rest == Rest::Nothing && is_open(tokens, first, at) {
        rest = Rest::Open;
    }
    Some(List { first, last: at, names, rest })
}

/// Whether what stands between is all that follows a colon: `Two bridges were closed: the Mill Bridge and the High
/// Bridge.`
fn closes_announcement(tokens: &[Token<'_>], first: usize, last: usize) -> bool {
    let mut before = tokens[..first].iter().rev().skip_while(|it| it.text == "the");
    let is_after_colon = before.next().is_some_and(|it| it.is_mark(":"));
    is_after_colon && tokens.get(last).is_none_or(|it| it.is_mark(".;"))
}

/// The end of the name at `start`; after another name also of one that is a month as well: `Joan, June`.
fn item_end(tokens: &[Token<'_>], start: usize, before: &[String]) -> usize {
    let end = name_end(tokens, start, PARTICLES);
    let is_month = |it: &Token<'_>| it.entry.is_some_and(|it| it.month.is_some());
    let stands_alone = || {
        let next = tokens.get(start + 1);
        next.is_none_or(|it| it.is_mark(",.") || it.is(Tag::Coordinator))
    };
    let is_name_too =
        tokens.get(start).is_some_and(|it| it.is_capitalised() && is_month(it)) && stands_alone();
    if end == start && !before.is_empty() && is_name_too { start + 1 } else { end }
}

/// `,`, `, and`, `and`: where the next item starts, and whether "and" was said.
fn separator(tokens: &[Token<'_>], at: usize) -> Option<(usize, bool)> {
    let is_coordinator =
        |it: usize| tokens.get(it).is_some_and(|it| it.is(Tag::Coordinator) || it.is_mark("&"));
    if is_coordinator(at) {
        return Some((at + 1, true));
    }
    tokens.get(at).filter(|it| it.is_mark(",、"))?;
    Some(if is_coordinator(at + 1) { (at + 2, true) } else { (at + 1, false) })
}

/// `others`, `other countries`, `other 8 countries`, `eight other countries`.
fn rest_at(tokens: &[Token<'_>], at: usize, lexicon: &Lexicon) -> Option<(usize, Rest)> {
    let is_quantifier =
        |it: &Token<'_>| matches!(it.text, "several" | "many" | "some" | "various" | "the");
    let at = at + usize::from(tokens.get(at).is_some_and(is_quantifier));
    let number = |it: usize| tokens.get(it).and_then(|it| whole_number(it, lexicon));
    let is_other = |it: usize| {
        tokens.get(it).is_some_and(|it| matches!(it.text, "other" | "others" | "more" | "further"))
    };
    let (rest, mut end) = match (number(at), is_other(at)) {
        (Some(n), _) if is_other(at + 1) => (Rest::Exactly(n), at + 2),
        (_, true) => match number(at + 1) {
            Some(n) => (Rest::Exactly(n), at + 2),
            None => (Rest::Open, at + 1),
        },
        _ => return None,
    };
    // The counted noun closes the list: "other 8 countries".
    while tokens
        .get(end)
        .is_some_and(|it| it.is_word() && it.entry.is_some_and(|it| it.noun.is_some()))
    {
        end += 1;
    }
    Some((end, rest))
}

fn whole_number(token: &Token<'_>, lexicon: &Lexicon) -> Option<u64> {
    if token.is_number() {
        return token.text.parse().ok();
    }
    match lexicon.word(token.text)?.number? {
        Number::Cardinal(n) => Some(n),
        _ => None,
    }
}

/// Whether the list only examples: "including", "such as" before it, "among others" after.
fn is_open(tokens: &[Token<'_>], first: usize, last: usize) -> bool {
    let before = &tokens[first.saturating_sub(3)..first];
    let says = |words: &[&str]| before.iter().any(|it| words.contains(&&*it.text.to_lowercase()));
    let is_such_as = before.windows(2).any(|it| it[0].text == "such" && it[1].text == "as");
    let after = tokens.get(last..).unwrap_or(&[]);
    let is_among_others = after.iter().take(3).any(|it| it.text == "others" || it.text == "etc");
    says(&[
        "including",
        "include",
        "includes",
        "included",
        "like",
        "notably",
        "particularly",
        "especially",
    ]) || is_such_as
        || is_among_others
}

/// `Spanish, French and Italian police`: adjectives before a noun are no list of places.
fn is_attributive(tokens: &[Token<'_>], end: usize, names: &[String], lexicon: &Lexicon) -> bool {
    let is_adjective = names
        .last()
        .and_then(|it| lexicon.places.at(it))
        .is_some_and(|it| it.2 == PlaceForm::Adjective);
    is_adjective && tokens.get(end).is_some_and(Token::is_word)
}

/// Parallel phrases after a colon: each starts with a verb in -ing, the last after "and".
fn phrases(tokens: &[Token<'_>], colon: usize) -> Option<List> {
    if !tokens[colon].is_mark(":") {
        return None;
    }
    let first = colon + 1;
    let is_ing =
        |it: usize| tokens.get(it).is_some_and(|it| it.text.ends_with("ing") && it.is_word());
    if !is_ing(first) {
        return None;
    }
    let end = tokens[first..]
        .iter()
        .position(|it| it.is_mark(".!?;"))
        .map_or(tokens.len(), |it| first + it);
    let mut names = Vec::new();
    let mut start = first;
    let mut has_and = false;
    for at in first..=end {
        let Some((after, is_and)) = separator(tokens, at) else {
            if at == end {
                names.push(text_of(&tokens[start..end]));
            }
            continue;
        };
        // "exchange and sharing," is one item of a list that commas divide.
        let divides = tokens[at].is_mark(",") || (is_and && !has_comma(tokens, after, end));
        if is_ing(after) && divides && at > start && at < end {
            names.push(text_of(&tokens[start..at]));
            start = after;
            has_and |= is_and;
        }
    }
    (names.len() >= 3 && has_and).then_some(List { first, last: end, names, rest: Rest::Nothing })
}

fn has_comma(tokens: &[Token<'_>], first: usize, last: usize) -> bool {
    tokens[first..last].iter().any(|it| it.is_mark(","))
}

fn text_of(tokens: &[Token<'_>]) -> String {
    let mut text = String::new();
    let mut end = None;
    for token in tokens {
        if end.is_some_and(|it| it < token.span.start) {
            text.push(' ');
        }
        text.push_str(token.text);
        end = Some(token.span.end);
    }
    text
}
