//! Stretches of time, joined from single times, counted from publication, or named vaguely.
//!
//! ```text
//! period = vague | ( "from" | "between" | "since" | "until" | "through" ) time [ joint time ]
//!        | time joint time | month number ( "-" | "to" ) number | quarter | half | fiscal year
//!        | "the past" number unit | number unit "ago" | decade | year "-" year | time
//! joint  = "to" | "until" | "through" | "and" | "-" | "–"
//! ```

use nom::Parser;
use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, space1};
use nom::combinator::{map_opt, opt};
use nom::error::Error;
use nom::sequence::{preceded, terminated};

use super::date;
use super::figure::{Abbreviations, figure};
use super::{Here, Reading};
use crate::claim::mention::{Kind, Value};
use crate::claim::time::{TimeUnit, When, YearRef};
use crate::lexicon::{Lexicon, Number, Tag};

/// Reads a time expression of any sort.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let (length, when) = vague(lexicon, here)
        .or_else(|| span(lexicon, here))
        .or_else(|| named(lexicon, here))
        .or_else(|| counted(lexicon, here))
        .or_else(|| joined(lexicon, here))
        .or_else(|| year_in_name(here))?;
    if matches!(when, When::Span { from: None, to: None }) {
        return Some(Reading::noise(length, "year in a name"));
    }
    let kind = if when.is_day() { Kind::Date } else { Kind::Period };
    Some(Reading::new(length, kind, Value::When(when)))
}

/// `in recent years`: known phrases without limits.
fn vague(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let body = here
        .rest
        .strip_prefix("in ")
        .or_else(|| here.rest.strip_prefix("In "))
        .unwrap_or(here.rest);
    let (length, ()) = lexicon.vague_times.at(body)?;
    Some((here.rest.len() - body.len() + length, When::Vague))
}

/// `from February 20 to mid-March`, `between April 2021 and July 2022`, `since June last year`.
fn span(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (rest, opener) = letters(here.rest).ok()?;
    if !lexicon.word(opener).is_some_and(|it| it.is(Tag::SpanStart)) {
        return None;
    }
    let opener = opener.to_lowercase();
    let (from_rest, first) = time_after(lexicon, rest, "from ")?;
    let length = |rest: &str| here.rest.len() - rest.len();
    match &*opener {
        "since" => {
            let when = When::Span { from: Some(Box::new(first)), to: None };
            Some((length(from_rest), when))
        }
        "until" | "till" | "through" => {
            let when = When::Span { from: None, to: Some(Box::new(first)) };
            Some((length(from_rest), when))
        }
        _ => {
            let joints: &[&str] = if opener == "between" {
                &["and", "to"]
            } else {
                &["to", "until", "till", "through", "-", "–", "—"]
            };
            let after = strip_joint(from_rest, joints)?;
            let (to_rest, second) =
                time_after(lexicon, after, "to ").or_else(|| day_of_same_month(after, &first))?;
            Some((length(to_rest), joined_span(first, second)))
        }
    }
}

/// A time, then perhaps a joint and a second one: `March 24–April 2`, `September 16 to 18`.
fn joined(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    if let Some(years) = years(here) {
        return Some(years);
    }
    let (length, first) = date::read(lexicon, here)?;
    let rest = &here.rest[length..];
    let joined = strip_joint(rest, &["to", "until", "through", "-", "–", "—"]).and_then(|after| {
        time_after(lexicon, after, "to ").or_else(|| day_of_same_month(after, &first))
    });
    match joined {
        Some((after, second)) if same_grain(&first, &second) => {
            Some((here.rest.len() - after.len(), joined_span(first, second)))
        }
        _ => Some((length, first)),
    }
}

/// `2021-25`, `2025-26`: two years, the second perhaps short; a fiscal year where they follow.
fn years(here: Here<'_>) -> Option<(usize, When)> {
    let short = map_opt(take_while_m_n(2, 2, |c: char| c.is_ascii_digit()), |it: &str| {
        it.parse::<i16>().ok()
    });
    let parsed = (date_year_before_dash, short).parse(here.rest);
    if let Ok((rest, (first, short))) = parsed
        && !rest.starts_with(|c: char| c.is_alphanumeric() || c == '-')
    {
        let last = first - first % 100 + short;
        let is_span = last > first && last - first < 60 && (1900..2100).contains(&first);
        return is_span.then(|| (here.rest.len() - rest.len(), When::Years { first, last }));
    }
    let dash = nom::branch::alt((char('-'), char('–'), char('—')));
    let (rest, (first, _, last)) = (year4, dash, date::year_number).parse(here.rest).ok()?;
    let is_span = last > first && (1800..2100).contains(&first);
    is_span.then(|| (here.rest.len() - rest.len(), When::Years { first, last }))
}

