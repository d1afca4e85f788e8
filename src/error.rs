//! What stops a run. A document that is merely odd is a [`Problem`] and the run goes on; a
//! disagreement is a finding, that is data.

use std::path::PathBuf;
use std::sync::Arc;

use miette::{Diagnostic, NamedSource};
use thiserror::Error;

use crate::claim::Span;

/// Why a run could not be carried out.
#[derive(Debug, Diagnostic, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file the run depends on (rules, manifest, lexicon) could not be read.
    #[error("cannot read `{}`", path.display())]
    #[diagnostic(code(input::unreadable), help("check the path and its permissions"))]
    Unreadable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },

    /// A YAML file does not have the shape it must have.
    #[error("cannot understand `{name}`: {reason}")]
    #[diagnostic(code(yaml::shape))]
    Yaml {
        /// The file's name.
        name: String,
        /// What is wrong, in the parser's words.
        reason: String,
        /// What to do about it.
        #[help]
        help: Option<String>,
        /// The file's text.
        #[source_code]
        file: Arc<NamedSource<Arc<str>>>,
        /// Where it is wrong.
        #[label("here")]
        at: Span,
    },

    /// A file of settings names something outside of its folder.
    #[error("`{key}` in `{}` leads out of its folder: `{path}`", file.display())]
    #[diagnostic(
        code(input::outside),
        help("settings reach no further than their folder; name it on the command line")
    )]
    Outside {
        /// The file.
        file: PathBuf,
        /// The setting.
        key: &'static str,
        /// What it names.
        path: String,
    },

    /// Two texts of a call that nobody could tell apart.
    #[error("two texts are called `{name}`")]
    #[diagnostic(code(input::name), help("give each a name of its own"))]
    NameTwice {
        /// The name.
        name: String,
    },

    /// The run was asked to stop before its end.
    #[error("stopped before the end")]
    #[diagnostic(code(run::stopped))]
    Stopped,

    /// A format that the run has nothing for.
    #[error("there is nothing to write as `{format}`: {reason}")]
    #[diagnostic(code(output::inapplicable))]
    Inapplicable {
        /// Its name.
        format: &'static str,
        /// What it needs.
        reason: &'static str,
    },

    /// A file that was found by its name is a link to somewhere else.
    #[error("`{}` is a link that leads out of its folder", path.display())]
    #[diagnostic(
        code(input::link),
        help("put a file in its place, or name the one that it leads to on the command line")
    )]
    Astray {
        /// The file.
        path: PathBuf,
    },

    /// A shipped lexicon does not have the shape it must have.
    #[error("the lexicon `{name}` does not have its documented shape")]
    #[diagnostic(
        code(lexicon::shape),
        help("the program was built from an odd `lexicons/` folder")
    )]
    Lexicon {
        /// The file's name without its ending.
        name: &'static str,
        /// What is wrong, in the parser's words.
        source: serde_json::Error,
    },

    /// Words that a program gives beside the shipped ones do not have the shape of these.
    #[error("the words given for `{name}` are of another shape: {reason}")]
    #[diagnostic(code(lexicon::own), help("`lexicons/en/{name}.yaml` has the shape"))]
    OwnWords {
        /// The file's name without its ending.
        name: &'static str,
        /// What is wrong, in the parser's words.
        reason: String,
    },

    /// A pattern on the command line is no pattern.
    #[error("`{pattern}` is not a file pattern: {reason}")]
    #[diagnostic(code(input::pattern), help("quote it, and close every bracket"))]
    Pattern {
        /// The pattern as given.
        pattern: String,
        /// What is wrong with it.
        reason: String,
    },

    /// No input was given and there is no default one.
    #[error("there is no document to read{}", looked_in(paths))]
    #[diagnostic(
        code(input::nothing),
        help("name files or folders: `crosscheck check FOLDER`, or `-` for standard input")
    )]
    NothingToRead {
        /// Where documents were looked for.
        paths: Vec<String>,
    },

    /// A rule, claim or finding that does not exist was asked for.
    #[error("there is no {what} `{name}`")]
    #[diagnostic(code(input::unknown_name))]
    UnknownName {
        /// What sort of thing was asked for.
        what: &'static str,
        /// The name as given.
        name: String,
        /// What there is.
        #[help]
        help: String,
    },

    /// A file could not be written.
    #[error("cannot write `{}`", path.display())]
    #[diagnostic(code(output::file), help("check that its folder exists and may be written to"))]
    FileUnwritable {
        /// The file.
        path: PathBuf,
        /// What the system says.
        source: std::io::Error,
    },

    /// What stands where a file would be written may not be replaced.
    #[error("`{}` is {what}, which is not replaced", path.display())]
    #[diagnostic(code(output::irreplaceable), help("name another file; nothing was written"))]
    Irreplaceable {
        /// The path.
        path: PathBuf,
        /// What stands there.
        what: &'static str,
    },

    /// A baseline was made of other documents than those that it is to be pruned by.
    #[error("`{}` was made of other documents: {made_of}", path.display())]
    #[diagnostic(
        code(baseline::documents),
        help(
            "name those with --in (and --data, --against), or make it anew: crosscheck baseline create"
        )
    )]
    OtherDocuments {
        /// The baseline.
        path: PathBuf,
        /// What it was made of, seen from its folder.
        made_of: String,
    },

    /// A baseline cannot be pruned by documents of which some were not read.
    #[error("`{}` was not pruned: part of the documents could not be read", path.display())]
    #[diagnostic(
        code(baseline::incomplete),
        help(
            "what stands in those may still be found; mend them, or make it anew: crosscheck baseline create"
        )
    )]
    Unpruned {
        /// The baseline.
        path: PathBuf,
    },

    /// Another process kept a file to itself.
    #[error("another crosscheck has been writing `{}` for {seconds} s", path.display())]
    #[diagnostic(
        code(output::locked),
        help("nothing was written; try again, or end the other one if it hangs")
    )]
    Locked {
        /// The file.
        path: PathBuf,
        /// How long was waited for it.
        seconds: u64,
    },

    /// What changed cannot be told.
    #[error("cannot tell what changed: {reason}")]
    #[diagnostic(
        code(input::changed),
        help(
            "run it inside a git repository with a commit, and name a commit, branch or tag that exists"
        )
    )]
    Unchanged {
        /// What git says.
        reason: String,
    },

    /// A file that would be written is there already.
    #[error("`{}` is there already", path.display())]
    #[diagnostic(code(output::exists), help("edit it, or take it away first; nothing was written"))]
    Exists {
        /// The file.
        path: PathBuf,
    },

    /// What no terminal can show would go to one.
    #[error("`{format}` is a file for other programs, and no text for a terminal")]
    #[diagnostic(
        code(output::terminal),
        help("send it to a file: --format {format} > file.{format}")
    )]
    NoText {
        /// The format.
        format: &'static str,
    },

    /// The program itself failed.
    #[error("{message}")]
    #[diagnostic(code(internal))]
    Internal {
        /// What it was doing, and where it failed.
        message: String,
    },

    /// Output could not be written.
    #[error("cannot write the output")]
    #[diagnostic(code(output::unwritable))]
    Unwritable(#[from] std::io::Error),
}

