//! What is read from disk: regular files, counted as they are read, inside the folder they may come from.
//!
//! A folder may be somebody else's. What its files say of other files is followed only as far as that folder
//! goes; what the command line names is the user's own wish and is followed anywhere.

use std::ffi::OsStr;
use std::fs::FileType;
use std::io::{self, Read as _};
use std::path::{Component, Path, PathBuf};

use crate::error::Error;

pub use std::fs::File;

/// Records, settings and rules are no larger: 16 MiB.
const LARGEST_TEXT: u64 = 16 << 20;

/// Why a file was not read.
#[derive(Debug, thiserror::Error)]
pub enum Unread {
    /// It holds more bytes than it may.
    #[error("holds more than {limit} bytes")]
    TooLarge {
        /// The most that is read.
        limit: u64,
    },
    /// It is no file to be read: a folder, a device, a pipe, a socket.
    #[error("is {0}, not a file")]
    NoFile(&'static str),
    /// What the system says.
    #[error("cannot be read: {0}")]
    Io(#[from] io::Error),
}

/// The bytes of a regular file, or of the one that a link leads to; what a file system says of sizes is not believed.
///
/// # Errors
///
/// A path that is no regular file (it is not opened: a pipe would wait for ever), or holds more than `limit` bytes.
pub fn bytes(path: &Path, limit: u64) -> Result<Vec<u8>, Unread> {
    let file = open(path)?;
    let mut bytes = Vec::new();
    file.take(limit.saturating_add(1)).read_to_end(&mut bytes)?;
    if u64::try_from(bytes.len()).is_ok_and(|it| it <= limit) {
        Ok(bytes)
    } else {
        Err(Unread::TooLarge { limit })
    }
}

/// A regular file, or the one that a link leads to, to be read in parts.
///
/// # Errors
///
/// A path that is no regular file.
pub fn open(path: &Path) -> Result<File, Unread> {
    // Before it is opened, as opening a pipe waits for its writer; and after, as it is the opened one that is read.
    regular(std::fs::metadata(path)?.file_type())?;
    let file = File::open(path)?;
    regular(file.metadata()?.file_type())?;
    Ok(file)
}

/// The text of a file of records, settings or rules.
///
/// # Errors
///
/// As [`bytes()`], and a file that is not UTF-8.
pub fn text(path: &Path) -> io::Result<String> {
    let bytes = bytes(path, LARGEST_TEXT).map_err(|it| match it {
        Unread::Io(it) => it,
        other => io::Error::other(format!("it {other}")),
    })?;
    let text = String::from_utf8(bytes);
    text.map_err(|_| {
        io::Error::new(io::ErrorKind::InvalidData, "it is not UTF-8; save it as UTF-8")
    })
}

fn regular(of: FileType) -> Result<(), Unread> {
    if of.is_file() { Ok(()) } else { Err(Unread::NoFile(kind(of))) }
}

/// What something that is no regular file is called.
pub fn kind(of: FileType) -> &'static str {
    #[cfg(unix)]
    {
        use std::os::unix::fs::FileTypeExt as _;
        let kinds = [
            (of.is_fifo(), "a pipe"),
            (of.is_socket(), "a socket"),
            (of.is_block_device() || of.is_char_device(), "a device"),
        ];
        if let Some(it) = kinds.into_iter().find(|it| it.0) {
            return it.1;
        }
    }
    match () {
        () if of.is_dir() => "a folder",
        () if of.is_symlink() => "a link",
        () => "something else",
    }
}

/// Whether a path written in a file of `folder` stays inside of it, as it is written and where links lead.
///
/// ```
/// use std::path::Path;
/// use crosscheck::disk::stays_inside;
///
/// let folder = Path::new("desk");
/// assert!(stays_inside(folder, "data/../a.csv"));
/// assert!(!stays_inside(folder, "../a.csv") && !stays_inside(folder, "/etc/hosts"));
/// ```
pub fn stays_inside(folder: &Path, written: &str) -> bool {
    let mut depth = 0_usize;
    for part in Path::new(written).components() {
        match part {
            Component::Normal(_) => depth += 1,
            Component::CurDir => {}
            Component::ParentDir if depth > 0 => depth -= 1,
            Component::ParentDir | Component::RootDir | Component::Prefix(_) => return false,
        }
    }
    leads_inside(folder, &folder.join(written))
}

/// Whether a path leads into `folder` once links are followed; what does not exist leads where its folder does.
pub fn leads_inside(folder: &Path, path: &Path) -> bool {
    let folder = if folder.as_os_str().is_empty() { Path::new(".") } else { folder };
    let Ok(folder) = folder.canonicalize() else { return true };
    let existing = path.ancestors().find_map(|it| {
        let it = if it.as_os_str().is_empty() { Path::new(".") } else { it };
        // A link that leads nowhere has metadata of its own, and is not known to lead inside.
        it.symlink_metadata().is_ok().then(|| it.canonicalize())
    });
    match existing {
        Some(Ok(it)) => it.starts_with(&folder),
        Some(Err(_)) => false,
        None => true,
    }
}

/// The nearest file of a name, from a folder upwards, where it is a file and lies where it was found.
///
/// # Errors
///
/// Something else of that name, and a link that leads out of its folder or nowhere: what was meant does not hold.
pub fn nearest(folder: &Path, name: &str) -> Result<Option<PathBuf>, Error> {
    for folder in folder.ancestors() {
        if let Some(path) = own(folder, name)? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// The file of a name in a folder, where there is one.
///
/// # Errors
///
/// As [`nearest`].
pub fn own(folder: &Path, name: &str) -> Result<Option<PathBuf>, Error> {
    let path = folder.join(name);
    let Ok(found) = path.symlink_metadata() else { return Ok(None) };
    let leads = path.metadata();
    if leads.as_ref().is_ok_and(std::fs::Metadata::is_file) {
        return if leads_inside(folder, &path) {
            Ok(Some(path))
        } else {
            Err(Error::Astray { path })
        };
    }
    let what = if leads.is_err() {
        "a link that leads nowhere"
    } else {
        kind(leads.unwrap_or(found).file_type())
    };
    let source = io::Error::other(format!("it is {what}, not a file"));
    Err(Error::Unreadable { path, source })
}

/// A path as it is written in reports, with `/` between its parts; bytes that are no UTF-8 as `\xE9`.
///
/// ```
/// assert_eq!(crosscheck::disk::spelled(std::path::Path::new("./desk/a.md")), "desk/a.md");
/// ```
pub fn spelled(path: &Path) -> String {
    let mut text = String::new();
    for component in path.components() {
        if !text.is_empty() && !text.ends_with('/') {
            text.push('/');
        }
        match component {
            Component::RootDir => text.push('/'),
            // `./a.md` and `a.md` are one source.
            Component::CurDir => {}
            other => text.push_str(&spelled_name(other.as_os_str())),
        }
    }
    text
}

/// A name, or any argument, with bytes that are no UTF-8 spelled out.
pub fn spelled_name(name: &OsStr) -> String {
    let mut text = String::new();
    for chunk in name.as_encoded_bytes().utf8_chunks() {
        // A name that looks like one that is spelled out.
        text.push_str(&chunk.valid().replace("\\x", "\\x5Cx"));
        text.extend(chunk.invalid().iter().map(|it| format!("\\x{it:02X}")));
    }
    text
}

/// The path that is spelled so, with `\xE9` for the byte where there is such a file, else as it stands.
#[cfg(unix)]
pub fn path(spelled: &str) -> PathBuf {
    use std::os::unix::ffi::OsStringExt as _;
    let plain = PathBuf::from(spelled);
    if !spelled.contains("\\x") {
        return plain;
    }
    let mut bytes = Vec::with_capacity(spelled.len());
    let mut rest = spelled;
    while let Some((before, after)) = rest.split_once("\\x") {
        bytes.extend_from_slice(before.as_bytes());
        let byte = after.get(..2).and_then(|it| u8::from_str_radix(it, 16).ok());
        rest = if let Some(byte) = byte.filter(|it| !it.is_ascii() || *it == b'\\') {
            bytes.push(byte);
            after.get(2..).unwrap_or_default()
        } else {
            bytes.extend_from_slice(b"\\x");
            after
        };
    }
    bytes.extend_from_slice(rest.as_bytes());
    let decoded = PathBuf::from(std::ffi::OsString::from_vec(bytes));
    if decoded.symlink_metadata().is_ok() { decoded } else { plain }
}

/// The path that is spelled so; names are text here.
#[cfg(not(unix))]
pub fn path(spelled: &str) -> PathBuf {
    PathBuf::from(spelled)
}

/// The absolute path of something, without links where it exists.
pub fn canonical(path: &Path) -> PathBuf {
    path.canonicalize().or_else(|_| std::path::absolute(path)).unwrap_or_else(|_| path.to_owned())
}

/// The name in an address with its `%20` read (RFC 3986, 2.1); `None` where that is no text.
///
/// ```
/// use crosscheck::disk::unescaped;
/// assert_eq!(unescaped("my%20desk/50%").as_deref(), Some("my desk/50%"));
/// ```
pub fn unescaped(address: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(address.len());
    let mut rest = address.as_bytes();
    while let [first, after @ ..] = rest {
        let digits = after.get(..2).and_then(|it| std::str::from_utf8(it).ok());
        let value = digits.and_then(|it| u8::from_str_radix(it, 16).ok());
        let value = value.filter(|_| *first == b'%');
        bytes.push(value.unwrap_or(*first));
        rest = if value.is_some() { after.get(2..).unwrap_or_default() } else { after };
    }
    String::from_utf8(bytes).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes_are_counted_and_only_files_are_read() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        std::fs::write(&path, "12345").unwrap();
        assert_eq!(bytes(&path, 5).unwrap(), b"12345");
        assert_eq!(bytes(&path, 4).unwrap_err().to_string(), "holds more than 4 bytes");
        let refused = bytes(folder.path(), 5).unwrap_err().to_string();
        assert_eq!(refused, "is a folder, not a file");
    }

    #[cfg(unix)]
    #[test]
    fn links_are_followed_before_it_is_told_where_they_lead() {
        let folder = tempfile::tempdir().unwrap();
        let (inner, outer) = (folder.path().join("in"), folder.path().join("out"));
        for it in [&inner, &outer] {
            std::fs::create_dir(it).unwrap();
            std::fs::write(it.join("a.csv"), "").unwrap();
        }
        let link =
            |to: &Path, name: &str| std::os::unix::fs::symlink(to, inner.join(name)).unwrap();
        link(&outer, "away");
        link(&inner.join("a.csv"), "near.csv");
        link(Path::new("/nowhere/at/all"), "lost.csv");
        let inside = |it: &str| stays_inside(&inner, it);
        assert_eq!(
            [
                "a.csv",
                "near.csv",
                "new/b.csv",
                "away/a.csv",
                "away/../a.csv",
                "lost.csv",
                "../in/a.csv"
            ]
            .map(inside),
            [true, true, true, false, false, false, false]
        );
    }

    #[cfg(unix)]
    #[test]
    fn names_that_are_no_text_are_spelled_out_and_found_again() {
        use std::os::unix::ffi::OsStrExt as _;
        let folder = tempfile::tempdir().unwrap();
        let names = [&b"caf\xE9.txt"[..], b"caf\\xE9.txt", b"a\\x2A.txt"].map(OsStr::from_bytes);
        let paths = names.map(|it| folder.path().join(it));
        for it in &paths {
            std::fs::write(it, "").unwrap();
        }
        for it in &paths {
            assert_eq!(path(&spelled(it)), *it);
        }
        assert_eq!(spelled_name(OsStr::from_bytes(b"caf\xE9.txt")), "caf\\xE9.txt");
    }
}
