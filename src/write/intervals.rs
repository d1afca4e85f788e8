//! What figures allow, drawn as text: one line a figure on a common axis.

use std::io;

use rust_decimal::Decimal;

use super::axis::{Axis, are_of_one_unit};
use super::window::width_of;
use crate::claim::{Claim, Interval, grouped, visible};
use crate::error::Error;

/// Columns of the axis.
const WIDTH: usize = 40;

/// The last of them, counted from 0.
const LAST: u32 = 39;

/// Draws the intervals of the claims that have a quantity: `├─●─┤` what the words allow, `·` what rounding to the
/// printed digits may hide, `▷` no end.
///
/// # Errors
///
/// Only what writing to `out` says.
pub(super) fn draw(out: &mut dyn io::Write, claims: &[&Claim]) -> Result<(), Error> {
    let drawn: Vec<(&Claim, Interval, Interval)> = claims
        .iter()
        .filter_map(|it| {
            it.quantity.map(|quantity| (*it, quantity.strict(), quantity.rounding_interval()))
        })
        .collect();
    let ends = || {
        let of = |it: &Interval| [it.low, it.high];
        let stated = drawn.iter().filter_map(|it| it.0.stated()).map(|it| Some(it.value()));
        drawn
            .iter()
            .flat_map(move |it| of(&it.1).into_iter().chain(of(&it.2)))
            .chain(stated)
            .flatten()
    };
    let (Some(low), Some(high)) = (ends().min(), ends().max()) else { return Ok(()) };
    let is_one_axis = are_of_one_unit(drawn.iter().map(|it| it.0));
    if drawn.len() < 2 || !is_one_axis || low == high {
        return Ok(());
    }
    let axis = Line(Axis::new(low, high));
    let label = |it: &Claim| {
        let file = it.source.path.rsplit('/').next().unwrap_or_default();
        visible(&format!("{file}:{}  {}", it.line, it.text)).into_owned()
    };
    let widest = drawn.iter().map(|it| width_of(&label(it.0))).max().unwrap_or(0);
    writeln!(out, "\nwhat the figures allow (─), and what rounding may hide (·){}", axis.note())?;
    for (claim, words, rounding) in &drawn {
        let label = label(claim);
        let pad = widest.saturating_sub(width_of(&label));
        writeln!(out, "  {label}{}  {}", " ".repeat(pad), axis.drawn(claim, words, rounding))?;
    }
    let (left, right) = (grouped(low), grouped(high));
    let gap = WIDTH.saturating_sub(left.len() + right.len());
    writeln!(out, "  {}  {left}{}{right}", " ".repeat(widest), " ".repeat(gap))?;
    Ok(())
}

/// A line of columns from the least to the greatest value.
struct Line(Axis);

impl Line {
    fn note(&self) -> &'static str {
        if self.0.is_logarithmic { ", on a logarithmic axis" } else { "" }
    }

    fn column(&self, value: Decimal) -> usize {
        self.0.step(value, LAST).min(WIDTH - 1)
    }

    fn drawn(&self, claim: &Claim, words: &Interval, rounding: &Interval) -> String {
        let mut cells = [' '; WIDTH];
        let span = |it: &Interval| {
            let first = it.low.map_or(0, |it| self.column(it));
            let last = it.high.map_or(WIDTH - 1, |it| self.column(it));
            (first.min(last), first.max(last))
        };
        let (first, last) = span(rounding);
        cells[first..=last].fill('·');
        let (first, last) = span(words);
        if first < last {
            cells[first..=last].fill('─');
            cells[first] = if words.low.is_none() {
                '◁'
            } else if words.low_open {
                '○'
            } else {
                '├'
            };
            cells[last] = if words.high.is_none() {
                '▷'
            } else if words.high_open {
                '○'
            } else {
                '┤'
            };
        }
        if let Some(figure) = claim.stated() {
            let at = self.column(figure.value());
            let is_left_out = words.low_open && words.low == Some(figure.value())
                || words.high_open && words.high == Some(figure.value());
            cells[at] = if is_left_out { '○' } else { '●' };
        }
        cells.iter().collect::<String>().trim_end().to_owned()
    }
}
