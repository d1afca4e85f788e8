//! The claims table: for the terminal, and as CSV.

use std::borrow::Cow;
use std::io;

use comfy_table::{ColumnConstraint, ContentArrangement, Table, Width, presets};

use super::record::ClaimRecord;
use super::window::width_of;
use super::{Look, Stream};
use crate::claim::{short_id, visible};
use crate::error::Error;

/// A row a claim, as wide as the terminal.
pub(super) fn table(out: &mut dyn io::Write, stream: Stream<'_>, look: &Look) -> Result<(), Error> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(look.width).unwrap_or(80));
    table.set_header(["id", "where", "figure", "counts", "action", "when"]);
    for claim in stream.flat_map(|it| it.claims) {
        if claim.kind.is_time() && !look.verbose {
            continue;
        }
        let file = claim.source.path.rsplit('/').next().unwrap_or("");
        let actions: Vec<String> =
            claim.actions.iter().map(|it| it.family.replace('_', " ")).collect();
        let counts = claim
            .counted
            .as_ref()
            .map_or_else(|| claim.unit_name().unwrap_or("").to_owned(), |it| it.text.clone());
        table.add_row([
            short_id(&claim.id).to_owned(),
            visible(&format!("{file}:{}", claim.line)).into_owned(),
            cropped(&visible(&claim.text)),
            visible(&counts).into_owned(),
            visible(&actions.join(", ")).into_owned(),
            visible(claim.period_text.as_deref().unwrap_or_default()).into_owned(),
        ]);
    }
    keep_whole(&mut table, 1);
    writeln!(out, "{}", table.trim_fmt())?;
    Ok(())
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
fn field(text: &str) -> Cow<'_, str> {
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
