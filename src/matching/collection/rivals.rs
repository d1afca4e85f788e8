//! Of all figures that may be meant, how much of the likelihood falls on one: a noun that a text gives five figures for
//! says less than one that it gives a single figure for.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

/// The levels of a share of the likelihood, in per cent.
pub const SHARES: &[&str] = &[
    "below 2 %",
    "to 5 %",
    "to 10 %",
    "to 20 %",
    "to 35 %",
    "to 50 %",
    "to 65 %",
    "to 80 %",
    "to 90 %",
    "to 97 %",
    "nearly all",
];

/// The level of a share in thousandths.
pub fn level(share: u32) -> usize {
    const ENDS: [u32; 10] = [20, 50, 100, 200, 350, 500, 650, 800, 900, 970];
    ENDS.iter().take_while(|it| share > **it).count()
}

/// Powers of two by tenths, from 0 on, in units of 1 / 65,536.
const TENTHS: [u64; 10] =
    [65_536, 70_239, 75_281, 80_684, 86_475, 92_682, 99_334, 106_464, 114_105, 122_295];
/// No score counts for more than this many bits, nor against for more.
const MOST: i32 = 16;

/// Odds of a score in tenths of a bit: 65,536 is one to one.
fn odds(score: i32) -> u64 {
    let score = score.clamp(-10 * MOST, 10 * MOST);
    let (whole, tenth) = (score.div_euclid(10), score.rem_euclid(10));
    let tenth = usize::try_from(tenth).ok().and_then(|it| TENTHS.get(it)).copied().unwrap_or(0);
    match u32::try_from(whole) {
        Ok(whole) => tenth << whole,
        Err(_) => tenth >> whole.unsigned_abs(),
    }
}

/// For each pair of figures of two texts the smaller of its shares among all figures that the first may mean in the second
/// and the other way round, in thousandths. That none is meant counts as a rival of score 0; equal figures are no rivals.
pub fn shares(
    pairs: &[(usize, usize)],
    scores: &[i32],
    value: impl Fn(usize) -> Option<Decimal>,
) -> Vec<u32> {
    let mut all = FxHashMap::<(bool, usize), u64>::default();
    let mut alike = FxHashMap::<(bool, usize, Option<Decimal>), u64>::default();
    for (&(a, b), &score) in pairs.iter().zip(scores) {
        for (is_first, own, other) in [(true, a, b), (false, b, a)] {
            *all.entry((is_first, own)).or_insert(odds(0)) += odds(score);
            *alike.entry((is_first, own, value(other))).or_default() += odds(score);
        }
    }
    let share = |is_first, own, other| {
        let of = alike.get(&(is_first, own, value(other))).copied().unwrap_or(0);
        let whole = all.get(&(is_first, own)).copied().unwrap_or(1);
        u32::try_from(u128::from(of) * 1000 / u128::from(whole)).unwrap_or(1000)
    };
    pairs.iter().map(|&(a, b)| share(true, a, b).min(share(false, b, a))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn odds_double_with_each_bit() {
        assert_eq!([odds(0), odds(10), odds(-10), odds(5)], [65_536, 131_072, 32_768, 92_682]);
        assert_eq!(odds(10_000), 65_536 << 16);
    }

    #[test]
    fn a_rival_halves_a_share_and_an_equal_figure_does_not() {
        let value = |it: usize| {
            Some(Decimal::from(match it {
                3 => 2,
                other => other,
            }))
        };
        // Figure 0 may mean 1 or 2: each with odds of one to one, beside none.
        assert_eq!(shares(&[(0, 1), (0, 2)], &[0, 0], value), [333, 333]);
        // 2 and 3 say the same.
        assert_eq!(shares(&[(0, 2), (0, 3)], &[0, 0], value), [500, 500]);
    }
}
