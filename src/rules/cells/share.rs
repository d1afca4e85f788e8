//! `table-share`: a share that a table states is that of the figures beside it.
//!
//! Of what a share is taken is not written anywhere: of the column's sum, of its total, or of another column. The one is
//! taken that fits most rows; rows that it does not fit are wrong.

use std::collections::BTreeMap;

use rust_decimal::Decimal;
#[cfg(feature = "schema")]
use schemars::JsonSchema;
use serde::Deserialize;

use super::{Number, Sheet, sum};
use crate::claim::grouped;
use crate::lexicon::{HeadingRole, Lexicon};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation};

/// Parameters of `table-share`.
#[derive(Debug, Deserialize)]
#[cfg_attr(feature = "schema", derive(JsonSchema))]
#[serde(deny_unknown_fields)]
pub(in crate::rules) struct TableShare {
    /// How many rows must fit for each that does not, and at least.
    fits: usize,
}

/// Beyond this many columns a table is searched for no shares of one column in another.
const WIDEST: usize = 24;

/// What a share is a share of.
#[derive(Clone, Copy)]
enum Whole {
    /// One number for all rows.
    One(Number),
    /// Another column.
    Column(usize),
}

impl Check for TableShare {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let mut outcome = Outcome::default();
        for sheet in Sheet::all(table) {
            let values: Vec<usize> = sheet.values().collect();
            let (shares, amounts): (Vec<usize>, Vec<usize>) =
                values.into_iter().partition(|it| is_share(&sheet, *it, table.lexicon));
            if shares.is_empty() {
                continue;
            }
            let of = |column: usize| sheet.rows().map(|it| sheet.number(it, column)).collect();
            let numbers: Numbers = sheet.values().map(|it| (it, of(it))).collect();
            for share in shares {
                self.column(&sheet, (share, &amounts), &numbers, table.lexicon, &mut outcome);
            }
        }
        outcome
    }
}

/// Whether a column holds percentages.
fn is_share(sheet: &Sheet<'_>, column: usize, lexicon: &Lexicon) -> bool {
    let Some(of) = sheet.grid.columns.get(column) else { return false };
    let signs =
        sheet.rows().filter_map(|it| sheet.text(it, column)).filter(|it| it.ends_with(['%', '％']));
    of.unit.contains(['%', '％'])
        || lexicon.headings.opens(HeadingRole::Share, &of.heading)
        || signs.count() * 2 > sheet.grid.rows.len()
}

/// A row whose share is not that of its figures.
struct Wrong {
    row: usize,
    /// The column of the part.
    part: usize,
    /// The share as it should be, to as many decimals.
    right: Decimal,
}

/// The numbers of a table by column and row.
type Numbers = BTreeMap<usize, Vec<Option<Number>>>;

impl TableShare {
    fn column(
        &self,
        sheet: &Sheet<'_>,
        (share, amounts): (usize, &[usize]),
        numbers: &Numbers,
        lexicon: &Lexicon,
        outcome: &mut Outcome,
    ) {
        let label = |row: usize| sheet.grid.label(row).unwrap_or_default();
        let is_total = |it: &usize| lexicon.headings.is(HeadingRole::Total, label(*it));
        let total = sheet.rows().find(is_total);
        let body: Vec<usize> = sheet.rows().filter(|it| !is_total(it)).collect();
        let number = |row: usize, column: usize| *numbers.get(&column)?.get(row)?;
        let mut best: (usize, Vec<Wrong>) = (0, Vec::new());
        for &part in amounts {
            let all: Vec<Number> = body.iter().filter_map(|it| number(*it, part)).collect();
            let stated = total.and_then(|it| number(it, part)).map(Whole::One);
            let added = sum(&all, true).map(|it| Number { value: it.0, grain: Decimal::ZERO });
            let others = amounts.iter().filter(|it| **it != part && amounts.len() <= WIDEST);
            let wholes = stated
                .into_iter()
                .chain(added.map(Whole::One))
                .chain(others.map(|it| Whole::Column(*it)));
            for whole in wholes {
                let found = fit(&body, (share, part), whole, number);
                let (fitting, wrong) = (found.0, found.1.len());
                if fitting >= self.fits.max(self.fits * wrong) && fitting > best.0 {
                    best = found;
                }
            }
        }
        outcome.violations.extend(best.1.iter().filter_map(|it| violation(sheet, share, it)));
    }
}

fn violation(sheet: &Sheet<'_>, share: usize, wrong: &Wrong) -> Option<Violation> {
    let stated = sheet.text(wrong.row, share)?.trim_end_matches(['%', '％', ' ']);
    let mut values = Values::new();
    values.insert("names", sheet.name(wrong.row, share));
    values.insert("right", grouped(wrong.right));
    values.insert("count", stated.to_owned());
    let mut passages = vec![sheet.passage(wrong.row, share)?];
    passages.extend(sheet.passage(wrong.row, wrong.part));
    passages.sort_by_key(|it| it.span);
    Some(Violation::new(passages, values, vec![sheet.key(wrong.row, share)]))
}

/// How many rows' shares fit, and those that do not.
fn fit(
    rows: &[usize],
    (share, part): (usize, usize),
    whole: Whole,
    number: impl Fn(usize, usize) -> Option<Number>,
) -> (usize, Vec<Wrong>) {
    let mut fitting = 0;
    let mut wrong = Vec::new();
    for &row in rows {
        let of = match whole {
            Whole::One(number) => Some(number),
            Whole::Column(column) => number(row, column),
        };
        let (Some(stated), Some(own), Some(of)) = (number(row, share), number(row, part), of)
        else {
            continue;
        };
        let Some((right, slack)) = percentage(own, of) else { continue };
        // What a division leaves behind its last digit is no difference.
        let slack = slack.saturating_add(stated.grain / Decimal::TWO + Decimal::new(1, 9));
        if right.saturating_sub(stated.value).abs() <= slack {
            fitting += 1;
        } else {
            wrong.push(Wrong { row, part, right: right.round_dp(stated.grain.scale()) });
        }
    }
    (fitting, wrong)
}

/// A part of a whole in per cent, and by how much the rounding of both may move it; whole numbers of things are not
/// rounded.
fn percentage(part: Number, whole: Number) -> Option<(Decimal, Decimal)> {
    let of = whole.value.abs();
    let share = part.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(whole.value)?;
    if part.grain >= Decimal::ONE {
        return Some((share, Decimal::ZERO));
    }
    let of_part = (part.grain / Decimal::TWO).checked_mul(Decimal::ONE_HUNDRED)?.checked_div(of)?;
    let of_whole = share.abs().checked_mul(whole.grain / Decimal::TWO)?.checked_div(of)?;
    Some((share, of_part.checked_add(of_whole)?))
}
