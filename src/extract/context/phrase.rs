//! Noun phrases: where one ends, what its head is, and what narrows it.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Sentence;
use crate::claim::Counted;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::{Lexicon, Nouns, Number, PlaceForm, Tag, VerbForm};

/// The counted noun with the tokens it takes.
pub(super) struct Noun {
    pub(super) counted: Option<Counted>,
    /// Index of the head, where it stands in this sentence after the figure.
    pub(super) head: Option<usize>,
    /// One past the last token of the phrase, or of the figure.
    pub(super) last: usize,
    /// Whether the noun was found before the figure, as a subject: "the toll is now 2,012".
    pub(super) is_subject: bool,
}

/// The noun phrase that starts at a token: words up to a boundary, the head last.
pub(super) fn phrase(
    sentence: &Sentence<'_>,
    start: usize,
    found: &Found,
    lexicon: &Lexicon,
) -> Option<Noun> {
    let mut head = None;
    let mut at = start;
    let mut qualifiers = BTreeSet::new();
    let mut is_after_coordinator = false;
    while let Some(token) = sentence.token(at) {
        if token.is_quote() || (token.is_mark("-") && at == start) {
            at += 1;
            continue;
        }
        if at >= start + 9 || sentence.owner(at).is_some_and(|it| it.first != found.first) {
            break;
        }
        if let Some(length) = place_words(sentence, at, lexicon) {
            // "South Koreans" are people; "Chinese suspects" are suspects.
            if length.1 == PlaceForm::Name && head.is_some() {
                break;
            }
            at += length.0;
            qualifiers.insert(length.2.to_lowercase());
            if length.1 == PlaceForm::People {
                head = Some(at - 1);
            }
            is_after_coordinator = false;
            continue;
        }
        if !token.is_word() || is_boundary(sentence, at, head) {
            break;
        }
        if token.is(Tag::Coordinator) {
            // "68 % and female turnout": what a coordinator opens is another phrase.
            if head.is_none() && qualifiers.is_empty() {
                break;
            }
            // "telecom and online fraud cases" goes on, "kingpins, financiers" does not.
            if head.is_some_and(|it| sentence.tokens[it].is_plural()) {
                break;
            }
            is_after_coordinator = true;
            at += 1;
            continue;
        }
        if let Some(previous) = head
            && !(is_after_coordinator && sentence.tokens[previous].is_plural())
        {
            qualifiers.insert(narrowing(&sentence.tokens[previous], lexicon));
        }
        is_after_coordinator = false;
        head = Some(at);
        at += 1;
    }
    let head = head?;
    let token = &sentence.tokens[head];
    // "5 percent of the firm's tax bill": of the bill.
    if sentence.token(at).is_some_and(|it| matches!(it.text, "'s" | "’s"))
        && matches!(found.kind, Kind::Percent | Kind::Ratio | Kind::Count)
    {
        return phrase(sentence, at + 1, found, lexicon);
    }
    if !token.is_word() || is_no_head(token) {
        return None;
    }
    let entity = entity(sentence, head, start, lexicon);
    // What belongs to the noun itself narrows nothing: a budget deficit is a deficit.
    if head > start && compound(sentence, head, lexicon).is_some() {
        qualifiers.remove(&lemma(&sentence.tokens[head - 1]));
    }
    let first = sentence.tokens.get(start)?.span.start;
    let counted = Counted {
        text: sentence.text[first..token.span.end]
            .replace(['"', '“', '”'], "")
            .trim_start_matches('-')
            .to_owned(),
        head: lemma(token),
        entity,
        qualifiers,
    };
    Some(Noun {
        counted: Some(counted),
        head: Some(head),
        last: at.max(head + 1),
        is_subject: false,
    })
}

