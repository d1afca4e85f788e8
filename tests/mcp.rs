//! The server for assistants, spoken to as a client does: a message a line.

use std::io::{BufRead as _, BufReader, Write as _};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

use serde_json::{Value, json};

use crate::support::desk;

const DRAFT: &str = "The quake killed 1,240 people in Ilo on Monday, and 36 boats sank.";
const WIRE: &str =
    "Rescuers in Ilo said on Monday that the quake killed 1,420 people. It sank 36 boats.";

/// A client with its server.
struct Client {
    server: Child,
    input: Option<ChildStdin>,
    output: BufReader<ChildStdout>,
}

impl Client {
    fn new(arguments: &[&str]) -> Self {
        let mut server = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
            .arg("mcp")
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let (input, output) = (server.stdin.take(), server.stdout.take().unwrap());
        Self { server, input, output: BufReader::new(output) }
    }

    fn write(&mut self, bytes: &[u8]) {
        let input = self.input.as_mut().unwrap();
        input.write_all(bytes).unwrap();
        input.flush().unwrap();
    }

    fn send(&mut self, message: &Value) {
        self.write(format!("{message}\n").as_bytes());
    }

    fn next(&mut self) -> Value {
        let mut line = String::new();
        assert!(self.output.read_line(&mut line).unwrap() > 0, "the server ended");
        serde_json::from_str(&line).unwrap()
    }

    /// The answer to a request.
    fn ask(&mut self, id: u32, method: &str, params: &Value) -> Value {
        self.send(&json!({ "jsonrpc": "2.0", "id": id, "method": method, "params": params }));
        let answer = self.next();
        assert_eq!((&answer["jsonrpc"], &answer["id"]), (&json!("2.0"), &json!(id)), "{answer}");
        answer
    }

    fn call(&mut self, id: u32, tool: &str, given: &Value) -> Value {
        let answer = self.ask(id, "tools/call", &json!({ "name": tool, "arguments": given }));
        answer["result"].clone()
    }

    /// What a call was refused with, for the assistant to mend.
    fn refused(&mut self, id: u32, tool: &str, given: &Value) -> String {
        let result = self.call(id, tool, given);
        assert_eq!(result["isError"], true, "{result}");
        result["content"][0]["text"].as_str().unwrap().to_owned()
    }

    /// Closes the input; the server ends by itself, and well.
    fn close(mut self) {
        drop(self.input.take());
        assert!(self.server.wait().unwrap().success());
    }
}

fn draft_and_source() -> Value {
    json!({
        "draft": { "texts": [{ "name": "draft.md", "text": DRAFT }] },
        "sources": { "texts": [{ "name": "wire.txt", "text": WIRE, "published": "2031-05-06" }] },
    })
}

#[test]
fn a_client_is_greeted_and_told_of_the_tools() {
    let mut client = Client::new(&[]);
    for (id, (offered, spoken)) in
        [("2025-06-18", "2025-06-18"), ("1999-01-01", "2025-11-25")].into_iter().enumerate()
    {
        let params = json!({ "protocolVersion": offered, "capabilities": {}, "clientInfo": { "name": "t", "version": "1" } });
        let answer = client.ask(u32::try_from(id).unwrap(), "initialize", &params);
        assert_eq!(answer["result"]["protocolVersion"], spoken);
        assert_eq!(answer["result"]["serverInfo"]["name"], "crosscheck");
    }
    client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
    let tools = client.ask(3, "tools/list", &json!({}))["result"]["tools"].clone();
    let tools = tools.as_array().unwrap();
    let names: Vec<&str> = tools.iter().map(|it| it["name"].as_str().unwrap()).collect();
    assert_eq!(names, ["check_draft", "check_sources", "table", "claims", "explain"]);
    for tool in tools {
        assert_eq!(tool["annotations"]["readOnlyHint"], true);
        assert_eq!(tool["inputSchema"]["type"], "object");
        assert_eq!(tool["outputSchema"]["type"], "object");
    }
    client.close();
}

#[test]
fn a_draft_is_checked_with_the_sentences_to_quote() {
    let mut client = Client::new(&[]);
    let result = client.call(1, "check_draft", &draft_and_source());
    assert_eq!(result["isError"], false, "{result}");
    let report = &result["structuredContent"];
    let finding = &report["findings"][0];
    assert_eq!(finding["rule"], "contradicted-figure");
    let told: Vec<(&str, &str, &str)> = finding["locations"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| {
            let of = |key: &str| it[key].as_str().unwrap();
            (of("source"), of("text"), of("sentence"))
        })
        .collect();
    let sentence = "Rescuers in Ilo said on Monday that the quake killed 1,420 people.";
    assert_eq!(told, [("draft.md", "1,240", DRAFT), ("wire.txt", "1,420", sentence)]);
    let states: Vec<&str> = report["coverage"]
        .as_array()
        .unwrap()
        .iter()
        .map(|it| it["status"].as_str().unwrap())
        .collect();
    assert_eq!(states, ["contradicted", "supported", "supported"]);
    assert_eq!(report["left_out"], json!({ "findings": 0, "confirmed": 0, "coverage": 0 }));
    let text = result["content"][0]["text"].as_str().unwrap();
    assert!(text.contains("the draft says 1,240, its source 1,420"), "{text}");
    // Of long lists a part is answered, and told.
    let mut given = draft_and_source();
    given["limit"] = json!(1);
    let result = client.call(2, "check_draft", &given);
    assert_eq!(result["structuredContent"]["left_out"]["coverage"], 2);
    // The finding explains itself.
    let mut given = draft_and_source();
    given["name"] = finding["fingerprint"].clone();
    let result = client.call(3, "explain", &given);
    let text = result["structuredContent"]["explanation"].as_str().unwrap();
    assert!(text.contains("1,420"), "{text}");
    client.close();
}

