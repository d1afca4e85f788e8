//! The rows of an archive: a document each.

use std::sync::Arc;

use arrow_array::builder::{Int32Builder, ListBuilder, StringBuilder};
use arrow_array::cast::AsArray as _;
use arrow_array::types::{Date32Type, Int32Type};
use arrow_array::{Array as _, ArrayRef, BinaryArray, Date32Array, RecordBatch, StringArray};
use arrow_schema::ArrowError;
use jiff::civil::Date;
use parquet::errors::{ParquetError, Result};

use super::making::Filed;
use crate::claim::{Document, Source, Tier};
use crate::matching::story::Told;
use crate::write::columns::days_since_1970;

/// The columns that make a document.
pub(super) const OF_A_DOCUMENT: [&str; 11] = [
    "path",
    "title",
    "publisher",
    "published",
    "url",
    "language",
    "tier",
    "derived_from",
    "format",
    "text",
    "file",
];
const TIERS: [(&str, Tier); 5] = [
    ("primary", Tier::Primary),
    ("official", Tier::Official),
    ("wire", Tier::Wire),
    ("secondary", Tier::Secondary),
    ("aggregator", Tier::Aggregator),
];

/// The columns that tell its story.
pub(super) const OF_A_STORY: [&str; 3] = ["published", "traits", "weights"];

/// A document as an archive keeps it.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Kept {
    /// What is known of its source; its path is that from which it was put into the archive.
    pub source: Source,
    /// The ending that says its format.
    pub format: String,
    /// The bytes of its file.
    pub bytes: Vec<u8>,
}

/// A document on its way into an archive.
pub(super) struct Row<'d> {
    pub(super) document: &'d Document,
    pub(super) told: &'d Told,
    pub(super) filed: Filed,
}

impl Row<'_> {
    /// How many bytes of text and file it holds, at most.
    pub(super) fn size(&self) -> usize {
        self.document.original.len() + self.filed.file.as_ref().map_or(0, |it| it.1.len())
    }
}

/// A record batch of documents; of none, one without rows.
pub(super) fn batch(rows: &[Row<'_>]) -> std::result::Result<RecordBatch, ArrowError> {
    let sources = || rows.iter().map(|it| &*it.document.source);
    let some = |of: fn(&Source) -> Option<&str>| -> ArrayRef {
        Arc::new(sources().map(of).collect::<StringArray>())
    };
    let texts = |of: &mut dyn Iterator<Item = &str>| -> ArrayRef {
        Arc::new(StringArray::from_iter_values(of))
    };
    let published: Date32Array = sources().map(|it| days_since_1970(it.published?)).collect();
    let tier =
        |it: &Source| TIERS.iter().find(|tier| tier.1 == it.tier).map_or("secondary", |it| it.0);
    let formats = rows.iter().map(|it| it.filed.file.as_ref().map_or("txt", |it| &*it.0));
    // What differs from the text alone is kept twice.
    let file = |it: &Row<'_>| {
        let bytes = &it.filed.file.as_ref()?.1;
        (**bytes != *it.document.original.as_bytes()).then(|| bytes.clone())
    };
    let files: Vec<Option<Vec<u8>>> = rows.iter().map(file).collect();
    let mut names = ListBuilder::new(StringBuilder::new());
    let mut weights = ListBuilder::new(Int32Builder::new());
    for row in rows {
        for (name, weight) in &row.told.traits {
            names.values().append_value(name);
            weights.values().append_value(i32::try_from(*weight).unwrap_or(i32::MAX));
        }
        names.append(true);
        weights.append(true);
    }
    let columns: [(&str, ArrayRef, bool); 13] = [
        ("path", texts(&mut rows.iter().map(|it| &*it.filed.path)), false),
        ("title", some(|it| it.title.as_deref()), true),
        ("publisher", some(|it| it.publisher.as_deref()), true),
        ("published", Arc::new(published), true),
        ("url", some(|it| it.url.as_deref()), true),
        ("language", some(|it| it.language.as_deref()), true),
        ("tier", texts(&mut sources().map(tier)), false),
        ("derived_from", some(|it| it.derived_from.as_deref()), true),
        ("format", texts(&mut formats.into_iter()), false),
        ("text", texts(&mut rows.iter().map(|it| &*it.document.original)), false),
        ("file", Arc::new(BinaryArray::from_iter(files)), true),
        ("traits", Arc::new(names.finish()), false),
        ("weights", Arc::new(weights.finish()), false),
    ];
    RecordBatch::try_from_iter_with_nullable(columns)
}

