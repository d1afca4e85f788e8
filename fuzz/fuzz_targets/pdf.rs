//! Any bytes as a PDF file, or as the content of its only page, are read or refused, without a panic.

#![no_main]

use std::sync::Once;

use crosscheck::claim::Source;
use crosscheck::guard;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};

/// A file of one page with this content.
fn page(content: &[u8]) -> Vec<u8> {
    let head = format!("<< /Length {} >>\nstream\n", content.len()).into_bytes();
    let objects: [&[&[u8]]; 5] = [
        &[b"<< /Type /Catalog /Pages 2 0 R >>"],
        &[b"<< /Type /Pages /Count 1 /Kids [5 0 R] >>"],
        &[b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>"],
        &[&head, content, b"\nendstream"],
        &[b"<< /Type /Page /Parent 2 0 R /Resources << /Font << /F 3 0 R >> >> /Contents 4 0 R >>"],
    ];
    let mut file = b"%PDF-1.4\n".to_vec();
    let mut places = String::new();
    for (index, object) in objects.iter().enumerate() {
        places += &format!("{:010} 00000 n \n", file.len());
        file.extend(format!("{} 0 obj\n", index + 1).bytes());
        file.extend(object.concat());
        file.extend(b"\nendobj\n");
    }
    let start = file.len();
    let end = format!(
        "xref\n0 6\n0000000000 65535 f \n{places}trailer << /Size 6 /Root 1 0 R >>\nstartxref\n{start}\n%%EOF"
    );
    file.extend(end.bytes());
    file
}

/// What a library of a foreign format fails on is caught, as in a run: only what is not ends the fuzzing.
static SILENT: Once = Once::new();

libfuzzer_sys::fuzz_target!(|bytes: &[u8]| {
    SILENT.call_once(guard::keep_silent);
    let Ok(lexicon) = Lexicon::english() else { return };
    let Some((first, bytes)) = bytes.split_first() else { return };
    let file = if first.is_multiple_of(2) { page(bytes) } else { bytes.to_vec() };
    let Ok(document) = collect::from_bytes(Source::at("a.pdf"), &file, lexicon) else { return };
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
});
