//! Stretches of time joined from two times, or open at one end.
//!
//! ```text
//! span = ( "from" | "between" ) time joint time | time joint time | month day joint day
//!      | ( "since" | "until" | "before" | "after" ) time | time "or later" | year "-" year
//! joint = "to" | "until" | "through" | "and" | "-" | "–" | "~"
//! ```

use super::parts::{day, digits, eat, eat_any, month, skip, year_after, year_digits, year_words};
use super::single;
use crate::claim::time::{When, YearRef};
use crate::extract::Here;
use crate::lexicon::{Lexicon, Tag};

const JOINTS: &[&str] = &["to", "until", "till", "through"];
const DASHES: &[char] = &['-', '–', '—', '~', '～'];

/// Reads a span with a word that opens it, or two joined times, or a single one.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    opened(lexicon, here)
        .or_else(|| days_before_month(lexicon, here))
        .or_else(|| joined(lexicon, here))
}

/// `from February 20 to mid-March`, `between April 2021 and July 2022`, `since June last year`
fn opened(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let (opener, rest) = super::parts::word(here.rest)?;
    let length = |rest: &str| here.rest.len() - rest.len();
    let opener = opener.to_lowercase();
    if let Some((rest, before)) = bound(&opener, here.rest) {
        let rest = rest.trim_start();
        let (taken, when) = bounded(lexicon, rest)?;
        let when = Box::new(when);
        let when = if before { When::Before { time: when } } else { When::After { time: when } };
        return Some((length(&rest[taken..]), when));
    }
    if !lexicon.word(&opener).is_some_and(|it| it.is(Tag::SpanStart)) {
        return None;
    }
    let (from_rest, first) = time_after(lexicon, rest, "from ", None)?;
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
            let after = joint(from_rest, opener == "between")?;
            let (rest, second) = second(lexicon, after, &first)?;
            Some((
                length(rest),
                When::Span { from: Some(Box::new(first)), to: Some(Box::new(second)) },
            ))
        }
    }
}

/// "before", "after", "later than": what follows, and whether the time is an end.
fn bound<'t>(opener: &str, text: &'t str) -> Option<(&'t str, bool)> {
    match opener {
        "before" => eat(text, "before").map(|it| (it, true)),
        "after" => eat(text, "after").map(|it| (it, false)),
        "later" => eat(text, "later than").map(|it| (it, false)),
        "prior" => eat(text, "prior to").map(|it| (it, true)),
        _ => None,
    }
}

/// The stretch of time after "before" or "after".
fn bounded(lexicon: &Lexicon, rest: &str) -> Option<(usize, When)> {
    let here = Here { before: "before ", rest };
    let (length, when) = single(lexicon, here)?;
    // "before Sept 30" is a deadline: the day is what the text states.
    let is_dated = matches!(
        when,
        When::Year { .. } | When::Month { .. } | When::Quarter { .. } | When::Decade { .. }
    );
    is_dated.then_some((length, when))
}

/// `9 to 12 of June`, `2 to 7 April`: the days share the month after the second.
fn days_before_month(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let body = eat_any(here.rest, &["from", "between"]).unwrap_or(here.rest);
    let body = body.trim_start();
    if !body.starts_with(|it: char| it.is_ascii_digit()) {
        return None;
    }
    let (rest, first) = day(lexicon, body)?;
    let after = joint(rest, body.len() < here.rest.len())?;
    let (length, last) = super::calendar::read(lexicon, Here { before: "to ", rest: after })?;
    let When::Day { year, month, day: last_day, .. } = last else { return None };
    let from = When::Day { year, month, day: first, weekday: None };
    let rest = &after[length..];
    (first < last_day).then(|| {
        let when = When::Span { from: Some(Box::new(from)), to: Some(Box::new(last)) };
        (here.rest.len() - rest.len(), when)
    })
}

/// A time, then perhaps a joint and a second one: `March 24–April 2`, `September 16 to 18`.
fn joined(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    if let Some(years) = years(here).or_else(|| years_in_words(lexicon, here)) {
        return Some(years);
    }
    let (length, first) = single(lexicon, here)?;
    let rest = &here.rest[length..];
    if matches!(first, When::Year { .. })
        && let Some(after) = or_later(rest)
    {
        let when = When::Span { from: Some(Box::new(first)), to: None };
        return Some((here.rest.len() - after.len(), when));
    }
    let joined = joint(rest, false).and_then(|after| second(lexicon, after, &first));
    match joined {
        Some((after, second)) if same_grain(&first, &second) => {
            let when = When::Span { from: Some(Box::new(first)), to: Some(Box::new(second)) };
            Some((here.rest.len() - after.len(), when))
        }
        _ => Some((length, first)),
    }
}

fn or_later(text: &str) -> Option<&str> {
    let body = eat_any(text, &["or", "and"])?;
    eat_any(body, &["later", "after", "onward", "onwards", "greater", "newer"])
}

/// What follows the word or dash between two times.
pub(super) fn joint(text: &str, allows_and: bool) -> Option<&str> {
    if let Some(rest) = eat_any(text, JOINTS) {
        return Some(rest.trim_start());
    }
    if allows_and && let Some(rest) = eat(text, "and") {
        return Some(rest.trim_start());
    }
    let body = text.trim_start_matches([' ', '\n']);
    body.strip_prefix(DASHES).map(str::trim_start)
}

