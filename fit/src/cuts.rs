//! Where answers end: the cuts that cost an editor least on texts that the cards have not seen.

use crosscheck::lexicon::Lexicon;
use crosscheck::matching::model::Cuts;

use crate::data::Data;
use crate::measure::folded;
use crate::train::{Folds, Weights, tenths};

/// Each cut in turn takes the value that costs least, so many times.
const ROUNDS: usize = 3;

/// An error is right at least nine times in ten: these are its odds. A statement that was turned is hardly ever met, so
/// there is too little to fit a cut on.
const PROMISE: f64 = 9.0;

/// One bit, twice as likely as not: a figure that is less likely than half of the best one is not meant, and what is less
/// likely than twice its contrary contradicts nothing, whatever the texts that the cuts are fitted on say.
const LIKELY: i32 = 10;

/// Which cut is set, and its values from the most careful one on.
type Axis = (fn(&mut Cuts) -> &mut i32, fn(i32) -> i32);

const AXES: [Axis; 2] = [
    (|it| &mut it.contradicts, |step| (40 - 5 * step).max(LIKELY)),
    (|it| &mut it.outweighs, |step| 40 - 5 * step),
];

pub fn chosen(data: &Data, folds: &Folds, lexicon: &Lexicon) -> Cuts {
    let weights = Weights::new(&data.all().collect::<Vec<_>>());
    let cost = |cuts: Cuts| folded(data, folds, cuts, &weights, lexicon).cost();
    let mut cuts =
        Cuts { slack: LIKELY, contradicts: LIKELY, outweighs: 20, differs: tenths(PROMISE.ln()) };
    let mut least = cost(cuts);
    for _ in 0..ROUNDS {
        for (of, value) in AXES {
            for step in 0..=8 {
                let mut next = cuts;
                *of(&mut next) = value(step);
                let cost = cost(next);
                if cost < least {
                    (cuts, least) = (next, cost);
                }
            }
        }
    }
    cuts
}
