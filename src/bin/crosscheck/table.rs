//! `table`: what the documents say of each thing, side by side.

use std::io::{self, IsTerminal as _};

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::{run, write};

use crate::args::{TableArgs, Wanted};
use crate::progress::Progress;
use crate::{Outcome, format, incomplete, look, read, tell};

pub(crate) fn run(args: &TableArgs, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::TABLES, args.format.as_deref(), |it| it.name)?;
    if !format.is_text && io::stdout().is_terminal() {
        return Err(Error::NoText { format: format.name });
    }
    let progress = Progress::new(!wanted.quiet);
    let lexicon = Lexicon::english()?;
    let corpus = read(&args.inputs, wanted.config()?, lexicon, &progress.watch)?;
    let rows = run::table(&corpus, lexicon);
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus, &rows, &look(wanted, &args.inputs))?;
    tell(&corpus.problems, wanted);
    Ok(Outcome::new(text, incomplete(&corpus.problems)))
}
