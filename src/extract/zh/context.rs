//! What a Chinese clause says of its figures: what is counted, what was done to it, and where.
//!
//! ```text
//!    从缅甸      遣返      6.8万    名          嫌疑人       抓获      犯罪嫌疑人   5.7万   名
//!    place      action    figure   classifier  noun        action    noun        figure  classifier
//! ```
//! The noun stands after the classifier, or right before the figure; the action is the last one of the
//! clause before the figure, else the first one after it.

use std::sync::Arc;

use super::number::is_space;
use crate::claim::{Action, Counted, Few, Kind, Mention};
use crate::lexicon::{Lexicon, Phrases};

/// Marks that end a clause.
const CLAUSE_ENDS: &[char] = &['，', '。', '；', '！', '？', '：', ',', ';', ':', '\n', '（', '）'];

/// How many characters may stand between a classifier and its noun: 名中国籍犯罪嫌疑人.
const REACH: usize = 8;

/// Fills what is counted, done and where for the figures of a sentence.
pub(in crate::extract) fn fill(mentions: &mut [Mention], text: &str, lexicon: &Lexicon) {
    for mention in mentions.iter_mut().filter(|it| !it.kind.is_time() && it.kind != Kind::List) {
        let before = &text[mention.sentence.start..mention.span.start];
        let before = &before[before.rfind(CLAUSE_ENDS).map_or(0, |it| after_char(before, it))..];
        let after = &text[mention.span.end..mention.sentence.end];
        let after = &after[..after.find(CLAUSE_ENDS).unwrap_or(after.len())];
        mention.counted = noun_after(after, lexicon).or_else(|| noun_before(before, lexicon));
        mention.actions = action(before, after, lexicon).into_iter().collect();
        mention.places = places(before, lexicon);
        mention.actors.clear();
        mention.event = None;
    }
}

fn after_char(text: &str, at: usize) -> usize {
    at + text[at..].chars().next().map_or(0, char::len_utf8)
}

fn counted(word: &str, entity: &'static str) -> Counted {
    Counted {
        text: word.to_owned(),
        head: entity.to_owned(),
        entity: Arc::from(entity),
        qualifiers: Few::default(),
    }
}

/// 名嫌疑人, 名中国籍犯罪嫌疑人, 人
fn noun_after(after: &str, lexicon: &Lexicon) -> Option<Counted> {
    let zh = &lexicon.chinese;
    let body = after.trim_start_matches(is_space);
    let noun_at = |text: &str| {
        let (length, id) = zh.nouns.prefix(text)?;
        Some(counted(&text[..length], entity(id, lexicon)?))
    };
    let rest = zh.classifiers.prefix(body).map_or(body, |(length, ())| &body[length..]);
    let reached = rest.char_indices().take(REACH).map(|it| &rest[it.0..]);
    let mut stopped = false;
    let found = reached.take_while(|it| {
        let goes_on = !stopped;
        stopped = zh.verbs.prefix(it).is_some() || it.starts_with(['的', '被']);
        goes_on
    });
    let noun = found.filter(|it| zh.verbs.prefix(it).is_none()).find_map(noun_at);
    // 6.8万人: the classifier is the noun.
    noun.or_else(|| noun_at(body))
}

/// 抓获犯罪嫌疑人5.7万名
fn noun_before(before: &str, lexicon: &Lexicon) -> Option<Counted> {
    let body = before.trim_end_matches(is_space);
    let starts = body.char_indices().map(|it| it.0);
    // The longest noun that ends where the figure starts.
    let (start, id) = starts.into_iter().find_map(|start| {
        let (length, id) = lexicon.chinese.nouns.prefix(&body[start..])?;
        (start + length == body.len()).then_some((start, id))
    })?;
    Some(counted(&body[start..], entity(id, lexicon)?))
}

fn entity(id: usize, lexicon: &Lexicon) -> Option<&'static str> {
    let lemma = lexicon.chinese.noun(id)?;
    let known = lexicon.nouns.by_lemma(lemma).or_else(|| Some(lexicon.nouns.compound(lemma)?.0));
    lexicon.nouns.entity(known?)
}

/// The last action before the figure, else the first one after it.
fn action(before: &str, after: &str, lexicon: &Lexicon) -> Option<Action> {
    let verbs = &lexicon.chinese.verbs;
    let (word, id) = matches(before, verbs).last().or_else(|| matches(after, verbs).next())?;
    let name = lexicon.chinese.family(id)?;
    Some(Action { family: Arc::from(name), word: word.to_owned(), is_known: true, is_direct: true })
}

/// The phrases in a text, left to right, without overlaps.
fn matches<'t>(
    text: &'t str,
    phrases: &'t Phrases<usize>,
) -> impl Iterator<Item = (&'t str, usize)> {
    let mut next = 0;
    text.char_indices().filter_map(move |(at, _)| {
        if at < next {
            return None;
        }
        let (length, id) = phrases.prefix(&text[at..])?;
        next = at + length;
        Some((&text[at..next], id))
    })
}

/// 从缅甸, 在云南: the places that a word of place stands before.
fn places(before: &str, lexicon: &Lexicon) -> Vec<crate::claim::Place> {
    let zh = &lexicon.chinese;
    let opened = before.char_indices().filter_map(|(at, _)| {
        let (length, ()) = zh.locatives.prefix(&before[at..])?;
        let (_, id) = zh.places.prefix(&before[at + length..])?;
        lexicon.places.place(lexicon.places.find(zh.place(id)?)?)
    });
    opened.collect()
}
