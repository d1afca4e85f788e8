//! The claims table: for the terminal, and as CSV.

use std::borrow::Cow;
use std::io;
use std::sync::Arc;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::record::ClaimRecord;
use super::window::width_of;
use super::{Look, Stream};
use crate::claim::{Claim, short_id, visible};
use crate::error::Error;

/// What the columns are.
const COLUMNS: [&str; 8] = ["id", "line", "figure", "thing", "which", "happened", "who", "when"];

/// A table a document, a row a claim, as wide as the terminal.
pub(super) fn table(out: &mut dyn io::Write, stream: Stream<'_>, look: &Look) -> Result<(), Error> {
    let shown = |it: &Claim| !it.kind.is_time() || look.verbose;
    let mut claims = stream.flat_map(|it| it.claims).filter(shown).peekable();
    let mut is_first = true;
    while let Some(source) = claims.peek().map(|it| Arc::clone(&it.source)) {
        let own = std::iter::from_fn(|| claims.next_if(|it| it.source.path == source.path));
        let rows: Vec<[String; COLUMNS.len()]> = own.map(|it| row(&it)).collect();
        if !std::mem::take(&mut is_first) {
            writeln!(out)?;
        }
        writeln!(out, "{}", visible(&source.path))?;
        writeln!(out, "{}", laid_out(rows, look.width).trim_fmt())?;
    }
    Ok(())
}

/// The cells of a claim.
fn row(claim: &Claim) -> [String; COLUMNS.len()] {
    let Stood { thing, which, happened, who } = Stood::of(claim);
    let when = claim.period_text.as_deref().unwrap_or_default();
    let cells = [
        short_id(&claim.id),
        &claim.line.to_string(),
        &cropped(&claim.text),
        &thing,
        &which,
        &happened,
        &who,
        when,
    ];
    cells.map(|it| visible(it).into_owned())
}

/// No word is broken, and no id.
fn laid_out(rows: Vec<[String; COLUMNS.len()]>, width: usize) -> Table {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(80));
    table.set_header(COLUMNS);
    for (column, name) in COLUMNS.iter().enumerate() {
        keep_words(&mut table, column, rows.iter().map(|it| &*it[column]).chain([*name]));
    }
    table.add_rows(rows);
    table
}

/// What a figure stands for, a column a slot.
struct Stood {
    thing: String,
    which: String,
    happened: String,
    who: String,
}

impl Stood {
    /// By the grammar of its sentence where there is one.
    fn of(claim: &Claim) -> Self {
        let counted = || claim.counted.as_ref().map(|it| it.text.clone());
        let unit = || claim.unit_name().unwrap_or("").to_owned();
        let Some(meaning) = &claim.meaning else {
            let acts = claim.actions.iter().map(|it| it.family.replace('_', " "));
            return Self {
                thing: counted().unwrap_or_else(unit),
                which: String::new(),
                happened: acts.collect::<Vec<_>>().join(", "),
                who: claim.actors.iter().cloned().collect::<Vec<_>>().join(" "),
            };
        };
        let thing = meaning.thing.as_ref().map_or_else(unit, |it| it.text.clone());
        let lower = thing.to_lowercase();
        let is_new = |it: &&String| {
            !lower.split_whitespace().any(|word| word == *it) && !meaning.predicate.contains(it)
        };
        let which: Vec<&str> = meaning.of.iter().filter(is_new).map(String::as_str).collect();
        Self {
            thing,
            which: which.join(" "),
            happened: meaning.predicate.join(", "),
            who: meaning.who.join(" "),
        }
    }
}

/// Gives a column the width of its content, so that a place is never broken.
pub(super) fn keep_whole(table: &mut Table, column: usize) {
    if let Some(column) = table.column_mut(column) {
        column.set_constraint(ColumnConstraint::ContentWidth);
    }
}

/// A column no narrower than the longest word of these texts, so that none is broken.
pub(super) fn keep_words<'t>(
    table: &mut Table,
    column: usize,
    texts: impl Iterator<Item = &'t str>,
) {
    const PADDING: usize = 2;
    let longest = texts.flat_map(str::split_whitespace).map(width_of).max().unwrap_or(0);
    let width = u16::try_from(longest + PADDING).unwrap_or(u16::MAX);
    if let Some(column) = table.column_mut(column) {
        column.set_constraint(ColumnConstraint::LowerBoundary(Width::Fixed(width)));
    }
}

