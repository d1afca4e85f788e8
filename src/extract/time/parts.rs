//! The smallest parts of time expressions: words, days, months, years in digits and in words.

use crate::extract::spelled::{self, Form};
use crate::lexicon::{Entry, Lexicon, Number, Tag};

/// `text` without the white space it starts with.
pub(super) fn body(text: &str) -> &str {
    // Nearly always there is one space, or none.
    match text.as_bytes() {
        [b' ', next, ..] if next.is_ascii_alphanumeric() => &text[1..],
        [first, ..] if first.is_ascii_alphanumeric() => text,
        _ => text.trim_start_matches([' ', '\u{a0}', '\n']),
    }
}

/// The word at the start of `text` after white space, and what follows it.
pub(super) fn word(text: &str) -> Option<(&str, &str)> {
    let body = body(text);
    let ascii = body.bytes().take_while(u8::is_ascii_alphabetic).count();
    let end = match body.as_bytes().get(ascii) {
        Some(next) if !next.is_ascii() => {
            body.find(|it: char| !it.is_alphabetic()).unwrap_or(body.len())
        }
        _ => ascii,
    };
    (end > 0).then(|| body.split_at(end))
}

/// The word at the start of `text` with its entry.
pub(super) fn known<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'static Entry, &'t str)> {
    let (word, rest) = word(text)?;
    Some((lexicon.word(word)?, rest))
}

/// What follows `wanted`, in any case, as a whole word after optional white space.
pub(super) fn eat<'t>(text: &'t str, wanted: &str) -> Option<&'t str> {
    let body = body(text);
    let head = body.get(..wanted.len())?;
    let rest = &body[wanted.len()..];
    let ends = !rest.starts_with(char::is_alphanumeric);
    (head.eq_ignore_ascii_case(wanted) && ends).then_some(rest)
}

/// What follows the first of `wanted` that `text` starts with.
pub(super) fn eat_any<'t>(text: &'t str, wanted: &[&str]) -> Option<&'t str> {
    wanted.iter().find_map(|it| eat(text, it))
}

/// `text` after an optional word.
pub(super) fn skip<'t>(text: &'t str, optional: &str) -> &'t str {
    eat(text, optional).unwrap_or(text)
}

/// `text` after optional words, in this order.
pub(super) fn skip_all<'t>(text: &'t str, optional: &[&str]) -> &'t str {
    optional.iter().fold(text, |text, it| skip(text, it))
}

/// Months whose names are as short as those that are cut off.
const WHOLE: [&str; 3] = ["May", "June", "July"];

/// A month's name with an optional full stop: what follows, and the month.
pub(super) fn month<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i8)> {
    let (name, rest) = word(text)?;
    let month = lexicon.word(name)?.month?;
    let is_day = |it: &&str| it.starts_with(|c: char| c.is_ascii_digit());
    // "Dec .14": the full stop has slipped to the day.
    let slipped = || rest.strip_prefix(" .").filter(is_day);
    // "In June." ends a sentence: nothing is left out of these names.
    let is_short = name.len() < 5 && !WHOLE.iter().any(|it| name.eq_ignore_ascii_case(it));
    let stop = rest
        .strip_prefix('.')
        .filter(|it| is_short || it.trim_start().starts_with(|it: char| it.is_ascii_digit()));
    let after = stop.or_else(slipped).filter(|_| name.len() < 5);
    Some((after.unwrap_or(rest), month))
}

/// A weekday's name with an optional full stop and comma.
pub(super) fn weekday<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i8)> {
    let (name, rest) = word(text)?;
    let weekday = lexicon.word(name)?.weekday?;
    let rest = rest.strip_prefix('.').filter(|_| name.len() < 6).unwrap_or(rest);
    Some((rest, weekday))
}

/// ASCII digits at the start: how many, their value, and what follows.
pub(super) fn digits(text: &str) -> Option<(usize, i16, &str)> {
    let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
    let (number, rest) = text.split_at(end);
    Some((end, number.parse().ok()?, rest))
}

/// A day of the month: `18`, `18th`, `the twenty-first`, `fifteen`; not followed by more of a number.
pub(super) fn day<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i8)> {
    let body = body(skip(text, "the"));
    let (rest, day) = if let Some((1..=2, day, rest)) = digits(body) {
        let endings = ["st", "nd", "rd", "th"];
        let suffixed = endings.iter().find_map(|it| rest.strip_prefix(it));
        (suffixed.unwrap_or(rest), day)
    } else {
        let words = spelled::read(body, lexicon).filter(|it| it.form != Form::Fraction)?;
        let mut words = words;
        // "January twenty five nineteen eighty six": the day ends before the year.
        if i16::try_from(words.figure.value()).map_or(true, |it| it > 31) {
            words = spelled::first_words(body, lexicon, 2)?;
        }
        let (rest, tens) = (&body[words.length..], i16::try_from(words.figure.value()).ok()?);
        // "the twenty second": elsewhere that counts seconds.
        match number(lexicon, rest) {
            Some((Number::Ordinal(unit @ 1..=9), after)) if tens == 20 || tens == 30 => {
                (after, tens + i16::try_from(unit).ok()?)
            }
            _ => (rest, tens),
        }
    };
    let goes_on = rest.starts_with(|it: char| it.is_alphanumeric() || ":%".contains(it))
        || rest
            .strip_prefix(['.', ','])
            .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    let day = i8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
    (!goes_on).then_some((rest, day))
}

