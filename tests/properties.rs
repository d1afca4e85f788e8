use crosscheck::claim::{Figure, Source};
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, extract, rules, run};
use proptest::prelude::*;

use crate::support::claims_of;

/// Texts made of pieces that the grammars look at, in any order.
fn texts() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        "[0-9]{1,12}",
        "[0-9]{1,3}(,[0-9]{3}){0,4}(\\.[0-9]{1,4})?",
        "\\PC{0,6}",
        proptest::sample::select(vec![
            " ",
            "-",
            "–",
            ".",
            ",",
            ":",
            "(",
            ")",
            "$",
            "€",
            "%",
            " percent",
            " million",
            "bn",
            " and ",
            " to ",
            "between ",
            "from ",
            "over ",
            "about ",
            "twenty-",
            "hundred ",
            "dozens of ",
            "tens of ",
            "mid-",
            "March ",
            "Thursday ",
            "2025",
            "last year",
            "the past ",
            " ago",
            " other ",
            "Spain, ",
            "Italy",
            " arrested ",
            " suspects",
            " magnitude ",
            "\n",
            "'s ",
            "of them ",
            "Q2 ",
            "FY",
            "first half ",
            "\u{a0}",
            "½",
            " 1/2",
            "two thirds",
            " in ",
            "week of ",
            "Christmas ",
            "minus ",
            "二",
            "万",
            "百分之",
            "２０",
            "年",
            "月",
            "多",
            "到",
            "两",
            "点",
        ])
        .prop_map(str::to_owned),
    ];
    proptest::collection::vec(piece, 0..24).prop_map(|it| it.concat())
}

/// Pieces of the formats that have marks of their own, and figures between them.
fn markup() -> impl Strategy<Value = String> {
    prop_oneof![
        "[0-9]{1,7}",
        "\\PC{0,4}",
        proptest::sample::select(vec![
            "<p>",
            "</p>",
            "<table>",
            "<tr>",
            "<td>",
            "<th colspan=3>",
            "</table>",
            "<nav>",
            "<br>",
            "&nbsp;",
            "&#49;2",
            "&amp",
            "<!--",
            "-->",
            "<script>",
            "</script>",
            "<li>",
            "<",
            ">",
            ",",
            ";",
            "\t",
            "\n",
            "\r\n",
            "\"",
            "\"\"",
            "[",
            "]",
            "{",
            "}",
            ":",
            ": ",
            "\\n",
            "\\u00e9",
            "- ",
            "  ",
            "|\n",
            "'",
            "#",
            "&a ",
            "*a",
            "deaths",
            "Peru",
            "place",
            "2025",
            "12.5",
            "%",
            " million",
            "\u{feff}",
        ])
        .prop_map(str::to_owned),
    ]
}

