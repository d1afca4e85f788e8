//! `check`: the main job.

use std::io::Write as _;
use std::path::Path;

use crosscheck::claim::Covered;
use crosscheck::lexicon::Lexicon;
use crosscheck::pair::Weights;
use crosscheck::run::{Corpus, Judgement};
use crosscheck::write::{Look, Report, ReportFormat};
use crosscheck::{Error, run, write};

use crate::args::{Check, Emit, Inputs, Wanted};
use crate::{Outcome, format, incomplete, look, read, rules};

/// Where GitHub Actions takes the summary of a job from.
const JOB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// What a run comes to, and how to name it again.
struct Checked {
    corpus: Corpus,
    judgement: Judgement,
    /// Of a draft or a data file.
    covered: Option<Vec<Covered>>,
    look: Look,
}

pub(crate) fn run(args: &Check, wanted: &Wanted) -> Result<Outcome, Error> {
    let named = |name: Option<&str>| format(write::REPORTS, name, |it| it.name);
    let format = named(args.format.as_deref())?;
    let emitted: Vec<(ReportFormat, &Emit)> = args
        .emit
        .iter()
        .map(|it| Ok((named(Some(&it.format))?, it)))
        .collect::<Result<_, Error>>()?;
    let lexicon = Lexicon::english()?;
    let rules = rules::selected(&args.selection)?;
    let checked = if args.against.is_empty() {
        let corpus = read(&args.inputs, wanted, lexicon)?;
        let judgement = run::check(&corpus, &rules, &Weights::shipped()?, lexicon);
        Checked { corpus, judgement, covered: None, look: look(wanted, &args.inputs) }
    } else {
        cover(args, wanted, &rules, lexicon)?
    };
    let Checked { corpus, judgement, covered, look } = &checked;
    let report = Report { corpus, judgement, covered: covered.as_deref(), rules: &rules };
    for (format, emit) in &emitted {
        // What is written to a file has no colours, and nobody is looking for the next command.
        let look = Look { color: false, ..look.clone() };
        emit_to(Path::new(&emit.file), |out| (format.write)(out, &report, &look))?;
    }
    let mut text = Vec::new();
    (format.write)(&mut text, &report, look)?;
    if format.name == "github" {
        summarise(&report, look)?;
    }
    let found = judgement.findings.iter().filter(|it| it.status.is_open()).map(|it| it.severity);
    let open = covered.iter().flatten().filter_map(|it| it.support.severity());
    let fails = found.chain(open).any(|it| args.fail_on.is_reached(it));
    let code = if fails { 1 } else { incomplete(&corpus.problems) };
    Ok(Outcome::new(text, code))
}

/// A draft against its sources: what no source supports counts as a finding.
fn cover(
    args: &Check,
    wanted: &Wanted,
    rules: &[crosscheck::rules::Rule],
    lexicon: &Lexicon,
) -> Result<Checked, Error> {
    let stdin = &mut std::io::stdin().lock();
    let inputs = Inputs { given: [&*args.inputs.given, &*args.data].concat() };
    if inputs.given.is_empty() {
        return Err(Error::NothingToRead { paths: vec!["a draft, or --data FILE".to_owned()] });
    }
    let config = wanted.config()?;
    let (corpus, drafts) = run::read_draft(&inputs.given, &args.against, stdin, &config, lexicon)?;
    let (judgement, covered) = run::cover(&corpus, drafts, rules, &Weights::shipped()?, lexicon);
    let mut look = look(wanted, &inputs);
    look.again += &Inputs::named("--against", &args.against);
    Ok(Checked { corpus, judgement, covered: Some(covered), look })
}

/// Writes a file beside its place and moves it there: nobody ever sees half of it.
fn emit_to(
    path: &Path,
    write: impl FnOnce(&mut dyn std::io::Write) -> Result<(), Error>,
) -> Result<(), Error> {
    let unwritable = |source| Error::FileUnwritable { path: path.to_owned(), source };
    let folder = path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."));
    let mut file = tempfile::NamedTempFile::new_in(folder).map_err(unwritable)?;
    write(&mut std::io::BufWriter::new(&mut file))?;
    file.flush().map_err(unwritable)?;
    file.persist(path).map_err(|it| unwritable(it.error))?;
    Ok(())
}

/// Adds the whole report to the summary of the job, where there is one.
fn summarise(report: &Report<'_>, look: &Look) -> Result<(), Error> {
    let Some(path) = std::env::var_os(JOB_SUMMARY).filter(|it| !it.is_empty()) else {
        return Ok(());
    };
    let path = Path::new(&path);
    let unwritable = |source| Error::FileUnwritable { path: path.to_owned(), source };
    let mut text = Vec::new();
    let format = format(write::REPORTS, Some("markdown"), |it| it.name)?;
    (format.write)(&mut text, report, look)?;
    let mut file =
        std::fs::OpenOptions::new().create(true).append(true).open(path).map_err(unwritable)?;
    file.write_all(&text).map_err(unwritable)
}
