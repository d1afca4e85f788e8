//! Stage 1: paths, globs and standard input become documents.
//!
//! This is the only stage that reads files. A new input format is one file with a `read` function
//! and one line in [`FORMATS`], in `format.rs`.

mod adoc;
mod apart;
mod archive;
mod binding;
mod builder;
mod citation;
mod comment;
mod csv;
mod cues;
mod data;
mod decimal;
mod document;
mod docx;
mod encoding;
mod epub;
mod extent;
mod format;
mod html;
mod imprint;
mod keys;
mod line_ends;
mod mail;
mod manifest;
mod markdown;
mod notebook;
mod odt;
mod office;
mod package;
#[cfg(feature = "parquet")]
mod parquet;
mod paths;
#[cfg(feature = "pdf")]
mod pdf;
mod plain;
mod rtf;
mod sealed;
mod sheet;
mod slides;
#[cfg(feature = "sqlite")]
mod sqlite;
mod suppression;
mod table;
mod tex;
mod text_pairs;
mod told;
mod unread;

use std::io::Read as _;
use std::path::Path;

use rayon::prelude::*;

use crate::claim::{Document, Oddity, Source, Span};
use crate::config::Config;
use crate::disk::{self, Unread};
use crate::error::{Error, Problem};
use crate::guard::guarded;
use crate::lexicon::Lexicon;

pub use apart::{MEMORY as APART_MEMORY, SECONDS as APART_SECONDS, tell as tell_apart};
pub use binding::bound;
pub use document::{from_bytes, from_text, from_text_as, kept};
pub use format::{FORMATS, Format};
pub use keys::Keys;
#[cfg(feature = "schema")]
pub use manifest::schema;
#[cfg(feature = "parquet")]
pub use parquet::ARCHIVE;
pub use text_pairs::{TextPair, TextPairs};

use document::document;
use format::{Context, Reading, Refused, format_of, of_no_format};
use manifest::Manifests;
use paths::Input;
use told::{too_large, withheld};

/// Documents to read, found but not opened: what is read may be let go before the next is.
#[derive(Debug)]
pub struct Collection<'c> {
    config: &'c Config,
    inputs: Vec<Input>,
    manifests: Manifests,
    /// What standard input holds, where it is one of the inputs.
    piped: Option<std::io::Result<Vec<u8>>>,
    problems: Vec<Problem>,
    keys: Keys,
    /// How many of the inputs were read.
    next: usize,
}

impl<'c> Collection<'c> {
    /// Finds every document that `paths` name, in their order.
    ///
    /// Folders are walked with `.gitignore` honoured, patterns expanded, `-` is standard input, which
    /// is read here.
    ///
    /// # Errors
    ///
    /// A manifest (`sources.yaml`) that cannot be understood, or a pattern that is none.
    pub fn open(
        paths: &[String],
        stdin: &mut dyn std::io::Read,
        config: &'c Config,
    ) -> Result<Self, Error> {
        let (mut inputs, mut problems) = paths::inputs(paths, config.preprocess.is_some())?;
        let mut manifests = Manifests::default();
        for input in &inputs {
            if let Input::File(path) = input {
                manifests.load_beside(Path::new(path), &config.ceilings)?;
            }
        }
        // A draft in the folder of its sources is none of them.
        inputs.retain(|it| match it {
            Input::File(path) => paths.contains(path) || !manifests.is_draft(path),
            Input::Stdin => true,
        });
        problems.extend(manifests.missing_files());
        problems.extend(withheld(config));
        // A data file that no mapping is about may be the one that a mapping was meant for.
        let is_guessed = |it: &Input| match it {
            Input::File(path) => {
                format_of(Path::new(path)).is_some_and(|it| it.is_data)
                    && config.mapping(path).is_none()
            }
            Input::Stdin => false,
        };
        problems.extend(config.lost_mappings(inputs.iter().any(is_guessed)));
        let piped = inputs.contains(&Input::Stdin).then(|| {
            let mut bytes = Vec::new();
            stdin
                .take(config.largest_file.as_u64().saturating_add(1))
                .read_to_end(&mut bytes)
                .map(|_| bytes)
        });
        let keys = Keys::new(&inputs, config);
        Ok(Self { config, inputs, manifests, piped, problems, keys, next: 0 })
    }

    /// The folders that say what sources are called.
    pub fn keys(&self) -> &Keys {
        &self.keys
    }

    /// Puts the documents in the order of what they are called: how a command names them makes no difference.
    #[must_use]
    pub fn sorted(mut self) -> Self {
        let keys = &self.keys;
        self.inputs.sort_by_cached_key(|it| match it {
            Input::File(path) => Some(keys.of(path)),
            // Behind all files.
            Input::Stdin => Some("\u{10ffff}".to_owned()),
        });
        self
    }

    /// Calls the documents as in a run that reads others as well.
    #[must_use]
    pub fn called(self, keys: Keys) -> Self {
        Self { keys, ..self }
    }

