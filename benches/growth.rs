//! How the work grows with the text: `cargo bench --bench growth`, or `-- NAME` for the shapes of that name.
//!
//! Each shape of `benches/shapes.yaml` is one piece of text repeated, as somebody would write it who wants the program to
//! hang. It is doubled until reading or judging takes long enough to be timed; a shape whose work grows by more than
//! [`MOST`] hundredths per doubling fails the run. Each shape is a process of its own, so that one which never ends, or
//! ends the process, is a row as well.

#![expect(clippy::print_stdout, reason = "a table is printed")]

use std::io::Read as _;
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

use crosscheck::claim::{Document, Source};
use crosscheck::lexicon::Lexicon;
use crosscheck::rules::Rule;
use crosscheck::{collect, rules, run};
use serde::Deserialize;

const SHAPES: &str = include_str!("shapes.yaml");

/// What one doubling may cost, in hundredths.
const MOST: u128 = 240;
/// The first size in bytes.
const FIRST: usize = 1 << 9;
/// No shape is read beyond this size.
const LAST: usize = 1 << 20;
/// From here on a time is longer than its noise …
const TIMED: Duration = Duration::from_millis(50);
/// … and here the text is long enough.
const ENOUGH: Duration = Duration::from_millis(150);
/// A run that takes longer is the last of its shape.
const LONGEST: Duration = Duration::from_secs(3);
/// A shape that takes longer than this in all never ends.
const PATIENCE: Duration = Duration::from_secs(40);

/// One piece of text, to be repeated.
///
/// In the pieces `{i}` counts from 1, `{n}` is a figure that changes each time, and `{w}` a made-up word that does.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Shape {
    name: String,
    /// The ending of the file.
    #[serde(default = "plain")]
    format: String,
    /// What stands once at the start.
    #[serde(default)]
    before: String,
    /// What is repeated.
    unit: String,
    /// What is repeated as often after it.
    #[serde(default)]
    close: String,
    /// What stands once at the end.
    #[serde(default)]
    after: String,
    /// Whether each piece is a document of its own.
    #[serde(default)]
    documents: bool,
}

fn plain() -> String {
    "txt".to_owned()
}

impl Shape {
    /// Texts of about that many bytes in all.
    fn texts(&self, bytes: usize, seed: u64) -> Vec<String> {
        let mut number = 17 + seed;
        let mut fill = |piece: &str, index: usize| {
            number = number.wrapping_mul(6_364_136_223).wrapping_add(1_442_695) % 99_991;
            let filled = piece.replace("{i}", &index.to_string());
            filled.replace("{n}", &number.to_string()).replace("{w}", &word(index))
        };
        let mut units = Vec::new();
        let mut size = self.before.len() + self.after.len();
        while size < bytes {
            let unit = fill(&self.unit, units.len() + 1);
            size += unit.len() + self.close.len();
            units.push(unit);
        }
        if self.documents {
            return units.iter().map(|it| format!("{}{it}{}", self.before, self.after)).collect();
        }
        let closing = self.close.repeat(units.len());
        vec![format!("{}{}{closing}{}", self.before, units.concat(), self.after)]
    }
}

/// A word that no other number gives: `babe`, `babi` …
fn word(mut index: usize) -> String {
    const SYLLABLES: [&str; 8] = ["ba", "ke", "li", "mo", "nu", "ra", "se", "ti"];
    let mut word = String::new();
    loop {
        word.push_str(SYLLABLES[index % SYLLABLES.len()]);
        index /= SYLLABLES.len();
        if index == 0 {
            return word;
        }
    }
}

/// What is measured of a shape.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Work {
    /// Text to claims.
    Claims,
    /// Claims of one text to findings.
    One,
    /// Claims of two texts of one shape, with other figures, to findings.
    Two,
}

const WORKS: [(Work, &str); 3] =
    [(Work::Claims, "claims"), (Work::One, "check 1"), (Work::Two, "check 2")];

struct Known {
    lexicon: &'static Lexicon,
    rules: Vec<Rule>,
}

/// One size of a shape with what it cost.
struct Point {
    bytes: usize,
    took: Duration,
}

impl Known {
    fn documents(&self, shape: &Shape, bytes: usize, texts: u64) -> Vec<Document> {
        let mut documents = Vec::new();
        for seed in 0..texts {
            for (index, text) in shape.texts(bytes, seed).iter().enumerate() {
                let source = Source::at(format!("{seed}-{index}.{}", shape.format));
                documents.extend(collect::from_text(source, text, self.lexicon));
            }
        }
        documents
    }

    fn run(&self, shape: &Shape, bytes: usize, work: Work) -> Duration {
        let texts = if work == Work::Two { 2 } else { 1 };
        let start = cpu();
        let documents = self.documents(shape, bytes, texts);
        let corpus = run::corpus(documents, Vec::new(), self.lexicon);
        if work == Work::Claims {
            return cpu().saturating_sub(start);
        }
        let start = cpu();
        std::hint::black_box(run::check(&corpus, &self.rules, self.lexicon));
        cpu().saturating_sub(start)
    }

