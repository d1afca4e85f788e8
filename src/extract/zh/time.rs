//! Chinese times: `2025年9月18日`, `去年11月`, `近三年`, `20世纪80年代`, `从一月十日到20日`.
//!
//! ```text
//! day    = [ year "年" ] [ month "月" ] day ( "日" | "号" ) | digits "-" digits "-" digits | 昨天 | 上周三
//! month  = [ year "年" | 去年 ] month ( "月" | "月份" ) [ third ] | 上个月
//! year   = number "年" [ third ] | 去年 [ third ] | "世纪" decade
//! span   = [ "从" ] time ( "到" | "至" | "-" ) time | time ( 以来 | 之前 | 以后 ) | ( 自 | 截至 ) time
//! ```

use rust_decimal::prelude::ToPrimitive;

use super::number::{self, is_space, strip_spaced};
use crate::claim::time::{Shift, TimeUnit, When, YearRef};
use crate::claim::{Kind, Value};
use crate::extract::{Here, Reading};
use crate::lexicon::{ChineseTimes, Lexicon, Phrases};

type Parsed<'t> = Option<(&'t str, When)>;

/// Reads a time at the start of `here.rest`.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let zh = &lexicon.chinese.times;
    let (rest, when) = vague(zh, here.rest).or_else(|| span(zh, here))?;
    let kind = if when.is_day() { Kind::Date } else { Kind::Period };
    Some(Reading::new(here.rest.len() - rest.len(), kind, Value::When(when)))
}

fn vague<'t>(zh: &ChineseTimes, text: &'t str) -> Parsed<'t> {
    let (length, ()) = zh.vague.prefix(text)?;
    Some((&text[length..], When::Vague))
}

fn eat<'t, T: Copy>(phrases: &Phrases<T>, text: &'t str) -> Option<(&'t str, T)> {
    let body = text.trim_start_matches(is_space);
    let (length, it) = phrases.prefix(body)?;
    Some((&body[length..], it))
}

/// A time, joined with a second one or open at one end.
fn span<'t>(zh: &ChineseTimes, here: Here<'t>) -> Parsed<'t> {
    let text = here.rest;
    let until = eat(&zh.until, text).and_then(|(rest, ())| single(zh, rest, text));
    if let Some((rest, when)) = until.filter(|_| eat(&zh.from, text).is_none()) {
        return Some((rest, When::Span { from: None, to: Some(Box::new(when)) }));
    }
    let opened = eat(&zh.from, text).map(|(rest, ())| rest);
    let from_text = opened.unwrap_or(text);
    let (rest, first) = match single(zh, from_text, here.before) {
        Some(it) => it,
        None => bare_year(from_text).filter(|(rest, _)| {
            // 1995-1997年
            let joined = eat(&zh.to, rest)
                .and_then(|(after, ())| with_year(zh, after.trim_start_matches(is_space)));
            let is_apart = !here.before.ends_with(|it: char| it.is_ascii_alphanumeric());
            opened.is_some() || (joined.is_some() && is_apart)
        })?,
    };
    if let Some((after, ())) = eat(&zh.to, rest)
        && let Some((after, second)) = second(zh, after, &first)
    {
        let (after, is_between) = match eat(&zh.between, after) {
            Some((after, ())) => (after, true),
            None => (after, false),
        };
        // "三月和九月" are two times unless "之间" closes them.
        let is_list = rest.trim_start_matches(is_space).starts_with(['和', '与', '與']);
        if !is_list || is_between {
            let when = When::Span { from: Some(Box::new(first)), to: Some(Box::new(second)) };
            return Some((after, when));
        }
    }
    if let Some((after, ())) = eat(&zh.since, rest) {
        let is_start = !after.starts_with('点');
        return is_start.then(|| (after, When::Span { from: Some(Box::new(first)), to: None }));
    }
    let is_relative = matches!(first, When::Relative { unit: TimeUnit::Day, .. });
    if let Some((after, ())) = eat(&zh.before, rest).filter(|_| !is_relative) {
        return Some((after, When::Before { time: Box::new(first) }));
    }
    if let Some((after, ())) = eat(&zh.after, rest).filter(|_| !is_relative) {
        let inclusive = rest.trim_start_matches(is_space).starts_with(['或', '及']);
        let when = if inclusive {
            When::Span { from: Some(Box::new(first)), to: None }
        } else {
            When::After { time: Box::new(first) }
        };
        return Some((after, when));
    }
    let is_since = opened.is_some_and(|_| text.starts_with(['自']));
    if is_since {
        return Some((rest, When::Span { from: Some(Box::new(first)), to: None }));
    }
    // 在, 由: the word before the time is no part of it.
    if opened.is_some() { None } else { Some((rest, first)) }
}

