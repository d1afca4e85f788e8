//! Sources from archives: those that tell the stories of the drafts.

use std::path::{Path, PathBuf};

use rayon::prelude::*;
use rustc_hash::FxHashSet;

use super::Corpus;
use crate::archive::{Archive, Found, Kept};
use crate::claim::{Document, Source};
use crate::collect::{self, Keys};
use crate::config::Config;
use crate::disk::{self, File};
use crate::error::Problem;
use crate::guard::guarded;
use crate::lexicon::Lexicon;
use crate::matching::story::Told;

/// Of each archive at most so many documents are held against a draft: those that share most with it.
const MOST: usize = 64;

/// An archive and its path, or what is wrong with it.
pub(super) struct Named {
    path: String,
    archive: Result<Archive<File>, Problem>,
}

/// The archives among paths, each once, and the other paths.
pub(super) fn archives(paths: &[String]) -> (Vec<Named>, Vec<String>) {
    let (mut archives, mut others) = (Vec::new(), Vec::new());
    let mut known = FxHashSet::default();
    for path in paths {
        let is_parquet = |it: &&String| it.to_ascii_lowercase().ends_with(".parquet");
        let file = Some(path).filter(is_parquet).and_then(|it| disk::open(&disk::path(it)).ok());
        let open = |file| guarded(path, "opening it", || Archive::open(file));
        let archive = match file.map(open) {
            Some(Ok(Ok(Some(archive)))) => Ok(archive),
            Some(Ok(Err(it))) => Err(damaged(path, &it)),
            Some(Err(it)) => Err(it),
            Some(Ok(Ok(None))) | None => {
                others.push(path.clone());
                continue;
            }
        };
        if known.insert(disk::canonical(&disk::path(path))) {
            archives.push(Named { path: path.clone(), archive });
        }
    }
    (archives, others)
}

/// Adds to the sources what archives hold of the drafts' stories.
pub(super) fn archived(
    archives: Vec<Named>,
    drafts: &[Document],
    keys: &Keys,
    (config, lexicon): (&Config, &Lexicon),
    sources: &mut Vec<Document>,
) -> Vec<Problem> {
    if archives.is_empty() || drafts.is_empty() {
        return Vec::new();
    }
    let Corpus { documents, claims, names, .. } =
        super::corpus(drafts.to_vec(), Vec::new(), lexicon);
    let told = Told::of(&documents, &claims, &names, lexicon);
    let mut problems = Vec::new();
    let mut without = Vec::new();
    for Named { path, archive } in archives {
        let found = archive.and_then(|archive| {
            let look = || archive.of_story(&told, MOST).map_err(|it| damaged(&path, &it));
            guarded(&path, "looking for the draft's story", look)?.map(|it| (it, archive.count()))
        });
        let (Found { documents, is_cut }, count) = match found {
            Ok(found) => found,
            Err(problem) => {
                problems.push(problem);
                continue;
            }
        };
        if is_cut {
            let message = format!(
                "has more than {MOST} documents of the draft's story; those that share most with it are read"
            );
            problems.push(about(&path, message, false));
        }
        if documents.is_empty() {
            let message = format!("none of its {count} documents tells the story of the draft");
            without.push(about(&path, message, false));
        }
        let search = Search { path: &path, drafts, keys, config, lexicon };
        problems.extend(search.add(&documents, sources));
    }
    // That one archive has nothing is no harm where another source has.
    let is_incomplete = sources.is_empty();
    problems.extend(without.into_iter().map(|it| Problem { is_incomplete, ..it }));
    problems
}

fn about(path: &str, message: String, is_incomplete: bool) -> Problem {
    Problem { source: path.to_owned(), line: None, message, is_incomplete }
}

fn damaged(path: &str, why: &dyn std::fmt::Display) -> Problem {
    about(path, format!("is damaged: {why}; make it anew with crosscheck archive"), true)
}

/// An archive, and the drafts it is searched for.
struct Search<'s> {
    path: &'s str,
    drafts: &'s [Document],
    keys: &'s Keys,
    config: &'s Config,
    lexicon: &'s Lexicon,
}

impl Search<'_> {
    /// Adds the documents that the archive keeps to the sources, and tells what is odd about them.
    fn add(&self, kept: &[Kept], sources: &mut Vec<Document>) -> Vec<Problem> {
        let mut problems = Vec::new();
        let read: Vec<_> = kept.par_iter().map(|it| self.read(it)).collect();
        for (it, read) in kept.iter().zip(read) {
            let (document, odd) = match read {
                Ok(read) => read,
                Err(problem) => {
                    problems.push(problem);
                    continue;
                }
            };
            let is_copy = |of: &Document| of.sha256 == document.sha256;
            // What a draft was, or is, bears nothing of it out.
            if self.is_draft(it) || self.drafts.iter().any(is_copy) {
                let message = "is the draft itself, and is none of its sources".to_owned();
                problems.push(about(&document.source.path, message, false));
            } else if !sources.iter().any(is_copy) {
                problems.extend(odd);
                sources.push(document);
            }
        }
        problems
    }

    /// Where a document stood when it was put in, seen from where the archive is now.
    fn place(&self, it: &Kept) -> PathBuf {
        let path = disk::path(self.path);
        path.parent().unwrap_or(Path::new("")).join(disk::path(&it.source.path))
    }

    fn is_draft(&self, it: &Kept) -> bool {
        let place = disk::canonical(&self.place(it));
        let is = |draft: &&str| *draft != "-" && disk::canonical(&disk::path(draft)) == place;
        self.drafts.iter().map(|it| &*it.source.path).any(|it| is(&it))
    }

    /// Reads a document, which is called by its archive and its path.
    fn read(&self, it: &Kept) -> Result<(Document, Vec<Problem>), Problem> {
        let below = |archive: &str| format!("{archive}/{}", it.source.path);
        let (key, path) = (below(&self.keys.of(self.path)), below(self.path));
        let source = Source { path, key, ..it.source.clone() };
        let place = disk::spelled(&self.place(it));
        let file = (&*place, &*it.format, &*it.bytes);
        let read = || collect::kept(source, file, self.config, self.lexicon);
        guarded(&it.source.path, "reading it", read)?
    }
}
