//! Chinese amounts with their unit: `约6.8万名`, `2170.7亿元`, `百分之八十`, `八成`, `20到30个`.
//!
//! ```text
//! amount   = { hedge } one [ joint one ] [ suffix ] [ hedge ] | bound bound
//! one      = [ symbol ] [ sign ] number
//! percent  = ( "百" | "千" | "万" … ) "分之" one | one ( "%" | "成" [ "半" ] | "折" | "个百分点" )
//! money    = symbol one | one currency [ [ "又" ] one part ]
//! measure  = one unit [ "半" ]
//! ```

use rust_decimal::Decimal;

use super::number::{self, Number, is_space, strip_spaced};
use super::suffix::{Suffix, suffix};
use super::symbol::{Symbol, symbol};
use crate::claim::{Figure, Hedge, Kind, Quantity, Value};
use crate::extract::{Here, Reading};
use crate::lexicon::Lexicon;

/// Reads an amount at the start of `here.rest`.
pub(super) fn read(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let zh = &lexicon.chinese;
    let is_share = parts_per(lexicon, here.rest).is_some();
    if let Some((length, ())) = zh.not_numbers.prefix(here.rest).filter(|_| !is_share) {
        let goes_on =
            number::read(here.rest).is_some_and(|it| it.symbols > 1 && it.length > length);
        if !goes_on {
            return Some(Reading::noise(length, "numeral in a word"));
        }
    }
    ordinal(here).or_else(|| comparison(lexicon, here)).or_else(|| amount(lexicon, here))
}

/// 第三
fn ordinal(here: Here<'_>) -> Option<Reading> {
    let rest = here.rest.strip_prefix('第')?;
    let number = number::read(rest.trim_start_matches(is_space))?;
    let length = here.rest.len() - rest.trim_start_matches(is_space).len() + number.length;
    let quantity = Quantity::exact(number.figure).unrounded();
    Some(Reading::new(length, Kind::Ordinal, Value::Quantity(quantity)))
}

/// 比三十大, 比170低
fn comparison(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let rest = here.rest.strip_prefix('比')?;
    let found = one(lexicon, rest)?;
    let after = found.rest.trim_start_matches(is_space);
    let after = suffix(lexicon, after).map_or(after, |it| &after[it.length..]);
    let c = after.chars().next()?;
    let hedge = match c {
        '大' | '高' | '多' | '长' | '重' | '远' => Hedge::Over,
        '小' | '低' | '少' | '短' | '轻' | '近' => Hedge::Under,
        _ => return None,
    };
    let length = here.rest.len() - after.len() + c.len_utf8();
    let quantity = Quantity::hedged(hedge, found.number.figure);
    Some(Reading::new(length, Kind::Count, Value::Quantity(quantity)))
}

/// A number with its symbol and sign.
struct One<'t> {
    rest: &'t str,
    number: Number,
    currency: Option<String>,
}

fn one<'t>(lexicon: &Lexicon, text: &'t str) -> Option<One<'t>> {
    let body = text.trim_start_matches(is_space);
    let (body, currency) = match lexicon.chinese.symbol(body) {
        Some((length, code)) => {
            (body[length..].trim_start_matches(is_space), Some(code.to_owned()))
        }
        None => (body, None),
    };
    let signs = ["负", "負", "-", "－", "−", "零下"];
    let unsigned = signs.iter().find_map(|it| body.strip_prefix(it));
    let number = number::read(unsigned.unwrap_or(body).trim_start_matches(is_space))?;
    let body_of = unsigned.unwrap_or(body).trim_start_matches(is_space);
    let rest = &body_of[number.length..];
    let figure = if unsigned.is_some() { number.figure.negated() } else { number.figure };
    Some(One { rest, number: Number { figure, ..number }, currency })
}

