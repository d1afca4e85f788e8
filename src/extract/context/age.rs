//! The age of a person: `the driver, 36,`, `Anna Berg (71)`, `a 61-year-old baker, Jonas Holt`.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::Sentence;
use crate::claim::mention::{Kind, Value};
use crate::claim::{Counted, Span};
use crate::extract::Found;
use crate::lexicon::{Lexicon, Tag};

/// The unit of an age.
pub(super) const UNIT: &str = "year";
/// The oldest that somebody is.
const OLDEST: i64 = 115;
/// A name has at most so many words.
const LONGEST_NAME: usize = 4;
/// So many words after an age its bearer may be named.
const REACH: usize = 8;

/// Whose age a figure is; `None` where it is none.
///
/// Of a named person the last name says who it is, of others the noun: two texts that give the driver's age mean one
/// driver.
pub(super) fn of(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Age> {
    let Value::Quantity(quantity) = &found.value else { return None };
    let years = quantity.stated()?.value();
    let is_age = years.is_integer() && years >= 1.into() && years <= OLDEST.into();
    if !is_age || quantity.hedge().name().is_some() {
        return None;
    }
    let bearer = match found.kind {
        Kind::Measure if found.unit.as_deref() == Some(UNIT) => {
            of_year_old(sentence, found, lexicon)
        }
        Kind::Count => beside(sentence, found, lexicon),
        _ => None,
    }?;
    let key = bearer.key;
    let counted = Counted {
        text: format!("age of {}", bearer.text),
        head: Counted::AGE.to_owned(),
        entity: Arc::from(Counted::AGE),
        qualifiers: BTreeSet::from([key]),
    };
    let end = after_old(sentence, found).unwrap_or(found.span.end);
    Some(Age { counted, span: Span::new(found.span.start, end) })
}

/// An age as it is written, and whose it is.
pub(super) struct Age {
    pub(super) counted: Counted,
    pub(super) span: Span,
}

/// Who has an age.
struct Bearer {
    text: String,
    key: String,
}

/// `Jonas Holt, 61, is`, `the driver (36)`, `Anna Berg, aged 71`.
fn beside(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Bearer> {
    let text = sentence.text.get(found.span.start..found.span.end)?;
    let before = found.first.checked_sub(1)?;
    let is_aged = matches!(sentence.tokens[before].text, "aged" | "age");
    let is_closed = sentence.token(found.last).is_none_or(|it| it.is_mark(",.;)"));
    let is_bare = text.bytes().all(|it| it.is_ascii_digit()) && is_closed;
    let opening = if is_aged { before.checked_sub(1)? } else { before };
    let is_open = sentence.tokens[opening].is_mark(",(");
    let end = if is_open { opening } else { opening + 1 };
    if !(is_aged || is_open && is_bare) {
        return None;
    }
    // "Eastford (30) and Wickham (20)" are no people: a name in front of a bracket has two words.
    let is_bracket = is_open && sentence.tokens[opening].is_mark("(");
    let name = name_before(sentence, end, lexicon);
    let is_sure = |it: &Bearer| !is_bracket || it.text.contains(' ');
    name.filter(is_sure).or_else(|| role_before(sentence, end, lexicon))
}

/// `Jonas Holt, a 61-year-old`, `the 61-year-old baker, Jonas Holt`.
fn of_year_old(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> Option<Bearer> {
    // "61-year-old" may be one word.
    let end = after_old(sentence, found)?;
    let first = sentence.tokens.partition_point(|it| it.span.start < end);
    let is_article = |it: usize| sentence.token(it).is_some_and(|it| it.is(Tag::Determiner));
    let start = found.first - usize::from(found.first > 0 && is_article(found.first - 1));
    let named_before = start
        .checked_sub(1)
        .filter(|it| sentence.tokens[*it].is_mark(","))
        .and_then(|it| name_before(sentence, it, lexicon));
    named_before
        .or_else(|| name_after(sentence, first, lexicon))
        .or_else(|| role_after(sentence, first, lexicon).filter(|_| is_definite(sentence, start)))
}

/// Where the "-old" ends that follows a number of years.
fn after_old(sentence: &Sentence<'_>, found: &Found) -> Option<usize> {
    let rest = sentence.text.get(found.span.end..sentence.span.end)?;
    let after = rest.strip_prefix(['-', ' '])?.strip_prefix("old")?;
    let is_word = !after.starts_with(char::is_alphanumeric);
    is_word.then(|| sentence.span.end - after.len())
}

/// Whether a phrase opens with "the": "a 36-year-old driver" may be any.
fn is_definite(sentence: &Sentence<'_>, start: usize) -> bool {
    sentence.token(start).is_some_and(|it| it.text.eq_ignore_ascii_case("the"))
}

/// Whether a token may be part of a person's name.
fn is_name(sentence: &Sentence<'_>, at: usize, lexicon: &Lexicon) -> bool {
    let token = &sentence.tokens[at];
    let is_place = || lexicon.places.at(token.text).is_some_and(|it| it.0 == token.text.len());
    token.is_word()
        && token.is_capitalised()
        && sentence.owner(at).is_none()
        && !is_place()
        && token.entry.is_none_or(|it| {
            it.noun.is_none() && it.verb.is_none() && it.tags == crate::lexicon::Tags::default()
        })
}

/// The name that ends before a token: two words, or one that no lexicon knows.
fn name_before(sentence: &Sentence<'_>, end: usize, lexicon: &Lexicon) -> Option<Bearer> {
    let is_inside = |it: &usize| is_name(sentence, *it, lexicon);
    let first = (0..end).rev().take(LONGEST_NAME).take_while(is_inside).last()?;
    named(sentence, first, end)
}

/// The first name in the words after an age, before another figure.
fn name_after(sentence: &Sentence<'_>, start: usize, lexicon: &Lexicon) -> Option<Bearer> {
    let is_inside = |it: &usize| is_name(sentence, *it, lexicon);
    let end = sentence.tokens.len().min(start + REACH);
    let goes_on = |it: &usize| {
        let token = &sentence.tokens[*it];
        sentence.owner(*it).is_none()
            && !token.is_mark(".;:")
            && !token.is(Tag::Preposition)
            && !token.is(Tag::Auxiliary)
            && !token.is(Tag::Relative)
    };
    let first = (start..end).take_while(goes_on).find(is_inside)?;
    let last = (first..end).take_while(is_inside).last()? + 1;
    // One capital is a nationality as often as a name.
    if last - first < 2 {
        return None;
    }
    named(sentence, first, last)
}

fn named(sentence: &Sentence<'_>, first: usize, end: usize) -> Option<Bearer> {
    let (from, last) = (sentence.token(first)?, sentence.token(end.checked_sub(1)?)?);
    let text = sentence.text.get(from.span.start..last.span.end)?.to_owned();
    Some(Bearer { text, key: last.text.to_lowercase() })
}

/// `the driver`, `the suspected leader`: the person that ends before a token.
fn role_before(sentence: &Sentence<'_>, end: usize, lexicon: &Lexicon) -> Option<Bearer> {
    let head = end.checked_sub(1)?;
    let opens = (head.saturating_sub(3)..head).any(|it| is_definite(sentence, it));
    role(sentence, head, lexicon).filter(|_| opens)
}

/// The first person in the words after an age.
fn role_after(sentence: &Sentence<'_>, start: usize, lexicon: &Lexicon) -> Option<Bearer> {
    let goes_on = |it: &usize| {
        let token = &sentence.tokens[*it];
        token.is_word() && sentence.owner(*it).is_none() && !token.is(Tag::Preposition)
    };
    let end = sentence.tokens.len().min(start + REACH / 2);
    (start..end).take_while(goes_on).find_map(|it| role(sentence, it, lexicon))
}

/// A person by what they do; "man" and "woman" are nobody in particular.
fn role(sentence: &Sentence<'_>, head: usize, lexicon: &Lexicon) -> Option<Bearer> {
    let token = sentence.token(head)?;
    let entity = lexicon.nouns.entity(token.entry?.noun?.0)?;
    let is_one = !token.is_plural() && lexicon.nouns.lineage(entity).count() >= 2;
    let is_anybody = [
        "man", "woman", "person", "adult", "child", "boy", "girl", "citizen", "resident",
        "student", "victim", "suspect",
    ]
    .contains(&entity);
    (is_one && !is_anybody && lexicon.nouns.is_a(entity, "person"))
        .then(|| Bearer { text: format!("the {}", token.text), key: entity.to_owned() })
}
