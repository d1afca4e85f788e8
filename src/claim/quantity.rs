//! What a numeric expression denotes: the figure, how it is hedged, and the intervals that follow.
//!
//! A quantity is read in two ways. The strict interval holds what the words allow, the expected interval what a reader
//! takes them to mean ("over 600" is not 60,000). Beside them a coarser figure may stand for a finer one that rounds to
//! it. The widths are the project's own, documented in ARCHITECTURE.md.

use rust_decimal::Decimal;

use super::{Figure, Interval};

/// How the text qualifies a figure.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub enum Hedge {
    /// No qualification, or "exactly", "a total of".
    Exact,
    /// "about", "some", "around", "n or so".
    About,
    /// "nearly", "almost": at most the figure.
    Nearly,
    /// "over", "more than": above the figure.
    Over,
    /// "at least", "n or more": the figure or above.
    AtLeast,
    /// "under", "fewer than": below the figure.
    Under,
    /// "up to", "at most": the figure or below.
    UpTo,
    /// "between a and b", "a to b".
    Between,
    /// "dozens", "thousands": a magnitude without a figure.
    Vague,
}

impl Hedge {
    /// The name used in machine formats; `None` for an exact figure.
    pub fn name(self) -> Option<&'static str> {
        Some(match self {
            Self::Exact => return None,
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::Over => "over",
            Self::AtLeast => "at-least",
            Self::Under => "under",
            Self::UpTo => "up-to",
            Self::Between => "between",
            Self::Vague => "vague",
        })
    }
}

/// How two quantities stand to each other.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Relation {
    /// The same strict interval.
    Equal,
    /// One strict interval lies within the other.
    Narrower,
    /// Strict and expected intervals meet.
    Agree,
    /// The words allow both, but no reader expects it: "thousands" against 68,000.
    Tension,
    /// They differ by no more than rounding to the printed digits.
    Rounding,
    /// They cannot both hold.
    Clash,
}

impl Relation {
    /// Whether both can hold as a reader takes them, rounding allowed.
    pub fn agrees(self) -> bool {
        !matches!(self, Self::Tension | Self::Clash)
    }

    /// The name used in machine formats and in explanations.
    pub fn name(self) -> &'static str {
        match self {
            Self::Equal => "equal",
            Self::Narrower => "narrower",
            Self::Agree => "agree",
            Self::Tension => "tension",
            Self::Rounding => "rounding",
            Self::Clash => "clash",
        }
    }
}

/// A numeric expression's denotation.
///
/// Invariant: a quantity has a stated figure, or at least one bound.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
pub struct Quantity {
    hedge: Hedge,
    stated: Option<Figure>,
    low: Option<Figure>,
    high: Option<Figure>,
    rounding: Rounding,
}

/// Which exact figures rounding to the printed digits may excuse.
#[derive(Clone, Copy, Debug, Eq, Hash, PartialEq)]
enum Rounding {
    /// Ordinals, years, counts of names: never.
    Never,
    /// Plain counts: from 100 on, so that 28 never rounds to 30.
    FromHundred,
    /// Percentages, money, measures and scaled figures.
    Always,
}

impl Quantity {
    /// A single figure with its hedge.
    pub fn hedged(hedge: Hedge, figure: Figure) -> Self {
        let (low, high) = match hedge {
            Hedge::Over | Hedge::AtLeast => (Some(figure), None),
            Hedge::Under | Hedge::UpTo => (None, Some(figure)),
            _ => (Some(figure), Some(figure)),
        };
        Self { hedge, stated: Some(figure), low, high, rounding: Rounding::FromHundred }
    }

    /// A single figure without hedge.
    pub fn exact(figure: Figure) -> Self {
        Self::hedged(Hedge::Exact, figure)
    }

    /// Everything from `low` to `high`, both included.
    pub fn between(low: Figure, high: Figure) -> Self {
        let (low, high) = if high.value() < low.value() { (high, low) } else { (low, high) };
        Self {
            hedge: Hedge::Between,
            stated: None,
            low: Some(low),
            high: Some(high),
            rounding: Rounding::FromHundred,
        }
    }