/// A long expression, such as a list, by its first words.
pub(super) fn cropped(text: &str) -> String {
    const MOST: usize = 24;
    if text.chars().count() <= MOST {
        return text.to_owned();
    }
    let end =
        text.char_indices().take(MOST).filter(|it| it.1 == ' ').last().map_or(MOST, |it| it.0);
    format!("{} …", text.get(..end).unwrap_or(text))
}

/// A row a claim, with the columns of the JSON lines; lists are joined by `;`.
pub(super) fn csv(out: &mut dyn io::Write, stream: Stream<'_>, _: &Look) -> Result<(), Error> {
    let mut writer = csv::Writer::from_writer(out);
    let header = [
        "id",
        "source",
        "line",
        "column",
        "start",
        "end",
        "text",
        "kind",
        "stated",
        "low",
        "high",
        "hedge",
        "unit",
        "currency",
        "thing",
        "of",
        "who",
        "predicate",
        "role",
        "per",
        "actions",
        "actors",
        "places",
        "event",
        "attribution",
        "period_start",
        "period_end",
        "sentence",
    ];
    writer.write_record(header).map_err(io::Error::from)?;
    for claim in stream.flat_map(|it| it.claims) {
        let it = ClaimRecord::from(&claim);
        let value = it.value.as_ref();
        let period = it.period.as_ref();
        let text = |it: Option<&String>| it.cloned().unwrap_or_default();
        let row = [
            it.id.to_owned(),
            it.source.to_owned(),
            it.line.to_string(),
            it.column.to_string(),
            it.start.to_string(),
            it.end.to_string(),
            it.text.to_owned(),
            it.kind.to_owned(),
            text(value.and_then(|it| it.stated.as_ref())),
            text(value.and_then(|it| it.low.as_ref())),
            text(value.and_then(|it| it.high.as_ref())),
            value.and_then(|it| it.hedge).unwrap_or("").to_owned(),
            it.unit.unwrap_or("").to_owned(),
            it.currency.unwrap_or("").to_owned(),
            it.thing.as_ref().map_or("", |it| it.text).to_owned(),
            it.of.join(";"),
            it.who.join(";"),
            it.predicate.join(";"),
            it.role.unwrap_or("").to_owned(),
            it.per.unwrap_or("").to_owned(),
            it.actions.join(";"),
            it.actors.join(";"),
            it.places.join(";"),
            it.event.clone().unwrap_or_default(),
            it.attribution.unwrap_or("").to_owned(),
            text(period.and_then(|it| it.start.as_ref())),
            text(period.and_then(|it| it.end.as_ref())),
            it.sentence.to_owned(),
        ];
        writer
            .write_record(row.iter().map(|it| field(it).into_owned()))
            .map_err(io::Error::from)?;
    }
    writer.flush()?;
    Ok(())
}

/// A field of a CSV file as text: a program for spreadsheets would run what begins as a formula does, so such a field
/// begins with an apostrophe, which those programs do not show. A signed number is none.
pub(super) fn field(text: &str) -> Cow<'_, str> {
    let text = visible(text);
    let is_number = |it: &str| it.chars().all(|it| it.is_ascii_digit() || ".,% ".contains(it));
    let mut rest = text.chars();
    let is_formula = match rest.next() {
        Some('=' | '@' | '＝' | '＠') => true,
        Some('+' | '-' | '＋' | '－') => !is_number(rest.as_str()),
        _ => false,
    };
    if is_formula { Cow::Owned(format!("'{text}")) } else { text }
}

/// What is no claim, and why.
pub fn rejected(out: &mut dyn io::Write, stream: Stream<'_>) -> Result<(), Error> {
    for corpus in stream {
        for (index, it) in &corpus.rejected {
            let Some(document) = corpus.documents.get(*index) else { continue };
            let (line, column) = document.position(it.span.start);
            let text = &document.original[it.span.range()];
            let path = visible(&document.source.path);
            let text = visible(text);
            writeln!(out, "{path}:{line}:{column}: {text:?} is no claim: {}", it.reason)?;
        }
    }
    Ok(())
}
