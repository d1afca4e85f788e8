//! Where it happened: places after "in", "at", "across" and the like, and where from.

use std::sync::Arc;

use super::Sentence;
use crate::claim::Place;
use crate::extract::Found;
use crate::lexicon::{Lexicon, PlaceForm, Tag, VerbForm};

/// A figure of more places than these is of none of them.
const MOST: usize = 16;

/// The places of a figure: those after it up to the next figure, else those before it.
pub(super) fn of(
    sentence: &Sentence<'_>,
    found: &Found,
    noun_end: usize,
    lexicon: &Lexicon,
) -> Vec<Place> {
    let segment = sentence.segment(found);
    let next = (noun_end..segment.end)
        .find(|it| sentence.is_other_number(*it, found))
        .unwrap_or(segment.end.max(noun_end));
    let after = between(sentence, noun_end, next, lexicon);
    if !after.is_empty() {
        return after;
    }
    let previous = (0..found.first).rev().find(|it| sentence.is_other_number(*it, found));
    let near = between(sentence, previous.map_or(0, |it| it + 1), found.first, lexicon);
    if !near.is_empty() || previous.is_none() {
        return near;
    }
    // A place that opens the sentence holds for all of it: "In Paris, 37,000 …, against 48,000 …".
    let opening = sentence.token(0).is_some_and(|it| it.is(Tag::Locative));
    if opening { between(sentence, 0, 8.min(found.first), lexicon) } else { Vec::new() }
}

fn between(sentence: &Sentence<'_>, first: usize, last: usize, lexicon: &Lexicon) -> Vec<Place> {
    let mut places: Vec<Place> = Vec::new();
    let mut at = first;
    while at < last && places.len() < MOST {
        let token = &sentence.tokens[at];
        let known = token
            .is_capitalised()
            .then(|| lexicon.places.at(&sentence.text[token.span.start..sentence.span.end]))
            .flatten()
            .filter(|it| it.2 == PlaceForm::Name);
        let Some((length, id, _)) = known else {
            let unlisted = unlisted(sentence, at, lexicon);
            if let Some((end, name)) = unlisted {
                let opens = at == 0 || sentence.tokens[at - 1].is_mark(",;:");
                if (opens || is_located(sentence, at)) && !is_of_speaker(sentence, at) {
                    places.push(Place { name: Arc::from(name), within: Vec::new() });
                }
                at = end;
            } else {
                at += 1;
            }
            continue;
        };
        if is_located(sentence, at)
            && !is_of_speaker(sentence, at)
            && let Some(place) = lexicon.places.place(id)
        {
            // "Lianyungang, Jiangsu": the second name only says where the first one lies.
            let is_container = places.last().is_some_and(|it| it.within.contains(&place.name));
            if !is_container {
                places.push(place);
            }
        }
        let until = token.span.start + length;
        at += sentence.tokens[at..].iter().take_while(|it| it.span.start < until).count().max(1);
    }
    places
}

/// `Al Haouz Province`, `Travis County`: a name that says of itself that it is a place, though no list
/// has it: where it ends, and its text.
fn unlisted<'s>(
    sentence: &Sentence<'s>,
    first: usize,
    lexicon: &Lexicon,
) -> Option<(usize, &'s str)> {
    const LONGEST: usize = 4;
    let is_capitalised =
        |it: &usize| sentence.token(*it).is_some_and(|it| it.is_word() && it.is_capitalised());
    let names = || (first..first + LONGEST).take_while(is_capitalised);
    let kind = names().skip(1).find(|it| {
        let noun = sentence.tokens[*it].entry.and_then(|it| it.noun);
        let entity = noun.and_then(|it| lexicon.nouns.entity(it.0));
        entity.is_some_and(|it| lexicon.nouns.lineage(it).nth(1) == Some("place"))
    });
    let last = kind.or_else(|| names().last().filter(|_| is_local(sentence, first, lexicon)))?;
    let is_name = sentence.tokens[first]
        .entry
        .is_none_or(|it| !it.tags.has_any(&[Tag::Determiner, Tag::Preposition, Tag::Conjunction]));
    let text = &sentence.text[sentence.tokens[first].span.start..sentence.tokens[last].span.end];
    is_name.then_some((last + 1, text))
}

/// "in Port Dombe", "near Kaluva": a name that nothing knows, where only a place can stand.
fn is_local(sentence: &Sentence<'_>, first: usize, lexicon: &Lexicon) -> bool {
    let (Some(token), Some(before)) =
        (sentence.token(first), first.checked_sub(1).and_then(|it| sentence.token(it)))
    else {
        return false;
    };
    let is_in = before.is(Tag::Locative) && !before.text.eq_ignore_ascii_case("at");
    let is_name = token.entry.is_none()
        && sentence.owner(first).is_none()
        && token.text.chars().any(char::is_lowercase)
        && !lexicon.is_given_name(token.text);
    is_in && is_name
}

/// "…, the ministry in Oslo said": where those are who say it, not where it happened.
fn is_of_speaker(sentence: &Sentence<'_>, at: usize) -> bool {
    const REACH: usize = 6;
    let ends = |it: &usize| sentence.tokens[*it].is_mark(",.;:") || sentence.tokens[*it].is_quote();
    let is_verb = |it: &usize| {
        let token = &sentence.tokens[*it];
        let is_finite = matches!(token.verb_form(), Some(VerbForm::Past | VerbForm::Third));
        is_finite && token.entry.is_none_or(|it| it.noun.is_none())
    };
    let is_number = |it: &usize| sentence.owner(*it).is_some_and(|it| !it.kind.is_time());
    let last = sentence.tokens.len().min(at + 1 + REACH);
    let next = (at + 1..last).take_while(|it| !ends(it)).find(|it| is_verb(it) || is_number(it));
    if !next.is_some_and(|it| sentence.tokens[it].is(Tag::Say)) {
        return false;
    }
    let clause = || (0..at).rev().take_while(|it| !ends(it));
    // "In Oslo police said" is told of Oslo.
    let has_subject = clause().last().is_some_and(|it| !sentence.tokens[it].is(Tag::Locative));
    has_subject && !clause().any(|it| is_verb(&it) || is_number(&it))
}

/// Whether "in" or the like stands before the name, perhaps with an article or "northern" between,
/// or after another place and a comma.
fn is_located(sentence: &Sentence<'_>, at: usize) -> bool {
    let mut before = at;
    for _ in 0..3 {
        let Some(token) = before.checked_sub(1).and_then(|it| sentence.token(it)) else {
            return false;
        };
        if token.is(Tag::Locative) || matches!(token.text, "from" | "From") {
            return true;
        }
        let is_direction = ["northern", "southern", "eastern", "western", "central"]
            .contains(&&*token.text.to_lowercase());
        let is_apposed = token.is_mark(",") || token.is(Tag::Coordinator) || token.is_capitalised();
        if !(token.is(Tag::Determiner)
            || is_direction
            || is_apposed
            || token.text == "'s"
            || token.text == "’s")
        {
            return false;
        }
        before -= 1;
    }
    false
}
