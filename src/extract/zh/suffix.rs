//! What stands after a Chinese number: units, currencies with their parts, shares, classifiers.

use rust_decimal::Decimal;

use super::number::{self, is_space, strip_spaced};
use crate::claim::Kind;
use crate::lexicon::Lexicon;

/// What stands after a number and says what it is of.
pub(super) struct Suffix {
    pub(super) length: usize,
    pub(super) kind: Kind,
    pub(super) unit: Option<String>,
    /// What the number is multiplied by.
    pub(super) factor: Option<Decimal>,
    /// What 半 adds.
    pub(super) half: Option<Decimal>,
    pub(super) is_discount: bool,
}

impl Suffix {
    pub(super) fn of(length: usize, kind: Kind, unit: Option<String>) -> Self {
        Self { length, kind, unit, factor: None, half: None, is_discount: false }
    }
}

/// The unit, currency, share or classifier that `text` starts with.
pub(super) fn suffix(lexicon: &Lexicon, text: &str) -> Option<Suffix> {
    let zh = &lexicon.chinese;
    let body = text.trim_start_matches(is_space);
    let spaces = text.len() - body.len();
    if let Some(sign) = ["%", "％"].iter().find(|it| body.starts_with(**it)) {
        return Some(Suffix::of(spaces + sign.len(), Kind::Percent, None));
    }
    // 一 百 五 十 個 百 分 點
    if let Some(rest) = spelled_out(body, &["个", "個"], &["百", "分"], &["点", "點"]) {
        let unit = Some("percentage point".to_owned());
        return Some(Suffix::of(text.len() - rest.len(), Kind::Measure, unit));
    }
    for (word, is_discount) in [("成", false), ("折", true)] {
        if let Some(rest) = body.strip_prefix(word) {
            let ends = !rest.starts_with([
                '为', '為', '立', '功', '员', '員', '本', '果', '长', '長', '都', '叠', '疊', '合',
            ]);
            let half = rest.strip_prefix('半').filter(|_| !is_discount);
            // 七成六
            let body = rest.trim_start_matches(is_space);
            let tail = number::read(body).filter(|it| {
                it.symbols == 1
                    && (Decimal::ONE..Decimal::TEN).contains(&it.figure.value())
                    && !is_discount
                    && suffix(lexicon, &body[it.length..]).is_none()
            });
            if let Some(tail) = tail {
                let length = text.len() - body.len() + tail.length;
                return Some(Suffix {
                    factor: Some(Decimal::TEN),
                    half: Some(tail.figure.value()),
                    ..Suffix::of(length, Kind::Percent, None)
                });
            }
            let length = text.len() - half.unwrap_or(rest).len();
            return ends.then(|| Suffix {
                factor: Some(Decimal::TEN),
                half: half.map(|_| Decimal::from(5)),
                is_discount,
                ..Suffix::of(length, Kind::Percent, None)
            });
        }
    }
    if let Some((length, code)) = zh.currency(body) {
        let code = code.to_owned();
        let after = &body[length..];
        let mut found = Suffix::of(spaces + length, Kind::Money, Some(code));
        if let Some((taken, part)) = part_of_currency(lexicon, after) {
            found.length += taken;
            found.half = Some(part);
        }
        return Some(found);
    }
    if let Some((length, name)) = zh.measure(body) {
        let name = name.to_owned();
        let mut found = Suffix::of(spaces + length, Kind::Measure, Some(name));
        if body[length..].starts_with('半') {
            found.length += '半'.len_utf8();
            found.half = Some(Decimal::new(5, 1));
        }
        return Some(found);
    }
    if let Some((length, n)) = zh.dozens.prefix(body) {
        let mut found = Suffix::of(spaces + length, Kind::Count, None);
        found.factor = Some(Decimal::from(n));
        return Some(found);
    }
    let (_, ()) = zh.classifiers.prefix(body)?;
    // The classifier itself says nothing that the number would need.
    Some(Suffix::of(0, Kind::Count, None))
}

/// `text` after characters that may stand apart, one of each group's members at a time.
fn spelled_out<'t>(
    text: &'t str,
    first: &[&str],
    middle: &[&str],
    last: &[&str],
) -> Option<&'t str> {
    let any = |text: &'t str, of: &[&str]| of.iter().find_map(|it| strip_spaced(text, it));
    let mut rest = any(text, first).unwrap_or(text);
    for part in middle {
        rest = strip_spaced(rest, part)?;
    }
    any(rest, last)
}

/// 又三美分, 五角: what it adds to the amount.
fn part_of_currency(lexicon: &Lexicon, text: &str) -> Option<(usize, Decimal)> {
    let body = text.strip_prefix('又').unwrap_or(text);
    let number = number::read(body)?;
    let rest = &body[number.length..];
    let (length, hundredths) = lexicon.chinese.parts.prefix(rest)?;
    let value = number.figure.value().checked_mul(Decimal::new(hundredths.into(), 2))?;
    let mut taken = text.len() - rest.len() + length;
    let mut sum = value;
    if hundredths > 1
        && let Some((more, value)) = part_of_currency(lexicon, &rest[length..])
    {
        taken += more;
        sum += value;
    }
    (number.figure.value() < Decimal::ONE_HUNDRED).then_some((taken, sum))
}
