//! A cell's figure as a sentence, where nothing says what the columns mean.

use super::heading::Heading;
use super::shape::{is_figure, is_time};
use super::{Cell, Context};
use crate::claim::{BlockKind, Span};
use crate::collect::builder::Builder;

impl Cell {
    /// Adds the figure with its unit, its noun, what was done, where and when, as heading, row and caption say them;
    /// tells where the figure stands.
    pub(super) fn read_aloud(
        &self,
        heading: &Heading,
        (label, caption): (&[&str], &Heading),
        out: &mut Builder,
        context: Context<'_>,
    ) -> Span {
        out.block(BlockKind::Paragraph);
        let span = self.write(out);
        self.say_unit(heading, out);
        // A year above the column says when; what is counted stands at the row.
        let is_noun = |it: &&&str| {
            !is_time(it)
                && !is_figure(it)
                && !context.is_general(it)
                && !context.is_place(it)
                && !context.is_deed(it)
        };
        let of_heading = Some(heading.words.as_str()).filter(|it| is_noun(&it) && !it.is_empty());
        let noun = of_heading.or_else(|| label.iter().find(is_noun).copied());
        let rest = [heading.words.as_str(), heading.time.as_str()]
            .into_iter()
            .chain(label.iter().copied())
            .chain([caption.words.as_str()])
            .filter(|it| !it.is_empty() && Some(*it) != noun && !context.is_general(it));
        // What was done stands right behind what it was done to.
        let (deeds, rest): (Vec<&str>, Vec<&str>) = rest.partition(|it| context.is_deed(it));
        for it in noun.into_iter().chain(deeds) {
            out.say(&format!(" {}", lowered(it)));
        }
        for it in rest {
            let join = if is_time(it) || context.is_place(it) { " in " } else { ", " };
            out.say(&format!("{join}{it}"));
        }
        span
    }

    /// Adds the unit that the heading gives, where the cell has none.
    pub(super) fn say_unit(&self, heading: &Heading, out: &mut Builder) {
        if !heading.unit.is_empty() && !self.has_unit() {
            out.say(&format!(" {}", heading.unit));
        }
    }

    fn has_unit(&self) -> bool {
        self.text.contains(['%', '％']) || self.text.chars().any(char::is_alphabetic)
    }
}

/// A heading in the middle of a sentence: "Suspects repatriated" begins small, "EU members" and "New York" do not.
pub(super) fn lowered(text: &str) -> String {
    let mut words = text.splitn(2, ' ');
    let first = words.next().unwrap_or_default();
    let is_word = first.chars().skip(1).all(char::is_lowercase) && first.len() > 1;
    let others_small = words.clone().next().is_none_or(|it| it.starts_with(char::is_lowercase));
    if is_word && others_small {
        return text.to_lowercase();
    }
    text.to_owned()
}
