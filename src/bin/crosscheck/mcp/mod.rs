//! `mcp`: a server of the Model Context Protocol over standard input and output, for assistants that write or check texts.
//!
//! The protocol is that of <https://modelcontextprotocol.io/specification>, of its revisions with a handshake; of it the server
//! needs a dozen messages. It reads only what a message holds and what lies below folders that the user opened, writes
//! nothing, and runs no command.

mod asked;
mod given;
mod roots;
mod tools;
mod wire;

use std::collections::BTreeMap;
use std::io::{self, BufReader, Write as _};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc::{self, Receiver, SyncSender, TrySendError};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

use crosscheck::Error;
use crosscheck::config::Config;
use crosscheck::guard::guarded;
use crosscheck::lexicon::Lexicon;
use crosscheck::watch::Watch;
use serde_json::{Value, json};

use crate::args::Mcp;
use crate::{Outcome, STACK, apart};

use roots::Roots;
use tools::{Desk, STEPS, TOOLS, Tool};
use wire::{Code, Failure, Message};

/// The revisions that are spoken, the newest first. That of March 2025 asks for batches, which no other has.
const VERSIONS: [&str; 3] = ["2025-11-25", "2025-06-18", "2024-11-05"];

/// So many calls may wait, and no more bytes of them all: 64 MiB.
const QUEUE: usize = 64;
const LARGEST: usize = 64 << 20;

/// How long a call waits for the client to say which folders are its workspace.
const PATIENCE: Duration = Duration::from_secs(2);

const INSTRUCTIONS: &str = "Checks figures of texts against each other; it knows nothing but the texts it is given. Hold a draft against its \
     sources with check_draft before a figure is published, and texts about one story against each other with check_sources. Give texts \
     whole and as published, with their dates where known. Quote the passages of the answer; a finding is a question for an editor, and \
     does not say which source is wrong.";

/// A call that waits for its turn.
struct Job {
    id: Value,
    tool: &'static Tool,
    given: Value,
    /// What the client wants to be told of its progress by.
    token: Option<Value>,
    /// How many bytes the message had.
    size: usize,
}

/// What both threads know.
#[derive(Default)]
struct Shared {
    roots: Mutex<Known>,
    told: Condvar,
    /// Calls that wait or run; one that is taken back is stopped.
    calls: Mutex<BTreeMap<String, Arc<Watch>>>,
    /// How many bytes of calls wait.
    waiting: AtomicUsize,
}

/// Which folders are open.
#[derive(Default)]
struct Known {
    roots: Roots,
    /// The client was asked and has not answered.
    is_asked: bool,
}

pub(crate) fn run(args: &Mcp) -> Result<Outcome, Error> {
    let roots = Roots::named(&args.root).map_err(|it| Error::NothingToRead {
        paths: vec![format!("`{}`, which --root names and which is no folder", it.display())],
    })?;
    let shared = Arc::new(Shared::default());
    lock(&shared.roots).roots = roots;
    let lexicon = Lexicon::english()?;
    let (queue, jobs) = mpsc::sync_channel(QUEUE);
    let worker = {
        let shared = Arc::clone(&shared);
        let work = move || work(&jobs, &shared, lexicon);
        thread::Builder::new().stack_size(STACK).spawn(work)?
    };
    let mut server = Server { shared, queue, has_roots: false, asked: 0 };
    let mut input = BufReader::new(io::stdin().lock());
    while let Some(line) = wire::line(&mut input)? {
        match line {
            Ok(line) if line.iter().all(u8::is_ascii_whitespace) => {}
            Ok(line) => server.take(&line)?,
            Err(failure) => send(&wire::answer(&Value::Null, Err(failure)))?,
        }
    }
    // The client is gone: what it asked for is finished, and then the server ends.
    drop(server);
    let _: thread::Result<()> = worker.join();
    Ok(Outcome::new(Vec::new(), 0))
}

