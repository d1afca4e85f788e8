//! `table-share`: a share that a table states is that of the figures beside it.
//!
//! Of what a share is taken is not written anywhere: of the column's sum, of its total, or of another column. The one is
//! taken that fits most rows; rows that it does not fit are wrong.

use rust_decimal::Decimal;
use serde::Deserialize;

use super::{Number, Sheet, sum};
use crate::claim::grouped;
use crate::lexicon::{HeadingRole, Lexicon};
use crate::rules::template::Values;
use crate::rules::{Check, Outcome, Table, Violation};

/// Parameters of `table-share`.
#[derive(Debug, Deserialize)]
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
            for share in shares {
                self.column(&sheet, share, &amounts, table.lexicon, &mut outcome);
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

impl TableShare {
    fn column(
        &self,
        sheet: &Sheet<'_>,
        share: usize,
        amounts: &[usize],
        lexicon: &Lexicon,
        outcome: &mut Outcome,
    ) {
        let is_total = |it: &usize| {
            lexicon.headings.is(HeadingRole::Total, sheet.grid.label(*it).unwrap_or_default())
        };
        let total = sheet.rows().find(is_total);
        let body: Vec<usize> = sheet.rows().filter(|it| !is_total(it)).collect();
        let mut best: Option<(usize, Vec<(usize, usize, Decimal)>)> = None;
        for &part in amounts {
            let numbers: Vec<Number> =
                body.iter().filter_map(|it| sheet.number(*it, part)).collect();
            let stated = total.and_then(|it| sheet.number(it, part)).map(Whole::One);
            let added = sum(&numbers, true)
                .map(|it| Whole::One(Number { value: it.0, grain: Decimal::ZERO }));
            let others = amounts.iter().filter(|it| **it != part && amounts.len() <= WIDEST);
            let wholes = stated.into_iter().chain(added).chain(others.map(|it| Whole::Column(*it)));
            for whole in wholes {
                let (fitting, wrong) = fit(sheet, &body, (share, part), whole);
                if fitting >= self.fits
                    && fitting >= self.fits * wrong.len()
                    && best.as_ref().is_none_or(|it| fitting > it.0)
                {
                    best = Some((fitting, wrong));
                }
            }
        }
        for (row, part, right) in best.into_iter().flat_map(|it| it.1) {
            let Some(of_share) = sheet.passage(row, share) else { continue };
            let mut values = Values::new();
            values.insert("names", sheet.name(row, share));
            values.insert("right", grouped(right));
            values.insert(
                "count",
                sheet.text(row, share).unwrap_or_default().trim_end_matches(['%', ' ']).to_owned(),
            );
            let mut passages = vec![of_share];
            passages.extend(sheet.passage(row, part));
            passages.sort_by_key(|it| it.span);
            outcome.violations.push(Violation::new(passages, values, vec![sheet.key(row, share)]));
        }
    }
}

/// How many rows' shares fit, and those that do not: row, column of the part, and the share as it should be.
fn fit(
    sheet: &Sheet<'_>,
    rows: &[usize],
    (share, part): (usize, usize),
    whole: Whole,
) -> (usize, Vec<(usize, usize, Decimal)>) {
    let mut fitting = 0;
    let mut wrong = Vec::new();
    for &row in rows {
        let (Some(stated), Some(own)) = (sheet.number(row, share), sheet.number(row, part)) else {
            continue;
        };
        let of = match whole {
            Whole::One(number) => Some(number),
            Whole::Column(column) => sheet.number(row, column),
        };
        let Some(right) =
            of.and_then(|it| own.value.checked_mul(Decimal::ONE_HUNDRED)?.checked_div(it.value))
        else {
            continue;
        };
        // The whole may be rounded as well: half a unit of it moves the share by so much.
        let half = |it: Number| it.grain / Decimal::TWO;
        let by_rounding = of.map_or(Decimal::ZERO, |it| {
            let moved = right
                .abs()
                .checked_mul(half(it))
                .and_then(|moved| moved.checked_div(it.value.abs()));
            let own = half(own)
                .checked_mul(Decimal::ONE_HUNDRED)
                .and_then(|own| own.checked_div(it.value.abs()));
            moved.unwrap_or_default().saturating_add(own.unwrap_or_default())
        });
        // Whole numbers of things are no roundings.
        let by_rounding = if own.grain < Decimal::ONE { by_rounding } else { Decimal::ZERO };
        let slack = half(stated).saturating_add(by_rounding).saturating_add(Decimal::new(1, 9));
        if (right - stated.value).abs() <= slack {
            fitting += 1;
        } else {
            wrong.push((row, part, right.round_dp(stated.grain.scale())));
        }
    }
    (fitting, wrong)
}
