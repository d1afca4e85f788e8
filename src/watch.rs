//! How far a run has come, for whoever looks at it from another thread.

use std::sync::atomic::{AtomicBool, AtomicU8, AtomicUsize, Ordering};

/// What a run is at.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[repr(u8)]
pub enum Stage {
    /// Documents are read: counted in documents.
    #[default]
    Reading,
    /// Figures are looked for: counted in documents.
    Extracting,
    /// Claims are held against each other: how much is left nobody knows.
    Comparing,
}

/// What a run tells of itself while it goes on. One that nobody looks at costs next to nothing.
///
/// ```
/// use crosscheck::watch::{Stage, Watch};
///
/// let watch = Watch::default();
/// assert_eq!(watch.now(), (Stage::Reading, 0, 0));
/// ```
#[derive(Debug, Default)]
pub struct Watch {
    stage: AtomicU8,
    done: AtomicUsize,
    total: AtomicUsize,
    is_stopped: AtomicBool,
}

impl Watch {
    /// A stage begins, of so many steps; 0 where nobody knows.
    pub(crate) fn begin(&self, stage: Stage, total: usize) {
        self.done.store(0, Ordering::Relaxed);
        self.total.store(total, Ordering::Relaxed);
        self.stage.store(stage as u8, Ordering::Relaxed);
    }

    /// So many steps of the stage are done.
    pub(crate) fn reach(&self, done: usize) {
        self.done.store(done, Ordering::Relaxed);
    }

    /// One more step of the stage is done.
    pub(crate) fn step(&self) {
        self.done.fetch_add(1, Ordering::Relaxed);
    }

    /// Asks the run to stop: it does so after the document or the story that it is at, or before the rules.
    pub fn stop(&self) {
        self.is_stopped.store(true, Ordering::Relaxed);
    }

    /// Whether the run was asked to stop.
    pub fn is_stopped(&self) -> bool {
        self.is_stopped.load(Ordering::Relaxed)
    }

    /// The stage, how many of its steps are done, and of how many; 0 where nobody knows. Between two stages the three may
    /// not fit together for a moment.
    pub fn now(&self) -> (Stage, usize, usize) {
        let stage = match self.stage.load(Ordering::Relaxed) {
            0 => Stage::Reading,
            1 => Stage::Extracting,
            _ => Stage::Comparing,
        };
        (stage, self.done.load(Ordering::Relaxed), self.total.load(Ordering::Relaxed))
    }
}
