//! Every input format: what is read, and that its place is the one in the original.

use std::fs;

use crosscheck::claim::Source;
use crosscheck::lexicon::Lexicon;
use serde_json::Value;

use crate::support::{crosscheck, stdout};

/// The claims of a file as `place: text : unit`, with the bytes they have there.
fn claims(path: &str) -> Vec<(String, usize, usize)> {
    let output = crosscheck(&["claims", path, "--format", "jsonl"]);
    let row = |line: &str| {
        let it: Value = serde_json::from_str(line).unwrap();
        let number = |key: &str| usize::try_from(it[key].as_u64().unwrap()).unwrap();
        let at = it["at"].as_str().map_or(String::new(), |it| format!("{it} "));
        let shown = format!(
            "{at}{}:{} {} : {}",
            it["line"],
            it["column"],
            it["text"].as_str().unwrap(),
            it["unit"].as_str().unwrap_or("-"),
        );
        (shown, number("start"), number("end"))
    };
    stdout(&output).lines().map(row).collect()
}

fn shown(path: &str) -> String {
    claims(path).into_iter().map(|it| it.0).collect::<Vec<_>>().join("\n")
}

#[test]
fn office_files_are_read_by_paragraph_cell_and_page() {
    assert_eq!(
        shown("tests/formats/raid.docx"),
        "paragraph 1 1:1 64 : suspect\n\
         paragraph 2 2:1 64 : suspect\n\
         paragraph 2 2:1 2 June 2025 : -\n\
         paragraph 3 3:1 Some 1,200 : person\n\
         paragraph 7 7:1 1,200 : suspect\n\
         paragraph 9 9:1 640 : suspect"
    );
    assert_eq!(
        shown("tests/formats/raid.xlsx"),
        "Raids!B2 2:2 1200 : suspect\nRaids!B3 3:2 640 : suspect\nCosts!B2 2:2 48.6 million dollars : cost"
    );
    assert_eq!(
        shown("tests/formats/raid.pdf"),
        "page 1 2:1 64 : suspect\n\
         page 1 3:1 64 : suspect\n\
         page 1 3:1 2 June 2025 : -\n\
         page 1 4:1 Tuesday : -\n\
         page 2 2:1 $48.6 million : cost"
    );
}

#[test]
fn bytes_are_those_of_the_file() {
    let folder = tempfile::tempdir().unwrap();
    let cases: [(&str, &[u8], &[&str]); 8] = [
        (
            "data.json",
            br#"[{"place": "Peru", "arrests": 1840}, {"place": "Chile", "arrests": "1,200"}]"#,
            &["1840", "1,200"],
        ),
        ("data.jsonl", b"{\"deaths\": 17}\n\n{\"deaths\": 9}\n", &["17", "9"]),
        (
            "data.yaml",
            b"- place: Peru\n  deaths: '17'\n  note: |\n    Police in the city of Lima held\n    some 64 men, officials there say.\n",
            &["17", "some 64"],
        ),
        (
            "page.html",
            b"<p>Police held <b>1&nbsp;200</b> men.</p><table><tr><th>Place<th>Deaths<tr><td>Peru<td>17</table>",
            &["1&nbsp;200", "17"],
        ),
        ("table.csv", b"place,suspects arrested\r\n\"Lima, Peru\",\"1,200\"\r\n", &["1,200"]),
        ("table.tsv", b"year\tdeaths\n2024\t17\n", &["17"]),
        ("latin.txt", b"In Z\xFCrich there were 64 caf\xE9s and 12 boats, so the city of Z\xFCrich says.", &["64", "12"]),
        ("utf16.txt", b"\xFF\xFE6\x004\x00 \x00m\x00e\x00n\x00", &["6\x004\x00"]),
    ];
    for (name, bytes, expected) in cases {
        let path = folder.path().join(name);
        fs::write(&path, bytes).unwrap();
        let found: Vec<&[u8]> =
            claims(path.to_str().unwrap()).iter().map(|it| &bytes[it.1..it.2]).collect();
        let expected: Vec<&[u8]> = expected.iter().map(|it| it.as_bytes()).collect();
        assert_eq!(found, expected, "{name}");
    }
}