/// Where a noun phrase ends: at function words, finite verbs and words that start another phrase.
fn is_boundary(sentence: &Sentence<'_>, at: usize, head: Option<usize>) -> bool {
    let token = &sentence.tokens[at];
    let stops =
        [Tag::Preposition, Tag::Auxiliary, Tag::Modal, Tag::Pronoun, Tag::Relative, Tag::Negation];
    if token.is(Tag::Coordinator) {
        return false;
    }
    if token.entry.is_some_and(|it| it.tags.has_any(&stops))
        || token.text == "'s"
        || token.text == "’s"
    {
        return true;
    }
    if token.is(Tag::Determiner) || token.is(Tag::Conjunction) {
        return head.is_some() || token.is(Tag::Conjunction);
    }
    if token.is(Tag::Adverb) && head.is_some() {
        return true;
    }
    let Some(head) = head else {
        // "3.5 million took part" has its verb there; "5 arrested suspects" has a participle.
        let is_verb = token.is(Tag::PastVerb)
            && token.entry.is_some_and(|it| it.noun.is_none())
            && sentence
                .token(at + 1)
                .is_some_and(|it| it.is_word() && !it.is_plural() && !it.is(Tag::Coordinator));
        return is_verb || token.verb_form() == Some(VerbForm::Past) && token.is(Tag::Say);
    };
    let is_noun_too = token.entry.is_some_and(|it| it.noun.is_some());
    let after_plural = sentence.tokens[head].is_plural();
    if token.is_capitalised() && !sentence.tokens[head].is_capitalised() {
        return true;
    }
    match token.verb_form() {
        // "suspects arrested", "people marched"; but "the released suspects".
        Some(VerbForm::Past) => after_plural || token.is(Tag::Say) || !noun_follows(sentence, at),
        Some(VerbForm::Ing) => after_plural && !(is_noun_too && noun_follows(sentence, at)),
        Some(VerbForm::Third | VerbForm::Base) => {
            after_plural && !(is_noun_too && token.is_plural())
        }
        None => {
            let is_adjective_or_noun = is_noun_too || !token.text.ends_with("ly");
            !is_adjective_or_noun || (after_plural && !is_noun_too && !token.is_plural())
        }
    }
}

fn noun_follows(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence.token(at + 1).is_some_and(|it| {
        it.is_word() && it.entry.is_some_and(|it| it.noun.is_some())
            || (it.is_word() && it.is_plural())
    })
}

/// "the death toll", "the case count": the noun whose number the head is.
fn tallied(sentence: &Sentence<'_>, head: usize) -> usize {
    let is_tally = sentence.token(head).is_some_and(|it| it.is(Tag::Tally));
    let before = head.checked_sub(1).filter(|it| {
        let token = &sentence.tokens[*it];
        is_tally
            && token.is_word()
            && sentence.owner(*it).is_none()
            && !token.is_capitalised()
            && token.entry.is_some_and(|it| it.noun.is_some() || it.nominal.is_some())
    });
    before.unwrap_or(head)
}

/// Words that end a phrase without being counted: "percent higher", "or more".
fn is_no_head(token: &Token<'_>) -> bool {
    let is_adverb = token.is(Tag::Adverb) || token.text.ends_with("ly");
    let is_closed =
        token.is(Tag::Remainder) || token.is(Tag::Additional) || token.is(Tag::Determiner);
    let is_verb_only = token
        .entry
        .is_some_and(|it| it.noun.is_none() && it.verb.is_some() && it.nominal.is_none());
    let is_noun = token.entry.is_some_and(|it| it.noun.is_some());
    (is_adverb && !is_noun)
        || is_closed
        || (is_verb_only && !token.is_plural() && !is_participle_noun(token))
        || token.text.len() < 2
}

/// "2,059 injured", "32 wounded": participles that stand for people.
fn is_participle_noun(token: &Token<'_>) -> bool {
    token.entry.is_some_and(|it| {
        it.verb.as_ref().is_some_and(|it| it.1 == VerbForm::Past) && it.verb_family.is_some()
    })
}

