//! `explain`: why passages were linked and judged, and what else stood in question.

use std::io;

use super::figure::bits;
use super::intervals::draw;
use super::terminal::{Look, drawn, narrated};
use crate::claim::{Claim, Evidence, Finding, Matched, Question, Reading, one_line, visible};
use crate::error::Error;
use crate::run::{Corpus, Judgement};

/// How many candidates that lost are told for each passage.
const RUNNERS_UP: usize = 3;

/// A finding line by line: why its passages were linked, what their figures allow, and which other claims of the
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
    runners_up(out, &shown, corpus, &judgement.matches)
}

/// Two claims held against each other, whatever came of them: what speaks for their being of one thing, what was made of
/// it, and what else stood in question. `every` are all matches of their two documents; `None` where these do not tell one
/// story.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn two_claims(
    out: &mut dyn io::Write,
    (a, b): (usize, usize),
    corpus: &Corpus,
    (every, reading): (Option<&[Matched]>, &dyn Reading),
    look: &Look,
) -> Result<(), Error> {
    let (Some(left), Some(right)) = (corpus.claims.get(a), corpus.claims.get(b)) else {
        return Ok(());
    };
    for it in [left, right] {
        let sentence = one_line(&it.sentence_text);
        writeln!(out, "{}:{}  {}", visible(&it.source.path), it.line, visible(&sentence))?;
    }
    writeln!(out)?;
    let (is_one_story, every) = (every.is_some(), every.unwrap_or_default());
    let Some(pair) = every.iter().find(|it| (it.left, it.right) == (a, b)) else {
        let why = match (left.kind.name(), right.kind.name()) {
            _ if left.document == right.document => "both stand in one document".to_owned(),
            _ if !is_one_story => "their documents do not tell one story".to_owned(),
            (x, y) if x != y => format!("one is a {x}, the other a {y}"),
            _ => "numbers of two dimensions".to_owned(),
        };
        writeln!(out, "not compared: {why}")?;
        return Ok(());
    };
    compared(out, &reading.evidence(pair, (left, right)), look)?;
    if !look.narrate {
        draw(out, &[left, right])?;
    }
    writeln!(out, "{}", judged(pair, reading))?;
    runners_up(out, &[a, b], corpus, every)
}

/// A claim with the figures of other documents that may be of the same thing, the likeliest first.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn counterparts(
    out: &mut dyn io::Write,
    claim: usize,
    corpus: &Corpus,
    (matches, reading): (&[Matched], &dyn Reading),
) -> Result<(), Error> {
    let Some(own) = corpus.claims.get(claim) else { return Ok(()) };
    let sentence = one_line(&own.sentence_text);
    writeln!(out, "{}:{}  {}\n", visible(&own.source.path), own.line, visible(&sentence))?;
    let mut found: Vec<&Matched> =
        matches.iter().filter(|it| it.left == claim || it.right == claim).collect();
    found.sort_by_key(|it| (std::cmp::Reverse(it.score), it.left, it.right));
    if found.is_empty() {
        writeln!(out, "no figure of another document may be of the same thing")?;
    }
    for pair in found {
        let other = if pair.left == claim { pair.right } else { pair.left };
        if let Some(it) = corpus.claims.get(other) {
            let place = format!("{}:{}", it.source.path, it.line);
            let (text, place) = (visible(&it.text), visible(&place));
            let score = bits(pair.score);
            writeln!(out, "{text}  {place}  {score} bits of one thing; {}", judged(pair, reading))?;
        }
    }
    Ok(())
}

/// What was made of a match, and what is missing for more.
fn judged(pair: &Matched, reading: &dyn Reading) -> String {
    if pair.agrees {
        return "the figures agree".to_owned();
    }
    if let Some(excuse) = pair.excuse {
        return format!("the figures differ, and no alarm: {}", excuse.name());
    }
    let asked = reading.severity(pair.weight).map_or_else(
        || "the figures differ, too little for an alarm".to_owned(),
        |it| format!("the figures differ, worth a {}", it.name()),
    );
    let next = reading.next(pair.weight).map_or_else(String::new, |(severity, least)| {
        format!(" ({} takes {} bits)", severity.name(), bits(least))
    });
    format!("{asked}{next}")
}

