//! `explain`: why passages were linked and judged, and what else stood in question.

use std::io;

use super::intervals::draw;
use super::terminal::{Look, drawn, narrated};
use crate::claim::{Claim, Evidence, Finding, Likeness, Pair, Standing, one_line, visible};
use crate::error::Error;
use crate::run::{Corpus, Judgement};

/// How many candidates that lost are told for each passage.
const RUNNERS_UP: usize = 3;

/// A finding slot by slot: why its passages were linked, what their figures allow, and which other claims of the
/// same documents came next and lost.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn explanation(
    out: &mut dyn io::Write,
    finding: &Finding,
    corpus: &Corpus,
    judgement: &Judgement,
    look: &Look,
) -> Result<(), Error> {
    if look.narrate {
        narrated(out, finding)?;
    } else {
        writeln!(out, "{}", drawn(finding, &corpus.documents, look))?;
    }
    let shown: Vec<usize> = finding
        .passages
        .iter()
        .filter_map(|it| it.claim.as_deref())
        .filter_map(|id| corpus.claims.iter().position(|it| it.id == id))
        .collect();
    if finding.evidence.is_empty() {
        writeln!(out, "the passages speak for themselves: no two claims had to be matched")?;
    } else {
        compared(out, &finding.evidence, look)?;
    }
    if !look.narrate {
        let claims: Vec<&Claim> = shown.iter().filter_map(|it| corpus.claims.get(*it)).collect();
        draw(out, &claims)?;
    }
    runners_up(out, &shown, corpus, &judgement.pairs)
}

/// Two claims slot by slot, whatever came of them: why they were compared, or why not.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn two_claims(
    out: &mut dyn io::Write,
    (a, b): (&Claim, &Claim),
    pair: &Pair,
    look: &Look,
) -> Result<(), Error> {
    for it in [a, b] {
        let sentence = one_line(&it.sentence_text);
        writeln!(out, "{}:{}  {}", visible(&it.source.path), it.line, visible(&sentence))?;
    }
    writeln!(out)?;
    compared(out, &pair.evidence(a, b), look)?;
    if !look.narrate {
        draw(out, &[a, b])?;
    }
    match (pair.veto, pair.likeness) {
        (Some(veto), _) => writeln!(out, "not compared: {}", veto.name())?,
        (None, Likeness::Unrelated) => writeln!(
            out,
            "not compared: {} bits are too few, 3 are worth a look",
            bits(pair.half_bits)
        )?,
        (None, _) => writeln!(out, "the figures: {}", pair.relation.name())?,
    }
    Ok(())
}

/// The claims that came next to those shown, and why they lost.
fn runners_up(
    out: &mut dyn io::Write,
    shown: &[usize],
    corpus: &Corpus,
    pairs: &[Pair],
) -> Result<(), Error> {
    let documents: Vec<usize> =
        shown.iter().filter_map(|it| corpus.claims.get(*it)).map(|it| it.document).collect();
    let mut lost: Vec<(&Pair, usize, usize)> = Vec::new();
    for pair in pairs.iter().filter(|it| !it.is_same_document) {
        for (own, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            let is_rival = shown.contains(&own)
                && !shown.contains(&other)
                && corpus.claims.get(other).is_some_and(|it| documents.contains(&it.document));
            if is_rival {
                lost.push((pair, own, other));
            }
        }
    }
    lost.sort_by_key(|(pair, own, other)| (*own, -pair.half_bits, *other));
    let mut beside = None;
    let mut told = 0;
    for (pair, own, other) in lost {
        let (Some(claim), Some(rival)) = (corpus.claims.get(own), corpus.claims.get(other)) else {
            continue;
        };
        if beside != Some(own) {
            (beside, told) = (Some(own), 0);
            writeln!(
                out,
                "\nbeside {} ({}:{}) there was",
                visible(&claim.text),
                visible(&claim.source.path),
                claim.line
            )?;
        }
        told += 1;
        if told <= RUNNERS_UP {
            let place = format!("{}:{}", rival.source.path, rival.line);
            let (text, place) = (visible(&rival.text), visible(&place));
            writeln!(out, "  {text}  {place}  {}", why(pair))?;
        }
    }
    Ok(())
}

/// Why a candidate lost.
fn why(pair: &Pair) -> String {
    if let Some(veto) = pair.veto {
        return veto.name().to_owned();
    }
    let apart: Vec<String> = pair
        .slots
        .iter()
        .filter(|it| it.standing == Standing::Different && it.half_bits < 0)
        .map(|it| format!("another {} ({})", it.slot.name(), bits(i32::from(it.half_bits))))
        .collect();
    if !apart.is_empty() {
        return apart.join(", ");
    }
    if pair.relation.agrees() {
        return format!("agrees: {}", pair.relation.name());
    }
    format!("{} bits, {} % of the words in common", bits(pair.half_bits), pair.wording)
}

/// The comparison of two claims, as a table or in words.
fn compared(out: &mut dyn io::Write, evidence: &[Evidence], look: &Look) -> Result<(), Error> {
    if !look.narrate {
        return ladder(out, evidence, look.width);
    }
    for it in evidence {
        let said = |it: &str| {
            if it.is_empty() { "nothing".to_owned() } else { format!("\"{}\"", visible(it)) }
        };
        let (left, right) = (said(&it.left), said(&it.right));
        let bits = bits(it.half_bits);
        writeln!(out, "{}: {left} and {right}, {}, {bits} bits", it.slot, it.relation)?;
    }
    summed(out, evidence)
}

/// What the rows of a comparison come to.
fn summed(out: &mut dyn io::Write, evidence: &[Evidence]) -> Result<(), Error> {
    let total = evidence.iter().map(|it| it.half_bits).sum();
    writeln!(out, "{} bits that both speak of the same fact (7 make it one)", bits(total))?;
    Ok(())
}

/// The comparison of two claims, a row a slot, with its sum, in so many columns.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn ladder(out: &mut dyn io::Write, evidence: &[Evidence], width: usize) -> Result<(), Error> {
    let mut table = comfy_table::Table::new();
    table.load_preset(comfy_table::presets::NOTHING);
    table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
    table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
    table.set_header(["slot", "first passage", "second passage", "relation", "bits"]);
    for it in evidence {
        let (left, right) = (visible(&it.left), visible(&it.right));
        table.add_row([it.slot, &left, &right, it.relation, &bits(it.half_bits)]);
    }
    writeln!(out, "{}", table.trim_fmt())?;
    summed(out, evidence)
}

/// Half bits as bits with their sign: `+4`, `−2½`.
fn bits(half_bits: i32) -> String {
    let half = if half_bits % 2 == 0 { "" } else { "½" };
    let whole = half_bits.unsigned_abs() / 2;
    match half_bits {
        0 => "0".to_owned(),
        it if it > 0 => format!("+{whole}{half}"),
        _ => format!("−{whole}{half}"),
    }
}
