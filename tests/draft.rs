//! `check DRAFT --against SRC`: what sources say of each figure of a draft.

use serde_json::Value;

use crate::support::{crosscheck, crosscheck_in, desk, stdout};

#[test]
fn a_draft_is_marked_figure_by_figure() {
    let output = crosscheck(&["check", "sources/draft.md", "--against", "sources"]);
    let text = stdout(&output);
    let sheet: Vec<&str> =
        text.split("contradicted-figure").next().unwrap().trim_end().lines().collect();
    assert_eq!(
        sheet.join("\n"),
        "sources/draft.md:3\n  \
         Interpol's sweep of ~2022 led to the arrest of ✓over 2,000 suspects and the\n  \
         discovery of ✗1,707 hideouts.\n  \
         ~ 2022: unconfirmed: sources/summer-sweep.md:8 has it, not for certain for this [63d2ee]\n  \
         ✗ 1,707: contradicted by sources/summer-sweep.md:4 \"1,770\"\n\n\
         sources/draft.md:5\n  \
         Last year Chinese investigators solved ≈some 260,000 fraud cases, and police\n  \
         froze ✓217.07 billion yuan.\n  \
         ≈ some 260,000: supported only by rounding: sources/year-in-review.md:3 \"258,000\" [516e69]\n\n\
         sources/draft.md:7\n  \
         Work with Cambodia brought ✓2,141 arrests this year, and ?35 judges came to\n  \
         Kunming.\n  \
         ? 35: found nowhere in the sources [693e63]"
    );
    let last = text.lines().last().unwrap();
    assert_eq!(
        last,
        "7 figures: 3 supported · 1 only by rounding · 1 unconfirmed · 1 contradicted · 1 found nowhere"
    );
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn machines_read_the_same() {
    let output =
        crosscheck(&["check", "sources/draft.md", "--against", "sources", "--format", "json"]);
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let row = |it: &Value| {
        let places = it["locations"].as_array().unwrap();
        let place = places.first().map_or("-", |it| it["source"].as_str().unwrap());
        format!("{} {} {place}", it["text"].as_str().unwrap(), it["status"].as_str().unwrap())
    };
    let coverage: Vec<String> = report["coverage"].as_array().unwrap().iter().map(row).collect();
    assert_eq!(
        coverage,
        [
            "2022 unconfirmed sources/summer-sweep.md",
            "over 2,000 supported sources/summer-sweep.md",
            "1,707 contradicted sources/summer-sweep.md",
            "some 260,000 rounded sources/year-in-review.md",
            "217.07 billion yuan supported sources/year-in-review.md",
            "2,141 supported sources/kunming-meeting.md",
            "35 unsupported -",
        ]
    );
    let first = &report["coverage"][1];
    let draft = std::fs::read_to_string("sources/draft.md").unwrap();
    let at = |key: &str| usize::try_from(first[key].as_u64().unwrap()).unwrap();
    assert_eq!(&draft[at("start")..at("end")], "over 2,000");
}

#[test]
fn the_page_begins_with_what_became_of_the_figures() {
    let page = |draft: &str, source: &str| {
        let desk = desk(&[("draft.md", draft), ("sources/a.md", source)]);
        let args = ["check", "draft.md", "--against", "sources", "--format", "html"];
        let html = stdout(&crosscheck_in(desk.path(), &args));
        html.split("<h1>").nth(1).unwrap().split("</h1>").next().unwrap().to_owned()
    };
    let source = "The firm sold 300 cars in Leeds.\n";
    for (draft, expected) in [
        ("The firm sold 300 cars in Leeds.\n", "The sources bear out the draft’s 1 figure."),
        ("The firm sold 330 cars in Leeds.\n", "Of the draft’s 1 figure: 1 contradicted."),
        (
            "The firm sold 330 cars in Leeds, and 41 men were shot.\n",
            "Of the draft’s 2 figures: 1 contradicted, 1 found nowhere.",
        ),
        ("The firm sold cars.\n", "The draft states no figures."),
    ] {
        assert_eq!(page(draft, source), expected, "{draft}");
    }
}

#[test]
fn the_exit_code_is_that_of_the_worst_figure() {
    let folder = tempfile::tempdir().unwrap();
    let source = "In Port Dombe police arrested 64 men of the Mirabel gang on 2 June 2025.";
    let cases = [
        ("Police in Port Dombe arrested 64 men of the Mirabel gang.", "error", 0),
        ("Police in Port Dombe arrested 64 men of the Mirabel gang.", "note", 0),
        ("Police in Port Dombe arrested some 60 men of the Mirabel gang.", "note", 1),
        ("Police in Port Dombe arrested some 60 men of the Mirabel gang.", "warning", 0),
        ("Police in Port Dombe arrested 63 men of the Mirabel gang.", "warning", 1),
        ("The Mirabel gang paid $17 million.", "warning", 1),
        ("The Mirabel gang paid $17 million.", "error", 0),
        ("Police in Port Dombe arrested 46 men of the Mirabel gang.", "error", 1),
        ("Police in Port Dombe arrested 46 men of the Mirabel gang.", "never", 0),
    ];
    let path = |name: &str| folder.path().join(name).to_str().unwrap().to_owned();
    std::fs::write(path("source.txt"), source).unwrap();
    for (text, fail_on, code) in cases {
        std::fs::write(path("draft.txt"), text).unwrap();
        let output = crosscheck(&[
            "check",
            &path("draft.txt"),
            "--against",
            &path("source.txt"),
            "--fail-on",
            fail_on,
        ]);
        assert_eq!(output.status.code(), Some(code), "{text} {fail_on}: {}", stdout(&output));
    }
}

#[test]
fn a_finding_about_a_draft_is_explained_with_its_sources() {
    let draft = ["check", "sources/draft.md", "--against", "sources"];
    let text = stdout(&crosscheck(&draft));
    let next = text.lines().find(|it| it.contains("next: crosscheck ")).unwrap();
    let args: Vec<&str> = next.split_whitespace().skip(2).collect();
    assert_eq!(args[2..], ["--in", "sources/draft.md", "--against", "sources"]);
    let output = crosscheck(&args);
    assert!(stdout(&output).contains("1,707"), "{}", stdout(&output));
    assert_eq!(output.status.code(), Some(0));
}

#[test]
fn what_was_long_past_disputes_nothing() {
    let told = |year: &str, n: &str| {
        format!(
            "---\ndate: {year}-09-10\n---\nPolice from {n} states joined the drill in August {year}.\n"
        )
    };
    let disputed = |older: &str| {
        let desk = desk(&[
            ("draft.md", "Police from 28 states joined the drill.\n"),
            ("sources/a.md", &told("2025", "28")),
            ("sources/b.md", &told(older, "41")),
        ]);
        let args = ["check", "draft.md", "--against", "sources", "--format", "json"];
        let text = stdout(&crosscheck_in(desk.path(), &args));
        let report: Value = serde_json::from_str(&text).unwrap();
        report["coverage"][0]["disputed"].as_array().map_or(0, Vec::len)
    };
    assert_eq!((disputed("2025"), disputed("2022")), (1, 0));
}

#[test]
fn a_figure_is_explained_where_it_stands() {
    let desk = desk(&[
        ("draft.md", "The kiln at Orrin fired exactly 63 pots.\n"),
        ("a.md", "The kiln at Orrin fired 36 pots. The shop sold 12 of them.\n"),
    ]);
    let explain = |place: &str| {
        let args = ["explain", place, "--in", "draft.md", "--against", "a.md"];
        stdout(&crosscheck_in(desk.path(), &args))
    };
    // At its first word, and at its digits.
    let text = explain("draft.md:1:25");
    assert_eq!(text, explain("draft.md:1:33"));
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], "draft.md:1:25  The kiln at Orrin fired exactly 63 pots.");
    assert_eq!(lines[1], "exactly 63: contradicted by a.md:1 \"36\"");
    assert_eq!(lines[3], "counterpart  36  a.md:1:25");
    assert!(lines[4].starts_with("  clause         all "), "{text}");
    assert!(lines.iter().any(|it| it.starts_with("next came  12  a.md:1:")), "{text}");
    assert!(lines.last().unwrap().ends_with(" are needed"), "{text}");
}

