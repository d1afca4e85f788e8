//! Parquet, for engines: claims a row each, and findings a row a passage.

use std::io::{self, Write};
use std::sync::{Arc, Mutex, PoisonError};

use arrow_array::RecordBatch;
use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::properties::WriterProperties;

use super::record::ReportRecord;
use super::{Look, Report, Stream, columns};
use crate::error::Error;

/// So many rows are packed together: what an engine reads at once.
const GROUP: usize = 50_000;

/// `claims --format parquet`: a row a claim; no more is held than a few documents and one group of rows.
pub(super) fn claims(out: &mut dyn Write, stream: Stream<'_>, _: &Look) -> Result<(), Error> {
    let of = |it: &[_]| columns::claims(it).map_err(ParquetError::from);
    let batches =
        stream.flat_map(|it| it.claims.chunks(columns::AT_ONCE).map(of).collect::<Vec<_>>());
    write(out, of(&[]), batches)
}

/// `check --format parquet`: a row a passage of a finding.
pub(super) fn report(out: &mut dyn Write, report: &Report<'_>, _: &Look) -> Result<(), Error> {
    let record =
        ReportRecord::new(report.corpus, report.judgement, report.covered.unwrap_or_default());
    let of = |it: &[_]| columns::findings(it).map_err(ParquetError::from);
    write(out, of(&[]), std::iter::once(of(&record.findings)))
}

/// Writes batches that have the columns of an empty one.
fn write(
    out: &mut dyn Write,
    empty: Result<RecordBatch, ParquetError>,
    batches: impl Iterator<Item = Result<RecordBatch, ParquetError>>,
) -> Result<(), Error> {
    let packed = Packed::default();
    let level = ZstdLevel::default();
    let properties = WriterProperties::builder()
        .set_compression(Compression::ZSTD(level))
        .set_created_by(concat!("crosscheck ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_max_row_group_row_count(Some(GROUP));
    let schema = empty.map_err(failed)?.schema();
    let mut writer =
        ArrowWriter::try_new(packed.clone(), schema, Some(properties.build())).map_err(failed)?;
    for batch in batches {
        writer.write(&batch.map_err(failed)?).map_err(failed)?;
        packed.pass_on(out)?;
    }
    writer.close().map_err(failed)?;
    packed.pass_on(out)
}

fn failed(error: ParquetError) -> Error {
    io::Error::other(error).into()
}

/// What was packed and not yet written: the library wants a writer that it may send elsewhere, which a locked standard
/// output is not.
#[derive(Clone, Default)]
struct Packed(Arc<Mutex<Vec<u8>>>);

impl Packed {
    fn pass_on(&self, out: &mut dyn Write) -> Result<(), Error> {
        let mut bytes = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        out.write_all(&bytes)?;
        bytes.clear();
        Ok(())
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}
