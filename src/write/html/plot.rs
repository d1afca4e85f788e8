//! What the claims of a fact allow, as rows of dots and intervals on one axis, newest first.

use jiff::civil::Date;
use rust_decimal::Decimal;

use crate::claim::{Claim, Fact, Figure, Interval, Verdict, grouped};
use crate::write::axis::{Axis, are_of_one_unit};
use crate::write::record::page::{Plot, PlotRow, Point, Tick, Timed};

/// The drawing is so many units wide; the axis leaves a margin for labels that stand in its middle.
const WIDTH: u32 = 600;
const MARGIN: u32 = 30;

/// The height of a row, and of the axis below the rows.
const ROW: usize = 28;
const AXIS: usize = 24;

/// A drawing over time: its height, and the room for figures at its left.
const HIGH: usize = 220;
const LEFT: u32 = 80;

/// The plots of the facts on whose figure sources differ.
pub(super) fn plots(facts: &[Fact], claims: &[Claim]) -> Vec<Plot> {
    let shown = facts.iter().filter(|it| it.verdict != Verdict::SingleSource);
    shown.filter_map(|it| plot(it, claims)).collect()
}

fn plot(fact: &Fact, claims: &[Claim]) -> Option<Plot> {
    let mut drawn: Vec<(&Claim, Interval, bool)> = Vec::new();
    for (of, is_against) in [(&fact.supporting, false), (&fact.against, true)] {
        for claim in of.iter().filter_map(|it| claims.get(*it)) {
            let quantity = claim.quantity?;
            drawn.push((claim, quantity.strict(), is_against));
        }
    }
    if !are_of_one_unit(drawn.iter().map(|it| it.0)) {
        return None;
    }
    let places = || {
        let stated = drawn.iter().filter_map(|it| it.0.stated()).map(Figure::value);
        drawn.iter().flat_map(|it| [it.1.low, it.1.high]).flatten().chain(stated)
    };
    let (low, high) = (places().min()?, places().max()?);
    // One figure, said alike by all, is no picture.
    if low == high {
        return None;
    }
    let axis = Axis::new(low, high);
    drawn.sort_by(|a, b| {
        let day = |it: &Claim| it.source.published;
        day(b.0).cmp(&day(a.0)).then_with(|| a.0.source.path.cmp(&b.0.source.path))
    });
    let row = |(index, (claim, words, is_against)): (usize, &(&Claim, Interval, bool))| PlotRow {
        claim: claim.id.clone(),
        text: claim.text.clone(),
        source: claim.source.label(),
        published: claim.source.published.map(|it| it.to_string()),
        y: ROW * index + ROW / 2,
        dot: claim.stated().map(|it| place(&axis, it.value())),
        left: words.low.map_or_else(|| "0".to_owned(), |it| place(&axis, it)),
        right: words.high.map_or_else(|| WIDTH.to_string(), |it| place(&axis, it)),
        is_open_left: words.low.is_none(),
        is_open_right: words.high.is_none(),
        is_against: *is_against,
        allows: allowed(words),
    };
    let rows: Vec<PlotRow> = drawn.iter().enumerate().map(row).collect();
    let timed = timed(&drawn, &axis, (low, high));
    Some(Plot {
        timed,
        id: fact.id.clone(),
        label: fact.label.clone(),
        height: ROW * rows.len() + AXIS,
        rows,
        ticks: [(low, "start"), (high, "end")]
            .map(|(it, anchor)| Tick { x: place(&axis, it), text: grouped(it), anchor })
            .into(),
        is_logarithmic: axis.is_logarithmic,
    })
}

/// The same over the days on which it was published, where that is known of all and there are two at least.
fn timed(
    drawn: &[(&Claim, Interval, bool)],
    axis: &Axis,
    (low, high): (Decimal, Decimal),
) -> Option<Timed> {
    let day = |it: &&Claim| it.source.published;
    let days: Vec<Date> = drawn.iter().map(|it| day(&it.0)).collect::<Option<_>>()?;
    let (first, last) = (*days.iter().min()?, *days.iter().max()?);
    let whole = u32::try_from((last - first).get_days()).ok().filter(|it| *it > 0)?;
    let across = |it: Date| {
        let days = u32::try_from((it - first).get_days()).unwrap_or(0).min(whole);
        LEFT + (WIDTH - LEFT - MARGIN) * days / whole
    };
    let up = |it: Decimal| HIGH - 20 - axis.step(it, u32::try_from(HIGH - 50).unwrap_or(0));
    let point = |((claim, words, is_against), at): (&(&Claim, Interval, bool), &Date)| Point {
        text: claim.text.clone(),
        source: claim.source.label(),
        x: across(*at),
        y: up(claim.stated().map(Figure::value).or(words.low).or(words.high).unwrap_or(low)),
        top: words.high.map_or(10, &up),
        bottom: words.low.map_or(HIGH - 20, &up),
        is_against: *is_against,
    };
    Some(Timed {
        height: HIGH,
        left: LEFT,
        points: drawn.iter().zip(&days).map(point).collect(),
        days: [(first, "start"), (last, "end")]
            .map(|(it, anchor)| Tick { x: across(it).to_string(), text: it.to_string(), anchor })
            .into(),
        values: [low, high].map(|it| (up(it), grouped(it))).into(),
    })
}

/// An interval in words.
fn allowed(words: &Interval) -> String {
    match (words.low, words.high) {
        (Some(low), Some(high)) if low == high => grouped(low),
        (Some(low), Some(high)) => format!("{} to {}", grouped(low), grouped(high)),
        (Some(low), None) => format!("{} or more", grouped(low)),
        (None, Some(high)) => format!("up to {}", grouped(high)),
        (None, None) => "any".to_owned(),
    }
}

/// Where a value stands, in units of the drawing with one decimal.
fn place(axis: &Axis, value: Decimal) -> String {
    let tenths = axis.step(value, 10 * (WIDTH - 2 * MARGIN)) + 10 * MARGIN as usize;
    format!("{}.{}", tenths / 10, tenths % 10)
}
