//! What the HTML report is filled with.
#![expect(missing_docs, reason = "the names are those of the template, src/write/html/report.html")]

use serde::Serialize;

use super::table::Section;
use super::{
    ClaimRecord, ConfirmationRecord, CoverageRecord, EvidenceRecord, FactRecord, ProblemRecord,
    ReportRecord,
};

#[derive(Debug, Serialize)]
pub struct Page<'r> {
    pub version: &'static str,
    /// What all paths begin with, which the page leaves out.
    pub folder: String,
    pub verdict: String,
    pub counts: Vec<String>,
    pub figures: Option<String>,
    pub sources: Vec<SourceRow<'r>>,
    pub findings: Vec<Card<'r>>,
    pub settled: Vec<Card<'r>>,
    pub coverage: Vec<CoverageRecord<'r>>,
    /// The documents that the rows of `bands` have a cell for.
    pub columns: Vec<String>,
    /// What the sources say side by side.
    pub bands: Vec<Section<'r>>,
    pub states: Vec<Counted>,
    pub drafts: Vec<Draft<'r>>,
    pub answers: Vec<Answer<'r>>,
    pub facts: Vec<FactRecord<'r>>,
    pub plots: Vec<Plot>,
    /// What can be saved as a file: the report and the claims as programs read them.
    pub data: String,
    pub claims: Vec<ClaimRecord<'r>>,
    pub confirmed: Vec<ConfirmationRecord<'r>>,
    pub problems: Vec<ProblemRecord<'r>>,
    pub texts: Vec<Text<'r>>,
    pub unparsed: Vec<Unparsed<'r>>,
}

/// What the page can save as files.
#[derive(Debug, Serialize)]
pub struct DataRecord<'r> {
    pub report: ReportRecord<'r>,
    pub claims: Vec<ClaimRecord<'r>>,
    /// What can be decided.
    pub questions: Vec<Question>,
    /// What it can come to beside one passage that holds: names, and what they say.
    pub outcomes: Vec<(String, String)>,
}

/// Something that can be decided, as the file of decisions has it.
#[derive(Debug, Serialize)]
pub struct Question {
    /// The id of its element in the page.
    pub element: String,
    pub fingerprint: String,
    pub rule: String,
    pub message: String,
    pub quotes: Vec<Quoted>,
}

/// A passage as it is.
#[derive(Debug, Serialize)]
pub struct Quoted {
    pub source: String,
    pub sentence: String,
}

/// A source.
#[derive(Debug, Serialize)]
pub struct SourceRow<'r> {
    pub path: &'r str,
    pub anchor: String,
    pub title: Option<&'r str>,
    pub publisher: Option<&'r str>,
    pub published: Option<String>,
    pub tier: &'static str,
    pub numbers: usize,
    /// Hexadecimal.
    pub sha256: String,
}

/// A finding.
#[derive(Debug, Serialize)]
pub struct Card<'r> {
    pub id: &'r str,
    pub rule: &'r str,
    pub severity: &'static str,
    pub message: &'r str,
    pub help: &'r str,
    pub status: Option<String>,
    pub passages: Vec<Quote<'r>>,
    pub evidence: Vec<EvidenceRecord<'r>>,
}

/// A passage: the sentence with the figure in it.
#[derive(Debug, Serialize)]
pub struct Quote<'r> {
    pub source: String,
    pub path: &'r str,
    pub place: String,
    pub anchor: Option<String>,
    pub before: Vec<Stretch>,
    pub figure: String,
    pub after: Vec<Stretch>,
    pub says: &'r str,
}

/// A part of a sentence.
#[derive(Debug, Eq, PartialEq, Serialize)]
pub struct Stretch {
    pub text: String,
    /// Whether the other passage does not say it.
    pub is_own: bool,
}

impl Stretch {
    /// A part that is compared with nothing.
    pub fn plain(text: String) -> Self {
        Self { text, is_own: false }
    }
}

