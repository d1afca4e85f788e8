//! A number in digits, without sign or scale.
//!
//! ```text
//! numeral  = integer [ "." digits ] [ exponent ] | "." digits | integer "," digit{1,2} | mixed
//! integer  = digit{1,3} { separator digit{3} }      one separator: , ' U+2019 or one of several spaces
//!          | digit{1,2} { "," digit{2} } "," digit{3}                  as the subcontinent groups
//!          | digit{1,3} { "." digit{3} } "," digit{1,2}                as the continent does
//!          | digit { digit }
//! exponent = ( "x" | "×" ) power | "e" [ "-" ] digits        a power alone is one times it
//! power    = "10" ( [ "^" ] [ "-" ] digits | raised digits )
//! mixed    = [ integer [ " " | "-" ] ] ( "½" | … | digit{1,2} "/" denominator )
//! ```
//! Not read: `1,2345`, `1234,567` as groups; `24/7` and `9/11` as fractions.

use nom::branch::alt;
use nom::bytes::complete::{tag, take_while_m_n};
use nom::character::complete::{char, digit1, one_of, satisfy};
use nom::combinator::{map_opt, not, opt, peek, recognize};
use nom::error::Error;
use nom::multi::many1_count;
use nom::sequence::{preceded, terminated};
use nom::{IResult, Parser};
use rust_decimal::Decimal;

use crate::claim::Figure;

/// A number in digits.
pub(super) fn numeral(input: &str) -> IResult<&str, Figure> {
    alt((mixed, continental, decimal_comma, power, plain, below_one)).parse(input)
}

/// Fractions of the Unicode blocks "Latin-1 Supplement" and "Number Forms".
const VULGAR: &[(char, u8, u8)] = &[
    ('½', 1, 2),
    ('⅓', 1, 3),
    ('⅔', 2, 3),
    ('¼', 1, 4),
    ('¾', 3, 4),
    ('⅕', 1, 5),
    ('⅖', 2, 5),
    ('⅗', 3, 5),
    ('⅘', 4, 5),
    ('⅙', 1, 6),
    ('⅚', 5, 6),
    ('⅛', 1, 8),
    ('⅜', 3, 8),
    ('⅝', 5, 8),
    ('⅞', 7, 8),
];

/// Whether the character is a fraction by itself.
pub(super) fn is_vulgar(c: char) -> bool {
    VULGAR.iter().any(|it| it.0 == c)
}

/// `½`, `3½`, `3 ½`, `10 1/2`, `10-1/2`, `1/4`
fn mixed(input: &str) -> IResult<&str, Figure> {
    let part = || alt((vulgar, slashed));
    let with_whole = map_opt(
        (digits(1, 3), opt(one_of(" -")), part()),
        |(whole, space, (n, d, is_slashed)): (&str, _, _)| {
            // `31/2` is no three and a half.
            let reads = space.is_some() == is_slashed || space == Some(' ');
            reads.then(|| fraction(whole.parse().ok()?, n, d))?
        },
    );
    let alone = map_opt(part(), |(n, d, _)| fraction(0, n, d));
    alt((with_whole, alone)).parse(input)
}

fn vulgar(input: &str) -> IResult<&str, (u32, u32, bool)> {
    map_opt(satisfy(is_vulgar), |c| {
        VULGAR.iter().find(|it| it.0 == c).map(|it| (it.1.into(), it.2.into(), false))
    })
    .parse(input)
}

/// `1/4`, `2/3`: denominators that measures and shares are commonly given in.
fn slashed(input: &str) -> IResult<&str, (u32, u32, bool)> {
    let end = not(one_of("/0123456789"));
    map_opt((digits(1, 2), char('/'), digits(1, 3), end), |(n, _, d, ())| {
        let (n, d) = (n.parse().ok()?, d.parse().ok()?);
        let is_common = matches!(d, 2..=6 | 8 | 10 | 16 | 32 | 64 | 100);
        (is_common && n > 0 && n < d).then_some((n, d, true))
    })
    .parse(input)
}

fn fraction(whole: u32, n: u32, d: u32) -> Option<Figure> {
    let grain = Decimal::ONE.checked_div(Decimal::from(d))?;
    let part = Decimal::from(n).checked_div(Decimal::from(d))?;
    Figure::with_grain(part.checked_add(Decimal::from(whole))?, grain)
}

