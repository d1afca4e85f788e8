//! Messages of JSON-RPC 2.0, one a line, as the Model Context Protocol sends them over standard input and output.

use std::io::{BufRead, Read as _};

use serde::Deserialize;
use serde_json::{Value, json};

/// A message of more bytes is refused: 16 MiB.
pub(super) const LONGEST: u64 = 16 << 20;

/// What went wrong, as JSON-RPC numbers it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Code {
    /// The line is no JSON.
    Parse = -32700,
    /// It is JSON, but no message.
    Request = -32600,
    /// There is no such method.
    Method = -32601,
    /// The method takes no such parameters.
    Parameters = -32602,
    /// The server failed.
    Internal = -32603,
}

/// An error answer.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Failure {
    pub(super) code: Code,
    pub(super) message: String,
}

impl Failure {
    pub(super) fn new(code: Code, message: impl Into<String>) -> Self {
        Self { code, message: message.into() }
    }
}

/// What came in.
#[derive(Debug, PartialEq)]
pub(super) enum Message {
    /// Asks for an answer under its id.
    Request { id: Value, method: String, params: Value },
    /// Asks for none.
    Notification { method: String, params: Value },
    /// Answers a request of this server.
    Answer { id: Value, result: Option<Value> },
}

/// A message as it is written.
#[derive(Deserialize)]
struct Raw {
    jsonrpc: Option<Value>,
    #[serde(default, deserialize_with = "given")]
    id: Option<Value>,
    method: Option<String>,
    #[serde(default)]
    params: Value,
    #[serde(default, deserialize_with = "given")]
    result: Option<Value>,
    error: Option<Value>,
}

/// A field that is there, even as `null`.
fn given<'d, D: serde::Deserializer<'d>>(from: D) -> Result<Option<Value>, D::Error> {
    Value::deserialize(from).map(Some)
}

/// Reads a line of a message; what it says of itself is in the failure, with its id where it has one.
pub(super) fn message(line: &[u8]) -> Result<Message, (Value, Failure)> {
    let value: Value = serde_json::from_slice(line).map_err(|it| {
        (Value::Null, Failure::new(Code::Parse, format!("the line is no JSON: {it}")))
    })?;
    let id = value.get("id").cloned().unwrap_or(Value::Null);
    let id = if id.is_string() || id.is_number() { id } else { Value::Null };
    let wrong = |what: &str| (id.clone(), Failure::new(Code::Request, what));
    if value.is_array() {
        return Err(wrong("batches are not answered; send one message a line"));
    }
    let raw = Raw::deserialize(value).map_err(|it| wrong(&format!("no message: {it}")))?;
    if raw.jsonrpc.as_ref().and_then(Value::as_str) != Some("2.0") {
        return Err(wrong("`jsonrpc` must be \"2.0\""));
    }
    match (raw.method, raw.id) {
        (Some(method), None) => Ok(Message::Notification { method, params: raw.params }),
        (Some(method), Some(id)) if id.is_string() || id.is_number() => {
            Ok(Message::Request { id, method, params: raw.params })
        }
        (Some(_), Some(_)) => Err(wrong("`id` must be a string or a number")),
        (None, Some(id)) if raw.result.is_some() || raw.error.is_some() => {
            Ok(Message::Answer { id, result: raw.result })
        }
        (None, _) => Err(wrong("it has no `method`")),
    }
}

/// The next line without its end; `None` at the end of the input. A line that is too long is skipped, and told.
pub(super) fn line(input: &mut dyn BufRead) -> std::io::Result<Option<Result<Vec<u8>, Failure>>> {
    let mut line = Vec::new();
    let read = (&mut *input).take(LONGEST + 1).read_until(b'\n', &mut line)?;
    if read == 0 {
        return Ok(None);
    }
    if line.last() == Some(&b'\n') {
        line.pop();
        return Ok(Some(Ok(line)));
    }
    if u64::try_from(read).is_ok_and(|it| it <= LONGEST) {
        return Ok(Some(Ok(line)));
    }
    drop(line);
    skip_line(input)?;
    let message = format!("a message of more than {} MiB is not read", LONGEST >> 20);
    Ok(Some(Err(Failure::new(Code::Request, message))))
}

/// Reads up to the end of a line and keeps nothing.
fn skip_line(input: &mut dyn BufRead) -> std::io::Result<()> {
    loop {
        let buffer = input.fill_buf()?;
        if buffer.is_empty() {
            return Ok(());
        }
        let end = buffer.iter().position(|it| *it == b'\n');
        let used = end.map_or(buffer.len(), |it| it + 1);
        input.consume(used);
        if end.is_some() {
            return Ok(());
        }
    }
}

/// An answer, as a line.
pub(super) fn answer(id: &Value, outcome: Result<Value, Failure>) -> String {
    written(&match outcome {
        Ok(result) => json!({ "jsonrpc": "2.0", "id": id, "result": result }),
        Err(it) => {
            let error = json!({ "code": it.code as i32, "message": it.message });
            json!({ "jsonrpc": "2.0", "id": id, "error": error })
        }
    })
}

/// A notification or a request of this server, as a line.
pub(super) fn call(id: Option<&str>, method: &str, params: &Value) -> String {
    let mut message = json!({ "jsonrpc": "2.0", "method": method });
    if let (Value::Object(fields), Some(id)) = (&mut message, id) {
        fields.insert("id".to_owned(), id.into());
    }
    if let (Value::Object(fields), false) = (&mut message, params.is_null()) {
        fields.insert("params".to_owned(), params.clone());
    }
    written(&message)
}

/// JSON has no line ends of its own where it is written in one line.
fn written(message: &Value) -> String {
    format!("{message}\n")
}
