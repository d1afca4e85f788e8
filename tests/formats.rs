//! Every input format: what is read, and that its place is the one in the original.

use std::fs;

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
        ("ragged.csv", b"a,b\n1,2\n1,2,3\n", "3 has 3 cells where the first row has 2"),
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
    assert!(errors.contains("1 source · 1 number"), "{errors}");
}

#[test]
fn a_scan_is_told_from_a_text() {
    let output = crosscheck(&["check", "tests/formats/scan.pdf"]);
    assert_eq!(output.status.code(), Some(3));
    let said = stdout(&output);
    assert!(said.contains("holds no text: it is a scan"), "{said}");
}
