//! Any bytes as the main part of a Word document, a workbook, an OpenDocument text or sheet are read or refused, without a
//! panic: the archive around them is whole.

#![no_main]

use std::io::{Cursor, Write as _};
use std::sync::Once;

use crosscheck::claim::Source;
use crosscheck::guard;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};
use zip::write::SimpleFileOptions;
use zip::{CompressionMethod, ZipWriter};

const RELATIONS: &str =
    r#"<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">"#;
const KIND: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const WORKBOOK: &str = r#"<workbook xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"><sheets>
    <sheet name="S" sheetId="1" r:id="r1"/></sheets></workbook>"#;
const STRINGS: &str = "<sst><si><t>deaths</t></si><si><t>17 men</t></si></sst>";

/// The name of the file, the part that is fuzzed, and the parts around it.
fn skeletons() -> [(&'static str, &'static str, Vec<(&'static str, String)>); 5] {
    let relation = |of: &[(&str, &str)]| {
        let all = of.iter().enumerate().map(|(index, (kind, target))| {
            format!(r#"<Relationship Id="r{}" Type="{KIND}/{kind}" Target="{target}"/>"#, index + 1)
        });
        format!("{RELATIONS}{}</Relationships>", all.collect::<String>())
    };
    let book = || {
        vec![
            ("_rels/.rels", relation(&[("officeDocument", "xl/workbook.xml")])),
            ("xl/workbook.xml", WORKBOOK.to_owned()),
            (
                "xl/_rels/workbook.xml.rels",
                relation(&[
                    ("worksheet", "worksheets/sheet1.xml"),
                    ("sharedStrings", "sharedStrings.xml"),
                    ("styles", "styles.xml"),
                ]),
            ),
        ]
    };
    let sheet = "<worksheet><sheetData><row><c t=\"s\"><v>0</v></c></row></sheetData></worksheet>";
    let with = |of: (&'static str, &str)| {
        let mut parts = book();
        parts.push((of.0, of.1.to_owned()));
        parts
    };
    [
        ("a.docx", "word/document.xml", Vec::new()),
        ("a.odt", "content.xml", Vec::new()),
        ("a.xlsx", "xl/worksheets/sheet1.xml", with(("xl/sharedStrings.xml", STRINGS))),
        ("a.xlsx", "xl/sharedStrings.xml", with(("xl/worksheets/sheet1.xml", sheet))),
        (
            "a.ods",
            "content.xml",
            vec![
                ("mimetype", "application/vnd.oasis.opendocument.spreadsheet".to_owned()),
                ("META-INF/manifest.xml", "<manifest/>".to_owned()),
            ],
        ),
    ]
}

/// What a library of a foreign format fails on is caught, as in a run: only what is not ends the fuzzing.
static SILENT: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    SILENT.call_once(guard::keep_silent);
    let Ok(lexicon) = Lexicon::english() else { return };
    let Some((first, bytes)) = bytes.split_first() else { return };
    let skeletons = skeletons();
    let (name, part, others) = &skeletons[usize::from(*first) % skeletons.len()];
    let mut archive = ZipWriter::new(Cursor::new(Vec::new()));
    let plain = SimpleFileOptions::default().compression_method(CompressionMethod::Stored);
    let all = others.iter().map(|it| (it.0, it.1.as_bytes())).chain([(*part, bytes)]);
    for (name, bytes) in all {
        if archive.start_file(name, plain).is_err() || archive.write_all(bytes).is_err() {
            return;
        }
    }
    let Ok(file) = archive.finish() else { return };
    let Ok(document) = collect::from_bytes(Source::at(*name), file.get_ref(), lexicon) else {
        return;
    };
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
});
