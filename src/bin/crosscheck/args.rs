//! The arguments.

use std::cell::OnceCell;
use std::path::{Path, PathBuf};

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use crosscheck::Error;
use crosscheck::config::{Config, FailOn, Preprocess};

/// Finds where source documents disagree about a figure, and shows both passages.
#[derive(Debug, Parser)]
#[command(name = "crosscheck", version, about, propagate_version = true)]
pub(crate) struct Args {
    #[command(subcommand)]
    pub(crate) verb: Verb,
    #[command(flatten)]
    pub(crate) wanted: Wanted,
}

/// What holds for every verb.
#[derive(Debug, ClapArgs)]
pub(crate) struct Wanted {
    /// How many threads; the output does not depend on it
    #[arg(short, long, global = true, value_name = "N")]
    pub(crate) jobs: Option<usize>,
    /// The settings [default: the nearest crosscheck.yaml, from here upwards]
    #[arg(long = "config", global = true, value_name = "FILE")]
    config: Option<PathBuf>,
    /// A command that prints the text of files of other formats; it is given the file's path
    #[arg(long, global = true, value_name = "CMD")]
    preprocess: Option<Preprocess>,
    #[arg(skip)]
    read: OnceCell<Config>,
    /// When to use colours (`NO_COLOR` is honoured)
    #[arg(long, global = true, value_enum, default_value = "auto")]
    pub(crate) color: Color,
    /// Words instead of drawings, for screen readers
    #[arg(long, global = true)]
    pub(crate) narrate: bool,
    /// Only the counts
    #[arg(short, long, global = true)]
    pub(crate) quiet: bool,
    /// Everything: also what is settled, all that agrees, and with `facts` what only one source says
    #[arg(short, long, global = true)]
    pub(crate) verbose: bool,
}

impl Wanted {
    /// The settings that hold for this run; they are read once.
    pub(crate) fn config(&self) -> Result<&Config, Error> {
        if let Some(config) = self.read.get() {
            return Ok(config);
        }
        let mut config = match &self.config {
            Some(path) => Config::read(path)?,
            None => Config::nearest(&std::env::current_dir().unwrap_or_default())?,
        };
        if let Some(command) = &self.preprocess {
            config.preprocess = Some(command.clone());
        }
        Ok(self.read.get_or_init(|| config))
    }
}

#[derive(Clone, Copy, Debug, ValueEnum)]
pub(crate) enum Color {
    Auto,
    Always,
    Never,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Verb {
    /// Report where the documents disagree, with both passages
    Check(Check),
    /// Print the claims table: every figure with what it counts
    Claims(Claims),
    /// Print the reconciled facts: verdict, best-supported value, who says what
    Facts(Facts),
    /// Hold two texts against each other, passage by passage
    Compare(Compare),
    /// Say what a rule does, or why a finding was made, slot by slot
    Explain(Explain),
    /// Decide findings one at a time, in the terminal; elsewhere print what is to be decided
    Review(Review),
    /// Write down which passage of a finding is the one to go by
    Accept(Decide),
    /// Write down why a finding is none: scope, date, method, rounding, not-same, misread; or decide it later
    Dismiss(Decide),
    /// Draft a correction for a decided finding: what was said, what it is, by which source
    Note(Note),
    /// Take what is found now for known, so that only what is new fails
    Baseline(BaselineArgs),
    /// List the rules, or run their own examples
    Rules(Rules),
    /// Write a commented crosscheck.yaml to start from; with --data, print what the columns of data files may mean
    Init(Init),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
}

/// The documents.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Inputs {
    /// Files, folders, patterns, or - for standard input [default: those of crosscheck.yaml, else sources/]
    #[arg(value_name = "PATH")]
    pub(crate) given: Vec<String>,
}