/// The documents of a batch.
pub(super) fn kept(batch: &RecordBatch) -> Result<Vec<Kept>> {
    let text = |name: &str| column(batch, name)?.as_string_opt::<i32>().ok_or_else(|| odd(name));
    let (paths, tiers, formats, texts) =
        (text("path")?, text("tier")?, text("format")?, text("text")?);
    let (titles, publishers, urls) = (text("title")?, text("publisher")?, text("url")?);
    let (languages, origins) = (text("language")?, text("derived_from")?);
    let published = days(batch)?;
    let files = column(batch, "file")?.as_binary_opt::<i32>().ok_or_else(|| odd("file"))?;
    let some = |of: &StringArray, at: usize| of.is_valid(at).then(|| of.value(at).to_owned());
    let kept = |at: usize| Kept {
        source: Source {
            title: some(titles, at),
            publisher: some(publishers, at),
            published: published(at),
            url: some(urls, at),
            language: some(languages, at),
            tier: TIERS
                .iter()
                .find(|it| it.0 == tiers.value(at))
                .map_or(Tier::default(), |it| it.1),
            derived_from: some(origins, at),
            ..Source::at(paths.value(at))
        },
        format: formats.value(at).to_owned(),
        bytes: if files.is_valid(at) { files.value(at) } else { texts.value(at).as_bytes() }
            .to_vec(),
    };
    Ok((0..batch.num_rows()).map(kept).collect())
}

/// Where each document of a batch came from.
pub(super) fn paths(batch: &RecordBatch) -> Result<Vec<&str>> {
    let paths = column(batch, "path")?.as_string_opt::<i32>().ok_or_else(|| odd("path"))?;
    Ok((0..batch.num_rows()).map(|at| paths.value(at)).collect())
}

/// What tells the story of each document of a batch.
pub(super) fn told(batch: &RecordBatch) -> Result<Vec<Told>> {
    let lists = |name: &str| column(batch, name)?.as_list_opt::<i32>().ok_or_else(|| odd(name));
    let (names, weights) = (lists("traits")?, lists("weights")?);
    let published = days(batch)?;
    let of = |at: usize| {
        let (names, weights) = (names.value(at), weights.value(at));
        let both = names.as_string_opt::<i32>().zip(weights.as_primitive_opt::<Int32Type>());
        let both = both.into_iter().flat_map(|(names, weights)| names.iter().zip(weights));
        let both = both.filter_map(|(name, weight)| Some((name?, u32::try_from(weight?).ok()?)));
        let traits = both.map(|(name, weight)| (name.to_owned(), weight)).collect();
        Told { traits, published: published(at) }
    };
    Ok((0..batch.num_rows()).map(of).collect())
}

fn column<'b>(batch: &'b RecordBatch, name: &str) -> Result<&'b ArrayRef> {
    batch.column_by_name(name).ok_or_else(|| odd(name))
}

fn odd(name: &str) -> ParquetError {
    ParquetError::General(format!("the column {name} is missing or of another type"))
}

/// When the document of each row was published.
fn days(batch: &RecordBatch) -> Result<impl Fn(usize) -> Option<Date>> {
    let name = "published";
    let days = column(batch, name)?.as_primitive_opt::<Date32Type>().ok_or_else(|| odd(name))?;
    Ok(|at: usize| days.is_valid(at).then(|| super::day(days.value(at))).flatten())
}
