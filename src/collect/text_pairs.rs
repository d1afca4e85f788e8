//! `compare --pairs`: two texts a line, as JSON.

use std::fs::File;
use std::io::{BufRead, BufReader, Read};
use std::path::PathBuf;

use serde::Deserialize;

use super::problem;
use crate::error::{Error, Problem};

/// A line is read up to here: 64 MiB.
const LONGEST_LINE: u64 = 64 << 20;

/// Two texts to be held against each other.
#[derive(Clone, Debug, Deserialize)]
pub struct TextPair {
    /// What the answer is filed under, as given.
    pub id: serde_json::Value,
    /// The first text: what is known.
    pub text_a: String,
    /// The second text: what is held against it.
    pub text_b: String,
}

/// The pairs of a file, a line at a time; lines that are none are problems, and the rest is read.
#[derive(Debug)]
pub struct TextPairs {
    path: String,
    lines: BufReader<File>,
    line: usize,
}

impl TextPairs {
    /// Opens the file.
    ///
    /// # Errors
    ///
    /// A file that cannot be opened.
    pub fn open(path: &str) -> Result<Self, Error> {
        let unreadable = |source| Error::Unreadable { path: PathBuf::from(path), source };
        let file = File::open(path).map_err(unreadable)?;
        Ok(Self { path: path.to_owned(), lines: BufReader::new(file), line: 0 })
    }

    fn wrong(&self, message: &str) -> Problem {
        problem(&self.path, Some(self.line), message)
    }
}

impl Iterator for TextPairs {
    type Item = Result<TextPair, Problem>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            let mut line = Vec::new();
            self.line += 1;
            // A line without an end must not fill the memory.
            let read = (&mut self.lines).take(LONGEST_LINE).read_until(b'\n', &mut line);
            match read {
                Ok(0) => return None,
                Ok(_) if line.iter().all(u8::is_ascii_whitespace) => {}
                Ok(_) => {
                    return Some(serde_json::from_slice(&line).map_err(|it| {
                        self.wrong(&format!(
                            "is no pair of texts with `id`, `text_a` and `text_b`: {it}"
                        ))
                    }));
                }
                Err(it) => return Some(Err(self.wrong(&format!("cannot be read: {it}")))),
            }
        }
    }
}