/// What reads messages.
struct Server {
    shared: Arc<Shared>,
    queue: SyncSender<Job>,
    /// Whether the client has folders to tell of.
    has_roots: bool,
    /// How often it was asked for them.
    asked: usize,
}

impl Server {
    fn take(&mut self, line: &[u8]) -> Result<(), Error> {
        match wire::message(line) {
            Err((id, failure)) => send(&wire::answer(&id, Err(failure))),
            Ok(Message::Request { id, method, params }) => {
                match self.answer(&id, &method, params, line.len()) {
                    Ok(None) => Ok(()),
                    Ok(Some(result)) => send(&wire::answer(&id, Ok(result))),
                    Err(failure) => send(&wire::answer(&id, Err(failure))),
                }
            }
            Ok(Message::Notification { method, params }) => self.notified(&method, &params),
            Ok(Message::Answer { id, result }) => {
                self.told(&id, result.as_ref());
                Ok(())
            }
        }
    }

    /// The answer to a request; `None` where it comes later.
    fn answer(
        &mut self,
        id: &Value,
        method: &str,
        params: Value,
        size: usize,
    ) -> Result<Option<Value>, Failure> {
        match method {
            "initialize" => {
                self.has_roots = params.pointer("/capabilities/roots").is_some();
                Ok(Some(greeting(&params)))
            }
            "ping" => Ok(Some(json!({}))),
            "tools/list" => {
                let tools: Vec<Value> = TOOLS.iter().map(Tool::shown).collect();
                Ok(Some(json!({ "tools": tools })))
            }
            "tools/call" => self.call(id, params, size).map(|()| None),
            _ => Err(Failure::new(Code::Method, format!("there is no method `{method}`"))),
        }
    }

    fn call(&self, id: &Value, mut params: Value, size: usize) -> Result<(), Failure> {
        let name = params.get("name").and_then(Value::as_str).unwrap_or_default();
        let tool = Tool::named(name).ok_or_else(|| {
            let names: Vec<&str> = TOOLS.iter().map(|it| it.name).collect();
            let message = format!("there is no tool `{name}`; there are {}", names.join(", "));
            Failure::new(Code::Parameters, message)
        })?;
        let token = params.pointer("/_meta/progressToken").cloned();
        let given = params.get_mut("arguments").map_or(Value::Null, Value::take);
        let given = if given.is_null() { json!({}) } else { given };
        let busy = || Failure::new(Code::Internal, "too many calls are waiting; try again later");
        if self.shared.waiting.load(Ordering::Relaxed).saturating_add(size) > LARGEST {
            return Err(busy());
        }
        lock(&self.shared.calls).insert(id.to_string(), Arc::default());
        self.shared.waiting.fetch_add(size, Ordering::Relaxed);
        let job = Job { id: id.clone(), tool, given, token, size };
        self.queue.try_send(job).map_err(|it| {
            lock(&self.shared.calls).remove(&id.to_string());
            self.shared.waiting.fetch_sub(size, Ordering::Relaxed);
            match it {
                TrySendError::Full(_) => busy(),
                TrySendError::Disconnected(_) => {
                    Failure::new(Code::Internal, "the server has ended")
                }
            }
        })
    }

    fn notified(&mut self, method: &str, params: &Value) -> Result<(), Error> {
        match method {
            "notifications/initialized" | "notifications/roots/list_changed" if self.has_roots => {
                self.asked += 1;
                lock(&self.shared.roots).is_asked = true;
                send(&wire::call(
                    Some(&format!("roots-{}", self.asked)),
                    "roots/list",
                    &Value::Null,
                ))
            }
            "notifications/cancelled" => {
                let id = params.get("requestId").filter(|it| it.is_string() || it.is_number());
                let calls = lock(&self.shared.calls);
                // What was answered is not taken back any more.
                if let Some(call) = id.and_then(|it| calls.get(&it.to_string())) {
                    call.stop();
                }
                Ok(())
            }
            _ => Ok(()),
        }
    }

