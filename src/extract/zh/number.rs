//! Chinese numbers: `六万八千`, `6.8万`, `二百五`, `三分之二`, `十几万`, mixed with digits.
//!
//! ```text
//! number   = { digit [ small ] } [ big ] … [ "点" digits ]       二千三百 · 4.78万亿 · 三点五亿
//! fraction = [ number "又" ] number "分之" number
//! rough    = number ( "多" | "余" ) [ big ] | [ number ] ( "几" | "数" ) unit [ big ]
//! ```
//! A last digit without its unit takes the next lower one: `二百五` is 250, `二百零五` 205.

use rust_decimal::Decimal;

use super::symbol::{Symbol, symbol};
use crate::claim::Figure;

/// A number as read.
#[derive(Clone, Copy, Debug)]
pub(super) struct Number {
    pub(super) length: usize,
    pub(super) figure: Figure,
    /// `多`, `几`: the figure is the least.
    pub(super) is_more: bool,
    /// `数十`: the most it means.
    pub(super) vague: Option<Figure>,
    /// How many symbols it has: a single one is often no number.
    pub(super) symbols: usize,
    /// Whether it is digits one after the other: 二零零四.
    pub(super) is_digit_string: bool,
}

/// The number that `text` starts with.
pub(super) fn read(text: &str) -> Option<Number> {
    let first = whole(text)?;
    let rest = &text[first.length..];
    // 3又一千分之23
    if let Some(after) = strip_spaced(rest, "又")
        && let Some((length, part)) = fraction(after.trim_start_matches(is_space))
    {
        let value = first.figure.value().checked_add(part.value())?;
        let length = text.len() - after.trim_start_matches(is_space).len() + length;
        return Some(Number { length, figure: Figure::with_grain(value, part.grain()), ..first });
    }
    match fraction(text) {
        Some((length, figure)) => Some(Number { length, figure, symbols: 3, ..first }),
        None => Some(first),
    }
}

/// 二分之一
fn fraction(text: &str) -> Option<(usize, Figure)> {
    let denominator = whole(text)?;
    if let Some(it) = quotient(text, &denominator) {
        return Some(it);
    }
    let mut rest = &text[denominator.length..];
    for part in ["分", "之"] {
        rest = strip_spaced(rest, part)?;
    }
    let body = rest.trim_start_matches(is_space);
    let numerator = whole(body)?;
    let d = denominator.figure.value();
    let value = numerator.figure.value().checked_div(d)?;
    let grain = numerator.figure.grain().checked_div(d)?.abs();
    let length = text.len() - body.len() + numerator.length;
    (!d.is_zero()).then(|| (length, Figure::with_grain(value, grain)))
}

/// ３／５
fn quotient(text: &str, n: &Number) -> Option<(usize, Figure)> {
    let body = text[n.length..].strip_prefix(['/', '／'])?;
    let d = whole(body).filter(|it| it.symbols == 1 && n.symbols == 1)?;
    let goes_on = body[d.length..].starts_with(['/', '／']);
    let (a, b) = (n.figure.value(), d.figure.value());
    let is_part = a < b && b <= Decimal::from(100);
    let value = a.checked_div(b)?;
    let figure = Figure::with_grain(value, Decimal::ONE.checked_div(b)?);
    (is_part && !goes_on).then(|| (text.len() - body.len() + d.length, figure))
}

/// Whether `prefix` opens the name of a unit: the SI units that Chinese writes with it.
fn opens_unit(text: &str, prefix: char) -> bool {
    let unit = text.strip_prefix(prefix).and_then(|it| it.chars().next());
    unit.is_some_and(|it| "米克瓦字卡帕赫伏焦比".contains(it))
}

/// Whether a 两 that is not first has no unit of number after it.
fn is_tael(text: &str) -> bool {
    let rest = text.strip_prefix(['两', '兩']);
    rest.is_some_and(|it| {
        let next = symbol(it.trim_start_matches(is_space)).map(|it| it.1);
        !matches!(next, Some(Symbol::Small(_) | Symbol::Big(_) | Symbol::Point))
    })
}

pub(super) fn is_space(c: char) -> bool {
    matches!(c, ' ' | '\u{3000}' | '\u{a0}')
}

/// What follows `part` after optional spaces.
pub(super) fn strip_spaced<'t>(text: &'t str, part: &str) -> Option<&'t str> {
    text.trim_start_matches(is_space).strip_prefix(part)
}

/// The running value of a number.
#[derive(Default)]
struct Sum {
    total: Decimal,
    section: Decimal,
    /// A digit or literal whose unit has not come yet.
    open: Option<Decimal>,
    /// The unit that stood last, as a power of ten.
    last_unit: u32,
    last_big: u32,
    after_zero: bool,
    is_literal: bool,
    decimals: u32,
}

