//! Which number of its things a figure is, and whether the text says that it happened.

use super::Sentence;
use super::clause::clause_start;
use super::phrase::Noun;
use crate::claim::Statistic;
use crate::claim::mention::Kind;
use crate::extract::Found;
use crate::extract::token::Token;
use crate::lexicon::{Lexicon, Tag};

/// The statistic: the amount itself, a change, a former value, a mean, a rate, a remainder.
pub(super) fn statistic(
    sentence: &Sentence<'_>,
    found: &Found,
    noun: &Noun,
    lexicon: &Lexicon,
) -> Statistic {
    if found.statistic != Statistic::Amount {
        return found.statistic;
    }
    let word = |back: usize| found.first.checked_sub(back).and_then(|it| sentence.token(it));
    let first_words: Vec<_> = sentence.tokens[found.first..found.last].iter().collect();
    let is_before = |tag: Tag| word(1).is_some_and(|it| it.is(tag));
    let next = sentence.token(found.last);
    if is_rate(sentence, found)
        || is_base(sentence, found)
        || is_rhythm(sentence, noun)
        || noun.head.is_some_and(|it| sentence.token(it + 1).is_some_and(|it| it.text == "per"))
    {
        return Statistic::Rate;
    }
    if (found.last.saturating_sub(1)..noun.last)
        .any(|it| sentence.tokens[it].is(Tag::Remainder) && sentence.tokens[it].text != "more")
        || is_before(Tag::Remainder)
    {
        return Statistic::Remainder;
    }
    if is_before(Tag::Additional)
        || first_words
            .iter()
            .any(|it| it.is(Tag::Additional) && !it.text.eq_ignore_ascii_case("more"))
        || next.is_some_and(|it| it.text == "more")
    {
        return Statistic::Additional;
    }
    if (1..=4).any(|it| word(it).is_some_and(|it| it.is(Tag::Mean)))
        || first_words.iter().any(|it| it.is(Tag::Mean))
    {
        return Statistic::Mean;
    }
    if is_former(sentence, found, noun, lexicon) {
        return Statistic::Former;
    }
    if is_change(sentence, found, lexicon) {
        return Statistic::Change;
    }
    let rises_after = next.is_some_and(|it| {
        matches!(
            it.text,
            "more" | "less" | "up" | "down" | "higher" | "lower" | "fewer" | "above" | "below"
        )
    });
    // "Four of the dead": a part of those that were counted.
    let is_of_the = next.is_some_and(|it| it.text == "of")
        && sentence.token(found.last + 1).is_some_and(|it| it.is(Tag::Determiner));
    if found.kind == Kind::Count && is_of_the {
        return Statistic::Share;
    }
    // "Two thirds of exports", "one in five pupils"; but "exports doubled".
    let is_part = next.is_some_and(|it| it.text == "of")
        || first_words.iter().any(|it| matches!(it.text, "in" | "of"));
    if found.kind == Kind::Ratio && is_part {
        return Statistic::Share;
    }
    if found.kind == Kind::Percent {
        if rises_after || next.is_some_and(|it| is_act_of_change(it, lexicon)) {
            return Statistic::Change;
        }
        if next.is_some_and(|it| it.text == "of") {
            return Statistic::Share;
        }
    }
    Statistic::Amount
}

/// `15 dollars an hour`, `$350 per kg`, `2 euros apiece`: so much for each.
pub(super) fn is_rate(sentence: &Sentence<'_>, found: &Found) -> bool {
    let Some(next) = sentence.token(found.last) else { return false };
    let is_amount = matches!(found.kind, Kind::Money | Kind::Measure);
    // "2 dollars on each ticket", "10 dollars for every visit"
    let is_for_each = matches!(next.text, "on" | "for")
        && sentence.token(found.last + 1).is_some_and(|it| matches!(it.text, "each" | "every"));
    matches!(next.text, "per" | "apiece" | "each")
        || is_amount && is_for_each
        || is_amount
            && next.is(Tag::Rate)
            && sentence.token(found.last + 1).is_some_and(Token::is_word)
}

/// Whether a word takes a figure from an old value to a new one.
fn changes(sentence: &Sentence<'_>, index: usize, lexicon: &Lexicon) -> bool {
    let entry = sentence.token(index).and_then(|it| it.entry);
    entry.is_some_and(|it| lexicon.is_change(it))
}

/// "a 3% slide": a noun of change.
fn is_act_of_change(token: &Token<'_>, lexicon: &Lexicon) -> bool {
    let family = token.entry.and_then(|it| it.nominal);
    family.and_then(|it| lexicon.families.family(it)).is_some_and(|it| it.is_change)
}