/// Hedges before a number: what follows them, and what they say.
fn hedges<'t>(lexicon: &Lexicon, text: &'t str) -> (&'t str, Hedge) {
    let zh = &lexicon.chinese;
    let mut rest = text;
    let mut hedge = Hedge::Exact;
    while let Some((length, it)) = zh.hedges_before.prefix(rest) {
        if hedge == Hedge::Exact {
            hedge = it;
        }
        rest = rest[length..].trim_start_matches(is_space);
        while let Some((length, ())) = zh.fillers.prefix(rest) {
            rest = rest[length..].trim_start_matches(is_space);
        }
    }
    (rest, hedge)
}

fn amount(lexicon: &Lexicon, here: Here<'_>) -> Option<Reading> {
    let (body, hedge) = hedges(lexicon, here.rest);
    let has_hedge = body.len() < here.rest.len();
    if let Some((length, figure)) = parts_per(lexicon, body) {
        let length = here.rest.len() - body.len() + length;
        let after = after(lexicon, &here.rest[length..]);
        return Some(reading(length, Kind::Percent, hedge, after, figure, None));
    }
    let first = one(lexicon, body)?;
    let written = &body[..body.len() - first.rest.len()];
    if let Some(it) = range(lexicon, here, &first) {
        return Some(it);
    }
    if let Some(it) = bounds(lexicon, here, hedge, &first) {
        return Some(it);
    }
    let length = |rest: &str| here.rest.len() - rest.len();
    let suffix = suffix(lexicon, first.rest);
    let Some(suffix) = suffix.or_else(|| symbol_only(&first)) else {
        let is_bare = is_bare(here, &first, written, has_hedge);
        let length = length(first.rest);
        let after = after(lexicon, first.rest);
        return (is_bare || after.is_some()).then(|| {
            finish(length, Kind::Count, hedge, after, &first.number, first.number.figure, None)
        });
    };
    let mut figure = first.number.figure;
    if let Some(factor) = suffix.factor {
        figure = figure.times(factor)?;
    }
    // 五五折: digits one after the other are tenths of a tenth.
    // 十折 takes nothing off.
    if suffix.is_discount && figure.value() == Decimal::ONE_HUNDRED {
        return None;
    }
    if suffix.is_discount && figure.value() > Decimal::ONE_HUNDRED {
        figure = figure.scaled(-1)?;
    }
    // 半折: half of the price, not of a tenth of it.
    if suffix.is_discount && figure.value() < Decimal::TEN {
        figure = figure.scaled(1)?;
    }
    if let Some(half) = suffix.half {
        figure = Figure::with_grain(figure.value().checked_add(half)?, half)?;
    }
    let rest = &first.rest[suffix.length..];
    let unit = first.currency.clone().or(suffix.unit);
    let after = after(lexicon, rest);
    Some(finish(length(rest), suffix.kind, hedge, after, &first.number, figure, unit))
}

fn symbol_only(first: &One<'_>) -> Option<Suffix> {
    let code = first.currency.clone()?;
    Some(Suffix::of(0, Kind::Money, Some(code)))
}

/// Whether a number without unit is one: alone it may be part of a word.
fn is_bare(here: Here<'_>, first: &One<'_>, written: &str, has_hedge: bool) -> bool {
    let (rest, number) = (first.rest, &first.number);
    let is_literal = matches!(symbol(written), Some((_, Symbol::Literal(..))));
    let is_touched =
        here.before.ends_with(|it: char| it.is_ascii_alphanumeric() || "_.".contains(it));
    let is_code =
        (is_touched && !has_hedge) || rest.starts_with(|it: char| it.is_ascii_alphabetic());
    if is_literal {
        return !is_code;
    }
    if number.is_digit_string {
        return number.symbols >= 3 || written.contains(['零', '〇']);
    }
    if number.symbols > 1 || has_hedge {
        return true;
    }
    // A single character is a number between marks or after a word that introduces one.
    let only_unit =
        matches!(symbol(written), Some((_, Symbol::Big(_) | Symbol::Small(2..) | Symbol::Zero)));
    let before = here.before.trim_end_matches(is_space).chars().next_back();
    let next = rest.trim_start_matches(is_space).chars().next();
    let is_mark = |it: Option<char>| it.is_none_or(|it| !it.is_alphanumeric());
    let introduces = before.is_some_and(|it| "是为為于於有和与與到至第前".contains(it));
    let closes = next.is_some_and(|it| "和与與而那的这這却卻不".contains(it));
    !only_unit && (is_mark(before) || introduces) && (is_mark(next) || closes)
}

