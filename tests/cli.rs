use std::fs;
use std::path::{Path, PathBuf};

use assert_cmd::Command;
use serde_json::Value;

use crate::support::{crosscheck, stderr, stdout};

/// A fresh folder with files, below the target folder.
fn folder(name: &str, files: &[(&str, &[u8])]) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("cli").join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).unwrap();
    }
    fs::create_dir_all(&folder).unwrap();
    for (file, bytes) in files {
        fs::write(folder.join(file), bytes).unwrap();
    }
    folder
}

fn check(path: &Path, more: &[&str]) -> std::process::Output {
    let mut args = vec!["check", path.to_str().unwrap()];
    args.extend(more);
    crosscheck(&args)
}

const REPATRIATED: &[u8] =
    b"In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const ARRESTED: &[u8] = b"In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";

const WRONG: &[u8] = b"The school has 177 pupils: 90 girls and 97 boys.\n";

#[test]
fn exit_codes_tell_findings_from_trouble() {
    let clean = folder("clean", &[("a.txt", REPATRIATED)]);
    let conflict = folder("conflict", &[("a.txt", REPATRIATED), ("b.txt", ARRESTED)]);
    let odd = folder("odd", &[("a.txt", REPATRIATED), ("b.txt", b"caf\xc3\xa9\n\xe9\n")]);
    let wrong = folder("wrong", &[("a.txt", WRONG)]);
    let both = folder("both", &[("a.txt", WRONG), ("c.txt", b"\xff\0")]);
    let cases: [(&str, &Path, &[&str], i32); 10] = [
        ("nothing found", &clean, &[], 0),
        ("an error", &wrong, &[], 1),
        ("an error that may pass", &wrong, &["--fail-on", "never"], 0),
        ("the same in another format", &wrong, &["--format", "json"], 1),
        ("a warning", &conflict, &[], 0),
        ("a warning that may not pass", &conflict, &["--fail-on", "warning"], 1),
        ("unreadable input", &odd, &[], 3),
        ("findings win over unreadable input", &both, &[], 1),
        ("unknown format", &clean, &["--format", "jsn"], 2),
        ("unknown flag", &clean, &["--formt", "json"], 2),
    ];
    for (name, path, more, code) in cases {
        let output = check(path, more);
        assert_eq!(output.status.code(), Some(code), "{name}: {}", stderr(&output));
    }
}

#[test]
fn input_that_cannot_be_read_is_said_and_the_rest_is_checked() {
    let odd = folder("odd_text", &[("a.txt", REPATRIATED), ("b.txt", b"\xc3\xa4\ncaf\xe9 12\n")]);
    let empty = folder("empty", &[]);
    let missing = odd.join("nowhere.txt");
    let cases: [(&str, &Path, &str); 4] = [
        ("not UTF-8", &odd, "b.txt:2 is damaged UTF-8 from column 4 on; save it again as UTF-8"),
        ("a missing file", &missing, "nowhere.txt does not exist; check the spelling"),
        ("an empty folder", &empty, "empty holds no document that can be read"),
        ("another format", Path::new("Cargo.toml"), "is of no format that can be read (plain text"),
    ];
    for (name, path, message) in cases {
        let output = check(path, &[]);
        assert!(stdout(&output).contains(message), "{name}: {}", stdout(&output));
        assert_eq!(output.status.code(), Some(3), "{name}");
    }
    assert!(stdout(&check(&odd, &[])).contains("1 source ·"), "the readable file was left out");
}

