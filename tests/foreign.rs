//! A folder that is somebody else's: nothing in it runs a command, leads out of it, or moves the cursor.

use std::fs;
use std::path::Path;
use std::process::Output;

use assert_cmd::Command;

use crate::support::{crosscheck_in, desk, stderr, stdout};

/// The binary in a folder, with a state folder of its own.
fn run(folder: &Path, args: &[&str], variables: &[(&str, &str)]) -> Output {
    let mut command = Command::cargo_bin("crosscheck").unwrap();
    command.current_dir(folder).args(args).env("XDG_STATE_HOME", folder.join(".state"));
    command.envs(variables.iter().copied()).output().unwrap()
}

#[cfg(unix)]
#[test]
fn a_command_of_settings_runs_only_where_they_are_trusted() {
    let asks = "preprocess: sh -c 'touch ran; cat \"$1\"' sh\n";
    let desk = desk(&[("crosscheck.yaml", asks), ("-a.odd", "Police held 40 men.\n")]);
    let folder = desk.path();
    let ran = || {
        let ran = folder.join("ran").exists();
        let _: std::io::Result<()> = fs::remove_file(folder.join("ran"));
        ran
    };
    let output = run(folder, &["check", "."], &[]);
    let name = fs::canonicalize(folder).unwrap().join("crosscheck.yaml");
    let formats: Vec<&str> = crosscheck::collect::FORMATS.iter().map(|it| it.name).collect();
    assert_eq!(
        stdout(&output).lines().next().unwrap(),
        format!(
            "note: -a.odd is of no format that can be read ({}); --preprocess CMD names a command that makes text of it",
            formats.join(", ")
        )
    );
    assert_eq!(
        stdout(&output).lines().nth(1).unwrap(),
        format!(
            "note: {} asks to run `sh -c 'touch ran; cat \"$1\"' sh` on files of other formats, which was not done: a \
             folder may be somebody else's. Read the file, then say `crosscheck trust`, or give --preprocess",
            name.display()
        )
    );
    assert!(!ran());
    // What is trusted runs, on a file whose name begins as an option does.
    let output = run(folder, &["trust"], &[]);
    let text = stdout(&output);
    let digest = text.trim_end().rsplit_once("CROSSCHECK_TRUST=").unwrap().1.to_owned();
    let output = run(folder, &["check", "."], &[]);
    assert!(stdout(&output).contains("1 source · 1 number"), "{}", stdout(&output));
    assert!(ran());
    // Another text is not trusted, nor the same one elsewhere.
    fs::write(folder.join("crosscheck.yaml"), format!("# new\n{asks}")).unwrap();
    run(folder, &["check", "."], &[]);
    assert!(!ran());
    run(folder, &["check", "."], &[("CROSSCHECK_TRUST", &digest)]);
    assert!(!ran());
    fs::write(folder.join("crosscheck.yaml"), asks).unwrap();
    run(folder, &["trust", "--revoke"], &[]);
    run(folder, &["check", "."], &[]);
    assert!(!ran());
    let elsewhere = ["check", "."];
    run(folder, &elsewhere, &[("CROSSCHECK_TRUST", &format!("0000,{digest}"))]);
    assert!(ran());
    // What the command line says is the user's own.
    let output = run(folder, &["check", ".", "--preprocess", "cat"], &[]);
    assert!(stdout(&output).contains("1 source · 1 number"), "{}", stdout(&output));
    assert!(!ran());
}

