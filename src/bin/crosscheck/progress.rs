//! A sign of life on standard error for work over a second, on a terminal only.

use std::io::{self, IsTerminal as _};
use std::sync::mpsc::{RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work is done before anybody could read of it.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the sign moves.
const BEAT: Duration = Duration::from_millis(120);

/// Shows what goes on until it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    at_work: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to show; nothing at all where nobody looks.
    pub(crate) fn new(what: &'static str, is_wanted: bool) -> Self {
        if !is_wanted || !io::stderr().is_terminal() {
            return Self::default();
        }
        let (done, is_done) = channel();
        let shown = thread::spawn(move || {
            if is_done.recv_timeout(PATIENCE) != Err(RecvTimeoutError::Timeout) {
                return;
            }
            let bar = ProgressBar::new_spinner().with_message(what).with_elapsed(PATIENCE);
            if let Ok(style) = ProgressStyle::with_template("{spinner} {msg} · {elapsed}") {
                bar.set_style(style);
            }
            bar.enable_steady_tick(BEAT);
            // Until the work is done, whichever way it ends.
            let _: Result<(), _> = is_done.recv();
            bar.finish_and_clear();
        });
        Self { at_work: Some((done, shown)) }
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some((done, shown)) = self.at_work.take() else { return };
        drop(done);
        // The line is cleared before anything else is printed.
        let _: thread::Result<()> = shown.join();
    }
}
