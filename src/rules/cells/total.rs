//! `table-total`: a row or a column that says it is the total is the sum of what stands beside it.
//!
//! Which rows a total sums is not written anywhere. So the rows are taken that make most of its columns add up, and a
//! column that does not add up beside one that does is wrong. Where no column adds up the table may leave parts out; then
//! only a difference that looks like a slip is worth a question, and a total that repeats one of its parts in column
//! after column.

use std::collections::BTreeSet;

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Number, Sheet, claim_at, sum};
use crate::claim::{Claim, Confirmation, Passage, Severity, grouped};
use crate::lexicon::{HeadingRole, Lexicon};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation};

/// Parameters of `table-total`: none.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct TableTotal {}

/// More parts than these are not shown one by one.
const MOST_SHOWN: usize = 4;
/// A total is held against so many rows above it at most: longer tables would be summed again and again.
const MOST_SUFFIXES: usize = 60;
/// A table with more totals than these is a list of something else.
const MOST_TOTALS: usize = 100;

/// A total may have the figure of one part by chance in one column.
const FEWEST_COPIES: usize = 2;

/// A total in one column, or in one row, with its parts.
struct Sum {
    /// Row and column of the total.
    total: (usize, usize),
    parts: Vec<(usize, usize)>,
    stated: Decimal,
    added: Decimal,
    holds: bool,
}

impl Check for TableTotal {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for sheet in Sheet::all(table) {
            rows(&sheet, table.lexicon, &mut outcome);
            columns(&sheet, table.lexicon, &mut outcome);
        }
        outcome
    }
}

/// Total rows.
fn rows(sheet: &Sheet<'_>, lexicon: &Lexicon, outcome: &mut Outcome) {
    let label = |row: usize| sheet.grid.label(row).unwrap_or_default();
    let is_total: Vec<bool> = sheet.rows().map(|row| is_total_label(label(row), lexicon)).collect();
    let is_part = |row: &usize| lexicon.headings.opens(HeadingRole::Part, label(*row));
    let totals: Vec<usize> = sheet.rows().filter(|it| is_total[*it]).collect();
    if totals.len() > MOST_TOTALS {
        return;
    }
    for &total in &totals {
        let is_plain = lexicon.headings.is(HeadingRole::Total, label(total));
        let before = totals.iter().rev().find(|it| **it < total).map_or(0, |it| it + 1);
        let after = totals.iter().find(|it| **it > total).copied().unwrap_or(is_total.len());
        let plain = |of: std::ops::Range<usize>| -> Vec<usize> {
            of.filter(|it| !is_total[*it] && !is_part(it)).collect()
        };
        let above = plain(before..total);
        let mut sets = vec![above.clone()];
        if is_plain {
            sets.push(plain(0..total));
            sets.push(totals.iter().copied().filter(|it| *it < total).collect());
            if above.is_empty() {
                sets.push(plain(total + 1..after));
            }
        }
        let most = above.len().min(MOST_SUFFIXES);
        sets.extend((2..most).map(|it| above[above.len() - it..].to_vec()));
        let of = |set: &Vec<usize>| -> Vec<Sum> {
            sheet.values().filter_map(|column| down(sheet, total, set, column)).collect()
        };
        let sums = sets.iter().filter(|it| it.len() > 1).map(of);
        let holding = |sums: &Vec<Sum>| sums.iter().filter(|it| it.holds).count();
        // The first of the best.
        let best = sums.reduce(|a, b| if holding(&b) > holding(&a) { b } else { a });
        let Some(best) = best else { continue };
        judge(sheet, best, is_plain, outcome);
    }
}

/// Whether a row calls itself a total: "All", "Total arrests".
fn is_total_label(label: &str, lexicon: &Lexicon) -> bool {
    lexicon.headings.is(HeadingRole::Total, label)
        || lexicon.headings.opens(HeadingRole::Subtotal, label)
}

/// A column of a total row over some rows.
fn down(sheet: &Sheet<'_>, total: usize, rows: &[usize], column: usize) -> Option<Sum> {
    let parts: Vec<(usize, usize)> = rows.iter().map(|it| (*it, column)).collect();
    added(sheet, (total, column), parts)
}