    /// A figure with a stated margin of error, `7.5 ± 2.5`: everything from `low` to `high`.
    pub fn with_margin(figure: Figure, low: Figure, high: Figure) -> Self {
        Self { stated: Some(figure), ..Self::between(low, high) }
    }

    /// A magnitude such as "thousands": `low` or more, hardly above `high`.
    pub fn vague(low: Figure, high: Figure) -> Self {
        Self {
            hedge: Hedge::Vague,
            stated: None,
            low: Some(low),
            high: Some(high),
            rounding: Rounding::Never,
        }
    }

    /// A count of names: exactly `low` of them, up to `high`, or open where `high` is `None`.
    pub fn listed(low: u64, high: Option<u64>) -> Self {
        let (low, high) = (Figure::whole(low), high.map(Figure::whole));
        let is_exact = high == Some(low);
        let hedge = match high {
            None => Hedge::AtLeast,
            Some(_) if is_exact => Hedge::Exact,
            Some(_) => Hedge::Between,
        };
        Self {
            hedge,
            stated: is_exact.then_some(low),
            low: Some(low),
            high,
            rounding: Rounding::Never,
        }
    }

    /// The same quantity, never excused by rounding: ordinals, years, identifiers.
    #[must_use]
    pub fn unrounded(self) -> Self {
        Self { rounding: Rounding::Never, ..self }
    }

    /// The same quantity of a kind that is commonly rounded: money, percentages, measures.
    #[must_use]
    pub fn rounded(self) -> Self {
        Self { rounding: Rounding::Always, ..self }
    }

    /// The same quantity in another unit, `factor` of which make one of this one; `None` where it does not fit.
    pub fn times(self, factor: Decimal) -> Option<Self> {
        self.each(|it| it.times(factor))
    }

    /// The increase in per cent that this many times as much is; see [`Figure::increase`].
    pub fn increase(self) -> Option<Self> {
        self.each(Figure::increase).map(Self::rounded)
    }

    /// The same quantity of other figures; `None` where one of them is none.
    fn each(self, other: impl Fn(Figure) -> Option<Figure>) -> Option<Self> {
        let of = |it: Option<Figure>| match it {
            Some(figure) => other(figure).map(Some),
            None => Some(None),
        };
        Some(Self { stated: of(self.stated)?, low: of(self.low)?, high: of(self.high)?, ..self })
    }

    /// The same quantity, excused by rounding as `other` is.
    #[must_use]
    pub fn like(self, other: &Self) -> Self {
        Self { rounding: other.rounding, ..self }
    }

    /// The lower end; `None` where there is none.
    pub fn low(&self) -> Option<Figure> {
        self.low
    }

    /// The upper end; `None` where there is none.
    pub fn high(&self) -> Option<Figure> {
        self.high
    }

    /// Whether both are ranges, and their ends differ: neither says what the other does.
    pub fn is_other_range(&self, other: &Self) -> bool {
        let is_range = |it: &Self| it.hedge == Hedge::Between;
        is_range(self) && is_range(other) && self.written() != other.written()
    }

    /// How the text qualifies the figure.
    pub fn hedge(&self) -> Hedge {
        self.hedge
    }

    /// The figure itself; `None` for a range or a vague magnitude.
    pub fn stated(&self) -> Option<Figure> {
        self.stated
    }

    /// The figure, or the lower bound where there is none: what a reader would quote.
    pub fn leading(&self) -> Decimal {
        self.stated.or(self.low).or(self.high).map_or(Decimal::ZERO, Figure::value)
    }

    /// The bounds as written, for machine formats: "under 50" has no lower one.
    pub fn written(&self) -> Interval {
        let high = if self.hedge == Hedge::Vague { None } else { self.high };
        Interval::new(
            self.low.map(Figure::value),
            self.hedge == Hedge::Over,
            high.map(Figure::value),
            self.hedge == Hedge::Under,
        )
    }

