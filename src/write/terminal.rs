//! The terminal: each finding with its passages, drawn by miette.
//!
//! A miette diagnostic has one source text, a finding has several, so each passage is a nested
//! diagnostic of its own. The text handed over is one sentence, cropped around the figure, with the
//! line and column it has in its file: a whole paragraph would break the underline.

use std::fmt;
use std::io;
use std::path::Path;

use miette::{
    Diagnostic, GraphicalReportHandler, GraphicalTheme, LabeledSpan, SourceCode, SourceSpan,
    ThemeCharacters, ThemeStyles,
};

use super::record::Summary;
use super::window::{Window, width_of};
use super::{Report, Repository, coverage, problems};
use crate::claim::{Document, Finding, Passage, Severity, Status, short_id, visible};
use crate::disk;
use crate::error::Error;
use crate::run::Judgement;

/// How output may look.
#[derive(Clone, Debug)]
#[expect(clippy::struct_excessive_bools, reason = "each is a flag of the command line")]
pub struct Look {
    /// Whether colours may be used.
    pub color: bool,
    /// Columns.
    pub width: usize,
    /// Whether only the counts are wanted.
    pub quiet: bool,
    /// Whether what was confirmed is wanted as well.
    pub verbose: bool,
    /// Whether drawings are to be replaced by words, for screen readers.
    pub narrate: bool,
    /// Whether the terminal opens links: places in files become some.
    pub links: bool,
    /// Where the run stands in a repository: what hosts of code read names files from its root.
    pub repository: Repository,
    /// The arguments that name the documents again, for the next command: `--in folder`.
    pub again: String,
}

impl Default for Look {
    fn default() -> Self {
        Self {
            color: false,
            width: 80,
            quiet: false,
            verbose: false,
            narrate: false,
            links: false,
            repository: Repository::default(),
            again: String::new(),
        }
    }
}

/// `check` in the terminal: a draft's figures, findings worst first, what was confirmed, problems, counts.
pub(super) fn report(
    out: &mut dyn io::Write,
    report: &Report<'_>,
    look: &Look,
) -> Result<(), Error> {
    let Report { corpus, judgement, covered, .. } = *report;
    if !look.quiet {
        coverage::sheet(out, corpus, covered.unwrap_or_default(), look)?;
        let shown = judgement.findings.iter().filter(|it| look.verbose || it.status.is_open());
        for finding in shown {
            if look.narrate {
                narrated(out, finding)?;
            } else {
                writeln!(out, "{}", drawn(finding, &corpus.documents, look))?;
            }
        }
        confirmed(out, judgement, look)?;
    }
    problems(out, &corpus.problems, look.verbose)?;
    for line in Summary::new(corpus, judgement).lines() {
        writeln!(out, "{line}")?;
    }
    if let Some(covered) = covered {
        writeln!(out, "{}", coverage::counted(covered))?;
    }
    Ok(())
}

/// The drawing of one finding.
pub(super) fn drawn(finding: &Finding, documents: &[Document], look: &Look) -> String {
    let characters = ThemeCharacters::unicode();
    let styles = if look.color { ThemeStyles::ansi() } else { ThemeStyles::none() };
    let handler = GraphicalReportHandler::new_themed(GraphicalTheme { characters, styles })
        .with_show_related_as_nested(true)
        // Only the message and the help are wrapped, and by us: a path must stay on its line.
        .with_width(4 * look.width.max(100))
        .with_context_lines(0)
        .with_links(false);
    let shown = Shown::new(finding, documents, look.width);
    let mut text = String::new();
    // Writing into a string cannot fail; a drawing that could not be made is no reason to stop.
    if handler.render_report(&mut text, &shown).is_err() {
        text = format!("{}: {}\n", finding.rule, visible(&finding.message));
    }
    if look.links {
        text = linked(&text, &shown);
    }
    let short = short_id(&finding.fingerprint);
    let head = format!("{}  {}  {short}", finding.rule, finding.severity.name());
    let body: Vec<&str> = text.lines().map(str::trim_end).skip_while(|it| it.is_empty()).collect();
    let status = match (&finding.status, finding.status.reason()) {
        (Status::New, _) => String::new(),
        (status, None) => format!("  {}\n", status.words()),
        (status, Some(reason)) => format!("  {}: {}\n", status.words(), visible(reason)),
    };
    let next = next(short, look);
    let next = format!("{status}{next}");
    format!("{head}\n{}\n{next}\n", body.join("\n").trim_end())
}

