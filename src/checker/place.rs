//! Places in a text, counted as another language counts the units of its strings.

use std::sync::Arc;

use super::Report;
use crate::claim::{Aligned, Claim, Covered, Passage, Sentence, Span};

/// What places in a text are counted in.
#[derive(Clone, Copy, Debug, Default, Eq, PartialEq)]
#[non_exhaustive]
pub enum Unit {
    /// Bytes of UTF-8, as in Rust and Go.
    #[default]
    Utf8,
    /// Units of UTF-16, as in JavaScript, Java and C#.
    Utf16,
    /// Characters (Unicode code points), as in Python.
    Character,
}

impl Unit {
    /// How many of them a text is.
    fn count(self, text: &str) -> usize {
        match self {
            Self::Utf8 => text.len(),
            Self::Utf16 => text.chars().map(char::len_utf16).sum(),
            Self::Character => text.chars().count(),
        }
    }
}

/// Bytes between two places up to which the units were counted.
const STRIDE: usize = 1_024;

/// The texts of a call, by document.
#[derive(Debug)]
pub(super) struct Places {
    unit: Unit,
    texts: Vec<Counted>,
}

/// A text, with how many units stand before each stride of it.
#[derive(Debug)]
struct Counted {
    text: Arc<str>,
    /// The places, on character boundaries, and how many units stand before them; empty where each byte is one.
    before: Vec<(usize, usize)>,
}

impl Counted {
    fn new(text: &Arc<str>, unit: Unit) -> Self {
        let mut before = Vec::new();
        if unit != Unit::Utf8 && !text.is_ascii() {
            let (mut place, mut count) = (0, 0);
            while place < text.len() {
                before.push((place, count));
                let next = text.ceil_char_boundary(place + STRIDE);
                count += unit.count(&text[place..next]);
                place = next;
            }
        }
        Self { text: Arc::clone(text), before }
    }

    fn place(&self, byte: usize, unit: Unit) -> usize {
        let index = self.before.partition_point(|it| it.0 <= byte);
        let Some((place, count)) = index.checked_sub(1).map(|it| self.before[it]) else {
            return byte;
        };
        count + self.text.get(place..byte).map_or(0, |it| unit.count(it))
    }
}

impl Places {
    pub(super) fn new(unit: Unit) -> Self {
        Self { unit, texts: Vec::new() }
    }

    /// The text of the next document.
    pub(super) fn add(&mut self, text: &Arc<str>) {
        self.texts.push(Counted::new(text, self.unit));
    }

    pub(super) fn move_claims(&self, claims: &mut [Claim]) {
        for it in claims {
            self.move_span(it.document, &mut it.bytes);
        }
    }

    pub(super) fn move_passages(&self, passages: &mut [Aligned]) {
        for it in passages.iter_mut().flat_map(|it| [&mut it.left, &mut it.right]) {
            let Sentence { document, bytes, .. } = it;
            self.move_span(*document, bytes);
        }
    }

    pub(super) fn move_report(&self, report: &mut Report) {
        self.move_claims(&mut report.corpus.claims);
        let judgement = &mut report.judgement;
        let found = judgement.findings.iter_mut().flat_map(|it| &mut it.passages);
        let confirmed = judgement.confirmed.iter_mut().flat_map(|it| &mut it.passages);
        let covered = report.covered.iter_mut().flat_map(passages_of);
        for Passage { document, bytes, .. } in found.chain(confirmed).chain(covered) {
            self.move_span(*document, bytes);
        }
    }

    fn move_span(&self, document: usize, span: &mut Span) {
        let Some(text) = self.texts.get(document) else { return };
        let Span { start, end } = *span;
        *span = Span::new(text.place(start, self.unit), text.place(end, self.unit));
    }
}

/// All passages that are shown of a figure.
fn passages_of(covered: &mut Covered) -> impl Iterator<Item = &mut Passage> {
    let Covered { passage, places, disputed, nearest, counterpart, .. } = covered;
    let counterpart = counterpart.iter_mut().map(|it| &mut it.passage);
    let others = places.iter_mut().chain(disputed).chain(nearest);
    std::iter::once(passage).chain(others).chain(counterpart)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn places_are_those_of_the_text_before_them(text in "[aé→🚒\n]{0,1500}") {
            let text: Arc<str> = text.into();
            for unit in [Unit::Utf8, Unit::Utf16, Unit::Character] {
                let counted = Counted::new(&text, unit);
                for byte in (0..=text.len()).filter(|it| text.is_char_boundary(*it)) {
                    prop_assert_eq!(counted.place(byte, unit), unit.count(&text[..byte]));
                }
            }
        }
    }
}
