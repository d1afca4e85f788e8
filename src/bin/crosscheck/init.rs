//! `init`: settings to start from.

use crosscheck::Error;
use crosscheck::lexicon::Lexicon;
use crosscheck::{Problem, config, run};

use crate::args::{Init, Wanted};
use crate::{Outcome, incomplete, tell};

/// What stands above the guesses.
const HEAD: &str =
    "# Guessed from headings and cells: mend it, and put it into crosscheck.yaml.\ndata:\n";

pub(crate) fn run(args: &Init, wanted: &Wanted) -> Result<Outcome, Error> {
    let lexicon = Lexicon::english()?;
    // What is guessed is not read by what an older guess says.
    let settings = config::Config { data: Vec::new(), ..wanted.config()? };
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
    tell(&problems);
    Ok(Outcome::new(text.into_bytes(), incomplete(&problems)))
}
