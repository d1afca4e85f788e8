//! Rich Text Format (.rtf, version 1.9.1): paragraphs, tables and notes; no deleted text, no headers, no pictures.
//!
//! Characters come as bytes of a code page, as `\'e9`, or as `\u233?` with what old programs show in their place.

use encoding_rs::{Encoding, WINDOWS_1252};

use super::builder::Builder;
use super::table::{Cell, Table};
use super::{Context, Reading, Refused};
use crate::claim::{BlockKind, Origin, Source};

const NOTHING: &str = "holds no text; if it shows some, that stands in pictures: run it through text recognition (OCR) first";
/// Groups that are no text of the document.
const LEFT_OUT: &[&str] = &[
    "fonttbl",
    "colortbl",
    "stylesheet",
    "pict",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "object",
    "listtable",
    "listoverridetable",
    "rsidtbl",
    "fldinst",
    "annotation",
    "atnid",
    "atnauthor",
    "atrfstart",
    "bkmkstart",
    "bkmkend",
    "xe",
    "tc",
    "revtbl",
    "generator",
    "filetbl",
    "themedata",
    "latentstyles",
    "datastore",
    "listtext",
    "pntext",
    "ftnsep",
    "aftnsep",
    "private1",
    "template",
    "operator",
    "author",
    "company",
    "comment",
    "doccomm",
    "keywords",
    "subject",
    "category",
    "manager",
    "hlinkbase",
    "creatim",
    "revtim",
    "printim",
    "buptim",
];
/// No group is nested deeper in any document.
const DEEPEST: usize = 1000;

/// Reads a document; a position is a paragraph, counted from 1 as they come.
pub(super) fn read(
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    if !bytes.starts_with(b"{\\rtf") {
        let message = "is no RTF document; name it after what it is, or save it as .rtf";
        return Err(Refused::from(message.to_owned()));
    }
    let mut reader = Rtf::new(bytes, context);
    reader.read()?;
    reader.end_paragraph();
    reader.end_table();
    let title = reader.title.split_whitespace().collect::<Vec<_>>().join(" ");
    source.title = source.title.take().or(Some(title).filter(|it| !it.is_empty()));
    let reading = reader.out.finish();
    if reading.blocks.is_empty() {
        return Err(Refused::from(NOTHING.to_owned()));
    }
    Ok(reading)
}

/// What holds inside of a group, and ends with it.
#[derive(Clone, Copy)]
struct Group {
    /// Whether its text is none of the document's.
    is_out: bool,
    is_title: bool,
    /// Hidden or deleted.
    is_hidden: bool,
    /// How many characters follow `\u` for old programs.
    shown: usize,
}

struct Rtf<'b> {
    bytes: &'b [u8],
    at: usize,
    out: Builder,
    context: Context<'b>,
    encoding: &'static Encoding,
    groups: Vec<Group>,
    /// Bytes of the code page that were not read yet, as a character may take two.
    pending: Vec<u8>,
    /// The first half of a character beyond the 16 bits of `\u`.
    half: Option<u16>,
    /// How many of the next characters stand for one that was read.
    skipped: usize,
    text: String,
    title: String,
    paragraph: usize,
    is_heading: bool,
    is_cell: bool,
    table: Table,
    row: Vec<Cell>,
}

impl<'b> Rtf<'b> {
    fn new(bytes: &'b [u8], context: Context<'b>) -> Self {
        let group = Group { is_out: false, is_title: false, is_hidden: false, shown: 1 };
        Self {
            bytes,
            at: 0,
            out: Builder::new(Origin::default()),
            context,
            encoding: WINDOWS_1252,
            groups: vec![group],
            pending: Vec::new(),
            half: None,
            skipped: 0,
            text: String::new(),
            title: String::new(),
            paragraph: 1,
            is_heading: false,
            is_cell: false,
            table: Table::default(),
            row: Vec::new(),
        }
    }

