//! Claims and findings as Arrow record batches: the border to engines and notebooks.
//!
//! Numbers are signed, as some engines know no others, and exact: 38 digits, 14 of them decimals.

use std::sync::Arc;

use arrow_array::builder::{ListBuilder, StringBuilder};
use arrow_array::{
    ArrayRef, BooleanArray, Date32Array, Decimal128Array, Int64Array, RecordBatch, StringArray,
};
use arrow_schema::ArrowError;
use jiff::{Unit, civil::Date};
use rust_decimal::Decimal;

use super::record::{ClaimRecord, FindingRecord, PlaceRecord};
use crate::claim::{Claim, Figure};

/// Digits of a number in all: as many as 128 bits hold.
const DIGITS: u8 = 38;
/// Decimals of a number; what is smaller is rounded to them. A figure has at most 24 digits before them.
const DECIMALS: i8 = 14;

/// So many claims make a batch: the texts of one together must stay below 2 GiB, and a sentence has at most some kilobytes.
pub const AT_ONCE: usize = 10_000;

/// A record batch, a row a claim; of more than [`AT_ONCE`] claims make several.
///
/// The columns are those of `claims --format csv`, typed: bounds as `Decimal128(38, 14)`, days as `Date32`, lists of texts. Which they
/// are does not depend on the claims: no claims give a batch of no rows.
///
/// # Errors
///
/// None that is known: that of the library which checks that columns have one length.
///
/// ```
/// use crosscheck::{checker::{Checker, Text}, write::columns};
///
/// let claims = Checker::english()?.claims(&[Text::new("a", "Divers freed 14 seals from nets.")])?;
/// let batch = columns::claims(&claims.claims)?;
/// assert_eq!((batch.num_rows(), batch.schema().field(0).name().as_str()), (1, "id"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
pub fn claims(claims: &[Claim]) -> Result<RecordBatch, ArrowError> {
    let records: Vec<ClaimRecord<'_>> = claims.iter().map(ClaimRecord::from).collect();
    let values = || records.iter().map(|it| it.value.as_ref());
    let quantities = || claims.iter().map(|it| it.quantity.as_ref());
    let bounds = || quantities().map(|it| it.map(crate::claim::Quantity::written));
    let periods = || claims.iter().map(|it| it.period);
    batch([
        ("id", texts(records.iter().map(|it| it.id))),
        ("source", texts(records.iter().map(|it| it.source))),
        ("line", numbers(records.iter().map(|it| it.line))),
        ("column", numbers(records.iter().map(|it| it.column))),
        ("start", numbers(records.iter().map(|it| it.start))),
        ("end", numbers(records.iter().map(|it| it.end))),
        ("at", some_texts(records.iter().map(|it| it.at))),
        ("text", texts(records.iter().map(|it| it.text))),
        ("sentence", texts(records.iter().map(|it| it.sentence))),
        ("kind", texts(records.iter().map(|it| it.kind))),
        ("stated", decimals(quantities().map(|it| it?.stated().map(Figure::value)))?),
        ("low", decimals(bounds().map(|it| it?.low))?),
        ("high", decimals(bounds().map(|it| it?.high))?),
        ("low_open", truths(values().map(|it| Some(it?.low_open)))),
        ("high_open", truths(values().map(|it| Some(it?.high_open)))),
        ("hedge", some_texts(values().map(|it| it?.hedge))),
        ("unit", some_texts(records.iter().map(|it| it.unit))),
        ("currency", some_texts(records.iter().map(|it| it.currency))),
        ("thing", some_texts(records.iter().map(|it| Some(it.thing.as_ref()?.text)))),
        ("thing_head", some_texts(records.iter().map(|it| Some(it.thing.as_ref()?.head)))),
        ("of", lists(records.iter().map(|it| it.of))),
        ("who", lists(records.iter().map(|it| it.who))),
        ("predicate", lists(records.iter().map(|it| it.predicate))),
        ("role", some_texts(records.iter().map(|it| it.role))),
        ("per", some_texts(records.iter().map(|it| it.per))),
        ("actions", lists(records.iter().map(|it| &*it.actions))),
        ("actors", lists(records.iter().map(|it| &*it.actors))),
        ("places", lists(records.iter().map(|it| &*it.places))),
        ("event", some_texts(records.iter().map(|it| it.event.as_deref()))),
        ("attribution", some_texts(records.iter().map(|it| it.attribution))),
        ("qualifiers", lists(records.iter().map(|it| &*it.qualifiers))),
        ("statistic", texts(records.iter().map(|it| it.statistic))),
        ("modality", texts(records.iter().map(|it| it.modality))),
        ("period_start", days(periods().map(|it| it?.start()))),
        ("period_end", days(periods().map(|it| it?.end()))),
        ("period_vague", truths(periods().map(|it| Some(it?.is_vague())))),
        (
            "period_text",
            some_texts(records.iter().map(|it| Some(it.period.as_ref()?.text.as_str()))),
        ),
    ])
}

