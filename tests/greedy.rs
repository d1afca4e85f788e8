//! Files that ask for more memory or time than any document needs: each ends as a problem, and the rest is read.

use std::fmt::Write as _;
use std::fs;
use std::io::Write;
use std::path::Path;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use crate::support::{crosscheck_in, desk, stdout};

fn archive(path: &Path, parts: &[(&str, &str)]) {
    let mut archive = ZipWriter::new(fs::File::create(path).unwrap());
    for (name, text) in parts {
        archive.start_file(*name, SimpleFileOptions::default()).unwrap();
        Write::write_all(&mut archive, text.as_bytes()).unwrap();
    }
    archive.finish().unwrap();
}

const MAIN: &str = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const PACKAGE: &str = "http://schemas.openxmlformats.org/package/2006/relationships";

/// A workbook of one sheet with these rows and these shared strings.
fn xlsx(path: &Path, rows: &str, strings: &str) {
    sheets(path, 1, rows, strings);
}

/// A workbook of so many sheets, which are all the same part.
fn sheets(path: &Path, count: usize, rows: &str, strings: &str) {
    let related = |kind: &str, id: u8, target: &str| {
        format!("<Relationship Id=\"r{id}\" Type=\"{OFFICE}/{kind}\" Target=\"{target}\"/>")
    };
    let sheet = |it: usize| format!("<sheet name=\"S{it}\" sheetId=\"{}\" r:id=\"r1\"/>", it + 1);
    let all: Vec<String> = (0..count).map(sheet).collect();
    let relations = |of: String| format!("<Relationships xmlns=\"{PACKAGE}\">{of}</Relationships>");
    let parts = [
        ("_rels/.rels", relations(related("officeDocument", 1, "xl/workbook.xml"))),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns=\"{MAIN}\" xmlns:r=\"{OFFICE}\"><sheets>{}</sheets></workbook>",
                all.concat()
            ),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            relations(
                related("worksheet", 1, "worksheets/sheet1.xml")
                    + &related("sharedStrings", 2, "sharedStrings.xml"),
            ),
        ),
        (
            "xl/worksheets/sheet1.xml",
            format!("<worksheet xmlns=\"{MAIN}\"><sheetData>{rows}</sheetData></worksheet>"),
        ),
        ("xl/sharedStrings.xml", format!("<sst xmlns=\"{MAIN}\" {strings}</sst>")),
    ];
    archive(path, &parts.each_ref().map(|it| (it.0, &*it.1)));
}

/// A spreadsheet of the `OpenDocument` format with this body.
fn ods(path: &Path, body: &str) {
    let name = "urn:oasis:names:tc:opendocument:xmlns";
    let content = format!(
        "<office:document-content xmlns:office=\"{name}:office:1.0\" xmlns:table=\"{name}:table:1.0\" \
         xmlns:text=\"{name}:text:1.0\"><office:body><office:spreadsheet>{body}"
    );
    let manifest = format!("<manifest:manifest xmlns:manifest=\"{name}:manifest:1.0\"/>");
    archive(
        path,
        &[
            ("mimetype", "application/vnd.oasis.opendocument.spreadsheet"),
            ("META-INF/manifest.xml", &manifest),
            ("content.xml", &content),
        ],
    );
}

/// A page of a PDF file whose content is one stream, told so many times.
fn pdf(path: &Path, stream: &str, times: usize) {
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Count 1 /Kids [5 0 R] >>".to_owned(),
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>".to_owned(),
        format!("<< /Length {} >>\nstream\n{stream}\nendstream", stream.len()),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Resources << /Font << /F 3 0 R >> >> /Contents [{}] >>",
            "4 0 R ".repeat(times)
        ),
    ];
    let mut text = "%PDF-1.4\n".to_owned();
    let mut places = String::new();
    for (index, object) in objects.iter().enumerate() {
        writeln!(places, "{:010} 00000 n ", text.len()).unwrap();
        write!(text, "{} 0 obj\n{object}\nendobj\n", index + 1).unwrap();
    }
    let start = text.len();
    write!(
        text,
        "xref\n0 6\n0000000000 65535 f \n{places}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    )
    .unwrap();
    fs::write(path, text).unwrap();
}

#[cfg(unix)]
#[test]
fn files_that_ask_for_too_much_are_problems() {
    let desk = desk(&[("good.txt", "Police held 64 men.\n")]);
    let at = |name: &str| desk.path().join(name);
    let number = "<c r=\"A1\"><v>1</v></c>";
    xlsx(
        &at("corners.xlsx"),
        &format!(
            "<row r=\"1\">{number}</row><row r=\"1048576\"><c r=\"XFD1048576\"><v>2</v></c></row>"
        ),
        ">",
    );
    xlsx(
        &at("strings.xlsx"),
        "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c></row>",
        "uniqueCount=\"4294967295\"><si><t>a</t></si>",
    );
    let row = |it: usize| format!("<row r=\"{it}\"><c r=\"A{it}\"><v>{it}</v></c></row>");
    let rows: String = (1..=2000).map(row).collect();
    sheets(&at("again.xlsx"), 100, &rows, ">");
    let cell = "<table:table-cell office:value-type=\"float\" office:value=\"5\"><text:p>5</text:p></table:table-cell>";
    let table = "<table:table table:name=\"S\"><table:table-row";
    ods(&at("endless.ods"), &format!("{table}>{cell}</table:table-row>"));
    ods(
        &at("repeated.ods"),
        &format!(
            "{table} table:number-rows-repeated=\"4000000000\">{cell}</table:table-row></table:table>"
        ),
    );
    pdf(&at("once.pdf"), "BT /F 12 Tf (Police held 40 men.) Tj ET", 1);
    pdf(&at("often.pdf"), "BT /F 12 Tf (Police held 40 men.) Tj ET", 200_000);
    let words = "Police held forty men. ".repeat((33 << 20) / 23);
    let name = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
    archive(
        &at("long.docx"),
        &[(
            "word/document.xml",
            &format!(
                "<w:document xmlns:w=\"{name}\"><w:body><w:p><w:r><w:t>{words}</w:t></w:r></w:p></w:body></w:document>"
            ),
        )],
    );
    let output = crosscheck_in(desk.path(), &["check", "."]);
    let memory =
        "needs more than 512 MiB of memory to be read; save what is needed of it as a smaller file";
    let time = "takes longer than 6 s to be read; save what is needed of it as a smaller file";
    let damaged =
        |why: &str| format!("is damaged or no office file ({why}); open it and save it again");
    let large = "has a table of more than 500000 cells; save what is needed as .csv";
    let expected: [(&str, &[&str]); 7] = [
        ("again.xlsx", &["has more cells than it has room for; save what is needed as .csv"]),
        ("corners.xlsx", &[large]),
        ("endless.ods", &[&damaged("it ends in the middle")]),
        ("long.docx", &["holds more than 32 MiB of text and was not read; split it"]),
        ("often.pdf", &[memory, time]),
        ("repeated.ods", &[large]),
        ("strings.xlsx", &[&damaged("it promises more strings than it holds")]),
    ];
    let text = stdout(&output);
    let told: Vec<&str> = text.lines().filter(|it| it.starts_with("not read: ")).collect();
    assert_eq!(told.len(), expected.len(), "{text}");
    for (line, (name, messages)) in told.iter().zip(expected) {
        assert!(messages.iter().any(|it| *line == format!("not read: {name} {it}")), "{line}");
    }
    assert!(text.contains("2 sources · 2 numbers"), "{text}");
    assert_eq!(output.status.code(), Some(3));
}
