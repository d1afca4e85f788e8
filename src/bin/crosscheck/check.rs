//! `check`: the main job.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::pair::Weights;
use crosscheck::{run, write};

use crate::args::{Check, Inputs, Wanted};
use crate::{Outcome, format, incomplete, look, read, rules};

pub(crate) fn run(args: &Check, wanted: &Wanted) -> Result<Outcome, Error> {
    if !args.against.is_empty() {
        return cover(args, wanted);
    }
    let format = format(write::REPORTS, args.format.as_deref(), |it| it.name)?;
    let lexicon = Lexicon::english()?;
    let rules = rules::selected(&args.selection)?;
    let corpus = read(&args.inputs, wanted, lexicon)?;
    let judgement = run::check(&corpus, &rules, &Weights::shipped()?, lexicon);
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus, &judgement, &look(wanted, &args.inputs))?;
    let fails = judgement.findings.iter().any(|it| args.fail_on.is_reached(it.severity));
    let code = if fails { 1 } else { incomplete(&corpus.problems) };
    Ok(Outcome::new(text, code))
}

/// A draft against its sources: what no source supports counts as a finding.
fn cover(args: &Check, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::COVERAGES, args.format.as_deref(), |it| it.name)?;
    let lexicon = Lexicon::english()?;
    let rules = rules::selected(&args.selection)?;
    let stdin = &mut std::io::stdin().lock();
    let inputs = Inputs { given: [&*args.inputs.given, &*args.data].concat() };
    if inputs.given.is_empty() {
        return Err(Error::NothingToRead { paths: vec!["a draft, or --data FILE".to_owned()] });
    }
    let (corpus, drafts) =
        run::read_draft(&inputs.given, &args.against, stdin, &wanted.config()?, lexicon)?;
    let (judgement, covered) = run::cover(&corpus, drafts, &rules, &Weights::shipped()?, lexicon);
    let mut text = Vec::new();
    let mut look = look(wanted, &inputs);
    look.again += &Inputs::named("--against", &args.against);
    (format.write)(&mut text, &corpus, &judgement, &covered, &look)?;
    let found = judgement.findings.iter().map(|it| it.severity);
    let open = covered.iter().filter_map(|it| it.support.severity());
    let fails = found.chain(open).any(|it| args.fail_on.is_reached(it));
    let code = if fails { 1 } else { incomplete(&corpus.problems) };
    Ok(Outcome::new(text, code))
}
