//! Two temperatures beside each other, on the scales of Celsius and Fahrenheit.

use rust_decimal::Decimal;

use super::rounded::Rounded;
use super::words::{after, before, first_words, last_word};
use super::{Outcome, Violation, passage};
use crate::claim::{Claim, Confirmation, Statistic};

/// What a temperature is on the other scale.
pub(super) struct Degrees {
    /// What the right one must be where both are temperatures, and where both are differences.
    level: Rounded,
    difference: Rounded,
    is_difference: bool,
    unit: &'static str,
}

impl Degrees {
    /// Of two figures of which one is in degrees Celsius and the other in Fahrenheit; `differences` are words that make them
    /// the difference of two temperatures.
    pub(super) fn of(left: &Claim, right: &Claim, differences: &[String]) -> Option<Self> {
        let unit = |it: &Claim| it.unit.as_deref().map(str::to_owned);
        let (from, to) = (unit(left)?, unit(right)?);
        let exactly = |it: i64| Rounded::exactly(Decimal::from(it));
        let value = Rounded::of(left)?;
        let (level, difference, unit) = match (&*from, &*to) {
            ("degree Celsius", "degree Fahrenheit") => {
                let difference = value.times(exactly(9))?.over(exactly(5))?;
                (difference.plus(exactly(32))?, difference, "°F")
            }
            ("degree Fahrenheit", "degree Celsius") => {
                let of = |it: Rounded| it.times(exactly(5))?.over(exactly(9));
                (of(value.minus(exactly(32))?)?, of(value)?, "°C")
            }
            _ => return None,
        };
        let is_change = |it: &Claim| it.statistic == Statistic::Change;
        let is_listed = |word: &str| differences.iter().any(|it| it.eq_ignore_ascii_case(word));
        let is_difference = is_change(left)
            || is_change(right)
            || before(left).is_some_and(|it| is_listed(last_word(it)))
            || after(right).is_some_and(|it| first_words(it, 1).any(is_listed));
        Some(Self { level, difference, is_difference, unit })
    }

    pub(super) fn judge(&self, left: &Claim, right: &Claim, outcome: &mut Outcome) {
        // Both are rounded to whole degrees, whatever the other one's decimals.
        let half = Rounded::between(Decimal::new(-5, 1), Decimal::new(5, 1));
        let meets = |it: Rounded| {
            let near = it.plus(half)?;
            Some(Rounded::of(right)?.meets(near))
        };
        let (Some(is_level), Some(is_difference)) = (meets(self.level), meets(self.difference))
        else {
            return;
        };
        let holds = if self.is_difference { is_difference } else { is_level };
        let passages = vec![passage(left), passage(right)];
        if holds {
            let label = format!("{} = {}", left.text, right.text);
            outcome.confirmed.push(Confirmation { fact: "conversion".to_owned(), label, passages });
            return;
        }
        // What is right for a difference may be one, though no word was seen that says so.
        if !self.is_difference && is_difference {
            return;
        }
        let wanted = if self.is_difference { self.difference } else { self.level };
        let shown = wanted.middle().round_dp(1).normalize();
        let rate = format!("{shown} {}", self.unit);
        let rate = if self.is_difference { rate + " as a difference" } else { rate };
        let mut values = super::template::Values::new();
        values.insert("left", left.text.clone());
        values.insert("right", right.text.clone());
        values.insert("rate", rate);
        let key = vec![left.source.key.clone(), left.text.clone(), right.text.clone()];
        let hint = (self.is_difference && is_level).then(|| {
            "it is what a temperature of so many degrees is on the other scale".to_owned()
        });
        outcome.violations.push(Violation { hint, ..Violation::new(passages, values, key) });
    }
}
