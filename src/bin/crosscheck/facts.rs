//! `facts`: the reconciled facts.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::write;

use crate::args::{Documents, Facts, Wanted};
use crate::check::{self, Checked};
use crate::{Outcome, format, incomplete, rules, tell};

pub(crate) fn run(args: &Facts, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::FACTS, args.format.as_deref(), |it| it.name)?;
    let documents = Documents { inputs: args.inputs.given.clone(), ..Documents::default() };
    let rules = rules::settled(wanted)?;
    let Checked { corpus, judgement, look, .. } =
        check::judged(&documents, wanted, &rules, Lexicon::english()?)?;
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus.claims, &judgement.facts, &look)?;
    tell(&corpus.problems, wanted);
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}
