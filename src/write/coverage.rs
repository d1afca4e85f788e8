//! A draft with what its sources say of each figure: `check DRAFT --against SRC`.

use std::io;

use rustc_hash::FxHashSet;

use super::Look;
use super::answer::State;
use crate::claim::{
    Covered, Differs, Document, Passage, Span, Support, one_line, short_id, visible,
};
use crate::error::Error;
use crate::run::Corpus;

/// The draft's sentences with a mark before each figure, and what sources say below.
pub(super) fn sheet(
    out: &mut dyn io::Write,
    corpus: &Corpus,
    covered: &[Covered],
    look: &Look,
) -> Result<(), Error> {
    let same = |a: &Covered, b: &Covered| {
        let place = |it: &Covered| (it.passage.document, it.passage.sentence.start);
        place(a) == place(b)
    };
    let cells = cells(corpus);
    let is_cell = |it: &Covered| cells.contains(&(it.passage.document, it.passage.span.start));
    for sentence in covered.chunk_by(same) {
        // Of a table that is right nobody wants to see every cell.
        let is_right = sentence.iter().all(|it| is_well(it) && is_cell(it));
        if look.verbose || !is_right {
            sentence_of(out, sentence, look)?;
        }
    }
    Ok(())
}

/// How many figures are supported, and how.
pub(super) fn counted(covered: &[Covered]) -> String {
    let count = |support| covered.iter().filter(|it| it.support == support).count();
    let disputed = covered.iter().filter(|it| !it.disputed.is_empty()).count();
    let disputed = if disputed > 0 { format!(" ({disputed} disputed)") } else { String::new() };
    let unconfirmed = match count(Support::Unconfirmed) {
        0 => String::new(),
        n => format!(" · {n} unconfirmed"),
    };
    let decided = match covered.iter().filter(|it| !it.status.is_open()).count() {
        0 => String::new(),
        n => format!(" · {n} of them decided"),
    };
    format!(
        "{} figure{}: {} supported{disputed} · {} only by rounding{unconfirmed} · {} contradicted · {} found nowhere{decided}",
        covered.len(),
        if covered.len() == 1 { "" } else { "s" },
        count(Support::Supported),
        count(Support::Rounded),
        count(Support::Contradicted),
        count(Support::Unsupported),
    )
}

/// Whether sources bear a figure out and none says something else, or somebody has decided it.
fn is_well(covered: &Covered) -> bool {
    covered.support == Support::Supported && covered.disputed.is_empty()
        || !covered.status.is_open()
}

/// Where the figures of tables stand: document and start.
fn cells(corpus: &Corpus) -> FxHashSet<(usize, usize)> {
    let of = |(document, it): (usize, &Document)| {
        let cells = it.grids.iter().flat_map(|it| &it.rows).flatten();
        cells.filter_map(|it| it.span).map(|it| (document, it.start)).collect::<Vec<_>>()
    };
    corpus.documents.iter().enumerate().flat_map(of).collect()
}

fn sentence_of(out: &mut dyn io::Write, covered: &[Covered], look: &Look) -> Result<(), Error> {
    let Some(all) = covered.first() else { return Ok(()) };
    let first = &all.passage;
    let at = first.at.as_ref().map_or_else(String::new, |it| format!(", {it}"));
    writeln!(out, "{}:{}{}", visible(&first.source.path), first.line, visible(&at))?;
    if look.narrate {
        writeln!(out, "  {}", visible(&one_line(&all.sentence_text)))?;
    } else {
        let indent = textwrap::Options::new(look.width);
        let indent = indent.initial_indent("  ").subsequent_indent("  ");
        writeln!(out, "{}", textwrap::fill(&marked(all, covered), indent))?;
    }
    // Who hears the sentence hears no marks in it; what was decided is told as decided.
    let is_shown =
        |it: &&Covered| look.verbose || look.narrate || !is_well(it) || !it.status.is_open();
    let shown = covered.iter().filter(is_shown);
    for it in shown {
        let says = said(it);
        let (text, says) = (visible(&it.passage.text), visible(&says));
        if look.narrate {
            writeln!(out, "  {text}: {says}")?;
        } else {
            writeln!(out, "  {} {text}: {says}", colored(mark(it), it, look))?;
        }
    }
    writeln!(out)?;
    Ok(())
}

