//! `init`: settings to start from.

use std::path::Path;

use crosscheck::Error;
use crosscheck::claim::visible_lines;
use crosscheck::lexicon::Lexicon;
use crosscheck::{Problem, config, run};

use crate::args::{Init, SchemaOf, Wanted};
use crate::{Outcome, files, incomplete, schemas, tell};

/// What stands above the guesses.
const HEAD: &str =
    "# Guessed from headings and cells: mend it, and put it into crosscheck.yaml.\ndata:\n";

/// Where the schemas lie that the settings point editors to.
const SCHEMAS: &str = ".crosscheck";

/// The settings, commented out: each with its default, or with an example where the default is nothing.
const SETTINGS: &str = "\
# yaml-language-server: $schema=.crosscheck/config.schema.json
#
# Settings of crosscheck for this folder and those below it; paths are seen from here. Commented out are the defaults, and
# examples of what is not set.

# What is read where a command names nothing: files, folders or patterns.
# sources: [sources/]

# From which severity on `check` exits with 1: error, warning, note or never.
# fail_on: error

# A folder of your own rules, beside the shipped ones. `crosscheck rules schema` prints their shape.
# rules: rules/

# Rules that are left out; `crosscheck rules list` names them.
# skip: [name-variant]

# Findings that are known; `crosscheck baseline create` writes the file.
# baseline: crosscheck.baseline.yaml

# Larger files are not read.
# largest_file: 64 MiB

# A command that prints the text of files of other formats; it is given the file's path.
# preprocess: pandoc --to plain

# What the columns of data files mean; `crosscheck init --data FILE` prints a guess.
# data:
#   - file: figures/*.csv
#     value: count
#     unit: what
#     period: year
";

/// Writes the settings and the schemas; a file that is there stays as it is.
fn begin() -> Result<Outcome, Error> {
    let path = Path::new(config::NAME);
    if path.exists() {
        return Err(Error::Exists { path: path.to_owned() });
    }
    let folder = Path::new(SCHEMAS);
    let unwritable = |source| Error::FileUnwritable { path: folder.to_owned(), source };
    std::fs::create_dir_all(folder).map_err(unwritable)?;
    for of in SchemaOf::ALL {
        files::write_text(&folder.join(of.file()), &(schemas::text(of)? + "\n"))?;
    }
    files::write_text(path, SETTINGS)?;
    let text = format!(
        "{} written; every line of it is commented out\n{SCHEMAS}/ holds the schemas that editors complete it by\nnext: crosscheck check FOLDER\n",
        config::NAME
    );
    Ok(Outcome::new(text.into_bytes(), 0))
}

pub(crate) fn run(args: &Init, wanted: &Wanted) -> Result<Outcome, Error> {
    if args.data.is_empty() {
        return begin();
    }
    let lexicon = Lexicon::english()?;
    // What is guessed is not read by what an older guess says.
    let settings = config::Config { data: Vec::new(), ..wanted.config()?.clone() };
    let (documents, mut problems) = run::documents(&args.data, &settings, lexicon)?;
    let mut text = String::new();
    for document in &documents {
        let path = &document.source.path;
        match config::guess(path, &document.grids, lexicon) {
            Some(yaml) => {
                if text.is_empty() {
                    text.push_str(HEAD);
                }
                text.push_str(&yaml);
            }
            None => problems.push(Problem {
                source: path.clone(),
                line: None,
                message: "holds no table with headings and figures".to_owned(),
                is_incomplete: true,
            }),
        }
    }
    tell(&problems, wanted);
    // Headings are what a data file says.
    let text = visible_lines(&text).into_owned();
    Ok(Outcome::new(text.into_bytes(), incomplete(&problems)))
}