/// A drawing whose places are links to the files (OSC 8), to the line where the program that opens them knows of lines.
fn linked(text: &str, shown: &Shown<'_>) -> String {
    const MARK: &str = "╭─[";
    let mut passages = shown.passages.iter();
    let line = |line: &str| {
        let found = line.split_once(MARK).and_then(|(head, rest)| {
            let (place, tail) = rest.rsplit_once(']')?;
            let passage = passages.next()?;
            let path = std::path::absolute(disk::path(&passage.path)).ok()?;
            let link = format!("\u{1b}]8;;file://{}#{}\u{1b}\\", address(&path), passage.line);
            Some(format!("{head}{MARK}{link}{place}\u{1b}]8;;\u{1b}\\]{tail}"))
        });
        found.unwrap_or_else(|| line.to_owned()) + "\n"
    };
    text.lines().map(line).collect::<Vec<_>>().concat()
}

/// A path in an address: each byte that is not plain as `%XX` (RFC 3986), so that none can end the link.
fn address(path: &Path) -> String {
    let is_plain = |it: u8| it.is_ascii_alphanumeric() || b"/-._~".contains(&it);
    let bytes = path.as_os_str().as_encoded_bytes().iter();
    bytes
        .map(|it| if is_plain(*it) { char::from(*it).to_string() } else { format!("%{it:02X}") })
        .collect()
}

/// The commands that go on from a finding: in one line where they fit.
fn next(short: &str, look: &Look) -> String {
    let again = visible(&look.again);
    let [explain, review] =
        ["explain", "review"].map(|it| format!("crosscheck {it} {short}{again}"));
    let line = format!("  next: {explain} · {review}");
    if width_of(&line) <= look.width {
        return line;
    }
    format!("  next: {explain}\n        {review}")
}

/// A finding in words only.
pub(super) fn narrated(out: &mut dyn io::Write, finding: &Finding) -> Result<(), Error> {
    let severity = finding.severity.name();
    writeln!(
        out,
        "{severity} {} {}: {}",
        finding.rule,
        short_id(&finding.fingerprint),
        visible(&finding.message)
    )?;
    writeln!(out, "  why: {}", visible(&finding.help))?;
    for passage in &finding.passages {
        let place =
            format!("{} line {} column {}", passage.source.path, passage.line, passage.column);
        writeln!(
            out,
            "  {}, {}: \"{}\" says {}",
            visible(&place),
            visible(&passage.source.label()),
            visible(&passage.text),
            visible(&passage.says)
        )?;
    }
    writeln!(out)?;
    Ok(())
}

fn confirmed(out: &mut dyn io::Write, judgement: &Judgement, look: &Look) -> Result<(), Error> {
    if judgement.confirmed.is_empty() {
        return Ok(());
    }
    let most = if look.verbose { usize::MAX } else { 6 };
    writeln!(out, "confirmed")?;
    for it in judgement.confirmed.iter().take(most) {
        let mut places: Vec<String> =
            it.passages.iter().map(|it| format!("{}:{}", it.source.path, it.line)).collect();
        places.dedup();
        let mark = if look.narrate { "" } else { "✓ " };
        writeln!(out, "  {mark}{}  ({})", visible(&it.label), visible(&places.join(", ")))?;
    }
    let more = judgement.confirmed.len().saturating_sub(most);
    if more > 0 {
        writeln!(out, "  … and {more} more; -v shows them all")?;
    }
    writeln!(out)?;
    Ok(())
}

/// A finding as a diagnostic with one nested diagnostic per passage.
#[derive(Debug)]
struct Shown<'f> {
    finding: &'f Finding,
    message: String,
    help: String,
    passages: Vec<ShownPassage>,
}

