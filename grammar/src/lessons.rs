//! The lessons: tags, then steps and relations over tags that a tagger gave.

use crosscheck::parse::lesson::{
    Before, MOST_CLASSES, Scorer, Scores, Sights, State, Step, best, best_step, of_relation,
    of_step, of_tag, table, tags, write_table,
};

use crate::dice::Dice;
use crate::perceptron::Perceptron;
use crate::sure::{LEAST, ONE_OF};
use crate::treebank::Sentence;

/// By how much the right class is to lead the next one: a feature weighs about one, and each class has about fifty.
const MARGIN: i32 = 40;
/// How often the tagger sees the sentences.
const TAGGER_ROUNDS: usize = 8;
/// How often a tagger sees them that only tags the others.
const JACKKNIFE_ROUNDS: usize = 5;
/// How often the parser sees them.
const PARSER_ROUNDS: usize = 10;
/// Bytes of a tagger's table.
pub(crate) const TAGGER_BYTES: usize = 2_400_000;
/// Seeds of the orders in which sentences are seen.
const SEEDS: [u64; 2] = [42, 7];

/// What the lessons took, as it is noted beside a model.
pub(crate) fn parameters() -> String {
    format!(
        "margin {MARGIN}, tagger {TAGGER_ROUNDS} rounds, tags of {JACKKNIFE_ROUNDS} rounds on the other folds, parser \
         {PARSER_ROUNDS} rounds, seeds {SEEDS:?}; sure is what is otherwise once in {ONE_OF} of at least {LEAST} times"
    )
}

/// The best class beside the right one, and by how much the right one leads it.
fn rival(scores: &Scores, right: u8, classes: usize) -> (u8, i32) {
    let mut others = *scores;
    let own = usize::from(right) % MOST_CLASSES;
    others[own] = i32::MIN;
    let rival = best(&others, classes);
    (rival, scores[own].saturating_sub(others[usize::from(rival)]))
}

/// Learns the tags of the sentences.
pub(crate) fn tagger(sentences: &[&Sentence], classes: usize) -> Perceptron {
    tagger_of(sentences, classes, TAGGER_ROUNDS)
}

fn tagger_of(sentences: &[&Sentence], classes: usize, rounds: usize) -> Perceptron {
    let mut model = Perceptron::new(MARGIN);
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut dice = Dice(SEEDS[0]);
    let mut features = Vec::new();
    for _ in 0..rounds {
        dice.shuffle(&mut order);
        for &index in &order {
            let sentence = sentences[index];
            let mut before = Before::NOTHING;
            for (at, &right) in sentence.tags.iter().enumerate() {
                of_tag(&sentence.words, at, before, &mut features);
                let scores = model.scores(&features);
                let (rival, lead) = rival(&scores, right, classes);
                model.learn(&features, right, rival, lead);
                before = before.then(best(&scores, classes));
            }
        }
    }
    model
}

/// Gives each sentence the tags of a tagger that did not learn from it, so that the parser learns to live with wrong tags.
pub(crate) fn jackknife(sentences: &mut [Sentence], classes: usize) {
    const FOLDS: usize = 5;
    for fold in 0..FOLDS {
        let others = sentences.iter().enumerate().filter(|it| it.0 % FOLDS != fold);
        let others: Vec<&Sentence> = others.map(|it| it.1).collect();
        let model = tagger_of(&others, classes, JACKKNIFE_ROUNDS);
        let bytes = write_table(&model.rows(TAGGER_BYTES));
        let Some(table) = table(&bytes) else { continue };
        for sentence in sentences.iter_mut().skip(fold).step_by(FOLDS) {
            sentence.given = tags(&table, classes, &sentence.words);
        }
    }
}