#[test]
fn a_figure_that_sources_dispute_is_supported_and_disputed() {
    let said = |n: &str| format!("In May 2025 the council in Leeds eliminated {n} vacant posts.\n");
    let desk = desk(&[
        ("draft.md", "The council in Leeds eliminated 1,647 vacant posts in May 2025.\n"),
        ("sources/a.md", &said("1,647")),
        ("sources/b.md", "The council in Leeds did away with 1,647 vacant posts in May 2025.\n"),
        ("sources/c.md", &said("1,467")),
    ]);
    let args = ["check", "draft.md", "--against", "sources"];
    let output = crosscheck_in(desk.path(), &args);
    let text = stdout(&output);
    assert!(
        text.starts_with(
            "draft.md:1\n  The council in Leeds eliminated ±1,647 vacant posts in ✓May ✓2025.\n  \
             ± 1,647: disputed: 2 independent sources for it (sources/a.md:1, sources/b.md:1), but sources/c.md:1 \"1,467\"\n\n"
        ),
        "{text}"
    );
    let last = text.lines().last().unwrap();
    assert_eq!(
        last,
        "3 figures: 3 supported (1 disputed) · 0 only by rounding · 0 contradicted · 0 found nowhere"
    );
    // Others bear it out: that fails where warnings do.
    assert_eq!(output.status.code(), Some(0));
    let strict = [&args[..], &["--fail-on", "warning"]].concat();
    assert_eq!(crosscheck_in(desk.path(), &strict).status.code(), Some(1));
    let output = crosscheck_in(desk.path(), &[&args[..], &["--format", "json"]].concat());
    let report: Value = serde_json::from_str(&stdout(&output)).unwrap();
    let figure = &report["coverage"][0];
    assert_eq!(
        (&figure["status"], figure["locations"].as_array().unwrap().len()),
        (&"supported".into(), 2)
    );
    assert_eq!(figure["disputed"][0]["source"], "sources/c.md");
    // What a third source contradicts is not confirmed by two.
    assert_eq!(report["confirmed"].as_array().unwrap().len(), 0);
}