/// The sentence with a mark before each figure.
fn marked(first: &Covered, covered: &[Covered]) -> String {
    let sentence: &str = &first.sentence_text;
    let mut text = String::new();
    let mut from = 0;
    for it in covered {
        let Span { start, .. } = it.passage.span;
        let start = start.saturating_sub(first.passage.sentence.start).min(sentence.len());
        text.push_str(sentence.get(from..start).unwrap_or_default());
        text.push_str(mark(it));
        from = start.max(from);
    }
    text.push_str(sentence.get(from..).unwrap_or_default());
    visible(&one_line(&text)).into_owned()
}

/// What the sources say of a figure, and what was decided.
pub(super) fn said(covered: &Covered) -> String {
    let told = told(covered);
    let told = match covered.question() {
        Some(it) if covered.status.is_open() => {
            format!("{told} [{}]", short_id(&it.fingerprint))
        }
        _ => told,
    };
    match (covered.status.is_open(), covered.status.reason()) {
        (true, _) => told,
        (false, None) => format!("{told}; {}", covered.status.words()),
        (false, Some(reason)) => format!("{told}; {}: {reason}", covered.status.words()),
    }
}

fn told(covered: &Covered) -> String {
    let place = |it: &Passage| {
        let at = it.at.as_ref().map_or_else(String::new, |it| format!(" {it}"));
        let says = if it.text == covered.passage.text {
            String::new()
        } else {
            format!(" \"{}\"", it.text)
        };
        format!("{}:{}{at}{says}", it.source.path, it.line)
    };
    let most = 3;
    let list = |of: &[Passage]| {
        let mut listed: Vec<String> = of.iter().take(most).map(place).collect();
        listed.dedup();
        let more = of.len().saturating_sub(most);
        let more = if more > 0 { format!(" and {more} more") } else { String::new() };
        listed.join(", ") + &more
    };
    let listed = list(&covered.places);
    let origins = match covered.origins {
        1 => "one source".to_owned(),
        n => format!("{n} independent sources"),
    };
    match covered.support {
        Support::Supported if !covered.disputed.is_empty() => {
            let others = list(&covered.disputed);
            let how = if covered.is_superseded { "superseded" } else { "disputed" };
            let later = if covered.is_superseded { "later " } else { "" };
            format!("{how}: {origins} for it ({listed}), but {later}{others}")
        }
        Support::Supported => format!("{origins}: {listed}"),
        Support::Rounded => format!("supported only by rounding: {listed}"),
        Support::Unconfirmed => format!("unconfirmed: {listed} has it, not for certain for this"),
        Support::Contradicted => {
            let other = covered.differs.iter().filter(|it| **it != Differs::Value);
            let other: Vec<&str> = other.map(|it| it.phrase()).collect();
            let other =
                if other.is_empty() { String::new() } else { format!(" ({})", other.join(", ")) };
            format!("contradicted by {listed}{other}")
        }
        Support::Unsupported => {
            if let Some(name) = &covered.named {
                return format!("not found in {name}, which its row names");
            }
            let nearest = covered.nearest.as_ref().map_or_else(String::new, |it| {
                let at = it.at.as_ref().map_or_else(String::new, |it| format!(" {it}"));
                format!("; nearest is {}:{}{at} \"{}\"", it.source.path, it.line, it.text)
            });
            format!("found nowhere in the sources{nearest}")
        }
    }
}

fn mark(covered: &Covered) -> &'static str {
    State::of(covered).sign
}

fn colored(text: &str, covered: &Covered, look: &Look) -> String {
    if !look.color {
        return text.to_owned();
    }
    let code = match covered.support {
        Support::Supported if !covered.disputed.is_empty() => 33,
        Support::Supported => 32,
        Support::Rounded => 36,
        Support::Contradicted => 31,
        Support::Unsupported | Support::Unconfirmed => 33,
    };
    format!("\x1b[{code}m{text}\x1b[0m")
}
