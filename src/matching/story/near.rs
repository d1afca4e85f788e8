//! Which documents of an archive tell the story of a text: by an index of who has which trait, so that no document is looked at
//! that shares nothing with it.

use jiff::civil::Date;
use rustc_hash::FxHashMap;

use super::{LONGEST_HOURS, NAMED, Told, enough, said};

/// An index of traits.
pub trait Holders {
    /// How many documents it is about.
    fn count(&self) -> usize;
    /// The documents that have a trait, with what it weighs in each; none where more than [`EVERYWHERE`](super::EVERYWHERE) have it.
    fn of(&self, name: &str) -> Vec<(u32, u32)>;
    /// When a document was published.
    fn published(&self, document: u32) -> Option<Date>;
}

/// The documents that share most with a text, at most `most`, the closest first.
///
/// A document tells its story as one of a large collection would, by what the two share. A text that says little can share
/// little: then three fifths of it are enough.
pub fn near(text: &Told, holders: &impl Holders, most: usize) -> Vec<u32> {
    let mut shared = FxHashMap::<u32, u32>::default();
    let mut own = 0_u32;
    let is_word = |weight: u32| weight <= 1;
    // Names, figures and days first: what shares none of them is not looked at for its words.
    for words in [false, true] {
        if words {
            shared.retain(|_, weight| *weight >= NAMED * 100);
        }
        for (name, weight) in text.traits.iter().filter(|it| is_word(it.1) == words) {
            let having = holders.of(name);
            let spread = u32::try_from(having.len()).unwrap_or(u32::MAX).saturating_add(1);
            own = own.saturating_add(said(*weight, *weight, spread));
            for (document, theirs) in having {
                let adds = said(*weight, theirs, spread);
                if words {
                    if let Some(it) = shared.get_mut(&document) {
                        *it = it.saturating_add(adds);
                    }
                } else {
                    let it = shared.entry(document).or_default();
                    *it = it.saturating_add(adds);
                }
            }
        }
    }
    let least = (enough(holders.count() + 1) * 100).min(own / 5 * 3);
    let is_apart = |document: u32| {
        let both = text.published.zip(holders.published(document));
        both.is_some_and(|(a, b)| b.duration_since(a).as_hours().abs() > LONGEST_HOURS)
    };
    let mut near: Vec<(u32, u32)> = shared.into_iter().filter(|it| it.1 >= least).collect();
    near.sort_unstable_by_key(|it| (std::cmp::Reverse(it.1), it.0));
    near.into_iter().map(|it| it.0).filter(|it| !is_apart(*it)).take(most).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Documents by their traits.
    struct Shelf(Vec<Told>);

    impl Holders for Shelf {
        fn count(&self) -> usize {
            self.0.len()
        }

        fn of(&self, name: &str) -> Vec<(u32, u32)> {
            let weight = |it: &Told| it.traits.iter().find(|it| it.0 == name).map(|it| it.1);
            (0..).zip(&self.0).filter_map(|(at, it)| Some((at, weight(it)?))).collect()
        }

        fn published(&self, document: u32) -> Option<Date> {
            self.0[document as usize].published
        }
    }

    fn told(traits: &[(&str, u32)], year: i16) -> Told {
        let traits = traits.iter().map(|it| (it.0.to_owned(), it.1)).collect();
        Told { traits, published: Some(Date::constant(year, 1, 1)) }
    }

    #[test]
    fn the_closest_come_first_and_strangers_not_at_all() {
        let shelf = Shelf(vec![
            told(&[("#elbe", 20), ("bridge", 1)], 2031),
            told(&[("#elbe", 20), ("=14", 5), ("@2031-05-03", 10), ("bridge", 1)], 2031),
            told(&[("bridge", 1), ("loave", 1)], 2031),
        ]);
        let text = told(&[("#elbe", 20), ("=14", 5), ("bridge", 1)], 2031);
        assert_eq!(near(&text, &shelf, 9), [1, 0]);
        assert_eq!(near(&text, &shelf, 1), [1]);
        // Three years later it is another flood.
        assert_eq!(
            near(
                &told(&text.traits.iter().map(|it| (&*it.0, it.1)).collect::<Vec<_>>(), 2034),
                &shelf,
                9
            ),
            [0_u32; 0]
        );
    }

    #[test]
    fn of_a_short_text_three_fifths_are_enough() {
        let shelf = Shelf(vec![told(&[("=18", 5), ("heron", 1)], 2031), told(&[("=18", 5)], 2031)]);
        let text = told(&[("=18", 5), ("heron", 1), ("warden", 1)], 2031);
        assert_eq!(near(&text, &shelf, 9), [0, 1]);
        let text = told(&[("=18", 5), ("@2031-05-04", 10)], 2031);
        assert_eq!(near(&text, &shelf, 9), [0_u32; 0]);
    }
}