#[test]
fn a_manifest_is_answered_at_the_exact_place() {
    let manifest = b"sources:\n  - file: a.txt\n    publishd: 2025-01-01\n";
    let path = folder("manifest", &[("a.txt", REPATRIATED), ("sources.yaml", manifest)]);
    let output = check(&path, &[]);
    assert_eq!(output.status.code(), Some(2));
    let message = stderr(&output);
    for part in ["unknown field `publishd`", "sources.yaml:3:", "did you mean `publisher`?"] {
        let alternatives = part.replace("publisher", "published");
        assert!(message.contains(part) || message.contains(&alternatives), "{part}: {message}");
    }
    let manifest = b"sources:\n  - file: a.txt\n    published: last week\n";
    let path = folder("manifest_date", &[("a.txt", REPATRIATED), ("sources.yaml", manifest)]);
    assert!(stderr(&check(&path, &[])).contains("`last week` is no date; write it as 2025-09-18"));
    let manifest = b"sources:\n  - file: b.txt\n";
    let path = folder("manifest_file", &[("a.txt", REPATRIATED), ("sources.yaml", manifest)]);
    let output = check(&path, &[]);
    assert!(stdout(&output).contains("names `b.txt`, which does not exist"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn reads_standard_input_globs_and_single_files() {
    let path =
        folder("globs", &[("a.txt", REPATRIATED), ("b.txt", ARRESTED), ("c.md", b"# 5 dogs\n")]);
    let glob = path.join("*.txt");
    assert!(stdout(&check(&glob, &[])).contains("2 sources ·"));
    assert!(stdout(&check(&path.join("c.md"), &[])).contains("1 source ·"));
    let output = Command::cargo_bin("crosscheck")
        .unwrap()
        .args(["claims", "-", "--format", "jsonl"])
        .write_stdin("Police held 41 men on Monday.")
        .output()
        .unwrap();
    let first = stdout(&output).lines().next().unwrap_or("").to_owned();
    let claim: Value = serde_json::from_str(&first).unwrap();
    assert_eq!(
        (claim["source"].as_str(), claim["value"]["stated"].as_str()),
        (Some("-"), Some("41"))
    );
}

#[test]
fn output_does_not_depend_on_threads() {
    for verb in [["check", "json"], ["claims", "jsonl"], ["facts", "json"], ["check", "text"]] {
        let with =
            |jobs: &str| crosscheck(&[verb[0], "sources", "--format", verb[1], "-j", jobs]).stdout;
        assert_eq!(with("1"), with("2"), "{verb:?}");
        assert_eq!(with("2"), with("7"), "{verb:?}");
    }
}

#[test]
fn json_keeps_the_names_that_other_programs_rely_on() {
    let keys =
        |value: &Value| -> Vec<String> { value.as_object().unwrap().keys().cloned().collect() };
    let has = |value: &Value, names: &[&str]| {
        let keys = keys(value);
        for name in names {
            assert!(keys.iter().any(|it| it == name), "{name} is missing in {keys:?}");
        }
    };
    let report: Value =
        serde_json::from_slice(&crosscheck(&["check", "sources", "--format", "json"]).stdout)
            .unwrap();
    has(&report, &["crosscheck", "summary", "findings", "confirmed", "problems"]);
    has(&report["summary"], &["sources", "numbers", "claims", "facts", "unparsed", "findings"]);
    has(&report["summary"]["findings"], &["error", "warning", "note"]);
    let of_pair = |it: &&Value| it["rule"] == "conflicting-figures";
    let finding = report["findings"].as_array().unwrap().iter().find(of_pair).unwrap();
    has(
        finding,
        &["rule", "severity", "fingerprint", "message", "help", "status", "locations", "evidence"],
    );
    has(&finding["locations"][0], &["source", "line", "column", "start", "end", "text", "claim"]);
    has(&finding["evidence"][0], &["slot", "left", "right", "relation", "bits"]);
    has(&report["confirmed"][0], &["fact", "label", "locations"]);
    let lines = stdout(&crosscheck(&["claims", "sources", "--format", "jsonl"]));
    let claim: Value = serde_json::from_str(lines.lines().next().unwrap()).unwrap();
    let names = [
        "id",
        "source",
        "line",
        "column",
        "start",
        "end",
        "text",
        "sentence",
        "kind",
        "value",
        "unit",
        "currency",
        "actions",
        "actors",
        "places",
        "event",
        "attribution",
        "qualifiers",
        "period",
    ];
    has(&claim, &names);
    let facts: Value =
        serde_json::from_slice(&crosscheck(&["facts", "sources", "--format", "json"]).stdout)
            .unwrap();
    has(
        &facts[0],
        &[
            "id",
            "label",
            "unit",
            "action",
            "period",
            "verdict",
            "value",
            "supporting",
            "against",
            "why",
        ],
    );
}

#[test]
fn positions_point_at_the_text() {
    let lines = stdout(&crosscheck(&["claims", "sources", "--format", "jsonl"]));
    let mut seen = 0;
    for line in lines.lines() {
        let claim: Value = serde_json::from_str(line).unwrap();
        let text = fs::read_to_string(claim["source"].as_str().unwrap()).unwrap();
        let at = |name: &str| usize::try_from(claim[name].as_u64().unwrap()).unwrap();
        let words: Vec<&str> = text[at("start")..at("end")].split_whitespace().collect();
        assert_eq!(words.join(" "), claim["text"].as_str().unwrap());
        let line_text = text.lines().nth(at("line") - 1).unwrap();
        let from_column: String = line_text.chars().skip(at("column") - 1).collect();
        assert!(from_column.starts_with(words[0]), "{from_column:?} at {words:?}");
        seen += 1;
    }
    assert!(seen > 30, "only {seen} claims");
}

#[test]
fn explains_rules_findings_and_pairs() {
    let rule = stdout(&crosscheck(&["explain", "list-count"]));
    assert!(rule.starts_with("list-count  error\n"), "{rule}");
    let report: Value =
        serde_json::from_slice(&crosscheck(&["check", "sources", "--format", "json"]).stdout)
            .unwrap();
    // Of two passages: both are the match that decided.
    let of_pairs = |it: &&Value| {
        it["rule"] == "conflicting-figures" && it["locations"].as_array().unwrap().len() == 2
    };
    let finding = report["findings"].as_array().unwrap().iter().find(of_pairs).unwrap();
    let id = finding["fingerprint"].as_str().unwrap();
    let explained = stdout(&crosscheck(&["explain", &id[..4]]));
    let claim = |at: usize| finding["locations"][at]["claim"].as_str().unwrap();
    let pair = stdout(&crosscheck(&["explain", claim(0), claim(1)]));
    let sums = |text: &str| -> Vec<String> {
        let is_sum = |it: &&str| it.contains(" bits that ") || it.contains(" bits in all");
        text.lines().filter(is_sum).map(str::to_owned).collect()
    };
    // The numbers of the finding are those of the pair: one match, told twice.
    assert_eq!(sums(&explained).len(), 2, "{explained}");
    assert_eq!(sums(&explained), sums(&pair));
    assert!(pair.contains("\nthe figures differ, worth a note (warning takes "), "{pair}");
    let one = stdout(&crosscheck(&["explain", claim(0)]));
    assert!(one.contains("28  sources/year-in-review.md:14"), "{one}");
    // What no story connects is not weighed, whatever the words say.
    let apart = folder(
        "explain_apart",
        &[
            ("a.txt", b"The council in Leeds cut 1,074 vacant posts in May 2025.\n"),
            ("b.txt", b"In May 2025 a school in Lima hired 1,053 cooks.\n"),
        ],
    );
    let args = ["claims", apart.to_str().unwrap(), "--format", "jsonl"];
    let ids: Vec<String> = stdout(&crosscheck(&args))
        .lines()
        .map(|it| serde_json::from_str::<Value>(it).unwrap())
        .filter(|it| it["kind"] == "count")
        .map(|it| it["id"].as_str().unwrap().to_owned())
        .collect();
    let held = crosscheck(&["explain", &ids[0], &ids[1], "--in", apart.to_str().unwrap()]);
    let held = stdout(&held);
    assert!(held.ends_with("\nnot compared: their documents do not tell one story\n"), "{held}");
    let unknown = crosscheck(&["explain", claim(0), "zzzz"]);
    assert!(stderr(&unknown).contains("there is no claim `zzzz`"), "{}", stderr(&unknown));
    let unknown = crosscheck(&["explain", "zzzz"]);
    assert_eq!(unknown.status.code(), Some(2));
    assert!(
        stderr(&unknown).contains("there is no rule or finding `zzzz`"),
        "{}",
        stderr(&unknown)
    );
}

#[test]
fn rejected_numbers_carry_their_reason() {
    let path = folder(
        "rejected",
        &[("a.txt", b"At 8:35am line 5 p.m. 1024*768 opened.\n\n|<< Previous 1 2 3 Next\n")],
    );
    let output = stdout(&crosscheck(&["claims", path.to_str().unwrap(), "--rejected"]));
    for reason in [
        "\"8:35am\" is no claim: time of day",
        "\"1024*768\" is no claim: size",
        "\"3\" is no claim: page furniture",
    ] {
        assert!(output.contains(reason), "{reason}: {output}");
    }
}

#[test]
fn csv_has_a_row_for_each_claim() {
    let csv = crosscheck(&["claims", "sources", "--format", "csv"]).stdout;
    let rows = csv::Reader::from_reader(&*csv).into_records().filter_map(Result::ok).count();
    let lines = stdout(&crosscheck(&["claims", "sources", "--format", "jsonl"])).lines().count();
    assert_eq!(rows, lines);
}

#[test]
fn narrated_output_has_no_drawing() {
    let output = stdout(&crosscheck(&["check", "sources", "--narrate"]));
    assert!(output.starts_with("warning name-variant"), "{output}");
    assert!(!output.contains(['╭', '│', '├']), "{output}");
    let explained = ["explain", "bb7190", "--in", "sources", "--narrate"];
    insta::assert_snapshot!("explained_in_words", stdout(&crosscheck(&explained)));
    let held = ["check", "sources/draft.md", "--against", "sources", "--narrate"];
    insta::assert_snapshot!("draft_in_words", stdout(&crosscheck(&held)));
}

#[test]
fn completions_name_the_verbs() {
    for shell in ["bash", "zsh", "fish"] {
        let script = stdout(&crosscheck(&["completions", shell]));
        assert!(script.contains("crosscheck") && script.contains("explain"), "{shell}");
    }
}

#[test]
fn compare_answers_pairs_and_goes_on_after_a_line_that_is_none() {
    let lines = "{\"id\": 7, \"text_a\": \"Police held 41 men on Monday.\", \"text_b\": \"Police held 14 men on Monday.\"}\n\
                 no pair\n\
                 {\"id\": \"b\", \"text_a\": \"Police held 41 men.\", \"text_b\": \"Police held 41 men.\"}\n";
    let path = folder("compare_pairs", &[("pairs.jsonl", lines.as_bytes())]).join("pairs.jsonl");
    let output = crosscheck(&["compare", "--pairs", path.to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    assert!(stderr(&output).contains("pairs.jsonl:2 is no pair of texts"), "{}", stderr(&output));
    let answers: Vec<Value> =
        stdout(&output).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
    assert_eq!(answers.len(), 2);
    assert_eq!((&answers[0]["id"], &answers[0]["verdict"]), (&7.into(), &"conflict".into()));
    let spot = &answers[0]["findings"][0]["locations"][1];
    assert_eq!(
        (&spot["source"], &spot["text"], &spot["start"], &spot["column"]),
        (&"text_b".into(), &"14".into(), &12.into(), &13.into())
    );
    assert_eq!((&answers[1]["id"], &answers[1]["verdict"]), (&"b".into(), &"agree".into()));
}

#[test]
fn compare_lays_parallel_passages_side_by_side() {
    let a = "The council of Port Dombe cut 1,074 Mirabel posts in May 2025.\n";
    let b = "The council of Port Dombe cut 1,053 Mirabel posts in May 2025.\n";
    let path = folder("compare_files", &[("a.txt", a.as_bytes()), ("b.txt", b.as_bytes())]);
    let files = [path.join("a.txt"), path.join("b.txt")];
    let (left, right) = (files[0].to_str().unwrap(), files[1].to_str().unwrap());
    let output = crosscheck(&["compare", left, right]);
    assert_eq!(output.status.code(), Some(0));
    let expected = format!(
        "\n{left}:1 · {right}:1 · 1,074 against 1,053\n  The council of Port Dombe cut [-1,074-] {{+1,053+}} Mirabel posts in May 2025.\n"
    );
    assert!(stdout(&output).ends_with(&expected), "{}", stdout(&output));
}
