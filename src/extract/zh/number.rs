//! Chinese numbers: `六万八千`, `6.8万`, `二百五`, `三分之二`, `十几万`, mixed with digits.
//!
//! ```text
//! number   = { digit [ small ] } [ big ] … [ "点" digits ]       二千三百 · 4.78万亿 · 三点五亿
//! fraction = [ number "又" ] number "分之" number
//! rough    = number ( "多" | "余" ) [ big ] | [ number ] ( "几" | "数" ) unit [ big ]
//! ```
//! A last digit without its unit takes the next lower one: `二百五` is 250, `二百零五` 205.

use rust_decimal::Decimal;

use super::sum::Sum;
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
        let figure = Figure::with_grain(value, part.grain())?;
        return Some(Number { length, figure, ..first });
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
    Some((length, Figure::with_grain(value, grain)?))
}

/// ３／５
fn quotient(text: &str, n: &Number) -> Option<(usize, Figure)> {
    let body = text[n.length..].strip_prefix(['/', '／'])?;
    let d = whole(body).filter(|it| it.symbols == 1 && n.symbols == 1)?;
    let goes_on = body[d.length..].starts_with(['/', '／']);
    let (a, b) = (n.figure.value(), d.figure.value());
    let is_part = a < b && b <= Decimal::from(100);
    let value = a.checked_div(b)?;
    let figure = Figure::with_grain(value, Decimal::ONE.checked_div(b)?)?;
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

/// A number without fraction.
fn whole(text: &str) -> Option<Number> {
    let mut run = Run::default();
    loop {
        let rest = &text[run.length..];
        let spaces = rest.len() - rest.trim_start_matches(is_space).len();
        let body = &rest[spaces..];
        let Some((taken, next)) = symbol(body).filter(|it| run.joins(it.1, body, spaces)) else {
            break;
        };
        if next == Symbol::Point {
            let Some((more, decimals)) = decimals(&body[taken..]) else { break };
            run.point(&decimals)?;
            run.length += spaces + taken + more;
            continue;
        }
        if !run.take(next)? {
            break;
        }
        run.length += spaces + taken;
    }
    run.finish()
}

/// The symbols of a number read so far.
#[derive(Default)]
struct Run {
    length: usize,
    sum: Sum,
    /// Single digits so far: 二零零四 is one number of four.
    digits: usize,
    symbols: usize,
    is_more: bool,
    is_vague: bool,
    last: Option<Symbol>,
}

impl Run {
    /// Whether the symbol belongs to the same number.
    fn joins(&self, next: Symbol, text: &str, spaces: usize) -> bool {
        // 千米 after digits is the kilometre, 兆瓦 the megawatt; 两 without a unit is the tael.
        let is_unit = match next {
            Symbol::Small(3) => {
                matches!(self.last, Some(Symbol::Literal(..))) && opens_unit(text, '千')
            }
            Symbol::Big(12) => opens_unit(text, '兆'),
            Symbol::Digit(2) => self.last.is_some() && is_tael(text),
            _ => false,
        };
        let Some(last) = self.last else {
            return spaces == 0 && !is_unit && !matches!(next, Symbol::More | Symbol::Point);
        };
        let is_scale = matches!(next, Symbol::Small(_) | Symbol::Big(_));
        let follows = match last {
            Symbol::Half | Symbol::Few => is_scale,
            Symbol::More => matches!(next, Symbol::Big(_)),
            Symbol::Point => false,
            // Two figures in digits are two numbers.
            Symbol::Literal(..) => {
                !matches!(next, Symbol::Literal(..) | Symbol::Digit(_) | Symbol::Zero)
            }
            Symbol::Digit(_) => !matches!(next, Symbol::Literal(..) | Symbol::Few),
            Symbol::Zero | Symbol::Small(_) | Symbol::Big(_) => true,
        };
        let few_after_digits = next == Symbol::Few && matches!(last, Symbol::Literal(..));
        follows && !is_unit && next != Symbol::Half && !few_after_digits
    }

    /// Takes the symbol in; `Some(false)` where it cannot follow, `None` where nothing fits.
    fn take(&mut self, next: Symbol) -> Option<bool> {
        let is_string = self.symbols == self.digits;
        match next {
            Symbol::Digit(n) => {
                let open = self
                    .sum
                    .open
                    .filter(|_| matches!(self.last, Some(Symbol::Digit(_) | Symbol::Zero)));
                if open.is_some() && !is_string {
                    return Some(false);
                }
                let tens = open.unwrap_or_default().checked_mul(Decimal::TEN)?;
                self.sum.open = Some(tens.checked_add(n.into())?);
                self.digits += 1;
                self.sum.is_literal = false;
            }
            Symbol::Zero if is_string => {
                let tens = self.sum.open.unwrap_or_default().checked_mul(Decimal::TEN)?;
                self.sum.open = Some(tens);
                self.digits += 1;
            }
            Symbol::Zero => self.sum.after_zero = true,
            Symbol::Literal(value, decimals) => {
                self.sum.open = Some(value);
                self.sum.is_literal = true;
                self.sum.decimals = decimals;
            }
            Symbol::Small(power) => {
                if !self.sum.takes(power) {
                    return Some(false);
                }
                self.sum.small(power)?;
                // 几十 is at least two tens.
                if self.last == Some(Symbol::Few) && self.is_vague {
                    self.sum.section = self.sum.section.checked_mul(Decimal::TWO)?;
                }
            }
            Symbol::Big(power) => self.sum.big(power)?,
            Symbol::More => self.is_more = true,
            Symbol::Few => {
                self.is_more = true;
                self.is_vague = self.symbols == 0;
                self.sum.open = None;
            }
            Symbol::Half => {
                self.sum.open = Some(Decimal::new(5, 1));
                self.sum.decimals = 1;
            }
            Symbol::Point => return Some(false),
        }
        self.symbols += 1;
        self.last = Some(next);
        Some(true)
    }

    /// Takes in what stands after a point.
    fn point(&mut self, decimals: &str) -> Option<()> {
        let whole = self.sum.value()?;
        let value = Decimal::from_str_exact(&format!("{whole}.{decimals}")).ok()?;
        let count = u32::try_from(decimals.len()).ok()?;
        self.sum = Sum::literal(value, count);
        self.symbols += 2;
        self.last = Some(Symbol::Literal(value, count));
        Some(())
    }

    fn finish(self) -> Option<Number> {
        if self.symbols == 0 || self.last == Some(Symbol::Few) && self.symbols == 1 {
            return None;
        }
        let value = self.sum.value()?;
        let grain = self.sum.grain(value);
        let figure = Figure::with_grain(value, grain)?;
        let most = value.checked_mul(Decimal::from(5)).filter(|_| self.is_vague);
        Some(Number {
            length: self.length,
            figure,
            is_more: self.is_more,
            vague: most.and_then(|it| Figure::with_grain(it - Decimal::ONE, grain)),
            symbols: self.symbols,
            is_digit_string: self.digits == self.symbols && self.symbols > 1,
        })
    }
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
