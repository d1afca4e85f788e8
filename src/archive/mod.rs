//! Archives: many documents in one file, with an index by which a draft finds those of its story.
//!
//! An archive is a Parquet file, so that engines read it: a row a document, with what is known of its source, its text, the bytes of
//! its file where they differ from it, and its traits. Between the rows and the footer stands an index (`index.rs`) that other readers
//! pass over (a user-defined index inside of the file; the footer's metadata say where it is). A draft that is held against an
//! archive of a million claims reads a few thousand bytes of the index and the rows of its own story.

mod index;
mod making;
mod rows;

use std::sync::Arc;

use bytes::Bytes;
use jiff::Span;
use jiff::civil::Date;
use parquet::arrow::ProjectionMask;
use parquet::arrow::arrow_reader::{
    ArrowReaderMetadata, ArrowReaderOptions, ParquetRecordBatchReader,
    ParquetRecordBatchReaderBuilder, RowSelection,
};
use parquet::errors::{ParquetError, Result};
use parquet::file::metadata::PageIndexPolicy;
use parquet::file::reader::{ChunkReader, Length};

use crate::collect::ARCHIVE as KEY;
use crate::matching::story::{Holders, Told, near};

pub use making::{Filed, Making};
pub use rows::Kept;

use index::Index;

/// Days are counted from here.
const FIRST: Date = Date::constant(1970, 1, 1);
/// So many rows are unpacked together.
const AT_ONCE: usize = 16;

/// An archive that is open: a file, or its bytes.
///
/// ```
/// use crosscheck::archive::{Archive, Filed, Making};
/// use crosscheck::{claim::Source, collect, lexicon::Lexicon, matching::story::Told, run};
///
/// let lexicon = Lexicon::english()?;
/// let read = |name: &str, text: &str| {
///     let documents = vec![collect::from_text(Source::at(name), text, lexicon).unwrap()];
///     run::corpus(documents, Vec::new(), lexicon)
/// };
/// let mut making = Making::new()?;
/// making.add(&read("elbe.txt", "The Elbe closed 14 bridges in Oberau on 3 May 2031."), Filed::as_text, lexicon)?;
/// making.add(&read("lund.txt", "A bakery in Lund sold 300 loaves."), Filed::as_text, lexicon)?;
/// let archive = Archive::open(bytes::Bytes::from(making.finish()?))?.unwrap();
///
/// let draft = read("draft.txt", "The Elbe closed 11 bridges in Oberau.");
/// let told = Told::of(&draft.documents, &draft.claims, &draft.names, lexicon);
/// let found: Vec<String> = archive.of_story(&told, 9)?.documents.into_iter().map(|it| it.source.path).collect();
/// assert_eq!(found, ["elbe.txt"]);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
pub struct Archive<R> {
    file: Shared<R>,
    footer: ArrowReaderMetadata,
    /// Where the index begins, and how long it is.
    index: (u64, u64),
}