fn looked_in(paths: &[String]) -> String {
    if paths.is_empty() { String::new() } else { format!(" in {}", paths.join(", ")) }
}

impl From<Span> for miette::SourceSpan {
    fn from(span: Span) -> Self {
        (span.start, span.len()).into()
    }
}

impl Error {
    /// A name that is none of those there are.
    pub fn unknown<'n>(
        what: &'static str,
        name: &str,
        names: impl Iterator<Item = &'n str> + Clone,
    ) -> Self {
        let help = match nearest_name(name, names.clone()) {
            Some(it) => format!("did you mean `{it}`?"),
            None => format!("there are: {}", names.collect::<Vec<_>>().join(", ")),
        };
        Self::UnknownName { what, name: name.to_owned(), help }
    }

    /// A YAML file that is not as it must be at a byte.
    pub(crate) fn yaml_at(name: &str, text: &str, reason: String, at: usize) -> Self {
        Self::Yaml {
            name: name.to_owned(),
            help: None,
            reason,
            file: Arc::new(NamedSource::new(name, Arc::from(text)).with_language("yaml")),
            at: Span::new(at, (at + 1).min(text.len())),
        }
    }

    /// A YAML error with its place in the file, as precise as the parser knows it.
    pub fn yaml(name: &str, text: &str, error: &serde_yaml::Error) -> Self {
        let start = error.location().map_or(0, |it| offset(text, it.line(), it.column()));
        let line_end = |from: usize| text[from..].find('\n').map_or(text.len(), |it| from + it);
        let reason = error.to_string();
        // The frame says where, and more precisely.
        let reason = plain(reason.split(" at line ").next().unwrap_or_default());
        // Of a value that cannot be used the parser knows the mapping it stands in.
        let named = quoted(&reason).next().filter(|it| !it.is_empty());
        let found = named.and_then(|it| Some((start + whole_word(&text[start..], it)?, it.len())));
        let (start, end) =
            found.map_or_else(|| (start, line_end(start)), |(at, length)| (at, at + length));
        let line_start = text[..start].rfind('\n').map_or(0, |it| it + 1);
        let is_tab = text[line_start..].trim_start_matches(' ').starts_with('\t');
        let tab = is_tab.then(|| "a tab stands here; YAML is indented with spaces".to_owned());
        Self::Yaml {
            name: name.to_owned(),
            help: suggestion(&reason).or(tab),
            reason,
            file: Arc::new(NamedSource::new(name, Arc::from(text)).with_language("yaml")),
            at: Span::new(start, end),
        }
    }
}

