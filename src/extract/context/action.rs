//! What happened to the counted things: the verb that governs them, or the noun of an act.
//!
//! Three places are looked at, each of which can speak: the counted noun itself ("2,141 arrests"),
//! the words right before the figure ("arrested 68,000", "the repatriation of 68,000"), and the words
//! after the phrase ("68,000 were sent home", "920 …, who were later repatriated").

use std::sync::Arc;

use super::Sentence;
use super::clause::clause_start;
use super::phrase::{Noun, lemma};
use crate::claim::Action;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::{FamilyId, Lexicon, Tag, VerbForm};

/// How many tokens after the counted phrase a verb may follow.
const REACH_AFTER: usize = 8;

/// The actions a figure takes part in, nearest first, without repeats.
pub(super) fn of(
    sentence: &Sentence<'_>,
    found: &Found,
    noun: &Noun,
    lexicon: &Lexicon,
) -> Vec<Action> {
    let mut actions = Vec::new();
    if let Some(action) = noun.head.and_then(|it| of_noun(&sentence.tokens[it], lexicon)) {
        actions.push(action);
    }
    // "The death toll stood at 1,150": the subject says what happened.
    if noun.is_subject
        && let Some(counted) = &noun.counted
    {
        let entry = lexicon.word(&counted.head).filter(|it| it.noun.is_none() || it.verb.is_none());
        let family = entry.and_then(|it| it.nominal);
        actions.extend(family.and_then(|it| named(it, &counted.head, lexicon)));
    }
    actions.extend(membership(sentence, found, noun, lexicon));
    let direct = before(sentence, found, true, lexicon);
    let is_object = direct.is_some();
    actions.extend(direct);
    let mut after = after(sentence, found, noun, is_object, lexicon);
    // "168 mm of rain fell": what comes down is the rain, not its amount.
    let is_itself =
        |it: &Action| found.kind != Kind::Measure || !lexicon.families.is_change(&it.family);
    after.retain(is_itself);
    let is_attribute = !is_object && is_attribute(sentence, found);
    for action in &mut after {
        action.is_direct = !is_attribute;
    }
    let has_own = !actions.is_empty();
    actions.extend(after);
    if actions.is_empty() || (has_own && !is_object && actions.len() == 1 && noun.head.is_none()) {
        let far = before(sentence, found, false, lexicon);
        actions.extend(far.map(|it| Action { is_direct: false, ..it }));
    }
    if actions.is_empty() {
        let far = main_verb(sentence, noun, lexicon).filter(is_itself);
        actions.extend(far.map(|it| Action { is_direct: false, ..it }));
    }
    if !is_object {
        actions.extend(participles(sentence, noun, lexicon));
    }
    let mut seen = std::collections::BTreeSet::new();
    actions.retain(|it| seen.insert(Arc::clone(&it.family)));
    actions
}

/// "14 children among the survivors", "Among the dead are 14 children": what happened to the group they belong to.
fn membership(
    sentence: &Sentence<'_>,
    found: &Found,
    noun: &Noun,
    lexicon: &Lexicon,
) -> Option<Action> {
    let of_group = |among: usize| {
        let is_among = |at: usize| {
            let text = sentence.token(at)?.text;
            ["among", "amongst"].iter().any(|it| text.eq_ignore_ascii_case(it)).then_some(())
        };
        is_among(among)?;
        sentence.token(among + 1).filter(|it| it.is(Tag::Determiner))?;
        let mut head = (among + 2..among + 5).take_while(|it| {
            sentence.token(*it).is_some_and(Token::is_word) && sentence.owner(*it).is_none()
        });
        head.find_map(|at| of_noun(&sentence.tokens[at], lexicon))
    };
    let after = of_group(noun.last).or_else(|| of_group(noun.last + 1));
    after.or_else(|| {
        let start = clause_start(sentence, found.first);
        let is_near = found.first.saturating_sub(start) <= 7;
        let is_linked = (start..found.first).any(|it| sentence.tokens[it].is(Tag::Be));
        of_group(start).filter(|_| is_near && is_linked)
    })
}

/// "police chiefs from 30 countries", "delegates of 12 states": the figure only narrows another noun.
fn is_attribute(sentence: &Sentence<'_>, found: &Found) -> bool {
    let before = (0..found.first).rev().map(|it| &sentence.tokens[it]);
    let mut before = before.skip_while(|it| it.is(Tag::Determiner) || it.is(Tag::Adverb));
    before
        .next()
        .is_some_and(|it| matches!(it.text, "of" | "from" | "in" | "with" | "among" | "by" | "for"))
}

/// "2,141 arrests", "1,591 deaths", "2,059 injured"
fn of_noun(token: &Token<'_>, lexicon: &Lexicon) -> Option<Action> {
    let entry = token.entry?;
    let is_participle = entry.verb.as_ref().is_some_and(|it| it.1 == VerbForm::Past);
    let family = entry.nominal.or(entry.verb_family.filter(|_| is_participle))?;
    named(family, token.text, lexicon)
}

