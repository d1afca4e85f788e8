//! The value of a run of cardinal words.

use crate::lexicon::Number;

/// A word of a number in words.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Part {
    /// a, an
    Article,
    /// and
    And,
    /// of
    Of,
    /// point
    Point,
    /// six, hundred, third
    Number(Number),
}

/// The number that a run of words names, every word used; `None` where the words are no number.
pub(super) fn cardinal(parts: &[Part]) -> Option<u64> {
    let mut sum = Sum::default();
    for (index, part) in parts.iter().enumerate() {
        let is_added = match part {
            Part::Number(number) => sum.add(*number),
            Part::Article => index == 0 && multiplies(parts.get(1)?),
            Part::And => sum.ends_in_scale && index + 1 < parts.len(),
            Part::Of | Part::Point => false,
        };
        if !is_added {
            return None;
        }
    }
    sum.is_number.then(|| sum.total.checked_add(sum.current))?
}

fn multiplies(part: &Part) -> bool {
    matches!(part, Part::Number(Number::Scale(_) | Number::Dozen(_)))
}

/// The running value of a number in words.
#[derive(Default)]
struct Sum {
    /// What was closed by a scale: the two million of "two million five".
    total: u64,
    /// The scale that closed it last; a later one must be smaller.
    last_scale: Option<u64>,
    /// What is open: the "five" of "two million five".
    current: u64,
    ends_in_scale: bool,
    is_number: bool,
}

impl Sum {
    /// Adds a word; `false` where it cannot follow what came before.
    fn add(&mut self, number: Number) -> bool {
        let added = match number {
            Number::Cardinal(n) => self.add_below_hundred(n),
            Number::Dozen(n) => self.add_dozen(n),
            Number::Scale(2) => self.add_hundred(),
            Number::Scale(power) => self.add_scale(power),
            // "five hundreds": a magnitude after a number is its scale.
            Number::Magnitude(low, _) if self.is_number => match low / 2 {
                12 => self.add_dozen(12),
                100 => self.add_hundred(),
                scale => self.close(scale),
            },
            _ => None,
        };
        self.is_number |= added.is_some();
        added.is_some()
    }

    fn add_below_hundred(&mut self, n: u64) -> Option<()> {
        let tail = self.current % 100;
        let fits =
            if n >= 10 { tail == 0 } else { tail == 0 || (tail >= 20 && tail.is_multiple_of(10)) };
        // "two three" is two numbers, "one hundred and zero" none.
        let is_second_unit = self.current > 0 && self.current < 10;
        if !fits || is_second_unit || (n == 0 && self.is_number) {
            return None;
        }
        if self.is_number && self.current == 0 && !self.ends_in_scale {
            return None;
        }
        self.current = self.current.checked_add(n)?;
        self.ends_in_scale = false;
        Some(())
    }

    /// "two dozen", "three hundred and two dozens"
    fn add_dozen(&mut self, n: u64) -> Option<()> {
        let tail = self.current % 100;
        self.current = match (self.current, tail) {
            (0, _) => n,
            (all, 0) => all.checked_mul(n)?,
            (all, tail) => (all - tail).checked_add(tail.checked_mul(n)?)?,
        };
        self.ends_in_scale = true;
        Some(())
    }

    fn add_hundred(&mut self) -> Option<()> {
        if self.current >= 100 {
            return None;
        }
        self.current = self.current.max(1) * 100;
        self.ends_in_scale = true;
        Some(())
    }

    fn add_scale(&mut self, power: i32) -> Option<()> {
        let scale = 10_u64.checked_pow(power.unsigned_abs())?;
        if self.current == 0 && self.total > 0 {
            // "three lakh crore", "a thousand million"
            self.last_scale.filter(|it| scale >= *it)?;
            self.total = self.total.checked_mul(scale)?;
            self.last_scale = Some(scale);
            return Some(());
        }
        self.close(scale)
    }

    fn close(&mut self, scale: u64) -> Option<()> {
        if self.last_scale.is_some_and(|it| scale >= it) {
            return None;
        }
        self.total = self.total.checked_add(self.current.max(1).checked_mul(scale)?)?;
        self.last_scale = Some(scale);
        self.current = 0;
        self.ends_in_scale = true;
        Some(())
    }
}
