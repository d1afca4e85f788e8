//! Whether an equal figure ties two passages together: the evidence for agreement, never for a clash.

use super::Weights;
use crate::claim::{Compared, Slot, Standing};

/// From here on the words around two figures are those of one passage, in per cent of their weight.
pub(super) const SAME_WORDING: i32 = 40;
/// From here on common words say something, in per cent of their weight.
const SOME_WORDING: i32 = 15;
/// Bits from which on an equal figure says anything: two significant digits.
const RARE: i32 = 6;
/// Bits of a figure of one significant digit.
const ROUND: i32 = 3;
/// Bits from which on an equal figure needs nothing else to tie it: three significant digits, for two things.
const VERY_RARE: i32 = 8;

/// What speaks for two agreeing claims being one fact.
pub(super) struct Tie<'t> {
    pub(super) slots: &'t [Compared],
    pub(super) half_bits: i32,
    /// What the figure carries.
    pub(super) figure_bits: i32,
    /// How much of the words around both figures is the same, in per cent.
    pub(super) wording: i32,
    pub(super) is_same_story: bool,
}

impl Tie<'_> {
    /// Whether slots, words, story and figure together reach the threshold of one fact.
    pub(super) fn holds(&self, weights: &Weights) -> bool {
        // A round figure says little; then the slots must say much.
        let is_enough = self.figure_bits >= RARE
            || self.figure_bits >= ROUND && self.half_bits >= weights.same_fact - 2 * ROUND;
        if !is_enough {
            return false;
        }
        // Where the words around are the same, the grammar may have read two nouns out of one.
        let is_other_unit =
            |it: &&Compared| it.slot == Slot::Unit && it.standing == Standing::Different;
        let misread = self
            .slots
            .iter()
            .find(is_other_unit)
            .filter(|_| self.wording >= SAME_WORDING)
            .map_or(0, |it| i32::from(it.half_bits));
        let same_words = i32::from(weights.wording.same);
        let of_words = same_words * self.wording / 100;
        let of_story = if self.is_same_story { same_words / 2 } else { 0 };
        let sum = self.half_bits - misread + of_words + of_story + 2 * self.figure_bits;
        let says_anything =
            self.half_bits > i32::from(weights.story.same) || self.wording >= SOME_WORDING;
        sum >= weights.same_fact && (says_anything || self.figure_bits >= VERY_RARE)
    }
}