fn year4(input: &str) -> nom::IResult<&str, i16> {
    map_opt(take_while_m_n(4, 4, |c: char| c.is_ascii_digit()), |it: &str| it.parse().ok())
        .parse(input)
}

fn date_year_before_dash(input: &str) -> nom::IResult<&str, i16> {
    terminated(year4, nom::branch::alt((char('-'), char('–'), char('/')))).parse(input)
}

/// Quarters, halves, fiscal years and decades.
fn named(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let text = here.rest;
    let length = |rest: &str| text.len() - rest.len();
    if let Some(when) = quarter_code(text) {
        return Some(when);
    }
    if let Some(after) = strip_prefix_ignoring_case(text, "FY") {
        let after = after.trim_start();
        if let Ok((rest, year)) = date::year_number(after) {
            return Some((length(rest), When::FiscalYear { year }));
        }
        let two: nom::IResult<&str, &str> =
            take_while_m_n(2, 2, |c: char| c.is_ascii_digit()).parse(after);
        if let Ok((rest, digits)) = two
            && !rest.starts_with(char::is_alphanumeric)
        {
            let year = 2000 + digits.parse::<i16>().ok()?;
            return Some((length(rest), When::FiscalYear { year }));
        }
    }
    if let Some(after) = strip_prefix_ignoring_case(text, "fiscal ") {
        let after = after.strip_prefix("year ").unwrap_or(after);
        let here = Here { before: " ", rest: after };
        if let Some((taken, When::Years { first, .. })) = years(here) {
            return Some((length(&after[taken..]), When::FiscalYear { year: first }));
        }
        if let Ok((rest, year)) = date::year_number(after) {
            return Some((length(rest), When::FiscalYear { year }));
        }
    }
    if let Ok((rest, year)) = terminated(year4, char('s')).parse(text)
        && year % 10 == 0
        && !rest.starts_with(char::is_alphanumeric)
    {
        return Some((length(rest), When::Decade { first: year }));
    }
    ordinal_part(lexicon, here)
}

/// `Q2 2024`, `Q2 FY2025`, `Q2`
fn quarter_code(text: &str) -> Option<(usize, When)> {
    let digit = map_opt(take_while_m_n(1, 1, |c: char| ('1'..='4').contains(&c)), |it: &str| {
        it.parse::<i8>().ok()
    });
    let (rest, quarter) = preceded(char::<&str, Error<&str>>('Q'), digit).parse(text).ok()?;
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    let (rest, year) = year_after(rest);
    Some((text.len() - rest.len(), When::Quarter { year, quarter }))
}

/// `the third quarter of 2024`, `the first half of last year`, `fourth fiscal quarter`
fn ordinal_part(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (rest, word) = letters(here.rest).ok()?;
    let Some(Number::Ordinal(rank @ 1..=4)) = lexicon.word(word)?.number else { return None };
    let rest = rest.strip_prefix([' ', '-'])?;
    let rest = rest.strip_prefix("fiscal ").unwrap_or(rest);
    let (rest, part) = letters(rest).ok()?;
    let (rest, year) = year_after(rest);
    let rank = i8::try_from(rank).ok()?;
    let when = match part {
        "quarter" => When::Quarter { year, quarter: rank },
        "half" if rank <= 2 => When::Half { year, half: rank },
        _ => return None,
    };
    Some((here.rest.len() - rest.len(), when))
}

/// The year after a quarter or half: `2024`, `of fiscal 2025`, `of last year`.
fn year_after(text: &str) -> (&str, YearRef) {
    let body = text.trim_start_matches([' ', ',']);
    let body = body.strip_prefix("of ").unwrap_or(body);
    let body = body.strip_prefix("the ").unwrap_or(body);
    let plain = body.strip_prefix("fiscal ").or_else(|| body.strip_prefix("FY")).unwrap_or(body);
    let plain = plain.strip_prefix("year ").unwrap_or(plain);
    if let Ok((rest, year)) = date::year_number(plain) {
        return (rest, YearRef::Stated(year));
    }
    for (words, offset) in [("last year", -1), ("this year", 0), ("next year", 1)] {
        if let Some(rest) = body.strip_prefix(words) {
            return (rest, YearRef::Relative(offset));
        }
    }
    (text, YearRef::Nearest)
}

