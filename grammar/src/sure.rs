//! What is sure: words of closed classes that hardly ever have another tag, and pairs of tags that hardly ever have another
//! relation, in all treebanks.

use std::collections::BTreeMap;

use crosscheck::parse::lesson::{Row, Sights, State, case_of_tag, cases_of_relation};

use crate::treebank::Sentence;

/// Of so many cases one may be otherwise, mistakes of the annotation among them. With 50 and 10 below, tags and trees of what was held
/// out were as right as with all weighed; with 20 they were less right.
pub(crate) const ONE_OF: u32 = 100;
/// A case that was met less often is weighed.
pub(crate) const LEAST: u32 = 20;

/// How often each class was right in a case.
#[derive(Default)]
struct Cases(BTreeMap<u64, BTreeMap<u8, u32>>);

impl Cases {
    fn count(&mut self, case: u64, class: u8) {
        *self.0.entry(case).or_default().entry(class).or_default() += 1;
    }

    /// A row of one weight for each case that is sure.
    fn rows(&self) -> Vec<Row> {
        let sure = |(&feature, classes): (&u64, &BTreeMap<u8, u32>)| {
            let all: u32 = classes.values().sum();
            let (&class, &often) = classes.iter().max_by_key(|it| it.1)?;
            let is_sure = all >= LEAST && (all - often) * ONE_OF <= all;
            is_sure.then(|| Row { feature, shift: 0, weights: vec![(class, 1)] })
        };
        self.0.iter().filter_map(sure).collect()
    }
}

/// Universal classes to which no words are added: a word of another one may be used in a new way any day (Nivre et al. 2020).
const CLOSED: [&str; 10] =
    ["ADP", "AUX", "CCONJ", "DET", "NUM", "PART", "PRON", "PUNCT", "SCONJ", "SYM"];

/// Words of one tag; `names` are those of the tags.
pub(crate) fn tags(sentences: &[Sentence], names: &[String]) -> Vec<Row> {
    let mut cases = Cases::default();
    for sentence in sentences {
        for (word, &tag) in sentence.words.iter().zip(&sentence.tags) {
            cases.count(case_of_tag(word), tag);
        }
    }
    let class = |tag: u8| names.get(usize::from(tag)).and_then(|it| it.split('|').next());
    let is_closed = |row: &Row| {
        let tag = row.weights.first().map(|it| it.0);
        tag.and_then(class).is_some_and(|it| CLOSED.contains(&it))
    };
    cases.rows().into_iter().filter(is_closed).collect()
}

/// Arcs of one relation, by the tags that a tagger gave.
pub(crate) fn relations(sentences: &[Sentence], class_of: &[u8], verb: u8) -> Vec<Row> {
    let mut cases = Cases::default();
    for sentence in sentences {
        let sights = Sights::of(&sentence.words, &sentence.given, class_of, verb);
        let state = State::new(sentence.words.len());
        for (child, (&head, &relation)) in (0..).zip(sentence.heads.iter().zip(&sentence.relations))
        {
            for case in cases_of_relation(&sights, &state, (head, child)) {
                cases.count(case, relation);
            }
        }
    }
    cases.rows()
}