fn finish(
    length: usize,
    kind: Kind,
    hedge: Hedge,
    after: Option<(usize, Hedge)>,
    number: &Number,
    figure: Figure,
    unit: Option<String>,
) -> Reading {
    if let Some(high) = number.vague {
        let value = Value::Quantity(Quantity::vague(figure, high));
        return with_unit(length, kind, value, unit);
    }
    let hedge = if number.is_more && matches!(hedge, Hedge::Exact | Hedge::About) {
        Hedge::Over
    } else {
        hedge
    };
    reading(length, kind, hedge, after, figure, unit)
}

fn reading(
    length: usize,
    kind: Kind,
    hedge: Hedge,
    after: Option<(usize, Hedge)>,
    figure: Figure,
    unit: Option<String>,
) -> Reading {
    let hedge = match (hedge, after) {
        (Hedge::Exact | Hedge::About, Some((_, after))) => after,
        (before, _) => before,
    };
    let quantity = Quantity::hedged(hedge, figure);
    let is_rounded = matches!(kind, Kind::Money | Kind::Percent | Kind::Measure);
    let quantity = if is_rounded { quantity.rounded() } else { quantity };
    with_unit(length + after.map_or(0, |it| it.0), kind, Value::Quantity(quantity), unit)
}

fn with_unit(length: usize, kind: Kind, value: Value, unit: Option<String>) -> Reading {
    match unit {
        Some(unit) => Reading::with_unit(length, kind, value, &unit),
        None => Reading::new(length, kind, value),
    }
}

/// A hedge after a number: its length with spaces before it.
fn after(lexicon: &Lexicon, text: &str) -> Option<(usize, Hedge)> {
    let body = text.trim_start_matches(is_space);
    let (length, hedge) = lexicon.chinese.hedges_after.prefix(body)?;
    Some((text.len() - body.len() + length, hedge))
}

/// 百分之八十, 千分之三, 百万分之五: as a percentage.
fn parts_per(lexicon: &Lexicon, text: &str) -> Option<(usize, Figure)> {
    let mut body = text;
    let mut power = 0;
    let mut is_unit = false;
    while let Some((length, symbol)) = symbol(body.trim_start_matches(is_space)) {
        power += match symbol {
            Symbol::Small(it @ 2..) | Symbol::Big(it) => it,
            _ => break,
        };
        is_unit = true;
        body = &body.trim_start_matches(is_space)[length..];
    }
    let mut rest = body;
    for part in ["分", "之"] {
        rest = strip_spaced(rest, part)?;
    }
    let found = one(lexicon, rest).filter(|_| is_unit && power >= 2)?;
    let figure = found.number.figure.scaled(2 - i32::try_from(power).ok()?)?;
    Some((text.len() - found.rest.len(), figure))
}