/// `the past five years`, `three days ago`, `the last 12 months`
fn counted(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let number = |text| -> Option<(&str, i32)> {
        let (rest, it) = figure(lexicon, Abbreviations::General).parse(text).ok()?;
        let count = it.figure()?.value();
        Some((rest, i32::try_from(count).ok().filter(|it| (1..=10_000).contains(it))?))
    };
    let unit = |text: &'_ str| -> Option<(usize, TimeUnit)> {
        let body = text.trim_start_matches([' ', '-']);
        let (rest, word) = letters(body).ok()?;
        Some((text.len() - rest.len(), lexicon.time_unit(word)?))
    };
    if let Ok((rest, word)) = terminated(letters, space1).parse(here.rest)
        && lexicon.word(word).and_then(|it| it.offset).is_some_and(|it| it != 0)
        && let Some((rest, count)) = number(rest)
        && let Some((taken, unit)) = unit(rest)
    {
        let is_past = !matches!(word, "next" | "coming" | "following");
        let count = if is_past { count } else { -count };
        return Some((here.rest.len() - rest.len() + taken, When::Past { unit, count }));
    }
    let (rest, count) = number(here.rest)?;
    let (taken, unit) = unit(rest)?;
    let after = rest[taken..].trim_start().strip_prefix("ago")?;
    let offset = -count;
    (!after.starts_with(char::is_alphanumeric))
        .then(|| (here.rest.len() - after.len(), When::Relative { unit, offset }))
}

/// `2025 Global Trade Forum`: four digits that open a name are no count and no claim of a time.
fn year_in_name(here: Here<'_>) -> Option<(usize, When)> {
    let (rest, year) = date::year_number(here.rest).ok()?;
    let next = rest.strip_prefix(' ')?;
    let is_name = (1900..2100).contains(&year) && next.starts_with(char::is_uppercase);
    is_name.then(|| (here.rest.len() - rest.len(), When::Span { from: None, to: None }))
}

/// A single time after optional white space and "the".
fn time_after<'t>(lexicon: &Lexicon, text: &'t str, before: &str) -> Option<(&'t str, When)> {
    let rest = text.trim_start();
    let body = rest
        .strip_prefix("the ")
        .filter(|it| it.starts_with(|c: char| c.is_ascii_digit()))
        .unwrap_or(rest);
    let here = Here { before, rest: body };
    let (length, when) = named(lexicon, here)
        .or_else(|| date::read(lexicon, here))
        .or_else(|| counted(lexicon, here))?;
    Some((&body[length..], when))
}

/// The `18` of "September 16 to 18".
fn day_of_same_month<'t>(text: &'t str, first: &When) -> Option<(&'t str, When)> {
    let When::Day { year, month, .. } = *first else { return None };
    let ending = opt(nom::branch::alt((tag("st"), tag("nd"), tag("rd"), tag("th"))));
    let digits = map_opt(take_while_m_n(1, 2, |c: char| c.is_ascii_digit()), |it: &str| {
        it.parse::<i8>().ok().filter(|it| (1..=31).contains(it))
    });
    let parsed: nom::IResult<&str, i8> = terminated(digits, ending).parse(text.trim_start());
    let (rest, day) = parsed.ok()?;
    if rest.starts_with(|c: char| c.is_alphanumeric() || c == '%') {
        return None;
    }
    // `September 16 to 18, 2025`: the year belongs to both.
    let year_rest = rest.trim_start_matches([',', ' ']);
    match date::year_number(year_rest) {
        Ok((after, stated)) if rest.len() != year_rest.len() => {
            Some((after, When::Day { year: YearRef::Stated(stated), month, day, weekday: None }))
        }
        _ => Some((rest, When::Day { year, month, day, weekday: None })),
    }
}

fn joined_span(first: When, second: When) -> When {
    When::Span { from: Some(Box::new(first)), to: Some(Box::new(second)) }
}

/// "Sunday to 2025" is no span; a day or month joins a day or month, a year a year.
fn same_grain(first: &When, second: &When) -> bool {
    let grain = |when: &When| match when {
        When::Day { .. } | When::Month { .. } | When::DayOfMonth { .. } => 1,
        When::Year { .. } | When::FiscalYear { .. } => 2,
        When::Weekday { .. } => 3,
        When::Quarter { .. } => 4,
        _ => 5,
    };
    grain(first) == grain(second)
}

fn strip_joint<'t>(text: &'t str, joints: &[&str]) -> Option<&'t str> {
    let body = text.trim_start_matches([' ', '\n']);
    joints.iter().find_map(|joint| {
        let rest = body.strip_prefix(joint)?;
        let is_dash = !joint.starts_with(|c: char| c.is_alphabetic());
        (is_dash || rest.starts_with(char::is_whitespace)).then(|| rest.trim_start())
    })
}

fn strip_prefix_ignoring_case<'t>(text: &'t str, prefix: &str) -> Option<&'t str> {
    let head = text.get(..prefix.len())?;
    head.eq_ignore_ascii_case(prefix).then(|| &text[prefix.len()..])
}

fn letters(input: &str) -> nom::IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(input)
}
