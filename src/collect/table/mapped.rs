//! A table whose columns `crosscheck.yaml` names: each figure with exactly what its row says.

use super::aloud::lowered;
use super::heading::Heading;
use super::shape::is_figure;
use super::{Cell, Table};
use crate::claim::{BlockKind, plain_name};
use crate::collect::Context;
use crate::collect::builder::Builder;
use crate::config::{Mapping, Names};

/// The columns of a mapping by their places in a table.
pub(super) struct Mapped<'m> {
    mapping: &'m Mapping,
    values: Vec<usize>,
    unit: Option<usize>,
    action: Option<usize>,
    place: Option<usize>,
    period: Option<usize>,
    source: Option<usize>,
    label: Option<usize>,
    filter: Vec<(usize, &'m Names)>,
}

impl<'m> Mapped<'m> {
    /// Finds a mapping's columns among headings.
    ///
    /// # Errors
    ///
    /// What it names and the table does not have.
    pub(super) fn of(mapping: &'m Mapping, headings: &[String]) -> Result<Self, String> {
        let find = |name: &String| {
            headings.iter().position(|it| plain_name(it) == plain_name(name)).ok_or_else(|| {
                format!(
                    "has no column `{name}`, which its mapping names; its columns are: {}",
                    headings.iter().map(|it| it.trim()).collect::<Vec<_>>().join(", ")
                )
            })
        };
        let one = |name: &Option<String>| name.as_ref().map(find).transpose();
        Ok(Self {
            mapping,
            values: mapping.value.0.iter().map(find).collect::<Result<_, _>>()?,
            unit: one(&mapping.unit)?,
            action: one(&mapping.action)?,
            place: one(&mapping.place)?,
            period: one(&mapping.period)?,
            source: one(&mapping.source)?,
            label: one(&mapping.label)?,
            filter: mapping
                .filter
                .iter()
                .map(|(name, values)| Ok((find(name)?, values)))
                .collect::<Result<_, String>>()?,
        })
    }

    /// Whether a column holds figures.
    pub(super) fn is_value(&self, column: usize) -> bool {
        self.values.contains(&column)
    }

    /// Whether a column is named as something else than figures.
    pub(super) fn is_named(&self, column: usize) -> bool {
        let single = [self.unit, self.action, self.place, self.period, self.source, self.label];
        single.contains(&Some(column)) || self.filter.iter().any(|it| it.0 == column)
    }

    /// Whether a row is one that is read.
    pub(super) fn takes(&self, row: &[Cell]) -> bool {
        self.filter.iter().all(|(column, values)| {
            let own = row.get(*column).map_or("", |it| it.text.trim());
            values.0.iter().any(|it| it.trim() == own)
        })
    }

    /// Adds the figures of a row, and tells where each stands, by its column.
    pub(super) fn read_aloud(
        &self,
        row: &[Cell],
        headings: &[Heading],
        out: &mut Builder,
        context: Context<'_>,
    ) -> Vec<(usize, crate::claim::Span)> {
        let constants = &self.mapping.constants;
        let said = |column: Option<usize>, constant: &'m Option<String>| {
            let cell = column.and_then(|it| row.get(it)).map(|it| it.text.trim());
            let constant = constant.as_deref().map(str::trim);
            cell.filter(|it| !it.is_empty()).or(constant).unwrap_or_default().to_owned()
        };
        out.names_source(&said(self.source, &constants.source));
        let mut spans = Vec::new();
        for &column in &self.values {
            let Some(cell) = row.get(column).filter(|it| is_figure(&it.text)) else { continue };
            let none = Heading::default();
            let heading = headings.get(column).unwrap_or(&none);
            out.block(BlockKind::Paragraph);
            spans.push((column, cell.write(out)));
            cell.say_unit(heading, out);
            let unit = said(self.unit, &constants.unit);
            let action = said(self.action, &constants.action);
            // Where nothing says what is counted the heading does, and of a bare "value" the action: "149 arrests".
            let of_heading = Some(&heading.words).filter(|it| !context.is_general(it));
            let noun = Some(&unit).filter(|it| !it.is_empty()).or(of_heading);
            if let Some(noun) = noun.filter(|it| !it.is_empty()) {
                out.say(&format!(" {}", lowered(noun)));
            }
            if !action.is_empty() {
                let is_behind = noun.is_none() || context.is_deed(&action);
                out.say(&format!("{}{}", if is_behind { " " } else { ", " }, lowered(&action)));
            }
            let place = said(self.place, &constants.place);
            if !place.is_empty() {
                out.say(&format!(" in {place}"));
            }
            let said_when = said(self.period, &constants.period);
            let period = if said_when.is_empty() { heading.time.clone() } else { said_when };
            if !period.is_empty() {
                let is_day = period.parse::<jiff::civil::Date>().is_ok();
                out.say(&format!("{}{period}", if is_day { " on " } else { " in " }));
            }
            let label = said(self.label, &None);
            if !label.is_empty() && label != place {
                out.say(&format!(", {label}"));
            }
        }
        out.names_source("");
        spans
    }
}

impl Table {
    /// Whether a mapping is about this table of its file.
    pub(super) fn is_meant_by(&self, mapping: &Mapping) -> bool {
        let is =
            |wanted: &Option<String>| wanted.as_deref().is_none_or(|it| it.trim() == self.name);
        is(&mapping.sheet) && is(&mapping.records)
    }
}
