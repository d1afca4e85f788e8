//! How a text is broken into lines, and how its lines end, changes no claim.

use crosscheck::claim::{Claim, Source};
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};
use proptest::prelude::*;

use crate::support::{crosscheck_in, desk, stderr, stdout};

/// Phrases whose parts belong together across a space.
const PHRASES: &[&str] = &[
    "about 3 million people",
    "some 12 percent of voters",
    "$5 billion",
    "nearly $ 4.5 billion in aid",
    "between 5 and 7 ships",
    "from 5 to 7 percent",
    "on March 3, 2024, in Lima",
    "on 3 March 2024",
    "in the spring of 2024",
    "Mr. Smith and 40 men",
    "twenty one thousand sailors",
    "two and a half million tonnes",
    "one in five boats",
    "two thirds of the boats",
    "more than 1,200 people were arrested",
    "at least 46 were hurt",
    "no fewer than 300 families",
    "up to 90 km",
    "12 kilometres per hour",
    "350 euros a tonne",
    "7.5 ± 2.5 kg",
    "68 000 sailors",
    "up 4 percentage points",
    "rose by 12 % from 2023",
    "3 days after March 12",
    "the first two weeks of May 2021",
    "in the third quarter of 2022",
    "two years ago",
    "during the last 3 winters",
    "since the end of 2019",
    "15 dollars an hour",
    "99 cents apiece",
    "dozens of boats",
    "tens of thousands of men",
    "a magnitude 6.1 earthquake",
    "aged 34 to 60",
    "4 out of 10 sailors",
    "the 12th ship",
    "a population of 1.4 billion",
    "half a million boats",
    "3 to 4 times as many",
    "36.8 milliards",
    "1.2 x 10 boats",
    "5 feet 11 inches tall",
    "Spain, Italy and 8 other countries",
    "12 or 13 boats",
    "5 million to 6 million francs",
    "a 300 million euro loan",
    "on Tuesday, 4 March 2025",
    "at 5 a.m. on 6 May",
];

/// What a claim says, with the words it stands in.
fn said(claim: &Claim) -> String {
    format!(
        "{} | {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?} {:?}",
        // The mark of a quoted line is no word of it.
        claim.text.replace("> ", ""),
        claim.kind,
        claim.quantity,
        claim.names,
        claim.unit,
        claim.currency,
        claim.counted,
        claim.actions,
        claim.actors,
        claim.places,
        claim.period,
        claim.weekday,
        claim.event,
        claim.attribution,
        claim.modality,
        claim.statistic,
    )
}

fn claims(file: &str, text: &str) -> Vec<Claim> {
    let lexicon = Lexicon::english().unwrap();
    let source = Source { published: "2025-03-09".parse().ok(), ..Source::at(file) };
    let document = collect::from_text(source, text, lexicon).unwrap();
    run::corpus(vec![document], Vec::new(), lexicon).claims
}

fn all_said(file: &str, text: &str) -> Vec<String> {
    claims(file, text).iter().map(said).collect()
}

/// A sentence with a phrase in it, as lines; the phrase breaks at its space number `at`.
fn wrapped(phrase: &str, at: usize) -> Vec<String> {
    let words: Vec<&str> = phrase.split(' ').collect();
    let (before, after) = words.split_at(at);
    vec![
        "The keeper of the old harbour wrote in his logbook for".to_owned(),
        format!("the board of that small town that it had seen {}", before.join(" ")),
        format!("{} while the cold wind blew over the long grey", after.join(" ")),
        "pier and the lamps along the quay were lit by hand.".to_owned(),
    ]
}

/// How lines make a file of a format.
type Layout = fn(&[String]) -> String;

#[test]
fn a_phrase_says_the_same_wherever_its_line_breaks() {
    let layouts: [(&str, Layout); 9] = [
        ("lines.txt", |it| it.join("\n")),
        ("indented.txt", |it| it.join(" \n   ")),
        ("lines.md", |it| it.join("\n")),
        ("entry.md", |it| format!("- {}", it.join("\n  "))),
        ("quote.md", |it| format!("> {}", it.join("\n> "))),
        ("page.html", |it| format!("<p>{}</p>", it.join("\n    "))),
        ("block.yaml", |it| format!("note: |\n  {}\n", it.join("\n  "))),
        ("folded.yaml", |it| format!("note: >\n  {}\n", it.join("\n  "))),
        ("cell.csv", |it| format!("place,note\nLima,\"{}\"\n", it.join("\n"))),
    ];
    let mut apart = Vec::new();
    for phrase in PHRASES {
        for at in 1..phrase.split(' ').count() {
            let lines = wrapped(phrase, at);
            let whole = [lines.join(" ")];
            for (file, layout) in layouts {
                let expected = all_said(file, &layout(&whole));
                assert!(!expected.is_empty(), "{phrase}");
                let text = layout(&lines);
                for end in ["\n", "\r\n", "\r"] {
                    let found = all_said(file, &text.replace('\n', end));
                    if found != expected {
                        let place = format!("{phrase:?} at {at} in {file} with {end:?}");
                        apart.push(format!("{place}:\n{found:#?}\n{expected:#?}"));
                    }
                }
            }
        }
    }
    assert!(apart.is_empty(), "{}", apart.join("\n"));
}

