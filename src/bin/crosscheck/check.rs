//! `check`: the main job.

use std::io::{IsTerminal as _, Write as _};
use std::path::Path;

use crosscheck::claim::{Covered, Finding, RuleLine, Severity};
use crosscheck::config::Config;
use crosscheck::error::Problem;
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::Rule;
use crosscheck::run::{Corpus, Judgement};
use crosscheck::settle::Records;
use crosscheck::write::{Look, Report, ReportFormat};
use crosscheck::{Error, disk, run, settle, write};

use crate::args::{Check, Documents, Emit, Inputs, Wanted};
use crate::progress::Progress;
use crate::{Outcome, changed, files, format, incomplete, look, read, rules};

/// Where GitHub Actions takes the summary of a job from.
const JOB_SUMMARY: &str = "GITHUB_STEP_SUMMARY";

/// What a run comes to, and how to name it again.
pub(crate) struct Checked {
    pub(crate) corpus: Corpus,
    pub(crate) judgement: Judgement,
    /// Of a draft or a data file.
    pub(crate) covered: Option<Vec<Covered>>,
    pub(crate) look: Look,
    /// What was said of findings before.
    pub(crate) records: Records,
}

impl Checked {
    /// What can be decided: the findings, and the figures of a draft that are not plainly supported.
    pub(crate) fn questions(&self) -> Vec<Finding> {
        let figures = self.covered.iter().flatten().filter_map(Covered::question);
        self.judgement.findings.iter().cloned().chain(figures).collect()
    }
}

pub(crate) fn run(args: &Check, wanted: &Wanted) -> Result<Outcome, Error> {
    let named = |name: Option<&str>| format(write::REPORTS, name, |it| it.name);
    let format = named(args.format.as_deref())?;
    if !format.is_text && std::io::stdout().is_terminal() {
        return Err(Error::NoText { format: format.name });
    }
    let emitted: Vec<(ReportFormat, &Emit)> = args
        .emit
        .iter()
        .map(|it| Ok((named(Some(&it.format))?, it)))
        .collect::<Result<_, Error>>()?;
    for (index, (_, emit)) in emitted.iter().enumerate() {
        let path = Path::new(&emit.file);
        files::replaceable(path)?;
        let is_same = |it: &Emit| disk::canonical(Path::new(&it.file)) == disk::canonical(path);
        if emitted[..index].iter().any(|it| is_same(it.1)) {
            let path = path.to_owned();
            return Err(Error::Irreplaceable { path, what: "named for two reports" });
        }
    }
    let config = wanted.config()?;
    let fail_on = args.fail_on.unwrap_or(config.fail_on);
    let lexicon = Lexicon::english()?;
    let rules = rules::selected(&args.selection, config)?;
    let documents = Documents {
        inputs: args.inputs.given.clone(),
        data: args.data.clone(),
        against: args.against.clone(),
        baseline: args.baseline.clone(),
    };
    let is_changed = args.changed || args.since.is_some();
    let changed = is_changed.then(|| changed::files(args.since.as_deref())).transpose()?;
    let mut checked = judged(&documents, wanted, &rules, lexicon)?;
    if let Some(files) = &changed {
        let Checked { corpus, judgement, covered, .. } = &mut checked;
        changed::keep(files, corpus, judgement, covered);
    }
    if args.baseline.is_none() {
        checked.corpus.problems.extend(lost_baseline(config)?);
    }
    let Checked { corpus, judgement, covered, look, .. } = &checked;
    let lines: Vec<RuleLine> = rules.iter().map(Rule::line).collect();
    let report = Report { corpus, judgement, covered: covered.as_deref(), rules: &lines, fail_on };
    for (_, emit) in &emitted {
        files::is_no_source(Path::new(&emit.file), corpus)?;
        is_no_record(Path::new(&emit.file), config, &checked.records)?;
        is_no_archive(Path::new(&emit.file), &args.against)?;
    }
    for (format, emit) in &emitted {
        // What is written to a file has no colours, and all there is to say.
        let look = Look { color: false, links: false, quiet: false, ..look.clone() };
        files::write(Path::new(&emit.file), |out| (format.write)(out, &report, &look))?;
    }
    let mut text = Vec::new();
    (format.write)(&mut text, &report, look)?;
    if format.name == "github" {
        summarise(&report, look)?;
    }
    let found = judgement.findings.iter().filter(|it| it.status.is_open()).map(|it| it.severity);
    let open = covered.iter().flatten().filter(|it| it.status.is_open());
    let open = open.filter_map(|it| it.support.severity());
    // A contradicted figure has a finding, which may be settled.
    let open = open.filter(|it| *it < Severity::Error);
    let fails = found.chain(open).any(|it| fail_on.is_reached(it));
    let code = if fails { 1 } else { incomplete(&corpus.problems) };
    Ok(Outcome::new(text, code))
}

