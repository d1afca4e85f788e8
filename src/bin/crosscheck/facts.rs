//! `facts`: the reconciled facts.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::pair::Weights;
use crosscheck::{rules, run, write};

use crate::args::{Facts, Wanted};
use crate::{Outcome, format, incomplete, look, read, tell};

pub(crate) fn run(args: &Facts, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::FACTS, args.format.as_deref(), |it| it.name)?;
    let lexicon = Lexicon::english()?;
    let corpus = read(&args.inputs, wanted, lexicon)?;
    let judgement = run::check(&corpus, &rules::shipped()?, &Weights::shipped()?, lexicon);
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus.claims, &judgement.facts, &look(wanted, &args.inputs))?;
    tell(&corpus.problems);
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}