impl Sum {
    fn small(&mut self, power: u32) -> Option<()> {
        let unit = power_of_ten(power)?;
        // 零十 is ten.
        let n = self.open.take().filter(|it| !it.is_zero()).unwrap_or(Decimal::ONE);
        self.section = self.section.checked_add(n.checked_mul(unit)?)?;
        self.last_unit = power;
        self.after_zero = false;
        Some(())
    }

    fn big(&mut self, power: u32) -> Option<()> {
        let unit = power_of_ten(power)?;
        let section = self.section.checked_add(self.open.take().unwrap_or_default())?;
        if power > self.last_big && self.last_big > 0 || section.is_zero() {
            // 一万五千亿, 四万万
            self.total = self.total.checked_add(section)?.checked_mul(unit)?;
        } else {
            self.total = self.total.checked_add(section.checked_mul(unit)?)?;
        }
        self.section = Decimal::ZERO;
        self.last_unit = power;
        self.last_big = power;
        self.after_zero = false;
        Some(())
    }

    fn value(&self) -> Option<Decimal> {
        let open = match self.open {
            // 二百五
            Some(n) if self.last_unit > 1 && !self.after_zero && !self.is_literal => {
                n.checked_mul(power_of_ten(self.last_unit - 1)?)?
            }
            Some(n) => n,
            None => Decimal::ZERO,
        };
        self.total.checked_add(self.section)?.checked_add(open)
    }
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    10_u64.checked_pow(power).map(Decimal::from)
}

/// A number without fraction.
fn whole(text: &str) -> Option<Number> {
    let mut sum = Sum::default();
    let mut digits = String::new();
    let mut length = 0;
    let mut symbols = 0;
    let mut is_more = false;
    let mut vague = false;
    let mut last = None;
    loop {
        let rest = &text[length..];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        let Some((taken, next)) = symbol(&rest[spaces..]) else { break };
        let joins = match (last, next) {
            (None, Symbol::More | Symbol::Point) => false,
            (Some(Symbol::Half), it) => matches!(it, Symbol::Small(_) | Symbol::Big(_)),
            // 千米 after digits is the kilometre, 兆瓦 the megawatt; 两 without a unit is the tael.
            (Some(Symbol::Literal(..)), Symbol::Small(3)) if opens_unit(&rest[spaces..], '千') => {
                false
            }
            (_, Symbol::Big(12)) if opens_unit(&rest[spaces..], '兆') => false,
            (Some(_), Symbol::Digit(2)) if is_tael(&rest[spaces..]) => false,
            (None, _) => spaces == 0,
            // Two figures in digits are two numbers; so is what follows "more".
            (Some(Symbol::Literal(..)), Symbol::Literal(..) | Symbol::Digit(_) | Symbol::Zero) => {
                false
            }
            (Some(Symbol::Digit(_) | Symbol::Zero), Symbol::Literal(..)) => {
                last == Some(Symbol::Zero)
            }
            (Some(Symbol::More), it) => matches!(it, Symbol::Big(_)),
            (Some(Symbol::Few), it) => matches!(it, Symbol::Small(_) | Symbol::Big(_)),
            (Some(Symbol::Point), _) => false,
            (_, Symbol::Half) => false,
            (_, Symbol::Few) => {
                matches!(last, Some(Symbol::Small(_) | Symbol::Big(_) | Symbol::Zero))
            }
            _ => true,
        };
        if !joins {
            break;
        }
        match next {
            Symbol::Digit(n) => {
                if let (Some(open), Some(Symbol::Digit(_) | Symbol::Zero)) = (sum.open, last) {
                    // 二零零四: digits one after the other.
                    if symbols != digits.len() {
                        break;
                    }
                    sum.open = Some(open.checked_mul(Decimal::TEN)?.checked_add(n.into())?);
                } else {
                    sum.open = Some(n.into());
                }
                digits.push(char::from(b'0' + n));
                sum.is_literal = false;
            }
            Symbol::Zero => {
                if symbols == digits.len() {
                    sum.open = Some(sum.open.unwrap_or_default().checked_mul(Decimal::TEN)?);
                    digits.push('0');
                } else {
                    sum.after_zero = true;
                }
            }
            Symbol::Literal(value, decimals) => {
                sum.open = Some(value);
                sum.is_literal = true;
                sum.decimals = decimals;
            }
            Symbol::Small(power) => {
                // 二三十 is "twenty or thirty", left to the range.
                if sum.last_unit > 0
                    && sum.last_unit < 4
                    && power >= sum.last_unit
                    && sum.open.is_none()
                {
                    break;
                }
                sum.small(power)?;
            }
            Symbol::Big(power) => sum.big(power)?,
            Symbol::Point => {
                let Some((taken, decimals)) = decimals(&rest[spaces + taken..]) else { break };
                let whole = sum.value()?;
                let value = Decimal::from_str_exact(&format!("{whole}.{decimals}")).ok()?;
                let after = length + spaces + next_length(&rest[spaces..]) + taken;
                sum = Sum { open: Some(value), is_literal: true, ..Sum::default() };
                sum.decimals = u32::try_from(decimals.len()).ok()?;
                length = after;
                symbols += 2;
                last = Some(Symbol::Literal(value, sum.decimals));
                continue;
            }
            Symbol::More => is_more = true,
            Symbol::Few => {
                is_more = true;
                vague = symbols == 0;
                sum.open = None;
            }
            Symbol::Half => {
                sum.open = Some(Decimal::new(5, 1));
                sum.decimals = 1;
            }
        }
        // 十几万: the few are at least none; 几十 is at least two tens.
        if let (Some(Symbol::Few), Symbol::Small(_)) = (last, next)
            && vague
        {
            sum.section = sum.section.checked_mul(Decimal::TWO)?;
        }
        length += spaces + taken;
        symbols += 1;
        last = Some(next);
    }
    if matches!(last, Some(Symbol::Few)) && symbols == 1 || symbols == 0 {
        return None;
    }
    let value = sum.value()?;
    let grain = grain(value, &sum);
    let figure = Figure::with_grain(value, grain);
    let is_digit_string = digits.len() == symbols && symbols > 1;
    let most = vague.then(|| value.checked_mul(Decimal::from(5))).flatten();
    let vague = most.map(|it| Figure::with_grain(it - Decimal::ONE, grain));
    Some(Number { length, figure, is_more, vague, symbols, is_digit_string })
}

