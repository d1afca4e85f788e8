//! At which named event: named in the sentence, or taken up from the one before.

use super::{Carried, Sentence};
use crate::claim::Event;
use crate::extract::Found;
use crate::extract::name::{is_event_noun, is_part_name};
use crate::lexicon::{Lexicon, Tag};

/// The event of a sentence; what it names or takes up is carried to the next.
pub(super) fn of_sentence(
    sentence: &Sentence<'_>,
    carried: &mut Carried,
    lexicon: &Lexicon,
) -> Option<Event> {
    if let Some((named, _)) = sentence.events.last() {
        carried.event = Some(named.clone());
        carried.has_fresh_event = true;
        return Some(named.clone());
    }
    let taken_up = taken_up(sentence, carried.event.as_ref(), lexicon);
    if taken_up.is_some() {
        return taken_up;
    }
    // The sentence right after the one that names an event is still about it.
    std::mem::take(&mut carried.has_fresh_event).then(|| carried.event.clone())?
}

/// The event of one figure: the sentence's, unless a dash cuts its name off from the figure.
pub(super) fn of(sentence: &Sentence<'_>, found: &Found, event: Option<&Event>) -> Option<Event> {
    let event = event?;
    let named = sentence.events.iter().find(|it| it.0 == *event);
    let segment = sentence.segment(found);
    let is_cut_off = named.is_some_and(|(_, span)| {
        let inside = sentence.tokens[segment].iter().any(|it| it.span.meets(*span));
        !inside
    });
    (!is_cut_off).then(|| event.clone())
}

/// "the meeting", "the sub-forum": the event named before, or a part of it.
fn taken_up(sentence: &Sentence<'_>, event: Option<&Event>, lexicon: &Lexicon) -> Option<Event> {
    let event = event?;
    let noun = sentence.tokens.windows(2).find_map(|it| {
        let is_definite =
            it[0].is(Tag::Determiner) && !matches!(it[0].text, "a" | "an" | "A" | "An");
        (is_definite && is_event_noun(&it[1], lexicon) && !it[1].is_capitalised()).then_some(&it[1])
    })?;
    if !is_part_name(noun.text) || is_part_name(&event.name) {
        return Some(event.clone());
    }
    Some(Event {
        name: noun.text.to_owned(),
        year: event.year,
        words: std::iter::once(noun.text.to_lowercase()).collect(),
        within: Some(Box::new(event.clone())),
    })
}
