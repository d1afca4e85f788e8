//! What was said of findings before: comments, the baseline, decisions.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::support::{crosscheck_in, desk, stderr, stdout};

const NORTH: &str = "In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n";
const SOUTH: &str = "In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n";

/// What a verb prints and its exit code; two texts that disagree are no more than a warning, which is to fail here.
fn run(folder: &Path, args: &[&str]) -> (String, Option<i32>) {
    let strict: &[&str] =
        if args.first() == Some(&"check") { &["--fail-on", "warning"] } else { &[] };
    let output = crosscheck_in(folder, &[args, strict].concat());
    (stdout(&output), output.status.code())
}

/// The short fingerprint of the first finding.
fn first(folder: &Path) -> String {
    let (text, _) = run(folder, &["check", "."]);
    text.lines().next().unwrap().split_whitespace().nth(2).unwrap().to_owned()
}

#[test]
fn a_decision_holds_until_a_passage_changes() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let id = first(folder);
    let args = ["accept", &id, "--outcome", "prefer-2", "--reason", "the ministry's own words"];
    let of_desk = ["--reviewer", "Ada", "--in", "a.md", "b.md"];
    let (text, code) = run(folder, &[&args[..], &of_desk].concat());
    let expected = format!(
        "{id} same-figure-different-action: passage 2 is the one to go by\n\
         written to crosscheck.decisions.yaml\n"
    );
    assert_eq!((text, code), (expected, Some(0)));
    let written = fs::read_to_string(folder.join("crosscheck.decisions.yaml")).unwrap();
    for line in [
        "  outcome: prefer-2\n",
        "  reason: the ministry's own words\n",
        "  reviewer: Ada\n",
        "  - source: b.md\n    sentence: In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n",
    ] {
        assert!(written.contains(line), "{line}{written}");
    }
    // It fails no run, is counted, and shown on demand.
    let (text, code) = run(folder, &["check", "."]);
    assert!(text.contains("0 findings (0 errors, 0 warnings, 0 notes) · 1 dismissed"), "{text}");
    assert_eq!(code, Some(0));
    let (text, _) = run(folder, &["check", "./a.md", "b.md", "-v"]);
    let said = "  decided: passage 2 is the one to go by: the ministry's own words\n";
    assert!(text.contains(said), "{text}");
    // The fact has the decided value, and says who is against it.
    let (text, _) = run(folder, &["facts", ".", "--format", "json"]);
    let facts: Value = serde_json::from_str(&text).unwrap();
    let decided: Vec<&Value> =
        facts.as_array().unwrap().iter().filter(|it| it["decided"] == true).collect();
    assert_eq!(decided.len(), 1, "{text}");
    assert_eq!(decided[0]["supporting"][0]["source"], "b.md");
    assert_eq!(decided[0]["against"][0]["source"], "a.md");
    assert_eq!(decided[0]["why"], "decided: the ministry's own words");
    // An edit elsewhere changes nothing; an edit of the sentence opens it again.
    fs::write(folder.join("a.md"), format!("# A headline\n\n{NORTH}")).unwrap();
    assert_eq!(run(folder, &["check", "."]).1, Some(0));
    fs::write(folder.join("a.md"), NORTH.replace("the ministry", "officials")).unwrap();
    let (text, code) = run(folder, &["check", "."]);
    let told = format!(
        "note: crosscheck.decisions.yaml decided {id} (passage 2 is the one to go by), but a quoted passage has changed; it is open again"
    );
    assert!(text.contains(&told), "{text}");
    assert_eq!(code, Some(1));
}

#[test]
fn what_cannot_be_decided_is_said_so() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let id = first(folder);
    let of = |id: &str, outcome: &str, reason: &str| {
        let args = ["dismiss", id, "--outcome", outcome, "--reason", reason, "--in", "."];
        let output = crosscheck_in(folder, &args);
        (stderr(&output), output.status.code())
    };
    let (said, code) = of(&id, "scopes", "x");
    assert!(said.contains("there is no outcome `scopes`") && said.contains("prefer-1"), "{said}");
    assert_eq!(code, Some(2));
    assert!(of("0000000", "scope", "x").0.contains("there is no finding `0000000`"));
    assert!(of(&id, "prefer-3", "x").0.contains("the finding has 2 passages"));
    assert_eq!(of(&id, "scope", "").1, Some(2));
    assert!(!folder.join("crosscheck.decisions.yaml").exists());
    // "later" is written down and leaves it open.
    assert_eq!(of(&id, "later", "ask Oslo").1, Some(0));
    assert_eq!(run(folder, &["check", "."]).1, Some(1));
    // A second decision takes the place of the first.
    assert_eq!(of(&id, "date", "two years").1, Some(0));
    assert_eq!(run(folder, &["check", "."]).1, Some(0));
    let written = fs::read_to_string(folder.join("crosscheck.decisions.yaml")).unwrap();
    assert_eq!(written.matches("fingerprint:").count(), 1);
    // A slip in the file is told with its place.
    fs::write(
        folder.join("crosscheck.decisions.yaml"),
        written.replace("outcome: date", "outcome: dates"),
    )
    .unwrap();
    let output = crosscheck_in(folder, &["check", "."]);
    let said = stderr(&output);
    assert!(said.contains("`dates`") && said.contains("did you mean `date`?"), "{said}");
    assert_eq!(output.status.code(), Some(2));
}