#[test]
fn what_files_say_of_paths_stays_in_their_folder() {
    let bound = "Police held 41 men. <!-- crosscheck: ../figures.csv#row=Oslo,col=held -->\n";
    let desk = desk(&[
        ("figures.csv", "town,held\nOslo,40\n"),
        ("secret.md", "Police held 40 men.\n"),
        ("clone/draft.md", bound),
        ("clone/b.md", "Police held 41 men.\n"),
        (
            "clone/sources.yaml",
            "sources:\n  - {file: ../secret.md, publisher: P}\n  - {file: b.md}\n",
        ),
        ("rules/x.yaml", "[]\n"),
    ]);
    let folder = desk.path().join("clone");
    let output = crosscheck_in(&folder, &["check", "."]);
    let problems: Vec<String> = stdout(&output)
        .lines()
        .filter(|it| it.starts_with("not read"))
        .map(str::to_owned)
        .collect();
    assert_eq!(
        problems,
        [
            "not read: draft.md:1 binds a figure to `../figures.csv`, which lies outside of its folder; name that file \
             on the command line, or put a crosscheck.yaml above both",
            "not read: sources.yaml names `../secret.md`, which lies outside of its folder"
        ]
    );
    assert_eq!(output.status.code(), Some(3));
    // The command line may lead anywhere; so may settings above both.
    let said = |output: &Output| stdout(output).contains("Oslo");
    assert!(said(&crosscheck_in(&folder, &["check", "draft.md", "../figures.csv"])));
    fs::write(desk.path().join("crosscheck.yaml"), "").unwrap();
    assert!(said(&crosscheck_in(&folder, &["check", "draft.md"])));
    fs::remove_file(desk.path().join("crosscheck.yaml")).unwrap();
    let absolute = desk.path().join("secret.md").to_string_lossy().into_owned();
    for (settings, key, path) in [
        ("sources: ../secret.md\n".to_owned(), "sources", "../secret.md"),
        ("sources: b/../../secret.md\n".to_owned(), "sources", "b/../../secret.md"),
        (format!("sources: [b.md, {absolute}]\n"), "sources", &absolute),
        ("rules: ../rules\n".to_owned(), "rules", "../rules"),
        ("baseline: ../b.yaml\n".to_owned(), "baseline", "../b.yaml"),
    ] {
        fs::write(folder.join("crosscheck.yaml"), &settings).unwrap();
        let output = crosscheck_in(&folder, &["check"]);
        let said: Vec<String> = stderr(&output).lines().map(|it| it.trim().to_owned()).collect();
        let said = said.join(" ").replace(" │ ", " ").replace("│ ", "").replace('│', "");
        assert!(said.contains(&format!("`{key}` in `")), "{settings}{said}");
        assert!(
            said.replace(' ', "").contains(&format!("leadsoutofitsfolder:`{path}`")),
            "{settings}{said}"
        );
        assert_eq!(output.status.code(), Some(2), "{settings}");
    }
}

#[cfg(unix)]
#[test]
fn links_pipes_and_names_that_are_no_text() {
    use std::os::unix::ffi::OsStrExt as _;
    use std::os::unix::fs::symlink;
    let desk =
        desk(&[("secret.txt", "Police held 40 men.\n"), ("clone/a.txt", "Police held 41 men.\n")]);
    let folder = desk.path().join("clone");
    symlink("a.txt", folder.join("same.txt")).unwrap();
    symlink("../secret.txt", folder.join("out.txt")).unwrap();
    symlink("nowhere", folder.join("lost.txt")).unwrap();
    let pipe = std::process::Command::new("mkfifo").arg(folder.join("pipe.txt")).status().unwrap();
    assert!(pipe.success());
    let odd = std::ffi::OsStr::from_bytes(b"caf\xE9.txt");
    fs::write(folder.join(odd), "Ferries carried 17 cars.\n").unwrap();
    let output = crosscheck_in(&folder, &["check", "."]);
    let text = stdout(&output);
    let lines: Vec<&str> = text.lines().take(4).collect();
    assert_eq!(
        lines,
        [
            "not read: lost.txt is a link that leads to no file",
            "not read: out.txt is a link that leads out of its folder and was not followed; name it to read it",
            "not read: pipe.txt is a pipe, not a file",
            "2 sources · 2 numbers · 2 claims in 2 facts · 0 no claims",
        ]
    );
    let claims = |args: &[&str]| {
        let output = crosscheck_in(&folder, &[&["claims", "--format", "csv"], args].concat());
        stdout(&output)
            .lines()
            .skip(1)
            .map(|it| it.split(',').nth(1).unwrap().to_owned())
            .collect::<Vec<_>>()
    };
    // A file that is named three times is one source; what reports call it names it again.
    assert_eq!(claims(&["a.txt", "same.txt", "./a.txt"]), ["a.txt"]);
    assert_eq!(claims(&["caf\\xE9.txt"]), ["caf\\xE9.txt"]);
    assert_eq!(claims(&["out.txt"]), ["out.txt"]);
    let output = crosscheck_in(&folder, &["check", "pipe.txt"]);
    assert!(stdout(&output).starts_with("not read: pipe.txt is a pipe, not a file\n"));
    // Records that lie elsewhere are not read or written through a link.
    fs::write(desk.path().join("crosscheck.decisions.yaml"), "decisions: []\n").unwrap();
    symlink("../crosscheck.decisions.yaml", folder.join("crosscheck.decisions.yaml")).unwrap();
    let output = crosscheck_in(&folder, &["check", "."]);
    assert!(stderr(&output).contains("is a link that leads out"), "{}", stderr(&output));
    assert_eq!(output.status.code(), Some(2));
}