#[test]
fn lists_come_in_parts() {
    let mut client = Client::new(&[]);
    let text = "The port lost 12 boats, 40 nets and 7 men in May 2031.";
    let mut given =
        json!({ "sources": { "texts": [{ "name": "a.txt", "text": text }] }, "limit": 3 });
    let first = client.call(1, "claims", &given)["structuredContent"].clone();
    assert_eq!((&first["total"], &first["next"]), (&json!(4), &json!(3)));
    assert_eq!(first["claims"][1]["thing"]["head"], "net");
    given["from"] = first["next"].clone();
    let second = client.call(2, "claims", &given)["structuredContent"].clone();
    assert_eq!((second["claims"].as_array().unwrap().len(), &second["next"]), (1, &Value::Null));
    client.close();
}

#[test]
fn only_what_is_below_an_open_folder_is_read() {
    let desk = desk(&[("open/a.txt", WIRE), ("secret.txt", "It sank 99 boats.")]);
    let open = desk.path().join("open");
    let paths = |path: &str| json!({ "sources": { "paths": [path] } });
    let mut client = Client::new(&[]);
    let told = client.refused(1, "claims", &paths(open.to_str().unwrap()));
    assert!(told.contains("no folder is open to this server; start it with --root"), "{told}");
    client.close();
    let mut client = Client::new(&["--root", open.to_str().unwrap()]);
    for path in ["a.txt", ".", open.to_str().unwrap()] {
        let read = client.call(1, "claims", &paths(path))["structuredContent"].clone();
        assert_eq!(read["claims"][0]["source"], "a.txt", "{path}: {read}");
    }
    let secret = desk.path().join("secret.txt");
    for path in ["../secret.txt", secret.to_str().unwrap(), "/etc/passwd", "a.txt/../../secret.txt"]
    {
        let told = client.refused(2, "claims", &paths(path));
        assert!(told.contains("of which alone may be read"), "{told}");
    }
    #[cfg(unix)]
    {
        std::os::unix::fs::symlink(&secret, open.join("link.txt")).unwrap();
        let told = client.refused(3, "claims", &paths("link.txt"));
        assert!(told.contains("of which alone may be read"), "{told}");
        let read = client.call(4, "claims", &paths("."))["structuredContent"].clone();
        assert_eq!(read["total"], 3, "{read}");
    }
    let told = client.refused(5, "claims", &paths("gone.txt"));
    assert!(told.starts_with("`gone.txt` is not in"), "{told}");
    client.close();
}

/// A folder of sources may hold the draft, and a text is what it says it is.
#[test]
fn a_draft_among_its_sources_is_none_of_them() {
    let desk = desk(&[("draft.md", DRAFT), ("wire.txt", WIRE)]);
    let mut client = Client::new(&["--root", desk.path().to_str().unwrap()]);
    let given = json!({ "draft": { "paths": ["draft.md"] }, "sources": { "paths": ["."] } });
    let report = client.call(1, "check_draft", &given)["structuredContent"].clone();
    assert_eq!(report["findings"][0]["rule"], "contradicted-figure", "{report}");
    assert_eq!(report["summary"]["sources"], 2);
    let given = json!({ "sources": { "texts": [{ "name": "report.pdf", "text": WIRE }] } });
    assert_eq!(client.call(2, "claims", &given)["structuredContent"]["total"], 3);
    let broken = json!({ "sources": { "texts": [{ "name": "a.txt", "text": WIRE }, { "name": "b.json", "text": "{" }] } });
    let page = client.call(3, "table", &broken)["structuredContent"].clone();
    assert_eq!(page["problems"][0]["source"], "b.json", "{page}");
    client.close();
}

