//! Sources from archives: those that tell the stories of the drafts.

use rayon::prelude::*;

use super::Corpus;
use crate::archive::{Archive, Kept};
use crate::claim::{Document, Source};
use crate::collect;
use crate::config::Config;
use crate::disk::{self, File};
use crate::error::Problem;
use crate::guard::guarded;
use crate::lexicon::Lexicon;
use crate::matching::story::Told;

/// Of each archive at most so many documents are held against a draft: those that share most with it.
const MOST: usize = 64;

/// An archive and its path.
type Named = (String, Archive<File>);

/// The archives among paths, and the other paths.
pub(super) fn archives(paths: &[String]) -> (Vec<Named>, Vec<String>) {
    let (mut archives, mut others) = (Vec::new(), Vec::new());
    for path in paths {
        let is_parquet = |it: &&String| it.to_ascii_lowercase().ends_with(".parquet");
        let file = Some(path).filter(is_parquet).and_then(|it| disk::open(&disk::path(it)).ok());
        let open = |file| guarded(path, "opening it", || Archive::open(file)).ok().flatten();
        match file.and_then(open) {
            Some(archive) => archives.push((path.clone(), archive)),
            None => others.push(path.clone()),
        }
    }
    (archives, others)
}

/// Adds to the sources what archives hold of the drafts' stories.
pub(super) fn archived(
    archives: &[Named],
    drafts: &[Document],
    (config, lexicon): (&Config, &Lexicon),
    sources: &mut Vec<Document>,
) -> Vec<Problem> {
    if archives.is_empty() {
        return Vec::new();
    }
    let Corpus { documents, claims, names, .. } =
        super::corpus(drafts.to_vec(), Vec::new(), lexicon);
    let told = Told::of(&documents, &claims, &names, lexicon);
    let search = Search { drafts, config, lexicon };
    let mut problems = Vec::new();
    for (path, archive) in archives {
        let found =
            guarded(path, "looking for the draft's story", || archive.of_story(&told, MOST));
        let kept = match found {
            Ok(Ok(kept)) => kept,
            Ok(Err(it)) => {
                let message = format!("is damaged: {it}; make it anew with crosscheck archive");
                problems.push(about(path, message, true));
                continue;
            }
            Err(it) => {
                problems.push(it);
                continue;
            }
        };
        let (documents, odd) = search.documents(path, &kept);
        if documents.is_empty() && odd.is_empty() {
            let count = archive.count();
            let message = format!("none of its {count} documents tells the story of the draft");
            problems.push(about(path, message, sources.is_empty()));
        }
        sources.extend(documents);
        problems.extend(odd);
    }
    problems
}

fn about(path: &str, message: String, is_incomplete: bool) -> Problem {
    Problem { source: path.to_owned(), line: None, message, is_incomplete }
}

/// What archives are searched for.
struct Search<'s> {
    drafts: &'s [Document],
    config: &'s Config,
    lexicon: &'s Lexicon,
}

impl Search<'_> {
    /// The documents that an archive keeps, and what could not be read of them.
    fn documents(&self, archive: &str, kept: &[Kept]) -> (Vec<Document>, Vec<Problem>) {
        let read = kept.par_iter().filter(|it| !self.is_draft(it)).map(|it| self.read(archive, it));
        let (mut documents, mut problems) = (Vec::new(), Vec::new());
        for it in read.collect::<Vec<_>>() {
            match it {
                Ok(document) => documents.push(document),
                Err(problem) => problems.push(problem),
            }
        }
        let digests: Vec<[u8; 32]> = self.drafts.iter().map(|it| it.sha256).collect();
        documents.retain(|it| !digests.contains(&it.sha256));
        (documents, problems)
    }

    /// Whether it is a draft, or an earlier version of one: that bears nothing out.
    fn is_draft(&self, it: &Kept) -> bool {
        self.drafts.iter().any(|draft| draft.source.path == it.source.path)
    }

    /// Reads a document, which is called by its archive and its path.
    fn read(&self, archive: &str, it: &Kept) -> Result<Document, Problem> {
        let below = |path: &str| format!("{archive}/{}", path.trim_start_matches('/'));
        let name = below(&it.source.path);
        let derived_from = it.source.derived_from.as_deref().map(below);
        let source = Source { key: name.clone(), path: name, derived_from, ..it.source.clone() };
        let file = (&*it.format, &*it.bytes);
        let read = || collect::kept(source, file, self.config, self.lexicon);
        let mut document = guarded(&it.source.path, "reading it", read)??;
        // The data files that it may name were not put in, and no others are looked for.
        document.bindings.clear();
        Ok(document)
    }
}
