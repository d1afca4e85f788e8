//! What a figure counts: the noun phrase after it, or the noun it is said of.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Sentence;
use super::clause::{clause_start, past_opening};
use super::phrase::{Noun, noun_ending_at, phrase};
use crate::claim::mention::{Kind, Rest, Value};
use crate::claim::{Action, Counted};
use crate::extract::Found;
use crate::lexicon::PlaceForm::Name;
use crate::lexicon::{Lexicon, Number, Tag, VerbForm};

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
    // "Exports doubled": the multiple is said of its subject.
    let is_verb = || {
        let entry = sentence.token(found.first).and_then(|it| it.entry);
        entry.is_some_and(|it| matches!(it.number, Some(Number::Multiple(_))) && it.verb.is_some())
    };
    if found.kind == Kind::Ratio && is_verb() {
        let subject = found.first.checked_sub(1);
        none.counted = subject.and_then(|it| noun_ending_at(sentence, it, lexicon));
        return none;
    }
    // "15 dollars an hour" counts no hours.
    if !refers_to_pronoun(sentence, found)
        && !super::role::is_rate(sentence, found)
        && let Some(noun) = after_figure(sentence, found, lexicon)
    {
        return noun;
    }
    if found.kind == Kind::Count && refers_back(sentence, found) {
        none.counted = earlier.cloned();
        return none;
    }
    if found.kind == Kind::Count && opens_clause(sentence, found) {
        none.counted = earlier.cloned();
        return none;
    }
    let before = matches!(found.kind, Kind::Money | Kind::Percent | Kind::Count | Kind::Measure)
        .then(|| before_figure(sentence, found, lexicon))
        .flatten();
    // "The city paid $5", "the fire burned 3 hectares": who did it is not what is measured.
    let is_agent = |it: &Counted| {
        let classes: &[&str] = match found.kind {
            Kind::Money | Kind::Measure => {
                &["person", "organization", "group", "place", "natural-event", "event"]
            }
            // "Storm kills 5,500"; but "protesters numbered 5,500".
            _ => &["organization", "natural-event"],
        };
        classes.iter().any(|class| lexicon.nouns.is_a(&it.entity, class))
    };
    if let Some(counted) = before.filter(|it| !is_agent(it)) {
        return Noun { counted: Some(counted), is_subject: true, ..none };
    }
    if found.kind == Kind::Count && is_elliptic(sentence, found) {
        none.counted = earlier.cloned();
    }
    none
}

/// `Two people died and 17 were injured`: the figure is the subject of a clause of its own, which leaves its noun out.
fn opens_clause(sentence: &Sentence<'_>, found: &Found) -> bool {
    let before = found.first.checked_sub(1).and_then(|it| sentence.token(it));
    let next = sentence.token(found.last);
    before.is_none_or(|it| it.is(Tag::Coordinator) || it.is_mark(",;"))
        && next.is_some_and(|it| it.is(Tag::Be) || it.is(Tag::Auxiliary) || it.is(Tag::Modal))
}

/// `46 were injured`: no noun is there or before, and what was done is done to people.
pub(super) fn is_of_people(
    sentence: &Sentence<'_>,
    found: &Found,
    actions: &[Action],
    lexicon: &Lexicon,
) -> bool {
    let is_verb_next = sentence
        .token(found.last)
        .is_some_and(|it| it.is(Tag::Auxiliary) || it.verb_form() == Some(VerbForm::Past));
    found.kind == Kind::Count
        && is_verb_next
        && actions.first().is_some_and(|it| lexicon.families.is_of_people(&it.family))
}

/// Who is counted where only the act says so.
pub(super) fn people() -> Counted {
    Counted {
        text: "people".to_owned(),
        head: "people".to_owned(),
        entity: Arc::from("person"),
        qualifiers: BTreeSet::new(),
    }
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
    is_additional
        || others
        || refers_to_pronoun(sentence, found)
        || is_what_was_said(sentence, found)
}

