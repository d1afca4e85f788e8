//! Documents a few at a time: memory is bounded by the largest of them.

use std::io::Read;

use super::{Corpus, corpus};
use crate::collect::Collection;
use crate::config::Config;
use crate::error::{Error, Problem};
use crate::lexicon::Lexicon;

/// How much text is held at once by [`Batches`], beyond the largest document: half a MiB, whose claims
/// take some forty times as much.
const BATCH: u64 = 512 << 10;

/// The documents that `paths` name, a few at a time: memory is bounded by the largest of them.
///
/// Each item is a [`Corpus`] of its own, in input order and without problems, which
/// [`problems`](Self::problems) tells at the end.
#[derive(Debug)]
pub struct Batches<'l> {
    collection: Collection<'l>,
    lexicon: &'l Lexicon,
    /// What was odd about the documents so far, once they were read.
    told: Vec<Problem>,
}

impl<'l> Batches<'l> {
    /// Finds the documents.
    ///
    /// # Errors
    ///
    /// A manifest that cannot be understood, or a pattern that is none; see [`Collection::open`].
    pub fn open(
        paths: &[String],
        stdin: &mut dyn Read,
        config: &'l Config,
        lexicon: &'l Lexicon,
    ) -> Result<Self, Error> {
        let collection = Collection::open(paths, stdin, config)?.sorted();
        Ok(Self { collection, lexicon, told: Vec::new() })
    }

    /// What was odd about the input, of the documents read so far.
    pub fn problems(self) -> Vec<Problem> {
        let mut problems = self.collection.problems();
        problems.extend(self.told);
        problems.sort();
        problems
    }
}

impl Iterator for Batches<'_> {
    type Item = Corpus;

    fn next(&mut self) -> Option<Corpus> {
        let documents = self.collection.read(BATCH, self.lexicon)?;
        let mut read = corpus(documents, Vec::new(), self.lexicon);
        self.told.append(&mut read.problems);
        Some(read)
    }
}
