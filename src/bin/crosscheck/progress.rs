//! How far a run has come, on standard error, for work over a second, on a terminal only.

use std::io::{self, IsTerminal as _};
use std::sync::Arc;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender, channel};
use std::thread::{self, JoinHandle};
use std::time::Duration;

use crosscheck::watch::{Stage, Watch};
use indicatif::{ProgressBar, ProgressStyle};

/// Shorter work is done before anybody could read of it.
const PATIENCE: Duration = Duration::from_secs(1);

/// How often the bar moves.
const BEAT: Duration = Duration::from_millis(120);

/// How much is done of how much; for a stage of unknown length only that something is done.
const BAR: &str = "{spinner} {msg} {bar:24} {pos}/{len} · {elapsed}";
const SPINNER: &str = "{spinner} {msg} · {elapsed}";

/// Shows what goes on until it is dropped.
#[derive(Debug, Default)]
pub(crate) struct Progress {
    /// What the run tells of itself.
    pub(crate) watch: Arc<Watch>,
    at_work: Option<(Sender<()>, JoinHandle<()>)>,
}

impl Progress {
    /// Begins to show; nothing at all where nobody looks.
    pub(crate) fn new(is_wanted: bool) -> Self {
        if !is_wanted || !io::stderr().is_terminal() {
            return Self::default();
        }
        let (done, is_done) = channel();
        let watch = Arc::new(Watch::default());
        let watched = Arc::clone(&watch);
        let shown = thread::spawn(move || {
            if is_done.recv_timeout(PATIENCE) == Err(RecvTimeoutError::Timeout) {
                show(&watched, &is_done);
            }
        });
        Self { watch, at_work: Some((done, shown)) }
    }
}

/// Shows how far the run has come until it is done, whichever way it ends.
fn show(watch: &Watch, is_done: &Receiver<()>) {
    let bar = ProgressBar::new(0).with_elapsed(PATIENCE);
    let mut drawn = None;
    loop {
        let (stage, done, total) = watch.now();
        bar.set_length(u64::try_from(total).unwrap_or(0));
        bar.set_position(u64::try_from(done).unwrap_or(0));
        if drawn != Some(stage) {
            drawn = Some(stage);
            let template = if stage == Stage::Comparing { SPINNER } else { BAR };
            if let Ok(style) = ProgressStyle::with_template(template) {
                bar.set_style(style);
            }
            bar.set_message(match stage {
                Stage::Reading => "reading documents",
                Stage::Extracting => "finding figures",
                Stage::Comparing => "comparing",
            });
        }
        bar.tick();
        if is_done.recv_timeout(BEAT) != Err(RecvTimeoutError::Timeout) {
            break;
        }
    }
    bar.finish_and_clear();
}

impl Drop for Progress {
    fn drop(&mut self) {
        let Some((done, shown)) = self.at_work.take() else { return };
        drop(done);
        // The line is cleared before anything else is printed.
        let _: thread::Result<()> = shown.join();
    }
}
