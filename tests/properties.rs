use crosscheck::claim::{Figure, Source};
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, extract, run};
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

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::with_cases(600) })]

    #[test]
    fn any_text_gives_ordered_spans_on_character_boundaries(text in texts()) {
        let lexicon = Lexicon::english().unwrap();
        let file = if text.len().is_multiple_of(3) { "any.md" } else { "any.txt" };
        let document = collect::from_text(Source::at(file), &text, lexicon).unwrap();
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
