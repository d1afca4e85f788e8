//! Who did it, and who says so.

use super::Sentence;
use super::counted::counter;
use crate::claim::Span;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::extract::name::{is_name_word, name_end};
use crate::extract::token::Token;
use crate::lexicon::{Lexicon, Tag, VerbForm};

/// More actors than these in one clause are a list.
const MOST: usize = 16;

/// The actors of the clause: the places and names in its subject, "Myanmar", "Chinese and Lao police".
pub(super) fn of(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Vec<String> {
    let start = super::clause::clause_start(sentence, found.first);
    let verb = (start..found.first).find(|it| {
        let token = &sentence.tokens[*it];
        let is_finite = matches!(token.verb_form(), Some(VerbForm::Past | VerbForm::Third));
        (is_finite && token.entry.is_none_or(|it| it.noun.is_none())) || token.is(Tag::Auxiliary)
    });
    let Some(verb) = verb else { return Vec::new() };
    names(sentence, start, verb, lexicon)
}

/// The names between two tokens, places by their canonical names, without what follows "in".
fn names(sentence: &Sentence<'_>, first: usize, last: usize, lexicon: &Lexicon) -> Vec<String> {
    let mut names = Vec::new();
    let mut at = first;
    while at < last && names.len() < MOST {
        let token = &sentence.tokens[at];
        if !is_name_word(token) || sentence.owner(at).is_some() {
            at += 1;
            continue;
        }
        let end = name_end(sentence.tokens, at, &["of"]).clamp(at + 1, last);
        let is_located = at
            .checked_sub(1)
            .and_then(|it| sentence.token(it))
            .is_some_and(|it| it.is(Tag::Locative));
        if is_located {
            at = end;
            continue;
        }
        let text = &sentence.text[token.span.start..sentence.span.end];
        match lexicon.places.at(text) {
            Some((length, id, _)) => {
                names.extend(lexicon.places.name(id).map(str::to_lowercase));
                let until = token.span.start + length;
                at += sentence.tokens[at..]
                    .iter()
                    .take_while(|it| it.span.start < until)
                    .count()
                    .max(1);
            }
            // The capital of a sentence's first word says nothing.
            None if at == 0 && end == 1 && !token.text.chars().all(char::is_uppercase) => at = end,
            None => {
                let span = Span::new(token.span.start, sentence.tokens[end - 1].span.end);
                names.push(sentence.text[span.range()].to_lowercase());
                at = end;
            }
        }
    }
    names
}

/// Who the parts of a sentence are attributed to.
pub(super) struct Attributions {
    /// Where a verb of saying stands, and who its subject is.
    said: Vec<(usize, String)>,
}

impl Attributions {
    /// The attribution nearest to a figure.
    pub(super) fn nearest(&self, span: Span) -> Option<String> {
        let nearest = self.said.iter().min_by_key(|(at, _)| at.abs_diff(span.start));
        nearest.map(|(_, who)| who.clone())
    }
}

/// "X said", "said X", "according to X", "X's data shows": each with its X.
pub(super) fn attributions(sentence: &Sentence<'_>) -> Attributions {
    let mut said = Vec::new();
    for (at, token) in sentence.tokens.iter().enumerate() {
        let who = if token.text.eq_ignore_ascii_case("according")
            && sentence.token(at + 1).is_some_and(|it| it.text == "to")
        {
            phrase_after(sentence, at + 2)
        } else if token.is(Tag::Say) && token.verb_form().is_some() && sentence.owner(at).is_none()
        {
            if is_passive(sentence, at) {
                // "12 thefts had been reported": the thefts say nothing; "reported by police": police do.
                let by = sentence.token(at + 1).is_some_and(|it| it.text == "by");
                by.then(|| phrase_after(sentence, at + 2)).flatten()
            } else {
                subject_before(sentence, at).or_else(|| phrase_after(sentence, at + 1))
            }
        } else {
            None
        };
        if let Some(who) = who {
            said.push((token.span.start, who));
        }
    }
    // "the ministry counted 119,000 and the union 800 thousand"
    for found in sentence.found.iter().filter(|it| it.kind == Kind::Count) {
        let name = counter(sentence, found).and_then(|it| source_name(sentence, it.start, it.end));
        said.extend(name.map(|it| (found.span.start, it)));
    }
    Attributions { said }
}

/// Whether a verb is a passive: "was reported", "had been put".
fn is_passive(sentence: &Sentence<'_>, verb: usize) -> bool {
    let mut before = (0..verb).rev().map(|it| &sentence.tokens[it]);
    let is_after_be = before.find(|it| !it.is(Tag::Adverb)).is_some_and(|it| it.is(Tag::Be));
    is_after_be && sentence.tokens[verb].verb_form() != Some(VerbForm::Ing)
}

/// The noun phrase that ends right before a verb: "the interior ministry", "The CGT union".
fn subject_before(sentence: &Sentence<'_>, verb: usize) -> Option<String> {
    let mut last = verb;
    while last > 0
        && (sentence.tokens[last - 1].is(Tag::Adverb)
            || sentence.tokens[last - 1].is(Tag::Auxiliary))
    {
        last -= 1;
    }
    let mut first = last;
    while first > 0 {
        let previous = &sentence.tokens[first - 1];
        // "the ministry of health", "the ministry in Oslo"; but "after the raid in Leeds officials".
        let is_name = || sentence.tokens[first..last].iter().all(Token::is_capitalised);
        let is_link = first < last
            && (previous.text == "of" || matches!(previous.text, "in" | "for" | "at") && is_name());
        let is_inside = previous.is_word()
            && (is_link || !previous.is(Tag::Preposition))
            && !previous.is(Tag::Coordinator)
            && !previous.is(Tag::Conjunction)
            && sentence.owner(first - 1).is_none()
            && (previous.verb_form().is_none()
                || previous.entry.is_some_and(|it| it.noun.is_some()));
        if !is_inside || last - first >= 6 {
            break;
        }
        first -= 1;
    }
    source_name(sentence, first, last)
}

/// The noun phrase after "according to" or "said".
fn phrase_after(sentence: &Sentence<'_>, first: usize) -> Option<String> {
    let mut last = first;
    while let Some(token) = sentence.token(last) {
        let is_link = last > first && token.text == "of";
        let goes_on = token.is_word()
            && (is_link || !token.is(Tag::Preposition))
            && !token.is(Tag::Relative)
            && !token.is(Tag::Conjunction)
            && sentence.owner(last).is_none();
        if !goes_on || last >= first + 6 {
            break;
        }
        last += 1;
    }
    source_name(sentence, first, last)
}

/// The words of a source, without articles, in lower case; pronouns name nobody.
fn source_name(sentence: &Sentence<'_>, first: usize, last: usize) -> Option<String> {
    let words: Vec<String> = sentence
        .tokens
        .get(first..last)?
        .iter()
        .filter(|it| it.is_word() && !it.is(Tag::Determiner))
        .map(|it| it.text.to_lowercase())
        .collect();
    // "up to Monday evening they counted": whoever they are, they have no name here.
    let ends_in_pronoun = sentence.tokens[first..last].last().is_some_and(|it| it.is(Tag::Pronoun));
    let is_pronoun = ends_in_pronoun
        || sentence.tokens[first..last]
            .iter()
            .all(|it| it.is(Tag::Pronoun) || it.is(Tag::Determiner));
    let is_noun = sentence.tokens[first..last]
        .iter()
        .any(|it| it.is_capitalised() || it.entry.is_some_and(|it| it.noun.is_some()));
    (!words.is_empty() && !is_pronoun && is_noun).then(|| words.join(" "))
}
