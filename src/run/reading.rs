//! Documents are found and read into the claims table.

use std::io::Read;

use super::archived::{archived, archives};
use super::{Corpus, with_bound};
use crate::claim::Document;
use crate::collect::Collection;
use crate::config::Config;
use crate::error::{Error, Problem};
use crate::lexicon::Lexicon;
use crate::watch::{Stage, Watch};

/// How much is read between two looks at how far a run has come: 4 MiB, or one document.
const STEP: u64 = 4 << 20;

/// Reads the documents that `paths` name into the claims table.
///
/// # Errors
///
/// A manifest that cannot be understood, or a pattern that is none; see [`Collection::open`].
pub fn read(
    paths: &[String],
    stdin: &mut dyn Read,
    config: &Config,
    lexicon: &Lexicon,
    watch: &Watch,
) -> Result<Corpus, Error> {
    let collection = Collection::open(paths, stdin, config)?.sorted();
    Ok(read_in_order(collection, paths, (config, lexicon), watch))
}

/// Reads two documents that are held against each other; they keep their order.
///
/// # Errors
///
/// As [`read`].
pub fn read_two(
    paths: &[String],
    stdin: &mut dyn Read,
    config: &Config,
    lexicon: &Lexicon,
    watch: &Watch,
) -> Result<Corpus, Error> {
    let collection = Collection::open(paths, stdin, config)?;
    Ok(read_in_order(collection, paths, (config, lexicon), watch))
}

fn read_in_order(
    mut collection: Collection<'_>,
    paths: &[String],
    (config, lexicon): (&Config, &Lexicon),
    watch: &Watch,
) -> Corpus {
    let documents = all(&mut collection, lexicon, watch);
    let keys = collection.keys().clone();
    let problems = collection.problems();
    with_bound(documents, problems, (paths, &keys), (config, lexicon), watch)
}

/// All documents of a collection.
fn all(collection: &mut Collection<'_>, lexicon: &Lexicon, watch: &Watch) -> Vec<Document> {
    watch.begin(Stage::Reading, collection.progress().1);
    let mut documents = Vec::new();
    while let Some(more) = collection.read(STEP, lexicon) {
        documents.extend(more);
        watch.reach(collection.progress().0);
    }
    documents
}

/// The documents that `paths` name, with what was odd about them.
///
/// # Errors
///
/// As [`read`].
pub fn documents(
    paths: &[String],
    config: &Config,
    lexicon: &Lexicon,
) -> Result<(Vec<Document>, Vec<Problem>), Error> {
    let mut collection = Collection::open(paths, &mut std::io::empty(), config)?;
    let documents = collection.read(u64::MAX, lexicon).unwrap_or_default();
    Ok((documents, collection.problems()))
}

/// Reads drafts and the sources they are held against into one claims table, and tells how many drafts there are.
///
/// A source that is a draft as well counts as a draft. Of an archive only the documents of the drafts' stories are read.
///
/// # Errors
///
/// As [`read`]. Where no draft or no source can be read nothing is, and the problems say why.
pub fn read_draft(
    drafts: &[String],
    sources: &[String],
    stdin: &mut dyn Read,
    config: &Config,
    lexicon: &Lexicon,
    watch: &Watch,
) -> Result<(Corpus, usize), Error> {
    let (archives, sources) = archives(sources);
    let of_drafts = Collection::open(drafts, stdin, config)?;
    let of_sources = Collection::open(&sources, &mut std::io::empty(), config)?;
    let keys = of_drafts.keys().with(of_sources.keys());
    let mut collection = of_drafts.called(keys.clone()).sorted();
    let mut documents = all(&mut collection, lexicon, watch);
    let count = documents.len();
    let mut problems = collection.problems();
    let mut collection = of_sources.called(keys.clone()).sorted();
    let mut others = all(&mut collection, lexicon, watch);
    problems.extend(archived(archives, &documents, &keys, (config, lexicon), &mut others));
    // Half of a comparison says nothing: all would be unsupported, or the sources be checked alone.
    if count == 0 || others.is_empty() {
        problems.extend(collection.problems());
        return Ok((Corpus { problems, ..Corpus::default() }, 0));
    }
    let is_draft =
        |it: &Document| documents[..count].iter().any(|draft| draft.source.key == it.source.key);
    let (same, others): (Vec<Document>, Vec<Document>) = others.into_iter().partition(is_draft);
    let is_alone = others.is_empty();
    problems.extend(same.iter().map(|it| left_out(it, is_alone)));
    if is_alone {
        problems.extend(collection.problems());
        return Ok((Corpus { problems, ..Corpus::default() }, 0));
    }
    documents.extend(others);
    problems.extend(collection.problems());
    let named = [drafts, &*sources].concat();
    Ok((with_bound(documents, problems, (&named, &keys), (config, lexicon), watch), count))
}

/// What is told of a draft that stands among its sources.
fn left_out(document: &Document, is_alone: bool) -> Problem {
    let message = if is_alone {
        "is the draft itself, and no other source is left to hold it against"
    } else {
        "is the draft itself, and is none of its sources"
    };
    let source = document.source.path.clone();
    Problem { source, line: None, message: message.to_owned(), is_incomplete: is_alone }
}
