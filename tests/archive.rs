//! Archives: documents in one file, from which a draft finds those of its story.

use std::path::Path;

use serde_json::Value;

use crate::support::{crosscheck_in, desk, stderr, stdout};

const FLOOD: &str = "The Aller flooded Westerheim on 3 May 2031. It closed 14 bridges and drove 1,250 people from their homes, the district of Westerheim said.\n";
const FERRY: &str = "A ferry of the Kolle line ran aground off Sundvik on 9 June 2030 with 212 passengers aboard.\n";
const PAGE: &str = "<!doctype html><title>Westerheim</title><p>In <b>Westerheim</b> the Aller closed 14&nbsp;bridges on 3 May 2031.</p>";
const DRAFT: &str =
    "The Aller closed 11 bridges in Westerheim and drove 1,250 people from their homes.\n";

/// A report without the lines that hold the name of a finding, which depends on what its sources are called.
fn without_names(report: &str) -> Vec<&str> {
    let is_named = |line: &str| line.contains("  error  ") || line.contains("crosscheck ");
    report.lines().filter(|it| !is_named(it)).collect()
}

/// What a report says of the first figure of `draft.md`.
fn first_figure(folder: &Path, against: &str) -> Value {
    let args = ["check", "draft.md", "--against", against, "--format", "json"];
    let report: Value = serde_json::from_slice(&crosscheck_in(folder, &args).stdout).unwrap();
    report["coverage"][0].clone()
}

#[test]
fn a_draft_is_held_against_its_own_story_only() {
    let folder = desk(&[
        ("2031/flood.md", FLOOD),
        ("2031/page.html", PAGE),
        ("2030/ferry.txt", FERRY),
        ("draft.md", DRAFT),
    ]);
    let made = crosscheck_in(folder.path(), &["archive", "all.parquet", "2030", "2031"]);
    let told = stdout(&made);
    let told = told.split("; 0 replaced, 0 kept; ").next().unwrap();
    assert_eq!(told, "all.parquet: 3 documents put in, with 7 claims");
    let checked = crosscheck_in(folder.path(), &["check", "draft.md", "--against", "all.parquet"]);
    insta::assert_snapshot!(stdout(&checked) + &stderr(&checked));
    assert_eq!(checked.status.code(), Some(1));
    // What the documents themselves say is said in the same words.
    let plain = crosscheck_in(folder.path(), &["check", "draft.md", "--against", "2031"]);
    let same = stdout(&checked).replace("all.parquet/2031/", "2031/");
    assert_eq!(without_names(&same), without_names(&stdout(&plain)));
}

#[test]
fn an_archive_is_added_to_and_what_is_read_anew_replaces_what_was_there() {
    let folder = desk(&[("a/flood.md", FLOOD), ("b/ferry.txt", FERRY), ("draft.md", DRAFT)]);
    let archive = |of: &str| stdout(&crosscheck_in(folder.path(), &["archive", "all.parquet", of]));
    assert!(
        archive("a")
            .starts_with("all.parquet: 1 documents put in, with 3 claims; 0 replaced, 0 kept;")
    );
    assert!(
        archive("b")
            .starts_with("all.parquet: 1 documents put in, with 2 claims; 0 replaced, 1 kept;")
    );
    let status = || first_figure(folder.path(), "all.parquet")["status"].clone();
    assert_eq!(status(), "contradicted");
    std::fs::write(folder.path().join("a/flood.md"), FLOOD.replace("14", "11")).unwrap();
    assert!(
        archive("a")
            .starts_with("all.parquet: 1 documents put in, with 3 claims; 1 replaced, 1 kept;")
    );
    assert_eq!(status(), "supported");
}

#[test]
fn what_is_no_archive_stays_as_it_is() {
    let folder = desk(&[
        ("a.md", FLOOD),
        ("draft.md", FERRY),
        ("table.parquet", "PAR1 is how it begins PAR1"),
    ]);
    for (args, code, what) in [
        (
            &["archive", "table.parquet", "a.md"][..],
            2,
            "`table.parquet` is a file that is no archive, which is not",
        ),
        (
            &["archive", "all.txt", "a.md"],
            2,
            "invalid value 'all.txt' for '<ARCHIVE>': an archive is a Parquet file: end its name in .parquet",
        ),
        (&["archive", "all.parquet", "none"], 2, "there is no document to read"),
        (&["archive", "all.parquet", "a.md"], 0, "all.parquet: 1 documents put in"),
        (
            &["check", "draft.md", "--against", "all.parquet"],
            3,
            "all.parquet none of its 1 documents tells the story of the draft",
        ),
        (
            &["claims", "all.parquet"],
            3,
            "all.parquet is an archive of documents: hold a draft against it",
        ),
    ] {
        let output = crosscheck_in(folder.path(), args);
        let all = stdout(&output) + &stderr(&output);
        assert!(all.contains(what), "{args:?}: {all}");
        assert_eq!(output.status.code(), Some(code), "{args:?}");
    }
    assert_eq!(
        std::fs::read(folder.path().join("table.parquet")).unwrap(),
        b"PAR1 is how it begins PAR1"
    );
}

