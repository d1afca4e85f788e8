//! Settings, their schemas, and what is generated from rules.

use std::fs;
use std::path::Path;

use crate::support::{crosscheck, crosscheck_in, desk, stderr, stdout};

const NORTH: &str = "In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const SOUTH: &str = "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";

fn write(folder: &Path, file: &str, text: &str) {
    fs::write(folder.join(file), text).unwrap();
}

#[test]
fn settings_say_what_is_read_and_what_fails() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH), ("c.txt", "Nothing here.\n")]);
    let folder = desk.path();
    let code = |settings: &str, args: &[&str]| {
        // That two texts disagree is a warning; a setting of the case itself has the last word.
        let strict = if settings.contains("fail_on") { "" } else { "fail_on: warning\n" };
        write(folder, "crosscheck.yaml", &format!("{settings}{strict}"));
        crosscheck_in(folder, args).status.code()
    };
    assert_eq!(code("sources: ['*.md']\n", &["check"]), Some(1));
    assert_eq!(code("sources: ['*.md']\nfail_on: never\n", &["check"]), Some(0));
    // One may stand without brackets.
    assert_eq!(code("sources: c.txt\n", &["check"]), Some(0));
    assert_eq!(code("sources: '*.md'\nskip: same-figure-different-action\n", &["check"]), Some(0));
    // The command line has the last word.
    let settings = "sources: ['*.md']\nfail_on: never\n";
    assert_eq!(code(settings, &["check", "--fail-on", "warning"]), Some(1));
    assert_eq!(code("sources: [c.txt]\n", &["check"]), Some(0));
    assert_eq!(code("sources: [c.txt]\n", &["check", "a.md", "b.md"]), Some(1));
    let skip = "sources: ['*.md']\nskip: [same-figure-different-action]\n";
    assert_eq!(code(skip, &["check"]), Some(0));
    assert_eq!(code("skip: [no-such-rule]\n", &["check", "a.md"]), Some(2));
    // Paths are seen from the file's own folder.
    fs::create_dir(folder.join("inner")).unwrap();
    write(folder, "crosscheck.yaml", "sources: [a.md, b.md]\nfail_on: warning\n");
    let output = crosscheck_in(&folder.join("inner"), &["check", "--narrate"]);
    assert!(stdout(&output).contains("../a.md line 1 column 28"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn rules_of_the_settings_hold_for_every_verb() {
    let rule = "- id: our-own\n  severity: warning\n  check:\n    match: {figures: agree, levels: {acts: [exclude each other]}}\n  message: \"ours\"\n  why: \"because\"\n";
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    fs::create_dir(folder.join("house")).unwrap();
    write(folder, "house/own.yaml", rule);
    write(folder, "crosscheck.yaml", "sources: ['*.md']\nrules: house\nonly: [our-own]\n");
    let text = stdout(&crosscheck_in(folder, &["check"]));
    let first = text.lines().next().unwrap();
    let id = first.strip_prefix("our-own  warning  ").expect(first).to_owned();
    assert!(stdout(&crosscheck_in(folder, &["explain", &id])).starts_with(first));
    let args = ["dismiss", &id, "--outcome", "scope", "--reason", "two groups"];
    assert_eq!(crosscheck_in(folder, &args).status.code(), Some(0));
    assert_eq!(stdout(&crosscheck_in(folder, &["rules", "list"])), "our-own  warning  because\n");
    // The baseline of the settings is made where they say.
    fs::remove_file(folder.join("crosscheck.decisions.yaml")).unwrap();
    let settings = "sources: ['*.md']\nrules: house\nonly: [our-own]\nbaseline: house/known.baseline\nfail_on: note\n";
    write(folder, "crosscheck.yaml", settings);
    assert_eq!(crosscheck_in(folder, &["check"]).status.code(), Some(1));
    let text = stdout(&crosscheck_in(folder, &["baseline", "create"]));
    assert_eq!(text, "1 known, written to house/known.baseline\n");
    assert_eq!(crosscheck_in(folder, &["check"]).status.code(), Some(0));
}

#[test]
fn init_writes_settings_that_say_nothing_yet() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let before = stdout(&crosscheck_in(folder, &["check", "a.md", "b.md"]));
    let output = crosscheck_in(folder, &["init"]);
    assert_eq!(
        stdout(&output),
        "crosscheck.yaml written; every line of it is commented out\n\
         .crosscheck/ holds the schemas that editors complete it by\n\
         next: crosscheck check FOLDER\n"
    );
    assert_eq!(stdout(&crosscheck_in(folder, &["check", "a.md", "b.md"])), before);
    let written = fs::read_to_string(folder.join("crosscheck.yaml")).unwrap();
    assert!(
        written.starts_with("# yaml-language-server: $schema=.crosscheck/config.schema.json\n")
    );
    // Without their signs the settings are settings, every one that there is.
    let is_setting =
        |it: &&str| it.starts_with(' ') || it.split(' ').next().is_some_and(|it| it.ends_with(':'));
    let below = written.lines().skip_while(|it| !it.is_empty());
    let lines: Vec<&str> =
        below.filter_map(|it| it.strip_prefix("# ")).filter(is_setting).collect();
    let plain = lines.join("\n") + "\n";
    let schema = stdout(&crosscheck_in(folder, &["rules", "schema", "config"]));
    let schema: serde_json::Value = serde_json::from_str(&schema).unwrap();
    for key in schema["properties"].as_object().unwrap().keys().filter(|it| *it != "only") {
        assert!(plain.contains(&format!("{key}:")), "{key} is not told\n{plain}");
    }
    write(folder, "plain.yaml", &plain.replace("rules: rules/\n", ""));
    let output = crosscheck_in(folder, &["check", "a.md", "--config", "plain.yaml"]);
    assert!(output.status.code() == Some(0), "{plain}{}", stderr(&output));
    // What is there stays.
    let output = crosscheck_in(folder, &["init"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("`crosscheck.yaml` is there already"), "{}", stderr(&output));
}

#[test]
fn a_misspelt_key_is_shown_where_it_stands() {
    let desk = desk(&[("a.md", NORTH)]);
    let folder = desk.path();
    let told = |file: &str, text: &str, args: &[&str]| {
        write(folder, file, text);
        let output = crosscheck_in(folder, args);
        assert_eq!(output.status.code(), Some(2));
        fs::remove_file(folder.join(file)).unwrap();
        stderr(&output)
    };
    for (file, text, place, meant) in [
        ("crosscheck.yaml", "skip: []\nfail_no: never\n", "crosscheck.yaml:2:1]", "fail_on"),
        (
            "crosscheck.yaml",
            "data:\n  - file: a\n    value: b\n    constants:\n      unt: c\n",
            "crosscheck.yaml:5:7]",
            "unit",
        ),
        ("crosscheck.yaml", "fail_on: erorr\n", "crosscheck.yaml:1:10]", "error"),
        (
            "sources.yaml",
            "sources:\n  - file: a.md\n    publishd: x\n",
            "sources.yaml:3:5]",
            "published",
        ),
        (
            "sources.yaml",
            "sources:\n  - file: a.md\n    tier: officail\n",
            "sources.yaml:3:11]",
            "official",
        ),
    ] {
        let text = told(file, text, &["check", "a.md"]);
        assert!(text.contains(place), "{place}\n{text}");
        assert!(text.contains(&format!("did you mean `{meant}`?")), "{text}");
    }
}

#[test]
fn generated_files_are_up_to_date() {
    for name in ["rules", "config", "sources"] {
        let written = fs::read_to_string(format!("docs/schemas/{name}.schema.json")).unwrap();
        let printed = stdout(&crosscheck(&["rules", "schema", name]));
        assert!(
            written == printed,
            "crosscheck rules schema {name} > docs/schemas/{name}.schema.json"
        );
    }
    let output = crosscheck(&["rules", "docs", "--check"]);
    assert_eq!(stdout(&output), "35 pages are up to date\n");
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn a_page_that_is_not_what_the_rule_says_is_named() {
    let desk = desk(&[]);
    let folder = desk.path();
    let output = crosscheck_in(folder, &["rules", "docs", "--out", "pages", "--only", "sum"]);
    assert_eq!(stdout(&output), "2 pages written to pages\n");
    insta::assert_snapshot!("rule_page", fs::read_to_string(folder.join("pages/sum.md")).unwrap());
    write(folder, "pages/sum.md", "# sum\n");
    let args = ["rules", "docs", "--check", "--out", "pages", "--only", "sum"];
    let output = crosscheck_in(folder, &args);
    assert_eq!(output.status.code(), Some(1));
    assert_eq!(
        stdout(&output),
        "pages/sum.md is out of date\nwrite them anew: crosscheck rules docs\n"
    );
}

#[test]
fn hooks_and_the_action_call_what_there_is() {
    let hooks = fs::read_to_string(".pre-commit-hooks.yaml").unwrap();
    let entries: Vec<&str> =
        hooks.lines().filter_map(|it| it.trim().strip_prefix("entry: ")).collect();
    assert_eq!(entries.len(), 2);
    for entry in entries {
        let args: Vec<&str> =
            entry.split(' ').skip(1).chain(["sources", "--fail-on", "never"]).collect();
        assert_eq!(crosscheck(&args).status.code(), Some(0), "{entry}");
    }
    let action = fs::read_to_string("action.yml").unwrap();
    let help = stdout(&crosscheck(&["check", "--help"]));
    for flag in
        action.split_whitespace().filter(|it| it.starts_with("--") && !it.contains("locked"))
    {
        let flag = flag.trim_end_matches(['`', ',']);
        assert!(flag == "--path" || help.contains(flag), "{flag}");
    }
    let man = stdout(&crosscheck(&["man"]));
    for verb in ["check", "review", "baseline", "man"] {
        assert!(man.contains(&format!(".SH CROSSCHECK {}", verb.to_uppercase())), "{verb}");
    }
}
