//! The pipeline: the only module that knows all stages.

#[cfg_attr(not(feature = "parquet"), path = "no_archive.rs")]
mod archived;
mod batches;
mod judge;
mod reading;

use rayon::prelude::*;

use crate::claim::{
    Aligned, Answer, Claim, Comparison, Covered, Document, Matched, Name, Rejected, Row, Source,
    Span,
};
use crate::collect::{self, Keys};
use crate::config::Config;
use crate::error::Problem;
use crate::extract::{self, Extraction};
use crate::guard::guarded;
use crate::lexicon::Lexicon;
use crate::matching::collection::card::StoryModel;
use crate::matching::model::Model;
use crate::matching::retelling::Retelling;
use crate::matching::story::Stories;
use crate::matching::{self, collection};
use crate::normalise;
use crate::rules::Rule;
use crate::watch::{Stage, Watch};

pub use batches::Batches;
pub use judge::{Judge, Judgement};
pub use reading::{documents, read, read_draft, read_two};

/// What was read: documents, the claims table, and what is no claim.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The documents in input order.
    pub documents: Vec<Document>,
    /// Every claim, in input order and then in order of position.
    pub claims: Vec<Claim>,
    /// The claims of data files that documents bind their figures to: they are held against nothing else.
    pub cells: Vec<Claim>,
    /// The events the documents name, in input order.
    pub names: Vec<Name>,
    /// The sentences of each document, in order of position.
    pub sentences: Vec<Vec<Span>>,
    /// What is no claim, with the index of its document.
    pub rejected: Vec<(usize, Rejected)>,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

impl Corpus {
    /// Adds what was read of a document, the next one.
    fn take(
        &mut self,
        (index, document): (usize, &Document),
        claims: Vec<Claim>,
        extraction: Extraction,
    ) {
        self.problems.extend(extraction.cut.map(|at| cut(document, at)));
        if let Some(sentences) = self.sentences.get_mut(index) {
            *sentences = extraction.sentences;
        }
        if document.is_bound_only {
            self.cells.extend(claims);
            return;
        }
        self.claims.extend(claims);
        self.rejected.extend(extraction.rejected.into_iter().map(|it| (index, it)));
        self.names.extend(normalise::names(index, extraction.names));
    }

    /// What matching looks at.
    pub fn read(&self) -> matching::Read<'_> {
        let Self { documents, claims, sentences, .. } = self;
        matching::Read { documents, claims, sentences }
    }
}

/// The claims table of documents, with the data files that they bind their figures to.
fn with_bound(
    mut documents: Vec<Document>,
    mut problems: Vec<Problem>,
    named: (&[String], &Keys),
    (config, lexicon): (&Config, &Lexicon),
    watch: &Watch,
) -> Corpus {
    let (bound, missing) = collect::bound(&documents, named, config, lexicon);
    documents.extend(bound);
    problems.extend(missing);
    problems.sort();
    problems.dedup();
    watched(documents, problems, lexicon, watch)
}

/// The claims table of documents that are already in memory.
pub fn corpus(documents: Vec<Document>, problems: Vec<Problem>, lexicon: &Lexicon) -> Corpus {
    watched(documents, problems, lexicon, &Watch::default())
}

/// As [`corpus`], told of by a watch; what it gives is not whole where that stops it.
pub fn watched(
    documents: Vec<Document>,
    problems: Vec<Problem>,
    lexicon: &Lexicon,
    watch: &Watch,
) -> Corpus {
    watch.begin(Stage::Extracting, documents.len());
    let sentences = vec![Vec::new(); documents.len()];
    let mut corpus = Corpus { sentences, problems, ..Corpus::default() };
    for first in (0..documents.len()).step_by(AT_ONCE) {
        let some = &documents[first..documents.len().min(first + AT_ONCE)];
        let read = each(some, |index, document| {
            if watch.is_stopped() {
                return Default::default();
            }
            let mut extraction = extract::extract(document, lexicon);
            // What mentions hold is in the claims.
            let mentions = std::mem::take(&mut extraction.mentions);
            let claims = normalise::claims(document, first + index, &mentions, lexicon);
            watch.step();
            (claims, extraction)
        });
        for (document, result) in (first..).zip(some).zip(read) {
            match result {
                Ok((claims, extraction)) => corpus.take(document, claims, extraction),
                Err(problem) => corpus.problems.push(problem),
            }
        }
    }
    watch.begin(Stage::Comparing, 0);
    corpus.documents = documents;
    corpus
}

/// Documents whose mentions and claims are held twice at once, until they are put together.
const AT_ONCE: usize = 1_024;

/// What is told of a document that holds more figures than are read.
fn cut(document: &Document, at: usize) -> Problem {
    let message = format!(
        "holds more than {} figures; those from here on were not read: split it",
        extract::MOST
    );
    let line = Some(document.position(at).0);
    Problem { source: document.source.path.clone(), line, message, is_incomplete: true }
}

/// What `read` makes of each document; one that it fails on is a problem and takes no other with it.
fn each<T: Send>(
    documents: &[Document],
    read: impl Fn(usize, &Document) -> T + Sync,
) -> Vec<Result<T, Problem>> {
    let all = documents.par_iter().enumerate();
    all.map(|(index, it)| guarded(&it.source.path, "finding its figures", || read(index, it)))
        .collect()
}

