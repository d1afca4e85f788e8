//! Every number of a document: of its claims, of its dates by component, and those that are no claims.

mod bare;
mod calendar;
mod ends;

use std::sync::Arc;

use crate::claim::{BlockKind, Claim, Dimension, Document, Kind, Numeral, Span};
use crate::lexicon::Lexicon;

/// The numbers of a document, in order of position.
///
/// `claims` is the claims table, `sentences` are the document's own.
pub fn numerals(
    document: &Document,
    index: usize,
    claims: &[Claim],
    sentences: &[Span],
    lexicon: &Lexicon,
) -> Vec<Numeral> {
    let first = claims.partition_point(|it| it.document < index);
    let own = claims.iter().enumerate().skip(first).take_while(|it| it.1.document == index);
    let mut found = Vec::new();
    let mut read: Vec<Span> = Vec::new();
    for (at, claim) in own {
        if claim.kind == Kind::List {
            continue;
        }
        if claim.kind.is_time() {
            // The times of a table say when its cells hold.
            if is_row(document, claim.block) {
                read.push(claim.span);
                continue;
            }
            calendar::components(&document.text, (at, claim), lexicon, &mut found);
        } else if let Some(numeral) = of_claim(at, claim, lexicon) {
            ends::push(&document.text, numeral, &mut found);
            read.push(claim.span);
        }
    }
    read.extend(found.iter().map(|it| it.span));
    read.sort_unstable();
    bare::push(document, index, (sentences, &read), lexicon, &mut found);
    // "[2]" leads to a source, and says nothing itself.
    let is_mark = |it: &Numeral| {
        let citations = &document.citations;
        let after = citations.partition_point(|other| other.at.start <= it.span.start);
        let own = after.checked_sub(1).and_then(|it| citations.get(it));
        own.is_some_and(|own| own.is_mark(&document.original) && own.at.contains(it.span))
    };
    found.retain(|it| !is_mark(it));
    // What is read aloud beside the cells of a data file stands in no file.
    let is_cell = |it: &Numeral| !it.is_time() && it.claim.is_some();
    found.retain(|it| is_cell(it) || !document.origin.adds_within(it.span));
    found.sort_by_key(|it| (it.span.start, it.span.end));
    found
}

fn is_row(document: &Document, block: usize) -> bool {
    document.blocks.get(block).is_some_and(|it| it.kind == BlockKind::Row)
}

/// The number of a claim that is no time.
fn of_claim(at: usize, claim: &Claim, lexicon: &Lexicon) -> Option<Numeral> {
    let dimension = match claim.kind {
        Kind::Money => Dimension::Money,
        Kind::Percent => Dimension::Percent,
        Kind::Ordinal => Dimension::Ordinal,
        Kind::Ratio => Dimension::Ratio,
        Kind::Measure => {
            let unit = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
            unit.map_or(Dimension::Count, |it| measured(&it.dimension))
        }
        _ => Dimension::Count,
    };
    Some(Numeral {
        document: claim.document,
        span: claim.span,
        sentence: claim.sentence,
        dimension,
        quantity: claim.quantity?,
        unit: claim.currency.as_deref().or(claim.unit.as_deref()).map(Arc::from),
        claim: Some(at),
    })
}

/// The dimension of a physical quantity. Months and days are both lengths of time, though none is so many of the other.
fn measured(dimension: &str) -> Dimension {
    match dimension {
        "points" => Dimension::Percent,
        "multiple" => Dimension::Ratio,
        "duration-months" => Dimension::Measure(Arc::from("duration")),
        name => Dimension::Measure(Arc::from(name)),
    }
}
