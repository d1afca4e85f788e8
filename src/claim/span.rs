//! A byte range of an original file.

use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A half-open byte range `[start, end)` of a document's own bytes.
///
/// # Example
///
/// ```
/// use crosscheck::claim::Span;
///
/// let span = Span::new(3, 8);
/// assert_eq!(&"in 1,250 homes"[span.range()], "1,250");
/// assert!(span.meets(Span::new(7, 9)) && !span.meets(Span::new(8, 9)));
/// ```
#[derive(
    Clone, Copy, Debug, Default, Deserialize, Eq, Hash, Ord, PartialEq, PartialOrd, Serialize,
)]
pub struct Span {
    /// First byte.
    pub start: usize,
    /// One past the last byte.
    pub end: usize,
}

impl Span {
    /// The span from `start` up to, but not including, `end`.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start, end: end.max(start) }
    }

    /// The same bytes as a `Range`, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start..self.end
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        self.end - self.start
    }

    /// Whether the span holds no byte.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// Whether the two spans share at least one byte.
    pub fn meets(self, other: Self) -> bool {
        self.start < other.end && other.start < self.end
    }

    /// Whether every byte of `other` lies in this span.
    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }

    /// The smallest span that holds both.
    #[must_use]
    pub fn cover(self, other: Self) -> Self {
        Self::new(self.start.min(other.start), self.end.max(other.end))
    }

    /// What stands between this span and a later one; `None` where the other starts before this one ends.
    ///
    /// ```
    /// use crosscheck::claim::Span;
    ///
    /// let (first, second) = (Span::new(0, 2), Span::new(5, 6));
    /// assert_eq!(first.until(second), Some(Span::new(2, 5)));
    /// assert_eq!(second.until(first), None);
    /// ```
    pub fn until(self, later: Self) -> Option<Self> {
        (self.end <= later.start).then(|| Self::new(self.end, later.start))
    }

    /// The text that stands there; empty where the text holds no such bytes.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or_default()
    }

    /// The span moved right by `offset` bytes.
    #[must_use]
    pub fn shifted(self, offset: usize) -> Self {
        Self::new(self.start + offset, self.end + offset)
    }
}