/// 20-100个, 三十到五十, 20和30之间, 二三十
fn range(lexicon: &Lexicon, here: Here<'_>, first: &One<'_>) -> Option<Reading> {
    let zh = &lexicon.chinese;
    let inner = suffix(lexicon, first.rest).filter(|it| it.length > 0);
    let body = first.rest[inner.as_ref().map_or(0, |it| it.length)..].trim_start_matches(is_space);
    let (after_joint, needs_between) = match zh.joints.prefix(body) {
        Some((length, ())) => (&body[length..], false),
        None => (body.strip_prefix(['和', '与', '與', '跟'])?, true),
    };
    let (after_hedges, _) = hedges(lexicon, after_joint);
    let second = one(lexicon, after_hedges)?;
    let suffix = suffix(lexicon, second.rest);
    // "下降15%到4.2亿元" joins a share and a sum.
    let is_same_unit = inner.as_ref().is_none_or(|inner| {
        suffix.as_ref().is_some_and(|it| it.kind == inner.kind && it.unit == inner.unit)
    });
    if !is_same_unit {
        return None;
    }
    let rest = &second.rest[suffix.as_ref().map_or(0, |it| it.length)..];
    let between = zh.times.between.prefix(rest.trim_start_matches(is_space));
    if needs_between && between.is_none() {
        return None;
    }
    let rest = match between {
        Some((length, ())) => &rest.trim_start_matches(is_space)[length..],
        None => rest,
    };
    let shares = |it: &Figure, other: &Number| {
        // 3到5万: the scale of the second holds for both where the first is smaller without it.
        let power = other.figure.grain();
        let is_small = it.value() < Decimal::from(1000) && power >= Decimal::from(10_000);
        if is_small { Figure::with_grain(it.value().checked_mul(power)?, power) } else { Some(*it) }
    };
    let factor = suffix.as_ref().and_then(|it| it.factor).unwrap_or(Decimal::ONE);
    let low = shares(&first.number.figure, &second.number)?.times(factor)?;
    let high = second.number.figure.times(factor)?;
    if low.value() >= high.value() {
        return None;
    }
    let kind = suffix.as_ref().map_or(Kind::Count, |it| it.kind);
    let unit = first.currency.clone().or_else(|| suffix.and_then(|it| it.unit));
    let kind = if first.currency.is_some() { Kind::Money } else { kind };
    let length = here.rest.len() - rest.len();
    Some(with_unit(length, kind, Value::Quantity(Quantity::between(low, high)), unit))
}

/// What follows the unit of a number, and the hedge that stands before the number or after the unit.
fn hedged<'t>(lexicon: &Lexicon, hedge: Hedge, text: &'t str) -> (&'t str, Hedge) {
    let rest = &text[suffix(lexicon, text).map_or(0, |it| it.length)..];
    match after(lexicon, rest).filter(|_| hedge == Hedge::Exact) {
        Some((length, it)) => (&rest[length..], it),
        None => (rest, hedge),
    }
}

/// 大于10小于20, 1000以上，1500以下
fn bounds(lexicon: &Lexicon, here: Here<'_>, hedge: Hedge, first: &One<'_>) -> Option<Reading> {
    let lower = |it: Hedge| matches!(it, Hedge::Over | Hedge::AtLeast);
    let upper = |it: Hedge| matches!(it, Hedge::Under | Hedge::UpTo);
    let (rest, hedge) = hedged(lexicon, hedge, first.rest);
    if !lower(hedge) && !upper(hedge) {
        return None;
    }
    let mut body = rest.trim_start_matches(is_space);
    for joint in ["的同时", "的同時", "，", ",", "并且", "並且", "并", "並", "且", "但", "而"]
    {
        body = body.strip_prefix(joint).unwrap_or(body).trim_start_matches(is_space);
    }
    let (after_hedge, other) = hedges(lexicon, body);
    let second = one(lexicon, after_hedge)?;
    let (rest, other) = hedged(lexicon, other, second.rest);
    let (a, b) = (first.number.figure, second.number.figure);
    let (low, high) = if lower(hedge) && upper(other) {
        (a, b)
    } else if upper(hedge) && lower(other) {
        (b, a)
    } else {
        return None;
    };
    (low.value() < high.value()).then(|| {
        let quantity = Quantity::between(low, high);
        Reading::new(here.rest.len() - rest.len(), Kind::Count, Value::Quantity(quantity))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn joins_only_what_has_one_unit() {
        let lexicon = Lexicon::english().unwrap();
        let cases = [
            ("5%到10%", "5%到10%"),
            ("15%到4.2亿元", "15%"),
            ("20到30公里", "20到30公里"),
            ("1000以上，1500以下", "1000以上，1500以下"),
            ("约6.8万名", "约6.8万"),
        ];
        for (text, expected) in cases {
            let reading = read(lexicon, Here { before: "", rest: text });
            assert_eq!(reading.map_or("", |it| &text[..it.length]), expected, "{text:?}");
        }
    }
}
