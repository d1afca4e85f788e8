//! Where the clause of a figure starts.

use super::Sentence;
use crate::extract::token::Token;
use crate::lexicon::{Tag, VerbForm};

/// Past "Before the strike,": a clause's subject stands after what opens it.
pub(super) fn past_opening(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let opens = sentence.token(start).is_some_and(|it| it.is(Tag::Preposition));
    let comma = (start..end).find(|it| sentence.tokens[*it].is_mark(","));
    comma.filter(|it| opens && it + 2 < end).map_or(start, |it| it + 1)
}

/// Where the clause around a token starts: after `;`, `:`, a dash, or ", and" with its own verb.
pub(super) fn clause_start(sentence: &Sentence<'_>, at: usize) -> usize {
    let Some(known) = sentence.clauses.get(at) else { return find_start(sentence, at) };
    *known.get_or_init(|| find_start(sentence, at))
}

fn find_start(sentence: &Sentence<'_>, at: usize) -> usize {
    let mut start = at;
    // Whether a verb of what happened stands between start and the token.
    let mut has_past = false;
    while start > 0 {
        let previous = &sentence.tokens[start - 1];
        if previous.is_mark(";:—–") {
            break;
        }
        let joins_clause = matches!(previous.text, "while" | "but" | "whereas" | "although")
            || (previous.is(Tag::Coordinator)
                && start >= 2
                && sentence.tokens[start - 2].is_mark(",")
                && has_past);
        if joins_clause || joins_subject(sentence, start, at) {
            break;
        }
        start -= 1;
        has_past = has_past
            || is_past(&sentence.tokens[start])
            || start + 2 < at && is_past_after_noun(sentence, start + 2);
    }
    start
}

/// Whether a token is a verb of what happened, whatever stands before it.
fn is_past(token: &Token<'_>) -> bool {
    token.verb_form() == Some(VerbForm::Past) || token.is(Tag::Be)
}

/// "Cost" and "cut" are verbs of what happened where they follow a noun of the clause.
fn is_past_after_noun(sentence: &Sentence<'_>, at: usize) -> bool {
    let follows_noun = sentence.tokens[at - 1].entry.is_some_and(|it| it.noun.is_some());
    sentence.tokens[at].is(Tag::PastVerb) && follows_noun
}

/// "the dead increased by 100 and the injured increased by 400": after the coordinator a subject and its
/// verb, before it a clause that is whole.
fn joins_subject(sentence: &Sentence<'_>, start: usize, at: usize) -> bool {
    let Some(before) = start.checked_sub(1).filter(|it| sentence.tokens[*it].is(Tag::Coordinator))
    else {
        return false;
    };
    let is_finite = |it: usize| {
        let token = &sentence.tokens[it];
        matches!(token.verb_form(), Some(VerbForm::Past | VerbForm::Third))
            && token.entry.is_none_or(|it| it.noun.is_none())
            || token.is(Tag::Be)
    };
    let has_verb_before = (before.saturating_sub(12)..before).any(is_finite);
    sentence.tokens[start].is(Tag::Determiner)
        && has_verb_before
        && (start + 1..at.min(start + 5)).any(is_finite)
}
