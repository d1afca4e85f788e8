//! `compare`: two texts held against each other, or many pairs of texts.

use std::io::{self, Write};

use crosscheck::Error;
use crosscheck::claim::Severity;
use crosscheck::collect::{TextPair, TextPairs};
use crosscheck::lexicon::Lexicon;
use crosscheck::watch::Watch;
use crosscheck::{rules, run, write};
use rayon::prelude::*;

use crate::args::{Compare, Inputs, Wanted};
use crate::{Outcome, format, incomplete, look, tell};

/// Pairs that are read, answered on all cores and written before the next are.
const BATCH: usize = 512;

pub(crate) fn run(args: &Compare, wanted: &Wanted) -> Result<Outcome, Error> {
    match &args.pairs {
        Some(path) => pairs(path, wanted),
        None => files(args, wanted),
    }
}

fn files(args: &Compare, wanted: &Wanted) -> Result<Outcome, Error> {
    let format = format(write::COMPARISONS, args.format.as_deref(), |it| it.name)?;
    let lexicon = Lexicon::english()?;
    let inputs = Inputs { given: args.files.clone() };
    let (paths, stdin) = (&args.files, &mut io::stdin().lock());
    let corpus = run::read_two(paths, stdin, wanted.config()?, lexicon, &Watch::default())?;
    let judgement = run::check(&corpus, &rules::shipped()?, lexicon);
    let aligned = run::aligned(&corpus, lexicon);
    let mut text = Vec::new();
    (format.write)(&mut text, &corpus, &judgement, &aligned, &look(wanted, &inputs))?;
    let fails = judgement.findings.iter().any(|it| it.severity == Severity::Error);
    Ok(Outcome::new(text, if fails { 1 } else { incomplete(&corpus.problems) }))
}

fn pairs(path: &str, wanted: &Wanted) -> Result<Outcome, Error> {
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
    tell(&problems, wanted);
    Ok(Outcome::new(Vec::new(), incomplete(&problems)))
}