#[test]
fn what_only_looks_alike_bears_nothing_out() {
    let desk = desk(&[
        (
            "draft.md",
            "The plan brings 540 to 580 homes.\n\nMore than 500 people came to Leeds.\n\nIt sold over 300 cars.\n",
        ),
        (
            "sources/a.md",
            "The plan brings 540 to 560 homes.\n\nFewer than 500 people came to Leeds.\n\nIt sold 300 cars.\n",
        ),
    ]);
    let args = ["check", "draft.md", "--against", "sources"];
    let text = stdout(&crosscheck_in(desk.path(), &args));
    assert_eq!(
        text.split("contradicted-figure").next().unwrap(),
        "draft.md:1\n  The plan brings ✓540 to ✗580 homes.\n  \
         ✗ 580: contradicted by sources/a.md:1 \"560\"\n\n\
         draft.md:3\n  ✗More than 500 people came to Leeds.\n  \
         ✗ More than 500: contradicted by sources/a.md:3 \"Fewer than 500\"\n\n\
         draft.md:5\n  It sold ≈over 300 cars.\n  \
         ≈ over 300: supported only by rounding: sources/a.md:5 \"300\" [63eb79]\n\n\
         "
    );
}

#[test]
fn half_of_a_comparison_is_none() {
    let desk = desk(&[("draft.md", "It has 12 rooms.\n"), ("sources/a.md", "It has 12 rooms.\n")]);
    for (args, path) in [
        (["check", "--data", "none.csv", "--against", "sources"], "none.csv"),
        (["check", "--data", "draft.md", "--against", "archive"], "archive"),
    ] {
        let output = crosscheck_in(desk.path(), &args);
        assert_eq!(
            (stdout(&output), output.status.code()),
            (
                format!(
                    "not read: {path} does not exist; check the spelling\n\
                     0 sources · 0 numbers · 0 claims in 0 facts · 0 no claims\n\
                     0 findings (0 errors, 0 warnings, 0 notes) · 0 confirmed · 0 single-source\n\
                     0 figures: 0 supported · 0 only by rounding · 0 contradicted · 0 found nowhere\n"
                ),
                Some(3)
            )
        );
    }
}

/// A time of day in four digits before its zone is the same time as with a colon, and no year.
#[test]
fn military_times_are_times_of_day() {
    for (time, supported) in [("20:45", true), ("20:54", false)] {
        let desk = desk(&[
            ("draft.md", &format!("The barn in Vardal caught fire at {time} on Monday.\n")),
            ("sources/a.md", "The barn in Vardal caught fire at 2045 GMT on Monday.\n"),
        ]);
        let args = ["check", "draft.md", "--against", "sources", "--format", "json"];
        let report: Value =
            serde_json::from_str(&stdout(&crosscheck_in(desk.path(), &args))).unwrap();
        let rows = report["coverage"].as_array().unwrap();
        let row = rows.iter().find(|it| it["text"] == time).unwrap();
        assert_eq!(row["status"] == "supported", supported, "{row:#}");
    }
}