/// How many cases each property is tried on; `PROPTEST_CASES` asks for more.
fn cases() -> u32 {
    std::env::var("PROPTEST_CASES").ok().and_then(|it| it.parse().ok()).unwrap_or(600)
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(cases()) })]

    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in texts()) {
        let lexicon = Lexicon::english().unwrap();
        let file = if text.len().is_multiple_of(3) { "any.md" } else { "any.txt" };
        let Ok(document) = collect::from_text(Source::at(file), &text, lexicon) else {
            // Markup alone, like an empty item of a list, is no text.
            prop_assert!(!text.chars().any(char::is_alphabetic), "{text:?}");
            return Ok(());
        };
        prop_assert_eq!(document.text.len(), text.len());
        let extraction = extract::extract(&document, lexicon);
        let mut last = 0;
        for mention in &extraction.mentions {
            let span = mention.span;
            prop_assert!(text.is_char_boundary(span.start) && text.is_char_boundary(span.end));
            prop_assert!(span.start < span.end && span.end <= text.len(), "{span:?}");
            prop_assert!(mention.sentence.contains(span), "{span:?} in {:?}", mention.sentence);
            prop_assert!(span.start >= last, "{span:?} starts before {last}");
            last = span.start;
        }
        for it in &extraction.rejected {
            prop_assert!(text.is_char_boundary(it.span.start) && text.is_char_boundary(it.span.end));
        }
    }

    #[test]
    fn any_markup_gives_places_in_the_file(pieces in proptest::collection::vec(markup(), 0..30)) {
        let text = pieces.concat();
        let lexicon = Lexicon::english().unwrap();
        for format in ["html", "csv", "tsv", "json", "jsonl", "yaml"] {
            let source = Source::at(format!("any.{format}"));
            // What is no such file is refused with a message.
            let Ok(document) = collect::from_text(source, &text, lexicon) else { continue };
            prop_assert_eq!(document.text.len(), document.original.len());
            for claim in run::corpus(vec![document], Vec::new(), lexicon).claims {
                let bytes = claim.bytes;
                prop_assert!(text.get(bytes.range()).is_some(), "{bytes:?} of {format}: {text:?}");
                let line = text[..bytes.start].matches('\n').count() + 1;
                prop_assert_eq!(claim.line, line, "{:?} of {}: {:?}", bytes, format, text);
            }
        }
    }

    #[test]
    fn no_text_ends_a_run(
        texts in stories(),
        format in proptest::sample::select(vec!["txt", "md", "html"]),
        day in proptest::option::of(0..3_usize),
    ) {
        use jiff::civil::{Date, date};
        let published = day.map(|it| [Date::MIN, date(2024, 2, 29), Date::MAX][it]);
        // What it comes to does not matter here, only that it comes to something.
        judged(&texts, format, published);
    }

    #[test]
    fn a_number_written_with_commas_reads_back_as_itself(n in 0_u64..1_000_000_000_000) {
        let text = format!("They sold {} tickets.", grouped(n));
        let claims = claims_of(&text, None);
        let value = claims.first().and_then(|it| it.quantity).and_then(|it| it.stated());
        prop_assert_eq!(value, Some(Figure::whole(n)), "{}", text);
    }

    #[test]
    fn a_date_reads_back_as_itself(year in 1900_i16..2099, month in 1_i8..=12, day in 1_i8..=28) {
        let date = jiff::civil::date(year, month, day);
        for text in [date.to_string(), date.strftime("%B %-d, %Y").to_string(), date.strftime("%-d %b %Y").to_string()] {
            let claims = claims_of(&format!("It opened on {text} in Rome."), None);
            let start = claims.first().and_then(|it| it.period).and_then(|it| it.start());
            prop_assert_eq!(start, Some(date), "{}", text);
        }
    }
}

/// Pieces of statements: what each grammar and each reading of context looks for, and numbers at the edge of what can be
/// held.
const STATEMENTS: &[&str] = &[
    "The council announced three measures",
    "Oslo police said",
    "According to the ministry",
    "They held",
    "raising",
    "cutting",
    "hiring",
    "arresting",
    "was killed",
    "were",
    "rose from",
    "fell by",
    "grew",
    "doubled to",
    "an average of",
    "about",
    "more than",
    "at least",
    "up to",
    "between",
    "nearly",
    "<",
    ">",
    "±",
    "-",
    "5",
    "12",
    "1,250",
    "0.1",
    "0",
    "000",
    "7.25",
    "68,000",
    "999999999999999999999999",
    "1000000000000000000000000000",
    "79228162514264337593543950335",
    "0.0000000000000000000000000001",
    "1e27",
    "3 x 10^-20",
    "twenty-one",
    "one hundred and five",
    "a hundred",
    "dozens of",
    "tens of thousands of",
    "half a million",
    "two thirds of",
    "one in five",
    "three times",
    "third",
    "21st",
    "million",
    "trillion",
    "billion yuan",
    "$5 million",
    "€",
    "USD",
    "yen",
    "percent",
    "%",
    "percentage points",
    "km",
    "feet 5 inches",
    "hours and 5 minutes",
    "tonnes",
    "degrees",
    "men",
    "people",
    "of them",
    "of whom",
    "of the",
    "deaths",
    "tickets",
    "turnout",
    "profit",
    "years old",
    "61-year-old driver",
    "Kari Nes, 61,",
    "each",
    "a total of",
    "in all",
    "respectively",
    "including",
    "Spain, Italy and Malta",
    "Spain, Italy and other 8 countries",
    "the Mill Bridge and the High Bridge",
    "in Oslo",
    "in Rome",
    "the 2021 Oslo Marathon",
    "March 5, 2021",
    "5 March",
    "2021-03-05",
    "9999-12-31",
    "-9999",
    "last year",
    "3 days after",
    "9999 years ago",
    "the first two weeks of",
    "the third quarter of",
    "since",
    "until",
    "from Monday to",
    "Friday the 31st",
    "the 1990s",
    "the 99th century",
    "week 53 of",
    "not",
    "would",
    "plans to",
    "who",
    "which",
    "and",
    "but",
    "while",
    ",",
    ":",
    ";",
    ".",
    "!",
    "—",
    "(",
    ")",
    "\"",
    "“",
    "”",
    "'s",
    "[",
    "]",
    "<!-- crosscheck: ignore -->",
    "\n",
    "\n\n",
    "# ",
    "- ",
    "| ",
    "二十",
    "万亿",
    "万",
    "第",
    "约",
    "百分之",
    "三天前",
    "2021年",
    "3月5日",
    "警方抓获",
    "5人",
    "名嫌疑人",
    "元",
    "，",
    "。",
    "、",
    "又",
    "分之",
    "点",
    "五五折",
    "多",
    "零",
    "/",
];

