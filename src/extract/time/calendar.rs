//! Days, months and years as the calendar names them.
//!
//! ```text
//! day   = iso | [ weekday [ "," ] ] month day [ year ] | [ weekday ] day [ "of" ] month [ year ]
//!       | day "/" month "/" year | holiday [ year ]
//! month = [ third ] month [ year | "last year" ] | year month | year "-" month
//! year  = [ third ] ( four digits after a word of time | year in words | "last year" )
//! ```
//! Not read: `May` and `March` without a neighbour that makes them months, `Jun` as a given name,
//! four digits that count something.

use super::parts::{
    century, day, digits, eat, eat_any, follows, known, month, skip, weekday, word, year_after,
    year_digits, year_words,
};
use crate::claim::time::{Third, When, YearRef};
use crate::extract::Here;
use crate::lexicon::{Lexicon, Tag};

/// Reads a day, month or year: how far it reaches, and what it is.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let text = here.rest;
    let length = |(rest, when): (&str, When)| (text.len() - rest.len(), when);
    if let Some(it) = in_digits(lexicon, here) {
        return Some(length(it));
    }
    let in_words = !text.starts_with(|it: char| it.is_ascii_digit());
    let named = || month_first(lexicon, text).or_else(|| holiday(lexicon, text));
    day_first(lexicon, text)
        .or_else(|| in_words.then(named)?)
        .map(length)
        .or_else(|| month_and_year(lexicon, here))
        .or_else(|| year(lexicon, here))
}

/// A date in digits that no more digits or letters touch.
pub(super) fn in_digits<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    // A hyphen before it makes it a code, unless a line or a blank is before that.
    let dash = here.before.strip_suffix('-').filter(|it| it.is_empty() || it.ends_with(' '));
    let before = dash.unwrap_or(here.before);
    let is_apart = !before.ends_with(|it: char| "-/._".contains(it) || it.is_alphanumeric());
    is_apart.then(|| numeric(lexicon, here.rest))?
}

/// Whether a whole date stands here, with or without its weekday.
pub(super) fn is_day(lexicon: &Lexicon, text: &str) -> bool {
    month_first(lexicon, text).or_else(|| day_first(lexicon, text)).is_some()
}

fn of_day(year: YearRef, month: i16, day: i16, weekday: Option<i8>) -> Option<When> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(When::Day { year, month, day, weekday })
}

/// `2025-09-18`, `2025/9/18`, `2025 09 18`, `18.09.2025`, `9/18/2025`, `2019-aug-1`, `20250918`
fn numeric<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let (first_length, first, rest) = digits_or_compact(text)?;
    if first_length == 8 {
        return compact(text);
    }
    let separator = rest.chars().next().filter(|it| "-/. ".contains(*it))?;
    let rest = &rest[1..];
    if separator == ' ' {
        return spaced(first_length, first, rest);
    }
    if let Some((after, month)) = month(lexicon, rest)
        && let Some(after) = after.strip_prefix(separator)
        && let Some((last_length, last, after)) = digits(after)
    {
        let (year, day) = if first_length == 4 { (first, last) } else { (last, first) };
        let year = if first_length != 4 && last_length == 2 { century(year) } else { year };
        let when = of_day(YearRef::Stated(year), month.into(), day, None)?;
        return ends(after, separator).then_some((after, when));
    }
    let (second_length, second, rest) = digits(rest)?;
    if let Some(after) = rest.strip_prefix(separator)
        && let Some((third_length, third, after)) = digits(after)
    {
        let (year, month, day) = match (first_length, second_length, third_length) {
            (4, 1..=2, 1..=2) => (first, second, third),
            // The day comes first with points and hyphens, the month with slashes, unless it cannot.
            // `11/28/05`: of two digits the year is the last, where nothing else can be the day.
            (1..=2, 1..=2, 4 | 2)
                if third_length == 4 || separator == '/' && first.max(second) > 12 =>
            {
                let is_month_first = (separator == '/' && first <= 12) || second > 12;
                let (month, day) = if is_month_first { (first, second) } else { (second, first) };
                (if third_length == 2 { century(third) } else { third }, month, day)
            }
            _ => return None,
        };
        let when = of_day(YearRef::Stated(year), month, day, None)?;
        return ends(after, separator).then_some((after, when));
    }
    // `2015-12`, `12-2015`, not `2015-25`
    let (year, month) = match (first_length, second_length) {
        (4, 2) => (first, second),
        (2, 4) => (second, first),
        _ => return None,
    };
    let month = i8::try_from(month).ok().filter(|it| (1..=12).contains(it))?;
    let is_year = (1900..2100).contains(&year) && separator != '.';
    let when = When::Month { year: YearRef::Stated(year), month, third: None };
    (is_year && separator == '-' && ends(rest, '-')).then_some((rest, when))
}