/// `1.111,11`
fn continental(input: &str) -> IResult<&str, Figure> {
    let part = |least, most| digits(least, most);
    map_opt(
        (
            recognize((part(1, 3), many1_count((char('.'), part(3, 3))))),
            char(','),
            terminated(part(1, 2), not(satisfy(|c| c.is_ascii_digit()))),
        ),
        |(integer, _, decimals)| figure(integer, Some(decimals), 0),
    )
    .parse(input)
}

/// `36.800` before a scale word that says that full stops group here.
pub(super) fn grouped_by_points(input: &str) -> IResult<&str, Figure> {
    let end = not(one_of(".,0123456789"));
    let shape = (digits(1, 3), many1_count((char('.'), digits(3, 3))), end);
    map_opt(recognize(shape), |it| figure(it, None, 0)).parse(input)
}

/// `1,3`: a comma that groups nothing, with nothing that makes it a list.
fn decimal_comma(input: &str) -> IResult<&str, Figure> {
    let goes_on = alt((recognize(digits(1, 1)), recognize((one_of(",."), digits(1, 1)))));
    map_opt((digits(1, 3), char(','), digits(1, 2), not(goes_on)), |(integer, _, decimals, ())| {
        figure(integer, Some(decimals), 0)
    })
    .parse(input)
}

fn plain(input: &str) -> IResult<&str, Figure> {
    let decimals = opt(preceded(char('.'), digit1));
    map_opt((integer, decimals, opt(exponent)), |(integer, decimals, power)| {
        figure(integer, decimals, power.unwrap_or(0))
    })
    .parse(input)
}

/// `.5`
fn below_one(input: &str) -> IResult<&str, Figure> {
    map_opt(preceded(char('.'), digit1), |decimals| figure("0", Some(decimals), 0)).parse(input)
}

/// `10⁶`, `10^6`
fn power(input: &str) -> IResult<&str, Figure> {
    map_opt(preceded(tag("10"), alt((raised, careted))), |it| figure("1", None, it)).parse(input)
}

/// `^6`, `^-3`
fn careted(input: &str) -> IResult<&str, i32> {
    let end = not(satisfy(char::is_alphanumeric));
    map_opt((char('^'), opt(one_of("-−")), digits(1, 2), end), |(_, sign, digits, ())| {
        let power: i32 = digits.parse().ok()?;
        Some(if sign.is_some() { -power } else { power })
    })
    .parse(input)
}

/// `⁶`, `⁻³`
fn raised(input: &str) -> IResult<&str, i32> {
    const DIGITS: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹";
    let digits = take_while_m_n(1, 2, |it| DIGITS.contains(it));
    map_opt((opt(char('⁻')), digits), |(sign, digits): (_, &str)| {
        let value = |it: char| DIGITS.chars().position(|of| of == it);
        let mut power = 0;
        for it in digits.chars() {
            power = power * 10 + i32::try_from(value(it)?).ok()?;
        }
        Some(if sign.is_some() { -power } else { power })
    })
    .parse(input)
}

/// `x10-3`, `×10−5`, `×10⁶`, `e14`
fn exponent(input: &str) -> IResult<&str, i32> {
    alt((written_exponent, preceded(times_ten, raised))).parse(input)
}

/// `×10`
fn times_ten(input: &str) -> IResult<&str, &str> {
    recognize((opt(char(' ')), one_of("x×*"), opt(char(' ')), tag("10"))).parse(input)
}

fn written_exponent(input: &str) -> IResult<&str, i32> {
    let times = (opt(char(' ')), one_of("x×*"), opt(char(' ')), tag("10"), opt(char('^')));
    let base = alt((recognize(times), recognize(one_of("eE"))));
    let sign = opt(one_of("-−+"));
    let end = not(satisfy(char::is_alphanumeric));
    map_opt((base, sign, digits(1, 2), end), |(base, sign, digits, ()): (&str, _, &str, ())| {
        let power: i32 = digits.parse().ok()?;
        let is_marked = sign.is_some() || base.ends_with('^') || base.len() == 1;
        is_marked.then_some(if matches!(sign, Some('-' | '−')) { -power } else { power })
    })
    .parse(input)
}

fn figure(integer: &str, decimals: Option<&str>, power: i32) -> Option<Figure> {
    let mut digits = String::with_capacity(integer.len() + 8);
    digits.extend(integer.chars().filter(char::is_ascii_digit));
    if let Some(decimals) = decimals {
        digits.push('.');
        digits.push_str(decimals);
    }
    Figure::parse(&digits)?.scaled(power)
}