#[derive(Debug)]
struct ShownPassage {
    path: String,
    line: usize,
    title: String,
    window: Window,
    labels: Vec<LabeledSpan>,
}

impl<'f> Shown<'f> {
    fn new(finding: &'f Finding, documents: &[Document], width: usize) -> Self {
        let window = width.saturating_sub(16).max(30);
        let passages = together(&finding.passages, window)
            .into_iter()
            .filter_map(|it| ShownPassage::new(it, documents, window))
            .collect();
        let message = wrapped(&visible(&finding.message), width.saturating_sub(4));
        let help = wrapped(&visible(&finding.help), width.saturating_sub(8));
        Self { finding, message, help, passages }
    }
}

/// Passages of one line that fit into one window are drawn together.
fn together(passages: &[Passage], width: usize) -> Vec<&[Passage]> {
    let fits = |group: &[Passage]| match group {
        [first, .., last] => {
            let all_here =
                group.iter().all(|it| it.document == first.document && it.line == first.line);
            all_here
                && last.span.start >= first.span.start
                && last.span.end - first.span.start <= width
        }
        _ => true,
    };
    let mut groups = Vec::new();
    let mut start = 0;
    for end in 1..=passages.len() {
        if end == passages.len() || !fits(&passages[start..=end]) {
            groups.push(&passages[start..end]);
            start = end;
        }
    }
    groups
}

fn wrapped(text: &str, width: usize) -> String {
    textwrap::fill(text, width.max(20))
}

impl ShownPassage {
    fn new(passages: &[Passage], documents: &[Document], width: usize) -> Option<Self> {
        let (first, last) = (passages.first()?, passages.last()?);
        let document = documents.get(first.document)?;
        let whole = Passage {
            span: first.span.cover(last.span),
            sentence: first.sentence.cover(last.sentence),
            ..first.clone()
        };
        let longest = passages.iter().map(|it| width_of(&it.says)).max().unwrap_or(0);
        let window = Window::new(&whole, document, width, longest);
        let labels = passages
            .iter()
            .map(|it| {
                // Marks of what cannot be shown have a length of their own.
                let shown = |from: usize, to: usize| {
                    visible(document.original.get(from..to).unwrap_or_default()).len()
                };
                let start = window.mark.0 + shown(whole.span.start, it.span.start);
                let start = start.min(window.text.len());
                let length = shown(it.span.start, it.span.end).min(window.text.len() - start);
                let says = visible(&it.says).into_owned();
                LabeledSpan::new_with_span(Some(says), SourceSpan::from((start, length)))
            })
            .collect();
        let part = first.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
        let path = first.source.path.clone();
        Some(Self {
            path,
            line: first.line,
            title: visible(&(first.source.label() + &part)).into_owned(),
            window,
            labels,
        })
    }
}

impl fmt::Display for Shown<'_> {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.message)
    }
}

impl std::error::Error for Shown<'_> {}

impl Diagnostic for Shown<'_> {
    fn severity(&self) -> Option<miette::Severity> {
        Some(match self.finding.severity {
            Severity::Error => miette::Severity::Error,
            Severity::Warning => miette::Severity::Warning,
            Severity::Note => miette::Severity::Advice,
        })
    }

    fn help<'a>(&'a self) -> Option<Box<dyn fmt::Display + 'a>> {
        Some(Box::new(&self.help))
    }

    fn related<'a>(&'a self) -> Option<Box<dyn Iterator<Item = &'a dyn Diagnostic> + 'a>> {
        Some(Box::new(self.passages.iter().map(|it| it as &dyn Diagnostic)))
    }
}

impl fmt::Display for ShownPassage {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        out.write_str(&self.title)
    }
}

impl std::error::Error for ShownPassage {}

impl Diagnostic for ShownPassage {
    fn severity(&self) -> Option<miette::Severity> {
        Some(miette::Severity::Advice)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        Some(&self.window)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        Some(Box::new(self.labels.iter().cloned()))
    }
}
