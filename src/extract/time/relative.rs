//! Times counted from the day of publication or from another time.
//!
//! ```text
//! relative = "yesterday" | [ third ] offset ( unit | weekday | month ) | weekday [ "of" offset "week" ]
//!          | offset number unit | number offset unit | number unit "ago" | "so far this" unit
//! ending   = [ "the" ] [ number ] unit ( "ended" | "ending" | "to" ) time
//! shifted  = number unit { [ "and" ] number unit } ( "ago" | "later" | ( "before" | "after" | "from" ) time )
//! ```

use super::calendar::{relative_year, third};
use super::parts::{count, day, eat, eat_any, follows, known, skip, weekday, word};
use crate::claim::time::{Shift, TimeUnit, When, YearRef};
use crate::extract::Here;
use crate::lexicon::{Lexicon, Tag};

/// Reads a relative time: how far it reaches, and what it is.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let text = here.rest;
    let length = |(rest, when): (&str, When)| (text.len() - rest.len(), when);
    // Digits count units; everything else here starts with a word.
    if text.starts_with(|it: char| it.is_ascii_digit()) {
        return stretch(lexicon, text)
            .or_else(|| ending(lexicon, here))
            .or_else(|| shifted(lexicon, here))
            .map(length);
    }
    to_date(lexicon, here)
        .or_else(|| ending(lexicon, here))
        .or_else(|| stretch(lexicon, text))
        .or_else(|| named(lexicon, here))
        .or_else(|| shifted(lexicon, here))
        .or_else(|| weekday_alone(lexicon, here))
        .map(length)
}

/// `to date`, `year to date`, `earlier this year`, `so far this month`
fn to_date<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    let text = here.rest;
    // "up to date" and "equal to date 1" say no time.
    let last = here.before.split_whitespace().next_back().unwrap_or("");
    let counts = matches!(last, "up" | "out" | "equal" | "equals" | "prior");
    if let Some(rest) = eat_any(text, &["to date", "till date", "until now", "up to now"]) {
        return (!counts).then_some((rest, When::SoFar { unit: None }));
    }
    if let Some((entry, rest)) = known(lexicon, text)
        && let Some(unit) = entry.time_unit
        && let Some(rest) = eat(rest, "to date").or_else(|| rest.strip_prefix("-to-date"))
    {
        return Some((rest, When::SoFar { unit: Some(unit) }));
    }
    let rest = eat_any(text, &["earlier in", "earlier", "so far in", "so far"])?;
    let rest = eat_any(rest, &["this", "the"])?;
    let (entry, rest) = known(lexicon, rest)?;
    Some((rest, When::SoFar { unit: Some(entry.time_unit.filter(|it| *it != TimeUnit::Day)?) }))
}

/// `the past five years`, `next 12 months`, `5 past years`, `past few days`
fn stretch<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let body = skip(text, "the");
    let offset = |text: &'t str| {
        let (entry, rest) = known(lexicon, text)?;
        Some((rest, entry.offset.filter(|it| *it != 0)?))
    };
    let (rest, offset, n) = if let Some((rest, offset)) = offset(body) {
        let (rest, n) = count(lexicon, rest)?;
        (rest, offset, n)
    } else {
        // "5 past years", not "proposed 480 last month"
        let (rest, n) = count(lexicon, body)?;
        let (rest, offset) = offset(rest)?;
        word(rest).filter(|it| it.0.ends_with('s'))?;
        (rest, offset, n)
    };
    let (rest, unit) = unit_of(lexicon, rest.strip_prefix('-').unwrap_or(rest))?;
    let mut by = Shift::of(unit, n);
    let mut rest = rest;
    // "the last 3 months and 2 weeks"
    while let Some((after, n)) = eat(rest, "and").and_then(|it| count(lexicon, it))
        && let Some((after, unit)) = unit_of(lexicon, after)
        && eat(after, "ago").is_none()
    {
        by = by.and(unit, n);
        rest = after;
    }
    let when = if by.is_single() {
        When::Past { unit, count: if offset < 0 { n } else { -n } }
    } else {
        When::Lasting { by: if offset < 0 { by.negated() } else { by }, from: None }
    };
    Some((rest, when))
}

