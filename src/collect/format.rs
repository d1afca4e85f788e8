//! The registry of input formats, and what they are given and give.

use std::path::Path;
use std::sync::Arc;

use serde::{Deserialize, Serialize};

#[cfg(feature = "parquet")]
use super::parquet;
#[cfg(feature = "pdf")]
use super::pdf;
#[cfg(feature = "sqlite")]
use super::sqlite;
use super::{
    adoc, csv, cues, data, docx, epub, html, mail, markdown, notebook, odt, plain, rtf, sheet,
    slides, tex,
};
use crate::claim::{Block, Citation, Grid, Oddity, Origin, Source};
use crate::config::{Apart, Mapping};
use crate::lexicon::{HeadingRole, Lexicon, VerbForm};

/// An input format.
#[derive(Clone, Copy, Debug)]
pub struct Format {
    /// Its name in messages and help.
    pub name: &'static str,
    /// File name extensions, lower case.
    pub extensions: &'static [&'static str],
    /// Whether such files are read where they lie in a folder. Data files are read where the command line names them or
    /// a pattern that they match: many a folder holds some that are about its texts.
    pub is_walked: bool,
    /// Whether such files hold data: a date in them is none of their own.
    pub is_data: bool,
    pub(super) read: Read,
}

/// How a format is read.
#[derive(Clone, Copy, Debug)]
pub(super) enum Read {
    /// From its text, whatever the encoding.
    Text(fn(&Arc<str>, &mut Source, Context<'_>) -> Result<Reading, Refused>),
    /// From its bytes: the file holds no text as such.
    Bytes(fn(&[u8], &mut Source, Context<'_>) -> Result<Reading, Refused>),
}

/// The input formats, first match by extension wins; standard input is read as the first.
pub const FORMATS: &[Format] = &[
    Format {
        name: "plain text",
        extensions: &["txt", "text"],
        is_walked: true,
        is_data: false,
        read: Read::Text(plain::read),
    },
    Format {
        name: "Markdown",
        extensions: &["md", "markdown"],
        is_walked: true,
        is_data: false,
        read: Read::Text(markdown::read),
    },
    Format {
        name: "HTML",
        extensions: &["html", "htm", "xhtml"],
        is_walked: true,
        is_data: false,
        read: Read::Text(html::read),
    },
    Format {
        name: "subtitles",
        extensions: &["srt", "vtt"],
        is_walked: true,
        is_data: false,
        read: Read::Text(cues::read),
    },
    Format {
        name: "AsciiDoc",
        extensions: &["adoc", "asciidoc"],
        is_walked: true,
        is_data: false,
        read: Read::Text(adoc::read),
    },
    Format {
        name: "LaTeX",
        extensions: &["tex"],
        is_walked: true,
        is_data: false,
        read: Read::Text(tex::read),
    },
    Format {
        name: "CSV",
        extensions: &["csv", "tsv", "tab"],
        is_walked: true,
        is_data: true,
        read: Read::Text(csv::read),
    },
    Format {
        name: "JSON",
        extensions: &["json"],
        is_walked: false,
        is_data: true,
        read: Read::Text(data::read_json),
    },
    Format {
        name: "JSON lines",
        extensions: &["jsonl", "ndjson"],
        is_walked: false,
        is_data: true,
        read: Read::Text(data::read_json_lines),
    },
    Format {
        name: "YAML",
        extensions: &["yaml", "yml"],
        is_walked: false,
        is_data: true,
        read: Read::Text(data::read_yaml),
    },
    Format {
        name: "notebook",
        extensions: &["ipynb"],
        is_walked: false,
        is_data: false,
        read: Read::Text(notebook::read),
    },
    Format {
        name: "Word",
        extensions: &["docx"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(docx::read),
    },
    Format {
        name: "OpenDocument text",
        extensions: &["odt"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(odt::read),
    },
    Format {
        name: "RTF",
        extensions: &["rtf"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(rtf::read),
    },
    Format {
        name: "presentation",
        extensions: &["pptx"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(slides::read),
    },
    Format {
        name: "book",
        extensions: &["epub"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(epub::read),
    },
    Format {
        name: "mail",
        extensions: &["eml"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(mail::read),
    },
    Format {
        name: "saved page",
        extensions: &["mhtml", "mht"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(mail::read_page),
    },
    Format {
        name: "spreadsheet",
        extensions: &["xlsx", "ods", "xls", "xlsb"],
        is_walked: true,
        is_data: true,
        read: Read::Bytes(sheet::read),
    },
    #[cfg(feature = "parquet")]
    Format {
        name: "Parquet",
        extensions: &["parquet"],
        is_walked: false,
        is_data: true,
        read: Read::Bytes(parquet::read),
    },
    #[cfg(feature = "sqlite")]
    Format {
        name: "SQLite",
        extensions: &["sqlite", "sqlite3", "db"],
        is_walked: false,
        is_data: true,
        read: Read::Bytes(sqlite::read),
    },
    #[cfg(feature = "pdf")]
    Format {
        name: "PDF",
        extensions: &["pdf"],
        is_walked: true,
        is_data: false,
        read: Read::Bytes(pdf::read),
    },
];

/// Why a file cannot be read: what is wrong with it, and what to do.
#[derive(Debug, Deserialize, PartialEq, Serialize)]
pub(super) struct Refused {
    /// The line, from 1, where one can be told.
    pub(super) line: Option<usize>,
    pub(super) message: String,
}

impl Refused {
    pub(super) fn at(line: usize, message: &str) -> Self {
        Self { line: Some(line), message: message.to_owned() }
    }
}

impl From<String> for Refused {
    fn from(message: String) -> Self {
        Self { line: None, message }
    }
}

/// What formats ask beside the file: words, and what the columns of a data file mean.
#[derive(Clone, Copy, Debug)]
pub(super) struct Context<'c> {
    pub(super) lexicon: &'c Lexicon,
    pub(super) mapping: Option<&'c Mapping>,
    /// Who reads binary formats, where that is not this process.
    pub(super) apart: Option<&'c Apart>,
    /// The settings that the mapping stands in.
    pub(super) settings: Option<&'c Path>,
}

impl<'c> Context<'c> {
    /// Nothing but words is known.
    pub(super) fn of(lexicon: &'c Lexicon) -> Self {
        Self { lexicon, mapping: None, apart: None, settings: None }
    }

    /// Whether a text begins with what was done: "repatriated", "sent home".
    pub(super) fn is_deed(self, text: &str) -> bool {
        let first = text.split(' ').next().unwrap_or_default();
        let verb = self.lexicon.word(&first.to_lowercase()).and_then(|it| it.verb);
        verb.is_some_and(|it| it.1 == VerbForm::Past)
    }

    /// Whether a heading only says that there are figures under it.
    pub(super) fn is_general(self, heading: &str) -> bool {
        self.lexicon.headings.is(HeadingRole::General, heading)
    }

    /// Whether a text is the name of a place.
    pub(super) fn is_place(self, text: &str) -> bool {
        self.lexicon.places.find(text).is_some()
    }
}

/// What a format makes of a file.
#[derive(Default, Deserialize, Serialize)]
pub(super) struct Reading {
    /// The text a reader sees, where it is not that of the file.
    pub(super) text: Option<Arc<str>>,
    /// The text with markup masked by spaces; `None` where nothing was masked.
    pub(super) masked: Option<String>,
    /// The blocks, in order.
    pub(super) blocks: Vec<Block>,
    /// The way back to the file.
    pub(super) origin: Origin,
    /// The tables.
    pub(super) grids: Vec<Grid>,
    /// Whether a table was read by its mapping, and what the mapping names that a table does not have.
    pub(super) mapped: bool,
    pub(super) missed: Option<String>,
    /// Links and notes, as bytes of the file.
    pub(super) citations: Vec<Citation>,
    /// What is odd about the file.
    pub(super) odd: Vec<Oddity>,
}

pub(super) fn format_of(path: &Path) -> Option<&'static Format> {
    ending_in(path.extension()?.to_str()?)
}

pub(super) fn ending_in(ending: &str) -> Option<&'static Format> {
    let ending = ending.to_lowercase();
    FORMATS.iter().find(|it| it.extensions.contains(&&*ending))
}

/// What is said of a file that no format reads.
pub(super) fn of_no_format() -> String {
    let all = FORMATS.iter().map(|it| it.name);
    format!(
        "is of no format that can be read ({}); --preprocess CMD names a command that makes text of it",
        all.collect::<Vec<_>>().join(", ")
    )
}
