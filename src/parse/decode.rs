//! Tags and trees from scores, one best choice after the other.

use super::feature::{self, Sights};
use super::model::MOST_CLASSES;
use super::state::{State, Step};
use super::tagger::{self, Before};
use super::word::Word;

/// One number a class.
pub type Scores = [i32; MOST_CLASSES];

/// Weights under features: a table of a model, or weights that are being learnt.
pub trait Scorer {
    /// Adds to each class the weights that the features have for it.
    fn add(&self, features: &[u64], scores: &mut Scores);

    /// The class of a case that has no other, so that nothing need be weighed.
    fn sure(&self, _case: u64) -> Option<u8> {
        None
    }

    /// The scores of all classes.
    fn scores(&self, features: &[u64]) -> Scores {
        let mut scores = [0; MOST_CLASSES];
        self.add(features, &mut scores);
        scores
    }
}

/// The first class of the highest score below `classes`.
pub fn best(scores: &Scores, classes: usize) -> u8 {
    let mut best = 0;
    for class in 1..classes.min(MOST_CLASSES) {
        if scores[class] > scores[best] {
            best = class;
        }
    }
    u8::try_from(best).unwrap_or(0)
}

/// The tag of each word.
pub fn tags(scorer: &impl Scorer, classes: usize, words: &[Word]) -> Vec<u8> {
    let mut features = Vec::with_capacity(64);
    let mut before = Before::NOTHING;
    let tag = |at| {
        let tag = tag(scorer, classes, (words, at), before, &mut features);
        before = before.then(tag);
        tag
    };
    (0..words.len()).map(tag).collect()
}

/// The tag of one word, after those before it; `features` is room to work in.
pub(super) fn tag(
    scorer: &impl Scorer,
    classes: usize,
    (words, at): (&[Word], usize),
    before: Before,
    features: &mut Vec<u64>,
) -> u8 {
    scorer.sure(tagger::case(&words[at])).unwrap_or_else(|| {
        tagger::features(words, at, before, features);
        best(&scorer.scores(features), classes)
    })
}

/// The step with the highest score of those that are possible.
pub fn best_step(scores: &Scores, state: &State) -> Option<Step> {
    let allowed = Step::ALL.into_iter().filter(|it| state.allows(*it));
    allowed.rev().max_by_key(|it| scores[*it as usize])
}

/// The tree of words with their tags: heads and relations in the state.
pub fn tree(
    steps: &impl Scorer,
    (labels, classes): (&impl Scorer, usize),
    sights: &Sights,
    words: usize,
) -> State {
    let mut state = State::new(words);
    let mut features = Vec::with_capacity(160);
    while !state.is_done() {
        feature::of_step(sights, &state, &mut features);
        let Some(step) = best_step(&steps.scores(&features), &state) else { break };
        if let Some(arc) = state.take(step) {
            let cases = feature::cases_of_relation(sights, &state, arc);
            let sure = cases.into_iter().find_map(|case| labels.sure(case));
            let relation = sure.unwrap_or_else(|| {
                feature::of_relation(sights, &state, arc, &mut features);
                best(&labels.scores(&features), classes)
            });
            state.name(arc.1, relation);
        }
    }
    state
}
