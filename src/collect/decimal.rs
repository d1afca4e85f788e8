//! Texts whose language writes `1.234,5` for what English writes `1,234.5`.
//!
//! The two marks are exchanged in numbers before anything is read; both are one byte, so that every
//! position stays where it is, and passages are quoted from the file as it was.

/// Languages that write a comma before decimals and a full stop, a space or nothing between groups.
///
/// Source: Unicode CLDR, `numbers/symbols/decimal`.
const DECIMAL_COMMA: &[&str] = &[
    "af", "az", "be", "bg", "bs", "ca", "cs", "da", "de", "el", "es", "et", "eu", "fi", "fr", "gl",
    "hr", "hu", "hy", "id", "is", "it", "ka", "kk", "lt", "lv", "mk", "nb", "nl", "nn", "no", "pl",
    "pt", "ro", "ru", "sk", "sl", "sq", "sr", "sv", "tr", "uk", "uz", "vi",
];

/// Regions that write a full stop before decimals although their language does not.
const DECIMAL_POINT_REGIONS: &[&str] =
    &["mx", "us", "gt", "hn", "ni", "pa", "pe", "do", "sv", "ch"];

/// Whether a language tag such as `de` or `es-AR` means a decimal comma.
pub(super) fn writes_comma(tag: &str) -> bool {
    let tag = tag.to_lowercase();
    let mut parts = tag.split(['-', '_']);
    let language = parts.next().unwrap_or("");
    let is_exempt = parts.any(|it| DECIMAL_POINT_REGIONS.contains(&it));
    DECIMAL_COMMA.contains(&language) && !is_exempt
}

/// The text with the marks of its numbers exchanged, of the same length.
pub(super) fn as_points(text: &str) -> String {
    let mut exchanged = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(start) = rest.find(|it: char| it.is_ascii_digit()) {
        exchanged.push_str(&rest[..start]);
        let run = &rest[start..];
        let end = run.find(|it: char| !it.is_ascii_digit() && it != '.' && it != ',');
        let number = run[..end.unwrap_or(run.len())].trim_end_matches(['.', ',']);
        if is_number(number) {
            exchanged.extend(number.chars().map(|it| match it {
                '.' => ',',
                ',' => '.',
                other => other,
            }));
        } else {
            exchanged.push_str(number);
        }
        rest = &run[number.len()..];
    }
    exchanged.push_str(rest);
    exchanged
}

/// `36.800`, `36,8`, `1.234.567,8`; not `18.09.2025`, `1.2.3` or `1,2,3`.
fn is_number(text: &str) -> bool {
    let (integer, decimals) = text.split_once(',').unwrap_or((text, ""));
    if decimals.contains([',', '.']) || !text.contains(['.', ',']) {
        return false;
    }
    let mut groups = integer.split('.');
    let first = groups.next().unwrap_or("");
    let is_grouped = integer.contains('.');
    (!is_grouped || first.len() <= 3) && groups.all(|it| it.len() == 3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn exchanges_the_marks_of_numbers_only() {
        let cases = [
            ("36.800 Euro, 36,8 %.", "36,800 Euro, 36.8 %."),
            ("1.234.567,89", "1,234,567.89"),
            ("am 18.09.2025, 1.2.3", "am 18.09.2025, 1.2.3"),
            ("1234.567", "1234.567"),
            ("7, 8 und 9", "7, 8 und 9"),
            ("é 1,5 é", "é 1.5 é"),
        ];
        for (text, expected) in cases {
            assert_eq!(as_points(text), expected, "{text:?}");
        }
    }

    #[test]
    fn goes_by_language_and_region() {
        let cases = [("de", true), ("pt-BR", true), ("en", false), ("es_MX", false), ("zh", false)];
        for (tag, expected) in cases {
            assert_eq!(writes_comma(tag), expected, "{tag:?}");
        }
    }
}
