use crosscheck::Error;
use crosscheck::config::Config;
use crosscheck::lexicon::Lexicon;
use crosscheck::{rules, run};

use crate::support::{crosscheck, stderr, stdout};

#[test]
fn shipped_rules_pass_their_own_examples() {
    let output = crosscheck(&["rules", "test"]);
    assert_eq!(output.status.code(), Some(0), "{}", stdout(&output));
    assert!(stdout(&output).ends_with("183 passed, 0 failed\n"), "{}", stdout(&output));
}

#[test]
fn a_failing_example_is_shown() {
    let folder = tempdir("failing_example");
    let rule = "- id: own\n  severity: note\n  check: { sum: {} }\n  message: \"{left}\"\n  why: x\n  \
                examples:\n    - finds: [\"Nothing here.\"]\n";
    std::fs::write(folder.join("own.yaml"), rule).unwrap();
    let output =
        crosscheck(&["rules", "test", "--rules", folder.to_str().unwrap(), "--only", "own"]);
    assert_eq!(output.status.code(), Some(1));
    let expected = "own: expected a finding\n    | Nothing here.\n  - own\n    found: nothing\n0 passed, \
                    1 failed\n";
    assert_eq!(stdout(&output), expected);
}

/// Where a rule file is wrong, as line:column and message.
fn error_of(text: &str) -> String {
    match rules::parse("own.yaml", text) {
        Err(Error::Yaml { reason, help, at, .. }) => {
            let before = &text[..at.start];
            let line = before.matches('\n').count() + 1;
            let column = before.rsplit('\n').next().unwrap().chars().count() + 1;
            let word = &text[at.range()];
            format!("{reason} / {} / {line}:{column} {word}", help.unwrap_or_default())
        }
        other => format!("{other:?}"),
    }
}

#[test]
fn a_wrong_rule_is_answered_at_its_place() {
    let rule = |check: &str, message: &str| {
        format!(
            "- id: own\n  severity: note\n  check: {check}\n  message: \"{message}\"\n  why: x\n"
        )
    };
    let cases = [
        (
            "misspelt parameter",
            rule("{ match: { figurs: differ } }", ""),
            "unknown field `figurs`",
            "did you mean `figures`? / 3:21 figurs",
        ),
        (
            "unknown check",
            rule("{ summ: {} }", ""),
            "unknown variant `summ`",
            "did you mean `sum`? / 3:12 summ",
        ),
        (
            "unknown placeholder",
            rule("{ sum: {} }", "{lefft}"),
            "unknown placeholder `lefft`",
            "did you mean `left`? / 4:14 lefft",
        ),
        (
            "unknown severity",
            rule("{ sum: {} }", "").replace("note", "notee"),
            "notee",
            "`note`? / 2:13 notee",
        ),
    ];
    for (name, text, reason, help) in cases {
        let error = error_of(&text);
        assert!(error.contains(reason) && error.contains(help), "{name}: {error}");
    }
}

#[test]
fn an_unknown_rule_is_answered_with_the_known_ones() {
    let output = crosscheck(&["check", "sources", "--only", "list-cont"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("there is no rule `list-cont`"), "{}", stderr(&output));
    assert!(stderr(&output).contains("did you mean `list-count`?"), "{}", stderr(&output));
    let output = crosscheck(&["check", "sources", "--only", "zzz"]);
    assert!(stderr(&output).contains("there are: same-figure-different-action,"));
}

/// A fresh folder below the target folder.
fn tempdir(name: &str) -> std::path::PathBuf {
    let folder = std::path::Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        std::fs::remove_dir_all(&folder).unwrap();
    }
    std::fs::create_dir_all(&folder).unwrap();
    folder
}

/// What a rule is called says nothing of what it does, nor of what becomes of the facts.
#[test]
fn rules_under_other_names_do_the_same() {
    let lexicon = Lexicon::english().unwrap();
    let inputs = ["sources".to_owned()];
    let (documents, problems) = run::documents(&inputs, &Config::default(), lexicon).unwrap();
    let corpus = run::corpus(documents, problems, lexicon);
    let shipped = rules::shipped().unwrap();
    let mut renamed = Vec::new();
    for file in std::fs::read_dir("rules").unwrap() {
        let path = file.unwrap().path();
        let text = std::fs::read_to_string(&path).unwrap();
        if !text.contains("- id: ") {
            continue;
        }
        let of_others = |line: &str| match line.trim_start() {
            it if it.starts_with("- id: ") => format!("{line}-too"),
            it if it.starts_with("unless: ") => {
                line.replace([']', ','], "-too]").replace("-too] ", "-too, ")
            }
            _ => line.to_owned(),
        };
        let text: Vec<String> = text.lines().map(of_others).collect();
        renamed.extend(rules::parse("own.yaml", &text.join("\n")).unwrap());
    }
    renamed.sort_by_key(|it| shipped.iter().position(|of| it.id == format!("{}-too", of.id)));
    let told = |rules: &[rules::Rule]| {
        let judgement = run::check(&corpus, rules, lexicon);
        let mut findings: Vec<String> = judgement
            .findings
            .iter()
            .map(|it| format!("{} {} {:?}", it.severity.name(), it.message, it.fact))
            .collect();
        findings.sort();
        let facts: Vec<String> = judgement
            .facts
            .iter()
            .map(|it| format!("{} {} {}", it.label, it.verdict.name(), it.why))
            .collect();
        (findings, facts)
    };
    assert_eq!(renamed.len(), shipped.len());
    assert_eq!(told(&renamed), told(&shipped));
    assert_eq!(told(&shipped).0.len(), 6);
}

#[test]
fn evidence_that_there_is_not_is_told_with_what_there_is() {
    let folder = tempdir("unknown_evidence");
    let rule = |check: &str| {
        let text = format!(
            "- id: own\n  severity: note\n  check: {{ match: {{ figures: agree, {check} }} }}\n  message: \"x\"\n  why: x\n"
        );
        std::fs::write(folder.join("own.yaml"), text).unwrap();
        let rules = folder.to_str().unwrap();
        let output = crosscheck(&["check", "sources", "--rules", rules, "--only", "own"]);
        assert_eq!(output.status.code(), Some(3));
        stdout(&output)
    };
    let said = rule("levels: { thng: [same] }");
    let expected =
        "not read: rule own asks for evidence `thng`, which there is not; there is clause, ";
    assert!(said.starts_with(expected), "{said}");
    let said = rule("none: { act: [sme] }");
    let expected = "not read: rule own asks for `act: sme`; the levels of `act` are: neither says, one says, \
                    different, excludes it, related, same\n";
    assert!(said.starts_with(expected), "{said}");
}
