//! How right tags and trees are.

use std::collections::BTreeMap;

use crosscheck::parse::lesson::Arcs;
use crosscheck::parse::{Model, lesson};

use crate::treebank::{Scheme, Sentence};

/// Counts over a test set.
#[derive(Default)]
pub(crate) struct Measured {
    words: usize,
    classes: usize,
    heads: usize,
    relations: usize,
    /// Of each relation without its subtype: annotated, given, both on the same head.
    by_relation: BTreeMap<String, [usize; 3]>,
}

impl Measured {
    /// Tags and parses the sentences' own words, and compares.
    pub(crate) fn of(sentences: &[Sentence], scheme: &Scheme, model: &Model<'_>) -> Self {
        let mut out = Self::default();
        let base = |number: u8| scheme.relations.name(number).split(':').next().unwrap_or("?");
        let class = |tag: u8| scheme.tags.name(tag).split('|').next().unwrap_or("?");
        for sentence in sentences {
            let (tags, Arcs { heads, relations }) =
                lesson::parse(model, &sentence.forms, &sentence.words);
            for at in 0..sentence.words.len() {
                let (right, given) = (base(sentence.relations[at]), base(relations[at]));
                let has_head = heads[at] == sentence.heads[at];
                let is_right = has_head && right == given;
                out.words += 1;
                out.classes += usize::from(class(tags[at]) == class(sentence.tags[at]));
                out.heads += usize::from(has_head);
                out.relations += usize::from(is_right);
                out.count(right, 0);
                out.count(given, 1);
                if is_right {
                    out.count(right, 2);
                }
            }
        }
        out
    }

    fn count(&mut self, relation: &str, which: usize) {
        match self.by_relation.get_mut(relation) {
            Some(counts) => counts[which] += 1,
            None => {
                let mut counts = [0; 3];
                counts[which] = 1;
                self.by_relation.insert(relation.to_owned(), counts);
            }
        }
    }

    /// `| name | words | UPOS | UAS | LAS |`
    pub(crate) fn row(&self, name: &str) -> String {
        let share = |of: usize| format!("{:.1}", 100.0 * of as f64 / self.words.max(1) as f64);
        let [class, head, relation] = [self.classes, self.heads, self.relations].map(share);
        format!("| {name} | {} | {class} | {head} | {relation} |", self.words)
    }

    /// Of each relation that stands at least `least` times in the set its F1 on the same head: `nsubj 86.3, …`
    pub(crate) fn relations(&self, least: usize) -> String {
        let often = self.by_relation.iter().filter(|it| it.1[0] >= least);
        let f1 = |&[right, given, both]: &[usize; 3]| {
            200.0 * both as f64 / (right + given).max(1) as f64
        };
        let each: Vec<String> = often.map(|it| format!("{} {:.1}", it.0, f1(it.1))).collect();
        each.join(", ")
    }
}