    /// The next documents, about `bytes` of them and at least one; `None` after the last.
    ///
    /// What cannot be read is a [`Problem`]; the rest is read all the same.
    pub fn read(&mut self, bytes: u64, lexicon: &Lexicon) -> Option<Vec<Document>> {
        let first = self.next;
        let mut size = 0_u64;
        while self.next < self.inputs.len() && (self.next == first || size < bytes) {
            size = size.saturating_add(self.size(&self.inputs[self.next]));
            self.next += 1;
        }
        let inputs = self.inputs.get(first..self.next).filter(|it| !it.is_empty())?;
        let read: Vec<Result<Document, Problem>> =
            inputs.par_iter().map(|it| self.read_guarded(it, lexicon)).collect();
        let mut documents = Vec::with_capacity(read.len());
        for result in read {
            match result {
                Ok(document) => {
                    self.problems.extend(odd(&document));
                    documents.push(document);
                }
                Err(problem) => self.problems.push(problem),
            }
        }
        Some(documents)
    }

    /// How many of the documents were read, and how many there are.
    pub fn progress(&self) -> (usize, usize) {
        (self.next, self.inputs.len())
    }

    /// What was odd about the input so far.
    pub fn problems(mut self) -> Vec<Problem> {
        self.problems.sort();
        self.problems
    }

    fn size(&self, input: &Input) -> u64 {
        match input {
            Input::File(path) => std::fs::metadata(disk::path(path)).map_or(0, |it| it.len()),
            Input::Stdin => self.config.largest_file.as_u64(),
        }
    }

    fn read_guarded(&self, input: &Input, lexicon: &Lexicon) -> Result<Document, Problem> {
        let name = match input {
            Input::File(path) => path,
            Input::Stdin => "-",
        };
        guarded(name, "reading it", || self.read_one(input, lexicon))?
    }

    fn read_one(&self, input: &Input, lexicon: &Lexicon) -> Result<Document, Problem> {
        match (input, &self.piped) {
            (Input::File(path), _) => {
                let context =
                    Context { mapping: self.config.mapping(path), ..within(self.config, lexicon) };
                let source = self.manifests.source(path);
                let source = Source { key: self.keys.of(path), ..source };
                read_with(source, self.config, context)
            }
            (Input::Stdin, Some(Ok(bytes))) => {
                if u64::try_from(bytes.len()).is_ok_and(|it| it > self.config.largest_file.as_u64())
                {
                    return Err(too_large("-", self.config));
                }
                // Some of them hold no byte that a text may not have.
                if [&b"%PDF-"[..], b"PK\x03\x04", b"{\\rtf", b"PAR1", b"SQLite format 3\0"]
                    .iter()
                    .any(|it| bytes.starts_with(it))
                {
                    let message = "is no text: name the file, so that its ending says what it is";
                    return Err(problem("-", None, message));
                }
                document(Source::at("-"), bytes, &FORMATS[0], Context::of(lexicon))
            }
            (Input::Stdin, _) => Err(problem("-", None, "standard input could not be read")),
        }
    }
}

/// A file with all of its columns, whatever a mapping says.
fn read_plainly(
    path: &str,
    config: &Config,
    keys: &Keys,
    lexicon: &Lexicon,
) -> Result<Document, Problem> {
    let source = Source { key: keys.of(path), ..Source::at(path) };
    read_with(source, config, within(config, lexicon))
}

fn read_with(source: Source, config: &Config, context: Context<'_>) -> Result<Document, Problem> {
    let path = &*source.path.clone();
    let file = disk::path(path);
    let bytes = disk::bytes(&file, config.largest_file.as_u64()).map_err(|it| match it {
        Unread::TooLarge { .. } => too_large(path, config),
        other => problem(path, None, &other.to_string()),
    })?;
    let format = match (format_of(&file), &config.preprocess) {
        (Some(format), _) => format,
        (None, Some(command)) => {
            drop(bytes);
            let text = command.run(&file, config.largest_file.as_u64());
            let text = text.map_err(|it| problem(path, None, &it))?;
            return document(source, &text, &FORMATS[0], context);
        }
        (None, None) => return Err(problem(path, None, &of_no_format())),
    };
    document(source, &bytes, format, context)
}

/// What holds for all files of a run.
fn within<'c>(config: &'c Config, lexicon: &'c Lexicon) -> Context<'c> {
    let settings = Some(&*config.path).filter(|it| !it.as_os_str().is_empty());
    Context { apart: config.apart.as_ref(), settings, ..Context::of(lexicon) }
}

/// What a desk should know of a document that was read all the same.
fn odd(document: &Document) -> impl Iterator<Item = Problem> {
    let path = &document.source.path;
    let of = |it: &Oddity| Problem {
        is_incomplete: it.is_incomplete,
        ..problem(path, it.line, &it.message)
    };
    document.odd.iter().map(of)
}

fn problem(source: &str, line: Option<usize>, message: &str) -> Problem {
    Problem { source: source.to_owned(), line, message: message.to_owned(), is_incomplete: true }
}

/// The span of `part` within `whole`, of which it is a slice.
fn span_of(whole: &str, part: &str) -> Span {
    let start = (part.as_ptr() as usize).saturating_sub(whole.as_ptr() as usize);
    Span::new(start, start + part.len())
}