#[test]
fn the_folders_of_the_client_are_open() {
    let desk = desk(&[("my desk/a.txt", WIRE)]);
    let mut client = Client::new(&[]);
    let capabilities = json!({ "protocolVersion": "2025-06-18", "capabilities": { "roots": {} } });
    client.ask(1, "initialize", &capabilities);
    client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/initialized" }));
    let asked = client.next();
    assert_eq!(asked["method"], "roots/list");
    // A call that comes before the answer waits for it.
    let given = json!({ "sources": { "paths": ["a.txt"] } });
    client.send(&json!({ "jsonrpc": "2.0", "id": 2, "method": "tools/call", "params": { "name": "claims", "arguments": given } }));
    let uri = format!("file://{}", address(&desk.path().join("my desk")));
    client.send(
        &json!({ "jsonrpc": "2.0", "id": asked["id"], "result": { "roots": [{ "uri": uri }] } }),
    );
    let answer = client.next();
    assert_eq!(answer["result"]["structuredContent"]["claims"][1]["text"], "1,420", "{answer}");
    // It takes them back.
    client.send(&json!({ "jsonrpc": "2.0", "method": "notifications/roots/list_changed" }));
    let asked = client.next();
    client.send(&json!({ "jsonrpc": "2.0", "id": asked["id"], "result": { "roots": [] } }));
    let told = client.refused(3, "claims", &given);
    assert!(told.contains("no folder is open"), "{told}");
    client.close();
}

fn address(path: &Path) -> String {
    path.canonicalize().unwrap().to_str().unwrap().replace('\\', "/").replace(' ', "%20")
}

#[test]
fn how_far_a_call_is_can_be_told_and_a_call_taken_back() {
    let mut client = Client::new(&[]);
    let call = |id: u32, token: &str| {
        let meta = json!({ "progressToken": token });
        let params =
            json!({ "name": "check_draft", "arguments": draft_and_source(), "_meta": meta });
        json!({ "jsonrpc": "2.0", "id": id, "method": "tools/call", "params": params })
    };
    let cancel = json!({ "jsonrpc": "2.0", "method": "notifications/cancelled", "params": { "requestId": 2 } });
    let all = [call(1, "one"), call(2, "two"), cancel, call(3, "three")];
    let lines: Vec<String> = all.iter().map(ToString::to_string).collect();
    client.write(format!("{}\n", lines.join("\n")).as_bytes());
    let mut told = Vec::new();
    while told.last().is_none_or(|it| it != "answer 3") {
        let message = client.next();
        told.push(match message["method"].as_str() {
            Some(_) => {
                let of = &message["params"];
                format!(
                    "{} {}/{}",
                    of["progressToken"].as_str().unwrap(),
                    of["progress"],
                    of["total"]
                )
            }
            None => format!("answer {}", message["id"]),
        });
    }
    let expected = [
        "one 0/3",
        "one 1/3",
        "one 2/3",
        "answer 1",
        "three 0/3",
        "three 1/3",
        "three 2/3",
        "answer 3",
    ];
    assert_eq!(told, expected);
    client.close();
}

#[test]
fn what_is_no_message_gets_an_error_and_the_next_one_is_answered() {
    let mut client = Client::new(&[]);
    let deep = "[".repeat(100_000);
    let long = vec![b'x'; 17 << 20];
    let hostile: [(&[u8], i64); 11] = [
        (b"hello", -32700),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1", -32700),
        (b"\xff\xfe", -32700),
        (deep.as_bytes(), -32700),
        (&long, -32600),
        (b"[]", -32600),
        (b"7", -32600),
        (b"{\"id\":1,\"method\":\"ping\"}", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"id\":null,\"method\":\"ping\"}", -32600),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"resources/list\"}", -32601),
        (b"{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"rm\"}}", -32602),
    ];
    for (line, code) in hostile {
        client.write(line);
        client.write(b"\n\n  \n");
        let answer = client.next();
        let shown = String::from_utf8_lossy(&line[..line.len().min(80)]).into_owned();
        assert_eq!(answer["error"]["code"], code, "{shown}: {answer}");
        assert_eq!(client.ask(9, "ping", &Value::Null)["result"], json!({}), "{shown}");
    }
    // What a tool cannot take is told to the assistant.
    let cases = [
        ("claims", json!({}), "missing field `sources`"),
        ("claims", json!({ "sources": {} }), "names no text"),
        ("claims", json!({ "sources": { "texts": [], "files": [] } }), "unknown field `files`"),
        (
            "claims",
            json!({ "sources": { "texts": [{ "name": "", "text": "12 men" }] } }),
            "needs a `name`",
        ),
        (
            "claims",
            json!({ "sources": { "texts": [{ "name": "a", "text": "12 men", "published": "May" }] } }),
            "`May` is no day",
        ),
        (
            "explain",
            json!({ "name": "zzzz", "sources": { "texts": [{ "name": "a", "text": "12 men" }] } }),
            "no rule is called so",
        ),
        ("claims", json!(7), "not what the tool takes"),
        (
            "check_sources",
            json!({ "sources": { "texts": [{ "name": "a", "text": "12 men" }, { "name": "a", "text": "14 men" }] } }),
            "two texts are called `a`",
        ),
    ];
    for (tool, given, expected) in cases {
        let told = client.refused(10, tool, &given);
        assert!(told.contains(expected), "{given}: {told}");
    }
    client.close();
}

#[test]
fn a_root_that_is_none_is_told_at_once() {
    let output = Command::new(env!("CARGO_BIN_EXE_crosscheck"))
        .args(["mcp", "--root", "no/such/folder"])
        .stdin(Stdio::null())
        .output()
        .unwrap();
    assert_eq!(output.status.code(), Some(2));
    let told = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(told.contains("no/such/folder"), "{told}");
}
