//! Bytes of any format are read or refused, without a panic, and every place lies in the file.

#![no_main]

use std::sync::Once;

use crosscheck::claim::Source;
use crosscheck::guard;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};

const NAMES: [&str; 25] = [
    "a.html", "a.csv", "a.json", "a.jsonl", "a.yaml", "a.docx", "a.xlsx", "a.ods", "a.pdf",
    "a.txt", "a.srt", "a.vtt", "a.odt", "a.rtf", "a.pptx", "a.epub", "a.eml", "a.mhtml",
    "a.ipynb", "a.xls", "a.xlsb", "a.tex", "a.adoc", "a.parquet", "a.sqlite",
];
/// Files whose text stands in them byte by byte.
const TEXTS: [&str; 10] =
    ["html", "csv", "json", "jsonl", "yaml", "txt", "srt", "vtt", "tex", "adoc"];

/// What a library of a foreign format fails on is caught, as in a run: only what is not ends the fuzzing.
static SILENT: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    SILENT.call_once(guard::keep_silent);
    let Ok(lexicon) = Lexicon::english() else { return };
    let Some((first, bytes)) = bytes.split_first() else { return };
    let name = NAMES[usize::from(*first) % NAMES.len()];
    let Ok(document) = collect::from_bytes(Source::at(name), bytes, lexicon) else { return };
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
    for claim in corpus.claims {
        let is_text = TEXTS.iter().any(|it| name.strip_prefix("a.") == Some(*it));
        assert!(!is_text || claim.bytes.end <= bytes.len());
    }
});
