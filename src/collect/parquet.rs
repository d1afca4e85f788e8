//! Parquet files: one table, each figure stands at its record and its column.

use std::sync::Arc;

use arrow_array::{Array as _, RecordBatch, RecordBatchReader as _};
use arrow_cast::display::{ArrayFormatter, FormatOptions};
use arrow_schema::{DataType, Schema};
use parquet::arrow::arrow_reader::ParquetRecordBatchReaderBuilder;

use super::builder::Builder;
use super::sheet;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{Origin, Source, spoken_key};

/// Cells beyond this are no table that anybody reads.
const MOST_CELLS: u64 = 500_000;
/// So many records are unpacked at once.
const AT_ONCE: usize = 1024;
/// What an editor can do about a file of columns that hold lists and records.
const NOTHING: &str =
    "holds no column of numbers, texts or days; save what is needed as .csv or .jsonl";

/// Reads a file of columns.
pub(super) fn read(bytes: &[u8], _: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    let damaged =
        |it: &dyn std::fmt::Display| Refused::from(format!("is no whole Parquet file: {it}"));
    let bytes = bytes::Bytes::copy_from_slice(bytes);
    let file = ParquetRecordBatchReaderBuilder::try_new(bytes).map_err(|it| damaged(&it))?;
    let records = u64::try_from(file.metadata().file_metadata().num_rows()).unwrap_or(u64::MAX);
    let columns = u64::try_from(file.schema().fields().len()).unwrap_or(u64::MAX);
    if records.saturating_mul(columns) > MOST_CELLS {
        let message = format!(
            "has {records} records of {columns} columns, more cells than there is room for ({MOST_CELLS}); save those \
             that are needed"
        );
        return Err(Refused::from(message));
    }
    let batches = file.with_batch_size(AT_ONCE).build().map_err(|it| damaged(&it))?;
    let mut rows = vec![header(&batches.schema())];
    for batch in batches {
        add(&batch.map_err(|it| damaged(&it))?, &mut rows).map_err(|it| damaged(&it))?;
    }
    let mut out = Builder::new(Origin::default());
    Table { rows, ..Table::default() }.read_aloud(&mut out, context);
    let reading = out.finish();
    if reading.blocks.is_empty() && context.mapping.is_none() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// The names of the columns.
fn header(schema: &Arc<Schema>) -> Vec<Cell> {
    let cell = |field: &Arc<arrow_schema::Field>| Cell {
        text: spoken_key(field.name()),
        at: Some(format!("column {}", field.name())),
        is_header: true,
        ..Cell::default()
    };
    schema.fields().iter().map(cell).collect()
}

/// Adds the records of a batch, each with its number from 1.
fn add(batch: &RecordBatch, rows: &mut Vec<Vec<Cell>>) -> Result<(), arrow_schema::ArrowError> {
    let options = FormatOptions::default();
    let columns: Vec<(Shown, &str, ArrayFormatter<'_>)> = batch
        .columns()
        .iter()
        .zip(batch.schema_ref().fields())
        .map(|(values, field)| {
            let shown = ArrayFormatter::try_new(values, &options)?;
            Ok((Shown::of(field.data_type()), field.name().as_str(), shown))
        })
        .collect::<Result<_, arrow_schema::ArrowError>>()?;
    for record in 0..batch.num_rows() {
        // The first of the rows are the names.
        let number = rows.len();
        let cell = |(index, (shown, name, values)): (usize, &(Shown, &str, ArrayFormatter<'_>))| {
            let is_empty = *shown == Shown::Not || batch.column(index).is_null(record);
            let text =
                if is_empty { Ok(String::new()) } else { values.value(record).try_to_string() };
            Ok(Cell {
                text: shown.told(text?),
                is_text: (!is_empty).then_some(*shown == Shown::Text),
                at: Some(format!("row {number}, column {name}")),
                place: Some((number, index + 1)),
                ..Cell::default()
            })
        };
        rows.push(
            columns
                .iter()
                .enumerate()
                .map(cell)
                .collect::<Result<_, arrow_schema::ArrowError>>()?,
        );
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
    /// The day of a time.
    Day,
    /// Nothing: truth values, bytes, lists and records.
    Not,
}

impl Shown {
    fn of(kind: &DataType) -> Self {
        match kind {
            DataType::Dictionary(_, values) => Self::of(values),
            DataType::Utf8 | DataType::LargeUtf8 | DataType::Utf8View => Self::Text,
            DataType::Date32 | DataType::Date64 | DataType::Timestamp(..) => Self::Day,
            _ if kind.is_floating() => Self::Float,
            _ if kind.is_numeric() => Self::Number,
            _ => Self::Not,
        }
    }

    fn told(self, text: String) -> String {
        match self {
            Self::Number => text,
            Self::Float => sheet::exact(text),
            Self::Text => text.split_whitespace().collect::<Vec<_>>().join(" "),
            Self::Day => text.get(..10).unwrap_or_default().to_owned(),
            Self::Not => String::new(),
        }
    }
}
