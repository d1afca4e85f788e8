//! Rules are tested by their own examples.

use super::Rule;
use super::load::Example;

/// An example that did not come out as written.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Failure {
    /// The rule.
    pub rule: String,
    /// The texts of the example.
    pub texts: Vec<String>,
    /// Whether the rule should have found something.
    pub should_find: bool,
    /// What was found instead, by rule id.
    pub found: Vec<String>,
}

/// Runs every example of the rules through `check`, which names the rules that found something in a
/// list of texts; returns how many examples were run and which failed.
pub fn test(rules: &[Rule], check: impl Fn(&[&str]) -> Vec<String>) -> (usize, Vec<Failure>) {
    let mut run = 0;
    let mut failures = Vec::new();
    for rule in rules {
        for Example { finds, allows } in &rule.examples {
            for (texts, should_find) in [(finds, true), (allows, false)] {
                if texts.is_empty() {
                    continue;
                }
                run += 1;
                let texts_of: Vec<&str> = texts.iter().map(String::as_str).collect();
                let found = check(&texts_of);
                if found.contains(&rule.id) != should_find {
                    let texts = texts.clone();
                    failures.push(Failure { rule: rule.id.clone(), texts, should_find, found });
                }
            }
        }
    }
    (run, failures)
}
