//! `claims`: the claims table.

use std::io::{self, IsTerminal as _, Write};

use crosscheck::Error;
use crosscheck::claim::{one_line, visible, visible_lines};
use crosscheck::extract;
use crosscheck::lexicon::Lexicon;
use crosscheck::run::Batches;
use crosscheck::write;

use crate::args::{Claims, Wanted};
use crate::{Outcome, format, incomplete, look, tell};

pub(crate) fn run(args: &Claims, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::CLAIMS, args.format.as_deref(), |it| it.name)?;
    if !format.is_text && io::stdout().is_terminal() {
        return Err(Error::NoText { format: format.name });
    }
    let config = wanted.config()?;
    let paths = args.inputs.paths(config)?;
    let mut batches = Batches::open(&paths, &mut io::stdin().lock(), config, Lexicon::english()?)?;
    // Rows go out as they come: a folder of any size needs the memory of its largest document.
    let mut out = io::BufWriter::new(io::stdout().lock());
    if args.tree {
        trees(&mut out, &mut batches)?;
    } else if args.rejected {
        write::rejected(&mut out, &mut batches)?;
    } else {
        (format.write)(&mut out, &mut batches, &look(wanted, &args.inputs))?;
    }
    out.flush().map_err(Error::from)?;
    let problems = batches.problems();
    tell(&problems, wanted);
    Ok(Outcome::new(Vec::new(), incomplete(&problems)))
}

/// For those who work on the grammar: what it makes of each sentence with a figure, in ten columns fewer than CoNLL-U.
fn trees(out: &mut dyn Write, batches: &mut Batches<'_>) -> Result<(), Error> {
    let lexicon = Lexicon::english()?;
    for document in batches.flat_map(|it| it.documents) {
        for (sentence, tree) in extract::trees(&document, lexicon) {
            let (line, _) = document.position(sentence.start);
            let text = one_line(sentence.of(&document.original));
            writeln!(out, "# {}:{line}: {}", visible(&document.source.path), visible(&text))?;
            writeln!(out, "{}", visible_lines(&tree))?;
        }
    }
    Ok(())
}