#[test]
fn a_baseline_lets_only_what_is_new_fail() {
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH)]);
    let folder = desk.path();
    let (text, code) = run(folder, &["baseline", "create", "--in", "."]);
    assert_eq!((text.as_str(), code), ("1 known, written to crosscheck.baseline.yaml\n", Some(0)));
    let (text, code) = run(folder, &["check", "."]);
    assert!(
        text.contains("0 findings (0 errors, 0 warnings, 0 notes) · 1 in the baseline"),
        "{text}"
    );
    assert_eq!(code, Some(0));
    let (text, _) = run(folder, &["check", ".", "--format", "json"]);
    let report: Value = serde_json::from_str(&text).unwrap();
    assert_eq!(
        (&report["findings"][0]["status"], &report["summary"]["baseline"]),
        (&"baseline".into(), &1.into())
    );
    // Something new fails.
    fs::write(folder.join("c.md"), "The school has 177 pupils: 90 girls and 97 boys.\n").unwrap();
    assert_eq!(run(folder, &["check", "."]).1, Some(1));
    fs::remove_file(folder.join("c.md")).unwrap();
    // What is gone can be taken out.
    fs::write(folder.join("b.md"), NORTH).unwrap();
    let (text, _) = run(folder, &["baseline", "prune", "--in", "."]);
    assert_eq!(text, "1 gone, 0 left in crosscheck.baseline.yaml\n");
    // A baseline of another name.
    fs::write(folder.join("b.md"), SOUTH).unwrap();
    assert_eq!(run(folder, &["check", "."]).1, Some(1));
    run(folder, &["baseline", "create", "--baseline", "known.yaml", "--in", "."]);
    assert_eq!(run(folder, &["check", ".", "--baseline", "known.yaml"]).1, Some(0));
}

#[test]
fn a_comment_allows_a_finding_with_a_reason() {
    let wrong = "The school has 177 pupils: 90 girls and 97 boys.";
    let behind = format!("{wrong} <!-- crosscheck-ignore sum: ten left in May -->\n");
    let above = format!(
        "<!-- crosscheck-ignore sum: ten left in May -->\n\n{wrong}\n\nIt opened in 1950.\n"
    );
    let page = format!("<p>{wrong} <!-- crosscheck-ignore sum: ten left in May --></p>");
    for (name, text) in [("a.md", &behind), ("b.md", &above), ("c.html", &page)] {
        let desk = desk(&[(name, text)]);
        let (text, code) = run(desk.path(), &["check", name]);
        let counts = "0 findings (0 errors, 0 warnings, 0 notes) · 1 dismissed";
        assert!(text.contains(counts), "{name}: {text}");
        assert_eq!(code, Some(0));
        let (text, _) = run(desk.path(), &["check", name, "-v"]);
        assert!(text.contains("  allowed in the source: ten left in May\n"), "{text}");
    }
    let desk = desk(&[(
        "a.md",
        &format!(
            "{wrong} <!-- crosscheck-ignore sum -->\n\n{wrong} <!-- crosscheck-ignore sums: x -->\n\n\
             Nothing. <!-- crosscheck-ignore calendar: y -->\n"
        ),
    )]);
    let (text, code) = run(desk.path(), &["check", "a.md"]);
    for said in [
        "note: a.md:1 ignores `sum` without a reason; write <!-- crosscheck-ignore RULE: reason -->",
        "note: a.md:3 ignores `sums`, which is no rule of this run; did you mean `sum`?",
        "note: a.md:5 `calendar` finds nothing here; take the comment out",
        "2 findings (2 errors, 0 warnings, 0 notes)",
    ] {
        assert!(text.contains(said), "{said}\n{text}");
    }
    assert_eq!(code, Some(1));
}