/// A total with its parts; `None` where one of them is no number.
fn added(sheet: &Sheet<'_>, total: (usize, usize), parts: Vec<(usize, usize)>) -> Option<Sum> {
    let stated = sheet.number(total.0, total.1)?;
    let numbers: Option<Vec<Number>> = parts.iter().map(|it| sheet.number(it.0, it.1)).collect();
    let is_exact = sheet.grid.columns.get(total.1).is_some_and(|it| it.unit.is_empty());
    let (added, mut slack) = sum(&numbers?, is_exact)?;
    if !is_exact || stated.grain < Decimal::ONE {
        slack += stated.grain / Decimal::TWO;
    }
    let holds = (added - stated.value).abs() <= slack;
    Some(Sum { total, parts, stated: stated.value, added, holds })
}

/// Sums of one total, over its columns.
fn judge(sheet: &Sheet<'_>, sums: Vec<Sum>, is_plain: bool, outcome: &mut Outcome) {
    let holding = sums.iter().filter(|it| it.holds).count();
    let alone = sums.len() == 1;
    if let Some(row) = copied_row(sheet, &sums) {
        outcome.violations.extend(copied(sheet, &sums, row));
        return;
    }
    for sum in sums {
        if sum.holds {
            // Nought and nought is nought.
            if !sum.added.is_zero() {
                outcome.confirmed.extend(confirmation(sheet, &sum));
            }
        } else if holding > 0 && is_near(&sum, Decimal::new(6, 1)) {
            outcome.violations.extend(violation(sheet, &sum, None));
        } else if is_plain && alone && is_near(&sum, Decimal::new(9, 1)) {
            outcome.violations.extend(violation(sheet, &sum, Some(Severity::Note)));
        }
    }
}

/// The part whose figures a total repeats in more columns than one, as where a row was copied into the last line.
fn copied_row(sheet: &Sheet<'_>, sums: &[Sum]) -> Option<usize> {
    let mut rows = sums.first()?.parts.iter().map(|it| it.0);
    let copies_of = |row: usize| sums.iter().filter(move |it| is_copy(sheet, it, row));
    // An overall rate lies among its parts and may well be one of them; counts come to more than the largest.
    let is_largest = |sum: &Sum| {
        let size = |at: &(usize, usize)| sheet.number(at.0, at.1).map(|it| it.value.abs());
        sum.parts.iter().filter_map(size).all(|part| part <= sum.stated.abs())
    };
    rows.find(|it| copies_of(*it).count() >= FEWEST_COPIES && copies_of(*it).all(is_largest))
}

/// Whether a total that does not add up has the figure of one of its parts, and the others are something.
fn is_copy(sheet: &Sheet<'_>, sum: &Sum, row: usize) -> bool {
    let part = sheet.number(row, sum.total.1).map(|it| it.value);
    let is_more = sum.added.abs() > sum.stated.abs()
        && sum.added.is_sign_negative() == sum.stated.is_sign_negative();
    let column = sheet.grid.columns.get(sum.total.1);
    // Shares do not add up to more.
    let is_share = column.is_some_and(|it| it.unit.contains('%') || it.name.contains('%'));
    !sum.holds && is_more && !is_share && part == Some(sum.stated)
}

/// One finding for all columns in which a total repeats a row: the first with its figures, the others by name.
fn copied(sheet: &Sheet<'_>, sums: &[Sum], row: usize) -> Option<Violation> {
    let mut copies = sums.iter().filter(|it| is_copy(sheet, it, row));
    let first = copies.next()?;
    let mut found = violation(sheet, first, Some(Severity::Warning))?;
    let heading = |it: &Sum| sheet.grid.columns.get(it.total.1).map(|it| it.name.to_string());
    let names = std::iter::once(sheet.name(first.total.0, first.total.1));
    let names: Vec<String> = names.chain(copies.filter_map(heading)).collect();
    found.values.insert("names", names.join(", "));
    let cell = sheet.passage(row, first.total.1);
    found.passages.extend(cell.filter(|it| found.passages.iter().all(|own| own.span != it.span)));
    found.passages.sort_by_key(|it| it.span);
    Some(found)
}

/// Whether the smaller of both is at least that share of the larger: what is far from the sum is no sum, but a mean.
fn is_near(sum: &Sum, share: Decimal) -> bool {
    let (a, b) = (sum.stated.abs(), sum.added.abs());
    !a.is_zero()
        && sum.stated.is_sign_negative() == sum.added.is_sign_negative()
        && a.min(b) >= a.max(b) * share
}

