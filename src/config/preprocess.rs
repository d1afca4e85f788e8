//! A command that turns a file of another format into text.

use std::io::{self, Read as _};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

/// A program with its arguments; the file's path is given behind them, and the text is what it prints.
#[derive(Clone, Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(try_from = "String")]
#[cfg_attr(feature = "schema", schemars(with = "String"))]
pub struct Preprocess {
    program: String,
    arguments: Vec<String>,
}

impl TryFrom<String> for Preprocess {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let mut words = shlex::split(&text)
            .ok_or_else(|| format!("`{text}` is no command: a quote has no end"))?
            .into_iter();
        let program = words.next().ok_or("the command is empty; name a program")?;
        Ok(Self { program, arguments: words.collect() })
    }
}

impl std::str::FromStr for Preprocess {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, String> {
        Self::try_from(text.to_owned())
    }
}

impl Preprocess {
    /// What the command prints for a file, of at most `limit` bytes.
    ///
    /// # Errors
    ///
    /// What went wrong, in words: the program is missing, failed or printed too much.
    pub fn run(&self, file: &Path, limit: u64) -> Result<Vec<u8>, String> {
        let told = |it: &io::Error| format!("`{}` could not be run: {it}", self.program);
        let mut child = Command::new(&self.program)
            .args(&self.arguments)
            .arg(no_option(file))
            .stdin(Stdio::null())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .map_err(|it| told(&it))?;
        let errors = child.stderr.take();
        // Both pipes are emptied at once: a program that fills one of them would wait for ever.
        let complaint = std::thread::spawn(move || {
            let mut first = Vec::new();
            if let Some(mut errors) = errors {
                let _: io::Result<usize> = (&mut errors).take(4096).read_to_end(&mut first);
                let _: io::Result<u64> = io::copy(&mut errors, &mut io::sink());
            }
            first
        });
        let mut text = Vec::new();
        let read =
            child.stdout.take().map_or(Ok(0), |it| it.take(limit + 1).read_to_end(&mut text));
        let is_large = u64::try_from(text.len()).is_ok_and(|it| it > limit);
        if is_large {
            let _: io::Result<()> = child.kill();
        }
        let status = child.wait().map_err(|it| told(&it))?;
        read.map_err(|it| told(&it))?;
        if is_large {
            return Err(format!("`{}` printed more than {} MiB", self.program, limit >> 20));
        }
        if status.success() {
            return Ok(text);
        }
        let complaint = complaint.join().unwrap_or_default();
        let complaint = String::from_utf8_lossy(&complaint);
        let first = complaint.lines().find(|it| !it.trim().is_empty()).unwrap_or("no message");
        Err(format!("`{}` failed ({status}): {}", self.program, first.trim()))
    }
}

/// A path that no command takes for an option: `-a.doc` becomes `./-a.doc`.
fn no_option(file: &Path) -> PathBuf {
    if file.is_absolute() || file.starts_with(".") || file.starts_with("..") {
        return file.to_owned();
    }
    Path::new(".").join(file)
}

impl std::fmt::Display for Preprocess {
    fn fmt(&self, out: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let words = std::iter::once(&*self.program).chain(self.arguments.iter().map(|it| &**it));
        // Quoted as a shell wants it, so that it shows where a word ends; a NUL, which no shell takes, is shown as it is.
        let shown = shlex::try_join(words.clone());
        out.write_str(&shown.unwrap_or_else(|_| words.collect::<Vec<_>>().join(" ")))
    }
}
