//! Pairs of texts that agree, contradict each other or have nothing to do with one another.

use std::path::Path;

use crosscheck::claim::Source;
use crosscheck::collect;
use crosscheck::lexicon::Lexicon;
use crosscheck::matching::model::{Card, Cuts, Model};
use crosscheck::matching::retelling::{RELATED, Retelling};
use crosscheck::run::{self, Corpus};
use rayon::prelude::*;
use serde::Deserialize;

use crate::Failure;
use crate::logit::Trial;
use crate::train::{Layout, fit};

/// The sets, each of which counts alike.
const SETS: &[&str] = &["summedits_pair", "fever_symmetric", "tabfact_pairs", "ramdocs"];

/// A line of a set.
#[derive(Deserialize)]
struct Row {
    text_a: String,
    text_b: String,
    label: String,
    /// Whether a contradiction hinges on a number.
    hinge: Option<bool>,
}

/// What two texts are to each other.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Label {
    Contradicts,
    Entails,
    Neutral,
}

/// Two texts.
pub struct Pair {
    label: Label,
    set: usize,
    /// Each label of each set counts as a hundred pairs.
    weight: f64,
    corpus: Corpus,
}

pub fn read(folder: &Path, lexicon: &Lexicon) -> Result<Vec<Pair>, Failure> {
    let mut pairs = Vec::new();
    for (set, name) in SETS.iter().enumerate() {
        let text = std::fs::read_to_string(folder.join(name).with_extension("jsonl"))?;
        for line in text.lines() {
            let row: Row = serde_json::from_str(line)?;
            let label = match &*row.label {
                // Elsewhere a text that differs in one thing differs in its figures as well.
                "contradicts" if row.hinge == Some(false) && *name == "fever_symmetric" => continue,
                "contradicts" => Label::Contradicts,
                "entails" => Label::Entails,
                _ => Label::Neutral,
            };
            let document = |name: &str, text: &str| {
                collect::from_text(Source::at(name), text, lexicon).map_err(|it| it.message)
            };
            let documents = vec![document("a.txt", &row.text_a)?, document("b.txt", &row.text_b)?];
            pairs.push(Pair {
                label,
                set,
                weight: 0.0,
                corpus: run::corpus(documents, Vec::new(), lexicon),
            });
        }
    }
    let alike =
        |of: &Pair| pairs.iter().filter(|it| it.set == of.set && it.label == of.label).count();
    let weights: Vec<f64> = pairs
        .iter()
        .map(|it| 100.0 / f64::from(u32::try_from(alike(it)).unwrap_or(u32::MAX)))
        .collect();
    for (pair, weight) in pairs.iter_mut().zip(weights) {
        pair.weight = weight;
    }
    Ok(pairs)
}

/// The pairs whose texts differ in a figure, with what tells whether they speak of one thing.
fn differing<'p>(
    pairs: &'p [Pair],
    card: &Card,
    lexicon: &Lexicon,
) -> Vec<(&'p Pair, Option<Vec<usize>>)> {
    let model = Model::new(card);
    let of = |pair: &'p Pair| {
        let retelling = Retelling::new(pair.corpus.read(), &model, lexicon)?;
        Some((pair, retelling.has_difference().then(|| retelling.related_levels())))
    };
    pairs.par_iter().filter_map(of).collect()
}

/// So much less is believed at each step that two texts differ in what they tell, in tenths of a bit.
const STEP: i32 = 5;
/// So often.
const STEPS: usize = 6;

/// Adds to a card how retellings are judged.
///
/// The cuts are those under which the fewest contradictions are missed and the fewest found in vain, a false one counting
/// as much as four that are missed.
pub fn fitted(card: Card, pairs: &[Pair], lexicon: &Lexicon) -> Card {
    let mut best: Option<(f64, Card)> = None;
    for contradicts in [-60, -40, -20, 0] {
        for outweighs in [0, 20, 40] {
            for slack in [0, 10, 20] {
                let retelling = Cuts { slack, contradicts, outweighs, ..card.draft };
                let mut next = Card { retelling, ..card.clone() };
                let found = differing(pairs, &next, lexicon);
                let layout = Layout::new(RELATED.to_vec());
                let trials: Vec<Trial> = found
                    .iter()
                    .filter_map(|(pair, levels)| {
                        let row = layout.row(levels.as_ref()?.iter().copied());
                        let is_right = pair.label == Label::Contradicts;
                        Some(Trial { row, is_right, weight: pair.weight })
                    })
                    .collect();
                (next.related, next.related_prior) = fit(&layout, &trials);
                for _ in 0..STEPS {
                    let cost = cost(&found, &next);
                    if best.as_ref().is_none_or(|it| cost < it.0) {
                        best = Some((cost, next.clone()));
                    }
                    next.related_prior -= STEP;
                }
            }
        }
    }
    best.map_or(card, |it| it.1)
}

fn cost(found: &[(&Pair, Option<Vec<usize>>)], card: &Card) -> f64 {
    let model = Model::new(card);
    let mut cost = 0.0;
    for (pair, levels) in found {
        let is_conflict = levels.as_ref().is_some_and(|it| model.are_related(it));
        let weight = pair.weight;
        cost += match (pair.label, is_conflict) {
            (Label::Contradicts, false) => weight,
            (Label::Entails | Label::Neutral, true) => 4.0 * weight,
            _ => 0.0,
        };
    }
    cost
}