#[test]
fn a_decided_finding_gives_drafts_of_a_correction() {
    let manifest = "sources:\n  - {file: a.md, publisher: The Northern, published: 2025-03-02, url: 'https://example.org/n'}\n  - {file: b.md, publisher: The Southern}\n";
    let desk = desk(&[("a.md", NORTH), ("b.md", SOUTH), ("sources.yaml", manifest)]);
    let folder = desk.path();
    let id = first(folder);
    let note = |format: &str| {
        let args = ["note", &id, "--format", format, "--in", "a.md", "b.md"];
        crosscheck_in(folder, &args)
    };
    let output = note("text");
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("the finding is not decided"), "{}", stderr(&output));
    let decide = |outcome: &str| {
        let args = ["accept", &id, "--outcome", outcome, "--reason", "their own table"];
        let rest = ["--reviewer", "Ada", "--in", "a.md", "b.md"];
        assert_eq!(run(folder, &[&args[..], &rest].concat()).1, Some(0));
    };
    decide("date");
    let output = note("text");
    assert!(stderr(&output).contains("without preferring a passage"), "{}", stderr(&output));
    let again = ["accept", &id, "--outcome", "prefer-1", "--reason", "their own table"];
    let (text, _) =
        run(folder, &[&again[..], &["--reviewer", "Ada", "--in", "a.md", "b.md"]].concat());
    assert!(text.contains("\n  instead of: both right, of different days, by Ada\n"), "{text}");
    let decisions = fs::read_to_string(folder.join("crosscheck.decisions.yaml")).unwrap();
    let day = &decisions.split("  time: ").nth(1).unwrap().trim_start_matches('\'')[..10];
    let expected = format!(
        "Correction of b.md, line 1 (draft of {day})\n\n  \
         said    In Norway police arrested 68,000 migrants, the ministry in Oslo said.\n  \
         is      In Norway police sent home 68,000 migrants, the ministry in Oslo said.\n  \
         source  The Northern, 2 Mar 2025, a.md:1, https://example.org/n\n  \
         decided by Ada: their own table\n\n"
    );
    assert_eq!(stdout(&note("text")), expected);
    let reviews: Value = serde_json::from_str(&stdout(&note("claimreview"))).unwrap();
    let expected = serde_json::json!([{
        "@context": "https://schema.org",
        "@type": "ClaimReview",
        "datePublished": day,
        "claimReviewed": SOUTH.trim(),
        "itemReviewed": {
            "@type": "Claim",
            "author": { "@type": "Organization", "name": "The Southern" },
        },
        "reviewBody": NORTH.trim(),
        "author": { "@type": "Person", "name": "Ada" },
        "reviewRating": { "@type": "Rating", "alternateName": "Not as in The Northern, 2 Mar 2025" },
    }]);
    assert_eq!(reviews, expected);
}

#[test]
fn only_what_changed_is_told() {
    let desk = desk(&[
        ("a.md", NORTH),
        ("b.md", SOUTH),
        ("c.md", "The school has 177 pupils: 90 girls and 97 boys.\n"),
    ]);
    let folder = desk.path();
    let git = |args: &[&str]| {
        let of_desk = [
            "-c",
            "user.name=Ada",
            "-c",
            "user.email=ada@example.org",
            "-c",
            "commit.gpgsign=false",
        ];
        let output =
            std::process::Command::new("git").current_dir(folder).args(of_desk).args(args).output();
        let output = output.unwrap();
        assert!(output.status.success(), "{}", stderr(&output));
    };
    // Outside of a repository, and of a commit, it says so.
    let output = crosscheck_in(folder, &["check", ".", "--changed"]);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot tell what changed"), "{}", stderr(&output));
    git(&["init", "--quiet"]);
    git(&["add", "."]);
    git(&["commit", "--quiet", "--message", "first"]);
    git(&["tag", "first"]);
    let found = |args: &[&str]| {
        let (text, code) = run(folder, &[&["check", ".", "--narrate"], args].concat());
        let rules =
            text.lines().filter(|it| it.starts_with("error ") || it.starts_with("warning "));
        let rules: Vec<String> = rules.map(|it| it.split(' ').nth(1).unwrap().to_owned()).collect();
        (rules, code)
    };
    let of_pair = "same-figure-different-action".to_owned();
    assert_eq!(found(&[]), (vec!["sum".to_owned(), of_pair.clone()], Some(1)));
    assert_eq!(found(&["--changed"]), (vec![], Some(0)));
    // A changed file may disagree with one that is not.
    fs::write(folder.join("a.md"), format!("# News\n\n{NORTH}")).unwrap();
    assert_eq!(found(&["--changed"]), (vec![of_pair.clone()], Some(1)));
    git(&["commit", "--quiet", "--all", "--message", "second"]);
    assert_eq!(found(&["--changed"]), (vec![], Some(0)));
    assert_eq!(found(&["--since", "first"]), (vec![of_pair], Some(1)));
    // A file that git does not know yet has changed, wherever the run is made from.
    fs::create_dir(folder.join("inner")).unwrap();
    fs::write(folder.join("inner/d.md"), "The club has 12 members: 5 women and 8 men.\n").unwrap();
    assert_eq!(found(&["--changed"]), (vec!["sum".to_owned()], Some(1)));
    let output = crosscheck_in(&folder.join("inner"), &["check", "..", "--changed", "--quiet"]);
    assert_eq!(output.status.code(), Some(1));
    let output = crosscheck_in(folder, &["check", ".", "--since", "--output=x"]);
    assert_eq!(output.status.code(), Some(2));
    let output = crosscheck_in(folder, &["check", ".", "--since=nowhere"]);
    assert!(stderr(&output).contains("there is no commit `nowhere`"), "{}", stderr(&output));
}
