//! A number as it is printed: its exact value and the grain it is printed with.

use rust_decimal::Decimal;

/// A number with the place value of its last significant digit.
///
/// The grain is read off the string: `68,000` has grain 1,000, `217.07 billion` 10,000,000, `67.40`
/// 0.01 (a trailing zero after the point is precision), `28` 1. Values hold up to 28 significant
/// digits; what does not fit is `None`, never rounded.
///
/// Invariant: value and grain are below 10^24, without their signs. A `Decimal` holds almost 10^29, so that the sum of
/// thousands of figures, or a hundred times one of them, can be held as well. A product or quotient of two figures may
/// not: that is what the checked operations are for.
///
/// # Example
///
/// ```
/// use crosscheck::claim::Figure;
/// use rust_decimal::Decimal;
///
/// let figure = Figure::parse("217.07").and_then(|it| it.scaled(9)).unwrap();
/// assert_eq!(figure.value(), Decimal::from(217_070_000_000_u64));
/// assert_eq!(figure.grain(), Decimal::from(10_000_000));
/// ```
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Figure {
    value: Decimal,
    grain: Decimal,
}

/// 10^24: the first number that no figure holds.
const TOO_LARGE: Decimal = Decimal::from_parts(2_701_131_776, 466_537_709, 54_210, false, 0);

impl Figure {
    /// Reads ASCII digits with at most one `.` and an optional leading `-`; no separators.
    pub fn parse(digits: &str) -> Option<Self> {
        let value = Decimal::from_str_exact(digits).ok()?;
        let grain = match digits.split_once('.') {
            Some((_, decimals)) => power_of_ten(-i32::try_from(decimals.len()).ok()?)?,
            None => integer_grain(digits)?,
        };
        Self::with_grain(value, grain)
    }

    /// A whole number that was written in words or counted; its grain follows its trailing zeros.
    pub fn whole(number: u64) -> Self {
        let grain = integer_grain(&number.to_string()).unwrap_or(Decimal::ONE);
        Self { value: Decimal::from(number), grain }
    }

    /// A value with a grain known from elsewhere, such as a fraction's denominator; `None` where one of them is too large.
    pub fn with_grain(value: Decimal, grain: Decimal) -> Option<Self> {
        let fits = value.abs() < TOO_LARGE && grain < TOO_LARGE;
        fits.then(|| Self { value: value.normalize(), grain })
    }

    /// The figure times 10^`power`; `None` where the result does not fit.
    pub fn scaled(self, power: i32) -> Option<Self> {
        self.times(power_of_ten(power)?)
    }

    /// The figure times a positive factor, such as that of a unit; `None` where the result does not fit.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        let (value, grain) = (self.value.checked_mul(factor)?, self.grain.checked_mul(factor)?);
        Self::with_grain(value, grain.normalize())
    }

    /// The increase in per cent that this many times as much is, to a tenth of what the multiple is told to: three times
    /// as much is 200 per cent more. `None` where the result does not fit.
    ///
    /// ```
    /// use crosscheck::claim::Figure;
    /// use rust_decimal::Decimal;
    ///
    /// let more = Figure::parse("2.5").unwrap().increase().unwrap();
    /// assert_eq!((more.value(), more.grain()), (Decimal::from(150), Decimal::ONE));
    /// ```
    pub fn increase(self) -> Option<Self> {
        let value = (self.value - Decimal::ONE).checked_mul(Decimal::ONE_HUNDRED)?;
        Self::with_grain(value.normalize(), self.grain.checked_mul(Decimal::TEN)?.normalize())
    }

    /// The figure with its sign turned.
    #[must_use]
    pub fn negated(self) -> Self {
        Self { value: -self.value, ..self }
    }

    /// The exact value.
    pub fn value(self) -> Decimal {
        self.value
    }

    /// The place value of the last significant digit, always positive.
    pub fn grain(self) -> Decimal {
        self.grain
    }

    /// The place value up to which the figure can be taken as exact: its grain, but 1 where that is 10, as a single zero
    /// at the end says nothing.
    ///
    /// ```
    /// use crosscheck::claim::Figure;
    /// use rust_decimal::Decimal;
    ///
    /// let place = |it| Figure::parse(it).unwrap().place();
    /// assert_eq!((place("110"), place("1100")), (Decimal::ONE, Decimal::ONE_HUNDRED));
    /// ```
    pub fn place(self) -> Decimal {
        if self.grain == Decimal::TEN { Decimal::ONE } else { self.grain }
    }

    /// How many digits carry information: 68,000 has two, 21.707 million five.
    pub fn significant_digits(self) -> u32 {
        u32::try_from(self.digits().len().max(1)).unwrap_or(1)
    }

    /// The digits that carry information, without sign, point and the zeros at the end: of 68,000 `68`.
    pub fn digits(self) -> String {
        let mantissa = self.value.normalize().mantissa().unsigned_abs().to_string();
        mantissa.trim_end_matches('0').to_owned()
    }
}

