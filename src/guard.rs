//! A net below every part of a run: what fails inside of one document or one rule is told, and the rest goes on.
//!
//! Nothing is meant to fall into it. A panic is a mistake of this program, never of a document.

use std::any::Any;
use std::cell::RefCell;
use std::panic::{self, AssertUnwindSafe};

use crate::error::Problem;

thread_local! {
    /// Where in the program the last panic of this thread came from.
    static PLACE: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps panics from being printed as they come: what [`guarded`] catches is told as a problem. For programs, not for
/// libraries, as the hook is the whole process's.
pub fn keep_silent() {
    panic::set_hook(Box::new(|info| {
        let place = info.location().map(|it| format!("{}:{}", it.file(), it.line()));
        PLACE.with(|it| it.replace(place));
    }));
}

/// What a part of a run gives, or the problem that it failed inside, which names `source` and what was being done.
///
/// ```
/// use crosscheck::guard::guarded;
///
/// assert_eq!(guarded("a.md", "reading it", || 7).ok(), Some(7));
/// let failed = guarded("a.md", "reading it", || -> i32 { panic!("no such luck") }).unwrap_err();
/// assert!(failed.message.starts_with("internal error while reading it (no such luck"));
/// ```
///
/// # Errors
///
/// A panic of `part`, as a [`Problem`] that makes the run incomplete.
pub fn guarded<T>(source: &str, doing: &str, part: impl FnOnce() -> T) -> Result<T, Problem> {
    panic::catch_unwind(AssertUnwindSafe(part)).map_err(|payload| {
        let place = PLACE.with(RefCell::take).map_or_else(String::new, |it| format!(", {it}"));
        let message = format!(
            "internal error while {doing} ({}{place}); please report it, with the file if you can",
            said(&*payload)
        );
        Problem { source: source.to_owned(), line: None, message, is_incomplete: true }
    })
}

/// The words of a panic.
fn said(payload: &(dyn Any + Send)) -> String {
    let text = payload.downcast_ref::<&str>().map(|it| (*it).to_owned());
    let text = text.or_else(|| payload.downcast_ref::<String>().cloned());
    let text = text.unwrap_or_else(|| "without a word".to_owned());
    text.lines().next().unwrap_or_default().to_owned()
}
