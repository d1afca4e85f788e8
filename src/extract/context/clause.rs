//! Where the clause of a figure starts.

use super::Sentence;
use crate::lexicon::{Tag, VerbForm};

/// Past "Before the strike,": a clause's subject stands after what opens it.
pub(super) fn past_opening(sentence: &Sentence<'_>, start: usize, end: usize) -> usize {
    let opens = sentence.token(start).is_some_and(|it| it.is(Tag::Preposition));
    let comma = (start..end).find(|it| sentence.tokens[*it].is_mark(","));
    comma.filter(|it| opens && it + 2 < end).map_or(start, |it| it + 1)
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
                && (start..at).any(|it| is_past(sentence, it, start)));
        if joins_clause || joins_subject(sentence, start, at) {
            break;
        }
        start -= 1;
    }
    start
}

/// Whether a token is a verb of what happened; "cost" and "cut" are one where they follow a noun.
fn is_past(sentence: &Sentence<'_>, at: usize, start: usize) -> bool {
    let token = &sentence.tokens[at];
    let follows_noun = || {
        let before = at.checked_sub(1).filter(|it| *it > start).map(|it| &sentence.tokens[it]);
        before.is_some_and(|it| it.entry.is_some_and(|it| it.noun.is_some()))
    };
    token.verb_form() == Some(VerbForm::Past)
        || token.is(Tag::Be)
        || token.is(Tag::PastVerb) && follows_noun()
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