fn next_length(text: &str) -> usize {
    text.chars().next().map_or(0, char::len_utf8)
}

/// The digits after a point, in characters or figures.
fn decimals(text: &str) -> Option<(usize, String)> {
    let mut digits = String::new();
    let mut length = 0;
    loop {
        let rest = &text[length..];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        match symbol(&rest[spaces..]) {
            Some((taken, Symbol::Digit(n))) => {
                digits.push(char::from(b'0' + n));
                length += spaces + taken;
            }
            Some((taken, Symbol::Zero)) => {
                digits.push('0');
                length += spaces + taken;
            }
            Some((taken, Symbol::Literal(value, 0))) if digits.is_empty() => {
                digits = value.to_string();
                length += spaces + taken;
            }
            _ => break,
        }
    }
    (!digits.is_empty() && digits.len() < 20).then_some((length, digits))
}

/// The place value of the last digit that was written.
fn grain(value: Decimal, sum: &Sum) -> Decimal {
    let mut grain = Decimal::ONE;
    if !value.fract().is_zero() {
        return Decimal::new(1, sum.decimals.clamp(1, 27));
    }
    let zeros = value.normalize().to_string();
    let trailing = zeros.len() - zeros.trim_end_matches('0').len();
    for _ in 0..trailing.min(18) {
        grain *= Decimal::TEN;
    }
    // 6.8万 is printed to the thousand, 6.80万 to the hundred.
    if value.is_zero() { Decimal::ONE } else { grain }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_numbers() {
        let cases = [
            ("六万八千", "68000"),
            ("6.8万名", "68000"),
            ("两千 四 百 五", "2450"),
            ("二百五", "250"),
            ("一千零五", "1005"),
            ("一万五千亿", "1500000000000"),
            ("四十五亿四千零四万", "4540040000"),
            ("四萬萬", "400000000"),
            ("4.78万亿", "4780000000000"),
            ("7 万5 千4 百", "75400"),
            ("2千零30万", "20300000"),
            ("八千三百八十五萬二千三百二十六點三三", "83852326.33"),
            ("二零零四", "2004"),
            ("3又一千分之23", "3.023"),
            ("二分之一", "0.5"),
            ("五百分之2333", "4.666"),
            ("２．２", "2.2"),
            ("10,000.233", "10000.233"),
            ("500多亿", "50000000000+"),
            ("十几万", "100000+"),
            ("数十万", "200000..999999"),
            ("多", ""),
        ];
        for (text, expected) in cases {
            let shown = read(text).map_or(String::new(), |it| {
                let value = it.figure.value();
                match it.vague {
                    Some(high) => format!("{value}..{}", high.value()),
                    None => format!("{value}{}", if it.is_more { "+" } else { "" }),
                }
            });
            assert_eq!(shown, expected, "{text:?}");
        }
    }
}
