//! Exchange rates as dated bands, from `rules/rates.yaml`.

use std::sync::OnceLock;

use rust_decimal::Decimal;
use serde::Deserialize;

/// What a US dollar cost in a currency, lowest and highest, over a stretch of years.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Line {
    code: String,
    from: i16,
    to: i16,
    low: Number,
    high: Number,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(try_from = "String")]
struct Number(Decimal);

impl TryFrom<String> for Number {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        Decimal::from_str_exact(&text).map(Self).map_err(|_| format!("`{text}` is no number"))
    }
}

/// How many units of `code` one unit of `other` cost, lowest and highest, in `year`, or over all
/// known years where it is `None`.
pub(super) fn band(code: &str, other: &str, year: Option<i16>) -> Option<(Decimal, Decimal)> {
    let (low, high) = per_dollar(code, year)?;
    let (other_low, other_high) = per_dollar(other, year)?;
    Some((low.checked_div(other_high)?, high.checked_div(other_low)?))
}

fn per_dollar(code: &str, year: Option<i16>) -> Option<(Decimal, Decimal)> {
    if code == "USD" {
        return Some((Decimal::ONE, Decimal::ONE));
    }
    let known = lines().iter().filter(|it| it.code == code);
    let fitting: Vec<&Line> =
        known.filter(|it| year.is_none_or(|year| (it.from..=it.to).contains(&year))).collect();
    let low = fitting.iter().map(|it| it.low.0).min()?;
    let high = fitting.iter().map(|it| it.high.0).max()?;
    Some((low, high))
}

fn lines() -> &'static [Line] {
    static LINES: OnceLock<Vec<Line>> = OnceLock::new();
    LINES.get_or_init(|| {
        serde_yaml::from_str(include_str!("../../rules/rates.yaml")).unwrap_or_default()
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn knows_the_bands_of_common_currencies() {
        let parsed: Result<Vec<Line>, _> =
            serde_yaml::from_str(include_str!("../../rules/rates.yaml"));
        assert!(parsed.unwrap().len() > 30);
        let shown = |it: Option<(Decimal, Decimal)>| {
            it.map(|it| format!("{} {}", it.0.round_dp(2), it.1.round_dp(2)))
        };
        assert_eq!(shown(band("CNY", "USD", Some(2026))).unwrap(), "6.05 7.6");
        // 0.78 / 0.97 and 1.08 / 0.66: the extremes of two bands need not have met.
        assert_eq!(shown(band("EUR", "GBP", Some(2024))).unwrap(), "0.80 1.64");
        assert_eq!(band("XXX", "USD", None), None);
    }
}