/// `09 18` after a year and a blank: two digits each.
fn spaced(length: usize, year: i16, text: &str) -> Option<(&str, When)> {
    let (2, month, rest) = digits(text)? else { return None };
    let (2, day, rest) = digits(rest.strip_prefix(' ')?)? else { return None };
    let is_year = length == 4 && (1900..2100).contains(&year);
    let ends = ends(rest, ' ') && !rest.starts_with(['-', ':', '%']);
    let when = of_day(YearRef::Stated(year), month, day, None)?;
    (is_year && ends).then_some((rest, when))
}

fn digits_or_compact(text: &str) -> Option<(usize, i16, &str)> {
    let length = text.len() - text.trim_start_matches(|it: char| it.is_ascii_digit()).len();
    if length == 8 {
        return Some((8, 0, &text[8..]));
    }
    (1..=4).contains(&length).then(|| digits(text))?
}

/// `20250918`
fn compact(text: &str) -> Option<(&str, When)> {
    let part = |from: usize, to: usize| text.get(from..to)?.parse::<i16>().ok();
    let (year, month, day) = (part(0, 4)?, part(4, 6)?, part(6, 8)?);
    let is_year = (1990..2050).contains(&year);
    let when = of_day(YearRef::Stated(year), month, day, None)?;
    (is_year && ends(&text[8..], '-')).then_some((&text[8..], when))
}

/// Whether nothing goes on that would make the digits part of a longer code.
fn ends(rest: &str, separator: char) -> bool {
    let goes_on = rest.starts_with(|it: char| it.is_ascii_digit() || it.is_alphabetic())
        || rest
            .strip_prefix(separator)
            .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    !goes_on
}

/// `Thursday, September 18, 2025`, `Sept. 18th`, `June the 28th 2020`, `Dec31 , 1994`
fn month_first<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let (body, weekday) = leading_weekday(lexicon, text);
    let (after, month) = month(lexicon, body)?;
    let (rest, day) = day(lexicon, after)?;
    let (rest, year) = with_year(lexicon, rest);
    Some((rest, When::Day { year, month, day, weekday }))
}

/// `18 September 2025`, `the 18th of September`, `16. Nov. 2016`, `the 15th day of June`
fn day_first<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let (body, weekday) = leading_weekday(lexicon, text);
    let (after, day) = day(lexicon, body)?;
    let after = after.strip_prefix('.').filter(|it| it.starts_with(' ')).unwrap_or(after);
    let after = skip(after, "day");
    let after = skip(after, "of");
    let (name, _) = word(after)?;
    // "One may ask": a day in words needs a month that is no other word.
    let in_digits = body.trim_start().starts_with(|it: char| it.is_ascii_digit());
    if !in_digits && is_word_too(name) {
        return None;
    }
    let (rest, month) = month(lexicon, after)?;
    let (rest, year) = with_year(lexicon, rest);
    Some((rest, When::Day { year, month, day, weekday }))
}

fn leading_weekday<'t>(lexicon: &Lexicon, text: &'t str) -> (&'t str, Option<i8>) {
    match weekday(lexicon, text) {
        Some((rest, weekday)) => {
            let rest = rest.strip_prefix(',').unwrap_or(rest);
            (rest, Some(weekday))
        }
        None => (text, None),
    }
}