/// Whether the figure is the one before a change: "from 24 to 32", "compared with 24", "against 24".
fn is_former(sentence: &Sentence<'_>, found: &Found, noun: &Noun, lexicon: &Lexicon) -> bool {
    let word = |back: usize| found.first.checked_sub(back).and_then(|it| sentence.token(it));
    let changes = |it: usize| changes(sentence, it, lexicon);
    if word(1).is_some_and(|it| it.text.eq_ignore_ascii_case("from")) {
        let to_follows = sentence.tokens[found.last..].iter().take(6).any(|it| it.text == "to");
        // "rose by 0.4 points to 5.2 percent from 4.9": further back where the new value stands between.
        let is_new_before = found.kind != Kind::Count
            && (2..=8).any(|it| word(it).is_some_and(|it| it.text == "to"));
        let reach = if is_new_before { 16 } else { 6 };
        let since = found.first.saturating_sub(reach).max(clause_start(sentence, found.first));
        let change_before = (since..found.first).any(changes)
            || word(2).is_some_and(|it| it.is(Tag::Change) || it.is(Tag::Reach));
        if change_before || (to_follows && found.kind != Kind::Count) {
            return true;
        }
    }
    // "compared with $50 million a year earlier"
    let is_beside = word(1).is_some_and(|it| matches!(it.text, "with" | "to"))
        && word(2).is_some_and(|it| it.text.eq_ignore_ascii_case("compared"));
    if is_beside && found.kind != Kind::Count {
        return true;
    }
    // "against 48,000 last Saturday": no noun of its own, so it is compared with what stands before.
    word(1).is_some_and(|it| matches!(it.text, "against" | "versus" | "vs") && noun.head.is_none())
}

/// Whether the figure is the size of a change: "by 24", "up 24", "an increase of 24".
fn is_change(sentence: &Sentence<'_>, found: &Found, lexicon: &Lexicon) -> bool {
    let word = |back: usize| found.first.checked_sub(back).and_then(|it| sentence.token(it));
    let changes = |it: usize| changes(sentence, it, lexicon);
    // "an increase of 1 percent"
    let is_size =
        word(1).is_some_and(|it| it.text == "of") && found.first >= 2 && changes(found.first - 2);
    // "set up 240 beds", "make up 31 %": the particle belongs to the verb.
    let is_phrasal = || {
        let is_particle = word(1).is_some_and(|it| it.is(Tag::Adverb));
        let verb = found.first.checked_sub(2).filter(|it| {
            let token = &sentence.tokens[*it];
            token.verb_form().is_some() && !token.is(Tag::Be) && !token.is(Tag::Auxiliary)
        });
        let goes_with = |at: usize| {
            let entry = sentence.tokens[at].entry?.verb?;
            let phrases = lexicon.families.phrases(lexicon.families.lemma(entry.0)?);
            let particle = sentence.tokens[at + 1].text;
            let is_of_it = |rest: &[&str]| rest == [particle];
            let is_rise = |family| lexicon.families.family(family).is_some_and(|it| it.is_change);
            Some(phrases.iter().any(|(rest, family)| is_of_it(rest) && !is_rise(*family)))
        };
        is_particle
            && verb.is_some_and(|at| {
                !changes(at)
                    && (matches!(found.kind, Kind::Count | Kind::Measure)
                        || goes_with(at).unwrap_or(false))
            })
    };
    // "endorsed by 61 states": those who did it, unless something grew or shrank by them.
    let is_agent = || {
        let is_by = word(1).is_some_and(|it| it.is(Tag::Change) && it.is(Tag::Preposition));
        let since = found.first.saturating_sub(8).max(clause_start(sentence, found.first));
        is_by && found.kind == Kind::Count && !(since..found.first).any(changes)
    };
    word(1).is_some_and(|it| it.is(Tag::Change)) && !is_phrasal() && !is_agent()
        || is_size
        || (found.kind == Kind::Percent && found.first > 0 && changes(found.first - 1))
}

/// `… per 100,000`, `… for every 1,000 inhabitants`: what a rate is given for.
fn is_base(sentence: &Sentence<'_>, found: &Found) -> bool {
    let before = found.first.checked_sub(1).and_then(|it| sentence.token(it));
    found.kind == Kind::Count && before.is_some_and(|it| matches!(it.text, "per" | "every"))
}

/// `one ship a week`: so many in each unit of time.
fn is_rhythm(sentence: &Sentence<'_>, noun: &Noun) -> bool {
    let Some(head) = noun.head else { return false };
    // "90 cases for every 100,000 inhabitants"
    let is_for_every = sentence.token(head + 1).is_some_and(|it| matches!(it.text, "for" | "in"))
        && sentence.token(head + 2).is_some_and(|it| matches!(it.text, "every" | "each"));
    if is_for_every {
        return true;
    }
    let is_each = sentence.token(head + 1).is_some_and(|it| it.is(Tag::Rate));
    let unit = sentence.token(head + 2).and_then(|it| it.entry);
    is_each && unit.is_some_and(|it| it.time_unit.is_some())
}

/// Whether the clause speaks of what is to come, so that a date without a year lies ahead.
pub(super) fn looks_ahead(sentence: &Sentence<'_>, found: &Found) -> bool {
    let start = clause_start(sentence, found.first);
    let tokens = &sentence.tokens[start..found.first];
    let is_modal = |it: &Token<'_>| {
        it.is(Tag::LooksAhead)
            && !["to", "by", "before", "until", "next"]
                .iter()
                .any(|word| it.text.eq_ignore_ascii_case(word))
    };
    // "By July" is a deadline, "watched by 41,380" is none.
    let is_deadline = |at: usize| {
        let is_time = sentence.owner(at + 1).is_some_and(|it| it.kind.is_time());
        let word = sentence.tokens[at].text;
        (found.kind.is_time() || is_time)
            && matches!(word, "before" | "by" | "until" | "Before" | "By" | "Until")
    };
    let nearest = (start..found.first).rev().take(3).any(is_deadline);
    // "by July 2024 they had": a finished act after the deadline keeps it in the past.
    let is_done =
        sentence.tokens[start..].iter().any(|it| matches!(it.text, "had" | "has" | "have"));
    tokens.iter().any(is_modal) || (nearest && !is_done)
}
