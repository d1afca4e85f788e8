//! Arguments become inputs: files, folders walked, patterns expanded.

use std::path::{Component, Path, PathBuf};

use globset::GlobBuilder;
use ignore::WalkBuilder;
use rustc_hash::FxHashSet;

use super::{format_of, problem};
use crate::error::{Error, Problem};

/// One thing to read.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) enum Input {
    /// A file, as reached from the command line, with `/`.
    File(String),
    /// Standard input.
    Stdin,
}

/// Every input the arguments name, in their order, each once; with `any` a pattern also names files of no known format.
pub(super) fn inputs(paths: &[String], any: bool) -> Result<(Vec<Input>, Vec<Problem>), Error> {
    let wanted = if any { Wanted::Any } else { Wanted::Known };
    let mut inputs = Vec::new();
    let mut known = FxHashSet::default();
    let mut problems = Vec::new();
    for path in paths {
        let found = match path.as_str() {
            "-" => vec![Input::Stdin],
            _ if Path::new(path).is_dir() => {
                files(&walk(Path::new(path), Wanted::Walked, &mut problems))
            }
            _ if Path::new(path).exists() => vec![Input::File(slashed(Path::new(path)))],
            _ if path.contains(['*', '?', '[', '{']) => {
                files(&matching(path, wanted, &mut problems)?)
            }
            _ => {
                problems.push(problem(path, None, "does not exist; check the spelling"));
                continue;
            }
        };
        if found.is_empty() {
            problems.push(problem(path, None, "holds no document that can be read"));
        }
        for input in found {
            if known.insert(input.clone()) {
                inputs.push(input);
            }
        }
    }
    Ok((inputs, problems))
}

/// Which files of a folder are meant.
#[derive(Clone, Copy)]
enum Wanted {
    /// Those that are read where they lie.
    Walked,
    /// Those as well that are only read where they are named.
    Known,
    /// All.
    Any,
}

/// The files below a folder that are meant, in the order of their names.
fn walk(folder: &Path, wanted: Wanted, problems: &mut Vec<Problem>) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in WalkBuilder::new(folder).require_git(false).build() {
        match entry {
            Ok(entry) if entry.file_type().is_some_and(|it| it.is_file()) => {
                let format = format_of(entry.path());
                let is_meant = match wanted {
                    Wanted::Walked => format.is_some_and(|it| it.is_walked),
                    Wanted::Known => format.is_some(),
                    Wanted::Any => true,
                };
                if is_meant {
                    files.push(entry.into_path());
                }
            }
            Ok(_) => {}
            Err(error) => {
                problems.push(problem(
                    &slashed(folder),
                    None,
                    &format!("cannot be walked: {error}"),
                ));
            }
        }
    }
    files.sort();
    files
}

/// The readable files that match a pattern, walked from its fixed part.
fn matching(
    pattern: &str,
    wanted: Wanted,
    problems: &mut Vec<Problem>,
) -> Result<Vec<PathBuf>, Error> {
    let no_pattern =
        |it: globset::Error| Error::Pattern { pattern: pattern.to_owned(), reason: it.to_string() };
    let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(no_pattern)?;
    let matcher = glob.compile_matcher();
    let fixed: PathBuf = Path::new(pattern)
        .components()
        .take_while(|it| !it.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
        .collect();
    let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &*fixed };
    let mut found = walk(root, wanted, problems);
    found.retain(|it| matcher.is_match(it.strip_prefix("./").unwrap_or(it)));
    Ok(found)
}

fn files(paths: &[PathBuf]) -> Vec<Input> {
    paths.iter().map(|it| Input::File(slashed(it))).collect()
}

/// A path with `/` between its parts on every system.
fn slashed(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        match component {
            Component::RootDir => text.push('/'),
            // `./a.md` and `a.md` are one source, and their findings have one fingerprint.
            Component::CurDir => {}
            other => text.push_str(&other.as_os_str().to_string_lossy()),
        }
    }
    text
}
