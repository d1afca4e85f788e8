//! Bytes become text: UTF-8, what a byte order mark or the file itself declares, or what it looks like.

use std::sync::Arc;

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE};

use super::{Refused, line_ends};
use crate::claim::{Encoded, Oddity};

/// A decoded file.
#[derive(Debug)]
pub(super) struct Decoded {
    /// Its lines end in LF, however those of the file do.
    pub(super) text: Arc<str>,
    /// Where bytes of line ends were left out.
    pub(super) left_out: Vec<usize>,
    /// How many bytes the mark of UTF-8 takes before the text.
    pub(super) mark: usize,
    /// How to find its bytes, where it is not UTF-8.
    pub(super) encoded: Option<Encoded>,
    /// The encoding that was guessed, where nothing says it.
    pub(super) guessed: Option<&'static str>,
}

impl Decoded {
    fn of(text: &str, encoded: Option<Encoded>, guessed: Option<&'static str>) -> Self {
        let (text, left_out) = line_ends::unified(text);
        Self { text: Arc::from(text), left_out, mark: 0, encoded, guessed }
    }
}

/// The mark that some programs put before UTF-8: it is no part of the text.
const MARK: char = '\u{feff}';
/// How UTF-32 starts, in either order (Unicode 16, 23.8); the second would pass for UTF-16.
const UTF_32: [[u8; 4]; 2] = [[0, 0, 0xFE, 0xFF], [0xFF, 0xFE, 0, 0]];

/// How far into a file its own declaration is looked for.
const HEAD: usize = 8192;

/// The text of a file.
pub(super) fn decode(bytes: &[u8]) -> Result<Decoded, Refused> {
    if UTF_32.iter().any(|it| bytes.starts_with(it)) {
        return Err(Refused::from("is UTF-32, which is not read; save it as UTF-8".to_owned()));
    }
    if let Some((encoding, mark)) = Encoding::for_bom(bytes).filter(|it| it.0 != UTF_8) {
        return with(bytes, encoding, mark, false);
    }
    let invalid = match std::str::from_utf8(bytes) {
        Ok(text) if text.contains('\0') => {
            let at = text.find('\0').unwrap_or(0);
            let (line, column) = place(bytes, at);
            let message =
                format!("holds a NUL byte in column {column}: it is no text, or is damaged");
            return Err(Refused::at(line, &message));
        }
        Ok(marked) => {
            let text = marked.strip_prefix(MARK).unwrap_or(marked);
            let mark = marked.len() - text.len();
            return Ok(Decoded { mark, ..Decoded::of(text, None, None) });
        }
        Err(error) => error.valid_up_to(),
    };
    let (line, column) = place(bytes, invalid);
    if bytes.contains(&0) {
        let message =
            format!("is no text: byte {invalid} is no character, and there are NUL bytes");
        return Err(Refused::at(line, &message));
    }
    // What the file says of itself goes before what its bytes look like, as they are not what they look like.
    match declared(bytes) {
        Some(it) if it != UTF_8 => return with(bytes, it, 0, false),
        None if !is_mostly_utf_8(bytes) => {}
        _ => {
            let message =
                format!("is damaged UTF-8 from column {column} on; save it again as UTF-8");
            return Err(Refused::at(line, &message));
        }
    }
    let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
    detector.feed(bytes, true);
    with(bytes, detector.guess(None, Utf8Detection::Deny), 0, true)
}

/// Whether characters of several bytes are whole at least as often as not: a text in another encoding has some that are
/// whole by chance, UTF-8 that was cut or mixed has a few that are not.
fn is_mostly_utf_8(bytes: &[u8]) -> bool {
    let (mut whole, mut broken) = (0_usize, 0_usize);
    for chunk in bytes.utf8_chunks() {
        whole += chunk.valid().chars().filter(|it| !it.is_ascii()).count();
        broken += usize::from(!chunk.invalid().is_empty());
    }
    whole > 0 && whole >= broken
}

/// What a desk should know of a text whose encoding nothing states.
pub(super) fn guess(name: &'static str) -> Oddity {
    let message = format!("is not UTF-8 and was read as {name}; save it as UTF-8 if that is wrong");
    Oddity { line: None, message, is_incomplete: false }
}

fn with(
    bytes: &[u8],
    encoding: &'static Encoding,
    mark: usize,
    is_guess: bool,
) -> Result<Decoded, Refused> {
    let decoded = encoding.decode_without_bom_handling_and_without_replacement(&bytes[mark..]);
    let Some(text) = decoded else {
        let name = encoding.name();
        return Err(Refused::from(format!("is neither UTF-8 nor whole {name}; save it as UTF-8")));
    };
    let encoded = (encoding != UTF_8).then(|| Encoded::new(Arc::from(bytes), encoding, mark));
    Ok(Decoded::of(&text, encoded, is_guess.then(|| encoding.name())))
}