/// The second time of a span, which may share the year or month of the first.
fn second<'t>(zh: &ChineseTimes, text: &'t str, first: &When) -> Parsed<'t> {
    if let When::Day { year, month, .. } = first
        && let Some((rest, day)) = unit_after(text, &["日", "号", "號"])
    {
        return Some((rest, day_of(*year, (*month).into(), day)?));
    }
    let year = || bare_year(text).filter(|_| matches!(first, When::Year { .. }));
    single(zh, text, "").or_else(year)
}

/// 2016, 二零一六 as the end of a span.
fn bare_year(text: &str) -> Parsed<'_> {
    let (rest, year) = integer(text)?;
    let is_year = (1900..2100).contains(&year);
    is_year.then_some((rest, When::Year { year: YearRef::Stated(year), third: None }))
}

/// A whole number: what follows, and its value.
fn integer(text: &str) -> Option<(&str, i16)> {
    let body = text.trim_start_matches(is_space);
    let number = number::read(body)?;
    let value = number.figure.value();
    let n = value.fract().is_zero().then(|| value.to_i16())??;
    (!number.is_more && number.vague.is_none()).then_some((&body[number.length..], n))
}

/// A number before one of the units.
fn unit_after<'t>(text: &'t str, units: &[&str]) -> Option<(&'t str, i16)> {
    let (rest, n) = integer(text)?;
    let rest = units.iter().find_map(|it| strip_spaced(rest, it))?;
    Some((rest, n))
}

/// A single time.
fn single<'t>(zh: &ChineseTimes, text: &'t str, before: &str) -> Parsed<'t> {
    let text = text.trim_start_matches(is_space);
    if before.ends_with(|it: char| it.is_ascii_alphanumeric() || "-/._".contains(it)) {
        return None;
    }
    let (rest, when) = in_digits(text)
        .or_else(|| decade(zh, text))
        .or_else(|| with_year(zh, text))
        .or_else(|| month_or_day(zh, text, YearRef::Nearest))
        .or_else(|| relative(zh, text))
        .or_else(|| holiday(zh, text, YearRef::Nearest))?;
    // 十月的第一周
    if matches!(when, When::Month { third: None, .. })
        && let Some(after) = strip_spaced(rest, "的").and_then(|it| it.strip_prefix('第'))
        && let Some((after, n)) = unit_after(after, &["个星期", "個星期", "周", "週", "个礼拜"])
    {
        let (of, unit) = (Box::new(when), TimeUnit::Week);
        return Some((after, When::Nth { nth: n, count: 1, unit, weekday: None, of }));
    }
    Some((rest, when))
}

/// `2010-01-29`, `2010.01.29`, `2010/1/29`
fn in_digits(text: &str) -> Parsed<'_> {
    let digits = |text: &str| {
        let end = text.find(|it: char| !it.is_ascii_digit()).unwrap_or(text.len());
        (1..=4).contains(&end).then(|| text[..end].parse::<i16>().ok().map(|it| (end, it)))?
    };
    if let Some(it) = day_first(text, digits) {
        return Some(it);
    }
    let (4, year) = digits(text)? else { return None };
    let separator = text[4..].chars().next().filter(|it| "-/.".contains(*it))?;
    let rest = &text[5..];
    let (length @ 1..=2, month) = digits(rest)? else { return None };
    let rest = rest[length..].strip_prefix(separator)?;
    let (length @ 1..=2, day) = digits(rest)? else { return None };
    let rest = &rest[length..];
    let goes_on = rest.starts_with(|it: char| it.is_ascii_alphanumeric() || it == separator);
    let day = day_of(YearRef::Stated(year), month, day)?;
    (!goes_on).then_some((rest, day))
}

/// `13.5.2015`, `3-7-2017`
fn day_first(text: &str, digits: impl Fn(&str) -> Option<(usize, i16)>) -> Parsed<'_> {
    let (length @ 1..=2, day) = digits(text)? else { return None };
    let separator = text[length..].chars().next().filter(|it| "-/.".contains(*it))?;
    let rest = &text[length + 1..];
    let (length @ 1..=2, month) = digits(rest)? else { return None };
    let rest = rest[length..].strip_prefix(separator)?;
    let (4, year) = digits(rest)? else { return None };
    let goes_on = rest[4..].starts_with(|it: char| it.is_ascii_alphanumeric());
    let when = day_of(YearRef::Stated(year), month, day)?;
    (!goes_on).then_some((&rest[4..], when))
}

