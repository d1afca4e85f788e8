//! Times of day in four digits.

use super::Lexicon;

/// Whether four digits are an hour and its minutes: `1530`.
pub(crate) fn is_clock(digits: &str) -> bool {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u8>().ok();
    digits.bytes().all(|c| c.is_ascii_digit())
        && part(0..2).is_some_and(|it| it < 25)
        && part(2..4).is_some_and(|it| it < 60)
}

impl Lexicon {
    /// How far a time of day in four digits reaches that a zone in capitals follows: `1530 GMT`.
    ///
    /// ```
    /// use crosscheck::lexicon::Lexicon;
    ///
    /// let lexicon = Lexicon::english()?;
    /// assert_eq!(lexicon.clock_of_four_digits("1530 GMT on Monday"), Some(8));
    /// assert_eq!(lexicon.clock_of_four_digits("1570 GMT"), None);
    /// # Ok::<(), crosscheck::Error>(())
    /// ```
    pub fn clock_of_four_digits(&self, text: &str) -> Option<usize> {
        let (digits, rest) = text.split_at_checked(4)?;
        let zone = rest.strip_prefix([' ', '\u{a0}'])?;
        let length = self.clock.at(zone).filter(|_| is_clock(digits))?.0;
        let is_zone = zone[..length].bytes().all(|c| c.is_ascii_uppercase());
        is_zone.then(|| text.len() - zone.len() + length)
    }
}