/// The second time of a span, which may be a bare day, year or "today".
fn second<'t>(lexicon: &Lexicon, text: &'t str, first: &When) -> Option<(&'t str, When)> {
    if let Some(rest) = eat_any(text, &["date", "the present", "present", "now", "current date"]) {
        return Some((rest, When::SoFar { unit: None }));
    }
    let by_first = || day_of_same_month(lexicon, text, first);
    time_after(lexicon, text, "to ", Some(first)).or_else(by_first)
}

/// `2021-25`, `2025/26`, `2014-2018`: two years, the second perhaps short.
pub(super) fn years(here: Here<'_>) -> Option<(usize, When)> {
    let is_apart = !here.before.ends_with(|it: char| "-/.".contains(it) || it.is_ascii_digit());
    let (4, first, rest) = digits(here.rest).filter(|_| is_apart)? else { return None };
    let dash = rest.chars().next().filter(|it| DASHES.contains(it) || *it == '/')?;
    let after = &rest[dash.len_utf8()..];
    let (length, second, rest) = digits(after)?;
    let goes_on = rest.starts_with(char::is_alphanumeric)
        || rest
            .strip_prefix(['-', '.', '/'])
            .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let (last, fits) = match length {
        2 => (first - first % 100 + second, (1..=30).contains(&(second - first % 100))),
        4 if dash != '/' => (second, second > first),
        _ => return None,
    };
    let is_span = fits && (1800..2100).contains(&first) && (1800..2150).contains(&last) && !goes_on;
    is_span.then(|| (here.rest.len() - rest.len(), When::Years { first, last }))
}

/// `2014 to 2018`, `2018 or later`: years by what follows them.
fn years_in_words(lexicon: &Lexicon, here: Here<'_>) -> Option<(usize, When)> {
    let is_year = |it: &i16| (1900..2100).contains(it);
    let of = |year| When::Year { year: YearRef::Stated(year), third: None };
    let (rest, first) = year_digits(here.rest).filter(|it| is_year(&it.1))?;
    if let Some(after) = or_later(rest) {
        let when = When::Span { from: Some(Box::new(of(first))), to: None };
        return Some((here.rest.len() - after.len(), when));
    }
    let after = eat_any(rest, JOINTS)?.trim_start();
    let (rest, last) = year_digits(after).filter(|it| is_year(&it.1) && it.1 > first)?;
    let counts = super::parts::known(lexicon, rest)
        .is_some_and(|it| rest.starts_with(' ') && it.0.noun.is_some_and(|it| it.1));
    (!counts).then(|| (here.rest.len() - rest.len(), When::Years { first, last }))
}

/// A single time after optional white space and "the"; after a year, four digits are a year.
fn time_after<'t>(
    lexicon: &Lexicon,
    text: &'t str,
    before: &str,
    first: Option<&When>,
) -> Option<(&'t str, When)> {
    let rest = text.trim_start();
    let body = skip(rest, "the").trim_start();
    let body = if body.starts_with(|it: char| it.is_ascii_digit()) { body } else { rest };
    let is_after_year = first.is_none() || matches!(first, Some(When::Year { .. }));
    let here = Here { before, rest: body };
    if let Some((length, when)) = single(lexicon, here) {
        return Some((&body[length..], when));
    }
    let in_words = || year_words(lexicon, body).map(|it| (it.0, it.1));
    let (rest, year) =
        year_digits(body).or_else(in_words).filter(|it| (1800..2100).contains(&it.1))?;
    // "from 2014 to 2018" dates, "from 2000 to 2500 people" counts.
    let counts = rest.starts_with(' ') && first.is_none() && joint(rest, true).is_none();
    (is_after_year && !counts)
        .then_some((rest, When::Year { year: YearRef::Stated(year), third: None }))
}

/// The `18` of "September 16 to 18".
fn day_of_same_month<'t>(
    lexicon: &Lexicon,
    text: &'t str,
    first: &When,
) -> Option<(&'t str, When)> {
    let When::Day { year, month: of, .. } = *first else { return None };
    let body = text.trim_start();
    if !body.starts_with(|it: char| it.is_ascii_digit()) || month(lexicon, body).is_some() {
        return None;
    }
    let (rest, day) = day(lexicon, body)?;
    // `September 16 to 18, 2025`: the year belongs to both.
    let (rest, year) = match year_after(lexicon, rest) {
        Some((after, stated)) => (after, YearRef::Stated(stated)),
        None => (rest, year),
    };
    Some((rest, When::Day { year, month: of, day, weekday: None }))
}

/// Whether two times can be the ends of a span without a word that opens it.
fn same_grain(first: &When, second: &When) -> bool {
    let grain = |it: &When| match it {
        When::Day { .. } => 0,
        When::Month { .. } => 1,
        When::DayOfMonth { .. } => 2,
        When::Year { .. } | When::FiscalYear { .. } => 3,
        When::Weekday { .. } => 4,
        When::Quarter { .. } => 5,
        _ => 6,
    };
    let (a, b) = (grain(first), grain(second));
    a == b && a < 6 || (a == 1 && b == 0) || (a == 3 && b <= 1)
}
