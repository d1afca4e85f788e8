//! The command line: parse, call the library, print, exit.
//!
//! Exit codes: 0 nothing at or above `--fail-on`, 1 findings, 2 usage, configuration or rule error,
//! 3 some input could not be read and the rest was checked.

mod apart;
#[cfg(feature = "parquet")]
mod archive;
mod args;
mod baseline;
mod changed;
mod check;
mod claims;
mod compare;
mod completions;
mod decide;
mod explain;
mod facts;
mod files;
mod init;
mod journal;
mod man;
mod mcp;
mod note;
mod progress;
mod review;
mod rule_pages;
mod rules;
mod schemas;
mod signals;
mod table;
mod trust;

use std::io::{self, IsTerminal, Write};
use std::path::Path;
use std::process::ExitCode;

use clap::Parser;
use crosscheck::Error;
use crosscheck::claim::visible_lines;
use crosscheck::config::Config;
use crosscheck::disk;
use crosscheck::error::Problem;
use crosscheck::guard::{self, guarded};
use crosscheck::lexicon::Lexicon;
use crosscheck::run::{self, Corpus};
use crosscheck::watch::Watch;
use crosscheck::write::{self, Look, Repository};
use miette::{GraphicalReportHandler, GraphicalTheme, ThemeCharacters, ThemeStyles};

use args::{Args, Inputs, Verb, Wanted};

/// What a verb prints and how the process ends.
struct Outcome {
    text: Vec<u8>,
    code: u8,
}

impl Outcome {
    fn new(text: Vec<u8>, code: u8) -> Self {
        Self { text, code }
    }
}

fn main() -> ExitCode {
    let args = Args::parse();
    guard::keep_silent();
    if let Verb::ReadApart(it) = &args.verb {
        return apart::run(it);
    }
    signals::watch();
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads(&args.wanted));
    // A pool that exists already keeps its size; the output is the same either way.
    let _: Result<(), _> = pool.stack_size(STACK).build_global();
    let outcome = guarded("crosscheck", "running", || run(&args));
    match outcome.unwrap_or_else(|it| Err(Error::Internal { message: it.message })) {
        Ok(outcome) => finish(&outcome),
        // The reader had enough (`| head`): not our failure.
        Err(Error::Unwritable(it)) if it.kind() == io::ErrorKind::BrokenPipe => ExitCode::SUCCESS,
        Err(error) => failed(error),
    }
}

/// How much stack each thread has: 16 MiB, of which the system gives what is used.
const STACK: usize = 16 << 20;

/// How many threads are started: as many as are wanted, within reason; 0 are as many as there are cores.
fn threads(wanted: &Wanted) -> usize {
    const A_CORE: usize = 4;
    let cores = std::thread::available_parallelism().map_or(1, std::num::NonZero::get);
    wanted.jobs.unwrap_or(0).min(cores * A_CORE)
}

fn run(args: &Args) -> Result<Outcome, Error> {
    match &args.verb {
        Verb::Check(it) => check::run(it, &args.wanted),
        Verb::Claims(it) => claims::run(it, &args.wanted),
        Verb::Facts(it) => facts::run(it, &args.wanted),
        Verb::Table(it) => table::run(it, &args.wanted),
        Verb::Compare(it) => compare::run(it, &args.wanted),
        #[cfg(feature = "parquet")]
        Verb::Archive(it) => archive::run(it, &args.wanted),
        Verb::Explain(it) => explain::run(it, &args.wanted),
        Verb::Rules(it) => rules::run(it, &args.wanted),
        Verb::Review(it) => review::run(it, &args.wanted),
        Verb::Accept(it) | Verb::Dismiss(it) => decide::run(it, &args.wanted),
        Verb::Note(it) => note::run(it, &args.wanted),
        Verb::Baseline(it) => baseline::run(it, &args.wanted),
        Verb::Mcp(it) => mcp::run(it),
        Verb::Init(it) => init::run(it, &args.wanted),
        Verb::Completions(it) => Ok(completions::run(it)),
        Verb::Man => man::run(),
        Verb::Trust(it) => trust::run(it, &args.wanted),
        // Answered before anything else is begun.
        Verb::ReadApart(_) => Ok(Outcome::new(Vec::new(), 0)),
    }
}

