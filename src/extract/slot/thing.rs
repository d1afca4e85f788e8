//! What a figure counts or measures.

use super::phrase;
use super::view::View;
use crate::claim::Kind;
use crate::lexicon::Tag;

/// The counted or measured thing.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) struct Thing {
    /// Its head word.
    pub(super) head: usize,
    /// The word the figure was found at on the way: the noun whose "of" leads to the thing.
    pub(super) carrier: usize,
}

/// How many nouns may stand between a figure and what it counts: "a rise of 4 percent in the number of visits".
const LONGEST: usize = 5;

/// The thing of the figure, where its sentence says it.
pub(super) fn of(view: &View<'_>) -> Option<Thing> {
    let patterns = view.parsed.patterns;
    if let Some(people) = people(view) {
        return Some(people);
    }
    // A plural that ends the words right behind a count is what it counts, whatever the tree makes of them.
    let plural = || beside(view).filter(|it| view.kind == Kind::Count && view.tag(*it) == "NNS");
    let first = set_at(view)
        .or_else(|| patterns.first("counted", view, view.top))
        .or_else(plural)
        .or_else(|| linked(view))
        .or_else(|| patterns.first("thing", view, view.top))
        .or_else(|| beside(view))
        .or_else(|| of_amount(view));
    let mut at = first?;
    let mut carrier = at;
    for _ in 0..LONGEST {
        // "12 points" of a match are counted; what measures something was read as a measure.
        let is_unit = view.is_number(at) || view.kind != Kind::Count && phrase::is_unit(view, at);
        let next = if is_unit {
            patterns.first("of-unit", view, at)
        } else if phrase::is_pronoun(view, at) {
            Some(antecedent(view, at)?)
        } else {
            None
        };
        let next = next.or_else(|| patterns.first("through", view, at));
        match next.filter(|next| *next != at && !view.is_figure(*next)) {
            Some(next) => {
                carrier = at;
                at = next;
            }
            // A unit whose thing the sentence leaves out.
            None if is_unit => return None,
            None => break,
        }
    }
    let at = of_people(view, at).unwrap_or_else(|| agreeing(view, at));
    let can_be = matches!(view.class(at), "NOUN" | "PROPN" | "ADJ" | "VERB" | "X" | "SYM");
    // When it happened is not what happened; of "40 days" the days are, and of "40 nights".
    let is_time = at < view.first() && (view.is_time(at) || view.is_listed(at, "part-of-day"));
    (can_be && !is_time).then_some(Thing { head: at, carrier })
}

/// `the depth of the pit is 40`: where the figure with its "is" hangs on a noun before it, the outermost one is its subject.
fn linked(view: &View<'_>) -> Option<usize> {
    let has = |relations: &[&str]| view.kids(view.top, relations).next().is_some();
    if has(&["nsubj", "expl"]) {
        return None;
    }
    let copula = view.kids(view.top, &["cop"]).next()?;
    let is_noun =
        |at: &usize| view.class(*at) == "NOUN" && *at < view.first() && !view.is_time(*at);
    let above = view.parsed.tree.ancestors(view.top).take_while(is_noun).last();
    // Whatever it hangs on, the noun right before "is" says what is 40.
    above.or_else(|| copula.checked_sub(1).filter(is_noun))
}

/// `put the number of boats moored since May at 40`: however deep the figure hangs, "at" belongs to the verb that puts.
fn set_at(view: &View<'_>) -> Option<usize> {
    let is_at = view.kids(view.top, &["case"]).any(|it| view.is_word(it, "at"));
    let mut above = view.parsed.tree.ancestors(view.top).filter(|_| is_at);
    let verb = above.find(|it| view.class(*it) == "VERB" && view.is_listed(*it, "setting"))?;
    view.kids(verb, &["obj"]).find(|it| *it < view.first() && !view.is_number(*it))
}

/// `and $5 million in fines`: what an amount is of stands right behind it.
fn of_amount(view: &View<'_>) -> Option<usize> {
    const LONGEST: usize = 4;
    let joins = view.last() + 1;
    let is_joined = ["in", "of", "worth"].iter().any(|it| view.is_word(joins, it));
    let is_part = |it: &usize| matches!(view.class(*it), "NOUN" | "ADJ") && !view.is_time(*it);
    let words = (joins + 1..view.length()).take(LONGEST).take_while(is_part);
    let last = words.last().filter(|_| view.kind == Kind::Money && is_joined)?;
    (view.class(last) == "NOUN" && !view.is_listed(last, "time-unit|no-place")).then_some(last)
}

