//! `explain DRAFT:LINE:COLUMN`: what was said of a figure of a draft, and what spoke for it.

use std::io;

use super::Look;
use super::coverage::said;
use crate::claim::{Counterpart, Covered, Passage, Support, one_line, visible};
use crate::error::Error;

/// A figure with its answer, its counterpart, what spoke for that line by line, the candidate that came next, and what
/// would have changed the answer.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn figure(out: &mut dyn io::Write, covered: &Covered, look: &Look) -> Result<(), Error> {
    let place = |it: &Passage| format!("{}:{}:{}", it.source.path, it.line, it.column);
    let sentence = one_line(&covered.sentence_text);
    writeln!(out, "{}  {}", visible(&place(&covered.passage)), visible(&sentence))?;
    let text = visible(&covered.passage.text);
    writeln!(out, "{text}: {}\n", visible(&said(covered)))?;
    let Some(counterpart) = &covered.counterpart else {
        writeln!(out, "no figure of the sources can be compared with it")?;
        return Ok(());
    };
    let at = place(&counterpart.passage);
    writeln!(out, "counterpart  {}  {}", visible(&counterpart.passage.text), visible(&at))?;
    card(out, counterpart, look)?;
    if let Some(next) = &covered.runner_up {
        let (text, at) = (visible(&next.passage.text), place(&next.passage));
        writeln!(out, "\nnext came  {text}  {}", visible(&at))?;
        card(out, next, look)?;
    }
    writeln!(out, "\n{}", decided(covered))?;
    Ok(())
}

/// What speaks for a counterpart, a line a kind of evidence, with the sum.
fn card(out: &mut dyn io::Write, of: &Counterpart, look: &Look) -> Result<(), Error> {
    let width = of.card.iter().map(|it| it.feature.len()).max().unwrap_or(0);
    let levels = of.card.iter().map(|it| it.level.len()).max().unwrap_or(0);
    for it in &of.card {
        let (feature, level, bits) = (it.feature, it.level, bits(it.tenths));
        if look.narrate {
            writeln!(out, "  {feature}: {level}, {bits} bits")?;
        } else {
            writeln!(out, "  {feature:width$}  {level:levels$}  {bits:>5}")?;
        }
    }
    writeln!(out, "  {} bits that both speak of one thing", bits(of.tenths()))?;
    Ok(())
}

/// What decided, and what would have changed it.
fn decided(covered: &Covered) -> String {
    let Some((found, needed)) = covered.decided else { return String::new() };
    let found =
        if found == i32::MIN { "nothing".to_owned() } else { format!("{} bits", bits(found)) };
    let needed = bits(needed);
    match covered.support {
        Support::Supported | Support::Rounded => format!(
            "its figure agrees; {found} that the statement is another one, contradicted from {needed} on"
        ),
        Support::Contradicted if covered.counterpart.is_some() => {
            format!("{found} for the contradiction, {needed} are needed")
        }
        Support::Unconfirmed => format!(
            "another figure fits better by more than may be; {found} that it is the right one, contradicted from {needed} on"
        ),
        _ => format!("{found} that the nearest figure is meant, contradicted from {needed} on"),
    }
}

/// Tenths of a bit as bits with their sign: `+1.2`, `−0.4`.
pub(super) fn bits(tenths: i32) -> String {
    let (whole, rest) = (tenths.unsigned_abs() / 10, tenths.unsigned_abs() % 10);
    let sign = match tenths {
        0 => "",
        it if it > 0 => "+",
        _ => "−",
    };
    format!("{sign}{whole}.{rest}")
}