/// `grouped | digits`; grouped first, so that `1,250` is not read as `1`.
fn integer(input: &str) -> IResult<&str, &str> {
    alt((grouped(','), lakh, grouped('\''), grouped('’'), wide, spaced, digit1)).parse(input)
}

/// `1,234,567` for the separator `,`; `1,2345` and `1234,567` are not grouped numbers.
fn grouped<'i>(separator: char) -> impl Parser<&'i str, Output = &'i str, Error = Error<&'i str>> {
    recognize(terminated((digits(1, 3), many1_count((char(separator), digits(3, 3)))), not(digit1)))
}

/// Groups after a space that breaks no line, or is narrow or as wide as a digit.
fn wide(input: &str) -> IResult<&str, &str> {
    alt((grouped('\u{a0}'), grouped('\u{202f}'), grouped('\u{2007}'), grouped('\u{2009}')))
        .parse(input)
}

/// `1 414 021 100`: groups of three after a space, nothing that goes on as another number.
fn spaced(input: &str) -> IResult<&str, &str> {
    let first = terminated(digits(1, 3), peek((char(' '), digits(3, 3))));
    let end = not(alt((recognize(digits(1, 1)), recognize((one_of(" -/:,."), digits(1, 1))))));
    let (rest, text) =
        recognize((first, many1_count((char(' '), digits(3, 3))), end)).parse(input)?;
    if text.starts_with('0') {
        return Err(nom::Err::Error(Error::new(input, nom::error::ErrorKind::Verify)));
    }
    Ok((rest, text))
}

/// `12,34,567`, as the subcontinent groups.
fn lakh(input: &str) -> IResult<&str, &str> {
    recognize(terminated(
        (digits(1, 2), char(','), many1_count(terminated(digits(2, 2), char(','))), digits(3, 3)),
        not(digit1),
    ))
    .parse(input)
}

fn digits<'i>(
    least: usize,
    most: usize,
) -> impl Parser<&'i str, Output = &'i str, Error = Error<&'i str>> {
    take_while_m_n(least, most, |it: char| it.is_ascii_digit())
}

/// How far a number in digits may reach that starts here: what the tokens keep together.
pub(super) fn extent(text: &str) -> usize {
    let shape: IResult<&str, &str> = alt((
        recognize(continental),
        recognize(decimal_comma),
        recognize(power),
        recognize(plain),
        recognize(below_one),
    ))
    .parse(text);
    shape.map_or(0, |(_, it)| it.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_digits_as_printed() {
        let cases = [
            ("68,000 people", "68,000=68000"),
            ("1,234.5 t", "1,234.5=1234.5"),
            ("12,34,567", "12,34,567=1234567"),
            ("1 414 021 100.", "1 414 021 100=1414021100"),
            ("1 234 56", "1=1"),
            ("1\u{202f}234", "1\u{202f}234=1234"),
            ("1\u{2007}234", "1\u{2007}234=1234"),
            ("1’234’567 Franken", "1’234’567=1234567"),
            (".25 inches", ".25=0.25"),
            ("1.111,11", "1.111,11=1111.11"),
            ("1,3.", "1,3=1.3"),
            ("22,24,26", "22=22"),
            ("1,2345", "1=1"),
            ("28.", "28=28"),
            ("3½ miles", "3½=3.5"),
            ("10 1/2 miles", "10 1/2=10.5"),
            ("10-1/2 miles", "10-1/2=10.5"),
            ("10-½", "10=10"),
            ("1/4 mile", "1/4=0.25"),
            ("9/11 attacks", "9=9"),
            ("24/7", "24=24"),
            ("5.5x10-3 kg", "5.5x10-3=0.0055"),
            ("2.48×10−5,", "2.48×10−5=0.0000248"),
            ("4e14 s", "4e14=400000000000000"),
            ("10⁶ cells", "10⁶=1000000"),
            ("10^3 cells", "10^3=1000"),
            ("2.5×10⁻³ kg", "2.5×10⁻³=0.0025"),
            ("110⁶", "110=110"),
        ];
        for (text, expected) in cases {
            let shown = numeral(text).map_or(String::new(), |(rest, it)| {
                format!("{}={}", &text[..text.len() - rest.len()], it.value())
            });
            assert_eq!(shown, expected, "{text:?}");
        }
    }
}
