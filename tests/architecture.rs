use std::fs;
use std::path::{Path, PathBuf};

/// The stages in the order in which a claim travels.
const STAGES: &[&str] = &[
    "collect",
    "extract",
    "normalise",
    "matching",
    "pair",
    "rules",
    "reconcile",
    "settle",
    "write",
];

fn sources() -> Vec<(PathBuf, String)> {
    fn walk(folder: &Path, files: &mut Vec<(PathBuf, String)>) {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                walk(&path, files);
            } else if path.extension().is_some_and(|it| it == "rs") {
                files.push((path.clone(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    let mut files = Vec::new();
    walk(Path::new("src"), &mut files);
    files.sort();
    assert!(files.len() > 50, "the source tree was not found");
    files
}

/// The stage a file belongs to, if it belongs to one.
fn stage(path: &Path) -> Option<&'static str> {
    let folder = path.strip_prefix("src").ok()?.iter().next()?.to_str()?;
    STAGES.iter().find(|it| **it == folder).copied()
}

/// A file without its tests and documentation examples.
fn code(text: &str) -> String {
    let text = text.split("#[cfg(test)]").next().unwrap_or(text);
    text.lines().filter(|it| !it.trim_start().starts_with("//")).collect::<Vec<_>>().join("\n")
}

#[test]
fn stages_do_not_import_each_other() {
    for (path, text) in sources() {
        let Some(own) = stage(&path) else { continue };
        for line in code(&text).lines().filter(|it| it.contains("crate::")) {
            let other = STAGES.iter().find(|it| line.contains(&format!("crate::{it}::")));
            let other = other.filter(|it| **it != own);
            assert_eq!(other, None, "{}: {own} imports it: {}", path.display(), line.trim());
        }
    }
}

#[test]
fn the_vocabulary_imports_no_stage_and_no_lexicon() {
    for (path, text) in sources().iter().filter(|it| it.0.starts_with("src/claim")) {
        for name in STAGES.iter().chain(&["lexicon", "run", "error"]) {
            let import = format!("crate::{name}");
            assert!(!code(text).contains(&import), "{} imports {import}", path.display());
        }
    }
}

#[test]
fn libraries_stay_where_they_belong() {
    for (path, text) in sources() {
        let code = code(&text);
        let is_in = |places: &[&str]| places.iter().any(|it| path.starts_with(it));
        let rules: [(&str, &[&str]); 4] = [
            (
                "miette::",
                &["src/error.rs", "src/write/terminal.rs", "src/write/window.rs", "src/bin"],
            ),
            // What travels between processes: records for programs, and what a reader of its own found.
            (
                "Serialize)",
                &[
                    "src/write/record",
                    "src/settle",
                    "src/claim",
                    "src/collect/apart.rs",
                    "src/write/as_json.rs",
                    "src/collect/format.rs",
                    // The cards, which are fitted and written by a command for developers.
                    "src/matching/model.rs",
                    "src/matching/collection/card.rs",
                ],
            ),
            ("std::fs", &["src/disk.rs", "src/collect", "src/config", "src/settle", "src/bin"]),
            ("f64", &["src/write/record", "src/write/axis.rs"]),
        ];
        for (what, places) in rules {
            assert!(!code.contains(what) || is_in(places), "{} uses {what}", path.display());
        }
    }
}

#[test]
fn files_hold_one_idea() {
    let banned = ["utils", "helpers", "common", "manager", "service", "handler", "types", "misc"];
    for (path, text) in sources() {
        let name = path.file_stem().unwrap().to_str().unwrap();
        assert!(!banned.contains(&name), "{} is named after nothing", path.display());
        let lines = text.split("#[cfg(test)]").next().unwrap_or("").lines().count();
        assert!(lines <= 400, "{} has {lines} lines without tests", path.display());
    }
}

#[test]
fn lexicons_and_rules_are_compiled_in() {
    let mut all: String = sources().into_iter().map(|it| it.1).collect();
    // Words of several files become one table at build time.
    all += &fs::read_to_string("build/main.rs").unwrap();
    let of_words = "(lexicon, \"{}\")";
    for (folder, of) in [
        ("lexicons/en", &["/{}.json", of_words][..]),
        ("lexicons/zh", &["/zh-{}.json"]),
        ("rules", &["rules/{}.yaml"]),
    ] {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            let name = path.file_stem().unwrap().to_str().unwrap();
            let is_used = of.iter().any(|it| all.contains(&it.replace("{}", name)));
            assert!(is_used, "{} is compiled in nowhere", path.display());
        }
    }
}
