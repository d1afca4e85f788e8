//! Single days, months and years, as written.
//!
//! ```text
//! day   = iso | [ weekday [ "," ] ] month number [ [ "," ] year ] | number [ "of" ] month [ year ]
//!       | [ "last" | "next" | "this" ] weekday | "yesterday" | "today" | "tomorrow"
//! month = [ third ] month [ year | "last year" | "this year" ]
//! year  = [ third ] ( four digits after a word of time | "last year" | "this year" )
//! ```
//! Not read: `May` and `March` without a neighbour that makes them months, `Jun` as a given name,
//! four digits that count something.

use nom::bytes::complete::{tag, take_while_m_n, take_while1};
use nom::character::complete::{char, space0, space1};
use nom::combinator::{map_opt, not, opt, value};
use nom::error::Error;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser, branch::alt};

use super::Here;
use crate::claim::time::{Third, TimeUnit, When, YearRef};
use crate::lexicon::{Entry, Lexicon, Tag};

/// Reads a single time at the start of `here.rest`: how far it reaches, and what it is.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let text = here.rest;
    let mut days = alt((iso, chinese_style, month_first(lexicon), day_first(lexicon)));
    if let Ok((rest, when)) = days.parse(text) {
        return Some((text.len() - rest.len(), when));
    }
    month(lexicon, here).or_else(|| relative(lexicon, here)).or_else(|| year(lexicon, here))
}

/// `2025-09-18`
fn iso(input: &str) -> IResult<&str, When> {
    let part = |least, most| number(least, most);
    map_opt(
        (part(4, 4), char('-'), part(1, 2), char('-'), part(1, 2), not(char('-'))),
        |(year, _, month, _, day, ())| day_of(YearRef::Stated(year), month, day, None),
    )
    .parse(input)
}

/// `2025/09/18`
fn chinese_style(input: &str) -> IResult<&str, When> {
    let part = |least, most| number(least, most);
    map_opt(
        (part(4, 4), char('/'), part(1, 2), char('/'), part(1, 2), not(char('/'))),
        |(year, _, month, _, day, ())| day_of(YearRef::Stated(year), month, day, None),
    )
    .parse(input)
}

/// `Thursday, September 18, 2025`, `Sept. 18th`; the day must not go on as another number.
fn month_first<'i>(
    lexicon: &Lexicon,
) -> impl Parser<&'i str, Output = When, Error = Error<&'i str>> {
    let weekday = opt((word(lexicon, |it| it.weekday), opt(char('.')), opt(char(',')), space1));
    let month = terminated(word(lexicon, |it| it.month), (opt(char('.')), space1));
    let year = preceded((opt(preceded(space0, char(','))), space1), year_number);
    map_opt((weekday, month, day_number, opt(year)), |(weekday, month, day, year)| {
        let weekday = weekday.map(|it| it.0);
        day_of(year.map_or(YearRef::Nearest, YearRef::Stated), month.into(), day, weekday)
    })
}

/// `18 September 2025`, `the 18th of September`
fn day_first<'i>(lexicon: &Lexicon) -> impl Parser<&'i str, Output = When, Error = Error<&'i str>> {
    let weekday = opt((word(lexicon, |it| it.weekday), opt(char('.')), opt(char(',')), space1));
    let month = word(lexicon, |it| it.month);
    let of = (space1, opt((tag("of"), space1)));
    let year = preceded((opt(char('.')), opt(char(',')), space1), year_number);
    map_opt((weekday, day_number, of, month, opt(year)), |(weekday, day, _, month, year)| {
        let weekday = weekday.map(|it| it.0);
        day_of(year.map_or(YearRef::Nearest, YearRef::Stated), month.into(), day, weekday)
    })
}

/// One or two digits with an optional ordinal ending, not followed by more of a number.
fn day_number(input: &str) -> IResult<&str, i16> {
    let ending = opt(alt((tag("st"), tag("nd"), tag("rd"), tag("th"))));
    let goes_on = alt((
        value((), (char(','), take_while_m_n(3, 3, |c: char| c.is_ascii_digit()))),
        value((), (char('.'), take_while_m_n(1, 1, |c: char| c.is_ascii_digit()))),
        value((), char(':')),
        value((), char('%')),
        value((), take_while_m_n(1, 1, char::is_alphanumeric)),
    ));
    terminated(terminated(number(1, 2), ending), not(goes_on)).parse(input)
}

/// Four digits from 1000 to 2199 that no digit follows.
pub(super) fn year_number(input: &str) -> IResult<&str, i16> {
    let year = map_opt(number(4, 4), |it| (1000..2200).contains(&it).then_some(it));
    let decimals =
        (alt((char('.'), char(','))), take_while_m_n(1, 1, |c: char| c.is_ascii_digit()));
    terminated(year, (not(take_while_m_n(1, 1, char::is_alphanumeric)), not(decimals))).parse(input)
}

