//! Parquet files: one table, each figure stands at its record and its column.

use arrow_array::cast::AsArray as _;
use arrow_array::types::Int64Type;
use arrow_array::{Array as _, Int64Array, RecordBatch};
use arrow_cast::cast;
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{ArrowError, DataType, FieldRef, TimeUnit};
use jiff::Span;
use jiff::civil::Date;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::builder::Builder;
use super::sheet;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{Origin, Source, spoken_key};

/// Under this name the footer of an archive says where its index stands.
pub const ARCHIVE: &str = "crosscheck.archive";
/// What can be done about one: it is no table.
const AN_ARCHIVE: &str = "is an archive of documents: hold a draft against it with `crosscheck check DRAFT --against ARCHIVE`";
/// Cells beyond this are no table that anybody reads.
const MOST_CELLS: u64 = 500_000;
/// So much text of all cells is kept, in bytes: a word that the file holds once may stand in each record.
const MOST_TEXT: usize = 32 << 20;
/// So many records are unpacked at once.
const AT_ONCE: usize = 64;
/// A column is named by so many characters.
const LONGEST_NAME: usize = 60;
/// What an editor can do about a file of columns that hold lists and records.
const NOTHING: &str =
    "holds no column of numbers, texts or days; save what is needed as .csv or .jsonl";
/// What can be done about one that is too large.
const TOO_MUCH: &str = "has more in it than there is room for; save what is needed as .csv";

/// Reads a file of columns.
pub(super) fn read(bytes: &[u8], _: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    let damaged =
        |it: &dyn std::fmt::Display| Refused::from(format!("is no whole Parquet file: {it}"));
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|it| damaged(&it))?;
    let noted = file.metadata().file_metadata().key_value_metadata();
    if noted.is_some_and(|it| it.iter().any(|it| it.key == ARCHIVE)) {
        return Err(Refused::from(AN_ARCHIVE.to_owned()));
    }
    // Lists and records are not unpacked.
    let fields = file.schema().fields();
    let columns: Vec<Column> = (1..).zip(fields).filter_map(Column::of).collect();
    let mask = ProjectionMask::roots(file.parquet_schema(), columns.iter().map(|it| it.number - 1));
    let batches = file.with_projection(mask).with_batch_size(AT_ONCE).build();
    let mut rows = vec![columns.iter().map(Column::heading).collect::<Vec<Cell>>()];
    // What the file says of its size is its own business: what comes out of it is counted.
    let (mut cells, mut text) = (0_u64, 0_usize);
    for batch in batches.map_err(|it| damaged(&it))? {
        let batch = batch.map_err(|it| damaged(&it))?;
        let first = rows.len();
        add(&batch, &columns, &mut rows).map_err(|it| damaged(&it))?;
        let added = rows[first..].iter().flatten();
        (cells, text) = added.fold((cells, text), |(cells, text), it| {
            (cells + 1, text + it.text.len() + it.at.as_ref().map_or(0, String::len))
        });
        // A record without a column to show still is one.
        if cells.max(u64::try_from(rows.len()).unwrap_or(u64::MAX)) > MOST_CELLS || text > MOST_TEXT
        {
            return Err(Refused::from(TOO_MUCH.to_owned()));
        }
    }
    let mut out = Builder::new(Origin::default());
    Table { rows, ..Table::default() }.read_aloud(&mut out, context);
    let reading = out.finish();
    if reading.blocks.is_empty() && context.mapping.is_none() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// A column that is shown.
struct Column {
    /// Its place in the file, from 1.
    number: usize,
    name: String,
    shown: Shown,
}

impl Column {
    fn of((number, field): (usize, &FieldRef)) -> Option<Self> {
        let name = field.name().chars().take(LONGEST_NAME).collect();
        Some(Self { number, name, shown: Shown::of(field.data_type())? })
    }

    fn heading(&self) -> Cell {
        Cell {
            text: spoken_key(&self.name),
            at: Some(format!("column {}", self.name)),
            is_header: true,
            ..Cell::default()
        }
    }
}

/// The values of a column, ready to be shown.
enum Values<'b> {
    Days(Int64Array, i64),
    Others(ArrayFormatter<'b>),
}