/// Four digits from 1000 to 2199 that no digit, letter or decimal follows.
pub(super) fn year_digits(text: &str) -> Option<(&str, i16)> {
    let (4, year, rest) = digits(text)? else { return None };
    let goes_on = rest.starts_with(char::is_alphanumeric)
        || rest
            .strip_prefix(['.', ','])
            .is_some_and(|it| it.starts_with(|it: char| it.is_ascii_digit()));
    ((1000..2200).contains(&year) && !goes_on).then_some((rest, year))
}

/// A year after a month or day, where any year would fit: `2025`, `'87`, `of 87`, in words.
pub(super) fn year_after<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i16)> {
    let body = body(text);
    let (body, has_comma) = match body.strip_prefix(',') {
        Some(rest) => (rest, true),
        None => (body, false),
    };
    let (body, has_of) = match eat_any(body, &["of", "in"]) {
        Some(rest) => (rest, true),
        None => (body, false),
    };
    let is_apart = body.len() < text.len() || body.starts_with([' ', '\u{a0}', '\n']);
    let body = self::body(body);
    if !is_apart && body.len() == text.len() {
        return None;
    }
    if let Some(it) = year_digits(body) {
        return Some(it);
    }
    let short = body.strip_prefix(['\'', '’']).or((has_of && !has_comma).then_some(body));
    if let Some((2, year, rest)) = short.and_then(digits)
        && !rest.starts_with(|it: char| it.is_alphanumeric() || "%.,".contains(it))
    {
        return Some((rest, century(year)));
    }
    year_words(lexicon, body).map(|(rest, year, _)| (rest, year))
}

/// Two digits as a year: up to 40 of this century, else of the last.
pub(super) fn century(year: i16) -> i16 {
    if year <= 40 { 2000 + year } else { 1900 + year }
}

/// A year in words: what follows, the year, and whether nothing but a year is said so.
///
/// `nineteen ninety six` is a year wherever it stands; `two thousand and fifteen` may count.
pub(super) fn year_words<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i16, bool)> {
    let (first, rest) = cardinal(lexicon, text)?;
    if (11..=20).contains(&first) {
        if let Some((Number::Scale(2), after)) = number(lexicon, rest) {
            let after_and = skip(after, "and");
            let (rest, tail) = below_hundred(lexicon, after_and).unwrap_or((after, 0));
            return Some((rest, first * 100 + tail, false));
        }
        if let Some(rest) = zero(rest).and_then(|it| cardinal(lexicon, it)).filter(|it| it.0 < 10) {
            return Some((rest.1, first * 100 + rest.0, true));
        }
        let (after, tail) = below_hundred(lexicon, rest).filter(|it| it.1 >= 10)?;
        return Some((after, first * 100 + tail, true));
    }
    let words = spelled::read(text, lexicon).filter(|it| it.form == Form::Cardinal)?;
    let year = i16::try_from(words.figure.value()).ok()?;
    (1000..2200).contains(&year).then(|| (&text[words.length..], year, false))
}

fn zero(text: &str) -> Option<&str> {
    eat_any(text.strip_prefix('-').unwrap_or(text), &["zero", "oh", "o"])
}

fn number<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(Number, &'t str)> {
    let (entry, rest) = known(lexicon, text.strip_prefix('-').unwrap_or(text))?;
    Some((entry.number?, rest))
}

fn cardinal<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(i16, &'t str)> {
    match number(lexicon, text)? {
        (Number::Cardinal(n), rest) => Some((i16::try_from(n).ok()?, rest)),
        _ => None,
    }
}

/// "ninety six", "five"
fn below_hundred<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i16)> {
    let (tens, rest) = cardinal(lexicon, text)?;
    let unit = cardinal(lexicon, rest).filter(|it| tens >= 20 && (1..10).contains(&it.0));
    Some(unit.map_or((rest, tens), |(unit, rest)| (rest, tens + unit)))
}

/// A number of units: `three`, `12`, `a`, `a few`; vague ones as the fewest they mean.
pub(super) fn count<'t>(lexicon: &Lexicon, text: &'t str) -> Option<(&'t str, i32)> {
    let body = skip(text, "a");
    if let Some(rest) = eat_any(body, &["few", "couple of", "several"]) {
        return Some((rest, 3));
    }
    let body = self::body(text);
    if let Some((length @ 1..=4, n, rest)) = digits(body)
        && !rest
            .starts_with(|it: char| it.is_alphabetic() || ".,".contains(it) && rest.len() > length)
    {
        return (n > 0).then_some((rest, n.into()));
    }
    if let Some(rest) = eat_any(body, &["a", "an"]) {
        let (entry, _) = known(lexicon, rest)?;
        return entry.time_unit.is_some().then_some((rest, 1));
    }
    let words = spelled::counting(body, lexicon)?;
    let n = i32::try_from(words.figure.value()).ok().filter(|it| (1..=10_000).contains(it))?;
    Some((&body[words.length..], n))
}

/// Whether the last word before the expression is in one of the classes.
pub(super) fn follows(lexicon: &Lexicon, before: &str, tags: &[Tag]) -> bool {
    let last = before.split_whitespace().next_back().unwrap_or("");
    let word = last.trim_matches(|it: char| !it.is_alphanumeric());
    lexicon.word(word).is_some_and(|it| it.tags.has_any(tags))
}