/// What the claims of a fact allow, drawn on one axis: a row a claim, newest first.
#[derive(Debug, Serialize)]
pub struct Plot {
    pub id: String,
    /// Where the day of publication is known of all.
    pub timed: Option<Timed>,
    pub label: String,
    pub height: usize,
    pub rows: Vec<PlotRow>,
    pub ticks: Vec<Tick>,
    /// Whether equal factors take equal room.
    pub is_logarithmic: bool,
}

/// The same over the days of publication: time goes to the right, and figures up.
#[derive(Debug, Serialize)]
pub struct Timed {
    pub height: usize,
    /// Where time begins.
    pub left: u32,
    pub points: Vec<Point>,
    pub days: Vec<Tick>,
    /// Where the least and the greatest figure stand.
    pub values: Vec<(usize, String)>,
}

/// A claim at its day; places are in units of the drawing.
#[derive(Debug, Serialize)]
pub struct Point {
    pub text: String,
    pub source: String,
    pub x: u32,
    pub y: usize,
    pub top: usize,
    pub bottom: usize,
    pub is_against: bool,
}

/// A claim on the axis; places are in units of the drawing.
#[derive(Debug, Serialize)]
pub struct PlotRow {
    pub claim: String,
    pub text: String,
    pub source: String,
    pub published: Option<String>,
    pub y: usize,
    pub dot: Option<String>,
    pub left: String,
    pub right: String,
    pub is_open_left: bool,
    pub is_open_right: bool,
    pub is_against: bool,
    /// What it allows, in words.
    pub allows: String,
}

/// A labelled place of the axis.
#[derive(Debug, Serialize)]
pub struct Tick {
    pub x: String,
    pub text: String,
    pub anchor: &'static str,
}

/// A source's text, block by block.
#[derive(Debug, Serialize)]
pub struct Text<'r> {
    pub path: &'r str,
    pub anchor: String,
    pub label: String,
    pub blocks: Vec<Block>,
}

/// A block with its figures.
#[derive(Debug, Serialize)]
pub struct Block {
    pub is_heading: bool,
    pub pieces: Vec<Piece>,
}

/// A stretch of text; a figure has the id of its claim.
#[derive(Debug, Serialize)]
pub struct Piece {
    pub text: String,
    pub claim: Option<String>,
    pub says: Option<String>,
}

/// A number that is no claim.
#[derive(Debug, Serialize)]
pub struct Unparsed<'r> {
    pub path: &'r str,
    pub line: usize,
    pub text: String,
    pub reason: &'static str,
}

/// What may be said of a draft's figure.
#[derive(Debug, Serialize)]
pub struct Counted {
    pub name: &'static str,
    pub sign: &'static str,
    pub words: &'static str,
    /// How many figures it is said of.
    pub count: usize,
}

/// A draft's text.
#[derive(Debug, Serialize)]
pub struct Draft<'r> {
    pub path: &'r str,
    pub title: Option<&'r str>,
    pub blocks: Vec<DraftBlock>,
}

/// A block of it.
#[derive(Debug, Serialize)]
pub struct DraftBlock {
    pub is_heading: bool,
    pub pieces: Vec<DraftPiece>,
}

/// A stretch of text, or a figure with its mark.
#[derive(Debug, Serialize)]
pub struct DraftPiece {
    pub text: String,
    pub mark: Option<Answered>,
}

/// What a figure is marked with.
#[derive(Debug, Serialize)]
pub struct Answered {
    /// The number of its answer, from 1.
    pub number: usize,
    pub name: &'static str,
    pub sign: &'static str,
    pub words: &'static str,
}

/// What sources say of a draft's figure.
#[derive(Debug, Serialize)]
pub struct Answer<'r> {
    pub number: usize,
    pub name: &'static str,
    pub sign: &'static str,
    pub words: &'static str,
    /// Whether somebody has to look at it.
    pub is_problem: bool,
    /// What was decided of it.
    pub decided: Option<String>,
    /// The draft's own sentence.
    pub own: Quote<'r>,
    pub says: String,
    /// The source's figure and its place.
    pub short: Option<String>,
    pub quotes: Vec<Quote<'r>>,
}
