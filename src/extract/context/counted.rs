//! What a figure counts: the noun phrase after it, or the noun it is said of.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Sentence;
use crate::claim::Counted;
use crate::claim::mention::{Kind, Rest, Value};
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::{Lexicon, PlaceForm, Tag, VerbForm};

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

/// The noun a figure counts; `earlier` is what the figure before it counted.
pub(super) fn of(
    sentence: &Sentence<'_>,
    found: &Found,
    earlier: Option<&Counted>,
    lexicon: &Lexicon,
) -> Noun {
    let mut none = Noun { counted: None, head: None, last: found.last, is_subject: false };
    if let Value::List { names, rest } = &found.value {
        none.counted = of_list(sentence, found, names, *rest, lexicon);
        return none;
    }
    if !refers_to_pronoun(sentence, found)
        && let Some(noun) = after_figure(sentence, found, lexicon)
    {
        return noun;
    }
    if found.kind == Kind::Count && refers_back(sentence, found) {
        none.counted = earlier.cloned();
        return none;
    }
    let before = matches!(found.kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Measure)
        .then(|| before_figure(sentence, found, lexicon))
        .flatten();
    if let Some(counted) = before {
        return Noun { counted: Some(counted), is_subject: true, ..none };
    }
    if found.kind == Kind::Count && is_elliptic(sentence, found) {
        none.counted = earlier.cloned();
    }
    none
}

/// `another 170`, `1,404 of them`, `5,674 others`, `… and 800 thousand in Paris`.
fn is_elliptic(sentence: &Sentence<'_>, found: &Found) -> bool {
    let next = sentence.token(found.last);
    next.is_none_or(|it| {
        it.is_mark(",.;)")
            || it.is(Tag::Preposition)
            || it.is(Tag::Coordinator)
            || it.is(Tag::Remainder)
    })
}

/// `another 170`, `1,404 of them`, `5,674 others`: the noun stands before, perhaps sentences ago.
pub(super) fn refers_back(sentence: &Sentence<'_>, found: &Found) -> bool {
    let before = found.first.checked_sub(1).and_then(|it| sentence.token(it));
    let is_additional = before.is_some_and(|it| it.is(Tag::Additional));
    let others = sentence.token(found.last).is_some_and(|it| it.is(Tag::Remainder));
    is_additional || others || refers_to_pronoun(sentence, found)
}

/// `of them`, `of whom`, `of which`
fn refers_to_pronoun(sentence: &Sentence<'_>, found: &Found) -> bool {
    let words = (sentence.token(found.last), sentence.token(found.last + 1));
    matches!(words, (Some(of), Some(it)) if of.text == "of" && (it.is(Tag::Pronoun) || it.is(Tag::Relative)))
}