/// `the union counted 3.5 million`, `and the union 800 thousand`: who counted stands before the figure,
/// what was counted stands before that.
pub(super) fn is_what_was_said(sentence: &Sentence<'_>, found: &Found) -> bool {
    let is_said = found
        .first
        .checked_sub(1)
        .and_then(|it| sentence.token(it))
        .is_some_and(|it| it.is(Tag::Say) && it.verb_form().is_some());
    found.kind == Kind::Count && (is_said || counter(sentence, found).is_some())
}

/// The noun phrase right before a figure whose verb of saying is left out, as a range of tokens:
/// `the ministry counted 119,000 and the union 800 thousand`.
pub(super) fn counter(sentence: &Sentence<'_>, found: &Found) -> Option<std::ops::Range<usize>> {
    const LONGEST: usize = 5;
    let is_inside = |it: &usize| {
        let token = &sentence.tokens[*it];
        token.is_word()
            && sentence.owner(*it).is_none()
            && !token.is(Tag::Coordinator)
            && !token.is(Tag::Conjunction)
            && !token.is(Tag::Preposition)
            && token.verb_form().is_none_or(|_| token.entry.is_some_and(|it| it.noun.is_some()))
    };
    let first = (0..found.first).rev().take(LONGEST).take_while(is_inside).last()?;
    let before = sentence.token(first.checked_sub(1)?)?;
    let joins = before.is(Tag::Coordinator) || before.is(Tag::Conjunction) || before.is_mark(",;");
    let is_name = sentence.tokens[first..found.first]
        .iter()
        .any(|it| it.is_capitalised() || it.entry.is_some_and(|it| it.noun.is_some()));
    let was_said = sentence.tokens[..first].iter().any(|it| it.is(Tag::Say));
    let starts =
        sentence.tokens[first].is(Tag::Determiner) || sentence.tokens[first].is_capitalised();
    (joins && is_name && was_said && starts).then_some(first..found.first)
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
    if matches!(found.kind, Kind::Count | Kind::Ratio) {
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
    // "a net profit of $58.2 million Santa Ines is out of the red": a name starts something else.
    let is_name = found.kind == Kind::Money
        && sentence.token(at).is_some_and(|it| it.is_capitalised() && it.entry.is_none());
    // "The 7 million dollars the board approved": an article opens a clause.
    let opens_clause = matches!(found.kind, Kind::Money | Kind::Percent)
        && at == found.last
        && sentence.token(at).is_some_and(|it| it.is(Tag::Determiner));
    // "Reaches 800 next summer": when, and not what.
    let is_time = sentence.token(at).is_some_and(|it| it.is(Tag::Offset))
        && sentence.token(at + 1).is_some_and(|it| it.is_word() && !it.is_plural());
    if is_name || opens_clause || is_time {
        return None;
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

/// How many tokens before "at" the verb may stand that puts something there.
const APPRAISED: usize = 6;

/// The noun a figure is said of: `revenue of $5`, `the toll is now 2,012`, `Revenue slipped to $5`.
fn before_figure(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Counted> {
    let before = found.first.checked_sub(1)?;
    let token = sentence.token(before)?;
    if token.text == "of" || token.is_mark(":") {
        let head = before.checked_sub(1)?;
        // "The union speaks of 9 percent": a verb counts nothing.
        let is_noun = sentence.tokens[head]
            .entry
            .is_none_or(|it| it.verb.is_none() || it.noun.is_some() || it.nominal.is_some());
        return noun_ending_at(sentence, head, lexicon).filter(|_| is_noun);
    }
    // "Police put the turnout at 900": who puts it there is not what is counted.
    let is_appraised = token.text == "at"
        && (before.saturating_sub(APPRAISED)..before)
            .any(|it| sentence.tokens[it].is(Tag::Appraise));
    if is_appraised && let Some(counted) = noun_ending_at(sentence, before - 1, lexicon) {
        return Some(counted);
    }
    if let Some(counted) = gapped(sentence, found, lexicon) {
        return Some(counted);
    }
    let is_verb_before = (found.first.saturating_sub(4)..found.first).any(|it| {
        let token = &sentence.tokens[it];
        token.verb_form().is_some()
            || token.is(Tag::Be)
            || token.is(Tag::Reach)
            || it + 1 == found.first && token.is(Tag::Change)
    });
    // "The dead exceeded 900": the verb is the hedge.
    let is_hedge_verb = sentence.tokens[found.first].is(Tag::Reach);
    if !is_verb_before && !is_hedge_verb {
        return None;
    }
    // The subject: the first noun phrase of the clause.
    let start = past_opening(sentence, clause_start(sentence, found.first), found.first);
    let mut head = None;
    for at in start..found.first {
        let token = &sentence.tokens[at];
        let is_end = token.is(Tag::Preposition)
            || token.is(Tag::Be)
            || token.is(Tag::Auxiliary)
            || token.is(Tag::Modal)
            || token.is_mark(",;:(");
        let is_verb = token.verb_form().is_some() && token.entry.is_none_or(|it| it.noun.is_none());
        // "On the first day she weighed 4 kilograms": of her, not of the day.
        if token.is(Tag::Pronoun) && head.is_some() {
            return None;
        }
        if head.is_some() && (is_end || is_verb) {
            break;
        }
        // "Will" is a noun as well, and what "speaks" is no plural.
        let is_noun = token.entry.is_some_and(|it| it.noun.is_some()) && !token.is(Tag::Modal);
        let looks_plural =
            !is_end && token.is_plural() && !token.is_capitalised() && token.verb_form().is_none();
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
    // "Three days ago the figure was 3,708": of what was said before.
    let token = &sentence.tokens[head];
    let is_bare = token.is(Tag::HeadOfNumber)
        && !token.is(Tag::Tally)
        && head.checked_sub(1).is_some_and(|it| sentence.tokens[it].is(Tag::Determiner));
    if is_bare && found.kind == Kind::Count {
        return None;
    }
    noun_ending_at(sentence, head, lexicon)
}

/// `The dead numbered 12 and the injured 40`: the second clause leaves its verb out, and its subject stands right before
/// the figure.
fn gapped(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Counted> {
    const LONGEST: usize = 6;
    let head = found.first.checked_sub(1)?;
    let token = &sentence.tokens[head];
    let counts = token.is_word()
        && !token.is_capitalised()
        && !token.is(Tag::Reach)
        && !token.is(Tag::Change)
        && token.entry.is_some_and(|it| it.noun.is_some() || it.nominal.is_some());
    let is_inside = |it: &usize| {
        let token = &sentence.tokens[*it];
        token.is_word()
            && sentence.owner(*it).is_none()
            && !token.is(Tag::Coordinator)
            && token.verb_form().is_none_or(|_| *it == head)
    };
    let first = (0..=head).rev().take(LONGEST).take_while(is_inside).last()?;
    let before = first.checked_sub(1).and_then(|it| sentence.token(it))?;
    let joins = before.is(Tag::Coordinator) || before.is_mark(",;");
    let is_definite = sentence.tokens[first].is(Tag::Determiner);
    let follows_figure = (0..first).any(|it| sentence.owner(it).is_some());
    (counts && joins && is_definite && follows_figure)
        .then(|| noun_ending_at(sentence, head, lexicon))
        .flatten()
}

/// What the names of a list are: countries, cities, or the noun that announces them.
fn of_list(
    sentence: &Sentence<'_>,
    found: &Found,
    names: &[String],
    rest: Rest,
    lexicon: &Lexicon,
) -> Option<Counted> {
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
    // Known places first: many a town is named after a person.
    let one_kind = one_kind.or_else(|| lexicon.are_people(names).then_some("person"));
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
