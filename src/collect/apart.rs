//! Files of binary formats are read in a process of their own: one that asks for too much memory or time ends that
//! process, and the run goes on.

use std::io::{self, Read as _, Write};
use std::path::Path;
use std::process::{Child, Command, ExitStatus, Stdio};
use std::sync::mpsc;
use std::thread;
use std::time::Duration;

use serde::{Deserialize, Serialize};

use super::format::{Context, Read, Reading, Refused, format_of};
use crate::claim::Source;
use crate::config::{Apart, Config};
use crate::guard::guarded;
use crate::lexicon::Lexicon;

/// How much memory the process may take: 512 MiB, with the program itself.
pub const MEMORY: u64 = 512 << 20;
/// How many seconds it may compute. A book of a thousand pages takes two.
pub const SECONDS: u64 = 6;
/// How long is waited for it in all, on a machine that has much else to do.
const PATIENCE: Duration = Duration::from_mins(1);
/// No more is read of what it prints: eight bytes for each of the largest text.
const LARGEST_ANSWER: u64 = 512 << 20;
/// Text beyond this is none that anybody wrote: 32 MiB.
const LARGEST_TEXT: usize = 32 << 20;

/// What a process tells of a file.
#[derive(Deserialize, Serialize)]
struct Answer {
    title: Option<String>,
    /// What a mail says of itself.
    publisher: Option<String>,
    published: Option<String>,
    url: Option<String>,
    language: Option<String>,
    reading: Result<Reading, Refused>,
}

/// Reads a file in a process of its own.
pub(super) fn read(
    apart: &Apart,
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let settings = context.mapping.and(context.settings);
    let mut child = begun(apart, &source.path, settings)
        .map_err(|it| Refused::from(format!("was not read: `{}` {it}", apart.program.display())))?;
    let answered = answer(&mut child, bytes);
    // It has said all that it will: one that goes on has lost its way.
    let _: io::Result<()> = child.kill();
    let status = child.wait();
    let answer: Option<Answer> = answered.and_then(|it| serde_json::from_slice(&it).ok());
    let Some(Answer { title, publisher, published, url, language, reading }) = answer else {
        return Err(Refused::from(ended(status.ok())));
    };
    source.title = source.title.take().or(title);
    source.publisher = source.publisher.take().or(publisher);
    source.published = source.published.or_else(|| published?.parse().ok());
    source.url = source.url.take().or(url);
    source.language = source.language.take().or(language);
    reading
}

fn begun(apart: &Apart, name: &str, settings: Option<&Path>) -> Result<Child, String> {
    let mut command = Command::new(&apart.program);
    command.args(&apart.arguments);
    if let Some(settings) = settings {
        command.arg("--settings").arg(settings);
    }
    command.arg("--").arg(name);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::null());
    command.spawn().map_err(|it| format!("could not be started: {it}"))
}

/// What the process prints when it is given the file; `None` where it stops before, or does not stop.
fn answer(child: &mut Child, bytes: &[u8]) -> Option<Vec<u8>> {
    let (stdin, stdout) = (child.stdin.take()?, child.stdout.take()?);
    let (told, heard) = mpsc::channel();
    thread::spawn(move || {
        let mut answer = Vec::new();
        let read = stdout.take(LARGEST_ANSWER).read_to_end(&mut answer);
        // Nobody listens any more where it took too long.
        let _: Result<(), _> = told.send(read.ok().map(|_| answer));
    });
    // It reads all of its input before it prints, or has stopped, which shows in what it prints.
    let _: io::Result<()> = { stdin }.write_all(bytes);
    heard.recv_timeout(PATIENCE).ok().flatten().filter(|it| !it.is_empty())
}

/// Why a process ended without an answer.
fn ended(status: Option<ExitStatus>) -> String {
    let limit = MEMORY >> 20;
    match status.and_then(signal) {
        // What Rust does where there is no memory, and where there is no stack.
        Some(ABORTED | NO_SUCH_MEMORY) => {
            format!(
                "needs more than {limit} MiB of memory to be read; save what is needed of it as a smaller file"
            )
        }
        Some(KILLED | OUT_OF_TIME) => format!(
            "takes longer than {SECONDS} s to be read; save what is needed of it as a smaller file"
        ),
        _ => "could not be read; open it and save it again".to_owned(),
    }
}

/// `SIGABRT`, `SIGSEGV`, `SIGKILL` and `SIGXCPU` on the systems that have the last one.
const ABORTED: i32 = 6;
const NO_SUCH_MEMORY: i32 = 11;
const KILLED: i32 = 9;
const OUT_OF_TIME: i32 = 24;

#[cfg(unix)]
fn signal(status: ExitStatus) -> Option<i32> {
    std::os::unix::process::ExitStatusExt::signal(&status)
}

#[cfg(not(unix))]
fn signal(_: ExitStatus) -> Option<i32> {
    None
}

/// The other side: reads one file from `input` and tells `out` what it found.
///
/// The caller limits the process first; see [`MEMORY`] and [`SECONDS`].
///
/// # Errors
///
/// What reading and writing say.
pub fn tell(
    name: &str,
    config: &Config,
    lexicon: &Lexicon,
    input: &mut dyn io::Read,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut bytes = Vec::new();
    input.take(config.largest_file.as_u64()).read_to_end(&mut bytes)?;
    let context = Context { mapping: config.mapping(name), ..Context::of(lexicon) };
    let mut source = Source::at(name);
    let reading = here(&bytes, &mut source, context);
    drop(bytes);
    let Source { title, publisher, published, url, language, .. } = source;
    let published = published.map(|it| it.to_string());
    let answer = Answer { title, publisher, published, url, language, reading };
    let mut out = io::BufWriter::new(out);
    serde_json::to_writer(&mut out, &answer)?;
    out.flush()
}

/// Reads a file of a binary format in this process.
fn here(bytes: &[u8], source: &mut Source, context: Context<'_>) -> Result<Reading, Refused> {
    match format_of(Path::new(&source.path)).map(|it| it.read) {
        Some(Read::Bytes(read)) => caught(read, bytes, source, context),
        _ => Err(Refused::from("is of no binary format".to_owned())),
    }
}

/// Reads a file of a binary format in this process; a reader that fails inside does not take the run with it.
pub(super) fn caught(
    read: fn(&[u8], &mut Source, Context<'_>) -> Result<Reading, Refused>,
    bytes: &[u8],
    source: &mut Source,
    context: Context<'_>,
) -> Result<Reading, Refused> {
    let read = guarded("", "", || read(bytes, source, context));
    let failed = || Refused::from("could not be read; open it and save it again".to_owned());
    let reading = read.unwrap_or_else(|_| Err(failed()))?;
    if reading.text.as_ref().is_some_and(|it| it.len() > LARGEST_TEXT) {
        let limit = LARGEST_TEXT >> 20;
        return Err(Refused::from(format!(
            "holds more than {limit} MiB of text and was not read; split it"
        )));
    }
    Ok(reading)
}
