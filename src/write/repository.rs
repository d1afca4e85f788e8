//! Paths as a host of code sees them: from the root of the repository.

use std::path::{Component, Path, PathBuf};

use crate::disk;

/// Where the run stands in a repository.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub struct Repository {
    /// The folder that is shown at the top; empty where there is no repository.
    pub root: PathBuf,
    /// The folder of the run, which relative paths are seen from.
    pub here: PathBuf,
}

impl Repository {
    /// A path as it is seen from the root; one that lies elsewhere as it is.
    ///
    /// ```
    /// use crosscheck::write::Repository;
    ///
    /// let of = Repository { root: "/site".into(), here: "/site/desk".into() };
    /// assert_eq!(of.seen("sources/a.md"), "desk/sources/a.md");
    /// assert_eq!(of.seen("../b.md"), "b.md");
    /// assert_eq!(of.seen("../../c.md"), "../../c.md");
    /// ```
    pub fn seen(&self, path: &str) -> String {
        if self.root.as_os_str().is_empty() {
            return path.to_owned();
        }
        let whole = plain(&self.here.join(disk::path(path)));
        whole.strip_prefix(&self.root).map_or_else(|_| path.to_owned(), disk::spelled)
    }
}

/// A path without `.` and `..`, as it is written.
fn plain(path: &Path) -> PathBuf {
    let mut plain = PathBuf::new();
    for part in path.components() {
        match part {
            Component::CurDir => {}
            Component::ParentDir => {
                plain.pop();
            }
            other => plain.push(other),
        }
    }
    plain
}
