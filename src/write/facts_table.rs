//! The facts, for the terminal.

use std::io;

use comfy_table::{ContentArrangement, Table, presets};

use super::Look;
use super::claims_table::{cropped, keep_whole, keep_words};
use crate::claim::{Claim, Fact, Verdict, short_id, visible};
use crate::error::Error;

/// A row a fact; facts of a single source only where asked for.
pub(super) fn table(
    out: &mut dyn io::Write,
    claims: &[Claim],
    facts: &[Fact],
    look: &Look,
) -> Result<(), Error> {
    let mut table = Table::new();
    table.load_preset(presets::NOTHING);
    table.set_content_arrangement(ContentArrangement::Dynamic);
    table.set_width(u16::try_from(look.width).unwrap_or(80));
    table.set_header(["id", "fact", "verdict", "value", "for", "against"]);
    let is_shown = |it: &&Fact| look.verbose || it.verdict != Verdict::SingleSource;
    let places = |of: &[usize]| {
        let shown = of
            .iter()
            .filter_map(|it| claims.get(*it))
            .map(|it| format!("{}:{}", it.source.path.rsplit('/').next().unwrap_or(""), it.line))
            .map(|it| visible(&it).into_owned());
        shown.collect::<Vec<_>>().join("\n")
    };
    for fact in facts.iter().filter(is_shown) {
        table.add_row([
            short_id(&fact.id).to_owned(),
            visible(&fact.label).into_owned(),
            spoken(fact.verdict),
            value(fact),
            places(&fact.supporting),
            places(&fact.against),
        ]);
    }
    // Names may be broken at a space, figures nowhere.
    keep_words(&mut table, 1, facts.iter().filter(is_shown).map(|it| &*it.label));
    let verdicts: Vec<String> =
        facts.iter().filter(is_shown).map(|it| spoken(it.verdict)).collect();
    keep_whole(&mut table, 0);
    keep_words(&mut table, 2, verdicts.iter().map(String::as_str));
    let values: Vec<String> = facts.iter().filter(is_shown).map(value).collect();
    keep_words(&mut table, 3, values.iter().map(String::as_str));
    keep_whole(&mut table, 4);
    keep_whole(&mut table, 5);
    writeln!(out, "{}", table.trim_fmt())?;
    let hidden = facts.iter().filter(|it| !is_shown(it)).count();
    match hidden {
        0 => {}
        1 => writeln!(out, "1 single-source fact is not shown; -v shows it")?,
        _ => writeln!(out, "{hidden} single-source facts are not shown; -v shows them")?,
    }
    Ok(())
}

/// A verdict in words, which may stand in several lines.
fn spoken(verdict: Verdict) -> String {
    verdict.name().replace('-', " ")
}

/// The value of a fact, and whether somebody decided it.
fn value(fact: &Fact) -> String {
    let decided = if fact.is_decided { " (decided)" } else { "" };
    let value = fact.value.as_ref().map_or("unresolved".to_owned(), |it| cropped(&visible(&it.1)));
    format!("{value}{decided}")
}