/// A record batch, a row a passage of a finding: those of one finding have its fingerprint and count from 1.
///
/// # Errors
///
/// As [`claims`].
pub fn findings(findings: &[FindingRecord<'_>]) -> Result<RecordBatch, ArrowError> {
    let rows: Vec<(&FindingRecord<'_>, usize, &PlaceRecord<'_>)> = findings
        .iter()
        .flat_map(|it| (1..).zip(&it.locations).map(move |of| (it, of.0, of.1)))
        .collect();
    let of = || rows.iter().map(|it| it.0);
    let places = || rows.iter().map(|it| it.2);
    batch([
        ("fingerprint", texts(of().map(|it| it.fingerprint))),
        ("rule", texts(of().map(|it| it.rule))),
        ("severity", texts(of().map(|it| it.severity))),
        ("status", texts(of().map(|it| it.status))),
        ("outcome", some_texts(of().map(|it| it.outcome.as_deref()))),
        ("reason", some_texts(of().map(|it| it.reason))),
        ("message", texts(of().map(|it| it.message))),
        ("help", texts(of().map(|it| it.help))),
        ("passage", numbers(rows.iter().map(|it| it.1))),
        ("source", texts(places().map(|it| it.source))),
        ("line", numbers(places().map(|it| it.line))),
        ("column", numbers(places().map(|it| it.column))),
        ("start", numbers(places().map(|it| it.start))),
        ("end", numbers(places().map(|it| it.end))),
        ("at", some_texts(places().map(|it| it.at))),
        ("text", texts(places().map(|it| it.text))),
        ("sentence", some_texts(places().map(|it| it.sentence.as_deref()))),
        ("claim", some_texts(places().map(|it| it.claim))),
    ])
}

/// A column, and whether it has gaps.
struct Column {
    values: ArrayRef,
    has_gaps: bool,
}

fn batch<const N: usize>(columns: [(&str, Column); N]) -> Result<RecordBatch, ArrowError> {
    RecordBatch::try_from_iter_with_nullable(
        columns.into_iter().map(|(name, it)| (name, it.values, it.has_gaps)),
    )
}

fn texts<'t>(values: impl Iterator<Item = &'t str>) -> Column {
    Column { values: Arc::new(StringArray::from_iter_values(values)), has_gaps: false }
}

fn some_texts<'t>(values: impl Iterator<Item = Option<&'t str>>) -> Column {
    Column { values: Arc::new(values.collect::<StringArray>()), has_gaps: true }
}

fn numbers(values: impl Iterator<Item = usize>) -> Column {
    let signed = values.map(|it| i64::try_from(it).unwrap_or(i64::MAX));
    Column { values: Arc::new(Int64Array::from_iter_values(signed)), has_gaps: false }
}

fn truths(values: impl Iterator<Item = Option<bool>>) -> Column {
    Column { values: Arc::new(values.collect::<BooleanArray>()), has_gaps: true }
}

fn days(values: impl Iterator<Item = Option<Date>>) -> Column {
    let since = values.map(|it| days_since_1970(it?));
    Column { values: Arc::new(since.collect::<Date32Array>()), has_gaps: true }
}

pub(crate) fn days_since_1970(day: Date) -> Option<i32> {
    day.since((Unit::Day, Date::constant(1970, 1, 1))).ok().map(|it| it.get_days())
}

fn decimals(values: impl Iterator<Item = Option<Decimal>>) -> Result<Column, ArrowError> {
    let values: Decimal128Array = values.map(|it| unscaled(it?)).collect();
    let values = values.with_precision_and_scale(DIGITS, DECIMALS)?;
    Ok(Column { values: Arc::new(values), has_gaps: true })
}

/// A number in units of the last of the decimals.
fn unscaled(number: Decimal) -> Option<i128> {
    let decimals = u32::from(DECIMALS.unsigned_abs());
    let number = number.round_dp(decimals);
    number.mantissa().checked_mul(10_i128.pow(decimals.saturating_sub(number.scale())))
}

fn lists<'t, T: AsRef<str> + 't>(values: impl Iterator<Item = &'t [T]>) -> Column {
    let mut lists = ListBuilder::new(StringBuilder::new());
    for list in values {
        for text in list {
            lists.values().append_value(text);
        }
        lists.append(true);
    }
    Column { values: Arc::new(lists.finish()), has_gaps: false }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_keep_their_digits_up_to_the_largest() {
        let of = |it: &str| unscaled(it.parse().unwrap());
        assert_eq!(of("68000"), Some(6_800_000_000_000_000_000));
        assert_eq!(of("-0.5"), Some(-50_000_000_000_000));
        // The fifteenth decimal is rounded.
        assert_eq!(of("0.123456789012346"), Some(12_345_678_901_235));
        assert_eq!(
            of("999999999999999999999999"),
            Some(99_999_999_999_999_999_999_999_900_000_000_000_000)
        );
    }
}
