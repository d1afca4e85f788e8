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
         [^1]: ✗ 330: contradicted. The source says another value. undated (sources/a.md:1): “In Leeds the firm sold 300 cars in May, and 12 vans.”\n\
         [^2]: ? 41: found nowhere. No source has it.\n"
    );
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
    let first = "✗ 64: contradicted. The source says another value.</w:t></w:r></w:p><w:p><w:r><w:t xml:space=\"preserve\">undated (sources/a.md:1): “In Port Dombe police arrested 46 suspects of the Mirabel gang on 2 June 2025.”";
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
