//! What is told of files that were not read as they might have been.

use super::problem;
use crate::config::Config;
use crate::disk;
use crate::error::Problem;

/// What is said of a file that is larger than files may be.
pub(super) fn too_large(path: &str, config: &Config) -> Problem {
    let limit = config.largest_file.display().iec().to_string().replace(".0 ", " ");
    let message = format!(
        "is larger than {limit} and was not read; split it, or raise `largest_file` in crosscheck.yaml"
    );
    problem(path, None, &message)
}

/// What is told of a command that the settings name and that did not run.
pub(super) fn withheld(config: &Config) -> Option<Problem> {
    let command = config.withheld.as_ref()?;
    let message = format!(
        "asks to run `{command}` on files of other formats, which was not done: a folder may be somebody else's. \
         Read the file, then say `crosscheck trust`, or give --preprocess"
    );
    let told = problem(&disk::spelled(&config.path), None, &message);
    Some(Problem { is_incomplete: false, ..told })
}
