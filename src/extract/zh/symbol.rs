//! The characters that Chinese numbers are written with.

use rust_decimal::Decimal;

/// One part of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) enum Symbol {
    /// 一, 两, 贰
    Digit(u8),
    /// 零
    Zero,
    /// 十, 百, 千: a power of ten below 万
    Small(u32),
    /// 万, 亿, 兆: a power of ten that closes a section
    Big(u32),
    /// `6.8`, `２１７０`: digits as they are, with the count of their decimals
    Literal(Decimal, u32),
    /// 点
    Point,
    /// 多, 余: more than what stands before
    More,
    /// 几, 数: a few
    Few,
    /// 半
    Half,
}

/// The symbol that `text` starts with, and its length in bytes.
pub(super) fn symbol(text: &str) -> Option<(usize, Symbol)> {
    let c = text.chars().next()?;
    let is_point = matches!(c, '.' | '．')
        && text[c.len_utf8()..].chars().next().is_some_and(|it| digit(it).is_some());
    if digit(c).is_some() || is_point {
        return literal(text);
    }
    let symbol = match c {
        '一' | '壹' => Symbol::Digit(1),
        '二' | '两' | '兩' | '贰' | '貳' => Symbol::Digit(2),
        '三' | '叁' | '參' => Symbol::Digit(3),
        '四' | '肆' => Symbol::Digit(4),
        '五' | '伍' => Symbol::Digit(5),
        '六' | '陆' | '陸' => Symbol::Digit(6),
        '七' | '柒' => Symbol::Digit(7),
        '八' | '捌' => Symbol::Digit(8),
        '九' | '玖' => Symbol::Digit(9),
        '零' | '〇' | '○' => Symbol::Zero,
        '十' | '拾' => Symbol::Small(1),
        '百' | '佰' => Symbol::Small(2),
        '千' | '仟' => Symbol::Small(3),
        '万' | '萬' => Symbol::Big(4),
        '亿' | '億' => Symbol::Big(8),
        '兆' => Symbol::Big(12),
        '点' | '點' => Symbol::Point,
        '多' | '余' | '餘' => Symbol::More,
        '几' | '幾' | '数' | '數' => Symbol::Few,
        '半' => Symbol::Half,
        _ => return None,
    };
    Some((c.len_utf8(), symbol))
}

/// The value of an ASCII or full-width digit.
pub(super) fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

/// Digits with separators and decimals, in either width; a trailing `k` counts thousands.
fn literal(text: &str) -> Option<(usize, Symbol)> {
    let mut digits = String::new();
    let mut decimals = None;
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let Some(c) = rest.chars().next() else { break };
        if let Some(value) = digit(c) {
            digits.push(char::from_digit(value, 10)?);
            decimals = decimals.map(|it: u32| it + 1);
            length += c.len_utf8();
            continue;
        }
        let after = &rest[c.len_utf8()..];
        let run = after.chars().take_while(|it| digit(*it).is_some()).count();
        // A full-width comma groups full-width digits; between others it is punctuation.
        let is_wide = after.starts_with(|it: char| it > '\u{ff00}');
        let is_comma = c == ',' || c == '，' && is_wide;
        let is_group = is_comma && run == 3 && decimals.is_none();
        let is_point = matches!(c, '.' | '．') && run > 0 && decimals.is_none();
        if is_point {
            if digits.is_empty() {
                digits.push('0');
            }
            digits.push('.');
            decimals = Some(0);
        } else if !is_group {
            break;
        }
        length += c.len_utf8();
    }
    let mut value = Decimal::from_str_exact(&digits).ok()?;
    let after = &text[length..];
    let thousands = after.strip_prefix(['k', 'K', 'ｋ', 'Ｋ']);
    if let Some(rest) =
        thousands.filter(|it| !it.starts_with(|it: char| it.is_ascii_alphanumeric()))
    {
        value = value.checked_mul(Decimal::ONE_THOUSAND)?;
        length += after.len() - rest.len();
    }
    Some((length, Symbol::Literal(value, decimals.unwrap_or(0))))
}
