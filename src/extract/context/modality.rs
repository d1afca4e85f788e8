//! Whether a text says that it happened: done, planned, denied or alleged.

use super::Sentence;
use super::clause::clause_start;
use crate::claim::Modality;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::{Tag, VerbForm};

/// Whether the clause says that it happened.
pub(super) fn of(sentence: &Sentence<'_>, found: &Found, noun_end: usize) -> Modality {
    let start = clause_start(sentence, found.first);
    // "Will be run by a bus that takes 30 minutes": the nearest verb in the present says what is.
    let is_present = |at: &usize| {
        let token = &sentence.tokens[*at];
        token.verb_form() == Some(VerbForm::Third)
            && token.entry.is_none_or(|it| it.noun.is_none() && it.nominal.is_none())
            && !token.is(Tag::Planned)
            && !token.is(Tag::Say)
            && !token.is(Tag::Prospective)
    };
    let since = (start..found.first).rev().find(is_present).unwrap_or(start);
    let before = since..found.first;
    let after = noun_end..(noun_end + 4).min(sentence.tokens.len());
    let mut modality = Modality::Actual;
    for at in before.chain(after) {
        let token = &sentence.tokens[at];
        if sentence.is_other_number(at, found) && at > found.first {
            break;
        }
        // "The park, set 5 km from the road, is due": the verb belongs to the park.
        let is_verb = |it: &Token<'_>| it.is(Tag::Auxiliary) || it.is(Tag::Modal);
        if at >= noun_end && token.is_mark(",") && sentence.token(at + 1).is_some_and(is_verb) {
            break;
        }
        if token.is(Tag::Planned)
            && !(token.is_capitalised() && at > start)
            && sentence.owner(at).is_none()
            && !is_paper(sentence, at)
            && !(at > noun_end && is_now(sentence, noun_end))
        {
            modality = Modality::Planned;
        }
        // "Held 12 records and threatened to publish them": what comes after has an act of its own.
        let is_own = at < found.first || sentence.tokens[at - 1].is(Tag::Be);
        if is_own && is_prospect(sentence, at) {
            modality = Modality::Planned;
        }
        // "5.6 per cent and not a cent more" denies nothing before it; "5 people were not hurt" does.
        let is_said_of_it = at < found.first
            || sentence.tokens[at - 1].is(Tag::Auxiliary)
            || sentence.tokens[at - 1].is(Tag::Modal);
        // "Has not been open for 20 days": so long it has not.
        let lasts = found.kind == Kind::Measure
            && at < found.first
            && sentence.tokens[found.first - 1].text == "for";
        if token.is(Tag::Negation) && found.first.abs_diff(at) <= 4 && is_said_of_it && !lasts {
            return Modality::Denied;
        }
        if token.text.eq_ignore_ascii_case("allegedly")
            || token.text.eq_ignore_ascii_case("reportedly")
        {
            modality = Modality::Alleged;
        }
    }
    match modality {
        Modality::Actual if waits(sentence, noun_end) => Modality::Planned,
        Modality::Actual if is_under_way(sentence, start, found, noun_end) => Modality::Ongoing,
        other => other,
    }
}

/// `80 offices are being merged`, `the firm is cutting 120 jobs`
fn is_under_way(sentence: &Sentence<'_>, start: usize, found: &Found, noun_end: usize) -> bool {
    let is_present = |it: &Token<'_>| matches!(it.text, "is" | "are" | "’s" | "'s" | "’re" | "'re");
    let is = |at: usize| sentence.token(at).is_some_and(is_present);
    let is_being = |at: usize| sentence.token(at).is_some_and(|it| it.text == "being");
    let passive = (noun_end..noun_end + 3).any(|at| is(at) && is_being(at + 1));
    let is_act = |at: usize| {
        let token = &sentence.tokens[at];
        token.verb_form() == Some(VerbForm::Ing)
            && token.entry.is_some_and(|it| it.verb_family.is_some())
    };
    let active = (start + 1..found.first).rev().take(4).find(|it| is_act(*it));
    passive || active.is_some_and(|at| is(at - 1))
}

/// `12 shops in four streets will be closed`: the verb of a subject stands behind what belongs to it.
fn waits(sentence: &Sentence<'_>, noun_end: usize) -> bool {
    const LONGEST: usize = 9;
    let opens = sentence.token(noun_end).is_some_and(|it| it.is(Tag::Preposition));
    let goes_on = |it: &&Token<'_>| {
        let is_verb = it.verb_form().is_some() && it.entry.is_none_or(|it| it.noun.is_none());
        !it.is_mark(",.;:()") && !it.is(Tag::Relative) && !it.is(Tag::Conjunction) && !is_verb
    };
    let rest = sentence.tokens.get(noun_end..).unwrap_or_default();
    let until_verb = rest.iter().take(LONGEST).take_while(goes_on);
    // May is a month as well.
    let is_modal =
        |it: &Token<'_>| it.is(Tag::Modal) && it.is(Tag::Planned) && !it.is_capitalised();
    opens && until_verb.take_while(|it| !it.is(Tag::Auxiliary)).any(is_modal)
}

/// `30 nurses today will need to be more`: the figure is what there is.
fn is_now(sentence: &Sentence<'_>, at: usize) -> bool {
    sentence
        .token(at)
        .is_some_and(|it| matches!(it.text, "today" | "now" | "currently" | "presently"))
}

/// `the street plan lists 9`, `the plan is kept in the archive`: a plan that nobody makes here.
fn is_paper(sentence: &Sentence<'_>, at: usize) -> bool {
    let is_plan = matches!(sentence.tokens[at].text, "plan" | "plans" | "Plan" | "Plans");
    let is_noun = at.checked_sub(1).and_then(|it| sentence.token(it)).is_some_and(|it| {
        it.is(Tag::Determiner) || it.entry.is_some_and(|it| it.noun.is_some() && it.verb.is_none())
    });
    // "a plan to build", "the plan for 540 homes", "plans that"
    let says_what = sentence.token(at + 1).is_some_and(|it| {
        matches!(it.text, "to" | "for" | "of" | "that" | "which" | "would" | "calls")
    });
    is_plan && is_noun && !says_what
}

/// `is to get 12`, `wants to cut 120`: the "to" of an act that lies ahead.
fn is_prospect(sentence: &Sentence<'_>, to: usize) -> bool {
    let is_to = sentence.tokens[to].text == "to" && sentence.owner(to).is_none();
    let is_act = sentence.token(to + 1).is_some_and(|it| {
        it.verb_form() == Some(VerbForm::Base)
            || it.text == "be"
            || it.entry.is_some_and(|it| it.verb.is_some_and(|it| it.1 == VerbForm::Base))
    });
    let before = to.checked_sub(1).and_then(|it| sentence.token(it));
    // "Is now to receive"
    let before =
        before.filter(|it| !it.is(Tag::Adverb)).or_else(|| sentence.token(to.checked_sub(2)?));
    let is_ahead = |it: &Token<'_>| {
        it.is(Tag::Prospective)
            || matches!(it.text, "is" | "are" | "was" | "were" | "’s" | "'s" | "be")
    };
    is_to && is_act && before.is_some_and(is_ahead)
}
