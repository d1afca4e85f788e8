//! Quarters, halves, fiscal years, decades, centuries, and the nth unit of a longer time.
//!
//! ```text
//! named = "Q2" [ year ] | year "Q2" | ordinal ( "quarter" | "half" ) [ [ "of" ] year ] | "FY2025"
//!       | "the 1990s" | "the seventies" | ordinal "century" | "week" number [ "of" time ]
//!       | ( ordinal | "last" ) [ number ] ( unit | weekday ) "of" time | "week of" day
//! ```

use super::parts::{
    count, digits, eat, eat_any, known, skip, skip_all, weekday, word, year_after, year_digits,
};
use super::relative::unit_of;
use super::{single, span};
use crate::claim::time::{TimeUnit, When, YearRef};
use crate::extract::Here;
use crate::extract::spelled::{self, Form};
use crate::lexicon::{Lexicon, Number};

/// Reads a named stretch of time: how far it reaches, and what it is.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let text = here.rest;
    let length = |(rest, when): (&str, When)| (text.len() - rest.len(), when);
    // Most of what is tried are digits, which open few of these.
    let in_words = !text.starts_with(|it: char| it.is_ascii_digit());
    let named = || fiscal(text).or_else(|| week(lexicon, text));
    code(lexicon, text)
        .or_else(|| in_words.then(named)?)
        .or_else(|| decade(lexicon, here))
        .or_else(|| nth(lexicon, text))
        .map(length)
}

/// `Q2 2024`, `Q2 FY2025`, `2019 H2`, `2017-q1`
fn code<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    if let Some((rest, year)) = year_digits_before(text) {
        let rest = rest.strip_prefix(['-', ' '])?;
        return part_code(rest, YearRef::Stated(year));
    }
    let (rest, when) = part_code(text, YearRef::Nearest)?;
    let rest_of_year = rest.strip_prefix('-').unwrap_or(rest);
    let (rest, year) = match year_of_part(lexicon, rest_of_year) {
        (after, YearRef::Nearest) if after.len() == rest_of_year.len() => (rest, YearRef::Nearest),
        it => it,
    };
    Some((rest, with_year(when, year)))
}

fn year_digits_before(text: &str) -> Option<(&str, i16)> {
    let (4, year, rest) = digits(text)? else { return None };
    (1900..2100).contains(&year).then_some((rest, year))
}

fn part_code(text: &str, year: YearRef) -> Option<(&str, When)> {
    let mut chars = text.chars();
    let letter = chars.next()?.to_ascii_uppercase();
    let digit = i8::try_from(chars.next()?.to_digit(10)?).ok()?;
    let rest = chars.as_str();
    if rest.starts_with(char::is_alphanumeric) {
        return None;
    }
    match (letter, digit) {
        ('Q', 1..=4) => Some((rest, When::Quarter { year, quarter: digit })),
        ('H', 1..=2) if year != YearRef::Nearest || rest.starts_with(' ') => {
            Some((rest, When::Half { year, half: digit }))
        }
        _ => None,
    }
}

fn with_year(when: When, year: YearRef) -> When {
    match when {
        When::Quarter { quarter, .. } => When::Quarter { year, quarter },
        When::Half { half, .. } => When::Half { year, half },
        other => other,
    }
}

/// `FY2025`, `FY 25`, `fiscal 2025`, `fiscal year 2025-26`
fn fiscal(text: &str) -> Option<(&str, When)> {
    if let Some(after) = text.get(..2).filter(|it| it.eq_ignore_ascii_case("FY")) {
        let rest = text[after.len()..].trim_start();
        if let Some((rest, year)) = year_digits(rest) {
            return Some((rest, When::FiscalYear { year }));
        }
        let (2, year, rest) = digits(rest)? else { return None };
        let is_year = !rest.starts_with(char::is_alphanumeric);
        return is_year.then_some((rest, When::FiscalYear { year: 2000 + year }));
    }
    let rest = skip(eat(text, "fiscal")?, "year").trim_start();
    if let Some((taken, When::Years { first, .. })) = span::years(Here { before: " ", rest }) {
        return Some((&rest[taken..], When::FiscalYear { year: first }));
    }
    let (rest, year) = year_digits(rest)?;
    Some((rest, When::FiscalYear { year }))
}

/// `the 1990s`, `the 70's`, `the '40s`, `the nineteen seventies`, `the 15th century`
fn decade<'t>(lexicon: &Lexicon, here: Here<'t>) -> Option<(&'t str, When)> {
    let text = here.rest;
    let the = skip(text, "the").trim_start();
    let has_the = the.len() < text.len()
        || here.before.trim_end().ends_with("the")
        || here.before.trim_end().ends_with("in")
        || here.before.trim_end().ends_with("In");
    let body = the.strip_prefix(['\'', '’']).unwrap_or(the);
    if let Some((length @ (2 | 4), first, rest)) = digits(body)
        && first % 10 == 0
    {
        let is_spaced = rest.starts_with(' ');
        let rest = rest.strip_prefix([' ', '\'', '’']).unwrap_or(rest);
        let rest = rest.strip_prefix('s').filter(|it| !it.starts_with(char::is_alphanumeric))?;
        let first = if length == 2 { decade_of(first) } else { first };
        let is_decade = length == 4 || has_the || the.len() > body.len() || is_spaced;
        return is_decade.then_some((rest, When::Decade { first }));
    }
    if has_the && let Some(it) = decade_in_words(lexicon, the) {
        return Some(it);
    }
    let (rest, rank) = rank(lexicon, the)?;
    let rest = eat(rest, "century")?;
    // "The last century" has no number.
    let century = i8::try_from(rank).ok().filter(|it| *it > 0)?;
    Some((rest, When::Century { century }))
}

