//! `rules`: what there is, whether it does what it says, and its pages and schemas.

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use crosscheck::claim::visible_lines;
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::{self, Failure, Rule};
use crosscheck::run;
use crosscheck::{Error, disk};

use crate::args::{Rules, RulesAction, Selection, Wanted};
use crate::{Outcome, rule_pages, schemas};

pub(crate) fn run(args: &Rules, wanted: &Wanted) -> Result<Outcome, Error> {
    match &args.action {
        RulesAction::List(selection) => {
            list(&selected(selection, wanted.config()?)?).map(|it| shown(&it))
        }
        RulesAction::Test(selection) => {
            test(&selected(selection, wanted.config()?)?).map(|it| shown(&it))
        }
        RulesAction::Docs(docs) => rule_pages::run(docs, wanted.config()?),
        RulesAction::Schema { of } => {
            let mut text = schemas::text(*of)?.into_bytes();
            text.push(b'\n');
            Ok(Outcome::new(text, 0))
        }
    }
}

/// What rules say of themselves may be printed: their files may be somebody else's.
pub(crate) fn shown(outcome: &Outcome) -> Outcome {
    let text = String::from_utf8_lossy(&outcome.text);
    Outcome { text: visible_lines(&text).into_owned().into_bytes(), code: outcome.code }
}

/// The rules that hold for every verb: those of the settings.
pub(crate) fn settled(wanted: &Wanted) -> Result<Vec<Rule>, Error> {
    selected(&Selection::default(), wanted.config()?)
}

/// The shipped rules and those of the given folder, without those that were deselected. What the command line says of
/// a folder and of the only rules goes before the settings; what either of them skips is skipped.
pub(crate) fn selected(selection: &Selection, config: &Config) -> Result<Vec<Rule>, Error> {
    let mut rules = rules::shipped()?;
    let of_settings = || config.rules.as_ref().map(|it| config.seen("rules", it)).transpose();
    let folder = match &selection.folder {
        Some(it) => Some(it.clone()),
        None => of_settings()?.map(PathBuf::from),
    };
    if let Some(folder) = folder {
        let unreadable = |source| Error::Unreadable { path: folder.clone(), source };
        let mut files = Vec::new();
        for entry in fs::read_dir(&folder).map_err(unreadable)? {
            let path = entry.map_err(unreadable)?.path();
            if path.extension().is_some_and(|it| it == "yaml" || it == "yml") {
                files.push(path);
            }
        }
        files.sort();
        for path in files {
            let text = disk::text(&path)
                .map_err(|source| Error::Unreadable { path: path.clone(), source })?;
            rules.extend(rules::parse(&path.to_string_lossy(), &text)?);
        }
    }
    let known: Vec<String> = rules.iter().map(|it| it.id.clone()).collect();
    let only = if selection.only.is_empty() { &config.only.0 } else { &selection.only };
    let skip = [&*selection.skip, &*config.skip.0].concat();
    for name in only.iter().chain(&skip) {
        if !known.contains(name) {
            let is_given = selection.skip.contains(name) || selection.only.contains(name);
            let error = Error::unknown("rule", name, known.iter().map(String::as_str));
            return Err(match error {
                Error::UnknownName { what, name, help } if !is_given => {
                    let help = format!("`{}` names it; {help}", config.path.display());
                    Error::UnknownName { what, name, help }
                }
                error => error,
            });
        }
    }
    let is_wanted = |id: &String| (only.is_empty() || only.contains(id)) && !skip.contains(id);
    rules.retain(|it| is_wanted(&it.id));
    // All that is asked for is left out: nothing would be checked, and pass.
    if let (true, Some(name)) = (rules.is_empty(), only.first()) {
        let help = "it is left out by --skip, or by `skip` in crosscheck.yaml".to_owned();
        return Err(Error::UnknownName { what: "rule left beside", name: name.clone(), help });
    }
    Ok(rules)
}

fn list(rules: &[Rule]) -> Result<Outcome, Error> {
    let mut text = Vec::new();
    let width = rules.iter().map(|it| it.id.len()).max().unwrap_or(0);
    for rule in rules {
        writeln!(text, "{:width$}  {:7}  {}", rule.id, rule.severity.name(), rule.why)?;
    }
    Ok(Outcome::new(text, 0))
}

/// Runs the examples; each rule is tested alone, so that another one's finding cannot pass for it.
fn test(rules: &[Rule]) -> Result<Outcome, Error> {
    let lexicon = Lexicon::english()?;
    let check = |texts: &[&str]| -> Vec<String> {
        let judgement = run::check_texts(texts, rules, lexicon);
        judgement.findings.into_iter().map(|it| it.rule).collect()
    };
    let (run, failures) = rules::test(rules, check);
    let mut text = Vec::new();
    for Failure { rule, texts, should_find, found } in &failures {
        let wanted = if *should_find { "a finding" } else { "silence" };
        writeln!(text, "{rule}: expected {wanted}")?;
        for it in texts {
            writeln!(text, "    | {it}")?;
        }
        let found = if found.is_empty() { "nothing".to_owned() } else { found.join(", ") };
        let sign = if *should_find { '-' } else { '+' };
        writeln!(text, "  {sign} {rule}\n    found: {found}")?;
    }
    let passed = run - failures.len();
    writeln!(text, "{passed} passed, {} failed", failures.len())?;
    Ok(Outcome::new(text, u8::from(!failures.is_empty())))
}