/// Judges a claims table: matches what speaks of one thing, applies the rules, states the facts; see [`Judge::check`].
pub fn check(corpus: &Corpus, rules: &[Rule], lexicon: &Lexicon) -> Judgement {
    Judge::new(rules, lexicon).check(corpus)
}

/// Holds drafts against their sources: which of their figures do the sources support? See [`Judge::cover`].
pub fn cover(
    corpus: &Corpus,
    drafts: usize,
    rules: &[Rule],
    lexicon: &Lexicon,
) -> (Judgement, Vec<Covered>) {
    Judge::new(rules, lexicon).cover(corpus, drafts)
}

/// What the documents say side by side, a row a thing; see [`Judge::table`].
pub fn table(corpus: &Corpus, lexicon: &Lexicon) -> Vec<Row> {
    Judge::new(&[], lexicon).table(corpus)
}

/// The documents of two claims, the earlier one first, held against each other: all matches, also those that are nothing to look
/// at. `None` where the two documents do not tell one story: no figure of the one is held against one of the other.
pub fn held(corpus: &Corpus, (a, b): (usize, usize), lexicon: &Lexicon) -> Option<Vec<Matched>> {
    let Corpus { documents, claims, names, .. } = corpus;
    let (a, b) = (claims.get(a)?.document, claims.get(b)?.document);
    let stories = Stories::new(documents, claims, names, lexicon);
    if !stories.are_same(a, b) {
        return None;
    }
    let told = stories.documents_with(a);
    let figures = collection::Collection::of(corpus.read(), told, lexicon);
    Some(figures.every(a, b, StoryModel::shipped()))
}

/// Two texts given as retellings of one another, held against each other.
///
/// Both are read as of one made-up day, so that "last year" means the same in both.
pub fn compare_texts(a: &str, b: &str, lexicon: &Lexicon) -> Comparison {
    let document = |(name, text): (&str, &str)| {
        let source = Source { published: Some(READ_AS_OF), ..Source::at(name) };
        collect::from_text(source, text, lexicon).ok()
    };
    let documents = [("a.txt", a), ("b.txt", b)].into_iter().filter_map(document);
    let corpus = corpus(documents.collect(), Vec::new(), lexicon);
    let model = Model::shipped();
    Retelling::new(corpus.read(), model, lexicon).map_or_else(
        || Comparison { answer: Answer::Unrelated, differences: Vec::new() },
        |it| it.compared(corpus.read(), model, lexicon),
    )
}

/// The parallel sentences of two documents with the figures that differ in them.
pub fn aligned(corpus: &Corpus, lexicon: &Lexicon) -> Vec<Aligned> {
    let retelling = Retelling::new(corpus.read(), Model::shipped(), lexicon);
    let differences = retelling.map_or_else(Vec::new, |it| it.differences());
    matching::aligned(corpus.read(), &differences, lexicon)
}

/// The day as of which two bare texts are read; any other would do as well.
const READ_AS_OF: jiff::civil::Date = jiff::civil::date(2000, 6, 15);

/// Judges texts given in memory, each as a document of its own: how rules run their examples.
pub fn check_texts(texts: &[&str], rules: &[Rule], lexicon: &Lexicon) -> Judgement {
    let documents = texts.iter().enumerate().filter_map(|(index, text)| {
        // An example that is a table is written as Markdown writes one.
        let ending = if text.starts_with('|') { ".md" } else { "" };
        let source = Source::at(format!("text {}{ending}", index + 1));
        collect::from_text(source, text, lexicon).ok()
    });
    let corpus = corpus(documents.collect(), Vec::new(), lexicon);
    check(&corpus, rules, lexicon)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_cut_is_told_with_its_line() {
        let lexicon = Lexicon::english().unwrap();
        let document = collect::from_text(Source::at("a.md"), "One\n\nTwo\n", lexicon).unwrap();
        let it = cut(&document, 5);
        assert_eq!(
            (&*it.source, it.line, it.is_incomplete, &*it.message),
            (
                "a.md",
                Some(3),
                true,
                "holds more than 200000 figures; those from here on were not read: split it"
            )
        );
    }

    #[test]
    fn a_document_that_fails_inside_takes_no_other_with_it() {
        let lexicon = Lexicon::english().unwrap();
        let of =
            |it: &str| collect::from_text(Source::at(it), "Four ships sank.", lexicon).unwrap();
        let documents = ["a.md", "b.md", "c.md"].map(of);
        let read = each(&documents, |index, it| {
            assert!(index != 1, "the second\nsinks");
            it.source.path.clone()
        });
        let told = |it: Result<String, Problem>| match it {
            Ok(path) => path,
            Err(it) => format!("{} {} {}", it.source, it.is_incomplete, it.message),
        };
        assert_eq!(
            read.into_iter().map(told).collect::<Vec<_>>(),
            [
                "a.md",
                "b.md true internal error while finding its figures (the second); please report it, with the file if \
                 you can",
                "c.md"
            ]
        );
    }
}