/// `mid-March`, `November last year`, `January 2025`, `September` where its neighbours make it one.
fn month(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (third_length, third) = third(lexicon, here.rest);
    let text = &here.rest[third_length..];
    let (rest, name) = letters(text).ok()?;
    let month = lexicon.word(name)?.month?;
    let rest = rest.strip_prefix('.').filter(|_| name.len() < 5).unwrap_or(rest);
    let (rest, year) = year_of_month(lexicon, rest);
    let is_marked = third.is_some() || year != YearRef::Nearest;
    if !is_marked && !is_month_here(name, rest, here, lexicon) {
        return None;
    }
    Some((here.rest.len() - rest.len(), When::Month { year, month, third }))
}

/// The year after the name of a month, where it is said.
fn year_of_month<'t>(lexicon: &Lexicon, rest: &'t str) -> (&'t str, YearRef) {
    let spaced = rest.trim_start_matches([' ', ',', '\u{a0}']);
    let after_of = spaced.strip_prefix("of ").unwrap_or(spaced);
    if rest.len() == spaced.len() {
        return (rest, YearRef::Nearest);
    }
    if let Ok((rest, year)) = year_number(after_of) {
        return (rest, YearRef::Stated(year));
    }
    match relative_year(lexicon, after_of) {
        Some((length, offset)) => (&after_of[length..], YearRef::Relative(offset)),
        None => (rest, YearRef::Nearest),
    }
}

/// `last year`, `this year`, `the previous year`: its length and offset.
fn relative_year(lexicon: &Lexicon, text: &str) -> Option<(usize, i16)> {
    let body = text.strip_prefix("the ").unwrap_or(text);
    let (rest, offset) = (word(lexicon, |it| it.offset), space1, tag("year"))
        .map(|it: (i8, &str, &str)| it.0)
        .parse(body)
        .ok()?;
    (!rest.starts_with(char::is_alphanumeric)).then_some((text.len() - rest.len(), offset.into()))
}

/// A bare month name is one where a word of time stands before it or a time after it.
fn is_month_here(name: &str, rest: &str, here: Here<'_>, lexicon: &Lexicon) -> bool {
    if !name.starts_with(char::is_uppercase) {
        return false;
    }
    let is_ambiguous = name.len() <= 4 || name == "March" || name == "August";
    let last = here.before.split_whitespace().next_back().unwrap_or("");
    let entry = lexicon.word(last.trim_end_matches(','));
    let is_after_time_word = entry.is_some_and(|it| {
        it.is(Tag::Preposition)
            || it.is(Tag::Coordinator)
            || it.offset.is_some()
            || it.is(Tag::SpanStart)
    }) || last.ends_with(['-', '–']);
    let is_full_name = !is_ambiguous || (name.len() >= 3 && is_after_time_word);
    let goes_on_as_name = rest.trim_start().starts_with(char::is_uppercase) && !is_after_time_word;
    is_full_name && !goes_on_as_name
}

/// `early`, `mid-`, `late`, `the end of` before a month or year: its length and what it says.
pub(super) fn third(lexicon: &Lexicon, text: &str) -> (usize, Option<Third>) {
    let body = text.strip_prefix("the ").unwrap_or(text);
    let Ok((rest, word)) = letters(body) else { return (0, None) };
    let of = |entry: &Entry| {
        if entry.is(Tag::Early) {
            Some(Third::Early)
        } else if entry.is(Tag::Mid) {
            Some(Third::Mid)
        } else {
            entry.is(Tag::Late).then_some(Third::Late)
        }
    };
    let Some(third) = lexicon.word(word).and_then(of) else { return (0, None) };
    let rest = rest.strip_prefix('-').unwrap_or_else(|| rest.trim_start());
    let rest = rest.strip_prefix("in ").or_else(|| rest.strip_prefix("of ")).unwrap_or(rest);
    if rest.len() == body.len() - word.len() {
        return (0, None);
    }
    (text.len() - rest.len(), Some(third))
}

