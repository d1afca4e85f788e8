//! Stage 6: claims about the same thing become a fact with a verdict and its best-supported value.
//!
//! The value is always one that a source stated; never a mean.

mod value;

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;
use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use crate::claim::{
    Claim, Excuse, Fact, Figure, Finding, Kind, Makes, Relation, Row, Verdict, common_name,
    lineage, stable_id,
};
use crate::lexicon::Lexicon;

/// The facts of a claims table, in the order of their first claims: what rows say of one thing each.
pub fn facts(claims: &[Claim], rows: &[Row], findings: &[Finding], lexicon: &Lexicon) -> Vec<Fact> {
    let mut shown = FxHashMap::<&str, Vec<usize>>::default();
    for (index, finding) in findings.iter().enumerate() {
        for id in finding.passages.iter().filter_map(|it| it.claim.as_deref()) {
            shown.entry(id).or_default().push(index);
        }
    }
    let is_counted = |it: &usize| claims.get(*it).is_some_and(is_fact);
    let of = |row: &Row| -> Vec<usize> { row.cells.iter().copied().filter(is_counted).collect() };
    let stands = |it: &Row| match (it.clash, it.excuse) {
        (None, _) => Stands::Agreed,
        (_, Some(Excuse::Superseded)) => Stands::Replaced,
        (_, Some(_)) => Stands::Excused,
        _ => Stands::Clashing,
    };
    let mut facts: Vec<(Stands, Vec<usize>)> =
        rows.iter().map(|it| (stands(it), of(it))).filter(|it| !it.1.is_empty()).collect();
    facts.sort_by(|a, b| a.1.cmp(&b.1));
    let stated = |(stands, of): &(Stands, Vec<usize>)| {
        fact(claims, (findings, &shown), (of, *stands), lexicon)
    };
    facts.iter().filter_map(stated).collect()
}

/// How the figures of a row stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
enum Stands {
    Agreed,
    Clashing,
    /// The later one took the place of the earlier one.
    Replaced,
    /// They differ, and both can be right.
    Excused,
}

fn fact(
    claims: &[Claim],
    (findings, shown): (&[Finding], &FxHashMap<&str, Vec<usize>>),
    (members, stands): (&[usize], Stands),
    lexicon: &Lexicon,
) -> Option<Fact> {
    let of: Vec<&Claim> = members.iter().filter_map(|it| claims.get(*it)).collect();
    let first = of.first()?;
    let ids: BTreeSet<&str> = of.iter().map(|it| &*it.id).collect();
    // What the findings that show two claims of the fact side by side make of it.
    let mut passages = BTreeMap::<usize, usize>::new();
    for finding in ids.iter().filter_map(|it| shown.get(it)).flatten() {
        *passages.entry(*finding).or_default() += 1;
    }
    let together = passages.iter().filter(|it| *it.1 >= 2);
    let makes: Vec<Makes> =
        together.filter_map(|it| findings.get(*it.0)).map(|it| it.fact).collect();
    let sources: BTreeSet<usize> = of.iter().map(|it| it.document).collect();
    let chosen = value::best(&of, lexicon);
    let relation = |it: &Claim| {
        let (x, y) = lexicon.in_one_unit(chosen?, it)?;
        Some(x.relation(&y))
    };
    let is_against = |it: &Claim| matches!(relation(it), Some(Relation::Clash));
    let verdict = if makes.contains(&Makes::SameFigure) {
        Verdict::SameFigureDifferentAction
    } else if makes.contains(&Makes::Conflict) || stands == Stands::Clashing || chosen.is_none() {
        Verdict::Conflict
    } else if sources.len() < 2 {
        Verdict::SingleSource
    } else if stands == Stands::Replaced || has_grown(&of, lexicon) {
        Verdict::Superseded
    } else if of.iter().all(|it| matches!(relation(it), Some(Relation::Equal | Relation::Narrower)))
    {
        Verdict::Corroborated
    } else {
        Verdict::Compatible
    };
    let (against, supporting): (Vec<usize>, Vec<usize>) =
        members.iter().copied().partition(|it| claims.get(*it).is_some_and(is_against));
    let id_parts: Vec<&str> = ids.iter().copied().collect();
    let unit = of.iter().find_map(|it| it.unit_name()).map(str::to_owned);
    let action = of.iter().find_map(|it| it.actions.first()).map(|it| it.family.to_string());
    let name = common_name(of.iter().copied());
    let spoken = [Some(name), first.period_text.clone()];
    Some(Fact {
        id: stable_id(&id_parts),
        label: spoken.into_iter().flatten().collect::<Vec<_>>().join(" · "),
        unit,
        action,
        period: first.period,
        verdict,
        value: chosen.and_then(|it| it.quantity.map(|quantity| (quantity, it.text.clone()))),
        why: why(
            verdict,
            chosen.is_some(),
            // One source is one origin.
            (
                sources.len(),
                if sources.len() < 2 { 1 } else { lineage::count(&lineage::lineages(&of)) },
            ),
            supporting.len(),
            against.len(),
        ),
        supporting,
        against,
        is_decided: false,
    })
}

/// Whether a later report gives a larger figure of a count that runs: deaths, arrests so far.
fn has_grown(of: &[&Claim], lexicon: &Lexicon) -> bool {
    if !of.iter().all(|it| lexicon.is_running(it)) {
        return false;
    }
    let of_day = |it: &&Claim| Some((it.source.published?, it.stated().map(Figure::value)?));
    let mut told: Vec<(Date, Decimal)> = of.iter().filter_map(of_day).collect();
    told.sort_unstable();
    // The smallest figure of the days before.
    let mut least: Option<Decimal> = None;
    for day in told.chunk_by(|a, b| a.0 == b.0) {
        // Rounding is no growth.
        let has_grown = |y: Decimal| least.is_some_and(|x| (y - x) * Decimal::ONE_HUNDRED > y);
        if day.iter().any(|it| has_grown(it.1)) {
            return true;
        }
        least = least.into_iter().chain(day.iter().map(|it| it.1)).min();
    }
    false
}

fn why(
    verdict: Verdict,
    is_resolved: bool,
    (sources, lineages): (usize, usize),
    supporting: usize,
    against: usize,
) -> String {
    // Two reprints of one report are no second witness.
    let origins = match lineages {
        it if it >= sources => String::new(),
        1 => ", all of one origin".to_owned(),
        it => format!(", of {it} origins"),
    };
    match verdict {
        Verdict::SingleSource => "only one source says so".to_owned(),
        Verdict::Corroborated => format!("{sources} sources give the same figure{origins}"),
        Verdict::Compatible => format!("the figures of {sources} sources can all hold{origins}"),
        Verdict::Superseded => "a later figure replaced an earlier one".to_owned(),
        Verdict::Conflict if !is_resolved => {
            format!("{supporting} passages disagree, and nothing prefers one of them")
        }
        Verdict::Conflict => format!("{supporting} passages support the value, {against} do not"),
        Verdict::SameFigureDifferentAction => {
            "one figure with actions that exclude each other".to_owned()
        }
    }
}

/// Whether a claim can stand in a fact: times and ranks describe, they are not counted.
fn is_fact(claim: &Claim) -> bool {
    !claim.kind.is_time() && claim.kind != Kind::Ordinal && claim.quantity.is_some()
}
