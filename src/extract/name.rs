//! Proper names: runs of capitalised words, and which of them name an event.

use super::token::Token;
use crate::claim::{Event, Few, Span};
use crate::lexicon::{Lexicon, Tag};

/// Particles inside the names of people and places.
pub(super) const PARTICLES: &[&str] = &[
    "of", "de", "du", "des", "del", "della", "di", "da", "dos", "la", "le", "les", "los", "las",
    "el", "al", "bin", "bint", "ibn", "von", "van", "der", "den", "ter", "ten", "zu", "y", "sur",
    "upon",
];

/// Words that may stand inside a name in lower case.
const CONNECTORS: &[&str] = &["of", "on", "the", "for", "and", "de"];

/// Whether the word can be part of a name: capitalised, and no function word at a sentence start.
pub(super) fn is_name_word(token: &Token<'_>) -> bool {
    let is_closed = token.entry.is_some_and(|it| {
        let closed = [
            Tag::Determiner,
            Tag::Preposition,
            Tag::Conjunction,
            Tag::Auxiliary,
            Tag::Pronoun,
            Tag::Modal,
            Tag::Relative,
            Tag::Negation,
            Tag::Adverb,
        ];
        it.tags.has_any(&closed) || it.month.is_some() || it.weekday.is_some()
    });
    token.is_word() && token.is_capitalised() && (!is_closed || is_all_capitals(token.text))
}

fn is_all_capitals(word: &str) -> bool {
    word.len() > 1 && word.chars().all(|it| it.is_uppercase() || it == '.')
}

/// The end of the run of name words that starts at `first`: `United Arab Emirates`,
/// `Bank of England`, `Children's Fund`. Connectors count only between name words.
pub(super) fn name_end(tokens: &[Token<'_>], first: usize, connectors: &[&str]) -> usize {
    let mut end = first;
    let mut next = first;
    while let Some(token) = tokens.get(next) {
        if is_name_word(token) || (end > first && token.is_number() && is_year(token.text)) {
            next += 1;
            end = next;
        } else if end > first
            && (connectors.contains(&token.text)
                || token.text == "'s"
                || token.text == "’s"
                || token.is_mark("&"))
        {
            next += 1;
            if next > end + 3 {
                break;
            }
        } else {
            break;
        }
    }
    end
}

/// The named events of a sentence, in order.
pub(super) fn events(tokens: &[Token<'_>], lexicon: &Lexicon) -> Vec<(Event, Span)> {
    let mut events = Vec::new();
    let mut next = 0;
    while next < tokens.len() {
        if !is_name_word(&tokens[next]) {
            next += 1;
            continue;
        }
        let last = name_end(tokens, next, CONNECTORS);
        let first = match next.checked_sub(1).and_then(|it| tokens.get(it)) {
            Some(token) if token.is_number() && is_year(token.text) => next - 1,
            _ => next,
        };
        let after = tokens.get(last..).unwrap_or(&[]);
        if let Some((event, offset)) = event(&tokens[first..last], after, lexicon) {
            let start = tokens[first + offset].span.start;
            events.push((event, Span::new(start, tokens[last - 1].span.end)));
        }
        next = last.max(next + 1);
    }
    events
}

/// The event a run of words names, and where the name of the whole starts: parts are split at "of",
/// and the last is the whole.
fn event(words: &[Token<'_>], after: &[Token<'_>], lexicon: &Lexicon) -> Option<(Event, usize)> {
    let year = words
        .iter()
        .chain(after.iter().take(4))
        .find(|it| it.is_number() && is_year(it.text))
        .and_then(|it| it.text.parse().ok());
    let parts: Vec<&[Token<'_>]> = words.split(|it| it.text == "of").collect();
    let mut named: Vec<(Event, usize)> = Vec::new();
    let mut from = 0;
    for part in &parts {
        if is_event_name(part, lexicon) {
            let articles =
                part.iter().take_while(|it| !is_name_word(it) && !it.is_number()).count();
            named.push((one_event(part, year), from + articles));
        } else if let Some((last, _)) = named.last_mut() {
            // "Conference of Ministers": what follows "of" belongs to the same name.
            last.name.push_str(" of");
            extend(last, part);
        }
        from += part.len() + 1;
    }
    // The outer name comes last: "Sub-Forum on X of the Y Forum".
    let mut events = named.into_iter().rev();
    let (whole, first) = events.next().filter(|(it, _)| it.words.len() >= 2)?;
    let part = events.map(|it| it.0).find(|it| it.words.len() >= 2 || is_part_name(&it.name));
    Some(match part {
        Some(part) => (Event { within: Some(Box::new(whole)), ..part }, first),
        None => (whole, first),
    })
}

/// `Sub-Forum`, `Session`: a name that says that it is a part.
pub(super) fn is_part_name(name: &str) -> bool {
    let lower = name.to_lowercase();
    lower.starts_with("sub") || lower.contains("session") || lower.contains("panel")
}

fn one_event(part: &[Token<'_>], year: Option<i16>) -> Event {
    let mut event = Event { name: String::new(), year, words: Few::default(), within: None };
    extend(&mut event, part);
    event
}

fn extend(event: &mut Event, part: &[Token<'_>]) {
    let mut words: Vec<String> = event.words.to_vec();
    for token in part.iter().filter(|it| it.is_word()) {
        let is_first = event.name.is_empty();
        if is_first && !is_name_word(token) {
            continue;
        }
        if !is_first {
            event.name.push(' ');
        }
        event.name.push_str(token.text);
        if !CONNECTORS.contains(&token.text) && token.text.len() > 2 {
            words.push(token.text.to_lowercase());
        }
    }
    event.words = words.into_iter().collect();
}

fn is_event_name(part: &[Token<'_>], lexicon: &Lexicon) -> bool {
    part.iter().any(|it| is_name_word(it) && is_event_noun(it, lexicon))
}

/// Whether the noun names a kind of event: forum, summit, election.
pub(super) fn is_event_noun(token: &Token<'_>, lexicon: &Lexicon) -> bool {
    let noun = token.entry.and_then(|it| it.noun).and_then(|(id, _)| lexicon.nouns.entity(id));
    noun.is_some_and(|it| lexicon.nouns.is_a(it, "event"))
}

/// Four digits that can be a year.
pub(super) fn is_year(text: &str) -> bool {
    text.len() == 4 && text.parse::<i16>().is_ok_and(|it| (1900..2100).contains(&it))
}
