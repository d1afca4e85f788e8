//! Any two texts are held against each other, without a panic, and every passage lies in its text.

#![no_main]

use std::sync::OnceLock;

use crosscheck::claim::Source;
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::{self, Rule};
use crosscheck::{collect, run};

static RULES: OnceLock<Vec<Rule>> = OnceLock::new();

libfuzzer_sys::fuzz_target!(|text: &str| {
    let Ok(lexicon) = Lexicon::english() else { return };
    let rules = RULES.get_or_init(|| rules::shipped().unwrap_or_default());
    let half = text.floor_char_boundary(text.len() / 2);
    // The halves, and a text that repeats the first one.
    let texts = [&text[..half], &text[half..], &text[..half]];
    let documents: Vec<_> = texts
        .iter()
        .enumerate()
        .filter_map(|(index, it)| {
            collect::from_text(Source::at(format!("{index}.md")), it, lexicon).ok()
        })
        .collect();
    let corpus = run::corpus(documents, Vec::new(), lexicon);
    let judgement = run::check(&corpus, rules, lexicon);
    // What failed inside was caught: here it is what is looked for.
    assert!(judgement.problems.is_empty() && corpus.problems.is_empty(), "{judgement:?}");
    let (drafted, covered) = run::cover(&corpus, 1, rules, lexicon);
    assert!(drafted.problems.is_empty(), "{drafted:?}");
    run::compare_texts(&text[..half], &text[half..], lexicon);
    run::aligned(&corpus, lexicon);
    for it in covered.iter().flat_map(|it| std::iter::once(&it.passage).chain(&it.places)) {
        let original = &corpus.documents[it.document].original;
        assert!(original.get(it.span.range()).is_some());
    }
    for it in judgement.findings.iter().flat_map(|it| &it.passages) {
        let original = &corpus.documents[it.document].original;
        assert!(original.get(it.span.range()).is_some());
        assert!(original.get(it.sentence.range()).is_some());
    }
});