    /// What the words allow.
    pub fn strict(&self) -> Interval {
        let Some(figure) = self.stated else { return self.written() };
        let (n, grain) = (figure.value(), figure.grain());
        match self.hedge {
            Hedge::About => {
                // "About 100" holds 104 and not 55, though its last digit that is not zero stands for a hundred.
                let w = (grain / Decimal::TWO).min(percent_of(n, 10)).max(percent_of(n, 5));
                Interval::closed(n - w, n + w)
            }
            // "Nearly 2,000" is hardly 1,000, though its last digit that is not zero stands for thousands.
            Hedge::Nearly => {
                let w = grain.min(percent_of(n, 20)).max(percent_of(n, 10));
                Interval::closed(n - w, n)
            }
            Hedge::Under => Interval::new(Some(n.min(Decimal::ZERO)), false, Some(n), true),
            Hedge::UpTo => Interval::new(Some(n.min(Decimal::ZERO)), false, Some(n), false),
            _ => self.written(),
        }
    }

    /// What a reader takes the words to mean.
    pub fn expected(&self) -> Interval {
        let step = |it: Figure| it.grain().max(percent_of(it.value(), 10));
        match (self.hedge, self.stated, self.low, self.high) {
            (Hedge::Over, Some(n), ..) => {
                Interval::new(Some(n.value()), true, Some(n.value() + step(n)), false)
            }
            (Hedge::AtLeast, _, Some(n), _) => Interval::closed(n.value(), n.value() + step(n)),
            (Hedge::Under, Some(n), ..) => {
                Interval::new(Some(n.value() - step(n)), false, Some(n.value()), true)
            }
            (Hedge::Vague, _, Some(low), Some(high)) => Interval::closed(low.value(), high.value()),
            _ => self.strict(),
        }
    }

    /// What rounding to the printed digits, or cutting off the others, may stand for; what the words allow where it is
    /// hedged or nothing was rounded.
    ///
    /// A single zero at the end of a whole number is no sign of rounding.
    pub fn rounding_interval(&self) -> Interval {
        let (Hedge::Exact, Some(figure)) = (self.hedge, self.stated) else {
            return self.strict();
        };
        let n = figure.value();
        let may_round = match self.rounding {
            Rounding::Never => false,
            Rounding::FromHundred => n.abs() >= Decimal::ONE_HUNDRED || n.scale() > 0,
            Rounding::Always => true,
        };
        if !may_round {
            return Interval::point(n);
        }
        let most = percent_of(n, 5);
        let half = (figure.place() / Decimal::TWO).min(most);
        // 81.56 printed as 81 is cut off, not rounded: up to the next digit step is excused as well.
        let cut = figure.place().min(most).max(half);
        let (down, up) = if n.is_sign_negative() { (cut, half) } else { (half, cut) };
        Interval::closed(n - down, n + up)
    }

    /// Whether a writer who has `exact` may have printed this by rounding or cutting off its last digits.
    ///
    /// Only a coarser figure may stand for a finer one: 1,600 for 1,647, and 81 percent for 81.56, but neither 143 for
    /// 142 nor 110 for 109.
    fn rounds(&self, exact: &Self) -> bool {
        let Some(figure) = self.stated.filter(|_| self.hedge == Hedge::Exact) else { return false };
        let is_coarser = exact.stated.is_none_or(|it| it.place() < figure.place());
        is_coarser && self.rounding_interval().meets(&exact.strict())
    }

    /// How this quantity stands to `other`.
    pub fn relation(&self, other: &Self) -> Relation {
        let (mine, theirs) = (self.strict(), other.strict());
        if mine == theirs {
            return Relation::Equal;
        }
        if mine.meets(&theirs) {
            if !self.expected().meets(&other.expected()) {
                return Relation::Tension;
            }
            let is_nested = mine.is_within(&theirs) || theirs.is_within(&mine);
            return if is_nested { Relation::Narrower } else { Relation::Agree };
        }
        let is_over_against_itself = match (self.stated, other.stated) {
            (Some(a), Some(b)) => a.value() == b.value(),
            _ => false,
        };
        if is_over_against_itself {
            return Relation::Tension;
        }
        if self.rounds(other) || other.rounds(self) { Relation::Rounding } else { Relation::Clash }
    }

