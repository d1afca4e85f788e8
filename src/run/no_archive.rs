//! In the place of `archived.rs` where Parquet is not read: there are no archives.

use crate::claim::Document;
use crate::collect::Keys;
use crate::config::Config;
use crate::error::Problem;
use crate::lexicon::Lexicon;

/// No archive, and all of the paths.
pub(super) fn archives(paths: &[String]) -> ((), Vec<String>) {
    ((), paths.to_vec())
}

/// Nothing is added to the sources.
pub(super) fn archived(
    (): (),
    _: &[Document],
    _: &Keys,
    _: (&Config, &Lexicon),
    _: &mut Vec<Document>,
) -> Vec<Problem> {
    Vec::new()
}