    /// The client answers; of several questions the last one counts.
    fn told(&self, id: &Value, result: Option<&Value>) {
        if id.as_str() != Some(&format!("roots-{}", self.asked)) {
            return;
        }
        let mut known = lock(&self.shared.roots);
        known.is_asked = false;
        known.roots.take(result.unwrap_or(&Value::Null));
        self.shared.told.notify_all();
    }
}

/// What the server says of itself, in the client's revision where it is spoken.
fn greeting(params: &Value) -> Value {
    let wanted = params.get("protocolVersion").and_then(Value::as_str).unwrap_or_default();
    let version = VERSIONS.iter().find(|it| **it == wanted).unwrap_or(&VERSIONS[0]);
    json!({
        "protocolVersion": version,
        "capabilities": { "tools": { "listChanged": false } },
        "serverInfo": { "name": "crosscheck", "title": "crosscheck", "version": env!("CARGO_PKG_VERSION") },
        "instructions": INSTRUCTIONS,
    })
}

/// Does one call after the other: each of them uses all cores.
fn work(jobs: &Receiver<Job>, shared: &Shared, lexicon: &Lexicon) {
    let config = Config { apart: apart::reader(), ..Config::default() };
    for job in jobs {
        shared.waiting.fetch_sub(job.size, Ordering::Relaxed);
        let id = job.id.clone();
        let watch = lock(&shared.calls).get(&id.to_string()).cloned().unwrap_or_default();
        let result = (!watch.is_stopped()).then(|| done(job, shared, (&config, lexicon), &watch));
        // What was taken back is not answered.
        let result = result.filter(|_| !watch.is_stopped());
        lock(&shared.calls).remove(&id.to_string());
        if result.is_some_and(|it| send(&wire::answer(&id, Ok(it))).is_err()) {
            return;
        }
    }
}

/// The answer of a call.
fn done(
    Job { tool, given, token, .. }: Job,
    shared: &Shared,
    (config, lexicon): (&Config, &Lexicon),
    watch: &Watch,
) -> Value {
    let step = |done: u32, message: &str| {
        if watch.is_stopped() {
            return Err("the call was taken back".to_owned());
        }
        if let Some(token) = &token {
            let params = json!({ "progressToken": token, "progress": done, "total": STEPS, "message": message });
            // A client that is gone hears nothing.
            let _: Result<(), Error> = send(&wire::call(None, "notifications/progress", &params));
        }
        Ok(())
    };
    let roots = || open(shared);
    let desk = Desk { roots: &roots, config, lexicon, step: &step, watch };
    let answer = guarded(tool.name, "answering", || tool.call(&desk, given));
    match answer.unwrap_or_else(|it| Err(it.message)) {
        Ok(it) => json!({
            "content": [{ "type": "text", "text": it.text }],
            "structuredContent": it.structured,
            "isError": false,
        }),
        // For the assistant to mend, so no failure of the protocol.
        Err(message) => json!({
            "content": [{ "type": "text", "text": message }],
            "isError": true,
        }),
    }
}

/// The folders that are open, once the client has said so.
fn open(shared: &Shared) -> Roots {
    let known = lock(&shared.roots);
    let known = shared.told.wait_timeout_while(known, PATIENCE, |it| it.is_asked);
    let mut known = known.unwrap_or_else(PoisonError::into_inner).0;
    // One that does not answer is not waited for again.
    known.is_asked = false;
    known.roots.clone()
}

/// Writes a line that no other one runs into.
fn send(line: &str) -> Result<(), Error> {
    let mut out = io::stdout().lock();
    out.write_all(line.as_bytes())?;
    out.flush()?;
    Ok(())
}

/// What another thread left when it failed is as good as before.
fn lock<T>(of: &Mutex<T>) -> MutexGuard<'_, T> {
    of.lock().unwrap_or_else(PoisonError::into_inner)
}
