//! Counts that run: deaths, arrests so far. A later figure that is no smaller takes the place of an earlier one.

use super::Lexicon;
use crate::claim::Claim;

impl Lexicon {
    /// Whether a claim counts what goes on being counted while the story runs: deaths, arrests.
    pub fn is_running(&self, claim: &Claim) -> bool {
        claim.actions.iter().any(|it| self.families.is_running(&it.family))
    }

    /// Whether a running count takes the place of an earlier one: it was published on a later day, and
    /// its figure is no smaller. Where a report has no date nobody can say.
    pub fn takes_place_of(&self, later: &Claim, earlier: &Claim) -> bool {
        let dates = earlier.source.published.zip(later.source.published);
        let figures = earlier.quantity.zip(later.quantity);
        self.is_running(earlier)
            && self.is_running(later)
            && dates.is_some_and(|(x, y)| x < y)
            && figures.is_some_and(|(x, y)| x.leading() <= y.leading())
    }
}