/// The place that starts at a token: its words, its form and its name.
fn place_words(
    sentence: &Sentence<'_>,
    at: usize,
    lexicon: &Lexicon,
) -> Option<(usize, PlaceForm, &'static str)> {
    let token = sentence.token(at).filter(|it| it.is_capitalised())?;
    let (length, id, form) =
        lexicon.places.at(&sentence.text[token.span.start..sentence.span.end])?;
    let end = token.span.start + length;
    let words = sentence.tokens[at..].iter().take_while(|it| it.span.start < end).count();
    Some((words, form, lexicon.places.name(id)?))
}

/// The entity of a head noun, of a two-word noun where the lexicon knows one.
fn entity(sentence: &Sentence<'_>, head: usize, start: usize, lexicon: &Lexicon) -> Arc<str> {
    let token = &sentence.tokens[head];
    if head > start
        && let Some(entity) = compound(sentence, head, lexicon)
    {
        return Arc::from(entity);
    }
    let form = lexicon.places.at(token.text);
    if form.is_some_and(|it| it.2 == PlaceForm::People) {
        return Arc::from("person");
    }
    let known = token.entry.and_then(|it| it.noun).and_then(|(id, _)| lexicon.nouns.entity(id));
    known.map_or_else(|| Arc::from(lemma(token)), Arc::from)
}

