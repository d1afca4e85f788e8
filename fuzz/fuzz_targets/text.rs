//! Any text must become claims with spans on character boundaries, without a panic.

#![no_main]

use crosscheck::claim::Source;
use crosscheck::lexicon::Lexicon;
use crosscheck::{collect, run};

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(lexicon) = Lexicon::english() else { return };
    let path = if text.len() % 2 == 0 { "fuzz.txt" } else { "fuzz.md" };
    let source = Source { published: "2025-06-30".parse().ok(), ..Source::at(path) };
    let Ok(document) = collect::from_text(source, text, lexicon) else { return };
    let corpus = run::corpus(vec![document], Vec::new(), lexicon);
    assert!(corpus.problems.is_empty(), "{:?}", corpus.problems);
    let original = &corpus.documents[0].original;
    for claim in &corpus.claims {
        // In the text that was read, and in the file.
        assert!(original.get(claim.span.range()).is_some(), "{:?}", claim.span);
        assert!(text.get(claim.bytes.range()).is_some(), "{:?}", claim.bytes);
    }
});
