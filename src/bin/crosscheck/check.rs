//! `check`: the main job.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::pair::Weights;
use crosscheck::{run, write};

use crate::args::{Check, Wanted};
use crate::{Outcome, format, incomplete, look, read, rules};

pub(crate) fn run(args: &Check, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::REPORTS, args.format.as_deref(), |it| it.name)?;
    let lexicon = Lexicon::english()?;
    let rules = rules::selected(&args.selection)?;
    let corpus = read(&args.inputs, lexicon)?;
    let judgement = run::check(&corpus, &rules, &Weights::shipped()?, lexicon);
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus, &judgement, &look(wanted, &args.inputs))?;
    let fails = judgement.findings.iter().any(|it| args.fail_on.is_reached(it.severity));
    let code = if fails { 1 } else { incomplete(&corpus.problems) };
    Ok(Outcome::new(text, code))
}