/// Two or three texts of the pieces, the later ones made from the first: cut, joined, repeated and with pieces changed
/// for others.
fn stories() -> impl Strategy<Value = Vec<String>> {
    let word = || proptest::sample::select(STATEMENTS);
    let edit =
        (0..6_u8, any::<proptest::sample::Index>(), any::<proptest::sample::Index>(), word());
    let edits = proptest::collection::vec(edit, 0..5);
    let words = proptest::collection::vec(word(), 1..40);
    (words, proptest::collection::vec(edits, 1..3), any::<bool>()).prop_map(
        |(words, others, apart)| {
            let text = |words: &[&str]| words.join(if apart { " " } else { "" });
            let mut texts = vec![text(&words)];
            for edits in others {
                let mut words = words.clone();
                for (kind, at, other, word) in edits {
                    if words.is_empty() {
                        break;
                    }
                    let (at, other) = (at.index(words.len()), other.index(words.len()));
                    match kind {
                        0 => words[at] = word,
                        1 => words.swap(at, other),
                        2 => words.truncate(at),
                        3 => drop(words.remove(at)),
                        4 => words.insert(at, word),
                        _ => words.extend_from_within(at.min(other)..),
                    }
                }
                texts.push(text(&words));
            }
            texts
        },
    )
}

/// Everything a run does with texts.
fn judged(texts: &[String], format: &str, published: Option<jiff::civil::Date>) -> usize {
    let lexicon = Lexicon::english().unwrap();
    let rules = rules::shipped().unwrap();
    let read = texts.iter().enumerate().filter_map(|(index, text)| {
        let source = Source { published, ..Source::at(format!("{index}.{format}")) };
        collect::from_text(source, text, lexicon).ok()
    });
    let corpus = run::corpus(read.collect(), Vec::new(), lexicon);
    let drafts = usize::from(texts.len() > 2);
    let (judgement, covered) = run::cover(&corpus, drafts, &rules, lexicon);
    if let [one, other, ..] = texts {
        run::compare_texts(one, other, lexicon);
        run::aligned(&corpus, lexicon);
    }
    judgement.facts.len() + covered.len()
}

#[test]
fn texts_at_the_edge_do_not_end_a_run() {
    let texts = [
        // A list that a colon opens covers an amount.
        "The board told of three aims: paying 7 billion yen, closing shops and opening schools.",
        "Aims: moving 5 km (3 miles), closing shops and opening schools.",
        "They sold <1000000000000000000000000000 >9 tickets.",
        "They sold more than 999999999999999999999999 and up to 999999999999999999999999 tickets.",
        "They sold 79228162514264337593543950335 tickets, up 79228162514264337593543950335 percent.",
        "999999999999999999999999 people: 999999999999999999999999 men, 999999999999999999999999 women.",
        "5 days before -9999-01-01 and 9999 years after December 31, 9999.",
        "约999999999999999999999999万亿人，第九九九九九九九九九九九九九九九九九九九九九九九九九九九九九九",
    ];
    for text in texts {
        judged(
            &[text.to_owned(), text.replace('9', "8"), text.replace("more", "less")],
            "txt",
            None,
        );
    }
    for (opening, closing) in
        [("3 days after ", ""), ("first two weeks of ", ""), ("(5 ", ")"), ("\"", "")]
    {
        let deep = format!("{}2021{}", opening.repeat(1_000), closing.repeat(1_000));
        judged(&[deep.clone(), deep], "txt", None);
    }
    for (opening, format) in
        [("[", "json"), ("{\"a\":", "json"), ("[", "yaml"), ("- ", "yaml"), ("? ", "yaml")]
    {
        judged(&[opening.repeat(1_000)], format, None);
        judged(&[format!("---\n{}\n---\n5 men died.", opening.repeat(1_000))], "md", None);
    }
}

fn grouped(n: u64) -> String {
    let digits = n.to_string();
    let mut out = String::new();
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}
