//! `rules docs`: a page for every rule, with what its examples print.

use std::io::Write as _;
use std::path::PathBuf;

use crosscheck::claim::visible_lines;
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::{Example, Rule};
use crosscheck::{Error, disk, run};

use crate::args::RulesDocs;
use crate::{Outcome, files, rules};

/// What stands above every page.
const HEAD: &str = "<!-- Written by `crosscheck rules docs`. -->\n";

pub(crate) fn run(args: &RulesDocs, config: &Config) -> Result<Outcome, Error> {
    let rules = rules::selected(&args.selection, config)?;
    let mut pages: Vec<(PathBuf, String)> = vec![(args.out.join("README.md"), index(&rules)?)];
    for rule in &rules {
        pages.push((args.out.join(format!("{}.md", rule.id)), page(rule)?));
    }
    if !args.check {
        let unwritable = |source| Error::FileUnwritable { path: args.out.clone(), source };
        std::fs::create_dir_all(&args.out).map_err(unwritable)?;
        // A page that somebody else wrote stays.
        let is_own = |it: &PathBuf| disk::text(it).is_ok_and(|it| it.starts_with(HEAD));
        if let Some((path, _)) = pages.iter().find(|it| it.0.exists() && !is_own(&it.0)) {
            return Err(Error::Exists { path: path.clone() });
        }
        for (path, text) in &pages {
            files::write_text(path, &visible_lines(text))?;
        }
        let text = format!("{} pages written to {}\n", pages.len(), args.out.display());
        return Ok(Outcome::new(text.into_bytes(), 0));
    }
    let is_as_written = |path: &PathBuf, text: &str| {
        std::fs::read_to_string(path).is_ok_and(|it| it.replace("\r\n", "\n") == text)
    };
    let mut text = Vec::new();
    for (path, _) in pages.iter().filter(|(path, text)| !is_as_written(path, text)) {
        writeln!(text, "{} is out of date", path.display())?;
    }
    if text.is_empty() {
        writeln!(text, "{} pages are up to date", pages.len())?;
        return Ok(Outcome::new(text, 0));
    }
    writeln!(text, "write them anew: crosscheck rules docs")?;
    Ok(Outcome::new(text, 1))
}

/// The page that lists the rules.
fn index(rules: &[Rule]) -> Result<String, Error> {
    let mut text = Vec::new();
    writeln!(text, "{HEAD}# Rules\n\n| rule | severity | speaks because |\n|---|---|---|")?;
    for Rule { id, severity, why, .. } in rules {
        writeln!(text, "| [{id}]({id}.md) | {} | {why} |", severity.name())?;
    }
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The page of one rule.
fn page(rule: &Rule) -> Result<String, Error> {
    let Rule { id, severity, does, why, .. } = rule;
    let mut text = Vec::new();
    writeln!(text, "{HEAD}# {id}\n\nSeverity: {}\n\n{does}", severity.name())?;
    writeln!(text, "\n## Why\n\n{}.", capital(why.trim_end_matches('.')))?;
    let finds: Vec<&Example> = rule.examples.iter().filter(|it| !it.finds.is_empty()).collect();
    let allows: Vec<&Example> = rule.examples.iter().filter(|it| !it.allows.is_empty()).collect();
    if !finds.is_empty() {
        writeln!(text, "\n## Finds")?;
    }
    for it in finds {
        write!(text, "\n{}", quoted(&it.finds))?;
        for message in messages(rule, &it.finds)? {
            writeln!(text, "\n> {message}")?;
        }
    }
    if !allows.is_empty() {
        writeln!(text, "\n## Leaves alone")?;
    }
    for it in allows {
        write!(text, "\n{}", quoted(&it.allows))?;
    }
    writeln!(
        text,
        "\n## To allow it\n\n\
         - in the source, behind the paragraph: `<!-- crosscheck-ignore {id}: reason -->`\n\
         - one finding: `crosscheck review`, or `crosscheck dismiss ID --outcome OUTCOME --reason TEXT`\n\
         - in one run: `--skip {id}`; in all runs: `skip: [{id}]` in `crosscheck.yaml`"
    )?;
    Ok(String::from_utf8_lossy(&text).into_owned())
}

/// The texts of an example, each a document of its own.
fn quoted(texts: &[String]) -> String {
    let is_table = texts.iter().any(|it| it.starts_with('|'));
    let joined = texts.iter().map(|it| it.trim_end()).collect::<Vec<_>>();
    if is_table {
        return format!("{}\n", joined.join("\n\n"));
    }
    format!("```text\n{}\n```\n", joined.join("\n"))
}

/// What the rule alone says of texts.
fn messages(rule: &Rule, texts: &[String]) -> Result<Vec<String>, Error> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let lexicon = Lexicon::english()?;
    let judgement = run::check_texts(&texts, std::slice::from_ref(rule), lexicon);
    Ok(judgement.findings.into_iter().map(|it| it.message).collect())
}

/// A sentence begins with a capital letter.
fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map_or_else(String::new, |it| it.to_uppercase().chain(letters).collect())
}
