//! Files are written whole or not at all, by one process at a time.
//!
//! A text is made in memory, written to a file beside its place, flushed to the disk and moved there; the folder is
//! flushed as well. The names beside are always the same, so that what a killed run leaves is what the next one takes
//! away.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::{Duration, Instant};

use crosscheck::run::Corpus;
use crosscheck::settle::Decisions;
use crosscheck::{Error, disk};

use crate::signals;

/// How long a process waits for another that writes the same file.
const PATIENCE: Duration = Duration::from_secs(10);
/// How long it waits between two looks.
const BEAT: Duration = Duration::from_millis(10);

/// Writes a file in place of the one that is there; `render` makes its content.
pub(crate) fn write(
    path: &Path,
    render: impl FnOnce(&mut dyn io::Write) -> Result<(), Error>,
) -> Result<(), Error> {
    change(path, |_| {
        let mut content = Vec::new();
        render(&mut content)?;
        Ok(content)
    })
}

/// As [`write`](fn@write), of a text.
pub(crate) fn write_text(path: &Path, text: &str) -> Result<(), Error> {
    change(path, |_| Ok(text.as_bytes().to_vec()))
}

/// Reads, changes and writes a file while no other process does: `change` is given the path, reads what is there now
/// and returns what shall be.
pub(crate) fn change(
    path: &Path,
    change: impl FnOnce(&Path) -> Result<Vec<u8>, Error>,
) -> Result<(), Error> {
    replaceable(path)?;
    let held = Lock::take(path)?;
    let content = change(path)?;
    let written = replace(path, &content);
    drop(held);
    written.map_err(|source| Error::FileUnwritable { path: path.to_owned(), source })
}

/// Whether a path is free, or an ordinary file that may be replaced.
///
/// # Errors
///
/// A link, a device, a pipe or a folder: replacing one would surprise whoever put it there.
pub(crate) fn replaceable(path: &Path) -> Result<(), Error> {
    let found = match fs::symlink_metadata(path) {
        Ok(it) => it.file_type(),
        Err(it) if it.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(source) => return Err(Error::FileUnwritable { path: path.to_owned(), source }),
    };
    if found.is_file() {
        return Ok(());
    }
    Err(Error::Irreplaceable { path: path.to_owned(), what: disk::kind(found) })
}

/// Whether a path is none of what a run goes by: the documents, those that could not be read among them, and what is
/// said of them.
///
/// # Errors
///
/// One of them: it would be gone.
pub(crate) fn is_no_source(path: &Path, corpus: &Corpus) -> Result<(), Error> {
    let place = disk::canonical(path);
    let irreplaceable = |what| Err(Error::Irreplaceable { path: path.to_owned(), what });
    let documents = corpus.documents.iter().map(|it| &it.source.path);
    let unread = corpus.problems.iter().map(|it| &it.source);
    if documents.chain(unread).any(|it| disk::canonical(&disk::path(it)) == place) {
        return irreplaceable("one of the documents");
    }
    let name = path.file_name().unwrap_or_default();
    let is_own = OWN.iter().any(|it| name.eq_ignore_ascii_case(it));
    if is_own && path.exists() { irreplaceable("a file of settings or records") } else { Ok(()) }
}

/// Names of files that people write, or that hold what they decided; a report goes elsewhere.
const OWN: [&str; 3] = [crosscheck::config::NAME, "sources.yaml", Decisions::NAME];

fn replace(path: &Path, content: &[u8]) -> io::Result<()> {
    let beside = beside(path, "new");
    // Nobody else writes here while the lock is held: this is what a killed run has left.
    match fs::remove_file(&beside) {
        Err(it) if it.kind() != io::ErrorKind::NotFound => return Err(it),
        _ => {}
    }
    let guard = signals::removes(&beside);
    let written = written(&beside, path, content).and_then(|()| fs::rename(&beside, path));
    if written.is_err() {
        let _: io::Result<()> = fs::remove_file(&beside);
    }
    drop(guard);
    written?;
    flush_folder(folder_of(path))
}

/// A new file with this content, on the disk when this returns.
fn written(beside: &Path, path: &Path, content: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(beside)?;
    // Who may read it stays as it was.
    if let Ok(old) = fs::metadata(path) {
        file.set_permissions(old.permissions())?;
    }
    file.write_all(content)?;
    file.flush()?;
    file.sync_all()
}

/// The name of a moved file is on the disk only when its folder is.
#[cfg(unix)]
fn flush_folder(folder: &Path) -> io::Result<()> {
    File::open(folder)?.sync_all()
}

#[cfg(not(unix))]
fn flush_folder(_: &Path) -> io::Result<()> {
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    path.parent().filter(|it| !it.as_os_str().is_empty()).unwrap_or(Path::new("."))
}

/// `.NAME.ENDING` in the folder of a file.
fn beside(path: &Path, ending: &str) -> PathBuf {
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".");
    name.push(ending);
    folder_of(path).join(name)
}

/// The right to change a file, held by at most one process: a file beside it that is locked (`flock`, `LockFileEx`), so
/// that the system takes the right back from a process that dies.
#[derive(Debug)]
struct Lock {
    file: File,
    path: PathBuf,
    /// A run that is stopped takes it away; one that is killed leaves it to the next.
    _removed: signals::Removed,
}

impl Lock {
    fn held(file: File, path: PathBuf) -> Self {
        let removed = signals::removes(&path);
        Self { file, path, _removed: removed }
    }

    fn take(of: &Path) -> Result<Self, Error> {
        let path = beside(of, "lock");
        let failed = |source| Error::FileUnwritable { path: of.to_owned(), source };
        let until = Instant::now() + PATIENCE;
        loop {
            replaceable(&path)?;
            let mut options = OpenOptions::new();
            options.write(true).create(true).truncate(false);
            let file = options.open(&path).map_err(failed)?;
            match file.try_lock() {
                Ok(()) if is_at(&file, &path) => return Ok(Self::held(file, path)),
                // Its holder took the file away between the two calls.
                Ok(()) | Err(TryLockError::WouldBlock) => {}
                // A file system without locks: one writer at a time is then up to those who use it.
                Err(TryLockError::Error(it)) if it.kind() == io::ErrorKind::Unsupported => {
                    return Ok(Self::held(file, path));
                }
                Err(TryLockError::Error(source)) => return Err(failed(source)),
            }
            if Instant::now() >= until {
                return Err(Error::Locked { path: of.to_owned(), seconds: PATIENCE.as_secs() });
            }
            thread::sleep(BEAT);
        }
    }
}

impl Drop for Lock {
    fn drop(&mut self) {
        // While it is still held, so that nobody is robbed of a lock of their own.
        #[cfg(unix)]
        if is_at(&self.file, &self.path) {
            let _: io::Result<()> = fs::remove_file(&self.path);
        }
        let _: io::Result<()> = self.file.unlock();
    }
}

/// Whether a path still leads to an open file.
#[cfg(unix)]
fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt as _;
    let id = |it: fs::Metadata| (it.dev(), it.ino());
    match (file.metadata(), fs::symlink_metadata(path)) {
        (Ok(open), Ok(named)) => id(open) == id(named),
        _ => false,
    }
}

/// Where an open file cannot be taken away it still is where it was.
#[cfg(not(unix))]
fn is_at(_: &File, _: &Path) -> bool {
    true
}