/// How many right arcs a step makes impossible (the dynamic oracle of Goldberg and Nivre 2013).
fn cost(state: &State, heads: &[u16], step: Step) -> usize {
    let (next, root) = (state.next(), state.root());
    let head_of = |word: u16| heads.get(usize::from(word)).copied();
    let (Some(top), true) = (state.stacked(0), step != Step::Shift) else {
        let stack = state.stack();
        let below = &stack[..stack.len().saturating_sub(1)];
        let head_is_lost = head_of(next).is_some_and(|head| below.contains(&head));
        let children = stack.iter().filter(|word| head_of(**word) == Some(next));
        return children.count() + usize::from(head_is_lost);
    };
    let head = head_of(top).unwrap_or(root);
    let children = heads.iter().skip(usize::from(next)).filter(|head| **head == top).count();
    let head_is_lost = match step {
        Step::Right => head >= next,
        _ => head != next && (head > next || Some(head) == state.stacked(1)),
    };
    children + usize::from(head_is_lost)
}

/// What the parser learns.
pub(crate) struct Parser {
    pub(crate) steps: Perceptron,
    pub(crate) labels: Perceptron,
}

/// Learns the trees of the sentences over the tags they were given.
pub(crate) fn parser(
    sentences: &[&Sentence],
    (class_of, verb): (&[u8], u8),
    relations: usize,
) -> Parser {
    let mut model = Parser { steps: Perceptron::new(MARGIN), labels: Perceptron::new(MARGIN) };
    let mut order: Vec<usize> = (0..sentences.len()).collect();
    let mut dice = Dice(SEEDS[1]);
    let mut features = Vec::new();
    for round in 0..PARSER_ROUNDS {
        dice.shuffle(&mut order);
        for &index in &order {
            let sentence = sentences[index];
            let sights = Sights::of(&sentence.words, &sentence.given, class_of, verb);
            let mut state = State::new(sentence.words.len());
            while !state.is_done() {
                of_step(&sights, &state, &mut features);
                let Some(choice) = choose(&mut model.steps, &features, &state, sentence) else {
                    break;
                };
                // Later rounds follow their own mistakes, so that the model learns to go on from them.
                let wanders = round > 0 && !dice.next().is_multiple_of(10);
                let step = if wanders { choice.given } else { choice.right };
                if let Some(arc) = state.take(step) {
                    let told = (&mut model.labels, relations);
                    name(told, &sights, &mut state, arc, sentence, &mut features);
                }
            }
        }
    }
    model
}

struct Choice {
    /// The step that the model would take.
    given: Step,
    /// The one it should take: of the harmless ones that of the highest score.
    right: Step,
}

/// Learns which step is right.
fn choose(
    model: &mut Perceptron,
    features: &[u64],
    state: &State,
    sentence: &Sentence,
) -> Option<Choice> {
    let scores = model.scores(features);
    let given = best_step(&scores, state)?;
    let allowed = Step::ALL.into_iter().filter(|step| state.allows(*step));
    let costs: Vec<(usize, Step)> =
        allowed.map(|step| (cost(state, &sentence.heads, step), step)).collect();
    let least = costs.iter().map(|it| it.0).min()?;
    let of_score = |it: &&(usize, Step)| scores[it.1 as usize];
    // Of equal scores the first step, as the parser takes it.
    let right = costs.iter().rev().filter(|it| it.0 == least).max_by_key(of_score)?.1;
    if let Some(wrong) = costs.iter().rev().filter(|it| it.0 > least).max_by_key(of_score) {
        let lead = scores[right as usize] - scores[wrong.1 as usize];
        model.learn(features, right as u8, wrong.1 as u8, lead);
    }
    let given = if costs.contains(&(least, given)) { right } else { given };
    Some(Choice { given, right })
}

/// Learns the relation of an arc, where the arc is right; goes on with what the model would have said.
fn name(
    (model, relations): (&mut Perceptron, usize),
    sights: &Sights,
    state: &mut State,
    arc: (u16, u16),
    sentence: &Sentence,
    features: &mut Vec<u64>,
) {
    of_relation(sights, state, arc, features);
    let scores = model.scores(features);
    let child = usize::from(arc.1);
    if sentence.heads[child] == arc.0 {
        let right = sentence.relations[child];
        let (rival, lead) = rival(&scores, right, relations);
        model.learn(features, right, rival, lead);
    }
    state.name(arc.1, best(&scores, relations));
}