#[test]
fn a_draft_in_the_archive_is_none_of_its_sources() {
    let folder = desk(&[("draft.md", DRAFT), ("copy.md", DRAFT), ("flood.md", FLOOD)]);
    crosscheck_in(folder.path(), &["archive", "all.parquet", "draft.md", "copy.md", "flood.md"]);
    let against = |files: &[&str]| {
        let output =
            crosscheck_in(folder.path(), &[&["check", "draft.md", "--against"], files].concat());
        stdout(&output)
            .replace("all.parquet/flood.md", "flood.md")
            .replace("all.parquet", "flood.md")
    };
    let (kept, plain) = (against(&["all.parquet"]), against(&["flood.md"]));
    for name in ["draft", "copy"] {
        let note =
            format!("note: flood.md/{name}.md is the draft itself, and is none of its sources");
        assert!(kept.contains(&note), "{kept}");
    }
    let kept = without_names(&kept).into_iter().filter(|it| !it.starts_with("note: "));
    assert_eq!(kept.collect::<Vec<_>>(), without_names(&plain));
    let emitted = crosscheck_in(
        folder.path(),
        &["check", "draft.md", "--against", "all.parquet", "--emit", "json=all.parquet"],
    );
    assert!(
        stderr(&emitted).contains("`all.parquet` is what the draft is held against"),
        "{}",
        stderr(&emitted)
    );
    assert_eq!(emitted.status.code(), Some(2));
}

#[test]
fn a_damaged_archive_is_told_of_or_read_as_far_as_it_goes() {
    let folder = desk(&[("flood.md", FLOOD), ("page.html", PAGE), ("draft.md", DRAFT)]);
    crosscheck_in(folder.path(), &["archive", "all.parquet", "flood.md", "page.html"]);
    let path = folder.path().join("all.parquet");
    let whole = std::fs::read(&path).unwrap();
    let places = (0..24).map(|it| it * whole.len() / 24 + 7 * it % 11);
    for at in places.filter(|it| *it < whole.len()) {
        let mut bytes = whole.clone();
        bytes[at] ^= 0x55;
        std::fs::write(&path, bytes).unwrap();
        let output =
            crosscheck_in(folder.path(), &["check", "draft.md", "--against", "all.parquet"]);
        let all = stdout(&output) + &stderr(&output);
        // The figure is contradicted as by the whole archive, or found nowhere, or it is told what was not read.
        let expected = match output.status.code() {
            Some(1) => "✗11",
            Some(3) => "not read: all.parquet",
            _ => "? 11: found nowhere",
        };
        assert!(all.contains(expected), "{at}: {all}");
    }
    std::fs::write(&path, &whole[..whole.len() / 2]).unwrap();
    let output = crosscheck_in(folder.path(), &["check", "draft.md", "--against", "all.parquet"]);
    assert!(
        stdout(&output).contains("not read: all.parquet is no whole Parquet file"),
        "{}",
        stdout(&output)
    );
    assert_eq!(output.status.code(), Some(3));
}

#[test]
fn a_draft_may_go_back_to_what_happened_years_ago() {
    let of = |day: &str, text: &str| format!("---\npublished: {day}\n---\n\n{text}");
    let folder = desk(&[
        ("old/flood.md", &of("2031-05-04", FLOOD)),
        ("old/ferry.md", &of("2030-06-10", FERRY)),
        ("draft.md", &of("2039-05-04", DRAFT)),
    ]);
    crosscheck_in(folder.path(), &["archive", "all.parquet", "old"]);
    let output = crosscheck_in(folder.path(), &["check", "draft.md", "--against", "all.parquet"]);
    let text = stdout(&output);
    assert!(text.contains("✗ 11: contradicted by all.parquet/old/flood.md:5 \"14\""), "{text}");
}

#[test]
fn a_document_is_known_by_its_place_wherever_one_stands() {
    let folder =
        desk(&[("2030/report.md", FERRY), ("2031/report.md", FLOOD), ("drafts/d.md", DRAFT)]);
    let within =
        |name: &str, args: &[&str]| stdout(&crosscheck_in(&folder.path().join(name), args));
    assert!(within("2030", &["archive", "../all.parquet", "."]).contains("; 0 replaced, 0 kept;"));
    assert!(within("2031", &["archive", "../all.parquet", "."]).contains("; 0 replaced, 1 kept;"));
    assert!(within(".", &["archive", "all.parquet", "2031"]).contains("; 1 replaced, 1 kept;"));
    // What the draft was before bears nothing out.
    within(".", &["archive", "all.parquet", "drafts"]);
    std::fs::write(folder.path().join("drafts/d.md"), DRAFT.replace("1,250", "1,251")).unwrap();
    let text =
        within("drafts", &["check", "d.md", "--against", "../all.parquet", "./../all.parquet"]);
    assert!(text.contains("✗11") && text.contains("✗1,251"), "{text}");
    assert!(text.contains("../all.parquet/drafts/d.md is the draft itself"), "{text}");
    assert!(text.contains("2 sources"), "{text}");
    // A finding has one name, however the archive is called.
    let name = |text: &str| text.split("error  ").nth(1).unwrap()[..6].to_owned();
    let other = within(".", &["check", "drafts/d.md", "--against", "./all.parquet"]);
    assert_eq!(name(&text), name(&other));
    let piped = crosscheck_in(folder.path(), &["archive", "all.parquet", "-"]);
    assert!(stderr(&piped).contains("standard input has no name"), "{}", stderr(&piped));
}

#[test]
fn what_one_report_was_made_from_is_one_source_with_it() {
    let manifest =
        "sources:\n  - {file: a.md, publisher: River Post}\n  - {file: b.md, derived_from: a.md}\n";
    let folder = desk(&[
        ("in/a.md", FLOOD),
        (
            "in/b.md",
            "In Westerheim 14 bridges over the Aller were closed on 3 May 2031 and 1,250 people driven from their homes.\n",
        ),
        ("in/sources.yaml", manifest),
        ("draft.md", &DRAFT.replace("11", "14")),
    ]);
    crosscheck_in(folder.path(), &["archive", "all.parquet", "in"]);
    let origins = |against: &str| first_figure(folder.path(), against)["origins"].clone();
    assert_eq!(origins("all.parquet"), origins("in"));
    assert_eq!(origins("in"), 1);
}