    /// Doubles the text until its time can be told from noise.
    fn grow(&self, shape: &Shape, work: Work) -> Vec<Point> {
        let mut points: Vec<Point> = Vec::new();
        let mut bytes = FIRST;
        while bytes <= LAST {
            let start = Instant::now();
            let mut took = self.run(shape, bytes, work);
            let all = start.elapsed();
            let is_steep = |took: Duration| {
                let last = points.last().filter(|_| took >= TIMED);
                last.is_some_and(|it| hundredths(it.took, took) > MOST)
            };
            // What seems to grow may have been disturbed.
            for _ in 0..3 {
                if took < TIMED / 2 || took > LONGEST / 4 || !is_steep(took) && took > ENOUGH {
                    break;
                }
                took = took.min(self.run(shape, bytes, work));
            }
            points.push(Point { bytes, took });
            // What is judged at once may take long to be read.
            if took >= ENOUGH && points.len() > 1 || all > LONGEST / 2 {
                break;
            }
            bytes *= 2;
        }
        points
    }
}

/// How much longer the second took, in hundredths.
fn hundredths(before: Duration, after: Duration) -> u128 {
    // A step of less than a tenth of a millisecond is noise.
    after.as_nanos() * 100 / before.as_nanos().max(100_000)
}

/// What this process has used of the processor, all threads together; elsewhere than on Linux the time of day.
fn cpu() -> Duration {
    static START: std::sync::OnceLock<Instant> = std::sync::OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let tasks = std::fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    let used = tasks.filter_map(|it| {
        let told = std::fs::read_to_string(it.path().join("schedstat")).ok()?;
        told.split(' ').next()?.parse::<u64>().ok()
    });
    match used.sum() {
        0 => start.elapsed(),
        nanoseconds => Duration::from_nanos(nanoseconds),
    }
}

/// Measures one shape, and prints a row for each kind of work.
fn measure(shape: &Shape) -> ExitCode {
    let (Ok(lexicon), Ok(rules)) = (Lexicon::english(), rules::shipped()) else {
        return ExitCode::FAILURE;
    };
    let known = Known { lexicon, rules };
    // Words are looked up for the first time.
    known.run(shape, FIRST, Work::Two);
    let mut code = ExitCode::SUCCESS;
    for (work, name) in WORKS {
        let points = known.grow(shape, work);
        if std::env::var_os("GROWTH_STEPS").is_some() {
            let all = points.iter().map(|it| format!("{} {:.1?}", it.bytes, it.took));
            println!("{}", all.collect::<Vec<_>>().join(", "));
        }
        let steps = points.windows(2).filter(|it| it[1].took >= TIMED);
        let ratio = steps.map(|it| hundredths(it[0].took, it[1].took)).max().unwrap_or(0);
        let Some(last) = points.last() else { continue };
        let sign = if ratio > MOST { " <<<" } else { "" };
        println!(
            "{:<30} {name:<8} {:>9} {:>9} {:>3}.{:02}{sign}",
            shape.name,
            last.bytes,
            format!("{:.1?}", last.took),
            ratio / 100,
            ratio % 100,
        );
        if ratio > MOST {
            code = ExitCode::FAILURE;
        }
    }
    code
}

/// Measures one shape in a process of its own.
fn measured_apart(shape: &Shape) -> bool {
    let Ok(program) = std::env::current_exe() else { return false };
    let child = Command::new(program).args(["--shape", &shape.name]).stdout(Stdio::piped()).spawn();
    let Ok(mut child) = child else { return false };
    let start = Instant::now();
    let status = loop {
        match child.try_wait() {
            Ok(Some(status)) => break Some(status),
            Ok(None) if start.elapsed() < PATIENCE => {
                std::thread::sleep(Duration::from_millis(20));
            }
            _ => break None,
        }
    };
    if status.is_none() {
        let _ = child.kill();
        let _ = child.wait();
    }
    let mut rows = String::new();
    if let Some(mut out) = child.stdout.take() {
        let _ = out.read_to_string(&mut rows);
    }
    print!("{rows}");
    match status {
        None => println!("{:<30} does not end <<<", shape.name),
        Some(it) if it.code().is_none_or(|it| it > 1) => {
            println!("{:<30} ends the process: {it} <<<", shape.name);
        }
        Some(_) => {}
    }
    status.is_some_and(|it| it.success())
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|it| it != "--bench").collect();
    let shapes: Vec<Shape> = match serde_yaml::from_str(SHAPES) {
        Ok(shapes) => shapes,
        Err(error) => {
            println!("{error}");
            return ExitCode::FAILURE;
        }
    };
    if let [flag, name] = arguments.as_slice()
        && flag == "--shape"
    {
        return shapes.iter().find(|it| it.name == *name).map_or(ExitCode::FAILURE, measure);
    }
    let is_meant = |shape: &&Shape| {
        arguments.is_empty() || arguments.iter().any(|it| shape.name.contains(it.as_str()))
    };
    println!("{:<30} {:<8} {:>9} {:>9} {:>6}", "shape", "work", "bytes", "time", "ratio");
    let mut failed = 0;
    for shape in shapes.iter().filter(is_meant) {
        failed += usize::from(!measured_apart(shape));
    }
    println!(
        "{failed} of {} shapes grow faster than the text",
        shapes.iter().filter(is_meant).count()
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
