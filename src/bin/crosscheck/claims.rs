//! `claims`: the claims table.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::write;

use crate::args::{Claims, Wanted};
use crate::{Outcome, format, incomplete, look, read, tell};

pub(crate) fn run(args: &Claims, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::CLAIMS, args.format.as_deref(), |it| it.name)?;
    let corpus = read(&args.inputs, Lexicon::english()?)?;
    let mut text = Vec::new();
    if args.rejected {
        write::rejected(&mut text, &corpus.rejected, &corpus.documents)?;
    } else {
        (format.write)(&mut text, &corpus.claims, &look(wanted, &args.inputs))?;
    }
    tell(&corpus.problems);
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}