/// Total columns: where most rows add up, the others should.
fn columns(sheet: &Sheet<'_>, lexicon: &Lexicon, outcome: &mut Outcome) {
    let values: Vec<usize> = sheet.values().collect();
    let heading = |column: usize| sheet.grid.columns.get(column).map_or("", |it| &it.heading);
    let is_total = |it: &usize| lexicon.headings.is(HeadingRole::Total, heading(*it));
    let mut from = 0;
    for (index, total) in values.iter().enumerate().filter(|it| is_total(it.1)) {
        // "Total, men, women" has it first.
        let parts = if index == 0 { &values[1..] } else { &values[from..index] };
        from = index + 1;
        let unit = |it: &usize| sheet.grid.columns.get(*it).map(|it| &it.unit);
        let is_whole =
            parts.len() > 1 && parts.iter().all(|it| unit(it) == unit(total) && !is_total(it));
        if !is_whole {
            continue;
        }
        let across =
            |row: usize| added(sheet, (row, *total), parts.iter().map(|it| (row, *it)).collect());
        let sums: Vec<Sum> = sheet.rows().filter_map(across).collect();
        let holding = sums.iter().filter(|it| it.holds).count();
        if holding < 2 || holding < 2 * (sums.len() - holding) {
            continue;
        }
        for sum in sums.iter().filter(|it| !it.holds) {
            outcome.violations.extend(violation(sheet, sum, None));
        }
    }
}

/// The total, then its parts where they are few.
fn passages(sheet: &Sheet<'_>, sum: &Sum) -> Vec<Passage> {
    let parts: &[_] = if sum.parts.len() > MOST_SHOWN { &[] } else { &sum.parts };
    // A total that stands above its parts comes first either way.
    let cells: BTreeSet<(usize, usize)> = parts.iter().copied().chain([sum.total]).collect();
    cells.into_iter().filter_map(|it| sheet.passage(it.0, it.1)).collect()
}

fn violation(sheet: &Sheet<'_>, sum: &Sum, severity: Option<Severity>) -> Option<Violation> {
    let mut values = Values::new();
    let (row, column) = sum.total;
    values.insert("names", sheet.name(row, column));
    values.insert("right", grouped(sum.added));
    values.insert("count", grouped(sum.stated));
    let mut passages = passages(sheet, sum);
    passages.extend(told_rightly(sheet, sum));
    passages.sort_by_key(|it| it.span);
    let violation = Violation::new(passages, values, vec![sheet.key(row, column)]);
    (!violation.passages.is_empty()).then_some(Violation { severity, ..violation })
}

/// Where the text outside of the table gives what the parts add up to, in whatever scale: an editor will want to see it.
fn told_rightly(sheet: &Sheet<'_>, sum: &Sum) -> Option<Passage> {
    let cell = sheet.grid.cell(sum.total.0, sum.total.1)?;
    let own = claim_at(sheet.table.claims, sheet.document, cell.span?)?;
    let value = own.stated()?.value().checked_mul(sum.added)?.checked_div(sum.stated)?;
    let is_it = |it: &&Claim| {
        // A table has many cells: only what has the value is looked for among them.
        let is_cell = || {
            let block = sheet.of.blocks.get(it.block);
            let mut cells = sheet.grid.rows.iter().flatten().filter_map(|it| it.span);
            block.is_some_and(|block| cells.any(|it| block.span.contains(it)))
        };
        it.kind == own.kind
            && it.currency == own.currency
            && it.stated().is_some_and(|it| it.value() == value)
            && !is_cell()
    };
    let claims = sheet.table.claims;
    let first = claims.partition_point(|it| it.document < sheet.document);
    let mut all = claims[first..].iter().take_while(|it| it.document == sheet.document);
    all.find(is_it).map(crate::rules::passage)
}

fn confirmation(sheet: &Sheet<'_>, sum: &Sum) -> Option<Confirmation> {
    let (row, column) = sum.total;
    let label =
        format!("{}: {} parts = {}", sheet.name(row, column), sum.parts.len(), grouped(sum.stated));
    let total = sheet.passage(row, column)?;
    Some(Confirmation { fact: "table-total".to_owned(), label, passages: vec![total] })
}