impl Inputs {
    /// The given paths, or those of the settings, or the default folder where there is one.
    pub(crate) fn paths(&self, config: &Config) -> Result<Vec<String>, Error> {
        if !self.given.is_empty() {
            return Ok(self.given.clone());
        }
        if !config.sources.0.is_empty() {
            return Ok(config.sources.0.iter().map(|it| config.seen(it)).collect());
        }
        let default = "sources";
        if Path::new(default).is_dir() {
            return Ok(vec![default.to_owned()]);
        }
        Err(Error::NothingToRead { paths: vec![format!("`{default}/`")] })
    }

    /// The arguments that name the same documents to `explain`.
    pub(crate) fn again(&self) -> String {
        Self::named("--in", &self.given)
    }

    /// Paths behind a flag each, quoted for a shell.
    pub(crate) fn named(flag: &str, paths: &[String]) -> String {
        let quoted = paths.iter().map(|it| {
            let is_plain = it.chars().all(|c| c.is_alphanumeric() || "./_-".contains(c));
            if is_plain { it.clone() } else { format!("'{}'", it.replace('\'', r"'\''")) }
        });
        quoted.flat_map(|it| [format!(" {flag} "), it]).collect()
    }
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Instead, take PATH as a draft: which of its figures do these sources support?
    #[arg(long, value_name = "SRC", num_args = 1..)]
    pub(crate) against: Vec<String>,
    /// Data files whose cells are held against the sources, like a draft
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "against")]
    pub(crate) data: Vec<String>,
    /// Output format: text, json, markdown, html, sarif, junit, github or gitlab
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
    /// Write the report to a file as well, in a format of its own; may be given several times
    #[arg(long, value_name = "NAME=FILE")]
    pub(crate) emit: Vec<Emit>,
    /// Findings that are known [default: the nearest crosscheck.baseline.yaml]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
    /// Only what concerns files that git says have changed since the last commit; all files are read
    #[arg(long)]
    pub(crate) changed: bool,
    /// The same, since this commit, branch or tag
    #[arg(long, value_name = "REF")]
    pub(crate) since: Option<String>,
    /// From which severity on the exit code is 1 [default: what crosscheck.yaml says, else error]
    #[arg(long, value_enum)]
    pub(crate) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(crate) selection: Selection,
}

/// A report in a file.
#[derive(Clone, Debug)]
pub(crate) struct Emit {
    /// The format's name.
    pub(crate) format: String,
    /// The file.
    pub(crate) file: String,
}

impl std::str::FromStr for Emit {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        match text.split_once('=') {
            Some((format, file)) if !format.is_empty() && !file.is_empty() => {
                Ok(Self { format: format.to_owned(), file: file.to_owned() })
            }
            _ => Err("name a format and a file: sarif=report.sarif".to_owned()),
        }
    }
}