fn named(family: FamilyId, word: &str, lexicon: &Lexicon) -> Option<Action> {
    let family = lexicon.families.family(family)?;
    Some(Action {
        family: Arc::from(family.name),
        word: word.to_owned(),
        is_known: true,
        is_direct: true,
    })
}

/// The verb or act before the figure: right before it, or the nearest one of the clause.
fn before(
    sentence: &Sentence<'_>,
    found: &Found,
    is_direct: bool,
    lexicon: &Lexicon,
) -> Option<Action> {
    let start = clause_start(sentence, found.first);
    for at in (start..found.first).rev() {
        let token = &sentence.tokens[at];
        let next = sentence.token(at + 1)?;
        if is_direct && found.first - at > 1 && !is_inner(sentence, at + 1, found) {
            return None;
        }
        if sentence.is_other_number(at, found) && is_direct {
            return None;
        }
        if token.is_mark(".;:") {
            return None;
        }
        if sentence.owner(at).is_some() {
            continue;
        }
        let is_governed = at + 1 == found.first
            || next.is(Tag::Preposition)
            || next.is(Tag::Determiner)
            || is_inner(sentence, at + 1, found);
        if let Some(action) = act(token, is_governed && next.is(Tag::Preposition), lexicon) {
            return Some(action);
        }
        if let Some(action) = verb(sentence, at, found.first, lexicon) {
            return Some(action);
        }
    }
    None
}

/// Words that may stand between a verb and its object's number.
fn is_inner(sentence: &Sentence<'_>, at: usize, found: &Found) -> bool {
    let token = &sentence.tokens[at];
    at >= found.first
        || token.is(Tag::Determiner)
        || token.is(Tag::Adverb)
        || token.is(Tag::Additional)
        || matches!(token.text, "of" | "for" | "to" | "total" | "with" | "least" | "some")
        || token.is_quote()
        || token.is_mark("(")
        || token.text.ends_with("ly")
}

/// The noun of an act that a preposition follows: "the repatriation of", "partnerships with".
fn act(token: &Token<'_>, is_followed: bool, lexicon: &Lexicon) -> Option<Action> {
    let family = token.entry?.nominal.filter(|_| is_followed)?;
    named(family, token.text, lexicon)
}

/// The verb at a token, with the words that follow it where they belong to it ("send … home").
fn verb(sentence: &Sentence<'_>, at: usize, until: usize, lexicon: &Lexicon) -> Option<Action> {
    let token = sentence.token(at)?;
    let form = token.verb_form()?;
    if token.is(Tag::Auxiliary) || token.is(Tag::Say) || !is_verb_here(sentence, at, form) {
        return None;
    }
    let entry = token.entry;
    let lemma = entry.and_then(|it| lexicon.families.lemma(it.verb?.0));
    if let Some(lemma) = lemma {
        for (rest, family) in lexicon.families.phrases(lemma) {
            if follows(sentence, at + 1, until, rest, lexicon) {
                return named(*family, &format!("{} {}", token.text, rest.join(" ")), lexicon);
            }
        }
        if let Some(family) = entry.and_then(|it| it.verb_family) {
            return named(family, token.text, lexicon);
        }
    }
    let lemma = lemma.map_or_else(|| token.text.to_lowercase(), str::to_owned);
    Some(Action {
        family: Arc::from(lemma),
        word: token.text.to_owned(),
        is_known: false,
        is_direct: true,
    })
}

/// Whether the words of a phrasal verb follow, in order, with the object between them.
fn follows(
    sentence: &Sentence<'_>,
    at: usize,
    until: usize,
    words: &[&str],
    lexicon: &Lexicon,
) -> bool {
    let mut wanted = words.iter();
    let mut next = wanted.next();
    // The object, a noun phrase of up to eight words, may stand between: "sent 64 people home".
    for token in sentence.tokens.iter().skip(at).take(until.saturating_sub(at) + 9) {
        let Some(word) = next else { break };
        if token.is_mark(",.;:") {
            return false;
        }
        let is_word = token.text.eq_ignore_ascii_case(word)
            || lemma(token) == *word
            || token.entry.and_then(|it| lexicon.families.lemma(it.verb?.0)) == Some(*word);
        if is_word {
            next = wanted.next();
        }
    }
    next.is_none()
}

