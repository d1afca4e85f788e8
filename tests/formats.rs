//! Every input format: what is read, and that its place is the one in the original.

use std::fs;
use std::io::{Cursor, Write as _};

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
            it["thing"]["head"].as_str().unwrap_or("-"),
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
    assert_eq!(shown("tests/formats/raid.odt"), shown("tests/formats/raid.docx"));
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
    let wide: String = (0..8_000).flat_map(|it| ["x,".to_owned(), format!("{it},")]).collect();
    let files = [
        ("tall.csv", format!("deaths\n{}", "17\n".repeat(200_000)), ""),
        ("columns.csv", ",1".repeat(1_000_000), "has more than 16384 columns"),
        ("heading.csv", format!("{label},ships\n{}", "x,12\n".repeat(2_000)), ""),
        ("labels.csv", format!("{wide}\n{wide}\n{wide}\n"), ""),
        (
            "cells.csv",
            format!("a,b,c\n{}", "1,2,3\n".repeat(170_000)),
            "has more than 500000 cells",
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
        (
            "b.html",
            "<p>Ships were lost.</p><table><tr><th>port<th>day<tr><td>Lima<td>2019-05-06</table>",
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

/// An archive of parts.
fn archive(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut writer = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, text) in parts {
        writer.start_file(*name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

/// A Word document with a body, and other parts.
fn word(body: &str, parts: &[(&str, &str)]) -> Vec<u8> {
    let body = format!("<w:document xmlns:w='w'><w:body>{body}</w:body></w:document>");
    archive(&[&[("word/document.xml", body.as_str())], parts].concat())
}

/// A workbook with one sheet of rows.
fn workbook(rows: &str) -> Vec<u8> {
    let namespace = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
    let relations = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    archive(&[
        (
            "_rels/.rels",
            &format!(
                "<Relationships xmlns='{package}'><Relationship Id='r1' Type='{relations}/officeDocument' \
                 Target='xl/workbook.xml'/></Relationships>"
            ),
        ),
        (
            "xl/workbook.xml",
            &format!(
                "<workbook xmlns='{namespace}' xmlns:r='{relations}'><sheets><sheet name='Ships' sheetId='1' r:id='r1'/>\
                 </sheets></workbook>"
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!(
                "<Relationships xmlns='{package}'><Relationship Id='r1' Type='{relations}/worksheet' \
                 Target='worksheets/sheet1.xml'/></Relationships>"
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            &format!("<worksheet xmlns='{namespace}'><sheetData>{rows}</sheetData></worksheet>"),
        ),
    ])
}

/// The claims of bytes under a name, as `place: text`.
fn places(name: &str, bytes: &[u8]) -> String {
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join(name), bytes).unwrap();
    let path = folder.path().join(name);
    let row = |it: (String, usize, usize)| it.0.rsplit_once(" : ").unwrap().0.to_owned();
    claims(path.to_str().unwrap()).into_iter().map(row).collect::<Vec<_>>().join("; ")
}

#[test]
fn notes_and_text_boxes_are_read_once() {
    let paragraph = |text: &str| format!("<w:p><w:r><w:t>{text}</w:t></w:r></w:p>");
    let text_box = |text: &str| {
        let inner = format!("<w:txbxContent>{}</w:txbxContent>", paragraph(text));
        format!(
            "<w:r><mc:AlternateContent><mc:Choice Requires='wps'>{inner}</mc:Choice><mc:Fallback><w:pict>{inner}</w:pict>\
             </mc:Fallback></mc:AlternateContent></w:r>"
        )
    };
    let body = format!(
        "<w:p><w:r><w:t>Some 64 ships</w:t></w:r>{}<w:r><w:t xml:space='preserve'> and 12 boats sank.</w:t>\
         <w:footnoteReference w:id='9'/><w:endnoteReference w:id='4'/></w:r>\
         <w:del><w:r><w:delText>Some 99 sank.</w:delText><w:footnoteReference w:id='3'/></w:r></w:del>\
         <w:r><w:footnoteReference w:id='2'/></w:r></w:p>\
         <w:tbl><w:tr><w:tc><w:p><w:r><w:t>ships lost</w:t></w:r></w:p></w:tc></w:tr>\
         <w:tr><w:tc><w:p><w:r><w:t>17</w:t></w:r>{}</w:p></w:tc></w:tr></w:tbl>{}",
        text_box("A box of 5 ships"),
        text_box("A cell of 8 ships"),
        paragraph("The last 3 ships")
    );
    let note = |kind: &str, id: &str, more: &str, text: &str| {
        format!("<w:{kind} w:id='{id}'{more}>{}</w:{kind}>", paragraph(text))
    };
    let footnotes = format!(
        "<w:footnotes>{}{}{}{}</w:footnotes>",
        note("footnote", "-1", " w:type='separator'", "Some 77 lines"),
        note("footnote", "2", "", "Note of 21 ships"),
        note("footnote", "3", "", "Note of 31 ships"),
        note("footnote", "9", "", "Note of 11 ships"),
    );
    let endnotes =
        format!("<w:endnotes>{}</w:endnotes>", note("endnote", "4", "", "End of 41 ships"));
    let comments = "<w:comments><w:comment><w:p><w:r><w:t>Some 55 remarks</w:t></w:r></w:p></w:comment></w:comments>";
    let parts = [
        ("word/footnotes.xml", footnotes.as_str()),
        ("word/endnotes.xml", endnotes.as_str()),
        ("word/comments.xml", comments),
    ];
    assert_eq!(
        places("notes.docx", &word(&body, &parts)),
        "paragraph 1 1:1 Some 64; paragraph 1 1:1 12; paragraph 2 2:1 5; paragraph 5 5:1 8; paragraph 4 4:1 17; \
         paragraph 6 6:1 3; footnote 2 2:1 21; footnote 1 1:1 11; endnote 1 1:1 41"
    );
}

#[test]
fn a_document_is_found_where_its_package_says() {
    let strict = "http://purl.oclc.org/ooxml/officeDocument/relationships";
    let text = |it: &str| format!("<x:p xmlns:x='{strict}'><x:r><x:t>{it}</x:t></x:r></x:p>");
    let body = format!("<x:document>{}</x:document>", text("Some 64 ships sank."));
    let notes =
        format!("<x:footnotes><x:footnote>{}</x:footnote></x:footnotes>", text("Some 12 ships."));
    let relation = |kind: &str, target: &str| {
        format!(
            "<Relationships><Relationship Id='a' Type='{strict}/{kind}' Target='{target}'/></Relationships>"
        )
    };
    let file = archive(&[
        ("_rels/.rels", &relation("officeDocument", "/text/body.xml")),
        ("text/body.xml", &body),
        ("text/_rels/body.xml.rels", &relation("footnotes", "../notes/foot.xml")),
        ("notes/foot.xml", &notes),
    ]);
    assert_eq!(places("strict.docx", &file), "paragraph 1 1:1 Some 64; footnote 1 1:1 Some 12");
}

#[test]
fn a_file_that_cannot_be_opened_says_why() {
    let compound = |stream: &str| {
        let name: Vec<u8> = stream.encode_utf16().flat_map(u16::to_le_bytes).collect();
        [&b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1"[..], &[0; 600], &name, &[0; 64]].concat()
    };
    let mut locked = word("<w:p/>", &[]);
    // The first bit of the flags of an entry, in front of it and in the directory.
    for (mark, at) in [(&b"PK\x03\x04"[..], 6), (&b"PK\x01\x02"[..], 8)] {
        let start = locked.windows(4).position(|it| it == mark).unwrap();
        locked[start + at] |= 1;
    }
    let manifest = "<manifest:manifest><manifest:file-entry><manifest:encryption-data/></manifest:file-entry></manifest:manifest>";
    let sealed = archive(&[("content.xml", "\u{1}"), ("META-INF/manifest.xml", manifest)]);
    let encrypted = "is encrypted; save a copy without a password";
    let files: [(&str, Vec<u8>, &str); 9] = [
        ("a.docx", compound("EncryptedPackage"), encrypted),
        ("a.xlsx", compound("EncryptedPackage"), encrypted),
        (
            "b.docx",
            compound("WordDocument"),
            "is an old Word file (.doc) under another name; save it as .docx",
        ),
        ("b.xls", compound("Workbook"), "is damaged or no office file"),
        ("c.docx", locked, encrypted),
        ("c.ods", sealed, encrypted),
        (
            "d.docx",
            word("<w:p><w:r><w:drawing/></w:r></w:p>", &[]),
            "holds no text; if it shows some",
        ),
        ("d.xlsx", workbook(""), "holds no cell with anything in it"),
        (
            "d.md",
            b"---\ntitle: Ships\n---\n```\n12 ships\n```\n".to_vec(),
            "holds no text that a reader would see",
        ),
    ];
    for (name, bytes, message) in files {
        let (code, said) = check(name, &bytes);
        let said = said.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(code == Some(3) && said.contains(message), "{name}: {said}");
    }
}

#[test]
fn formulas_without_values_are_told() {
    let row = |number: usize, cells: &str| format!("<row r='{number}'>{cells}</row>");
    let text = |at: &str, it: &str| format!("<c r='{at}' t='inlineStr'><is><t>{it}</t></is></c>");
    let rows = [
        row(1, &(text("A1", "port") + &text("B1", "ships lost"))),
        row(2, &(text("A2", "Lima") + "<c r='B2'><v>17</v></c>")),
        row(3, &(text("A3", "Oslo") + "<c r='B3'><f>B2+1</f></c>")),
        row(4, &(text("A4", "Rome") + "<c r='B4'><f>B2+2</f><v>19</v></c>")),
    ]
    .concat();
    assert_eq!(places("a.xlsx", &workbook(&rows)), "Ships!B2 2:2 17; Ships!B4 4:2 19");
    let (code, said) = check("a.xlsx", &workbook(&rows));
    assert_eq!(code, Some(3));
    assert!(
        said.contains("has 1 formula without a stored value, the first in Ships!B3;"),
        "{said}"
    );
}
