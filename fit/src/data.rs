//! What the cards are fitted on: drafts with their sources, what was altered in them, and stories told twice.

use std::path::Path;
use std::sync::Arc;

use crosscheck::claim::{Dimension, Document, Numeral, Source, Span};
use crosscheck::collect;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::{Text, Vocabulary, numerals};
use crosscheck::run;
use rayon::prelude::*;

use crate::{Failure, alter, cases};

/// What a case is for.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Sort {
    /// A draft in which every number is right.
    Right,
    /// A draft in which some are not.
    Wrong,
    /// A right draft with one number swapped for another of the source.
    Swapped,
    /// A right draft with one word beside a number changed.
    Altered(&'static str),
    /// A text that tells the same story as the source.
    Story,
}

/// A draft and its source as matching sees them.
pub struct Case {
    pub sort: Sort,
    pub draft: Arc<Text>,
    pub source: Arc<Text>,
    pub draft_text: Arc<str>,
    pub source_text: Arc<str>,
    /// Whether it is of a story rather than of a draft and its source.
    pub is_story: bool,
    /// Cases of one source, or of one story, stay together.
    pub group: usize,
    /// Cases of one sort of text stay together.
    pub domain: usize,
    /// What the case says of each number of the draft.
    pub labels: Vec<Label>,
    /// Of a swapped number, the source's numbers that it was.
    pub was: Vec<usize>,
}

/// What is known of a number of a draft.
#[derive(Clone, Copy, Debug, PartialEq)]
pub enum Label {
    /// It is right.
    Right,
    /// It is not.
    Wrong,
    /// Nothing.
    Unknown,
}

impl Case {
    /// What keeps the cases of one source together.
    pub fn source(&self) -> usize {
        self.group
    }

    /// What keeps the cases of one sort of text together.
    pub fn domain(&self) -> usize {
        self.domain
    }

    /// Whether a number is printed in digits: the data says nothing of others.
    pub fn is_in_digits(&self, at: usize) -> bool {
        let numeral = self.draft.numerals.get(at);
        let text = numeral.and_then(|it| self.draft_text.get(it.span.range()));
        text.is_some_and(|it| it.contains(|c: char| c.is_ascii_digit()))
    }
}

/// All of it.
pub struct Data {
    pub drafts: Vec<Case>,
    pub swapped: Vec<Case>,
    pub altered: Vec<Case>,
    pub stories: Vec<Case>,
}

impl Data {
    /// Reads the sets that may be fitted on from the folder of test data.
    pub fn read(folder: &Path, lexicon: &Lexicon) -> Result<Self, Failure> {
        let drafts = cases::read(&folder.join("drafts/summedits.jsonl"), lexicon)?;
        let mut swapped = alter::swapped(&drafts, lexicon);
        let altered = alter::altered(&drafts, lexicon);
        let mut stories = Vec::new();
        for (index, name) in ["unlabelled", "real"].into_iter().enumerate() {
            stories.extend(self::stories(&folder.join(name), (stories.len(), index), lexicon)?);
        }
        // No two sets share a group.
        for story in &mut stories {
            story.group += drafts.len();
            story.domain += drafts.len();
        }
        swapped.extend(alter::swapped(&stories, lexicon));
        Ok(Self { drafts, swapped, altered, stories })
    }

    pub fn all(&self) -> impl Iterator<Item = &Case> {
        self.drafts.iter().chain(&self.swapped).chain(&self.altered).chain(&self.stories)
    }
}

/// A text with its numbers.
pub fn text(
    name: &str,
    text: &str,
    vocabulary: &mut Vocabulary,
    lexicon: &Lexicon,
) -> Result<Text, Failure> {
    let document: Document =
        collect::from_text(Source::at(name), text, lexicon).map_err(|it| it.message)?;
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    let (Some(document), Some(sentences)) = (corpus.documents.first(), corpus.sentences.first())
    else {
        return Err("a text without a document".into());
    };
    let numerals: Vec<Numeral> = numerals(document, 0, &corpus.claims, sentences, lexicon);
    let sentences: &[Span] = sentences;
    Ok(Text::new(document, numerals, sentences, &corpus.claims, vocabulary, lexicon))
}

/// Every text of each story held against every other one: numbers that are hardly alike by chance belong together.
fn stories(
    folder: &Path,
    (first, domain): (usize, usize),
    lexicon: &Lexicon,
) -> Result<Vec<Case>, Failure> {
    let paths = |folder: &Path| -> Result<Vec<std::path::PathBuf>, Failure> {
        let mut paths = Vec::new();
        for entry in std::fs::read_dir(folder)? {
            paths.push(entry?.path());
        }
        paths.sort();
        Ok(paths)
    };
    let folders: Vec<_> = paths(folder)?.into_iter().filter(|it| it.is_dir()).collect();
    let told: Result<Vec<Vec<Case>>, Failure> = folders
        .par_iter()
        .enumerate()
        .map(|(index, story)| {
            let mut vocabulary = Vocabulary::default();
            let mut told: Vec<(Arc<str>, Arc<Text>)> = Vec::new();
            for path in paths(story)? {
                if path.extension().is_some_and(|it| it == "txt" || it == "md") {
                    let read = std::fs::read_to_string(&path)?;
                    let of = text("story.txt", &read, &mut vocabulary, lexicon)?;
                    told.push((Arc::from(read), Arc::new(of)));
                }
            }
            let mut cases = Vec::new();
            for (a, (draft_text, draft)) in told.iter().enumerate() {
                for (b, (source_text, source)) in told.iter().enumerate() {
                    if a == b {
                        continue;
                    }
                    let label =
                        |it: &Numeral| if is_telling(it) { Label::Right } else { Label::Unknown };
                    cases.push(Case {
                        sort: Sort::Story,
                        is_story: true,
                        labels: draft.numerals.iter().map(label).collect(),
                        draft: Arc::clone(draft),
                        source: Arc::clone(source),
                        draft_text: Arc::clone(draft_text),
                        source_text: Arc::clone(source_text),
                        group: first + index,
                        domain,
                        was: Vec::new(),
                    });
                }
            }
            Ok(cases)
        })
        .collect();
    Ok(told?.into_iter().flatten().collect())
}

/// Whether a number is hardly the same in two texts by chance.
fn is_telling(numeral: &Numeral) -> bool {
    let digits = numeral.quantity.stated().map_or(0, crosscheck::claim::Figure::significant_digits);
    match numeral.dimension {
        Dimension::Money | Dimension::Percent => digits >= 2,
        Dimension::Count | Dimension::Ratio | Dimension::Measure(_) => digits >= 3,
        Dimension::Clock => true,
        _ => false,
    }
}
