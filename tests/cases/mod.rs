use std::fs;
use std::path::PathBuf;

use crate::support::{crosscheck, stdout};

/// Every `tests/cases/<check>/<case>/` with documents.
fn folders() -> Vec<PathBuf> {
    let mut cases = Vec::new();
    for check in fs::read_dir("tests/cases").unwrap().map(|it| it.unwrap().path()) {
        if check.is_dir() {
            cases.extend(fs::read_dir(check).unwrap().map(|it| it.unwrap().path()));
        }
    }
    cases.sort();
    cases
}

#[test]
fn reports_are_as_approved() {
    let cases = folders();
    assert!(cases.len() >= 12, "cases are missing");
    for case in cases {
        let output = crosscheck(&["check", case.to_str().unwrap(), "--color", "never"]);
        let mut settings = insta::Settings::clone_current();
        settings.set_snapshot_path(fs::canonicalize(&case).unwrap());
        settings.set_prepend_module_to_snapshot(false);
        settings.set_omit_expression(true);
        settings.bind(|| insta::assert_snapshot!("expected", stdout(&output)));
    }
}