fn day_of(year: YearRef, month: i16, day: i16) -> Option<When> {
    let (month, day) = (i8::try_from(month).ok()?, i8::try_from(day).ok()?);
    let fits = (1..=12).contains(&month) && (1..=31).contains(&day);
    fits.then_some(When::Day { year, month, day, weekday: None })
}

/// `20世纪80年代`, `上世纪90年代`, `90年代`, `十五世纪`
fn decade<'t>(zh: &ChineseTimes, text: &'t str) -> Parsed<'t> {
    let century = eat(&zh.centuries, text).or_else(|| {
        let (rest, n) = unit_after(text, &["世纪", "世紀"])?;
        (1..=30).contains(&n).then_some((rest, (n - 1) * 100))
    });
    let (rest, first) = century.unwrap_or((text, 1900));
    if let Some((after, tens)) = unit_after(rest, &["年代"])
        && tens % 10 == 0
    {
        let first = if tens >= 1000 { tens } else { first + tens };
        return Some((after, When::Decade { first }));
    }
    let (rest, first) = century?;
    let century = i8::try_from(first / 100 + 1).ok()?;
    Some((rest, When::Century { century }))
}

/// `2025年9月18日`, `去年11月`, `08年`, `2021年的第三个月`, `今年上半年`
fn with_year<'t>(zh: &ChineseTimes, text: &'t str) -> Parsed<'t> {
    let (rest, year) = match eat(&zh.years, text) {
        Some((rest, offset)) => (rest, YearRef::Relative(offset)),
        // 民国三年: counted from the year before its first.
        None if zh.eras.prefix(text).is_some() => {
            let (rest, before) = eat(&zh.eras, text)?;
            let (rest, n) = match strip_spaced(rest, "元年") {
                Some(rest) => (rest, 1),
                None => unit_after(rest, &["年"])?,
            };
            (rest, YearRef::Stated(before.checked_add(n)?))
        }
        None => {
            let written = number::read(text)?;
            let (rest, n) = unit_after(text, &["年"])?;
            // 三年 lasts, 2016年 dates; 08年 is a year in two digits.
            let digits = text.bytes().take_while(u8::is_ascii_digit).count();
            let year = match n {
                0..=99 if digits == 2 || written.is_digit_string => {
                    if n <= 40 {
                        2000 + n
                    } else {
                        1900 + n
                    }
                }
                500..=2199 => n,
                _ => return None,
            };
            (rest, YearRef::Stated(year))
        }
    };
    let of = strip_spaced(rest, "的").or_else(|| strip_spaced(rest, "度")).unwrap_or(rest);
    if let Some(it) = month_or_day(zh, of, year).or_else(|| part(of, year)) {
        return Some(it);
    }
    if let Some(it) = holiday(zh, of, year) {
        return Some(it);
    }
    let third = eat(&zh.thirds, rest);
    let (rest, third) = third.map_or((rest, None), |(rest, it)| (rest, Some(it)));
    Some((rest, When::Year { year, third }))
}

/// `9月18日`, `十二月`, `9月初`
fn month_or_day<'t>(zh: &ChineseTimes, text: &'t str, year: YearRef) -> Parsed<'t> {
    let (rest, month) = match strip_spaced(text, "正月").or_else(|| strip_spaced(text, "元月"))
    {
        Some(rest) => (rest, 1),
        None => unit_after(text, &["月份", "月"])?,
    };
    let month = i8::try_from(month).ok().filter(|it| (1..=12).contains(it))?;
    if let Some((after, day)) = unit_after(rest, &["日", "号", "號"]) {
        return Some((after, day_of(year, month.into(), day)?));
    }
    // 八月十五, 正月初一
    let bare = strip_spaced(rest, "初").unwrap_or(rest);
    if let Some((after, day)) = integer(bare)
        && (1..=31).contains(&day)
        && !after.starts_with(|it: char| it.is_alphanumeric())
        && !rest.starts_with(is_space)
    {
        return Some((after, day_of(year, month.into(), day)?));
    }
    let third = eat(&zh.thirds, rest);
    let (rest, third) = third.map_or((rest, None), |(rest, it)| (rest, Some(it)));
    Some((rest, When::Month { year, month, third }))
}

