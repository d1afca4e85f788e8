//! Which numbers of a long source are looked at: those near which a word of the draft's window stands, the rarer first, and
//! those that are the same.

use rust_decimal::Decimal;
use rustc_hash::FxHashMap;

use super::feature::Side;
use super::text::Text;
use super::words::Stem;

/// Shorter sources are looked at whole.
const LONG: usize = 4_096;
/// So many numbers of a long source are looked at for each number of a draft, at most.
const MOST: usize = 1_024;

/// The numbers of a source by what leads to them.
#[derive(Debug)]
pub(super) struct Index {
    by_stem: FxHashMap<Stem, Vec<usize>>,
    by_value: FxHashMap<Decimal, Vec<usize>>,
}

impl Index {
    /// Of a long source; `None` of one that is looked at whole.
    pub(super) fn of(source: &Text) -> Option<Self> {
        (source.numerals.len() > LONG).then(|| Self::whole(source))
    }

    /// Of a source of any length.
    pub(super) fn whole(source: &Text) -> Self {
        let mut by_stem = FxHashMap::<Stem, Vec<usize>>::default();
        let mut by_value = FxHashMap::<Decimal, Vec<usize>>::default();
        for (at, (numeral, around)) in source.numerals.iter().zip(&source.around).enumerate() {
            for (stem, _) in &around.window {
                by_stem.entry(*stem).or_default().push(at);
            }
            by_value.entry(numeral.quantity.leading()).or_default().push(at);
        }
        Self { by_stem, by_value }
    }

    /// The numbers that may be meant, in order of position.
    pub(super) fn likely(&self, own: Side<'_>) -> Vec<usize> {
        self.likeliest(own, MOST)
    }

    /// So many numbers at most that may be meant, in order of position.
    pub(super) fn likeliest(&self, own: Side<'_>, most: usize) -> Vec<usize> {
        let equal = self.by_value.get(&own.numeral.quantity.leading()).into_iter().flatten();
        let mut found: Vec<usize> = equal.take(most / 2).copied().collect();
        let near = own.around.window.iter().filter_map(|it| self.by_stem.get(&it.0));
        let mut near: Vec<&Vec<usize>> = near.collect();
        near.sort_by_key(|it| it.len());
        for places in near {
            if found.len() + places.len() > most {
                break;
            }
            found.extend(places);
        }
        found.sort_unstable();
        found.dedup();
        found
    }
}
