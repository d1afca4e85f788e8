//! Arguments become inputs: files, folders walked, patterns expanded.

use std::fs::FileType;
use std::path::{Path, PathBuf};

use globset::GlobBuilder;
use ignore::{DirEntry, WalkBuilder};
use rustc_hash::FxHashSet;

use super::{format_of, of_no_format, problem};
use crate::disk;
use crate::error::{Error, Problem};

/// One thing to read.
#[derive(Clone, Debug, Eq, Hash, PartialEq)]
pub(super) enum Input {
    /// A file, as reached from the command line, as [`disk::spelled`] writes it.
    File(String),
    /// Standard input.
    Stdin,
}

/// Endings of files that people write documents in and that no format here reads.
const DOCUMENTS: &[&str] = &[
    "ott",
    "fodt",
    "fods",
    "doc",
    "dot",
    "docm",
    "dotx",
    "xlsm",
    "ppt",
    "odp",
    "msg",
    "mbox",
    "sub",
    "mobi",
    "pages",
    "numbers",
    "key",
    "rst",
    "org",
    "xml",
    "webarchive",
    "wpd",
    "wps",
    "djvu",
    "ps",
];

/// Endings of files that nobody takes for documents: pictures, sound, film, fonts, programs, packed files.
const OTHERS: &[&str] = &[
    "png", "jpg", "jpeg", "gif", "webp", "svg", "ico", "bmp", "tif", "tiff", "heic", "avif", "mp3",
    "wav", "ogg", "m4a", "flac", "mp4", "mov", "avi", "mkv", "webm", "woff", "woff2", "ttf", "otf",
    "eot", "css", "scss", "js", "mjs", "ts", "jsx", "tsx", "map", "py", "pyc", "rs", "go", "java",
    "c", "h", "cpp", "rb", "r", "php", "sh", "bat", "ps1", "sql", "toml", "ini", "cfg", "lock",
    "log", "bak", "tmp", "zip", "gz", "tgz", "bz2", "xz", "7z", "rar", "tar", "db", "sqlite",
    "parquet", "arrow", "exe", "dll", "so", "dylib", "o", "a", "bin", "snap",
];

/// Every input the arguments name, in their order, each once, however it is spelled; with `any` those of other formats
/// as well, as a command makes text of them.
pub(super) fn inputs(paths: &[String], any: bool) -> Result<(Vec<Input>, Vec<Problem>), Error> {
    let mut found =
        Found { any, inputs: Vec::new(), known: FxHashSet::default(), problems: Vec::new() };
    for name in paths {
        let path = disk::path(name);
        let told = found.problems.len();
        match name.as_str() {
            "-" if found.inputs.contains(&Input::Stdin) => {}
            "-" => found.inputs.push(Input::Stdin),
            _ if path.is_dir() => {
                let walked = found.walk(&path, Wanted::Walked);
                if walked.is_empty() && told == found.problems.len() {
                    found.nothing(name);
                }
                found.add(walked);
            }
            _ if path.symlink_metadata().is_ok() => found.add(vec![path]),
            _ if name.contains(['*', '?', '[', '{']) => {
                let matching = found.matching(name)?;
                if matching.is_empty() {
                    found.nothing(name);
                }
                found.add(matching);
            }
            _ => found.problems.push(problem(name, None, "does not exist; check the spelling")),
        }
    }
    Ok((found.inputs, found.problems))
}

/// Which files of a folder are meant.
#[derive(Clone, Copy, Eq, PartialEq)]
enum Wanted {
    /// Those that are read where they lie; of others that may be documents it is said that they are not read.
    Walked,
    /// Whatever a pattern matches.
    Matched,
}

/// What was found so far.
struct Found {
    /// Whether files of any format can be read.
    any: bool,
    inputs: Vec<Input>,
    /// Where the inputs lie, without links: a file that is named twice is one source.
    known: FxHashSet<PathBuf>,
    problems: Vec<Problem>,
}

impl Found {
    fn add(&mut self, paths: Vec<PathBuf>) {
        for path in paths {
            if self.known.insert(disk::canonical(&path)) {
                self.inputs.push(Input::File(disk::spelled(&path)));
            }
        }
    }