/// Where a line and a column of it start, both counted from 1 and in characters. The parser's own offset counts
/// characters as well, and is none into a text.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let lines = text.split_inclusive('\n').take(line.saturating_sub(1));
    let start: usize = lines.map(str::len).sum();
    let rest = text.get(start..).unwrap_or_default();
    let end = rest.char_indices().nth(column.saturating_sub(1)).map_or(rest.len(), |it| it.0);
    start + end
}

/// A parser's message in the words of those who write the file.
fn plain(reason: &str) -> String {
    const WORDS: [(&str, &str); 7] = [
        ("invalid type: string ", "found the text "),
        ("invalid type: unit value", "found nothing"),
        ("invalid type: ", "found a "),
        ("found a map", "found keys with values"),
        ("a sequence", "a list"),
        ("a map", "keys with values"),
        ("a string", "a text"),
    ];
    WORDS.iter().fold(reason.to_owned(), |text, (word, plain)| text.replacen(word, plain, 1))
}

/// Where a word stands in a text and is no part of a longer one.
fn whole_word(text: &str, word: &str) -> Option<usize> {
    let is_free = |it: Option<char>| !it.is_some_and(char::is_alphanumeric);
    let mut found = text.match_indices(word).map(|it| it.0);
    found.find(|at| {
        is_free(text[..*at].chars().next_back()) && is_free(text[at + word.len()..].chars().next())
    })
}

/// What stands in quotes in a parser's message: what is wrong first.
fn quoted(reason: &str) -> impl Iterator<Item = &str> {
    reason.split(['`', '"']).skip(1).step_by(2)
}

/// "did you mean" for an unknown key or name, read off serde's own list of what is allowed.
fn suggestion(reason: &str) -> Option<String> {
    if !reason.contains("unknown ") {
        return None;
    }
    let mut quoted = quoted(reason);
    let wrong = quoted.next()?;
    nearest_name(wrong, quoted).map(|it| format!("did you mean `{it}`?"))
}

/// The one of several names that a misspelt one may have meant.
pub fn nearest_name<'n>(wrong: &str, names: impl Iterator<Item = &'n str>) -> Option<&'n str> {
    let nearest = names
        .map(|it| (similar::TextDiff::from_chars(wrong, it).ratio(), it))
        .max_by(|a, b| a.0.total_cmp(&b.0))?;
    (nearest.0 > 0.6).then_some(nearest.1)
}

/// Something odd about one document; the run goes on without it, or without that part of it.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub struct Problem {
    /// The document's path.
    pub source: String,
    /// Line, from 1; `None` where the whole document is meant.
    pub line: Option<usize>,
    /// What is wrong, and what to do about it.
    pub message: String,
    /// Whether part of the input was not checked because of it.
    pub is_incomplete: bool,
}
