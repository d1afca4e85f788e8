//! Figures of accounts: what stands in brackets is below zero.

use super::Cell;
use super::heading::Heading;
use super::shape::{is_figure, is_time};
use crate::claim::Span;

/// Whether brackets are a sign in a column: where other figures have none, and neither shares nor years stand in it.
pub(super) fn is_account(rows: &[Vec<Cell>], column: usize, headings: &[Heading]) -> bool {
    let cells = || rows.iter().filter_map(|it| it.get(column)).filter(|it| is_figure(&it.text));
    let bracketed = || cells().filter(|it| it.in_brackets().is_some());
    let unit = headings.get(column).map_or("", |it| it.unit.as_str());
    let is_other = |it: &Cell| {
        let digits: String = it.text.chars().filter(char::is_ascii_digit).collect();
        it.text.contains('%') || digits.len() == 4 && is_time(&digits)
    };
    let count = bracketed().count();
    count > 0 && count < cells().count() && !unit.contains('%') && !bracketed().any(is_other)
}

impl Cell {
    /// The cell as it is said, where it is a figure in brackets: `(450) €` is -450 €, all of which stands for all of the cell.
    pub(super) fn in_brackets(&self) -> Option<Self> {
        let (open, close) = (self.text.find('(')?, self.text.rfind(')')?);
        let inner = self.text.get(open + 1..close)?;
        let outside = [self.text.get(..open)?, self.text.get(close + 1..)?];
        let is_amount = |it: &str| !it.chars().any(|it| it.is_alphabetic() || "()-−".contains(it));
        let is_unit = |it: &str| !it.contains(|it: char| it.is_ascii_digit() || "()".contains(it));
        let has_digits = inner.bytes().any(|it| it.is_ascii_digit());
        if !has_digits || !is_amount(inner) || !outside.into_iter().all(is_unit) {
            return None;
        }
        let text = format!("-{}{inner}{}", outside[0], outside[1]);
        let ends = self.runs.first().zip(self.runs.last()).map(|(first, last)| (first.1, last.1));
        let all = ends.map(|(first, last)| (Span::new(0, text.len()), first.cover(last)));
        Some(Self { text, runs: all.into_iter().collect(), ..self.clone() })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_are_a_sign() {
        let text = |it: &str| {
            let cell = Cell { text: it.to_owned(), ..Cell::default() };
            cell.in_brackets().map(|it| it.text)
        };
        assert_eq!(text("(450)").as_deref(), Some("-450"));
        assert_eq!(text("(1,450.5) €").as_deref(), Some("-1,450.5 €"));
        assert_eq!(text("$(450)").as_deref(), Some("-$450"));
        assert_eq!(text("(€ 450)").as_deref(), Some("-€ 450"));
        for other in ["450", "12 (450)", "(450) 12", "(n = 450)", "(-450)", "()", "(4) (5)", ")4("]
        {
            assert_eq!(text(other), None, "{other}");
        }
    }
}