impl<R: ChunkReader + 'static> Archive<R> {
    /// Opens an archive; `None` where these bytes are none.
    ///
    /// # Errors
    ///
    /// An archive whose index is damaged.
    pub fn open(file: R) -> Result<Option<Self>> {
        let file = Shared(Arc::new(file));
        let options = ArrowReaderOptions::new()
            .with_offset_index_policy(PageIndexPolicy::Optional)
            .with_column_index_policy(PageIndexPolicy::Skip);
        // What is no Parquet file at all is said by who reads it as one.
        let Ok(footer) = ArrowReaderMetadata::load(&file, options) else { return Ok(None) };
        let noted = footer.metadata().file_metadata().key_value_metadata();
        let noted = noted.and_then(|it| it.iter().find(|it| it.key == KEY));
        let Some(noted) = noted else { return Ok(None) };
        let place = noted.value.as_deref().and_then(|it| it.split_once(' '));
        let numbers = place.and_then(|(start, length)| start.parse().ok().zip(length.parse().ok()));
        let archive = Self { file, footer, index: numbers.unwrap_or_default() };
        archive.index()?;
        Ok(Some(archive))
    }

    fn index(&self) -> Result<Index<'_, R>> {
        let index = Index::open(&*self.file.0, self.index.0, self.index.1);
        index.ok_or_else(|| ParquetError::General("its index is damaged".to_owned()))
    }

    /// How many documents it holds.
    pub fn count(&self) -> usize {
        usize::try_from(self.footer.metadata().file_metadata().num_rows()).unwrap_or(0)
    }

    /// The documents that tell the story of texts, for each of them at most `most`, in the order in which they stand here; see
    /// [`near`].
    ///
    /// # Errors
    ///
    /// A damaged file.
    pub fn of_story(&self, texts: &[Told], most: usize) -> Result<Found> {
        let search = Search { archive: self, index: self.index()? };
        let (mut rows, mut is_cut) = (Vec::new(), false);
        for text in texts {
            let near = near(text, &search, most + 1)?;
            is_cut |= near.len() > most;
            rows.extend(near.into_iter().take(most));
        }
        rows.sort_unstable();
        rows.dedup();
        let mut documents = Vec::new();
        for batch in self.some(&rows, rows::OF_A_DOCUMENT)? {
            documents.extend(rows::kept(&batch?)?);
        }
        Ok(Found { documents, is_cut })
    }

    /// Some columns of some rows, which are sorted.
    fn some<const N: usize>(
        &self,
        rows: &[u32],
        columns: [&str; N],
    ) -> Result<ParquetRecordBatchReader> {
        let all = self.count();
        let ranges = rows.iter().map(|it| *it as usize).filter(|it| *it < all).map(|it| it..it + 1);
        let selected = RowSelection::from_consecutive_ranges(ranges, all);
        let builder = self.rows().with_row_selection(selected);
        let mask = ProjectionMask::columns(builder.parquet_schema(), columns);
        builder.with_projection(mask).build()
    }

    fn rows(&self) -> ParquetRecordBatchReaderBuilder<Shared<R>> {
        let file = Shared(Arc::clone(&self.file.0));
        let builder = ParquetRecordBatchReaderBuilder::new_with_metadata(file, self.footer.clone());
        builder.with_batch_size(AT_ONCE)
    }
}

/// What an archive holds of a story.
#[derive(Clone, Debug, Default)]
pub struct Found {
    /// The documents, in the order in which they stand in the archive.
    pub documents: Vec<Kept>,
    /// Whether there are more than were wanted.
    pub is_cut: bool,
}

/// An archive with its index.
struct Search<'a, R> {
    archive: &'a Archive<R>,
    index: Index<'a, R>,
}

impl<R: ChunkReader + 'static> Holders for Search<'_, R> {
    type Error = ParquetError;

    fn count(&self) -> usize {
        self.index.count()
    }

    fn of(&self, name: &str) -> Vec<(u32, u32)> {
        self.index.of(name)
    }

    fn told(&self, documents: &[u32]) -> Result<Vec<(u32, Told)>> {
        let mut told = Vec::with_capacity(documents.len());
        for batch in self.archive.some(documents, rows::OF_A_STORY)? {
            told.extend(rows::told(&batch?)?);
        }
        Ok(documents.iter().copied().zip(told).collect())
    }
}

/// The day of a number; `None` where the calendar has none.
fn day(number: i32) -> Option<Date> {
    FIRST.checked_add(Span::new().try_days(number).ok()?).ok()
}

/// A file that several readers share.
#[derive(Debug)]
struct Shared<R>(Arc<R>);

impl<R: ChunkReader> Length for Shared<R> {
    fn len(&self) -> u64 {
        self.0.len()
    }
}

impl<R: ChunkReader> ChunkReader for Shared<R> {
    type T = R::T;

    fn get_read(&self, start: u64) -> Result<R::T> {
        self.0.get_read(start)
    }

    fn get_bytes(&self, start: u64, length: usize) -> Result<Bytes> {
        self.0.get_bytes(start, length)
    }
}