/// The year after a day, stated or not.
fn with_year<'t>(lexicon: &Lexicon, rest: &'t str) -> (&'t str, YearRef) {
    if let Some((rest, year)) = year_after(lexicon, rest) {
        return (rest, YearRef::Stated(year));
    }
    match relative_year(lexicon, skip(rest, "of")) {
        Some((rest, offset)) => (rest, YearRef::Relative(offset)),
        None => (rest, YearRef::Nearest),
    }
}

/// `Christmas Eve`, `Easter Monday 2024`
fn holiday<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let (length, holiday) = lexicon.holidays.at(text)?;
    let (rest, year) = with_year(lexicon, &text[length..]);
    Some((rest, When::Holiday { holiday, year }))
}

/// `mid-March`, `November last year`, `January 2025`, `2017 April`, `September` by its neighbours.
fn month_and_year(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let length = |rest: &str| here.rest.len() - rest.len();
    if let Some((rest, year)) = year_digits(here.rest)
        && let Some((rest, month)) = month(lexicon, rest)
        && !rest.starts_with(char::is_alphanumeric)
        && (1900..2100).contains(&year)
        && day(lexicon, rest).is_none()
    {
        let year = YearRef::Stated(year);
        return Some((length(rest), When::Month { year, month, third: None }));
    }
    let (text, third) = third(lexicon, here.rest);
    let text = if third.is_none() { skip(text, "month of") } else { text };
    let (name, _) = word(text)?;
    let (rest, month) = month(lexicon, text)?;
    let (rest, year) = with_year(lexicon, rest);
    let is_marked = third.is_some() || year != YearRef::Nearest;
    let is_month = is_marked || is_month_here(name, rest, here, lexicon);
    is_month.then(|| (length(rest), When::Month { year, month, third }))
}

/// `last year`, `this year`, `the previous year`, `the last financial year`
pub(super) fn relative_year<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i16)> {
    let (entry, rest) = known(lexicon, skip(text, "the"))?;
    let kinds =
        ["financial", "fiscal", "business", "calendar", "school", "academic", "budget", "tax"];
    let rest = kinds.iter().find_map(|it| eat(rest, it)).unwrap_or(rest);
    let rest = eat(rest, "year")?;
    Some((rest, entry.offset?.into()))
}

/// A bare month name is one where a word of time stands before it or a time after it.
fn is_month_here(name: &str, rest: &str, here: Here<'_>, lexicon: &Lexicon) -> bool {
    let is_after_time_word = follows(
        lexicon,
        here.before,
        &[Tag::Preposition, Tag::Coordinator, Tag::Offset, Tag::SpanStart],
    ) || here.before.trim_end().ends_with(['-', '–']);
    let is_ambiguous = name.len() <= 4 || name == "March" || name == "August";
    // "May to March", "Jan-Feb": a month beside a month.
    let joined = rest.trim_start().strip_prefix(['-', '–', '/']);
    let beside = joined.or_else(|| eat_any(rest, &["to", "through", "until"]));
    let is_beside = beside.is_some_and(|it| month(lexicon, it).is_some());
    if is_beside && name.starts_with(char::is_uppercase) {
        return true;
    }
    if !name.starts_with(char::is_uppercase) {
        // `in april`: small letters are forgiven where the word can be nothing else.
        let is_after_in = eat_any(
            last_word(here.before),
            &["in", "from", "between", "since", "until", "and", "to", "the"],
        )
        .is_some();
        return is_after_in && (!is_word_too(name) || last_word(here.before) == "in");
    }
    let is_full_name = !is_ambiguous || (name.len() >= 3 && is_after_time_word);
    let goes_on_as_name = rest.trim_start().starts_with(char::is_uppercase) && !is_after_time_word;
    is_full_name && !goes_on_as_name
}

/// Names of months that in small letters are first of all other words.
fn is_word_too(name: &str) -> bool {
    matches!(name, "may" | "march" | "mar")
}

fn last_word(before: &str) -> &str {
    before.split_whitespace().next_back().unwrap_or("")
}