fn finish(outcome: &Outcome) -> ExitCode {
    let mut stdout = io::stdout().lock();
    let written = stdout.write_all(&outcome.text).and_then(|()| stdout.flush());
    match written {
        Err(error) if error.kind() != io::ErrorKind::BrokenPipe => failed(Error::from(error)),
        _ => ExitCode::from(outcome.code),
    }
}

/// Tells what stopped the run.
fn failed(error: Error) -> ExitCode {
    let _: io::Result<()> = writeln!(io::stderr().lock(), "{}", drawn(error));
    ExitCode::from(2)
}

/// An error as miette draws it; one that quotes what a terminal would obey is drawn without colours and with marks.
fn drawn(error: Error) -> String {
    let mut plain = String::new();
    let theme =
        GraphicalTheme { characters: ThemeCharacters::unicode(), styles: ThemeStyles::none() };
    let handler = GraphicalReportHandler::new_themed(theme).with_links(false);
    if handler.render_report(&mut plain, &error).is_ok() && visible_lines(&plain) != *plain {
        return visible_lines(&plain).into_owned();
    }
    format!("{:?}", miette::Report::new(error))
}

/// Reads what the arguments name, or the default folder.
fn read(
    inputs: &Inputs,
    config: &Config,
    lexicon: &Lexicon,
    watch: &Watch,
) -> Result<Corpus, Error> {
    let paths = inputs.paths(config)?;
    run::read(&paths, &mut io::stdin().lock(), config, lexicon, watch)
}

/// How output may look on this terminal.
fn look(wanted: &Wanted, inputs: &Inputs) -> Look {
    let is_terminal = io::stdout().is_terminal();
    let color = match wanted.color {
        args::Color::Always => true,
        args::Color::Never => false,
        args::Color::Auto => {
            is_terminal && std::env::var_os("NO_COLOR").is_none_or(|it| it.is_empty())
        }
    };
    let columns = std::env::var("COLUMNS").ok().and_then(|it| it.parse().ok());
    Look {
        color,
        width: columns.unwrap_or(80).clamp(60, 200),
        quiet: wanted.quiet,
        verbose: wanted.verbose,
        narrate: wanted.narrate,
        repository: repository(),
        again: inputs.again(),
        links: is_terminal && supports_hyperlinks::on(supports_hyperlinks::Stream::Stdout),
    }
}

/// Where the run stands in a repository of git.
fn repository() -> Repository {
    let here = disk::canonical(Path::new("."));
    let root = here.ancestors().find(|it| it.join(".git").exists());
    Repository { root: root.map(Path::to_owned).unwrap_or_default(), here: here.clone() }
}

/// Problems go to standard error where standard output is for a program.
fn tell(problems: &[Problem], wanted: &Wanted) {
    // Standard error that is closed hears nothing.
    let _: Result<(), Error> = write::problems(&mut io::stderr().lock(), problems, wanted.verbose);
}

/// 3 where part of the input was not checked, else 0.
fn incomplete(problems: &[Problem]) -> u8 {
    if problems.iter().any(|it| it.is_incomplete) { 3 } else { 0 }
}

/// The format of that name.
fn format<T: Copy>(
    formats: &[T],
    wanted: Option<&str>,
    name: impl Fn(&T) -> &'static str + Copy,
) -> Result<T, Error> {
    let chosen = match wanted {
        Some(wanted) => formats.iter().find(|it| name(it) == wanted),
        None => formats.first(),
    };
    chosen
        .copied()
        .ok_or_else(|| Error::unknown("format", wanted.unwrap_or(""), formats.iter().map(name)))
}

/// Fewer characters of an id name nothing.
const SHORTEST_ID: usize = 4;

/// The only one whose id starts with `prefix`.
fn one<'t, T>(of: &'t [T], prefix: &str, id: impl Fn(&T) -> &str) -> Option<&'t T> {
    let mut found =
        of.iter().filter(|it| prefix.len() >= SHORTEST_ID && id(it).starts_with(prefix));
    let first = found.next()?;
    found.next().is_none().then_some(first)
}
