//! Any text as a rule file must be rules or an error, without a panic.

#![no_main]

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = crosscheck::rules::parse("fuzz.yaml", text);
});