/// Adds the records of a batch, each with its number from 1.
fn add(
    batch: &RecordBatch,
    columns: &[Column],
    rows: &mut Vec<Vec<Cell>>,
) -> Result<(), ArrowError> {
    let options = FormatOptions::default();
    let values: Vec<Values<'_>> = columns
        .iter()
        .zip(batch.columns())
        .map(|(column, values)| {
            Ok(match column.shown {
                Shown::Day(a_day) => {
                    let numbers = cast(values, &DataType::Int64)?;
                    Values::Days(numbers.as_primitive::<Int64Type>().clone(), a_day)
                }
                _ => Values::Others(ArrayFormatter::try_new(values, &options)?),
            })
        })
        .collect::<Result<_, ArrowError>>()?;
    for record in 0..batch.num_rows() {
        // The first of the rows are the names.
        let number = rows.len();
        let cell = |(column, values): (&Column, &Values<'_>)| Cell {
            text: column.shown.told(values, record),
            is_text: Some(column.shown == Shown::Text),
            at: Some(format!("row {number}, column {}", column.name)),
            place: Some((number, column.number)),
            ..Cell::default()
        };
        rows.push(columns.iter().zip(&values).map(cell).collect());
    }
    Ok(())
}

/// What a column shows of its values.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Shown {
    Number,
    /// A number of binary floating point.
    Float,
    Text,
    /// The day of a time, of which so many units make a day.
    Day(i64),
}

impl Shown {
    /// `None` of truth values, bytes, lists and records.
    fn of(kind: &DataType) -> Option<Self> {
        const SECONDS: i64 = 86_400;
        Some(match kind {
            DataType::Dictionary(_, values) => {
                Self::of(values).filter(|it| !matches!(it, Self::Day(_)))?
            }
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text,
            DataType::Date32 => Self::Day(1),
            DataType::Date64 => Self::Day(SECONDS * 1_000),
            DataType::Timestamp(unit, _) => Self::Day(match unit {
                TimeUnit::Second => SECONDS,
                TimeUnit::Millisecond => SECONDS * 1_000,
                TimeUnit::Microsecond => SECONDS * 1_000_000,
                TimeUnit::Nanosecond => SECONDS * 1_000_000_000,
            }),
            _ if kind.is_floating() => Self::Float,
            _ if kind.is_numeric() => Self::Number,
            _ => return None,
        })
    }

    /// What a record shows; nothing of what cannot be shown.
    fn told(self, values: &Values<'_>, record: usize) -> String {
        let text = match values {
            Values::Days(days, _) if days.is_null(record) => None,
            Values::Days(days, a_day) => {
                let since = days.value(record).div_euclid(*a_day);
                let since = Span::new().try_days(since).ok();
                let day = since.and_then(|it| Date::constant(1970, 1, 1).checked_add(it).ok());
                day.map(|it| it.to_string())
            }
            Values::Others(values) => values.value(record).try_to_string().ok(),
        };
        let text = text.unwrap_or_default();
        match self {
            Self::Float => sheet::exact(text),
            Self::Text => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Number | Self::Day(_) => text,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use arrow_array::{ArrayRef, Int64Array, ListArray, StringArray, TimestampMicrosecondArray};
    use parquet::arrow::ArrowWriter;

    use super::*;
    use crate::lexicon::Lexicon;

    fn told(columns: Vec<(&str, ArrayRef)>) -> Result<String, Refused> {
        let batch = RecordBatch::try_from_iter(columns).unwrap();
        let mut bytes = Vec::new();
        let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
        writer.write(&batch).unwrap();
        writer.close().unwrap();
        let context = Context::of(Lexicon::english().unwrap());
        Ok(read(&bytes, &mut Source::at("a.parquet"), context)?.text.unwrap().to_string())
    }

    #[test]
    fn times_are_days_in_any_zone_and_what_nests_is_left_out() {
        // 12 May 2031, and a day that no calendar has.
        let times = TimestampMicrosecondArray::from(vec![1_936_310_400_000_000, i64::MAX]);
        let tags = vec![Some(vec![Some(7)]), Some(vec![Some(8)])];
        let read = told(vec![
            ("port", Arc::new(StringArray::from(vec!["Ilo", "Callao"]))),
            ("tags", Arc::new(ListArray::from_iter_primitive::<Int64Type, _, _>(tags))),
            ("day", Arc::new(times.with_timezone("UTC"))),
            ("boats_sunk", Arc::new(Int64Array::from(vec![31, 40]))),
        ]);
        assert_eq!(read.unwrap(), "31 boats sunk, Ilo in 2031-05-12\n40 boats sunk in Callao\n");
    }

    #[test]
    fn one_word_in_many_records_takes_no_more_room_than_there_is() {
        let word = "x".repeat(200_000);
        let words: StringArray = std::iter::repeat_n(Some(&word), 400).collect();
        let read = told(vec![("word", Arc::new(words))]);
        assert_eq!(read.unwrap_err().message, TOO_MUCH);
    }
}