/// Which rules are applied.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Selection {
    /// Only these rules
    #[arg(long, value_name = "RULE")]
    pub(crate) only: Vec<String>,
    /// All rules but these
    #[arg(long, value_name = "RULE")]
    pub(crate) skip: Vec<String>,
    /// A folder of YAML rules to apply beside the shipped ones
    #[arg(long = "rules", value_name = "DIR")]
    pub(crate) folder: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Claims {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Output format: table, jsonl or csv
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
    /// List instead every number that is no claim, with its reason
    #[arg(long)]
    pub(crate) rejected: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Facts {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Output format: table or json
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Compare {
    /// The two files
    #[arg(value_name = "FILE", num_args = 2, required_unless_present = "pairs")]
    pub(crate) files: Vec<String>,
    /// Instead, a file of JSON lines with `id`, `text_a` and `text_b`; one answer a line
    #[arg(long, value_name = "FILE", conflicts_with = "files")]
    pub(crate) pairs: Option<String>,
    /// Output format: text or json
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Explain {
    /// A rule, the start of a finding's fingerprint, or two claim ids
    #[arg(value_name = "RULE|FINDING|CLAIM", num_args = 1..=2, required = true)]
    pub(crate) names: Vec<String>,
    /// The documents the finding was made in [default: those of crosscheck.yaml, else sources/]
    #[arg(long = "in", value_name = "PATH")]
    pub(crate) inputs: Vec<String>,
    /// The sources that those were held against as drafts
    #[arg(long, value_name = "SRC", requires = "inputs")]
    pub(crate) against: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Rules {
    #[command(subcommand)]
    pub(crate) action: RulesAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum RulesAction {
    /// List the rules with their severity
    List(Selection),
    /// Run every rule's own examples
    Test(Selection),
    /// Write a page for every rule into a folder
    Docs(RulesDocs),
    /// Print a JSON Schema, for editors and validators
    Schema {
        /// Of which file
        #[arg(value_enum, default_value = "rules")]
        of: SchemaOf,
    },
}

#[derive(Debug, ClapArgs)]
pub(crate) struct RulesDocs {
    /// The folder
    #[arg(long, value_name = "DIR", default_value = "docs/rules")]
    pub(crate) out: PathBuf,
    /// Write nothing; exit with 1 where a page is not what would be written
    #[arg(long)]
    pub(crate) check: bool,
    #[command(flatten)]
    pub(crate) selection: Selection,
}

/// A file that has a schema.
#[derive(Clone, Copy, Debug, Eq, PartialEq, ValueEnum)]
pub(crate) enum SchemaOf {
    /// Files of rules
    Rules,
    /// crosscheck.yaml
    Config,
    /// sources.yaml
    Sources,
}

/// The documents that a finding was made in.
#[derive(Clone, Debug, Default, ClapArgs)]
pub(crate) struct Documents {
    /// The documents [default: those of crosscheck.yaml, else sources/]
    #[arg(long = "in", value_name = "PATH", num_args = 1..)]
    pub(crate) inputs: Vec<String>,
    /// The sources that those were held against as drafts
    #[arg(long, value_name = "SRC", num_args = 1.., requires = "inputs")]
    pub(crate) against: Vec<String>,
    /// The baseline [default: the nearest crosscheck.baseline.yaml]
    #[arg(long, value_name = "FILE")]
    pub(crate) baseline: Option<PathBuf>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Decide {
    /// The start of the finding's fingerprint, at least four characters
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// What is decided: prefer-1, prefer-2 …, scope, date, method, rounding, not-same, misread or later
    #[arg(long, value_name = "OUTCOME")]
    pub(crate) outcome: String,
    /// Why
    #[arg(long, value_name = "TEXT", value_parser = clap::builder::NonEmptyStringValueParser::new())]
    pub(crate) reason: String,
    /// Who decides [default: the user's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) reviewer: Option<String>,
    #[command(flatten)]
    pub(crate) documents: Documents,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Review {
    /// Only this finding: the start of its fingerprint, at least four characters
    #[arg(value_name = "ID")]
    pub(crate) id: Option<String>,
    /// Who decides [default: the user's name]
    #[arg(long, value_name = "NAME")]
    pub(crate) reviewer: Option<String>,
    #[command(flatten)]
    pub(crate) documents: Documents,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Note {
    /// The start of the finding's fingerprint, at least four characters
    #[arg(value_name = "ID")]
    pub(crate) id: String,
    /// Output format: text, or claimreview (JSON-LD of schema.org)
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
    #[command(flatten)]
    pub(crate) documents: Documents,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct BaselineArgs {
    #[command(subcommand)]
    pub(crate) action: BaselineAction,
}

#[derive(Debug, Subcommand)]
pub(crate) enum BaselineAction {
    /// Write every open finding into the baseline
    Create(Documents),
    /// Take out of the baseline what is no longer found
    Prune(Documents),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Init {
    /// Data files whose columns are guessed; the settings are printed, and nothing is written
    #[arg(long, value_name = "FILE", num_args = 1..)]
    pub(crate) data: Vec<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Completions {
    /// The shell
    #[arg(value_enum)]
    pub(crate) shell: clap_complete::Shell,
}