#[test]
fn hostile_files_get_a_message_and_the_rest_is_read() {
    let folder = tempfile::tempdir().unwrap();
    let docx = fs::read("tests/formats/raid.docx").unwrap();
    let huge = fs::File::create(folder.path().join("huge.txt")).unwrap();
    huge.set_len(1 << 30).unwrap();
    let files: [(&str, &[u8], &str); 7] = [
        ("cut.docx", &docx[..docx.len() / 2], "is damaged or no office file"),
        ("nested.html", &b"<div>".repeat(10_000), "nests elements deeper than 1000"),
        ("broken.txt", b"\xC3\xA4 12 men\n\xC3\xA4 \xFF", "2 is damaged UTF-8 from column 3 on"),
        ("nul.txt", b"12 men\0", "1 holds a NUL byte in column 7"),
        (
            "ragged.csv",
            b"a,b\n1,2\n1,2,3\n",
            "3 has 3 cells where other rows have 2 and was not read",
        ),
        ("empty.pdf", b"", "cannot be read as PDF"),
        ("text.xlsx", b"no archive", "is damaged or no office file"),
    ];
    for (name, bytes, _) in files {
        fs::write(folder.path().join(name), bytes).unwrap();
    }
    fs::write(folder.path().join("good.txt"), "Police held 64 men.").unwrap();
    let output = crosscheck(&["check", folder.path().to_str().unwrap()]);
    assert_eq!(output.status.code(), Some(3));
    let errors = stdout(&output);
    for (name, _, message) in files {
        assert!(
            errors.lines().any(|it| it.contains(name) && it.contains(message)),
            "{name}: {errors}"
        );
    }
    assert!(errors.contains("huge.txt is larger than 64 MiB"), "{errors}");
    assert!(errors.contains("2 sources · 3 numbers"), "{errors}");
}

#[test]
fn a_scan_is_told_from_a_text() {
    let output = crosscheck(&["check", "tests/formats/scan.pdf"]);
    assert_eq!(output.status.code(), Some(3));
    let said = stdout(&output);
    assert!(said.contains("holds no text: it is a scan"), "{said}");
}

/// A folder with one file, and what `check` says of it.
fn check(name: &str, bytes: &[u8]) -> (Option<i32>, String) {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let output = crosscheck(&["check", folder.path().join(name).to_str().unwrap()]);
    (output.status.code(), stdout(&output))
}

#[test]
fn a_table_is_read_as_far_as_it_can_be() {
    let file = "sep=;\nShips of the year\n\nport;ships lost\nCallao;1,200\nParis;1;2\nOslo;17\n";
    let (code, said) = check("ships.csv", file.as_bytes());
    assert_eq!(code, Some(3), "{said}");
    assert!(said.contains("1 source · 2 numbers"), "{said}");
    assert!(
        said.contains("ships.csv:6 has 3 cells where other rows have 2 and was not read"),
        "{said}"
    );
}

#[test]
fn large_tables_are_read_or_refused_at_once() {
    let label = "a".repeat(1_000_000);
    let wide: String = (0..8_000).map(|it| format!("x{it},{it},")).collect();
    let files = [
        ("tall.csv", format!("deaths\n{}", "17\n".repeat(200_000)), ""),
        ("columns.csv", ",1".repeat(1_000_000), "has more than 16384 columns"),
        ("heading.csv", format!("{label},ships\n{}", "x,12\n".repeat(2_000)), ""),
        ("labels.csv", format!("{wide}\n{wide}\n{wide}\n"), ""),
        (
            "cells.csv",
            format!("a,b,c\n{}", "1,2,3\n".repeat(700_000)),
            "has more than 2000000 cells",
        ),
    ];
    for (name, text, message) in files {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join(name);
        fs::write(&path, &text).unwrap();
        let table = crosscheck::collect::from_text(
            Source::at(path.to_str().unwrap()),
            &text,
            Lexicon::english().unwrap(),
        );
        match table {
            Ok(it) => assert!(message.is_empty() && it.text.len() < 200_000_000, "{name}"),
            Err(it) => assert!(
                !message.is_empty() && it.message.contains(message),
                "{name}: {}",
                it.message
            ),
        }
    }
}

#[test]
fn a_date_in_data_is_none_of_the_file() {
    let files = [
        ("a.csv", "day,ships lost\n2019-05-06,17\n"),
        ("a.json", r#"[{"date": "2019-05-06", "ships": 17}]"#),
        ("a.jsonl", r#"{"date": "2019-05-06", "ships": 17}"#),
        ("a.yaml", "- date: 2019-05-06\n  ships: 17\n"),
        (
            "a.html",
            "<p>Ships were lost.</p><table><tr><th>day<th>ships<tr><td>2019-05-06<td>17</table>",
        ),
        ("a.md", "Ships were lost.\n\n| day | ships |\n|---|---|\n| 2019-05-06 | 17 |\n"),
    ];
    for (name, text) in files {
        let read =
            crosscheck::collect::from_text(Source::at(name), text, Lexicon::english().unwrap());
        assert_eq!(read.unwrap().source.published, None, "{name}");
    }
    let text = "Updated: 2019-05-06\n\nSome 17 ships were lost.\n";
    let read =
        crosscheck::collect::from_text(Source::at("a.md"), text, Lexicon::english().unwrap());
    assert!(read.unwrap().source.published.is_some());
}
