//! What is done when the system asks the process to stop: half-written files go, the terminal is given back.

use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Files that are being written, and are nothing yet.
static UNFINISHED: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

fn unfinished() -> MutexGuard<'static, Vec<PathBuf>> {
    UNFINISHED.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A file that a stopped run takes away; it is safe once this is dropped.
#[derive(Debug)]
pub(crate) struct Removed(PathBuf);

/// Says that a file is only half of something until the guard is dropped.
pub(crate) fn removes(path: &Path) -> Removed {
    unfinished().push(path.to_owned());
    Removed(path.to_owned())
}

impl Drop for Removed {
    fn drop(&mut self) {
        unfinished().retain(|it| *it != self.0);
    }
}

/// Waits for SIGINT, SIGTERM and SIGHUP in a thread of its own, and stops as they would once nothing is left behind.
#[cfg(unix)]
pub(crate) fn watch() {
    use signal_hook::consts::{SIGHUP, SIGINT, SIGTERM};
    use signal_hook::iterator::Signals;
    use signal_hook::low_level::emulate_default_handler;

    // Without the handler a signal stops the process all the same, only less tidily.
    let Ok(mut signals) = Signals::new([SIGINT, SIGTERM, SIGHUP]) else { return };
    std::thread::spawn(move || {
        let Some(signal) = signals.forever().next() else { return };
        // Held to the end: no file is begun any more.
        let unfinished = unfinished();
        for it in unfinished.iter() {
            let _: std::io::Result<()> = std::fs::remove_file(it);
        }
        crate::review::give_back();
        let _: std::io::Result<()> = emulate_default_handler(signal);
        std::process::exit(128 + signal);
    });
}

/// Where there are no such signals there is nothing to wait for.
#[cfg(not(unix))]
pub(crate) fn watch() {}