/// The claims that came next to those shown, and what speaks for them.
fn runners_up(
    out: &mut dyn io::Write,
    shown: &[usize],
    corpus: &Corpus,
    matches: &[Matched],
) -> Result<(), Error> {
    let documents: Vec<usize> =
        shown.iter().filter_map(|it| corpus.claims.get(*it)).map(|it| it.document).collect();
    let mut lost: Vec<(&Matched, usize, usize)> = Vec::new();
    for pair in matches {
        for (own, other) in [(pair.left, pair.right), (pair.right, pair.left)] {
            let is_rival = shown.contains(&own)
                && !shown.contains(&other)
                && corpus.claims.get(other).is_some_and(|it| documents.contains(&it.document));
            if is_rival {
                lost.push((pair, own, other));
            }
        }
    }
    lost.sort_by_key(|(pair, own, other)| (*own, -pair.score, *other));
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
            writeln!(out, "  {text}  {place}  {} bits of one thing", bits(pair.score))?;
        }
    }
    Ok(())
}

/// The comparison of two claims, as a table or in words.
fn compared(out: &mut dyn io::Write, evidence: &[Evidence], look: &Look) -> Result<(), Error> {
    if !look.narrate {
        return ladder(out, evidence, look.width, usize::MAX);
    }
    for question in QUESTIONS {
        for it in of(question, evidence) {
            let said = match (&*it.left, &*it.right) {
                ("", "") => String::new(),
                (left, right) => {
                    let said = |it: &str| match it {
                        "" => "nothing".to_owned(),
                        it => format!("\"{}\"", visible(it)),
                    };
                    format!("{} and {}, ", said(left), said(right))
                }
            };
            writeln!(out, "{}: {said}{}, {} bits", it.slot, it.relation, bits(it.tenths))?;
        }
        writeln!(out, "{}", summed(question, evidence))?;
    }
    Ok(())
}

const QUESTIONS: [Question; 2] = [Question::OneThing, Question::Verdict];

/// The lines of one question, those first that weigh most.
fn of(question: Question, evidence: &[Evidence]) -> Vec<&Evidence> {
    let mut lines: Vec<&Evidence> = evidence.iter().filter(|it| it.of == question).collect();
    lines.sort_by_key(|it| std::cmp::Reverse(it.tenths.abs()));
    lines
}

/// What the lines of a question come to.
fn summed(question: Question, evidence: &[Evidence]) -> String {
    let total = of(question, evidence).iter().map(|it| it.tenths).sum();
    let what = match question {
        Question::OneThing => "that both figures are of one thing",
        Question::Verdict => "in all, with what the figures themselves say",
    };
    format!("{} bits {what}", bits(total))
}

/// The comparison of two claims, a row a kind of evidence, with its sums, in so many columns; of each question so many rows,
/// and what the others weigh together.
///
/// # Errors
///
/// Only what writing to `out` says.
pub fn ladder(
    out: &mut dyn io::Write,
    evidence: &[Evidence],
    width: usize,
    most: usize,
) -> Result<(), Error> {
    for question in QUESTIONS {
        let mut table = comfy_table::Table::new();
        table.load_preset(comfy_table::presets::NOTHING);
        table.set_content_arrangement(comfy_table::ContentArrangement::Dynamic);
        table.set_width(u16::try_from(width).unwrap_or(u16::MAX));
        table.set_header(["evidence", "first passage", "second passage", "how they stand", "bits"]);
        let lines = of(question, evidence);
        let (shown, others) = lines.split_at(lines.len().min(most));
        for it in shown {
            let (left, right) = (visible(&it.left), visible(&it.right));
            table.add_row([it.slot, &left, &right, it.relation, &bits(it.tenths)]);
        }
        if !others.is_empty() {
            let weight = bits(others.iter().map(|it| it.tenths).sum());
            table.add_row([&*format!("{} others", others.len()), "", "", "", &weight]);
        }
        writeln!(out, "{}", table.trim_fmt())?;
        writeln!(out, "{}\n", summed(question, evidence))?;
    }
    Ok(())
}