/// What a terminal obeys, and what turns text around, in every place where a document can put it.
const HOSTILE: &str = "\u{1b}]0;owned\u{7}\u{9b}31m\u{202e}\u{2066}\u{85}";

/// A folder with all of that in texts, titles, names of publishers and files, headings of tables, comments and settings.
fn hostile() -> tempfile::TempDir {
    desk(&[
        (
            "sources.yaml",
            "sources:\n  - {file: a.md, publisher: \"P\\e[2J\\u009b1m\\u202e\\nforged line\", title: \"T\\e[5m\"}\n  - \
             {file: b.md, publisher: \"Q\\e[1m\"}\n",
        ),
        (
            "a.md",
            &format!(
                "In Norway police sent home 68,000 migrants, {HOSTILE} the ministry in Oslo said. Prices rose 3{HOSTILE} percent.\n"
            ),
        ),
        (
            "b.md",
            &format!(
                "In Norway police arrested 68,000 migrants, the ministry in Oslo said {HOSTILE}.\n"
            ),
        ),
        ("c.csv", &format!("=cmd|' /C calc'!A0,deaths{HOSTILE}\n@Peru{HOSTILE},17\n")),
        ("d.xyz\u{1b}[31m\nforged: line", "x"),
        ("e\u{1b}]8;;x\u{7}.txt", "Police held 40 men.\n"),
        (
            "draft.md",
            &format!(
                "In Norway police arrested 67,000 migrants, the ministry in Oslo said {HOSTILE}.\n"
            ),
        ),
        ("reason.md", "x <!-- crosscheck-ignore sum: \u{1b}[31mred\u{9b} -->\n"),
        ("ask.yaml", "preprocess: \"sh -c evil\\e[2K\\u202e\"\n"),
        ("own.yaml", "rules: own\n"),
        (
            "own/x.yaml",
            "- id: own-sum\n  severity: note\n  why: \"w\\e[2J\"\n  does: \"d\\e[2J\"\n  check: {sum: {}}\n  message: \
             \"m\\e[2J\"\n  examples:\n    - allows: [\"x\\e[2J\"]\n",
        ),
        ("bad.yaml", "settings\u{1b}[31m: [\n"),
    ])
}