/// `40 dead`, `12 injured in Rome`, `40 confirmed dead`: a count right before a word that stands for people, with no noun
/// after it.
fn people(view: &View<'_>) -> Option<Thing> {
    // "The injured reached 40": whatever the adjective hangs on.
    let verb = view.head(view.top).filter(|it| view.is_listed(*it, "measuring"));
    let subject = verb.and_then(|it| it.checked_sub(1)).filter(|it| {
        let is_the = it.checked_sub(1).is_some_and(|it| view.class(it) == "DET");
        is_the && view.is_listed(*it, "of-people")
    });
    if let Some(at) = subject {
        return Some(Thing { head: at, carrier: at });
    }
    let next = view.last() + 1;
    let is_sure = matches!(view.tag(next), "JJ" | "VBN") && view.is_listed(next + 1, "of-people");
    let at = next + usize::from(is_sure && !view.is_listed(next, "of-people"));
    let stands = view.kind == Kind::Count
        && view.is_listed(at, "of-people")
        && view.tag(at) != "NNS"
        && !matches!(view.tag(at), "VBD" | "VB" | "VBP" | "VBZ")
        && !matches!(view.class(at + 1), "NOUN" | "PROPN" | "ADJ");
    stands.then_some(Thing { head: at, carrier: at })
}

/// A noun that leads to what is counted: "the number of boats".
pub(super) fn within(view: &View<'_>, noun: usize) -> Thing {
    let through = || view.parsed.patterns.first("through", view, noun);
    let head = of_people(view, noun).or_else(through).unwrap_or(noun);
    Thing { head, carrier: noun }
}

/// `the number of dead`: an adjective that stands for people hangs anywhere but on "of".
fn of_people(view: &View<'_>, noun: usize) -> Option<usize> {
    let is_open = view.is_listed(noun, "container") && view.is_word(noun + 1, "of");
    let at = noun + 2 + usize::from(view.class(noun + 2) == "DET");
    (is_open && view.is_listed(at, "of-people")).then_some(at)
}

/// More things than one are named in the plural: where the tree stops at "overseas" or "rail" of "40 overseas students",
/// "40 rail and bus drivers", the plural that ends the same phrase is what is counted.
fn agreeing(view: &View<'_>, noun: usize) -> usize {
    const LONGEST: usize = 6;
    let is_count = view.kind == Kind::Count && !view.is_word(view.first(), "one");
    let is_phrase = |at: &usize| {
        matches!(view.class(*at), "NOUN" | "PROPN" | "ADJ" | "ADV" | "CCONJ")
            || view.form(*at) == "-"
    };
    let starts = (view.last() + 1..=noun).all(|it| is_phrase(&it)) && noun > view.last();
    // "12 staff and patients", "40 aircraft": their plural looks like the singular.
    let entry = view.parsed.lexicon.word(view.form(noun));
    let is_adverb = entry.is_some_and(|it| it.is(Tag::Adverb) && it.noun.is_none());
    let is_plural = !is_adverb
        && (matches!(view.tag(noun), "NNS" | "NNPS")
            || entry.and_then(|it| it.noun).is_some_and(|it| it.1));
    if !is_count || !starts || is_plural {
        return noun;
    }
    let after = (noun + 1..view.length()).take(LONGEST).take_while(is_phrase);
    after
        .take_while(|it| view.class(*it) != "ADV")
        .find(|it| view.tag(*it) == "NNS")
        .unwrap_or(noun)
}

/// The noun that ends the phrase right after a figure: where the tree leads nowhere, its neighbours still do. Of an amount
/// only where an article stands before it, "a $40 fine".
fn beside(view: &View<'_>) -> Option<usize> {
    const LONGEST: usize = 8;
    let is_open = match view.kind {
        Kind::Count => true,
        Kind::Money => view.first().checked_sub(1).is_some_and(|it| {
            view.class(it) == "DET" || matches!(view.tag(it), "PRP$" | "POS" | "JJ")
        }),
        _ => false,
    };
    let is_noun = |at: usize| matches!(view.class(at), "NOUN" | "PROPN");
    let is_part = |at: usize| {
        (is_noun(at) || matches!(view.class(at), "ADJ") || view.tag(at) == "VBN")
            && !view.is_number(at)
            && !view.is_time(at)
    };
    let joins = |at: usize| {
        let is_mark = matches!(view.form(at), "\"" | "“" | "”" | "-");
        let is_and = view.class(at) == "CCONJ" && !is_noun(at - 1);
        (is_mark || is_and) && (is_part(at + 1) || joins_next(view, at + 1))
    };
    let after = view.last() + 1..view.length();
    let words = after.take(LONGEST).take_while(|it| is_part(*it) || joins(*it));
    // A plural ends what is counted: "40 delegates school officials met".
    let last = words.filter(|it| is_noun(*it));
    let mut end = None;
    for at in last {
        if end.is_some_and(|it: usize| it + 1 != at) && view.class(at - 1) == "CCONJ" {
            break;
        }
        end = Some(at);
    }
    end.filter(|_| is_open)
}

/// Whether a mark stands between an adjective and what it narrows: `40 "made" men`.
fn joins_next(view: &View<'_>, at: usize) -> bool {
    matches!(view.form(at), "\"" | "“" | "”")
        && matches!(view.class(at + 1), "NOUN" | "PROPN" | "ADJ" | "CCONJ")
}

/// What "which", "who" or "whom" stands for: the noun its clause hangs on.
pub(super) fn antecedent(view: &View<'_>, at: usize) -> Option<usize> {
    if !matches!(view.tag(at), "WDT" | "WP" | "WP$") {
        return None;
    }
    let clause = view.parsed.tree.ancestors(at).find(|it| view.is(*it, &["acl:relcl"]));
    clause.and_then(|it| view.head(it))
}