    fn nothing(&mut self, name: &str) {
        self.problems.push(problem(name, None, "holds no document that can be read"));
    }

    /// The files below a folder that are meant, in the order of their names.
    fn walk(&mut self, folder: &Path, wanted: Wanted) -> Vec<PathBuf> {
        let mut files = Vec::new();
        for entry in WalkBuilder::new(folder).require_git(false).build() {
            match entry {
                Ok(entry) => files.extend(self.meant(folder, entry, wanted)),
                Err(error) => {
                    let message = format!("cannot be walked: {error}");
                    self.problems.push(problem(&disk::spelled(folder), None, &message));
                }
            }
        }
        files.sort();
        files
    }

    /// An entry of a folder, where it is to be read; what a reader would miss is told.
    fn meant(&mut self, folder: &Path, entry: DirEntry, wanted: Wanted) -> Option<PathBuf> {
        // The folder itself may be a link: it was named.
        let of = entry.file_type().filter(|it| !it.is_dir() && entry.depth() > 0)?;
        let path = entry.into_path();
        let format = format_of(&path);
        let ending = path.extension().map(|it| it.to_string_lossy().to_lowercase());
        let is = |endings: &[&str]| ending.as_deref().is_some_and(|it| endings.contains(&it));
        let is_meant = match (wanted, format) {
            (Wanted::Matched, _) => true,
            (Wanted::Walked, Some(it)) => it.is_walked,
            (Wanted::Walked, None) => self.any && !is(OTHERS),
        };
        if is_meant {
            return match irregular(folder, &path, of) {
                None => Some(path),
                Some(message) => {
                    self.problems.push(problem(&disk::spelled(&path), None, &message));
                    None
                }
            };
        }
        // What a reader may take for one of the sources.
        if format.is_none() && !is(OTHERS) && !is_of_project(&path) {
            let told = problem(&disk::spelled(&path), None, &of_no_format());
            self.problems.push(Problem { is_incomplete: is(DOCUMENTS), ..told });
        }
        None
    }

    /// The files that match a pattern, walked from its fixed part.
    fn matching(&mut self, pattern: &str) -> Result<Vec<PathBuf>, Error> {
        let no_pattern = |it: globset::Error| Error::Pattern {
            pattern: pattern.to_owned(),
            reason: it.to_string(),
        };
        let glob = GlobBuilder::new(pattern).literal_separator(true).build().map_err(no_pattern)?;
        let matcher = glob.compile_matcher();
        let fixed: PathBuf = Path::new(pattern)
            .components()
            .take_while(|it| !it.as_os_str().to_string_lossy().contains(['*', '?', '[', '{']))
            .collect();
        let root = if fixed.as_os_str().is_empty() { Path::new(".") } else { &*fixed };
        let told = self.problems.len();
        let is_match = |it: &Path| matcher.is_match(it.strip_prefix("./").unwrap_or(it));
        let mut found = self.walk(root, Wanted::Matched);
        found.retain(|it| is_match(it));
        // What lies beside the pattern is nobody's concern.
        let beside = self.problems.split_off(told);
        self.problems.extend(beside.into_iter().filter(|it| is_match(Path::new(&it.source))));
        Ok(found)
    }
}

/// Whether a file is one that projects call by a name in capitals without an ending: LICENSE, README.
fn is_of_project(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    name == "Makefile" || name.bytes().all(|it| it.is_ascii_uppercase() || it == b'-')
}

/// Why an entry of a folder is not followed: it is no file, or a link that leads out of the folder.
fn irregular(folder: &Path, path: &Path, of: FileType) -> Option<String> {
    if of.is_file() {
        return None;
    }
    if !of.is_symlink() {
        return Some(format!("is {}, not a file", disk::kind(of)));
    }
    let is_file = path.metadata().is_ok_and(|it| it.is_file());
    match (is_file, disk::leads_inside(folder, path)) {
        (true, true) => None,
        (true, false) => Some(
            "is a link that leads out of its folder and was not followed; name it to read it"
                .to_owned(),
        ),
        (false, _) => Some("is a link that leads to no file".to_owned()),
    }
}
