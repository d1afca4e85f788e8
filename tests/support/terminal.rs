//! The binary at work in a terminal of its own.

use std::io::{Read as _, Write};
use std::num::NonZero;
use std::path::Path;
use std::sync::mpsc::{Receiver, channel};
use std::thread;
use std::time::{Duration, Instant};

use portable_pty::{Child, CommandBuilder, MasterPty, PtySize, native_pty_system};
use vt100::Parser;

/// Longer than any step takes; a test that waits for it has failed.
const PATIENCE: Duration = Duration::from_mins(1);

/// A frame arrives in pieces, but not as far apart as this.
const QUIET: Duration = Duration::from_millis(400);

/// The binary at work in a terminal.
pub(crate) struct Terminal {
    pub(crate) child: Box<dyn Child + Send + Sync>,
    keys: Box<dyn Write + Send>,
    bytes: Receiver<Vec<u8>>,
    screen: Parser,
    /// Everything that was sent to it.
    pub(crate) sent: Vec<u8>,
    // Dropped, it would hang up.
    _master: Box<dyn MasterPty + Send>,
}

impl Terminal {
    pub(crate) fn open(folder: &Path, args: &[&str], (rows, cols): (u16, u16)) -> Self {
        let size = PtySize { rows, cols, pixel_width: 0, pixel_height: 0 };
        let pair = native_pty_system().openpty(size).unwrap();
        let mut command = CommandBuilder::new(assert_cmd::cargo::cargo_bin("crosscheck"));
        command.args(args);
        command.cwd(folder);
        command.env("TERM", "xterm-256color");
        command.env("CROSSCHECK_REVIEWER", "Ada");
        command.env("FORCE_HYPERLINK", "1");
        let child = pair.slave.spawn_command(command).unwrap();
        let (sender, bytes) = channel();
        let mut reader = pair.master.try_clone_reader().unwrap();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(count @ 1..) = reader.read(&mut buffer) {
                if sender.send(buffer[..count].to_vec()).is_err() {
                    return;
                }
            }
        });
        let keys = pair.master.take_writer().unwrap();
        let screen = Parser::new(NonZero::new(rows).unwrap(), NonZero::new(cols).unwrap(), 0);
        Self { child, keys, bytes, screen, sent: Vec::new(), _master: pair.master }
    }

    pub(crate) fn press(&mut self, keys: &str) -> &mut Self {
        self.keys.write_all(keys.as_bytes()).unwrap();
        self.keys.flush().unwrap();
        self
    }

    /// What the terminal shows as soon as a text stands in it.
    pub(crate) fn sees(&mut self, text: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.screen.screen().contents();
            if shown.contains(text) {
                return shown;
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{error}; `{text}` is not shown, but\n{shown}"),
            }
        }
    }

    /// What the terminal shows once a text stands in it and nothing more comes.
    pub(crate) fn shows(&mut self, text: &str) -> String {
        let until = Instant::now() + PATIENCE;
        loop {
            let shown = self.screen.screen().contents();
            if shown.contains(text) {
                let Ok(bytes) = self.bytes.recv_timeout(QUIET) else {
                    let lines = shown.lines().map(str::trim_end);
                    return lines.collect::<Vec<_>>().join("\n");
                };
                self.take(&bytes);
                continue;
            }
            let left = until.saturating_duration_since(Instant::now());
            match self.bytes.recv_timeout(left) {
                Ok(bytes) => self.take(&bytes),
                Err(error) => panic!("{error}; `{text}` is not shown, but\n{shown}"),
            }
        }
    }

    fn take(&mut self, bytes: &[u8]) {
        self.screen.process(bytes);
        self.sent.extend_from_slice(bytes);
    }

    /// Takes what was sent until the program has ended.
    pub(crate) fn rest(&mut self) {
        while let Ok(bytes) = self.bytes.recv_timeout(QUIET) {
            self.take(&bytes);
        }
    }

    /// Whether a program has the whole screen to itself.
    pub(crate) fn is_full_screen(&self) -> bool {
        self.screen.screen().alternate_screen()
    }

    pub(crate) fn ends(&mut self) -> u32 {
        self.child.wait().unwrap().exit_code()
    }
}
