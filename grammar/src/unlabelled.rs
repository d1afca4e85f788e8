//! Sentences without annotation that two parsers read alike, one from the left and one from the right: what both find is
//! mostly right, and it is of the texts that will be read (Sagae and Tsujii 2007).

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use crosscheck::claim::Source;
use crosscheck::lexicon::Lexicon;
use crosscheck::parse::lesson::{Scorer, Sights, Word, tags, tree};
use crosscheck::{collect, extract};

use crate::treebank::Sentence;

/// The sentences of the texts in folders, as the grammar gets them, without annotation, in the order of their paths.
pub(crate) fn read(folders: &[&str]) -> io::Result<Vec<Sentence>> {
    let lexicon = Lexicon::english().map_err(io::Error::other)?;
    let mut files = Vec::new();
    for folder in folders {
        texts(Path::new(folder), &mut files)?;
    }
    files.sort();
    let mut sentences = Vec::new();
    let mut seen = std::collections::BTreeSet::new();
    for file in files {
        let text = fs::read_to_string(&file)?;
        let Ok(document) = collect::from_text(Source::at("text"), &text, lexicon) else { continue };
        for forms in extract::forms(&document, lexicon) {
            if seen.insert(forms.clone()) {
                let words = forms.iter().map(|form| Word::of(form)).collect();
                sentences.push(Sentence { forms, words, ..Sentence::default() });
            }
        }
    }
    Ok(sentences)
}

fn texts(folder: &Path, files: &mut Vec<PathBuf>) -> io::Result<()> {
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.is_dir() {
            texts(&path, files)?;
        } else if path.extension().is_some_and(|it| it == "txt") {
            files.push(path);
        }
    }
    Ok(())
}

/// A sentence as it is read from the right.
pub(crate) fn reversed(sentence: &Sentence) -> Sentence {
    let mut out = sentence.clone();
    let root = u16::try_from(sentence.words.len()).unwrap_or(u16::MAX);
    out.words.reverse();
    out.tags.reverse();
    out.given.reverse();
    out.relations.reverse();
    out.heads.reverse();
    for head in &mut out.heads {
        *head = if *head == root { root } else { root - 1 - *head };
    }
    out
}

/// A parser's tables with the number of its relations.
pub(crate) struct Tables<'t, S, L> {
    pub(crate) steps: &'t S,
    pub(crate) labels: (&'t L, usize),
    pub(crate) class_of: &'t [u8],
    pub(crate) verb: u8,
}

impl<S: Scorer, L: Scorer> Tables<'_, S, L> {
    fn parse(&self, sentence: &Sentence) -> (Vec<u16>, Vec<u8>) {
        let sights = Sights::of(&sentence.words, &sentence.given, self.class_of, self.verb);
        let state = tree(self.steps, self.labels, &sights, sentence.words.len());
        let (heads, relations) = state.arcs();
        (heads.to_vec(), relations.to_vec())
    }
}

/// The sentences that both parsers read alike, with their trees.
pub(crate) fn agreed<S: Scorer, L: Scorer>(
    sentences: Vec<Sentence>,
    (tagger, classes): (&impl Scorer, usize),
    left: &Tables<'_, S, L>,
    right: &Tables<'_, S, L>,
) -> Vec<Sentence> {
    /// Shorter ones teach nothing, longer ones are lists.
    const LENGTHS: std::ops::Range<usize> = 4..80;
    /// One word of so many may be read otherwise: its full stop, mostly.
    const PARTS: usize = 10;
    let mut out = Vec::new();
    for mut sentence in sentences.into_iter().filter(|it| LENGTHS.contains(&it.words.len())) {
        sentence.given = tags(tagger, classes, &sentence.words);
        sentence.tags.clone_from(&sentence.given);
        let (heads, relations) = left.parse(&sentence);
        let (other_heads, other_relations) = right.parse(&reversed(&sentence));
        let other = reversed(&Sentence {
            heads: other_heads,
            relations: other_relations,
            ..sentence.clone()
        });
        let same = (0..heads.len())
            .filter(|&at| heads[at] == other.heads[at] && relations[at] == other.relations[at]);
        if same.count() * PARTS >= heads.len() * (PARTS - 1) {
            (sentence.heads, sentence.relations) = (heads, relations);
            out.push(sentence);
        }
    }
    out
}