/// The phrase after the figure.
fn after_figure(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Noun> {
    let mut at = found.last;
    if found.kind == Kind::Percent || is_amount_with_of(sentence, found) {
        at = skip_of(sentence, at).unwrap_or(at);
    }
    if found.kind == Kind::Count {
        at = skip_of(sentence, at).unwrap_or(at);
    }
    if found.kind == Kind::Money {
        at = past_brackets(sentence, at);
        // "froze $5 in emergency funds", "$5 of cash"
        let is_in = sentence.token(at).is_some_and(|it| matches!(it.text, "in" | "of" | "worth"));
        if is_in {
            let start =
                at + 1 + usize::from(sentence.token(at + 1).is_some_and(|it| it.text == "of"));
            let noun = phrase(sentence, start, found, lexicon)?;
            let entity = &noun.counted.as_ref()?.entity;
            let is_money = lexicon.nouns.is_a(entity, "money-amount")
                || &**entity == "fund"
                || noun.head.is_some_and(|it| sentence.tokens[it].text.ends_with("funds"));
            return is_money.then_some(noun);
        }
    }
    phrase(sentence, at, found, lexicon)
}

fn is_amount_with_of(sentence: &Sentence<'_>, found: &Found) -> bool {
    found.kind == Kind::Measure && sentence.token(found.last).is_some_and(|it| it.text == "of")
}

/// Past an amount in brackets, or the bracket that closes this one.
fn past_brackets(sentence: &Sentence<'_>, at: usize) -> usize {
    match sentence.token(at) {
        Some(token) if token.is_mark(")") => at + 1,
        Some(token) if token.is_mark("(") => {
            let close = sentence.tokens[at..].iter().take(9).position(|it| it.is_mark(")"));
            close.map_or(at, |it| at + it + 1)
        }
        _ => at,
    }
}

/// Past "of", "of the", "of its".
fn skip_of(sentence: &Sentence<'_>, at: usize) -> Option<usize> {
    sentence.token(at).filter(|it| it.text == "of")?;
    let mut next = at + 1;
    while sentence.token(next).is_some_and(|it| it.is(Tag::Determiner)) {
        next += 1;
    }
    Some(next)
}

/// The noun phrase that starts at a token: words up to a boundary, the head last.
fn phrase(sentence: &Sentence<'_>, start: usize, found: &Found, lexicon: &Lexicon) -> Option<Noun> {
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
        if !token.is_word() || is_boundary(sentence, at, head, lexicon) {
            break;
        }
        if token.is(Tag::Coordinator) {
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
            qualifiers.insert(lemma(&sentence.tokens[previous], lexicon));
        }
        is_after_coordinator = false;
        head = Some(at);
        at += 1;
    }
    let head = head?;
    let token = &sentence.tokens[head];
    if !token.is_word() || is_no_head(token, lexicon) {
        return None;
    }
    let entity = entity(sentence, head, start, lexicon);
    let first = sentence.tokens.get(start)?.span.start;
    let counted = Counted {
        text: sentence.text[first..token.span.end]
            .replace(['"', '“', '”'], "")
            .trim_start_matches('-')
            .to_owned(),
        head: lemma(token, lexicon),
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
fn is_boundary(sentence: &Sentence<'_>, at: usize, head: Option<usize>, lexicon: &Lexicon) -> bool {
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
        return token.verb_form() == Some(VerbForm::Past) && token.is(Tag::Say);
    };
    let is_noun_too = token.entry.is_some_and(|it| it.noun.is_some());
    let after_plural = sentence.tokens[head].is_plural();
    if token.is_capitalised() && !sentence.tokens[head].is_capitalised() {
        return true;
    }
    match token.verb_form() {
        // "suspects arrested", "people marched"; but "the released suspects".
        Some(VerbForm::Past) => {
            after_plural || token.is(Tag::Say) || !noun_follows(sentence, at, lexicon)
        }
        Some(VerbForm::Ing) => {
            after_plural && !(is_noun_too && noun_follows(sentence, at, lexicon))
        }
        Some(VerbForm::Third | VerbForm::Base) => {
            after_plural && !(is_noun_too && token.is_plural())
        }
        None => {
            let is_adjective_or_noun = is_noun_too || !token.text.ends_with("ly");
            !is_adjective_or_noun || (after_plural && !is_noun_too && !token.is_plural())
        }
    }
}

fn noun_follows(sentence: &Sentence<'_>, at: usize, _: &Lexicon) -> bool {
    sentence.token(at + 1).is_some_and(|it| {
        it.is_word() && it.entry.is_some_and(|it| it.noun.is_some())
            || (it.is_word() && it.is_plural())
    })
}

/// Words that end a phrase without being counted: "percent higher", "or more".
fn is_no_head(token: &Token<'_>, _: &Lexicon) -> bool {
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
) -> Option<(usize, PlaceForm, Arc<str>)> {
    let token = sentence.token(at).filter(|it| it.is_capitalised())?;
    let (length, id, form) =
        lexicon.places.at(&sentence.text[token.span.start..sentence.span.end])?;
    let end = token.span.start + length;
    let words = sentence.tokens[at..].iter().take_while(|it| it.span.start < end).count();
    Some((words, form, Arc::clone(lexicon.places.name(id)?)))
}

/// The entity of a head noun, of a two-word noun where the lexicon knows one.
fn entity(sentence: &Sentence<'_>, head: usize, start: usize, lexicon: &Lexicon) -> Arc<str> {
    let token = &sentence.tokens[head];
    if head > start {
        let phrase = format!("{} {}", sentence.tokens[head - 1].text, token.text).to_lowercase();
        if let Some(entity) =
            lexicon.nouns.compound(&phrase).and_then(|it| lexicon.nouns.entity(it.0))
        {
            return entity;
        }
    }
    let form = lexicon.places.at(token.text);
    if form.is_some_and(|it| it.2 == PlaceForm::People) {
        return Arc::from("person");
    }
    let known = token.entry.and_then(|it| it.noun).and_then(|(id, _)| lexicon.nouns.entity(id));
    known.unwrap_or_else(|| Arc::from(lemma(token, lexicon)))
}

/// The singular of a noun, in lower case; of a known noun its own lemma, not its synonym's.
pub(super) fn lemma(token: &Token<'_>, _: &Lexicon) -> String {
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
    if lower.ends_with('s') && known.is_none_or(|it| it.1) { stem(1, "") } else { lower }
}

/// The noun a figure is said of: `revenue of $5`, `the toll is now 2,012`, `Revenue slipped to $5`.
fn before_figure(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Counted> {
    let before = found.first.checked_sub(1)?;
    let token = sentence.token(before)?;
    if token.text == "of" || token.is_mark(":") {
        return noun_ending_at(sentence, before.checked_sub(1)?, lexicon);
    }
    let is_verb_before = (found.first.saturating_sub(4)..found.first).any(|it| {
        let token = &sentence.tokens[it];
        token.verb_form().is_some() || token.is(Tag::Be) || token.is(Tag::Reach)
    });
    if !is_verb_before {
        return None;
    }
    // The subject: the first noun phrase of the clause.
    let start = clause_start(sentence, found.first);
    let mut head = None;
    for at in start..found.first {
        let token = &sentence.tokens[at];
        let is_end = token.is(Tag::Preposition)
            || token.is(Tag::Be)
            || token.is(Tag::Auxiliary)
            || token.is(Tag::Modal)
            || token.is_mark(",;:(");
        let is_verb = token.verb_form().is_some() && token.entry.is_none_or(|it| it.noun.is_none());
        if head.is_some() && (is_end || is_verb) {
            break;
        }
        let is_noun = token.entry.is_some_and(|it| it.noun.is_some());
        let looks_plural = !is_end && token.is_plural() && !token.is_capitalised();
        if token.is_word() && sentence.owner(at).is_none() && (is_noun || looks_plural) {
            head = Some(at);
        }
    }
    let head = head?;
    if sentence.tokens[head].is(Tag::HeadOfNumber)
        && sentence.token(head + 1).is_some_and(|it| it.text == "of")
    {
        let start = skip_of(sentence, head + 1)?;
        return phrase(sentence, start, found, lexicon).and_then(|it| it.counted);
    }
    noun_ending_at(sentence, head, lexicon)
}

/// The noun phrase whose head is the token at `head`.
fn noun_ending_at(sentence: &Sentence<'_>, head: usize, lexicon: &Lexicon) -> Option<Counted> {
    let token = sentence.token(head)?;
    if !token.is_word()
        || sentence.owner(head).is_some()
        || token.is(Tag::Pronoun)
        || token.is(Tag::Preposition)
    {
        return None;
    }
    let mut first = head;
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
    let qualifiers = sentence.tokens[first..head].iter().map(|it| lemma(it, lexicon)).collect();
    Some(Counted {
        text: sentence.text[sentence.tokens[first].span.start..token.span.end].to_owned(),
        head: lemma(token, lexicon),
        entity: entity(sentence, head, first, lexicon),
        qualifiers,
    })
}

/// Where the clause around a token starts: after `;`, `:`, a dash, or ", and" with its own verb.
pub(super) fn clause_start(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut start = at;
    while start > 0 {
        let previous = &sentence.tokens[start - 1];
        if previous.is_mark(";:—–") {
            break;
        }
        let joins_clause = matches!(previous.text, "while" | "but" | "whereas" | "although")
            || (previous.is(Tag::Coordinator)
                && start >= 2
                && sentence.tokens[start - 2].is_mark(",")
                && sentence.tokens[start..at]
                    .iter()
                    .any(|it| it.verb_form() == Some(VerbForm::Past) || it.is(Tag::Be)));
        if joins_clause {
            break;
        }
        start -= 1;
    }
    start
}

/// What the names of a list are: countries, cities, or the noun that announces them.
fn of_list(
    sentence: &Sentence<'_>,
    found: &Found,
    names: &[String],
    rest: Rest,
    lexicon: &Lexicon,
) -> Option<Counted> {
    use crate::lexicon::PlaceForm::Name;
    let kinds: BTreeSet<&str> = names
        .iter()
        .map(|it| {
            let known = lexicon
                .places
                .at(it)
                .filter(|(length, _, form)| *length == it.len() && *form == Name);
            known.and_then(|it| lexicon.places.kind(it.1)).map_or("unknown", |it| it.noun())
        })
        .collect();
    let one_kind =
        (kinds.len() == 1).then(|| kinds.first().copied()).flatten().filter(|it| *it != "unknown");
    let last = &sentence.tokens[found.last.checked_sub(1)?];
    let stated = (rest != Rest::Nothing && last.entry.is_some_and(|it| it.noun.is_some()))
        .then(|| noun_ending_at(sentence, found.last - 1, lexicon))
        .flatten();
    if let Some(counted) = stated {
        return Some(counted);
    }
    if let Some(kind) = one_kind {
        let kind = kind.to_owned();
        return Some(Counted {
            text: crate::lexicon::plural(&kind),
            head: kind.clone(),
            entity: Arc::from(kind),
            qualifiers: BTreeSet::new(),
        });
    }
    // "six regions hit: a, b …", "countries including a, b …"
    let before = (found.first.saturating_sub(8)..found.first).rev().find(|it| {
        let token = &sentence.tokens[*it];
        token.is_word() && token.is_plural() && token.entry.is_some_and(|it| it.noun.is_some())
    })?;
    noun_ending_at(sentence, before, lexicon)
}
