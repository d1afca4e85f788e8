//! The arguments.

mod documents;

use std::cell::OnceCell;
use std::path::PathBuf;

use clap::{Args as ClapArgs, Parser, Subcommand, ValueEnum};
use crosscheck::Error;
use crosscheck::config::{Config, FailOn, Preprocess};

use crate::{apart, trust};

use documents::spelled;
pub(crate) use documents::{Documents, Emit, Inputs};

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
        match &self.preprocess {
            Some(command) => config.preprocess = Some(command.clone()),
            None if config.preprocess.is_some() && !trust::holds(&config) => config.withhold(),
            None => {}
        }
        config.apart = apart::reader();
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
    /// Print what the documents say of each thing side by side, those first that may disagree
    Table(TableArgs),
    /// Hold two texts against each other, passage by passage
    Compare(Compare),
    /// Put documents into an archive that drafts are held against: check DRAFT --against ARCHIVE
    #[cfg(feature = "parquet")]
    Archive(Archive),
    /// Say what a rule does, or why a finding was made, line by line
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
    /// Answer an assistant: a server of the Model Context Protocol over standard input and output
    Mcp(Mcp),
    /// Write a commented crosscheck.yaml to start from; with --data, print what the columns of data files may mean
    Init(Init),
    /// Print a completion script for a shell
    Completions(Completions),
    /// Print the manual page
    Man,
    /// Let a crosscheck.yaml run the command that it names, until the file changes
    Trust(Trust),
    /// Read one file of a binary format from standard input, within limits
    #[command(hide = true)]
    ReadApart(ReadApart),
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Instead, take PATH as a draft: which of its figures do these sources support?
    #[arg(long, value_name = "SRC", num_args = 1.., value_parser = spelled())]
    pub(crate) against: Vec<String>,
    /// Data files whose cells are held against the sources, like a draft
    #[arg(long, value_name = "FILE", num_args = 1.., requires = "against", value_parser = spelled())]
    pub(crate) data: Vec<String>,
    /// Output format: text, json, markdown, html, sarif, junit, github, gitlab; for a draft also annotated (footnotes) and docx
    /// (a Word draft with comments)
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
    /// Print instead the tree of every sentence that holds a figure, a word a line: form, class, tag, head, relation
    #[arg(long, conflicts_with_all = ["rejected", "format"])]
    pub(crate) tree: bool,
}

/// Documents for an archive.
#[cfg(feature = "parquet")]
#[derive(Debug, ClapArgs)]
pub(crate) struct Archive {
    /// The archive: a Parquet file, which is made or added to; a document of a path that it knows replaces the one there
    #[arg(value_name = "ARCHIVE", value_parser = documents::archive)]
    pub(crate) file: PathBuf,
    #[command(flatten)]
    pub(crate) inputs: Inputs,
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
pub(crate) struct TableArgs {
    #[command(flatten)]
    pub(crate) inputs: Inputs,
    /// Output format: text, json, html, csv or xlsx
    #[arg(long, value_name = "NAME")]
    pub(crate) format: Option<String>,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct Compare {
    /// The two files
    #[arg(value_name = "FILE", num_args = 2, required_unless_present = "pairs", value_parser = spelled())]
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
    /// A rule, the start of a finding's fingerprint, two claim ids, or DRAFT:LINE:COLUMN of a figure
    #[arg(value_name = "RULE|FINDING|CLAIM|PLACE", num_args = 1..=2, required = true)]
    pub(crate) names: Vec<String>,
    #[command(flatten)]
    pub(crate) documents: Documents,
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
pub(crate) struct Mcp {
    /// A folder whose files may be read; several are given by several flags. Those that the client calls its workspace may be as well
    #[arg(long, value_name = "DIR")]
    pub(crate) root: Vec<PathBuf>,
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
    /// What `check --format json` prints
    Report,
    /// A line of `claims --format jsonl`
    Claim,
    /// What `facts --format json` prints
    Facts,
    /// What `table --format json` prints
    Table,
    /// What `compare --format json` prints
    Comparison,
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
    /// Take over the decisions of a file that the HTML report saved, as far as they are about what is found now
    #[arg(long, value_name = "FILE", conflicts_with = "id")]
    pub(crate) take: Option<PathBuf>,
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

#[derive(Debug, ClapArgs)]
pub(crate) struct Trust {
    /// The settings [default: the nearest crosscheck.yaml, from here upwards]
    #[arg(value_name = "FILE")]
    pub(crate) file: Option<PathBuf>,
    /// Trust it no longer
    #[arg(long)]
    pub(crate) revoke: bool,
}

#[derive(Debug, ClapArgs)]
pub(crate) struct ReadApart {
    /// What the file is called
    pub(crate) name: String,
    /// The settings whose mapping holds for it
    #[arg(long)]
    pub(crate) settings: Option<PathBuf>,
}