/// The entity of a noun of two words that the lexicon knows: "police officers".
fn compound(sentence: &Sentence<'_>, head: usize, lexicon: &Lexicon) -> Option<&'static str> {
    let (first, last) = (sentence.token(head.checked_sub(1)?)?, sentence.token(head)?);
    let phrase = format!("{} {}", first.text, last.text).to_lowercase();
    lexicon.nouns.compound(&phrase).and_then(|it| lexicon.nouns.entity(it.0))
}

/// The singular of a noun, in lower case; of a known noun its own lemma, not its synonym's.
pub(super) fn lemma(token: &Token<'_>) -> String {
    let lower = token.text.to_lowercase();
    if !token.is_plural() {
        return lower;
    }
    let known = token.entry.and_then(|it| it.noun);
    let stem = |cut: usize, add: &str| format!("{}{add}", &lower[..lower.len() - cut]);
    if lower.ends_with("ies") && lower.len() > 4 {
        return stem(3, "y");
    }
    let takes_es = ["ches", "shes", "sses", "xes", "zes"].iter().any(|it| lower.ends_with(it));
    if takes_es {
        return stem(2, "");
    }
    // "lives" is of "life".
    if lower.ends_with("ves")
        && let Some(noun) = known.filter(|it| it.1).and_then(|it| Nouns.entity(it.0))
        && noun.starts_with(&lower[..lower.len() - 3])
    {
        return noun.to_owned();
    }
    if lower.ends_with('s') && known.is_none_or(|it| it.1) { stem(1, "") } else { lower }
}

/// What a word before a noun narrows it to: of people the kind, so that "male" and "men" are one.
fn narrowing(token: &Token<'_>, lexicon: &Lexicon) -> String {
    let entity = token.entry.and_then(|it| it.noun).and_then(|it| lexicon.nouns.entity(it.0));
    let person = entity.filter(|it| lexicon.nouns.is_a(it, "person"));
    person.map_or_else(|| lemma(token), str::to_owned)
}

/// `65.8 % for men`, `12 % among women`: the people a share is given for.
pub(super) fn subgroup(
    sentence: &Sentence<'_>,
    found: &Found,
    lexicon: &Lexicon,
) -> Option<String> {
    let is_for = |it: &Token<'_>| matches!(it.text, "for" | "among" | "amongst");
    sentence.token(found.last).filter(|it| found.kind == Kind::Percent && is_for(it))?;
    let is_article = |it: &Token<'_>| it.is(Tag::Determiner);
    let at = found.last + 1 + usize::from(sentence.token(found.last + 1).is_some_and(is_article));
    let noun = sentence.token(at).filter(|it| it.is_plural())?;
    let entity = noun.entry.and_then(|it| it.noun).and_then(|it| lexicon.nouns.entity(it.0))?;
    lexicon.nouns.is_a(entity, "person").then(|| entity.to_owned())
}

/// `in the seventh phase`, `in phase 7`: a part of the whole that the clause speaks of.
pub(super) fn ranked_part(sentence: &Sentence<'_>, found: &Found) -> Option<String> {
    let start = super::clause::clause_start(sentence, found.first);
    let end = (found.last + REACH).min(sentence.tokens.len());
    (start..end).find_map(|at| {
        let token = &sentence.tokens[at];
        let is_before = at
            .checked_sub(1)
            .and_then(|it| sentence.token(it))
            .is_some_and(|it| it.is(Tag::Determiner) || it.is(Tag::Preposition));
        // "According to the first survey" names who says so.
        let is_said = (at.saturating_sub(4)..at).any(|it| sentence.tokens[it].is(Tag::Say));
        let ranks =
            !is_said && token.entry.is_some_and(|it| matches!(it.number, Some(Number::Ordinal(_))));
        let noun = sentence.token(at + 1).filter(|it| {
            it.is_word() && it.entry.is_some_and(|it| it.noun.is_some() && it.time_unit.is_none())
        });
        let is_other = sentence.owner(at).is_none_or(|it| it.first != found.first);
        (ranks && is_before && is_other)
            .then_some(noun)?
            .map(|it| format!("{} {}", token.text.to_lowercase(), lemma(it)))
    })
}

/// "3,472 schools with only one teacher": what the counted things have, as a qualifier.
pub(super) fn accompaniment(sentence: &Sentence<'_>, noun: &Noun) -> Option<String> {
    const LONGEST: usize = 5;
    let with = sentence.token(noun.last).filter(|_| noun.head.is_some())?;
    if !matches!(with.text, "with" | "without") {
        return None;
    }
    let words = (noun.last + 1..noun.last + 1 + LONGEST).map_while(|at| {
        let token = sentence.token(at).filter(|it| it.is_word() || it.is_number())?;
        let is_end = token.is(Tag::Preposition)
            || token.is(Tag::Conjunction)
            || token.is(Tag::Auxiliary)
            || token.is(Tag::Modal);
        (!is_end).then_some(token)
    });
    let noun = words.filter(|it| it.entry.is_some_and(|it| it.noun.is_some())).last()?;
    Some(format!("{} {}", with.text, lemma(noun)))
}

/// How far after a figure the part it belongs to may be named.
const REACH: usize = 8;

/// The noun phrase whose head is the token at `head`.
pub(super) fn noun_ending_at(
    sentence: &Sentence<'_>,
    head: usize,
    lexicon: &Lexicon,
) -> Option<Counted> {
    let head = tallied(sentence, head);
    let token = sentence.token(head)?;
    if !token.is_word()
        || sentence.owner(head).is_some()
        || token.is(Tag::Pronoun)
        || token.is(Tag::Preposition)
    {
        return None;
    }
    // "operating profit": a noun of two words, though the first one alone is a verb.
    let is_compound = compound(sentence, head, lexicon).is_some();
    let mut first = head - usize::from(is_compound);
    while first > 0 {
        let previous = &sentence.tokens[first - 1];
        let is_open = previous.is_word()
            && sentence.owner(first - 1).is_none()
            && previous
                .verb_form()
                .is_none_or(|_| previous.entry.is_some_and(|it| it.noun.is_some()))
            && !previous.entry.is_some_and(|it| {
                it.tags.has_any(&[
                    Tag::Determiner,
                    Tag::Preposition,
                    Tag::Coordinator,
                    Tag::Auxiliary,
                    Tag::Modal,
                    Tag::Pronoun,
                    Tag::Conjunction,
                ])
            });
        if !is_open || head - first >= 4 {
            break;
        }
        first -= 1;
    }
    // What belongs to the noun itself narrows nothing: a budget deficit is a deficit.
    let before = &sentence.tokens[first..head - usize::from(is_compound)];
    let qualifiers = before.iter().map(|it| narrowing(it, lexicon)).collect();
    Some(Counted {
        text: sentence.text[sentence.tokens[first].span.start..token.span.end].to_owned(),
        head: lemma(token),
        entity: entity(sentence, head, first, lexicon),
        qualifiers,
    })
}