/// `the week that ended on May 3`, `three months to June`, `the year ended June 30`
fn ending<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    const ENDED: [&str; 8] = [
        "that ended on",
        "that ended",
        "ended on",
        "ended in",
        "ended",
        "ending on",
        "ending in",
        "ending",
    ];
    let body = skip(here.rest, "the");
    let (rest, n) = count(lexicon, body).unwrap_or((body, 1));
    let (rest, unit) = unit_of(lexicon, rest.strip_prefix('-').unwrap_or(rest))?;
    // "Extended by three months to June 30", "a week to May 3": by how much, or until when.
    let last = here.before.split_whitespace().next_back().unwrap_or("").to_lowercase();
    let is_stretch = body.len() < here.rest.len()
        || matches!(&*last, "in" | "for" | "during" | "over" | "within" | "the" | "of");
    let after = eat_any(rest, &ENDED).or_else(|| eat(rest, "to").filter(|_| is_stretch))?;
    let base = Here { before: "to ", rest: skip(after, "the").trim_start() };
    let (length, last) = super::calendar::read(lexicon, base)?;
    // "The year to 2020" has no end that is known to the day or the month.
    let is_dated = matches!(last, When::Day { .. } | When::Month { .. });
    is_dated.then(|| {
        let by = Shift::of(unit, n);
        (&base.rest[length..], When::Ending { by, last: Box::new(last) })
    })
}

pub(super) fn unit_of<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, TimeUnit)> {
    let (entry, rest) = known(lexicon, text)?;
    Some((rest, entry.time_unit?))
}

/// `last year`, `late last week`, `this March`, `last Friday`, `the end of the month`, `yesterday`
fn named<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    let (text, third) = third(lexicon, here.rest);
    let part = |when| match third {
        Some(third) => When::PartOf { third, of: Box::new(when) },
        None => when,
    };
    if let Some((rest, offset)) = relative_year(lexicon, text) {
        return Some((rest, When::Year { year: YearRef::Relative(offset), third }));
    }
    if third.is_some()
        && let Some((rest, unit)) = unit_of(lexicon, skip(text, "the"))
        && !matches!(unit, TimeUnit::Day | TimeUnit::Decade)
    {
        return Some((rest, part(When::Relative { unit, offset: 0 })));
    }
    let (entry, rest) = known(lexicon, skip(text, "the"))?;
    if let Some(offset) = entry.day_offset.filter(|_| third.is_none()) {
        let when = When::Relative { unit: TimeUnit::Day, offset: offset.into() };
        return Some((rest, when));
    }
    let offset = entry.offset?;
    let (first, _) = word(rest)?;
    let (next, after) = known(lexicon, rest)?;
    if let Some((after, weekday)) = weekday(lexicon, rest) {
        // "this past Wednesday" is the latest one.
        let offset = if entry.is(Tag::Past) { 0 } else { offset };
        return Some((after, When::Weekday { weekday, offset }));
    }
    if let Some(month) = next.month.filter(|_| first.starts_with(char::is_uppercase)) {
        let year = if offset == 0 { YearRef::Relative(0) } else { YearRef::Nearest };
        return Some((after, When::Month { year, month, third }));
    }
    let unit = next.time_unit.filter(|_| !first.ends_with('s'))?;
    let when = When::Relative { unit, offset: offset.into() };
    // "last week on Monday", "previous week - Monday"
    let day = after.trim_start_matches([' ', '-', ',']);
    if unit == TimeUnit::Week
        && let Some((after, weekday)) = weekday(lexicon, skip(day, "on"))
    {
        return Some((after, When::WeekdayOf { weekday, of: Box::new(when) }));
    }
    Some((after, part(when)))
}

