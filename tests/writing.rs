//! Files that are written: whole or not at all, by one process at a time, and nothing that stands in their place is lost.

use std::fs;
use std::path::Path;
use std::process::Output;
use std::thread;

use assert_cmd::Command;
use serde_json::Value;

use crate::support::terminal::Terminal;
use crate::support::{crosscheck_in, desk, stderr, stdout};

const NORTH: &str = "In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const SOUTH: &str = "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";

/// The fingerprints of everything that is found.
fn found(folder: &Path) -> Vec<String> {
    let output = crosscheck_in(folder, &["check", ".", "--format", "json"]);
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let all = report["findings"].as_array().unwrap();
    all.iter().map(|it| it["fingerprint"].as_str().unwrap().to_owned()).collect()
}

fn names(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> = fs::read_dir(folder)
        .unwrap()
        .map(|it| it.unwrap().file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    names
}

#[test]
fn no_decision_of_two_writers_is_lost() {
    let wrong_days: Vec<(String, String)> = (1..=8)
        .map(|day| {
            (
                format!("{day}.md"),
                format!("The bridge of Alba opened on Sunday, June {} 2025.\n", day + 1),
            )
        })
        .filter(|it| !it.1.contains("June 8"))
        .collect();
    let files: Vec<(&str, &str)> = wrong_days.iter().map(|it| (&*it.0, &*it.1)).collect();
    let desk = desk(&files);
    let folder = desk.path();
    let ids = found(folder);
    assert_eq!(ids.len(), 7);
    let dismiss = |id: &String| {
        let args = ["dismiss", id, "--outcome", "misread", "--reason", "x", "--in", "."];
        let output = crosscheck_in(folder, &args);
        assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    };
    thread::scope(|scope| {
        for id in &ids {
            scope.spawn(move || dismiss(id));
        }
    });
    let written = fs::read_to_string(folder.join("crosscheck.decisions.yaml")).unwrap();
    let lost: Vec<&String> = ids.iter().filter(|it| !written.contains(&***it)).collect();
    assert!(lost.is_empty(), "{lost:?}");
    let left: Vec<String> = names(folder).into_iter().filter(|it| it.starts_with('.')).collect();
    assert_eq!(left, Vec::<String>::new());
}

/// The binary where no file may grow: what a full disk does.
#[cfg(unix)]
fn without_room(folder: &Path, args: &[&str]) -> Output {
    let binary = assert_cmd::cargo::cargo_bin("crosscheck");
    let mut command = Command::new("bash");
    command.args(["-c", "trap '' XFSZ; ulimit -f 0; exec \"$0\" \"$@\""]).arg(binary).args(args);
    command.current_dir(folder).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let id = found(folder).remove(0);
    let dismiss = ["dismiss", &*id, "--outcome", "scope", "--reason", "x", "--in", "."];
    crosscheck_in(folder, &dismiss);
    crosscheck_in(folder, &["baseline", "create", "--in", "."]);
    fs::write(folder.join("r.json"), "old").unwrap();
    let files = ["crosscheck.decisions.yaml", "crosscheck.baseline.yaml", "r.json"];
    let all = || files.map(|it| fs::read_to_string(folder.join(it)).unwrap());
    let before = all();
    assert!(before[0].contains(&id));
    let runs: [(&[&str], &str); 3] = [
        (&dismiss, "crosscheck.decisions.yaml"),
        (&["baseline", "create", "--in", "."], "crosscheck.baseline.yaml"),
        (&["check", ".", "--emit", "json=r.json"], "r.json"),
    ];
    for (args, file) in runs {
        let output = without_room(folder, args);
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        let said = stderr(&output);
        assert!(said.contains(&format!("× cannot write `{file}`")), "{args:?}: {said}");
        assert!(said.contains("File too large"), "{args:?}: {said}");
        assert_eq!(stdout(&output), "", "{args:?}");
        assert_eq!(all(), before, "{args:?}");
    }
    let left: Vec<String> = names(folder).into_iter().filter(|it| it.starts_with('.')).collect();
    assert_eq!(left, Vec::<String>::new());
}

#[cfg(unix)]
#[test]
fn what_a_killed_run_left_goes_with_the_next() {
    let desk = desk(&[
        ("a.md", NORTH),
        ("b.md", SOUTH),
        (".crosscheck.decisions.yaml.new", "decisions:\n- half"),
        (".crosscheck.decisions.yaml.lock", ""),
    ]);
    let folder = desk.path();
    let id = found(folder).remove(0);
    crosscheck_in(folder, &["dismiss", &id, "--outcome", "scope", "--reason", "x", "--in", "."]);
    assert_eq!(names(folder), ["a.md", "b.md", "crosscheck.decisions.yaml"]);
}

#[cfg(unix)]
#[test]
fn what_is_no_report_is_not_replaced() {
    use std::os::unix::fs::symlink;
    let desk =
        desk(&[("a.md", NORTH), ("b.md", SOUTH), ("crosscheck.yaml", ""), ("kept.txt", "mine")]);
    let folder = desk.path();
    symlink("kept.txt", folder.join("link.json")).unwrap();
    let refused: [(&[&str], &str); 7] = [
        (&["check", ".", "--emit", "json=/dev/null"], "`/dev/null` is a device"),
        (&["check", ".", "--emit", "json=link.json"], "`link.json` is a link"),
        (&["check", ".", "--emit", "json=."], "`.` is a folder"),
        (&["check", ".", "--emit", "json=./a.md"], "`./a.md` is one of the documents"),
        (
            &["check", ".", "--emit", "json=crosscheck.yaml"],
            "`crosscheck.yaml` is a file of settings or records",
        ),
        (
            &["baseline", "create", "--in", ".", "--baseline", "a.md"],
            "`a.md` is one of the documents",
        ),
        (
            &["baseline", "create", "--in", "a.md", "--baseline", "kept.txt"],
            "cannot understand `kept.txt`",
        ),
    ];
    for (args, message) in refused {
        let before = names(folder);
        let output = crosscheck_in(folder, args);
        assert!(stderr(&output).contains(message), "{args:?}: {}", stderr(&output));
        assert_eq!(output.status.code(), Some(2), "{args:?}");
        assert_eq!(names(folder), before, "{args:?}");
    }
    assert_eq!(fs::read_to_string(folder.join("kept.txt")).unwrap(), "mine");
    assert_eq!(fs::read_to_string(folder.join("a.md")).unwrap(), NORTH);
    for file in ["sources.yaml", "torn.pdf", "torn.txt"] {
        fs::write(folder.join(file), if file == "torn.txt" { "12\0" } else { "" }).unwrap();
        let output = crosscheck_in(folder, &["check", ".", "--emit", &format!("json={file}")]);
        assert!(stderr(&output).contains("which is not replaced"), "{file}: {}", stderr(&output));
    }
    let twice = ["check", ".", "--emit", "json=r", "--emit", "html=./r"];
    assert!(stderr(&crosscheck_in(folder, &twice)).contains("named for two reports"));
    // Of several reports none is written where one may not be.
    let args = ["check", ".", "--emit", "json=new.json", "--emit", "html=a.md"];
    assert_eq!(crosscheck_in(folder, &args).status.code(), Some(2));
    assert!(!folder.join("new.json").exists());
}

#[test]
fn a_baseline_is_pruned_by_what_it_was_made_of() {
    let desk = desk(&[
        ("desk/news/a.md", NORTH),
        ("desk/news/b.md", SOUTH),
        ("desk/sources/c.md", "Four ships sank.\n"),
    ]);
    let folder = desk.path().join("desk");
    let run = |at: &Path, args: &[&str]| {
        let output = crosscheck_in(at, args);
        [stdout(&output), stderr(&output)].concat()
    };
    let made = run(&folder, &["baseline", "create", "--in", "news"]);
    assert_eq!(made, "1 known, written to crosscheck.baseline.yaml\n");
    let text = fs::read_to_string(folder.join("crosscheck.baseline.yaml")).unwrap();
    assert!(text.contains("made_of:\n  in:\n  - news\n"), "{text}");
    // Without a word of what to read, and from elsewhere, it is still about those documents.
    assert_eq!(
        run(&folder, &["baseline", "prune"]),
        "0 gone, 1 left in crosscheck.baseline.yaml\n"
    );
    let baseline = folder.join("crosscheck.baseline.yaml");
    let pruned = run(&folder.join("news"), &["baseline", "prune"]);
    assert_eq!(pruned, format!("0 gone, 1 left in {}\n", baseline.display()));
    let other = run(&folder, &["baseline", "prune", "--in", "sources"]);
    assert!(
        other.contains("`crosscheck.baseline.yaml` was made of other documents: news"),
        "{other}"
    );
    assert_eq!(fs::read_to_string(&baseline).unwrap(), text);
    // What was not read, or not looked for, may still be there.
    fs::write(folder.join("news/b.md"), "\0").unwrap();
    let torn = run(&folder, &["baseline", "prune"]);
    assert!(torn.contains("was not pruned: part of the documents could not"), "{torn}");
    fs::write(folder.join("news/b.md"), "Four ships sank.\n").unwrap();
    fs::write(folder.join("crosscheck.yaml"), "skip: [same-figure-different-action]\n").unwrap();
    assert!(run(&folder, &["baseline", "prune"]).starts_with("0 gone, 1 left"));
    fs::remove_file(folder.join("crosscheck.yaml")).unwrap();
    assert_eq!(
        run(&folder, &["baseline", "prune"]),
        "1 gone, 0 left in crosscheck.baseline.yaml\n"
    );
}

#[test]
fn ids_are_the_same_wherever_one_stands_and_however_paths_are_spelled() {
    let desk = desk(&[
        ("desk/news/a.md", NORTH),
        ("desk/news/b.md", SOUTH),
        ("desk/other/c.md", "Four ships sank.\n"),
    ]);
    let folder = desk.path().join("desk");
    let ids = |at: &str, args: &[&str]| {
        let run = |args: &[&str]| stdout(&crosscheck_in(&folder.join(at), args));
        let report: Value =
            serde_json::from_str(&run(&[&["check", "--format", "json"], args].concat())).unwrap();
        let findings: Vec<Value> = report["findings"]
            .as_array()
            .unwrap()
            .iter()
            .map(|it| it["fingerprint"].clone())
            .collect();
        let claims: Vec<Value> = run(&[&["claims", "--format", "jsonl"], args].concat())
            .lines()
            .map(|it| serde_json::from_str::<Value>(it).unwrap()["id"].clone())
            .collect();
        (findings, claims)
    };
    let absolute = folder.join("news/b.md").to_string_lossy().into_owned();
    let expected = ids(".", &["news"]);
    assert_eq!((expected.0.len(), expected.1.len()), (1, 2));
    for (at, args) in [
        (".", &["news/a.md", "news/b.md"][..]),
        (".", &["news/b.md", "./news/../news/a.md", "news/b.md"]),
        ("news", &["."]),
        ("other", &[&*absolute, "../news/a.md"]),
    ] {
        assert_eq!(ids(at, args), expected, "{at} {args:?}");
    }
    // With settings the folder of theirs is where paths start, so that more documents change nothing.
    fs::write(folder.join("crosscheck.yaml"), "").unwrap();
    let expected = ids(".", &["news"]);
    let (findings, claims) = ids("news", &["..", "a.md"]);
    assert_eq!(findings, expected.0);
    assert_eq!(claims[..2], expected.1);
}

#[test]
fn hosts_of_code_are_told_paths_from_the_root_of_the_repository() {
    let desk = desk(&[(".git/HEAD", ""), ("site/desk/a.md", NORTH), ("site/desk/b.md", SOUTH)]);
    let folder = desk.path().join("site");
    let run =
        |format: &str| stdout(&crosscheck_in(&folder, &["check", "desk", "--format", format]));
    let sarif: Value = serde_json::from_str(&run("sarif")).unwrap();
    let place = &sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"];
    assert_eq!(place["artifactLocation"]["uri"], "site/desk/a.md");
    let quality: Value = serde_json::from_str(&run("gitlab")).unwrap();
    assert_eq!(quality[0]["location"]["path"], "site/desk/a.md");
    assert!(run("github").starts_with("::warning file=site/desk/a.md,line=1,"));
}

#[cfg(unix)]
#[test]
fn a_signal_gives_the_terminal_back() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let mut terminal = Terminal::open(desk.path(), &["review", "--in", "."], (24, 80));
    terminal.shows("1 of 1");
    assert!(terminal.is_full_screen());
    let id = terminal.child.process_id().unwrap().to_string();
    assert!(std::process::Command::new("kill").arg(&id).status().unwrap().success());
    assert_ne!(terminal.ends(), 0);
    terminal.rest();
    assert!(!terminal.is_full_screen());
}
