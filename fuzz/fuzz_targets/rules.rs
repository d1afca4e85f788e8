//! Any text as a file of rules or settings must be one or an error, without a panic.

#![no_main]

use crosscheck::config::Config;

libfuzzer_sys::fuzz_target!(|text: &str| {
    let _ = crosscheck::rules::parse("fuzz.yaml", text);
    let _ = Config::parse("crosscheck.yaml", text);
});
