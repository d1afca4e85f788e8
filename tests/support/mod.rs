pub(crate) mod terminal;

use std::path::{Path, PathBuf};
use std::process::Output;

use assert_cmd::Command;
use crosscheck::claim::{Claim, Source};
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::run::{self, Corpus, Judgement};
use crosscheck::watch::Watch;
use crosscheck::{collect, rules};

/// The binary with arguments, run in the project's folder.
pub(crate) fn crosscheck(args: &[&str]) -> Output {
    Command::cargo_bin("crosscheck").unwrap().args(args).env_remove("NO_COLOR").output().unwrap()
}

/// The binary with arguments, run in another folder.
pub(crate) fn crosscheck_in(folder: &Path, args: &[&str]) -> Output {
    let mut command = Command::cargo_bin("crosscheck").unwrap();
    command.current_dir(folder).args(args).env_remove("NO_COLOR").output().unwrap()
}

/// A folder of files.
pub(crate) fn desk(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
    folder
}

pub(crate) fn stdout(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

pub(crate) fn stderr(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

/// The claims of a text that was published on a day.
pub(crate) fn claims_of(text: &str, published: Option<&str>) -> Vec<Claim> {
    let lexicon = Lexicon::english().unwrap();
    let published = published.map(|it| it.parse().unwrap());
    let source = Source { published, ..Source::at("text.txt") };
    let document = collect::from_text(source, text, lexicon).unwrap();
    run::corpus(vec![document], Vec::new(), lexicon).claims
}

/// A folder read and judged with the shipped rules.
pub(crate) fn checked(path: &Path) -> (Corpus, Judgement) {
    let lexicon = Lexicon::english().unwrap();
    let paths = [path.to_string_lossy().into_owned()];
    let corpus =
        run::read(&paths, &mut std::io::empty(), &Config::default(), lexicon, &Watch::default())
            .unwrap();
    let rules = rules::shipped().unwrap();
    let judgement = run::check(&corpus, &rules, lexicon);
    (corpus, judgement)
}

/// A folder of the shared test data: of `CROSSCHECK_DATA`, else of `../shared/data`.
///
/// `None`, with a printed reason, where neither exists; a failure where the variable is set in vain.
pub(crate) fn shared_data(folder: &str) -> Option<PathBuf> {
    let named = std::env::var_os("CROSSCHECK_DATA");
    let root = named.clone().map_or_else(|| PathBuf::from("../shared/data"), PathBuf::from);
    let path = root.join(folder);
    if path.is_dir() {
        return Some(path);
    }
    assert!(named.is_none(), "CROSSCHECK_DATA is set, but {} is no folder", path.display());
    eprintln!("skipped: no test data at {}; set CROSSCHECK_DATA to its folder", path.display());
    None
}