/// `上半年`, `第三季度`, `四季度`, `第三个月`, `第二周`
fn part(text: &str, year: YearRef) -> Parsed<'_> {
    let halves = [("上半年", 1), ("下半年", 2)];
    for (word, half) in halves {
        if let Some(rest) = strip_spaced(text, word) {
            return Some((rest, When::Half { year, half }));
        }
    }
    let body = strip_spaced(text, "第").unwrap_or(text);
    if let Some((rest, n @ 1..=4)) = unit_after(body, &["季度", "季"]) {
        return Some((rest, When::Quarter { year, quarter: i8::try_from(n).ok()? }));
    }
    if body.len() < text.len() {
        let units: [(&[&str], TimeUnit); 2] = [
            (&["个月", "個月"], TimeUnit::Month),
            (&["个星期", "個星期", "周", "週", "个礼拜"], TimeUnit::Week),
        ];
        for (words, unit) in units {
            if let Some((rest, n)) = unit_after(body, words) {
                let of = Box::new(When::Year { year, third: None });
                return Some((rest, When::Nth { nth: n, count: 1, unit, weekday: None, of }));
            }
        }
    }
    None
}

/// `昨天`, `上周三`, `上个月`, `三天前`, `过去十年`, `前1周`, `29日`
fn relative<'t>(zh: &ChineseTimes, text: &'t str) -> Parsed<'t> {
    if let Some((rest, offset)) = eat(&zh.days, text) {
        return Some((rest, When::Relative { unit: TimeUnit::Day, offset }));
    }
    if let Some(it) = part(text, YearRef::Nearest) {
        return Some(it);
    }
    let (rest, offset) = eat(&zh.offsets, text).map_or((text, None), |(rest, it)| (rest, Some(it)));
    if let Some((after, ())) = eat(&zh.weeks, rest)
        && let Some((after, weekday)) = eat(&zh.weekdays, after)
    {
        let when = match offset {
            None => When::Weekday { weekday, offset: 0 },
            Some(offset) => {
                let of = Box::new(When::Relative { unit: TimeUnit::Week, offset });
                When::WeekdayOf { weekday, of }
            }
        };
        return Some((after, when));
    }
    if let Some(offset) = offset
        && let Some((after, unit)) = eat(&zh.units, rest)
        && unit != TimeUnit::Day
    {
        let when = When::Relative { unit, offset };
        // 本月十日, 上个月5号
        if unit == TimeUnit::Month
            && let Some((after, day)) = unit_after(after, &["日", "号", "號"])
        {
            let of = Box::new(when);
            let unit = TimeUnit::Day;
            return Some((after, When::Nth { nth: day, count: 1, unit, weekday: None, of }));
        }
        return Some((after, when));
    }
    for (words, is_past) in [(&zh.past, true), (&zh.next, false)] {
        if let Some((rest, ())) = eat(words, text)
            && let Some((after, count, unit)) = counted(zh, rest)
        {
            return Some((after, When::Past { unit, count: if is_past { count } else { -count } }));
        }
    }
    if let Some((rest, count, unit)) = counted(zh, text) {
        if let Some((after, ())) = eat(&zh.ago, rest) {
            return Some((after, When::Shifted { by: Shift::of(unit, -count), from: None }));
        }
        if let Some((after, ())) = eat(&zh.later, rest) {
            return Some((after, When::Shifted { by: Shift::of(unit, count), from: None }));
        }
    }
    let (rest, day) = unit_after(text, &["日"])?;
    let day = i8::try_from(day).ok().filter(|it| (1..=31).contains(it))?;
    Some((rest, When::DayOfMonth { day, weekday: None }))
}

/// 三天, 5个月
fn counted<'t>(zh: &ChineseTimes, text: &'t str) -> Option<(&'t str, i32, TimeUnit)> {
    let (rest, n) = integer(text)?;
    let (after, unit) = eat(&zh.units, rest)?;
    (n > 0).then_some((after, n.into(), unit))
}

/// 国庆节, 2015年圣诞节
fn holiday<'t>(zh: &ChineseTimes, text: &'t str, year: YearRef) -> Parsed<'t> {
    let (rest, holiday) = eat(&zh.holidays, text)?;
    Some((rest, When::Holiday { holiday, year }))
}
