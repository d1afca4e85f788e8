//! A call that leaves the interpreter to others while it computes, and stops where the user interrupts it.

use std::sync::Arc;
use std::thread;
use std::time::Duration;

use crosscheck::Error;
use crosscheck::checker::Checker;
use crosscheck::watch::Watch;
use pyo3::prelude::*;

use super::{CrosscheckError, raised};

/// How long the interpreter is left alone between two looks whether somebody interrupts: at first almost not, as most calls are short.
const FIRST: Duration = Duration::from_micros(200);
const LONGEST: Duration = Duration::from_millis(50);

/// What `work` gives; the interpreter is free meanwhile. An interruption stops it and is raised.
pub(crate) fn run<T: Send>(
    py: Python<'_>,
    checker: &Checker,
    work: impl FnOnce(&Checker) -> Result<T, Error> + Send,
) -> PyResult<T> {
    let watch = Arc::new(Watch::default());
    let checker = checker.clone().with_watch(Arc::clone(&watch));
    thread::scope(|scope| {
        let job = thread::Builder::new().spawn_scoped(scope, || work(&checker))?;
        let mut pause = FIRST;
        let mut interrupted = Ok(());
        while !job.is_finished() && interrupted.is_ok() {
            py.detach(|| thread::sleep(pause));
            pause = (pause * 2).min(LONGEST);
            interrupted = py.check_signals();
        }
        if interrupted.is_err() {
            watch.stop();
        }
        let done = py.detach(|| job.join());
        interrupted?;
        let failed = |_| {
            CrosscheckError::new_err("internal error; please report it, with the texts if you can")
        };
        done.map_err(failed)?.map_err(|it| raised(&it))
    })
}