/// The encoding that a page or an XML file names at its start.
fn declared(bytes: &[u8]) -> Option<&'static Encoding> {
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_lowercase();
    let named = ["charset", "encoding"].into_iter().flat_map(|cue| {
        head.match_indices(cue).filter_map(|(at, _)| {
            let value = head[at + cue.len()..].trim_start().strip_prefix('=')?;
            let value = value.trim_start().trim_start_matches(['"', '\'']);
            let name = value.split(['"', '\'', ' ', '>', ';', '/', '?']).next()?;
            // Nothing that can be read as bytes declares UTF-16 truthfully.
            let found = Encoding::for_label(name.trim().as_bytes())
                .filter(|it| *it != UTF_16LE && *it != UTF_16BE)?;
            let tag = head[..at].rfind('<').map_or("", |it| &head[it..]);
            let is_own = tag.starts_with("<meta") || tag.starts_with("<?xml");
            Some((is_own, found))
        })
    });
    // A script or a link names the encoding of another file; of equals the first is meant.
    let named: Vec<(bool, &'static Encoding)> = named.collect();
    named.iter().find(|it| it.0).or(named.first()).map(|it| it.1)
}

/// Line and column of a byte, from 1; the column in characters.
fn place(bytes: &[u8], at: usize) -> (usize, usize) {
    let before = String::from_utf8_lossy(&bytes[..at]);
    let before = line_ends::unified(&before).0;
    let line = before.rsplit('\n').next().unwrap_or_default();
    (before.matches('\n').count() + 1, line.chars().count() + 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn reads_what_newsrooms_have() {
        let utf_16: Vec<u8> = [0xFF, 0xFE]
            .into_iter()
            .chain("7 % ä".encode_utf16().flat_map(u16::to_le_bytes))
            .collect();
        let cases: [(&[u8], &str, Option<&str>); 9] = [
            ("Zürich 7 %".as_bytes(), "Zürich 7 %", None),
            (b"\xEF\xBB\xBFZ", "Z", None),
            (&utf_16, "7 % ä", None),
            (
                b"In Z\xFCrich stieg die Zahl um 7 %.",
                "In Zürich stieg die Zahl um 7 %.",
                Some("windows-1252"),
            ),
            (b"<meta charset=\"iso-8859-2\">\xB1", "<meta charset=\"iso-8859-2\">ą", None),
            // The first character is one of UTF-8 as well.
            (b"\xD2\xBB<meta charset='gbk'>\xB6\xFE", "一<meta charset='gbk'>二", None),
            (
                b"<?xml version='1.0' encoding = 'GB18030'?>\xD2\xBB\x81\x30\x81\x30",
                "<?xml version='1.0' encoding = 'GB18030'?>一\u{80}",
                None,
            ),
            (
                b"<script charset=utf-8></script><meta content='text/html; charset=gb2312'>\xB6\xFE",
                "<script charset=utf-8></script><meta content='text/html; charset=gb2312'>二",
                None,
            ),
            (
                b"\xD2\xBB\xCB\xD2\xB4\xAC\xB3\xC1\xC1\xCB\xA3\xAC12\xC8\xCB\xCB\xC0\xCD\xF6\xA1\xA3",
                "一艘船沉了，12人死亡。",
                Some("GBK"),
            ),
        ];
        for (bytes, text, guessed) in cases {
            let it = decode(bytes).unwrap();
            assert_eq!((&*it.text, it.guessed), (text, guessed));
        }
    }

    #[test]
    fn says_what_is_no_text() {
        let cases: [(&[u8], Option<usize>, &str); 6] = [
            (b"\xFF\xFE\0\0a\0\0\0", None, "is UTF-32, which is not read; save it as UTF-8"),
            (b"a\nb\0c", Some(2), "holds a NUL byte in column 2: it is no text, or is damaged"),
            ("ä\n\u{f6}b".as_bytes(), None, ""),
            (
                b"\xC3\xA4\n\xC3\xA4b\xFF",
                Some(2),
                "is damaged UTF-8 from column 3 on; save it again as UTF-8",
            ),
            (
                b"<meta charset=utf-8>\xE4",
                Some(1),
                "is damaged UTF-8 from column 21 on; save it again as UTF-8",
            ),
            (
                b"PK\x03\x04\xFF\0",
                Some(1),
                "is no text: byte 4 is no character, and there are NUL bytes",
            ),
        ];
        for (bytes, line, message) in cases {
            match decode(bytes) {
                Ok(_) => assert_eq!(message, ""),
                Err(found) => assert_eq!((found.line, &*found.message), (line, message)),
            }
        }
    }
}