/// `last year`, `this week`, `on Thursday`, `yesterday`, `three days ago` without its number.
fn relative(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (third_length, third) = third(lexicon, here.rest);
    let text = &here.rest[third_length..];
    if let Some((length, offset)) = relative_year(lexicon, text) {
        let year = YearRef::Relative(offset);
        return Some((third_length + length, When::Year { year, third }));
    }
    if third.is_some() {
        return None;
    }
    let (rest, first) = letters(text).ok()?;
    let entry = lexicon.word(first)?;
    let length_of = |rest: &str| text.len() - rest.len();
    if let Some(offset) = entry.day_offset {
        let when = When::Relative { unit: TimeUnit::Day, offset: offset.into() };
        return Some((length_of(rest), when));
    }
    if let Some(weekday) = entry.weekday {
        return weekday_here(first, rest, here).then(|| {
            let rest = rest.strip_prefix('.').filter(|_| first.len() < 5).unwrap_or(rest);
            (length_of(rest), When::Weekday { weekday, offset: 0 })
        });
    }
    let offset = entry.offset?;
    let (after, second) = preceded(space1, letters).parse(rest).ok()?;
    let next = lexicon.word(second)?;
    if let Some(weekday) = next.weekday {
        return Some((length_of(after), When::Weekday { weekday, offset }));
    }
    if let Some(month) = next.month.filter(|_| second.starts_with(char::is_uppercase)) {
        let year = if offset == 0 { YearRef::Relative(0) } else { YearRef::Nearest };
        return Some((length_of(after), When::Month { year, month, third: None }));
    }
    let unit = next.time_unit.filter(|_| !second.ends_with('s'))?;
    (unit != TimeUnit::Year)
        .then(|| (length_of(after), When::Relative { unit, offset: offset.into() }))
}

/// A weekday's name is one unless a name goes on with it (`Sun Li`, `Friday Night Lights`).
fn weekday_here(name: &str, rest: &str, here: Here<'_>) -> bool {
    if !name.starts_with(char::is_uppercase) {
        return false;
    }
    let is_short = name.len() < 5;
    let is_after_on =
        here.before.trim_end().ends_with("on") || here.before.trim_end().ends_with(',');
    let goes_on_as_name = rest.trim_start_matches(' ').starts_with(char::is_uppercase);
    if is_short {
        is_after_on || rest.starts_with([',', '.'])
    } else {
        !goes_on_as_name || is_after_on
    }
}

/// Four digits where a word of time makes them a year.
fn year(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (third_length, third) = third(lexicon, here.rest);
    let text = &here.rest[third_length..];
    let (rest, year) = year_number(text).ok()?;
    let is_year =
        (1800..2100).contains(&year) && (third.is_some() || is_year_here(rest, here, lexicon));
    is_year.then(|| {
        let when = When::Year { year: YearRef::Stated(year), third };
        (here.rest.len() - rest.len(), when)
    })
}

/// Whether four digits are a year: after "in", "since", "of" and the like, in brackets, or before a
/// possessive; and not before a noun they would count.
fn is_year_here(rest: &str, here: Here<'_>, lexicon: &Lexicon) -> bool {
    let last = here.before.split_whitespace().next_back().unwrap_or("");
    let word = last.trim_start_matches(['(', '"', '“']);
    let next = rest.trim_start().split(|c: char| !c.is_alphanumeric()).next().unwrap_or("");
    let counts_something = rest.starts_with(' ')
        && lexicon.word(next).and_then(|it| it.noun).is_some_and(|it| it.1)
        && next.starts_with(char::is_lowercase);
    let is_surely_dated =
        ["in", "since", "during", "until", "till"].iter().any(|it| word.eq_ignore_ascii_case(it));
    if counts_something && !is_surely_dated {
        return false;
    }
    if rest.starts_with("'s") || rest.starts_with("’s") || last.ends_with('(') || word.is_empty()
    {
        return true;
    }
    // "is now 2012", "rose to 2012" count; "in 2012" dates.
    let dates = [
        "in", "since", "of", "by", "until", "till", "before", "after", "for", "during", "from",
        "early", "late", "mid", "year", "years", "fiscal", "season", "and", "through", "between",
        "end", "&",
    ];
    dates.iter().any(|it| word.eq_ignore_ascii_case(it))
        || lexicon.word(word.trim_end_matches(',')).is_some_and(|it| it.month.is_some())
        || (here.before.ends_with(['(', '-', '–', '/']) && !here.before.ends_with("--"))
}

fn day_of(year: YearRef, month: i16, day: i16, weekday: Option<i8>) -> Option<When> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    ((1..=12).contains(&month) && (1..=31).contains(&day)).then_some(When::Day {
        year,
        month,
        day,
        weekday,
    })
}

fn number<'i>(
    least: usize,
    most: usize,
) -> impl Parser<&'i str, Output = i16, Error = Error<&'i str>> {
    map_opt(take_while_m_n(least, most, |c: char| c.is_ascii_digit()), |it: &str| it.parse().ok())
}

fn letters(input: &str) -> IResult<&str, &str> {
    take_while1(char::is_alphabetic).parse(input)
}

/// A word of which the lexicon knows `what`.
fn word<'i, T>(
    lexicon: &Lexicon,
    what: impl Fn(&Entry) -> Option<T>,
) -> impl Parser<&'i str, Output = T, Error = Error<&'i str>> {
    map_opt(letters, move |it: &str| lexicon.word(it).and_then(&what))
}