/// Whether a word that can be a verb is one here: "to test 30 cars", not "30 test cars".
fn is_verb_here(sentence: &Sentence<'_>, at: usize, form: VerbForm) -> bool {
    let token = &sentence.tokens[at];
    let previous = at.checked_sub(1).and_then(|it| sentence.token(it));
    let next = sentence.token(at + 1);
    let is_noun_too = token.entry.is_some_and(|it| it.noun.is_some() || it.nominal.is_some());
    match form {
        VerbForm::Base => previous.is_some_and(|it| {
            it.text == "to"
                || it.is(Tag::Modal)
                || it.is(Tag::Auxiliary) && !it.is(Tag::Be)
                || it.is(Tag::Pronoun)
                || (!is_noun_too && it.is_plural() && !token.is_plural())
                || (it.is(Tag::Coordinator) && !is_noun_too)
                // "46 were hurt": a base form that is its own participle.
                || it.is(Tag::Be) && token.is(Tag::PastVerb)
        }),
        VerbForm::Third => {
            !is_noun_too
                || (previous.is_some_and(|it| it.is_capitalised() || it.is(Tag::Relative))
                    && next.is_some_and(|it| {
                        it.is_number() || it.is(Tag::Determiner) || it.is(Tag::Preposition)
                    }))
        }
        VerbForm::Past => {
            !(previous.is_some_and(|it| it.is(Tag::Determiner))
                && next.is_some_and(Token::is_plural))
        }
        // "the building of", "meeting": a noun unless it governs something.
        VerbForm::Ing => {
            !is_noun_too
                || !previous.is_some_and(|it| {
                    it.is(Tag::Determiner)
                        || it.is_word()
                            && it.entry.is_some_and(|it| it.noun.is_some())
                            && !it.is_plural()
                })
        }
    }
}

/// The verb after the counted phrase: passive, relative clause, active, or a bare participle.
fn after(
    sentence: &Sentence<'_>,
    found: &Found,
    noun: &Noun,
    is_object: bool,
    lexicon: &Lexicon,
) -> Vec<Action> {
    if noun.is_subject {
        return Vec::new();
    }
    let mut actions = Vec::new();
    let mut is_relative = false;
    let mut is_passive = false;
    for at in noun.last..(noun.last + REACH_AFTER).min(sentence.tokens.len()) {
        let token = &sentence.tokens[at];
        if sentence.owner(at).is_some_and(|it| it.first != found.first && !it.kind.is_time()) {
            break;
        }
        if token.is(Tag::Relative) || matches!(token.text, "whom" | "which") {
            is_relative = true;
            continue;
        }
        if token.is(Tag::Auxiliary) || token.is(Tag::Modal) {
            is_passive |= token.is(Tag::Be);
            continue;
        }
        if token.is_mark(".;:")
            || token.is(Tag::Conjunction) && !token.is(Tag::Coordinator) && !is_relative
        {
            break;
        }
        let next_is_verb = sentence.token(at + 1).is_some_and(|it| it.verb_form().is_some());
        if token.is(Tag::Coordinator) && next_is_verb && actions.is_empty() && !is_passive {
            // "with 8 countries and arrested 68,000": the subject goes on, not the phrase.
            break;
        }
        if token.is_mark(",") {
            // Only a relative clause goes on past a comma: ", all of whom were".
            let goes_on = sentence.tokens[at + 1..].iter().take(4).any(|it| it.is(Tag::Relative));
            if goes_on || is_relative {
                continue;
            }
            break;
        }
        let Some(form) = token.verb_form() else { continue };
        // After an object only a relative clause or an own auxiliary adds an action.
        if is_object && !is_relative && !is_passive {
            if form == VerbForm::Past && at == noun.last {
                continue;
            }
            break;
        }
        // "people involved were moved": the participle only narrows the noun.
        if form == VerbForm::Past && sentence.token(at + 1).is_some_and(|it| it.is(Tag::Be)) {
            continue;
        }
        if token.is(Tag::Say) || token.is(Tag::Alleged) && !is_passive {
            break;
        }
        if let Some(action) = verb(sentence, at, at + 1, lexicon) {
            let goes_on =
                sentence.token(at + 1).is_some_and(|it| it.is(Tag::Coordinator) || it.text == "or");
            actions.push(action);
            if !goes_on {
                break;
            }
        }
    }
    actions
}

/// The first finite verb after the phrase, for a figure deep inside a subject: "police chiefs from
/// 30 countries, experts and others attended".
fn main_verb(sentence: &Sentence<'_>, noun: &Noun, lexicon: &Lexicon) -> Option<Action> {
    (noun.last..sentence.tokens.len()).find_map(|at| {
        let token = sentence.token(at)?;
        let is_finite = matches!(token.verb_form(), Some(VerbForm::Past | VerbForm::Third));
        let is_reduced = sentence.token(at + 1).is_some_and(|it| it.text == "by");
        (is_finite && !is_reduced).then(|| verb(sentence, at, at + 1, lexicon))?
    })
}

/// What a subject does besides: "X and Y met in Rome, signing a pact".
fn participles(sentence: &Sentence<'_>, noun: &Noun, lexicon: &Lexicon) -> Vec<Action> {
    let ends = |it: &Token<'_>| it.is_mark(".;:");
    let is_participle = |at: usize| {
        let token = &sentence.tokens[at];
        token.verb_form() == Some(VerbForm::Ing) && sentence.tokens[at - 1].is_mark(",")
    };
    let until = sentence.tokens[noun.last..]
        .iter()
        .position(ends)
        .map_or(sentence.tokens.len(), |it| noun.last + it);
    let subject_follows = |at: usize| verb(sentence, at, at + 1, lexicon).filter(|it| it.is_known);
    (noun.last.max(1)..until).filter(|it| is_participle(*it)).filter_map(subject_follows).collect()
}