/// 10^`power` where it can be held exactly.
fn power_of_ten(power: i32) -> Option<Decimal> {
    match power {
        0..=27 => Some(Decimal::from(10_i128.pow(power.unsigned_abs()))),
        -27..=-1 => Some(Decimal::new(1, power.unsigned_abs())),
        _ => None,
    }
}

/// The place value of the last digit that is not a trailing zero; 1 for zero itself.
fn integer_grain(digits: &str) -> Option<Decimal> {
    let significant = digits.trim_end_matches('0');
    if significant.trim_start_matches('-').is_empty() {
        return Some(Decimal::ONE);
    }
    power_of_ten(i32::try_from(digits.len() - significant.len()).ok()?)
}

/// A number with commas between its thousands: `1,234,567.5`.
///
/// ```
/// use rust_decimal::Decimal;
///
/// assert_eq!(crosscheck::claim::grouped(Decimal::new(-12345675, 1)), "-1,234,567.5");
/// ```
pub fn grouped(value: Decimal) -> String {
    let text = value.normalize().to_string();
    let (integer, decimals) = text.split_once('.').map_or((&*text, None), |it| (it.0, Some(it.1)));
    let digits: Vec<char> = integer.chars().collect();
    let mut out = String::new();
    for (index, digit) in digits.iter().enumerate() {
        let left = digits.len() - index;
        if index > 0 && left.is_multiple_of(3) && digits[index - 1] != '-' {
            out.push(',');
        }
        out.push(*digit);
    }
    decimals.map_or(out.clone(), |it| format!("{out}.{it}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keeps_value_and_grain_as_printed() {
        let cases = [
            ("68000", 0, "68000 by 1000"),
            ("28", 0, "28 by 1"),
            ("217.07", 9, "217070000000 by 10000000"),
            ("67.40", 0, "67.4 by 0.01"),
            ("-3", 0, "-3 by 1"),
            ("0", 0, "0 by 1"),
            ("1.28", 6, "1280000 by 10000"),
        ];
        for (digits, power, expected) in cases {
            let figure = Figure::parse(digits).and_then(|it| it.scaled(power)).unwrap();
            assert_eq!(format!("{} by {}", figure.value(), figure.grain()), expected, "{digits}");
        }
    }

    #[test]
    fn refuses_what_does_not_fit() {
        assert_eq!(Figure::parse("12345678901234567890123456789012"), None);
        assert_eq!(Figure::parse("9").and_then(|it| it.scaled(40)), None);
        assert_eq!(Figure::parse("1000000000000000000000000"), None);
        assert_eq!(Figure::parse("-1").and_then(|it| it.scaled(24)), None);
        assert_eq!(Figure::parse("0").and_then(|it| it.scaled(24)), None);
        assert_eq!(Figure::whole(5).times(Decimal::MAX), None);
        let largest = Figure::parse("999999999999999999999999").unwrap();
        assert_eq!(largest.value().checked_mul(Decimal::ONE_HUNDRED).unwrap().scale(), 0);
    }
}
