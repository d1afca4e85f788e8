//! An archive is made, a few documents at a time.

use std::collections::HashSet;
use std::io;

use parquet::arrow::ArrowWriter;
use parquet::basic::{Compression, ZstdLevel};
use parquet::errors::ParquetError;
use parquet::file::metadata::KeyValue;
use parquet::file::properties::WriterProperties;
use parquet::file::reader::ChunkReader;

use super::index::Notes;
use super::rows::{self, Row};
use super::{Archive, KEY};
use crate::claim::Document;
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::matching::story::Told;
use crate::run::Corpus;

/// So many documents are packed together …
const GROUP: usize = 4_096;
/// … of which so many must be unpacked to get at one.
const PAGE: usize = 16;

/// The most text that one column of one page holds: 1 GiB of 2 that Arrow can count.
const LARGEST_PAGE: usize = 1 << 30;

/// How a document is kept.
#[derive(Clone, Debug)]
pub struct Filed {
    /// By which path it is known again: from the folder of the archive.
    pub path: String,
    /// The ending that says its format, and the bytes of its file; its text, where it has none.
    pub file: Option<(String, Vec<u8>)>,
}

impl Filed {
    /// Its text, under its own path.
    pub fn as_text(document: &Document) -> Self {
        Self { path: document.source.path.clone(), file: None }
    }
}

/// An archive that is being made, in memory.
#[derive(Debug)]
pub struct Making {
    writer: ArrowWriter<Vec<u8>>,
    notes: Notes,
}

impl Making {
    /// One without documents.
    ///
    /// # Errors
    ///
    /// None that is known: that of the library which checks its settings.
    pub fn new() -> Result<Self, Error> {
        let properties = WriterProperties::builder()
            .set_compression(Compression::ZSTD(ZstdLevel::default()))
            .set_created_by(concat!("crosscheck ", env!("CARGO_PKG_VERSION")).to_owned())
            .set_max_row_group_row_count(Some(GROUP))
            .set_data_page_row_count_limit(PAGE)
            .set_write_batch_size(PAGE)
            // A dictionary would have to be read whole.
            .set_dictionary_enabled(false);
        let schema = rows::batch(&[]).map_err(failed)?.schema();
        let writer = ArrowWriter::try_new(Vec::new(), schema, Some(properties.build()));
        Ok(Self { writer: writer.map_err(failed)?, notes: Notes::default() })
    }

    /// Adds documents with what was read of them; `filed` says how each is kept.
    ///
    /// # Errors
    ///
    /// A document of more than 1 GiB.
    pub fn add(
        &mut self,
        corpus: &Corpus,
        filed: impl Fn(&Document) -> Filed,
        lexicon: &Lexicon,
    ) -> Result<(), Error> {
        let Corpus { documents, claims, names, .. } = corpus;
        let told = Told::of(documents, claims, names, lexicon);
        let (mut page, mut size) = (Vec::with_capacity(PAGE), 0);
        for (document, told) in documents.iter().zip(&told) {
            let row = Row { document, told, filed: filed(document) };
            if row.size() > LARGEST_PAGE {
                let path = &document.source.path;
                return Err(io::Error::other(format!("{path} is too large for an archive")).into());
            }
            if page.len() == PAGE || size + row.size() > LARGEST_PAGE {
                self.write(&page)?;
                page.clear();
                size = 0;
            }
            size += row.size();
            page.push(row);
        }
        self.write(&page)?;
        for it in &told {
            self.notes.add(it);
        }
        Ok(())
    }

    fn write(&mut self, page: &[Row<'_>]) -> Result<(), Error> {
        if page.is_empty() {
            return Ok(());
        }
        self.writer.write(&rows::batch(page).map_err(failed)?).map_err(failed)
    }

    /// Adds the documents of an archive that is there, but those of some paths.
    ///
    /// # Errors
    ///
    /// A damaged archive.
    pub fn take_over<R: ChunkReader + 'static>(
        &mut self,
        archive: &Archive<R>,
        but: &HashSet<String>,
    ) -> Result<usize, Error> {
        let mut count = 0;
        for batch in archive.rows().build().map_err(failed)? {
            let batch = batch.map_err(failed)?;
            let told = rows::told(&batch).map_err(failed)?;
            let paths = rows::paths(&batch).map_err(failed)?;
            let stays: Vec<bool> = paths.iter().map(|it| !but.contains(*it)).collect();
            // What stands together is written together.
            let mut start = 0;
            for run in stays.chunk_by(|a, b| a == b) {
                if run[0] {
                    self.writer.write(&batch.slice(start, run.len())).map_err(failed)?;
                    count += run.len();
                }
                start += run.len();
            }
            for it in told.iter().zip(stays).filter(|it| it.1) {
                self.notes.add(it.0);
            }
        }
        Ok(count)
    }

    /// The bytes of the archive.
    ///
    /// # Errors
    ///
    /// More documents or traits than 32 bits can count.
    pub fn finish(self) -> Result<Vec<u8>, Error> {
        let Self { mut writer, notes } = self;
        let index =
            notes.write().ok_or_else(|| io::Error::other("too many documents for one archive"))?;
        writer.flush().map_err(failed)?;
        let place = format!("{} {}", writer.bytes_written(), index.len());
        writer.write_all(&index)?;
        writer.append_key_value_metadata(KeyValue::new(KEY.to_owned(), place));
        writer.into_inner().map_err(failed)
    }
}

fn failed(error: impl Into<ParquetError>) -> Error {
    io::Error::other(error.into()).into()
}