#[cfg(unix)]
#[test]
fn nothing_that_is_printed_moves_the_cursor() {
    let desk = hostile();
    let folder = desk.path();
    let output = crosscheck_in(folder, &["check", "a.md", "b.md", "--format", "json"]);
    let report: serde_json::Value = serde_json::from_str(&stdout(&output)).unwrap();
    let id = report["findings"][0]["fingerprint"].as_str().unwrap().to_owned();
    let claims = crosscheck_in(folder, &["claims", "a.md", "b.md", "--format", "jsonl"]);
    let claims: Vec<String> = stdout(&claims)
        .lines()
        .map(|it| {
            serde_json::from_str::<serde_json::Value>(it).unwrap()["id"]
                .as_str()
                .unwrap()
                .to_owned()
        })
        .collect();
    let id = &*id;
    let pair = [&*claims[0], &*claims[claims.len() - 1]];
    let decide = [
        "accept",
        id,
        "--outcome",
        "prefer-2",
        "--reason",
        "because\u{1b}[31m\u{9b}",
        "--in",
        "a.md",
        "b.md",
    ];
    let all = ["--in", "a.md", "b.md"];
    let runs: Vec<Vec<&str>> = vec![
        vec!["check", "."],
        vec!["check", ".", "-v"],
        vec!["check", ".", "-v", "--narrate"],
        vec!["check", ".", "--format", "markdown"],
        vec!["check", ".", "--format", "github"],
        vec!["check", "draft.md", "--against", "a.md", "b.md"],
        vec!["check", "draft.md", "--against", "a.md", "b.md", "--narrate", "-v"],
        vec!["check", "draft.md", "--against", "a.md", "b.md", "--format", "markdown"],
        vec!["check", "nowhere\u{1b}[31m"],
        vec!["check", "a.md", "--config", "bad.yaml"],
        vec!["check", ".", "--format", "json"],
        vec!["check", ".", "--format", "sarif"],
        vec!["check", ".", "--format", "junit"],
        vec!["check", ".", "--format", "gitlab"],
        vec!["claims", ".", "--format", "jsonl"],
        vec!["facts", ".", "--format", "json"],
        vec!["compare", "a.md", "b.md", "--format", "json"],
        vec!["init", "--data", "c.csv"],
        vec!["trust", "ask.yaml"],
        vec!["rules", "list", "--rules", "own"],
        vec!["explain", "own-sum", "--config", "own.yaml"],
        vec!["claims", "."],
        vec!["claims", ".", "--format", "csv"],
        vec!["claims", ".", "--rejected"],
        vec!["facts", ".", "-v"],
        vec!["compare", "a.md", "b.md"],
        [&["explain", id][..], &all].concat(),
        [&["explain", id, "--narrate"][..], &all].concat(),
        [&["explain", pair[0], pair[1]][..], &all].concat(),
        [&["review"][..], &all].concat(),
        decide.to_vec(),
        decide.to_vec(),
        [&["note", id][..], &all].concat(),
        [&["check", "-v"][..], &["a.md", "b.md"]].concat(),
        vec!["baseline", "create", "--in", "."],
    ];
    for args in runs {
        let output = run(folder, &args, &[]);
        let text = [stdout(&output), stderr(&output)].concat();
        let moves = |it: char| {
            it.is_control() && it != '\n'
                || matches!(it, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
        };
        let found: Vec<&str> = text.lines().filter(|it| it.contains(moves)).collect();
        // Carriage returns end the rows of a CSV file.
        let found: Vec<&&str> =
            found.iter().filter(|it| it.trim_end_matches('\r').contains(moves)).collect();
        assert!(found.is_empty(), "{args:?}: {found:?}");
        assert!(!text.lines().any(|it| it.trim_start().starts_with("forged")), "{args:?}: {text}");
        assert!(text.len() > 20, "{args:?}: {text}");
    }
    // What was in the way of the cursor is seen.
    let marked: [(&[&str], &str); 4] = [
        (&["rules", "list", "--rules", "own"], "own-sum                       note     w␛[2J"),
        (&["explain", "own-sum", "--config", "own.yaml"], "own-sum  note\n\n  w␛[2J"),
        (&["trust", "ask.yaml"], "ask.yaml may run: sh -c 'evil␛[2K�'\n"),
        (&["check", "-v", "a.md", "b.md"], "☞ P␛[2J�1m� forged line, undated"),
    ];
    for (args, expected) in marked {
        let text = stdout(&run(folder, args, &[]));
        assert!(text.contains(expected), "{args:?}: {text}");
    }
    let output = crosscheck_in(folder, &["claims", "c.csv", "--format", "csv"]);
    let text = stdout(&output);
    // What a program for spreadsheets would run is text there.
    assert!(!text.contains(",=") && !text.contains(",@") && !text.contains("\"="), "{text}");
    fs::write(folder.join("f.txt"), "-2+3+cmd|' /C calc'!A0 men were held.\n\n+5 men came.\n")
        .unwrap();
    let text = stdout(&crosscheck_in(folder, &["claims", "f.txt", "--format", "csv"]));
    assert!(text.contains(",'-2+3+cmd|") && text.contains(",'+5 men came."), "{text}");
}
