//! Which files a client may have read: those of the folders that the user named with `--root`, and of those that the client
//! says are its workspace.

use std::path::{Path, PathBuf};

use crosscheck::disk;
use serde_json::Value;

/// Folders that may be read, as the system calls them.
#[derive(Clone, Debug, Default)]
pub(super) struct Roots {
    named: Vec<PathBuf>,
    of_client: Vec<PathBuf>,
}

impl Roots {
    /// Folders of the command line; one that is none is told.
    pub(super) fn named(folders: &[PathBuf]) -> Result<Self, PathBuf> {
        let mut named = Vec::new();
        for folder in folders {
            let found = folder.canonicalize().ok().filter(|it| it.is_dir());
            named.push(found.ok_or_else(|| folder.clone())?);
        }
        Ok(Self { named, of_client: Vec::new() })
    }

    /// Takes what the client answers to `roots/list`: in place of what it said before.
    pub(super) fn take(&mut self, answer: &Value) {
        let folders = answer.get("roots").and_then(Value::as_array).into_iter().flatten();
        let path = |it: &Value| folder(it.get("uri")?.as_str()?);
        self.of_client = folders.filter_map(path).collect();
    }

    /// The file or folder at a path, if it may be read: below one of the roots, links followed. A path that is not absolute is
    /// looked for in each of them.
    ///
    /// # Errors
    ///
    /// Why it may not, in a sentence that goes on after the path.
    pub(super) fn allowed(&self, path: &str) -> Result<String, String> {
        let all = || self.named.iter().chain(&self.of_client);
        if all().next().is_none() {
            let message = "may not be read: no folder is open to this server; start it with --root FOLDER, or give \
                           the text itself";
            return Err(message.to_owned());
        }
        let given = Path::new(path);
        // What is absolute stays itself, whatever it is joined to.
        let places: Vec<PathBuf> = all().map(|it| it.join(given)).collect();
        let is_open = |it: &PathBuf| all().any(|root| it.starts_with(root));
        let found = places.iter().filter_map(|it| it.canonicalize().ok()).find(is_open);
        // Whether there is something elsewhere is nobody's business.
        found.map(|it| disk::spelled(&it)).ok_or_else(|| {
            let folders: Vec<String> = all().map(|it| disk::spelled(it)).collect();
            format!("is not in {}, of which alone may be read", folders.join(", "))
        })
    }

    /// The folders that are open.
    pub(super) fn folders(&self) -> Vec<PathBuf> {
        self.named.iter().chain(&self.of_client).cloned().collect()
    }

    /// A path as it is shown to the client: from its root.
    pub(super) fn shown(&self, path: &str) -> String {
        let own = disk::path(path);
        let inner =
            self.named.iter().chain(&self.of_client).find_map(|it| own.strip_prefix(it).ok());
        let inner = inner.filter(|it| !it.as_os_str().is_empty());
        inner.map_or_else(|| path.to_owned(), disk::spelled)
    }
}

/// The folder of a `file:` address; none of any other.
fn folder(uri: &str) -> Option<PathBuf> {
    let rest = uri.strip_prefix("file://")?;
    let rest = rest.strip_prefix("localhost").unwrap_or(rest);
    let path = disk::unescaped(rest)?;
    // "file:///C:/desk" begins with a slash that is none of the path.
    let is_drive = path.as_bytes().get(2) == Some(&b':');
    let path = if is_drive { path.trim_start_matches('/') } else { &path };
    Path::new(path).canonicalize().ok().filter(|it| it.is_dir())
}
