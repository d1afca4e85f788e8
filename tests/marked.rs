//! A draft with its figures marked: the page, the text with footnotes, the Word draft with comments.

use std::io::Read as _;

use crate::support::{crosscheck, crosscheck_in, desk, stderr, stdout};

/// A part of a package.
fn part(bytes: &[u8], name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

#[test]
fn the_page_begins_with_the_draft_and_a_sign_at_every_figure() {
    let html = stdout(&crosscheck(&[
        "check",
        "sources/draft.md",
        "--against",
        "sources",
        "--format",
        "html",
    ]));
    let content = html.split("<main id=\"content\">").nth(1).unwrap();
    assert!(content.trim_start().starts_with("<section id=\"marked\""), "the draft comes first");
    let wrong = "<a class=\"fig contradicted\" id=\"m-3\" href=\"#a-3\"><span class=\"sign\" aria-hidden=\"true\">✗</span>1,707<span class=\"spoken\"> (contradicted)</span></a> hideouts.";
    assert!(content.contains(wrong), "the sign, and the same in words");
    let answer = content.split("id=\"a-3\"").nth(1).unwrap().split("</article>").next().unwrap();
    assert!(answer.contains("The source says another value."), "{answer}");
    assert!(answer.contains("discovery of <mark>1,770</mark> hideouts"), "{answer}");
    let listed = content.split("<li data-problem=").skip(1).count();
    assert_eq!(listed, 4, "what is to be looked at is listed");
}

#[test]
fn figures_that_are_not_plainly_supported_get_footnotes() {
    let source = "In Leeds the firm sold 300 cars in May, and 12 vans.\n";
    let draft = "# Cars\n\nIn Leeds the firm sold 330 cars in May, and 12 vans.\nNobody else sold any of 41 lorries.\n";
    let desk = desk(&[("draft.md", draft), ("sources/a.md", source)]);
    let args = ["check", "draft.md", "--against", "sources", "--format", "annotated"];
    assert_eq!(
        stdout(&crosscheck_in(desk.path(), &args)),
        "# Cars\n\n\
         In Leeds the firm sold 330[^1] cars in May, and 12 vans.\n\
         Nobody else sold any of 41[^2] lorries.\n\n\
         [^1]: ✗ 330: contradicted. The source says another value. a.md, undated (sources/a.md:1): “In Leeds the firm sold 300 cars in May, and 12 vans.”\n\
         [^2]: ? 41: found nowhere. No source has it.\n"
    );
}

/// Notes of the draft stay its own, and what a source says is no markup.
#[test]
fn footnotes_do_not_meet_those_of_the_draft() {
    let source = "In Leeds the firm sold 300 <i>cars</i> in May.\n";
    let draft = "In Leeds[^1] the firm sold 330 cars in May.\n\n[^1]: A town.\n";
    let desk = desk(&[("draft.md", draft), ("sources/a.txt", source)]);
    let args = ["check", "draft.md", "--against", "sources", "--format", "annotated"];
    let text = stdout(&crosscheck_in(desk.path(), &args));
    assert!(
        text.starts_with("In Leeds[^1] the firm sold 330[^crosscheck-1] cars in May.\n"),
        "{text}"
    );
    assert!(text.contains("“In Leeds the firm sold 300 \\<i\\>cars\\</i\\> in May.”"), "{text}");
}

/// A headline that its own text denies is decided, and the figure that a source denies stays open.
#[test]
fn a_decision_is_about_its_own_finding() {
    let draft = "The storm killed 42 people in Oslo on Monday\n\nThe storm killed 19 people.\n";
    let source = "The storm killed 17 people in Oslo on Monday.\n";
    let desk = desk(&[("draft.txt", draft), ("sources/a.md", source)]);
    let report = || -> serde_json::Value {
        let args = ["check", "draft.txt", "--against", "sources", "--format", "json"];
        serde_json::from_str(&stdout(&crosscheck_in(desk.path(), &args))).unwrap()
    };
    let before = report();
    let findings = before["findings"].as_array().unwrap();
    let headline = findings.iter().find(|it| it["rule"] == "headline").unwrap();
    let id = headline["fingerprint"].as_str().unwrap();
    let args = ["dismiss", id, "--outcome", "not-same", "--reason", "x", "--reviewer", "Ada"];
    let args = [&args[..], &["--in", "draft.txt", "--against", "sources"]].concat();
    assert_eq!(crosscheck_in(desk.path(), &args).status.code(), Some(0));
    let after = report();
    let figure = &after["coverage"].as_array().unwrap()[0];
    assert_eq!((&figure["text"], &figure["status"]), (&"42".into(), &"contradicted".into()));
    assert!(figure["outcome"].is_null(), "{figure}");
}

#[test]
fn a_word_draft_gets_comments_and_keeps_everything_else() {
    let draft = std::fs::read("tests/formats/raid.docx").unwrap();
    let source = "In Port Dombe police arrested 46 suspects of the Mirabel gang on 2 June 2025.\n";
    let desk = desk(&[("sources/a.md", source)]);
    std::fs::write(desk.path().join("raid.docx"), &draft).unwrap();
    let against = ["check", "raid.docx", "--against", "sources", "--fail-on", "never"];
    let emit = [&against[..], &["--emit", "docx=marked.docx"]].concat();
    let output = crosscheck_in(desk.path(), &emit);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    let marked = std::fs::read(desk.path().join("marked.docx")).unwrap();

    let comments = part(&marked, "word/comments.xml");
    let first = "✗ 64: contradicted. The source says another value.</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">a.md, undated (sources/a.md:1): “In Port Dombe police arrested 46 suspects of the Mirabel gang on 2 June 2025.”";
    assert!(comments.contains(first), "{comments}");
    let body = part(&marked, "word/document.xml");
    let range = "<w:commentRangeStart w:id=\"0\"/><w:r><w:t xml:space=\"preserve\">64</w:t></w:r><w:commentRangeEnd w:id=\"0\"/>";
    assert!(body.contains(range), "the comment is about the figure alone");
    let ends = |name: &str| body.matches(&format!("<w:{name} ")).count();
    assert_eq!(ends("commentRangeStart"), comments.matches("<w:comment ").count());
    assert_eq!(ends("commentRangeEnd"), ends("commentReference"));
    assert_eq!(part(&marked, "word/styles.xml"), part(&draft, "word/styles.xml"));

    // Read again it says the same, and a second pass adds its comments to the first.
    let claims = |path: &str| {
        let text = stdout(&crosscheck_in(desk.path(), &["claims", path, "--format", "csv"]));
        text.replace(path, "it")
    };
    let without_ids = |text: String| -> Vec<String> {
        text.lines().map(|it| it.split_once(',').unwrap().1.to_owned()).collect()
    };
    assert_eq!(without_ids(claims("marked.docx")), without_ids(claims("raid.docx")));
    let again = ["check", "marked.docx", "--against", "sources", "--format", "docx"];
    let twice = crosscheck_in(desk.path(), &again).stdout;
    let told = part(&twice, "word/comments.xml");
    assert_eq!(told.matches("<w:comment ").count(), 2 * comments.matches("<w:comment ").count());
    let ids: Vec<&str> =
        told.split("w:id=\"").skip(1).map(|it| it.split('"').next().unwrap()).collect();
    let different: std::collections::BTreeSet<&&str> = ids.iter().collect();
    assert_eq!(different.len(), ids.len(), "every comment has a number of its own");
}

#[test]
fn what_marks_a_draft_wants_one() {
    let desk = desk(&[("a.md", "It sold 300 cars.\n"), ("b.md", "It sold 300 cars.\n")]);
    let failed = |args: &[&str]| {
        let output = crosscheck_in(desk.path(), args);
        assert_eq!(output.status.code(), Some(2));
        stderr(&output).split_whitespace().collect::<Vec<_>>().join(" ")
    };
    assert_eq!(
        failed(&["check", "a.md", "--format", "annotated"]),
        "output::inapplicable × there is nothing to write as `annotated`: it marks the figures of a draft; │ name its sources with `--against`"
    );
    assert_eq!(
        failed(&["check", "a.md", "--against", "b.md", "--emit", "docx=c.docx"]),
        "output::inapplicable × there is nothing to write as `docx`: it marks a Word draft (.docx); name │ one, and its sources with `--against`"
    );
    assert!(!desk.path().join("c.docx").exists(), "no file is left behind");
}

/// Decides a figure of the draft by its text, as the command line does it.
fn decide(desk: &std::path::Path, text: &str, outcome: &str, reason: &str) -> String {
    let args = ["check", "draft.md", "--against", "sources", "--format", "json"];
    let report: serde_json::Value =
        serde_json::from_str(&stdout(&crosscheck_in(desk, &args))).unwrap();
    let of = report["coverage"].as_array().unwrap().iter().find(|it| it["text"] == text).unwrap();
    let id = of["id"].as_str().unwrap().to_owned();
    let args = ["accept", &id, "--outcome", outcome, "--reason", reason, "--reviewer", "Ada"];
    let args = [&args[..], &["--in", "draft.md", "--against", "sources"]].concat();
    let output = crosscheck_in(desk, &args);
    assert_eq!(output.status.code(), Some(0), "{}", stderr(&output));
    id
}

#[test]
fn figures_of_a_draft_are_decided_like_findings() {
    let source = "In Leeds the firm sold 300 cars in May.\n";
    let draft = "In Leeds the firm sold 300 cars in May. Nobody else sold any of 41 lorries.\n";
    let desk = desk(&[("draft.md", draft), ("sources/a.md", source)]);
    let check = |more: &[&str]| {
        let args = [&["check", "draft.md", "--against", "sources"][..], more].concat();
        crosscheck_in(desk.path(), &args)
    };
    assert_eq!(check(&["--fail-on", "warning"]).status.code(), Some(1));
    decide(desk.path(), "41", "unsourced", "our own count");

    let output = check(&["--fail-on", "warning", "-v"]);
    assert_eq!(output.status.code(), Some(0));
    let text = stdout(&output);
    assert!(
        text.contains(
            "  ? 41: found nowhere in the sources; decided: not to be sourced: our own count\n"
        ),
        "{text}"
    );
    let last = text.lines().last().unwrap();
    assert!(last.ends_with("· 0 contradicted · 1 found nowhere · 1 of them decided"), "{last}");
    let note =
        "[^1]: ? 41: found nowhere (decided: not to be sourced: our own count). No source has it.";
    assert!(stdout(&check(&["--format", "annotated"])).contains(note));
    let html = stdout(&check(&["--format", "html"]));
    assert!(html.contains("<p class=\"status\">decided: not to be sourced: our own count</p>"));

    // An edit elsewhere leaves the decision, an edit of the sentence opens it again.
    let write = |text: &str| std::fs::write(desk.path().join("draft.md"), text).unwrap();
    write(&format!("Elsewhere.\n\n{draft}"));
    assert_eq!(check(&["--fail-on", "warning"]).status.code(), Some(0));
    write(&draft.replace("any of 41", "one of 41"));
    let output = check(&["--fail-on", "warning"]);
    assert_eq!(output.status.code(), Some(1));
}

#[test]
fn decisions_of_a_page_are_taken_over() {
    let source = "In Leeds the firm sold 300 cars in May.\n";
    let draft = "In Leeds the firm sold 300 cars in May. Nobody else sold any of 41 lorries.\n";
    let desk = desk(&[("draft.md", draft), ("sources/a.md", source)]);
    let id = decide(desk.path(), "41", "later", "ask them");
    let path = desk.path().join("crosscheck.decisions.yaml");
    let own = std::fs::read_to_string(&path).unwrap();
    std::fs::remove_file(&path).unwrap();
    // As the page writes it: the same as JSON, with one of a finding that there is not.
    let mut page: serde_json::Value = serde_yaml::from_str(&own).unwrap();
    page["decisions"][0]["outcome"] = "unsourced".into();
    let mut other = page["decisions"][0].clone();
    other["fingerprint"] = "0123456789ab".into();
    page["decisions"].as_array_mut().unwrap().push(other);
    std::fs::write(desk.path().join("page.yaml"), page.to_string()).unwrap();
    let take = ["review", "--take", "page.yaml", "--in", "draft.md", "--against", "sources"];
    assert_eq!(
        stdout(&crosscheck_in(desk.path(), &take)),
        format!(
            "{} not to be sourced\n012345 not taken: nothing of the kind is found in these documents\n\
             1 taken, written to crosscheck.decisions.yaml\n",
            &id[..6]
        )
    );
    assert!(std::fs::read_to_string(&path).unwrap().contains("outcome: unsourced"));
    let lost = ["review", "--take", "none.yaml", "--in", "draft.md", "--against", "sources"];
    let output = crosscheck_in(desk.path(), &lost);
    assert_eq!(output.status.code(), Some(2));
    assert!(stderr(&output).contains("cannot read `none.yaml`"));
}