/// `Thursday`, `Friday the 15th`, `Tuesday of last week`
fn weekday_alone<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    let text = here.rest;
    let (rest, name) = weekday(lexicon, text)?;
    // "Friday, September 18": the date is the time, the weekday a part of it.
    if super::calendar::is_day(lexicon, text) {
        return None;
    }
    if let Some(of) = eat(rest, "of")
        && let Some((after, when @ When::Relative { unit: TimeUnit::Week, .. })) =
            named(lexicon, Here { before: " ", rest: of.trim_start() })
    {
        return Some((after, When::WeekdayOf { weekday: name, of: Box::new(when) }));
    }
    // "On Thursday 12 trains stopped": a count.
    let is_count = |after: &str| {
        let noun = word(after).and_then(|it| lexicon.word(it.0)?.noun);
        noun.is_some_and(|it| it.1) && eat(rest, "the").is_none()
    };
    if let Some((after, number)) = day(lexicon, rest)
        && !is_count(after)
        && (eat(rest, "the").is_some() || follows(lexicon, here.before, &[Tag::Preposition]))
    {
        return Some((after, When::DayOfMonth { day: number, weekday: Some(name) }));
    }
    let (first, _) = word(text)?;
    let is_capital = first.starts_with(char::is_uppercase);
    let before = here.before.trim_end();
    let last = before.rsplit(|it: char| !it.is_alphanumeric()).next().unwrap_or_default();
    let is_after_on = last.eq_ignore_ascii_case("on") || before.ends_with(',');
    let goes_on_as_name = rest.trim_start_matches(' ').starts_with(char::is_uppercase);
    let is_short = first.len() < 5;
    let reads = is_capital
        && if is_short {
            is_after_on || rest.starts_with(',') || text[first.len()..].starts_with('.')
        } else {
            !goes_on_as_name || is_after_on
        };
    reads.then_some((rest, When::Weekday { weekday: name, offset: 0 }))
}

/// `three days ago`, `1 month and 21 days ago`, `3 days after January 12th`, `2 weeks from now`
fn shifted<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    let (rest, n) = count(lexicon, here.rest)?;
    let (mut rest, unit) = unit_of(lexicon, rest.strip_prefix('-').unwrap_or(rest))?;
    let mut by = Shift::of(unit, n);
    loop {
        let next = rest.strip_prefix(',').unwrap_or(rest);
        let Some((after, n)) = count(lexicon, skip(next, "and")) else { break };
        let Some((after, unit)) = unit_of(lexicon, after) else { break };
        by = by.and(unit, n);
        rest = after;
    }
    if let Some(after) = eat_any(rest, &["ago", "earlier", "back"]) {
        let is_ago = eat(rest, "ago").is_some();
        // "two years ago" names a year, "three days ago" a day.
        let when = if by.is_single() && is_ago {
            When::Relative { unit, offset: -n }
        } else {
            When::Shifted { by: by.negated(), from: None }
        };
        return (is_ago || !by.is_single()).then_some((after, when));
    }
    if let Some(after) = eat_any(rest, &["from now", "from today", "hence"]) {
        return Some((after, When::Shifted { by, from: None }));
    }
    if let Some(after) = eat(rest, "in the future") {
        return Some((after, When::Lasting { by, from: None }));
    }
    if let Some(after) = eat(rest, "later").filter(|_| follows_past(here, by)) {
        return Some((after, When::Shifted { by, from: None }));
    }
    // "2 weeks starting May 20th", "for 1 week, from 20th Dec"
    let opened = rest.strip_prefix(',').and_then(|it| eat(it, "from"));
    if let Some(after) = eat_any(rest, &["starting", "beginning"]).or(opened) {
        let base = Here { before: "from ", rest: skip(after, "on").trim_start() };
        let (length, from) = super::single(lexicon, base)?;
        let from = Some(Box::new(from));
        let rest = &base.rest[length..];
        // "Nine days, from 3 May to 11 May": the length and its two ends.
        return super::span::joint(rest, false)
            .is_none()
            .then_some((rest, When::Lasting { by, from }));
    }
    let (after, by) = match eat_any(rest, &["before", "prior to"]) {
        Some(after) => (after, by.negated()),
        None => (eat_any(rest, &["after", "from", "following"])?, by),
    };
    let base = Here { before: "from ", rest: after.trim_start() };
    let (length, from) = super::single(lexicon, base)?;
    Some((&base.rest[length..], When::Shifted { by, from: Some(Box::new(from)) }))
}

/// "later" counts from the time the text stands at, which is the day of publication only where the
/// expression is of several units or nothing before it is a time.
fn follows_past(here: Here<'_>, by: Shift) -> bool {
    !by.is_single() || !here.before.contains(char::is_alphabetic)
}
