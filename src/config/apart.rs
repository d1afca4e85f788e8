//! Who reads files of binary formats.

use std::path::PathBuf;

/// A program that reads one file of a binary format from its standard input, within limits of time and memory, and
/// prints what it found.
///
/// Spreadsheets, documents and PDF files are read by large libraries that cannot be told how much they may take. In a
/// process of its own a file that asks for too much ends that process and nothing else.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Apart {
    /// The program: crosscheck itself.
    pub program: PathBuf,
    /// The arguments that come before the file's name.
    pub arguments: Vec<String>,
}
