//! `read-apart`: the process that reads one file of a binary format, within limits that the system holds.

use std::io;
use std::process::ExitCode;

use crosscheck::collect;
use crosscheck::config::{Apart, Config};
use crosscheck::lexicon::Lexicon;

use crate::args::ReadApart;

/// The verb, as it is called.
const VERB: &str = "read-apart";

/// This very program, to be started again for a file; `None` where the system cannot tell which it is.
pub(crate) fn reader() -> Option<Apart> {
    let program = std::env::current_exe().ok()?;
    Some(Apart { program, arguments: vec![VERB.to_owned()] })
}

pub(crate) fn run(args: &ReadApart) -> ExitCode {
    limit();
    let settings = args.settings.as_deref().map_or_else(|| Ok(Config::default()), Config::read);
    let told = match (settings, Lexicon::english()) {
        (Ok(config), Ok(lexicon)) => {
            let (input, out) = (&mut io::stdin().lock(), &mut io::stdout().lock());
            collect::tell_apart(&args.name, &config, lexicon, input, out)
        }
        (Err(it), _) | (_, Err(it)) => Err(io::Error::other(it)),
    };
    // Who asked sees that there is no answer.
    if told.is_ok() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

/// Asks the system to hold this process to its limits: memory, time, and no files.
#[cfg(unix)]
fn limit() {
    use rustix::process::{Resource, Rlimit, setrlimit};
    let limits = [
        (Resource::As, collect::APART_MEMORY),
        (Resource::Cpu, collect::APART_SECONDS),
        (Resource::Fsize, 0),
        (Resource::Core, 0),
    ];
    for (of, most) in limits {
        // A system that cannot hold one limit holds the others.
        let _: rustix::io::Result<()> =
            setrlimit(of, Rlimit { current: Some(most), maximum: Some(most) });
    }
}

/// Elsewhere the one that asked waits only so long.
#[cfg(not(unix))]
fn limit() {}