    /// Whether a writer who has `exact` in front of them may print this: an equal figure, one that `exact` rounds to or
    /// was cut off to, or words that it fits.
    ///
    /// ```
    /// use crosscheck::claim::{Figure, Quantity};
    /// let of = |it| Quantity::exact(Figure::parse(it).unwrap());
    /// assert!(of("68000").may_stand_for(&of("68123")) && of("81").rounded().may_stand_for(&of("81.56")));
    /// assert!(!of("67000").may_stand_for(&of("68000")) && !of("68123").may_stand_for(&of("68000")));
    /// ```
    pub fn may_stand_for(&self, exact: &Self) -> bool {
        match self.relation(exact) {
            Relation::Rounding => self.rounds(exact),
            relation => relation.agrees(),
        }
    }

    /// Size of the difference as a share of the larger magnitude, 0 where the intervals meet.
    pub fn distance(&self, other: &Self) -> Decimal {
        let gap = self.strict().gap(&other.strict());
        let largest = self.leading().abs().max(other.leading().abs());
        gap.checked_div(largest).unwrap_or(Decimal::ZERO)
    }
}

fn percent_of(n: Decimal, percent: i64) -> Decimal {
    n.abs().checked_mul(Decimal::new(percent, 2)).unwrap_or(Decimal::ZERO)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn quantity(text: &str) -> Quantity {
        let (hedge, digits) = text.split_once(' ').unwrap_or(("", text));
        let figure = |it: &str| Figure::parse(it).unwrap();
        match hedge {
            "about" => Quantity::hedged(Hedge::About, figure(digits)),
            "nearly" => Quantity::hedged(Hedge::Nearly, figure(digits)),
            "over" => Quantity::hedged(Hedge::Over, figure(digits)),
            "least" => Quantity::hedged(Hedge::AtLeast, figure(digits)),
            "under" => Quantity::hedged(Hedge::Under, figure(digits)),
            "upto" => Quantity::hedged(Hedge::UpTo, figure(digits)),
            "thousands" => Quantity::vague(Figure::whole(2000), Figure::whole(9999)),
            "range" => {
                let (low, high) = digits.split_once('-').unwrap();
                Quantity::between(figure(low), figure(high))
            }
            "percent" => Quantity::exact(figure(digits)).rounded(),
            _ => Quantity::exact(figure(digits)),
        }
    }

    #[test]
    fn relates_quantities_as_a_reader_would() {
        let cases = [
            ("68000", "68000", Relation::Equal),
            ("28", "30", Relation::Clash),
            ("about 100", "104", Relation::Narrower),
            ("about 60", "64", Relation::Narrower),
            ("about 60", "66", Relation::Clash),
            ("over 920", "920", Relation::Tension),
            ("over 600", "620", Relation::Narrower),
            ("over 600", "5500", Relation::Tension),
            ("thousands 0", "68000", Relation::Tension),
            ("thousands 0", "2876", Relation::Narrower),
            ("12.83", "12.8", Relation::Rounding),
            ("81.56", "percent 81", Relation::Rounding),
            ("81.56", "81", Relation::Clash),
            ("1647", "1600", Relation::Rounding),
            ("nearly 2000", "1960", Relation::Narrower),
            ("nearly 2000", "1500", Relation::Clash),
            ("under 50", "50", Relation::Tension),
            ("upto 50", "50", Relation::Narrower),
            ("range 5-10", "7", Relation::Narrower),
            ("range 5-10", "range 9-12", Relation::Agree),
            ("1074", "1053", Relation::Clash),
            ("143", "142", Relation::Clash),
            ("110", "109", Relation::Clash),
            ("percent 2.8", "percent 2.7", Relation::Clash),
            ("percent 2.8", "percent 2.84", Relation::Rounding),
            ("percent 110", "percent 109", Relation::Clash),
            ("about 100", "55", Relation::Clash),
            ("about 200", "150", Relation::Clash),
            ("20000", "19600", Relation::Rounding),
        ];
        for (left, right, expected) in cases {
            let (a, b) = (quantity(left), quantity(right));
            assert_eq!(a.relation(&b), expected, "{left} against {right}");
            assert_eq!(b.relation(&a), expected, "{right} against {left}");
        }
    }
}