/// `early`, `mid-`, `late`, `the end of` before a time: what follows, and what it says.
pub(super) fn third<'t>(lexicon: &Lexicon, text: &'t str) -> (&'t str, Option<Third>) {
    let Some((entry, rest)) = known(lexicon, skip(text, "the")) else { return (text, None) };
    let third = if entry.is(Tag::Early) {
        Third::Early
    } else if entry.is(Tag::Mid) {
        Third::Mid
    } else if entry.is(Tag::Late) {
        Third::Late
    } else {
        return (text, None);
    };
    let body = rest.strip_prefix('-').unwrap_or(rest);
    let body = skip(body, "in");
    let body = skip(body, "of");
    let is_apart = body.len() < rest.len() || body.starts_with([' ', '\n']);
    if is_apart { (body.trim_start(), Some(third)) } else { (text, None) }
}

/// Four digits where a word of time makes them a year, or a year in words.
fn year(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (text, third) = third(lexicon, here.rest);
    let length = |rest: &str| here.rest.len() - rest.len();
    let marked = eat_any(text, &["calendar year", "cy", "year"]).map(str::trim_start);
    let body = marked.unwrap_or(text);
    let of = |year| When::Year { year: YearRef::Stated(year), third };
    let is_sure = third.is_some() || marked.is_some();
    if let Some((rest, year)) = year_digits(body) {
        let is_year =
            (1800..2100).contains(&year) && (is_sure || is_year_here(rest, here, lexicon));
        return is_year.then(|| (length(rest), of(year)));
    }
    // `in '05`, `the class of ’84`
    let short = body.strip_prefix(['\'', '’']);
    if let Some((2, year, rest)) = short.and_then(digits)
        && !rest.starts_with(|it: char| it.is_alphanumeric() || "'’%".contains(it))
        && is_year_here(rest, here, lexicon)
    {
        return Some((length(rest), of(century(year))));
    }
    // `cy18`
    let code = text.get(..2).filter(|it| it.eq_ignore_ascii_case("cy")).map(|_| &text[2..]);
    if let Some((2, year, rest)) = code.and_then(digits)
        && !rest.starts_with(char::is_alphanumeric)
    {
        return Some((length(rest), of(century(year))));
    }
    let (rest, year, is_only_year) = year_words(lexicon, body)?;
    let is_dated = is_sure || is_only_year || is_year_here(rest, here, lexicon);
    // "From one thousand" counts.
    (is_dated && (1001..2200).contains(&year)).then(|| (length(rest), of(year)))
}

/// Whether a number is a year: after "in", "since", "of" and the like, in brackets, or before a
/// possessive; and not before a noun it would count.
fn is_year_here(rest: &str, here: Here<'_>, lexicon: &Lexicon) -> bool {
    let last = last_word(here.before);
    let word = last.trim_start_matches(['(', '"', '“']);
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let counts_something = rest.starts_with(' ')
        && lexicon.word(next).and_then(|it| it.noun).is_some_and(|it| it.1)
        && next.starts_with(char::is_lowercase);
    let entry = lexicon.word(word.trim_end_matches(','));
    // "2000 over 3" is a quotient.
    if rest.starts_with(" over ") {
        return false;
    }
    // "the 2025 conference": one thing is not counted by thousands.
    let names_one = rest.starts_with(' ')
        && lexicon.word(next).and_then(|it| it.noun).is_some_and(|it| !it.1)
        && word.eq_ignore_ascii_case("the");
    if names_one {
        return true;
    }
    if counts_something && !entry.is_some_and(|it| it.is(Tag::SurelyDates)) {
        return false;
    }
    if rest.starts_with("'s") || rest.starts_with("’s") || last.ends_with('(') || word.is_empty()
    {
        return true;
    }
    // "is now 2012", "rose to 2012" count; "in 2012", "dates back to 2012" date.
    let lead = here.before.trim_end();
    if lead.ends_with(" back to") || lead.ends_with(" dating to") {
        return true;
    }
    entry.is_some_and(|it| it.month.is_some() || it.tags.has_any(&[Tag::Dates, Tag::SurelyDates]))
        || word == "&"
        || (here.before.ends_with(['(', '-', '–', '/', '=', '~']) && !here.before.ends_with("--"))
}