fn decade_of(two_digits: i16) -> i16 {
    if two_digits <= 20 { 2000 + two_digits } else { 1900 + two_digits }
}

/// `seventies`, `nineteen seventies`, `twenty-tens`, `two thousand and tens`, `two thousands`
fn decade_in_words<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let name = |text: &'t str| {
        let (word, rest) = word(text.strip_prefix('-').unwrap_or(text))?;
        Some((rest, lexicon.decade(word)?))
    };
    let of = |(rest, first): (&'t str, i16)| (rest, When::Decade { first });
    if let Some((rest, tens)) = name(text) {
        return Some(of((rest, if tens == 0 { 2000 } else { decade_of(tens) })));
    }
    if let Some(rest) = eat(text, "two thousands") {
        return Some(of((rest, 2000)));
    }
    if let Some((rest, tens)) = eat(text, "two thousand and").and_then(name) {
        return Some(of((rest, 2000 + tens)));
    }
    let (entry, rest) = known(lexicon, text)?;
    let Some(Number::Cardinal(century @ 11..=20)) = entry.number else { return None };
    let (rest, tens) = name(rest)?;
    Some(of((rest, i16::try_from(century).ok()? * 100 + tens)))
}

/// `week 31`, `week 3 of 2027`, `the week of April 10th`
fn week<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let rest = eat(skip(text, "the"), "week")?;
    if let Some(of) = eat_any(rest, &["of", "starting", "beginning", "ending"]) {
        let is_of = eat(rest, "of").is_some();
        let base = Here { before: "of ", rest: of.trim_start() };
        let (length, when) =
            super::calendar::read(lexicon, base).filter(|it| it.1.is_day() && is_of)?;
        return Some((&base.rest[length..], When::WeekOf { day: Box::new(when) }));
    }
    let (length @ 1..=2, n, rest) = digits(rest.strip_prefix(' ')?)? else { return None };
    let is_week = (1..=53).contains(&n) && length > 0 && !rest.starts_with(char::is_alphanumeric);
    let (rest, of) = match eat(rest, "of").and_then(|it| base(lexicon, it)) {
        Some((rest, when)) => (rest, when),
        None => (rest, When::Year { year: YearRef::Relative(0), third: None }),
    };
    let unit = TimeUnit::Week;
    let when = When::Nth { nth: n, count: 1, unit, weekday: None, of: Box::new(of) };
    is_week.then_some((rest, when))
}

/// The time that a part is of.
fn base<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let here = Here { before: "of ", rest: text.trim_start() };
    let (length, when) = single(lexicon, here)?;
    Some((&here.rest[length..], when))
}

/// `third`, `3rd`, `last` as −1.
fn rank<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i16)> {
    let body = text.trim_start();
    if let Some(rest) = eat_any(body, &["last", "final"]) {
        return Some((rest, -1));
    }
    if let Some((1..=2, n, rest)) = digits(body) {
        let rest = ["st", "nd", "rd", "th"].iter().find_map(|it| rest.strip_prefix(it))?;
        return (!rest.starts_with(char::is_alphanumeric)).then_some((rest, n));
    }
    let words = spelled::read(body, lexicon).filter(|it| it.form == Form::Ordinal)?;
    Some((&body[words.length..], i16::try_from(words.figure.value()).ok()?))
}

/// `the third quarter of 2024`, `first half of last year`, `first 2 weeks of 2021`, `third Wednesday
/// of last month`, `31st of this month`
fn nth<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, When)> {
    let (rest, nth) = rank(lexicon, skip(text, "the"))?;
    let body = rest.strip_prefix('-').unwrap_or(rest);
    let part = skip_all(body, &["fiscal", "financial"]);
    if (1..=4).contains(&nth)
        && let Some(after) = eat_any(part, &["quarter", "half"])
    {
        let is_quarter = eat(part, "quarter").is_some();
        let (rest, year) = year_of_part(lexicon, after);
        let n = i8::try_from(nth).ok()?;
        let when = match is_quarter {
            true => When::Quarter { year, quarter: n },
            false if n <= 2 => When::Half { year, half: n },
            false => return None,
        };
        return Some((rest, when));
    }
    let (after, count) = count(lexicon, body).unwrap_or((body, 1));
    let (after, unit, name) = if let Some((after, name)) = weekday(lexicon, after) {
        (after, TimeUnit::Day, Some(name))
    } else {
        let (after, unit) = unit_of(lexicon, after)?;
        (after, unit, None)
    };
    let of = eat_any(after, &["of", "in"])?;
    let (rest, when) = base(lexicon, of)?;
    let is_longer = !when.is_day() && !matches!(when, When::Vague);
    let when = When::Nth {
        nth,
        count: i16::try_from(count).ok()?,
        unit,
        weekday: name,
        of: Box::new(when),
    };
    is_longer.then_some((rest, when))
}

/// The year after a quarter or half: `2024`, `of fiscal 2025`, `of last year`.
fn year_of_part<'t>(lexicon: &Lexicon, text: &'t str) -> (&'t str, YearRef) {
    let body = text.strip_prefix(',').unwrap_or(text);
    let body = skip_all(body, &["of", "in", "the", "fiscal", "financial"]);
    let body = body.strip_prefix("FY").unwrap_or(skip(body, "FY"));
    let body = skip(body, "year").trim_start();
    if body.len() < text.len()
        && let Some((rest, year)) = year_digits(body)
    {
        return (rest, YearRef::Stated(year));
    }
    if let Some((rest, year)) = year_after(lexicon, text) {
        return (rest, YearRef::Stated(year));
    }
    let body = skip(text, "of");
    match super::calendar::relative_year(lexicon, body) {
        Some((rest, offset)) => (rest, YearRef::Relative(offset)),
        None => (text, YearRef::Nearest),
    }
}
