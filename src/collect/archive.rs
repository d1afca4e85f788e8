//! Zip archives that office formats are made of, opened with limits.

use std::io::{Cursor, Read};

use zip::ZipArchive;

use super::Refused;

/// An archive in memory.
pub(super) type Archive<'b> = ZipArchive<Cursor<&'b [u8]>>;

/// All parts of an archive together are no larger: 256 MiB.
const LARGEST: u64 = 256 << 20;
/// No office file has more parts.
const MOST: usize = 10_000;

/// Opens an archive and unpacks it once to see that it keeps the limits, whatever it says of its sizes.
pub(super) fn open(bytes: &[u8]) -> Result<Archive<'_>, Refused> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|it| damaged(&it))?;
    if archive.len() > MOST {
        let message =
            format!("holds {} parts, more than the {MOST} any office file needs", archive.len());
        return Err(Refused::from(message));
    }
    let mut size = 0;
    for index in 0..archive.len() {
        let part = archive.by_index(index).map_err(|it| damaged(&it))?;
        let rest = LARGEST + 1 - size;
        size +=
            std::io::copy(&mut part.take(rest), &mut std::io::sink()).map_err(|it| damaged(&it))?;
        if size > LARGEST {
            let limit = LARGEST >> 20;
            return Err(Refused::from(format!(
                "unpacks to more than {limit} MiB and was not read"
            )));
        }
    }
    Ok(archive)
}

/// The text of a part; `None` where there is no such part.
pub(super) fn text(archive: &mut Archive<'_>, name: &str) -> Result<Option<String>, Refused> {
    let Ok(part) = archive.by_name(name) else { return Ok(None) };
    let mut text = String::new();
    part.take(LARGEST).read_to_string(&mut text).map_err(|it| damaged(&it))?;
    Ok(Some(text))
}

/// Refuses elements that are nested deeper than any document needs.
pub(super) fn nested(depth: usize) -> Result<(), Refused> {
    const DEEPEST: usize = 1000;
    if depth <= DEEPEST {
        return Ok(());
    }
    Err(Refused::from(format!("nests elements deeper than {DEEPEST} and was not read")))
}

/// What an editor can do about a file that another program did not finish writing.
pub(super) fn damaged(error: &dyn std::fmt::Display) -> Refused {
    Refused::from(format!("is damaged or no office file ({error}); open it and save it again"))
}