#[test]
fn lines_that_end_a_block_still_do() {
    let text = "Harbour report\nBoats: 12\nSailors: 300\n- 40 nets\n- 1 million hooks\n\nThe red rose, 5\nMillion things it knows.\n";
    let expected = ["12", "300", "40", "1 million", "5", "Million"];
    for end in ["\n", "\r\n", "\r"] {
        let found = claims("list.txt", &text.replace('\n', end));
        let found: Vec<&str> = found.iter().map(|it| it.text.as_str()).collect();
        assert_eq!(found, expected, "{end:?}");
    }
    // A line that Markdown ends on purpose.
    let found = claims("verse.md", "The red rose, 5  \nmillion things it knows.\n");
    assert_eq!(found[0].text, "5");
}

#[test]
fn places_are_those_of_the_file() {
    for end in ["\n", "\r\n", "\r", "\r\r\n"] {
        let text = ["Two lines", "", "of text, and 12 boats", "with 34 men."].join(end);
        let found: Vec<(usize, usize, &str)> = claims("lines.txt", &text)
            .iter()
            .map(|it| (it.line, it.column, &text[it.bytes.range()]))
            .collect();
        assert_eq!(found[1..], [(3, 14, "12"), (4, 6, "34")], "{end:?}");
    }
}

#[test]
fn a_day_in_a_wrapped_line_is_not_that_of_the_page() {
    let lines = [
        "The keeper of the old harbour wrote in his logbook for the",
        "board, of which the members had met for the first time on",
        "4 March 2019 in the long hall above the customs house",
        "and had spoken there of nothing but the boats.",
    ];
    let published = |text: &str, file: &str| {
        let lexicon = Lexicon::english().unwrap();
        collect::from_text(Source::at(file), text, lexicon).unwrap().source.published
    };
    for file in ["a.txt", "a.md"] {
        assert_eq!(published(&lines.join("\n"), file), None, "{file}");
        let stated = format!("Updated:\n4 March\n2024\n\n{}", lines.join("\r\n"));
        let stated = published(&stated, file).map(|it| it.to_string());
        assert_eq!(stated.as_deref(), Some("2024-03-04"), "{file}");
    }
}

/// Text with breaks between its pieces.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,7}",
        "\\PC{0,4}",
        proptest::sample::select(vec![
            "\n",
            "\n",
            "\n\n",
            "\n  ",
            " \n",
            "\n- ",
            "\n# ",
            "\n> ",
            " ",
            " million",
            "$",
            "%",
            " percent",
            "between ",
            " and ",
            "March ",
            "2025",
            " people",
            "<p>",
            "<br>",
            "\"",
            ",",
            "| ",
            "\n---\n",
            "- ",
            ": ",
            "key: |\n  ",
            "The keeper of the harbour wrote in his logbook for the board ",
            "万",
            "人",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..30).prop_map(|it| it.concat())
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn line_ends_change_nothing_but_bytes(text in texts()) {
        let lexicon = Lexicon::english().unwrap();
        for file in ["any.txt", "any.md", "any.html", "any.csv", "any.yaml", "any.json"] {
            let read = |end: &str| {
                let text = text.replace('\n', end);
                let document = collect::from_text(Source::at(file), &text, lexicon);
                document.map(|it| {
                    let corpus = run::corpus(vec![it], Vec::new(), lexicon);
                    let shown = |it: &Claim| (it.line, it.column, it.bytes, said(it));
                    corpus.claims.iter().map(shown).collect::<Vec<_>>()
                })
            };
            let (of_lf, of_cr, of_crlf) = (read("\n"), read("\r"), read("\r\n"));
            prop_assert_eq!(&of_lf, &of_cr, "{} {:?}", file, &text);
            let breaks = |at: usize| text[..at].matches('\n').count();
            let moved = of_lf.map(|all| {
                let of = |(line, column, bytes, said): (_, _, crosscheck::claim::Span, _)| {
                    let bytes = crosscheck::claim::Span::new(
                        bytes.start + breaks(bytes.start),
                        bytes.end + breaks(bytes.end),
                    );
                    (line, column, bytes, said)
                };
                all.into_iter().map(of).collect::<Vec<_>>()
            });
            prop_assert_eq!(moved, of_crlf, "{} {:?}", file, &text);
        }
    }
}

#[test]
fn a_mark_of_utf_8_changes_no_claim() {
    let texts = [
        ("a.txt", "Police held 40 men in Oslo on Monday.\n"),
        ("a.md", "---\ntitle: Raid\n---\n\nPolice held 40 men in Oslo.\n"),
        ("a.csv", "town,men held\nOslo,40\n"),
        ("a.json", "[{\"town\": \"Oslo\", \"held\": 40}]"),
        ("a.html", "<p>Police held 40 men in Oslo."),
    ];
    for (name, text) in texts {
        let desk = desk(&[(name, text), ("marked/b.txt", "")]);
        let claims = |folder: &str, mark: usize| -> Vec<serde_json::Value> {
            let args = ["claims", name, "--format", "jsonl"];
            let output = crosscheck_in(&desk.path().join(folder), &args);
            assert_eq!(stderr(&output), "", "{name}");
            let mut claims: Vec<serde_json::Value> =
                stdout(&output).lines().map(|it| serde_json::from_str(it).unwrap()).collect();
            for claim in &mut claims {
                for key in ["start", "end"] {
                    let at = usize::try_from(claim[key].as_u64().unwrap()).unwrap();
                    claim[key] = (at - mark).into();
                }
            }
            claims
        };
        let marked = format!("\u{feff}{text}");
        std::fs::write(desk.path().join("marked").join(name), marked).unwrap();
        let plain = claims(".", 0);
        assert!(!plain.is_empty(), "{name}");
        assert_eq!(claims("marked", 3), plain, "{name}");
    }
}
