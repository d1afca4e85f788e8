//! One test binary; each module says what belongs there.
#![expect(
    clippy::unwrap_used,
    clippy::print_stdout,
    clippy::print_stderr,
    reason = "tests stop at what is wrong, and say what they skipped and scored"
)]

/// What sources say of the figures of a draft: small cases.
mod answers;
/// Archives, where Parquet is read.
#[cfg(feature = "parquet")]
mod archive;
/// The shape of the source tree: directions of imports, sizes of files, names.
mod architecture;
/// Folders of documents with the report they must give: a new case is a new folder.
mod cases;
/// The library for programs that embed it.
mod checker;
/// Drafts that name the sources of their figures.
mod cited;
/// Sentences with the claims they make, row by row.
mod claims;
/// The binary: exit codes, formats, messages for bad input.
mod cli;
/// Annotated collections: what is found in them, and the floors under it.
mod clusters;
/// Settings, their schemas, and what is generated from rules.
mod config;
/// Shared test data outside the project: scores, and the floors under them.
mod conformance;
mod cues;
/// Data files: what their columns mean, cells that fail, figures bound to cells.
mod data;
/// A draft held against its sources.
mod draft;
/// What is said of bad input, whole.
mod errors;
/// A folder that is somebody else's can do nothing.
mod files;
mod foreign;
/// Files that ask for too much memory or time.
mod greedy;
/// Input formats: what is read and where it stands; hostile files.
mod formats;
/// How lines end and where they break: it changes no claim.
mod line_ends;
mod marked;
mod mcp;
/// Pairs of texts that contradict each other or do not: a table, and the floors under it.
mod pairs;
/// Tokens and trees.
mod parse;
/// What a figure stands for: the patterns' own examples.
mod side_by_side;
mod slots;
/// What must hold for any text.
mod properties;
/// The README's commands and screens.
mod readme;
/// The formats of reports: what each says, and that all count alike.
mod reports;
/// The review screen in a terminal of its own.
mod review;
/// The shipped rules' own examples, and errors in rule files.
mod rules;
/// What was said of findings before: comments, the baseline, decisions.
mod settle;
/// Invented stories: one disagreement or none, and the floors.
mod stories;
/// Conformance suites of other readers: a table of what is right, and the floors under it.
mod suites;
mod tables;
/// What the modules above share.
mod support;
/// Files that are written: whole or not at all.
mod writing;
