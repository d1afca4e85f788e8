//! What is said of every sort of bad input, whole: what is wrong, where, and what to do.

use std::fmt::Write as _;

use crate::support::{crosscheck_in, desk, stderr, stdout};

const NORTH: &str = "In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const SOUTH: &str = "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";

/// The files of a desk on which much goes wrong, each in a folder that only the commands about it name.
const FILES: &[(&str, &str)] = &[
    ("good/a.md", NORTH),
    ("good/b.md", SOUTH),
    (
        "comments/a.md",
        "<!-- crosscheck-ingore sum: because -->\n\nIt has 12 rooms. <!-- crosscheck-ignore sum later -->\n\nAnd 3 doors. <!-- crosscheck-ignore sums: because -->\n\nA cellar. <!-- crosscheck ignore sum: because -->\n",
    ),
    ("manifest/a.md", NORTH),
    ("manifest/sources.yaml", "sources:\n  - file: a.md\n    publised: 2025-03-02\n"),
    ("day/a.md", NORTH),
    ("day/sources.yaml", "sources:\n  - {file: a.md, published: last week}\n"),
    ("settings/crosscheck.yaml", "fail_on: error\nskips: [sum]\n"),
    ("severity/crosscheck.yaml", "fail_on: errors\n"),
    ("size/crosscheck.yaml", "# Größe, für alle\nlargest_file: 5 apples\n"),
    ("lost/crosscheck.yaml", "baseline: known.yaml\n"),
    ("text/a.md", NORTH),
    ("text/sources.yaml", "sources: a.md\n"),
    ("word/a.md", NORTH),
    ("word/sources.yaml", "a.md\n"),
    ("origin/a.md", NORTH),
    ("origin/sources.yaml", "sources:\n  - {file: a.md, derived_from: c.md}\n"),
    (
        "rules/own.yaml",
        "- id: own\n  severity: error\n  check: {difer: {agree: [unit], differ: [action]}}\n  message: x\n  why: y\n",
    ),
    ("broken/a.docx", "no archive"),
    ("broken/a.json", "{\"a\": [1, 2}\n"),
    ("broken/a.csv", "year,count\n2025,\"12\n"),
];

/// The commands; the exit code of each is told with what it says.
const COMMANDS: &[&[&str]] = &[
    &["check", "nowhere"],
    &["check", "good/[a.md"],
    &["check", "--data", "none.csv", "--against", "good"],
    &["check", "good/a.md", "--against", "nowhere"],
    &["check", "good", "--format", "jsn"],
    &["check", "good", "--only", "summ"],
    &["check", "good", "--emit", "json=none/r.json"],
    &["check", "good", "--since", "yesterday"],
    &["check", "good", "--rules", "rules"],
    &["check", "good", "--config", "settings/crosscheck.yaml"],
    &["check", "good", "--config", "severity/crosscheck.yaml"],
    &["check", "good", "--config", "size/crosscheck.yaml"],
    &["check", "good/a.md", "--config", "lost/crosscheck.yaml", "-q"],
    &["check", "comments", "-q"],
    &["check", "manifest"],
    &["check", "day"],
    &["check", "text"],
    &["check", "word"],
    &["check", "origin", "-q"],
    &["check", "broken", "-q"],
    &["explain", "0000000", "--in", "good"],
    &["explain", "sumn"],
    &["dismiss", "0000000", "--outcome", "scope", "--reason", "x", "--in", "good"],
    &["note", "0000000", "--in", "good"],
    &["baseline", "prune", "--in", "good"],
    &["compare", "good/a.md"],
    &["compare", "--pairs", "good/a.md"],
];

#[test]
fn errors_say_what_where_and_what_to_do() {
    let desk = desk(FILES);
    let mut told = String::new();
    for args in COMMANDS {
        let output = crosscheck_in(desk.path(), args);
        let code = output.status.code().unwrap();
        let said = [stdout(&output), stderr(&output)].concat();
        let lines: Vec<&str> = said.lines().map(str::trim_end).collect();
        writeln!(told, "$ crosscheck {}\n{}\n[{code}]\n", args.join(" "), lines.join("\n"))
            .unwrap();
    }
    let folder = desk.path().to_string_lossy().into_owned();
    insta::assert_snapshot!("errors", told.replace(&folder, "DESK"));
}
