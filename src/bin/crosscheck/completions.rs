//! `completions`: a script for a shell.

use clap::CommandFactory;

use crate::Outcome;
use crate::args::{Args, Completions};

pub(crate) fn run(args: &Completions) -> Outcome {
    let mut text = Vec::new();
    clap_complete::generate(args.shell, &mut Args::command(), "crosscheck", &mut text);
    Outcome::new(text, 0)
}
