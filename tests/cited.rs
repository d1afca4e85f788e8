//! Links, notes and numbers of a draft lead to the source that must have the figure beside them.

use serde_json::Value;

use crate::support::{crosscheck_in, desk, stdout};

const WIRE: &str = "The quake in Ilo killed 1,420 people, rescuers said.";
const HERALD: &str =
    "The quake in Ilo sank 36 boats, the port said. Some 12 men are missing in Ilo.";
const SOURCES: &str = "sources:\n  - file: wire.md\n    publisher: Coastal Wire\n    url: https://www.wire.example/quake\n  - file: \
                       herald.md\n    publisher: Harbour Herald\n  - file: copy.md\n    derived_from: wire.md\n    url: https://copy.example/7\n";

/// What is said of the citations of a draft: the figure, the source that is cited, that which has it.
fn told(name: &str, draft: &str) -> Vec<String> {
    let files = [
        (name, draft),
        ("s/wire.md", WIRE),
        ("s/herald.md", HERALD),
        ("s/copy.md", "It was a quake, rescuers in Ilo said."),
        ("s/sources.yaml", SOURCES),
    ];
    let desk = desk(&files);
    let args = ["check", name, "--against", "s", "--only", "cited-source", "--format", "json"];
    let report: Value = serde_json::from_str(&stdout(&crosscheck_in(desk.path(), &args))).unwrap();
    let findings = report["findings"].as_array().unwrap();
    findings.iter().map(|it| it["message"].as_str().unwrap().to_owned()).collect()
}

#[test]
fn a_link_to_another_source_is_told() {
    let wrong = "the draft cites Coastal Wire for 36, which stands in Harbour Herald";
    let other = "the draft cites Harbour Herald for 1,420, which stands in Coastal Wire";
    let cases: [(&str, &str, &[&str]); 15] = [
        ("right", "The quake in Ilo killed [1,420 people](https://wire.example/quake/).", &[]),
        (
            "wrong",
            "The quake in Ilo sank 36 boats ([Wire](http://wire.example/quake#top)).",
            &[wrong],
        ),
        ("around the figure", "The quake in Ilo killed [1,420 people](s/herald.md).", &[other]),
        ("a note", "The quake in Ilo sank 36 boats.[^1]\n\n[^1]: Coastal Wire, 3 May.", &[wrong]),
        ("a number", "The quake in Ilo killed 1,420 people [2].\n\n[2] Harbour Herald", &[other]),
        (
            "each its own",
            "The quake in Ilo killed 1,420 people [1] and sank 36 boats [2].\n\n[1] Coastal Wire\n[2] Harbour Herald",
            &[],
        ),
        ("a copy", "The quake in Ilo killed 1,420 people ([copy](https://copy.example/7)).", &[]),
        ("of no source", "The quake in Ilo sank 36 boats ([map](https://map.example/ilo)).", &[]),
        ("none", "The quake in Ilo sank 36 boats.", &[]),
        (
            "of the next sentence",
            "The quake in Ilo sank 36 boats. [Coastal Wire](https://wire.example/quake) told of 1,420 people.",
            &[],
        ),
        (
            "several notes",
            "The quake in Ilo killed 1,420 people and sank 36 boats.[^1][^2]\n\n[^1]: Coastal Wire\n\n[^2]: Harbour Herald\n",
            &[],
        ),
        (
            "two in one mark",
            "The quake in Ilo killed 1,420 people and sank 36 boats [1, 2].\n\n[1] Coastal Wire\n[2] Harbour Herald",
            &[],
        ),
        (
            "named before",
            "[Coastal Wire](https://wire.example/quake) said the quake in Ilo killed 1,420 people, and sank 36 boats ([Herald](s/herald.md)).",
            &[],
        ),
        (
            "of the next line",
            "- The quake in Ilo sank 36 boats\n- [Coastal Wire](https://wire.example/quake)\n",
            &[],
        ),
        (
            "another page",
            "The quake in Ilo killed 1,420 people ([map](https://map.example/herald.md)).",
            &[],
        ),
    ];
    for (name, draft, expected) in cases {
        assert_eq!(told("draft.md", draft), expected, "{name}");
    }
    let page = "<html><body><p>The quake in Ilo killed <a href=\"s/herald.md\">1,420 people</a>.</p></body></html>";
    assert_eq!(told("draft.html", page), [other]);
}

/// The number of a note is none of the draft's figures.
#[test]
fn numbers_of_notes_are_no_figures() {
    let draft = "The quake in Ilo sank 36 boats [2].\n\n[2] Harbour Herald\n";
    let desk = desk(&[("draft.txt", draft), ("s/herald.md", HERALD)]);
    let args = ["check", "draft.txt", "--against", "s", "--format", "json"];
    let report: Value = serde_json::from_str(&stdout(&crosscheck_in(desk.path(), &args))).unwrap();
    let figures: Vec<&str> = report["coverage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["text"].as_str().unwrap())
        .collect();
    assert_eq!(figures, ["36"]);
}
