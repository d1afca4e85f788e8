//! The pipeline: the only module that knows all stages.

use std::io::Read;

use rayon::prelude::*;

use crate::claim::{Claim, Confirmation, Document, Fact, Finding, Name, Pair, Rejected, Source};
use crate::collect;
use crate::error::{Error, Problem};
use crate::extract::{self, Extraction};
use crate::lexicon::Lexicon;
use crate::normalise;
use crate::pair::{self, Weights};
use crate::reconcile;
use crate::rules::{self, Rule, Table};

/// What was read: documents, the claims table, and what is no claim.
#[derive(Debug, Default)]
pub struct Corpus {
    /// The documents in input order.
    pub documents: Vec<Document>,
    /// Every claim, in input order and then in order of position.
    pub claims: Vec<Claim>,
    /// The events the documents name, in input order.
    pub names: Vec<Name>,
    /// What is no claim, with the index of its document.
    pub rejected: Vec<(usize, Rejected)>,
    /// What was odd about the input.
    pub problems: Vec<Problem>,
}

/// What a run comes to.
#[derive(Debug, Default)]
pub struct Judgement {
    /// Disagreements and questions, worst first.
    pub findings: Vec<Finding>,
    /// What was checked and holds.
    pub confirmed: Vec<Confirmation>,
    /// The facts.
    pub facts: Vec<Fact>,
    /// The pairs they rest on.
    pub pairs: Vec<Pair>,
}

/// Reads the documents that `paths` name into the claims table.
///
/// # Errors
///
/// A manifest that cannot be understood, or a pattern that is none; see [`collect::documents`].
pub fn read(paths: &[String], stdin: &mut dyn Read, lexicon: &Lexicon) -> Result<Corpus, Error> {
    let (documents, problems) = collect::documents(paths, stdin, lexicon)?;
    Ok(corpus(documents, problems, lexicon))
}

/// The claims table of documents that are already in memory.
pub fn corpus(documents: Vec<Document>, problems: Vec<Problem>, lexicon: &Lexicon) -> Corpus {
    let read: Vec<(Vec<Claim>, Extraction)> = documents
        .par_iter()
        .enumerate()
        .map(|(index, document)| {
            let extraction = extract::extract(document, lexicon);
            (normalise::claims(document, index, &extraction.mentions, lexicon), extraction)
        })
        .collect();
    let mut corpus = Corpus { documents, problems, ..Corpus::default() };
    for (index, (claims, extraction)) in read.into_iter().enumerate() {
        corpus.claims.extend(claims);
        corpus.rejected.extend(extraction.rejected.into_iter().map(|it| (index, it)));
        corpus.names.extend(normalise::names(index, extraction.names));
    }
    corpus
}

/// Judges a claims table: pairs what speaks of the same fact, applies the rules, states the facts.
pub fn check(corpus: &Corpus, rules: &[Rule], weights: &Weights, lexicon: &Lexicon) -> Judgement {
    let Corpus { documents, claims, names, .. } = corpus;
    let pairs = pair::pairs(documents, claims, names, weights, lexicon);
    let table = Table { documents, claims, names, pairs: &pairs, lexicon };
    let (findings, confirmed) = rules::judge(rules, &table);
    let facts = reconcile::facts(claims, &pairs, &findings, lexicon);
    Judgement { findings, confirmed, facts, pairs }
}

/// Judges texts given in memory, each as a document of its own: how rules run their examples.
pub fn check_texts(
    texts: &[&str],
    rules: &[Rule],
    weights: &Weights,
    lexicon: &Lexicon,
) -> Judgement {
    let documents = texts.iter().enumerate().filter_map(|(index, text)| {
        let source = Source::at(format!("text {}", index + 1));
        collect::from_text(source, text, lexicon).ok()
    });
    let corpus = corpus(documents.collect(), Vec::new(), lexicon);
    check(&corpus, rules, weights, lexicon)
}
