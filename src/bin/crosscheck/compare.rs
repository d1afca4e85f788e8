//! `compare`: two texts held against each other, or many pairs of texts.

use std::io::{self, Write};

use crosscheck::Error;
use crosscheck::collect::{TextPair, TextPairs};
use crosscheck::lexicon::Lexicon;
use crosscheck::{run, write};
use rayon::prelude::*;

use crate::args::Compare;
use crate::{Outcome, incomplete, tell};

/// Pairs that are read, answered on all cores and written before the next are.
const BATCH: usize = 512;

pub(crate) fn run(args: &Compare) -> Result<Outcome, Error> {
    pairs(&args.pairs)
}

fn pairs(path: &str) -> Result<Outcome, Error> {
    let lexicon = Lexicon::english()?;
    let mut lines = TextPairs::open(path)?;
    let mut problems = Vec::new();
    let mut out = io::BufWriter::new(io::stdout().lock());
    loop {
        let batch: Vec<_> = lines.by_ref().take(BATCH).collect();
        if batch.is_empty() {
            break;
        }
        let mut pairs: Vec<TextPair> = Vec::with_capacity(batch.len());
        for line in batch {
            match line {
                Ok(pair) => pairs.push(pair),
                Err(problem) => problems.push(problem),
            }
        }
        let answers: Vec<Result<Vec<u8>, Error>> = pairs
            .par_iter()
            .map(|it| {
                let comparison = run::compare_texts(&it.text_a, &it.text_b, lexicon);
                let mut line = Vec::new();
                write::answer(&mut line, &it.id, (&it.text_a, &it.text_b), &comparison)?;
                Ok(line)
            })
            .collect();
        for answer in answers {
            out.write_all(&answer?)?;
        }
    }
    out.flush()?;
    tell(&problems);
    Ok(Outcome::new(Vec::new(), incomplete(&problems)))
}