/// Reads documents, or drafts with their sources, and judges them; what was said of findings before is said again.
pub(crate) fn judged(
    documents: &Documents,
    wanted: &Wanted,
    rules: &[Rule],
    lexicon: &Lexicon,
) -> Result<Checked, Error> {
    let progress = Progress::new(!wanted.quiet);
    let watch = &progress.watch;
    let folder = std::env::current_dir().unwrap_or_default();
    let config = wanted.config()?;
    // Before it is created for the first time, the file of the settings is not there.
    let baseline = match &documents.baseline {
        Some(it) => Some(it.clone()),
        None => config.baseline()?.filter(|it| it.exists()),
    };
    let records = Records::nearest(&folder, baseline.as_deref())?;
    let inputs = Inputs { given: [&*documents.inputs, &*documents.data].concat() };
    let mut look = look(wanted, &inputs);
    let (mut corpus, mut judgement, mut covered) = if documents.against.is_empty() {
        let corpus = read(&inputs, config, lexicon, watch)?;
        let judgement = run::check(&corpus, rules, lexicon);
        (corpus, judgement, None)
    } else {
        if inputs.given.is_empty() {
            return Err(Error::NothingToRead { paths: vec!["a draft, or --data FILE".to_owned()] });
        }
        let stdin = &mut std::io::stdin().lock();
        let (corpus, drafts) =
            run::read_draft(&inputs.given, &documents.against, stdin, config, lexicon, watch)?;
        look.again += &Inputs::named("--against", &documents.against);
        let (judgement, covered) = run::cover(&corpus, drafts, rules, lexicon);
        (corpus, judgement, Some(covered))
    };
    let lines: Vec<RuleLine> = rules.iter().map(Rule::line).collect();
    let told = records.apply(&mut judgement.findings, &corpus.documents, &lines);
    corpus.problems.extend(told);
    if let Some(covered) = &mut covered {
        let told = records.apply_to_figures(covered, &judgement.findings, &corpus.documents);
        corpus.problems.extend(told);
    }
    corpus.problems.append(&mut judgement.problems);
    corpus.problems.sort();
    settle::decide(&mut judgement.facts, &judgement.findings, &corpus.claims);
    Ok(Checked { corpus, judgement, covered, look, records })
}

/// Whether a path is none of the files that a run goes by.
fn is_no_record(path: &Path, config: &Config, records: &Records) -> Result<(), Error> {
    let place = disk::canonical(path);
    let rules = config.rules.as_ref().map(|it| config.seen("rules", it)).transpose()?;
    if rules.is_some_and(|it| place.parent() == Some(&disk::canonical(&disk::path(&it)))) {
        return Err(Error::Irreplaceable { path: path.to_owned(), what: "in the folder of rules" });
    }
    let own = [
        Some(&config.path).filter(|it| !it.as_os_str().is_empty()),
        records.baseline.path.as_ref(),
        records.decisions.path.as_ref(),
    ];
    if own.into_iter().flatten().any(|it| disk::canonical(it) == place) {
        return Err(Error::Irreplaceable {
            path: path.to_owned(),
            what: "a file of settings or records",
        });
    }
    Ok(())
}

/// Whether a path is none of those that a draft is held against: an archive is no document, and would be gone as well.
fn is_no_archive(path: &Path, against: &[String]) -> Result<(), Error> {
    let place = disk::canonical(path);
    if against.iter().any(|it| disk::canonical(&disk::path(it)) == place) {
        let what = "what the draft is held against";
        return Err(Error::Irreplaceable { path: path.to_owned(), what });
    }
    Ok(())
}

/// A baseline that the settings name and that is not there: nothing is known, which should not go unseen.
fn lost_baseline(config: &Config) -> Result<Option<Problem>, Error> {
    let Some(path) = config.baseline()?.filter(|it| !it.exists()) else { return Ok(None) };
    let message = format!(
        "names the baseline `{}`, which does not exist; make it with crosscheck baseline create",
        path.display()
    );
    let source = config.path.to_string_lossy().into_owned();
    Ok(Some(Problem { source, line: None, message, is_incomplete: false }))
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