    fn group(&mut self) -> &mut Group {
        if self.groups.is_empty() {
            self.groups.push(Group { is_out: false, is_title: false, is_hidden: false, shown: 1 });
        }
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    fn read(&mut self) -> Result<(), Refused> {
        while let Some(byte) = self.bytes.get(self.at).copied() {
            self.at += 1;
            match byte {
                b'{' => {
                    self.settle();
                    self.skipped = 0;
                    let group = *self.group();
                    self.groups.push(group);
                    if self.groups.len() > DEEPEST {
                        let message =
                            format!("nests groups deeper than {DEEPEST} and was not read");
                        return Err(Refused::from(message));
                    }
                }
                b'}' => {
                    self.settle();
                    self.skipped = 0;
                    self.groups.pop();
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.settle();
        Ok(())
    }

    /// A word, a sign or a byte behind a backslash.
    fn control(&mut self) {
        let Some(first) = self.bytes.get(self.at).copied() else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.sign(first);
        }
        let rest = &self.bytes[self.at..];
        let length = rest.iter().take_while(|it| it.is_ascii_alphabetic()).count();
        let word = String::from_utf8_lossy(&rest[..length]).into_owned();
        let digits = |it: &&u8| it.is_ascii_digit();
        let sign = usize::from(rest.get(length) == Some(&b'-'));
        let digits = rest[length + sign..].iter().take_while(digits).count();
        let number = &rest[length..length + sign + digits];
        let number: Option<i64> = std::str::from_utf8(number).ok().and_then(|it| it.parse().ok());
        self.at += length + if digits > 0 { sign + digits } else { 0 };
        self.at += usize::from(self.bytes.get(self.at) == Some(&b' '));
        self.word(&word, number);
    }

    fn sign(&mut self, sign: u8) {
        if !matches!(sign, b'\'' | b'\\' | b'{' | b'}') {
            self.decode();
        }
        match sign {
            b'\'' => {
                let digits = self.bytes.get(self.at..self.at + 2);
                let value = digits.and_then(|it| std::str::from_utf8(it).ok());
                let value = value.and_then(|it| u8::from_str_radix(it, 16).ok());
                self.at = (self.at + 2).min(self.bytes.len());
                if let Some(value) = value {
                    self.byte(value);
                }
            }
            // A group that old programs do not know.
            b'*' => self.group().is_out = true,
            b'~' => self.character('\u{a0}'),
            b'_' => self.character('-'),
            b'\\' | b'{' | b'}' => self.byte(sign),
            b'\r' | b'\n' => self.end_paragraph(),
            _ => {}
        }
    }

    fn word(&mut self, word: &str, number: Option<i64>) {
        if word != "u" {
            self.settle();
            // What stands for a character ends with the next word.
            self.skipped = 0;
        }
        let is_on = number != Some(0);
        match word {
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => self.group().shown = usize::try_from(number.unwrap_or(1)).unwrap_or(1).min(16),
            "ansicpg" => self.encoding = code_page(number.unwrap_or_default()),
            "bin" => {
                let length = usize::try_from(number.unwrap_or_default()).unwrap_or_default();
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            "title" => (self.group().is_title, self.group().is_out) = (true, true),
            "deleted" | "v" => self.group().is_hidden = is_on,
            "plain" => self.group().is_hidden = false,
            "pard" => (self.is_cell, self.is_heading) = (false, false),
            "intbl" => self.is_cell = true,
            "outlinelevel" => self.is_heading = number.is_some_and(|it| it < 9),
            "par" | "sect" | "page" | "column" => self.end_paragraph(),
            // A note stands behind what it belongs to; its number is no text.
            "line" | "tab" | "emspace" | "enspace" | "qmspace" | "nestcell" | "nestrow" => {
                self.character(' ');
            }
            // Programs put notes and text boxes into groups that older ones do not know.
            "footnote" | "shptxt" => {
                self.group().is_out = false;
                self.character(' ');
            }
            "cell" => self.end_cell(),
            "row" => {
                let row = std::mem::take(&mut self.row);
                if !self.group().is_out && !row.is_empty() {
                    self.table.rows.push(row);
                }
            }
            "emdash" => self.character('—'),
            "endash" => self.character('–'),
            "bullet" => self.character('•'),
            "lquote" => self.character('‘'),
            "rquote" => self.character('’'),
            "ldblquote" => self.character('“'),
            "rdblquote" => self.character('”'),
            it if LEFT_OUT.contains(&it) => self.group().is_out = true,
            _ => {}
        }
    }

    /// `\u233`, `\u-10179`
    fn unicode(&mut self, number: i64) {
        let unit = u16::try_from(number.rem_euclid(0x1_0000)).unwrap_or_default();
        self.decode();
        match (self.half.take(), unit) {
            (_, 0xD800..=0xDBFF) => self.half = Some(unit),
            (half, _) => {
                let units: Vec<u16> = half.into_iter().chain([unit]).collect();
                for it in char::decode_utf16(units) {
                    self.character(it.unwrap_or(char::REPLACEMENT_CHARACTER));
                }
            }
        }
        self.skipped = self.group().shown;
    }

    fn byte(&mut self, byte: u8) {
        if self.skipped > 0 {
            self.skipped -= 1;
            return;
        }
        self.pending.push(byte);
    }

    /// Reads the bytes so far; what stands for a character does not go over a word or a group.
    fn settle(&mut self) {
        self.decode();
        self.half = None;
    }

    fn decode(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let bytes = std::mem::take(&mut self.pending);
        let (text, _) = self.encoding.decode_without_bom_handling(&bytes);
        for it in text.chars() {
            self.character(it);
        }
    }

    fn character(&mut self, character: char) {
        let Group { is_out, is_title, is_hidden, .. } = *self.group();
        if is_title {
            self.title.push(character);
        } else if !is_out && !is_hidden {
            self.text.push(character);
        }
    }

    fn end_cell(&mut self) {
        if self.group().is_out {
            return;
        }
        let text = std::mem::take(&mut self.text).trim().to_owned();
        let number = self.paragraph;
        self.paragraph += 1;
        let at = Some(format!("paragraph {number}"));
        self.row.push(Cell { text, at, place: Some((number, 1)), ..Cell::default() });
    }

    fn end_paragraph(&mut self) {
        if self.group().is_out {
            return;
        }
        // A cell may hold several.
        if self.is_cell {
            self.text.push(' ');
            return;
        }
        self.end_table();
        let text = std::mem::take(&mut self.text);
        let number = self.paragraph;
        self.paragraph += 1;
        if text.trim().is_empty() {
            return;
        }
        let kind = if self.is_heading { BlockKind::Heading } else { BlockKind::Paragraph };
        self.out.block(kind);
        self.out.part(&format!("paragraph {number}"), Some((number, 1)));
        self.out.add(&text);
        self.out.close();
    }

    fn end_table(&mut self) {
        let row = std::mem::take(&mut self.row);
        if !row.is_empty() {
            self.table.rows.push(row);
        }
        let table = std::mem::take(&mut self.table);
        if !table.rows.is_empty() {
            table.read_aloud(&mut self.out, self.context);
            self.out.close();
        }
    }
}

/// The encoding of a code page of Windows.
fn code_page(number: i64) -> &'static Encoding {
    let label = match number {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        65001 => "utf-8".to_owned(),
        10000 => "macintosh".to_owned(),
        it => format!("windows-{it}"),
    };
    Encoding::for_label(label.as_bytes()).unwrap_or(WINDOWS_1252)
}
