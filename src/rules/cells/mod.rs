//! Checks over the rows and columns of one table.

mod bound;
mod odd_cell;
mod repeated_row;
mod share;
mod total;

use std::sync::Arc;

use rust_decimal::Decimal;

use super::{Table, passage};
use crate::claim::{Claim, Document, Grid, Passage, Position, Span};

pub(super) use bound::BoundFigure;
pub(super) use odd_cell::OddCell;
pub(super) use repeated_row::RepeatedRow;
pub(super) use share::TableShare;
pub(super) use total::TableTotal;

/// A table of a document, with its numbers.
struct Sheet<'s> {
    table: &'s Table<'s>,
    document: usize,
    of: &'s Document,
    grid: &'s Grid,
}

/// The number in a cell, and the value of its last digit.
#[derive(Clone, Copy)]
struct Number {
    value: Decimal,
    grain: Decimal,
}

impl<'s> Sheet<'s> {
    /// The tables of all documents that have at least two rows.
    fn all(table: &'s Table<'s>) -> impl Iterator<Item = Self> {
        let of = move |(document, of): (usize, &'s Document)| {
            let grids = of.grids.iter().filter(|it| it.rows.len() > 1);
            grids.map(move |grid| Self { table, document, of, grid })
        };
        table.documents.iter().enumerate().flat_map(of)
    }

    /// The columns that hold figures.
    fn values(&self) -> impl Iterator<Item = usize> {
        self.grid.columns.iter().enumerate().filter(|it| it.1.is_value).map(|it| it.0)
    }

    fn rows(&self) -> std::ops::Range<usize> {
        0..self.grid.rows.len()
    }

    /// The text of a cell as it is read: a decimal comma is a point where the document's language writes commas.
    fn text(&self, row: usize, column: usize) -> Option<&'s str> {
        let cell = self.grid.cell(row, column)?;
        let read = cell.span.and_then(|it| self.of.text.get(it.range()));
        Some(read.unwrap_or(&cell.text).trim())
    }

    fn number(&self, row: usize, column: usize) -> Option<Number> {
        number(self.text(row, column)?)
    }

    /// How a row and a column are named in a message: `Total, arrests`.
    fn name(&self, row: usize, column: usize) -> String {
        let heading = self.grid.columns.get(column).map_or("", |it| &it.name);
        let label = self.grid.label(row).unwrap_or_default();
        let both: Vec<&str> = [label, heading].into_iter().filter(|it| !it.is_empty()).collect();
        both.join(", ")
    }

    /// The cell as a passage: that of its claim where it is one.
    fn passage(&self, row: usize, column: usize) -> Option<Passage> {
        let span = self.grid.cell(row, column)?.span?;
        let own = claim_at(self.table.claims, self.document, span).map(passage);
        own.or_else(|| Some(self.bare(span)))
    }

    /// A cell that is no claim.
    fn bare(&self, span: Span) -> Passage {
        let Position { bytes, line, column, at } = self.of.place(span);
        let text = self.of.original.get(span.range()).unwrap_or_default().to_owned();
        Passage {
            document: self.document,
            source: Arc::clone(&self.of.source),
            span,
            sentence: span,
            line,
            column,
            bytes,
            at,
            says: text.clone(),
            text,
            claim: None,
        }
    }

    /// What the fingerprint of a cell's finding depends on.
    fn key(&self, row: usize, column: usize) -> String {
        let text = self.text(row, column).unwrap_or_default();
        format!("{} {} {text}", self.of.source.key, self.name(row, column))
    }
}

/// The claim that stands in a stretch of a document; claims are in input order.
fn claim_at(claims: &[Claim], document: usize, span: Span) -> Option<&Claim> {
    let first = claims.partition_point(|it| (it.document, it.span.end) <= (document, span.start));
    claims.get(first).filter(|it| it.document == document && it.span.start < span.end)
}

/// The number that a cell holds beside a sign of its unit: `1,234`, `$12.8`, `(3.5)`, `17.6 %`; `None` for what can be
/// read in two ways.
fn number(text: &str) -> Option<Number> {
    let is_negative = text.starts_with('(') && text.ends_with(')') || text.starts_with(['-', '−']);
    let digits: String = text.chars().filter(|it| !it.is_whitespace() && *it != '\u{a0}').collect();
    let sign = |it: char| matches!(it, '(' | ')' | '-' | '−' | '+' | '%' | '％') || is_currency(it);
    let digits = digits.trim_matches(sign);
    let (whole, decimals) = digits.split_once('.').unwrap_or((digits, ""));
    let mut groups = whole.split(',');
    let first = groups.next().unwrap_or_default();
    let is_number = |it: &str| it.bytes().all(|it| it.is_ascii_digit());
    let is_grouped = whole.contains(',');
    let is_whole = !first.is_empty()
        && is_number(first)
        && (!is_grouped || first.len() <= 3)
        && groups.all(|it| it.len() == 3 && is_number(it));
    // Longer numbers are identifiers, and their sums might not fit.
    if !is_whole || !is_number(decimals) || whole.len() > 18 || decimals.len() > 9 {
        return None;
    }
    let plain = format!("{}.{decimals}", whole.replace(',', ""));
    let value = Decimal::from_str_exact(plain.trim_end_matches('.')).ok()?;
    let grain = Decimal::new(1, u32::try_from(decimals.len()).ok()?);
    Some(Number { value: if is_negative { -value } else { value }, grain })
}

fn is_currency(it: char) -> bool {
    matches!(it, '$' | '€' | '£' | '¥' | '₹' | '₩' | '₽' | '元' | '￥')
}

/// The sum of numbers, and by how much rounding alone may move it; whole numbers are exact where no unit says that
/// they are thousands or more of something.
fn sum(numbers: &[Number], is_exact: bool) -> Option<(Decimal, Decimal)> {
    let mut sum = Decimal::ZERO;
    let mut slack = Decimal::ZERO;
    for it in numbers {
        sum = sum.checked_add(it.value)?;
        if !is_exact || it.grain < Decimal::ONE {
            slack = slack.checked_add(it.grain / Decimal::TWO)?;
        }
    }
    Some((sum, slack))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_cells() {
        let of = |it| number(it).map(|it| format!("{} ±{}", it.value, it.grain));
        assert_eq!(of("1,234").as_deref(), Some("1234 ±1"));
        assert_eq!(of("$ 12.80").as_deref(), Some("12.80 ±0.01"));
        assert_eq!(of("(3.5)").as_deref(), Some("-3.5 ±0.1"));
        assert_eq!(of("17.6 %").as_deref(), Some("17.6 ±0.1"));
        assert_eq!(of("2 114").as_deref(), Some("2114 ±1"));
        for odd in ["3,5", "1.2.3", "12a", "", "-", "1,23,456", "12 kg"] {
            assert_eq!(of(odd), None, "{odd}");
        }
    }
}
