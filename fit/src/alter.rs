//! What a writer may get wrong, made by program from what is right: a number of another thing, or another word beside it.

use std::sync::Arc;

use crosscheck::claim::{Numeral, Span};
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::{Agreement, agreement};
use rayon::prelude::*;

use crate::cases::case;
use crate::data::{Case, Label, Sort};

/// Spreads the choice among several without a random number.
const SPREAD: usize = 7919;

/// Each number of the right drafts in turn swapped for another of its sort that the source has.
pub fn swapped(cases: &[Case], lexicon: &Lexicon) -> Vec<Case> {
    let right = cases.par_iter().filter(|it| it.sort == Sort::Right || it.is_story);
    let of = |case: &Case| {
        let right = (0..case.labels.len()).filter(|at| case.labels[*at] == Label::Right);
        right.filter_map(|at| swap(case, at, lexicon)).collect::<Vec<_>>()
    };
    right.flat_map_iter(of).collect()
}

fn swap(of: &Case, at: usize, lexicon: &Lexicon) -> Option<Case> {
    let own = of.draft.numerals.get(at)?;
    let (start, digits) = printed(&of.draft_text, own.span)?;
    let is_equal = |it: &Numeral| agreement(own, it, lexicon) == Some(Agreement::Equal);
    let all = || of.source.numerals.iter().enumerate();
    let was: Vec<usize> = all().filter(|it| is_equal(it.1)).map(|it| it.0).collect();
    let is_other =
        |it: &Numeral| it.dimension == own.dimension && agreement(own, it, lexicon).is_none();
    let others: Vec<&str> = all()
        .filter(|it| is_other(it.1))
        .filter_map(|it| printed(&of.source_text, it.1.span))
        .map(|it| it.1)
        .filter(|it| *it != digits)
        .collect();
    let pick = (at * SPREAD + of.draft_text.len())
        .checked_rem(others.len())
        .filter(|_| !was.is_empty())?;
    let mut draft = of.draft_text.to_string();
    draft.replace_range(start..start + digits.len(), others[pick]);
    let texts = (Arc::from(draft), Arc::clone(&of.source_text));
    let mut made = case(Sort::Swapped, texts, (of.group, of.domain), lexicon).ok()?;
    let at =
        made.draft.numerals.iter().position(|it| it.span.start <= start && start < it.span.end)?;
    made.labels[at] = Label::Wrong;
    made.was = was;
    made.is_story = of.is_story;
    Some(made)
}

/// The digits of a number, where they stand.
fn printed(text: &str, span: Span) -> Option<(usize, &str)> {
    let of = &text[span.range()];
    let first = of.find(|it: char| it.is_ascii_digit())?;
    let rest = &of[first..];
    let end = rest
        .find(|it: char| !(it.is_ascii_digit() || it == ',' || it == '.'))
        .unwrap_or(rest.len());
    Some((span.start + first, rest[..end].trim_end_matches(['.', ','])))
}

/// Each number of the right drafts with one word beside it changed, so that it says something else.
pub fn altered(cases: &[Case], lexicon: &Lexicon) -> Vec<Case> {
    let right = cases.par_iter().filter(|it| it.sort == Sort::Right);
    right
        .flat_map_iter(|it| (0..it.draft.numerals.len()).flat_map(move |at| alter(it, at, lexicon)))
        .collect()
}

/// A word of a draft, and what is put in its place.
struct Change {
    kind: &'static str,
    at: usize,
    length: usize,
    by: String,
}

fn alter(of: &Case, at: usize, lexicon: &Lexicon) -> Vec<Case> {
    let Some(own) = of.draft.numerals.get(at).filter(|it| !it.is_time()) else { return Vec::new() };
    changes(of, own, at, lexicon)
        .into_iter()
        .filter_map(|change| {
            let mut draft = of.draft_text.to_string();
            draft.replace_range(change.at..change.at + change.length, &change.by);
            let moved = if change.at < own.span.start { change.by.len() } else { change.length };
            let start = own.span.start + moved - change.length;
            let texts = (Arc::from(draft), Arc::clone(&of.source_text));
            let mut made =
                case(Sort::Altered(change.kind), texts, (of.group, of.domain), lexicon).ok()?;
            let at = made.draft.numerals.iter().position(|it| it.span.start == start)?;
            made.labels[at] = Label::Wrong;
            Some(made)
        })
        .collect()
}

fn changes(of: &Case, own: &Numeral, at: usize, lexicon: &Lexicon) -> Vec<Change> {
    let text = &*of.draft_text;
    let is_break = |it: char| ",;:().".contains(it);
    let Span { start, end } = own.sentence;
    let start = start + text[start..own.span.start].rfind(is_break).map_or(0, |it| it + 1);
    let end = text[own.span.end..end].find(is_break).map_or(end, |it| own.span.end + it);
    let after = || words(text, own.span.end, end);
    let near = || words(text, start, own.span.start).chain(after());
    let mut found = Vec::new();
    let side = near().find_map(|it| Some((it, *lexicon.sides(it.1).first()?)));
    if let Some(((at, word), side)) = side {
        let by = lexicon.statements.word(side.opposite()).to_owned();
        found.push(Change { kind: "direction", at, length: word.len(), by });
    }
    let is_rate = of.draft.is_rate(at);
    if let Some((at, word)) = after().find(|it| is_rate && lexicon.time_unit(it.1).is_some()) {
        let by = if word.starts_with("year") { "month" } else { "year" }.to_owned();
        found.push(Change { kind: "per", at, length: word.len(), by });
    }
    if let Some((place, word)) = noun(text, own.span.end, end, lexicon) {
        let others = of.source.numerals.iter().filter_map(|it| {
            let until = of.source_text.floor_char_boundary(it.sentence.end.min(it.span.end + 40));
            noun(&of.source_text, it.span.end, until, lexicon)
        });
        let others: Vec<&str> = others.map(|it| it.1).filter(|it| *it != word).collect();
        if let Some(pick) = (at * SPREAD + text.len()).checked_rem(others.len()) {
            let by = others[pick].to_owned();
            found.push(Change { kind: "noun", at: place, length: word.len(), by });
        }
    }
    found
}

/// The first longer word in lower case that may be a noun.
fn noun<'t>(
    text: &'t str,
    from: usize,
    until: usize,
    lexicon: &Lexicon,
) -> Option<(usize, &'t str)> {
    words(text, from, until.max(from)).find(|(_, it)| {
        let may_be = lexicon.word(it).is_none_or(|it| it.noun.is_some());
        it.len() > 3 && may_be && it.chars().all(char::is_lowercase)
    })
}

/// The words of a stretch of text, with where they stand.
fn words(text: &str, from: usize, until: usize) -> impl Iterator<Item = (usize, &str)> {
    let mut at = from;
    std::iter::from_fn(move || {
        at += text.get(at..until)?.find(char::is_alphabetic)?;
        let rest = &text[at..until];
        let length = rest.find(|it: char| !it.is_alphabetic()).unwrap_or(rest.len());
        at += length;
        Some((at - length, &rest[..length]))
    })
}
