//! What was odd about the input, for people: what many files have in common is said once.

use std::collections::BTreeMap;
use std::io;

use crate::claim::visible;
use crate::error::{Error, Problem};

/// Files of which the same is said, beyond these, are counted.
const NAMED: usize = 3;

/// A line a problem; with `verbose` every file has its own.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn problems(out: &mut dyn io::Write, problems: &[Problem], verbose: bool) -> Result<(), Error> {
    let mut alike = BTreeMap::<(&str, bool), Vec<&Problem>>::new();
    for it in problems.iter().filter(|it| it.line.is_none()) {
        alike.entry((&it.message, it.is_incomplete)).or_default().push(it);
    }
    for problem in problems {
        let alike = match problem.line {
            None => alike
                .get(&(&*problem.message, problem.is_incomplete))
                .map_or(&[][..], Vec::as_slice),
            Some(_) => &[],
        };
        let what = if problem.is_incomplete { "not read" } else { "note" };
        let message = visible(&problem.message);
        if verbose || alike.len() <= NAMED {
            let line = problem.line.map_or(String::new(), |it| format!(":{it}"));
            writeln!(out, "{what}: {}{line} {message}", visible(&problem.source))?;
        } else if alike.first().is_some_and(|it| std::ptr::eq(*it, problem)) {
            let named: Vec<&str> = alike.iter().take(NAMED).map(|it| &*it.source).collect();
            let (count, named) = (alike.len(), named.join(", "));
            writeln!(
                out,
                "{what}: {count} files, as {}: each {message} (-v names them all)",
                visible(&named)
            )?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_many_files_have_in_common_is_said_once() {
        let of = |source: &str, message: &str| Problem {
            source: source.to_owned(),
            line: None,
            message: message.to_owned(),
            is_incomplete: true,
        };
        let mut all: Vec<Problem> = ["a", "b", "c", "d", "e"].map(|it| of(it, "is odd")).into();
        all.push(of("f", "is gone"));
        let told = |verbose| {
            let mut text = Vec::new();
            problems(&mut text, &all, verbose).unwrap();
            String::from_utf8(text).unwrap()
        };
        assert_eq!(
            told(false),
            "not read: 5 files, as a, b, c: each is odd (-v names them all)\nnot read: f is gone\n"
        );
        assert_eq!(told(true).lines().count(), 6);
    }
}
