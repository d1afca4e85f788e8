//! The running value of a Chinese number.

use rust_decimal::Decimal;

/// The running value of a number.
#[derive(Default)]
pub(super) struct Sum {
    total: Decimal,
    pub(super) section: Decimal,
    /// A digit or literal whose unit has not come yet.
    pub(super) open: Option<Decimal>,
    /// The unit that stood last, as a power of ten.
    last_unit: u32,
    last_big: u32,
    pub(super) after_zero: bool,
    pub(super) is_literal: bool,
    pub(super) decimals: u32,
}

impl Sum {
    /// The sum of one number in digits.
    pub(super) fn literal(value: Decimal, decimals: u32) -> Self {
        Self { open: Some(value), is_literal: true, decimals, ..Self::default() }
    }

    /// Whether a unit may follow: 二三十 is "twenty or thirty", left to the range.
    pub(super) fn takes(&self, power: u32) -> bool {
        self.open.is_some() || !(1..4).contains(&self.last_unit) || power < self.last_unit
    }

    /// The place value of the last digit that was written.
    pub(super) fn grain(&self, value: Decimal) -> Decimal {
        if !value.fract().is_zero() {
            return Decimal::new(1, self.decimals.clamp(1, 27));
        }
        let digits = value.normalize().to_string();
        let zeros = digits.len() - digits.trim_end_matches('0').len();
        let power = u32::try_from(zeros).unwrap_or(0).min(18);
        if value.is_zero() { Decimal::ONE } else { power_of_ten(power).unwrap_or(Decimal::ONE) }
    }

    pub(super) fn small(&mut self, power: u32) -> Option<()> {
        let unit = power_of_ten(power)?;
        // 零十 is ten.
        let n = self.open.take().filter(|it| !it.is_zero()).unwrap_or(Decimal::ONE);
        self.section = self.section.checked_add(n.checked_mul(unit)?)?;
        self.last_unit = power;
        self.after_zero = false;
        Some(())
    }

    pub(super) fn big(&mut self, power: u32) -> Option<()> {
        let unit = power_of_ten(power)?;
        let section = self.section.checked_add(self.open.take().unwrap_or_default())?;
        if power > self.last_big && self.last_big > 0 || section.is_zero() {
            // 一万五千亿, 四万万
            self.total = self.total.checked_add(section)?.checked_mul(unit)?;
        } else {
            self.total = self.total.checked_add(section.checked_mul(unit)?)?;
        }
        self.section = Decimal::ZERO;
        self.last_unit = power;
        self.last_big = power;
        self.after_zero = false;
        Some(())
    }

    pub(super) fn value(&self) -> Option<Decimal> {
        let open = match self.open {
            // 二百五
            Some(n) if self.last_unit > 1 && !self.after_zero && !self.is_literal => {
                n.checked_mul(power_of_ten(self.last_unit - 1)?)?
            }
            Some(n) => n,
            None => Decimal::ZERO,
        };
        self.total.checked_add(self.section)?.checked_add(open)
    }
}

fn power_of_ten(power: u32) -> Option<Decimal> {
    10_u64.checked_pow(power).map(Decimal::from)
}
