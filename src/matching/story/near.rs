//! Which documents of an archive tell the story of a text: by an index of who has which trait, so that no document is looked at
//! that shares nothing with it.

use rustc_hash::FxHashMap;

use super::traits::are_alike;
use super::{NAMED, Told, enough, said};

/// So many of the documents that share most with a text are looked at.
const CANDIDATES: usize = 256;
/// By so much, in quarters of a bit, what two texts share must be less likely than one document among all: with eight bits, 212
/// news texts found as many others of their stories among 621 documents, and as few strangers, as the sums of a collection find;
/// and other than these it holds for any number of documents.
const SURE: u32 = 8 * 4;

/// An index of traits.
pub trait Holders {
    /// Why an answer is not to be had.
    type Error;

    /// How many documents it is about.
    fn count(&self) -> usize;
    /// The documents that have a trait, with what it weighs in each; none where more than [`EVERYWHERE`](super::EVERYWHERE) have it.
    fn of(&self, name: &str) -> Vec<(u32, u32)>;
    /// What is told of some documents, in their order, each once.
    ///
    /// # Errors
    ///
    /// Where it is kept nothing can be read.
    fn told(&self, documents: &[u32]) -> Result<Vec<(u32, Told)>, Self::Error>;
}

/// The documents that tell the story of a text, at most `most`, those that share most with it first.
///
/// What holds of two documents of a collection holds of the text and a document: they share enough, or most of what the lighter
/// one has. Beside that, names, figures and days are enough that both would hardly share by chance (the information of each is
/// that of its frequency; Spärck Jones 1972). When they were published is no matter: a draft may go back to what happened years ago.
///
/// # Errors
///
/// As [`Holders::told`].
pub fn near<H: Holders>(text: &Told, holders: &H, most: usize) -> Result<Vec<u32>, H::Error> {
    let candidates = sharing(text, holders);
    let count = u32::try_from(holders.count()).unwrap_or(u32::MAX);
    let enough = enough(holders.count() + 1) * 100;
    let sure = information(1, count) + SURE;
    let is_sure = |shared: &Shared| shared.weight >= enough || shared.bits >= sure;
    // The others are looked at whole.
    let mut asked: Vec<u32> =
        candidates.iter().filter(|it| !is_sure(&it.1)).map(|it| it.0).collect();
    asked.sort_unstable();
    let told: FxHashMap<u32, Told> = holders.told(&asked)?.into_iter().collect();
    let is_alike = |document: u32| {
        told.get(&document).is_some_and(|theirs| are_alike(&text.traits, &theirs.traits))
    };
    let is_one = |(document, shared): &&(u32, Shared)| is_sure(shared) || is_alike(*document);
    Ok(candidates.iter().filter(is_one).map(|it| it.0).take(most).collect())
}

/// What a text shares with a document.
#[derive(Clone, Copy, Debug, Default)]
struct Shared {
    /// As between two documents of a collection, in hundredths.
    weight: u32,
    /// The information of the names, figures and days, in quarters of a bit.
    bits: u32,
}

/// The documents that share most with a text, the closest first.
fn sharing(text: &Told, holders: &impl Holders) -> Vec<(u32, Shared)> {
    let count = u32::try_from(holders.count()).unwrap_or(u32::MAX);
    let mut all = FxHashMap::<u32, Shared>::default();
    let is_word = |weight: u32| weight <= 1;
    // Names, figures and days first: what shares none of them is not looked at for its words.
    for words in [false, true] {
        if words {
            all.retain(|_, shared| shared.weight >= NAMED * 100);
        }
        for (name, weight) in text.traits.iter().filter(|it| is_word(it.1) == words) {
            let having = holders.of(name);
            let spread = u32::try_from(having.len()).unwrap_or(u32::MAX).saturating_add(1);
            let bits = if words { 0 } else { information(spread, count + 1) };
            for (document, theirs) in having {
                if !words {
                    all.entry(document).or_default();
                }
                if let Some(it) = all.get_mut(&document) {
                    it.weight = it.weight.saturating_add(said(*weight, theirs, spread));
                    it.bits = it.bits.saturating_add(bits);
                }
            }
        }
    }
    let mut all: Vec<(u32, Shared)> = all.into_iter().collect();
    all.sort_unstable_by_key(|(document, it)| (std::cmp::Reverse((it.bits, it.weight)), *document));
    all.truncate(CANDIDATES);
    all
}

/// How much it says that one of so many documents is one of these, in quarters of a bit.
fn information(these: u32, documents: u32) -> u32 {
    let quarters = |it: u32| u128::from(it.max(1)).pow(4).ilog2();
    quarters(documents).saturating_sub(quarters(these))
}

#[cfg(test)]
mod tests {
    use std::convert::Infallible;

    use super::*;

    /// Documents by their traits.
    struct Shelf(Vec<Told>);

    impl Holders for Shelf {
        type Error = Infallible;

        fn count(&self) -> usize {
            self.0.len()
        }

        fn of(&self, name: &str) -> Vec<(u32, u32)> {
            let weight = |it: &Told| it.traits.iter().find(|it| it.0 == name).map(|it| it.1);
            (0..).zip(&self.0).filter_map(|(at, it)| Some((at, weight(it)?))).collect()
        }

        fn told(&self, documents: &[u32]) -> Result<Vec<(u32, Told)>, Infallible> {
            Ok(documents.iter().map(|it| (*it, self.0[*it as usize].clone())).collect())
        }
    }

    /// Traits by their names, of which those with a mark weigh much.
    fn told(traits: &str) -> Told {
        let weight = |it: &str| if it.starts_with(['#', '=', '@']) { 20 } else { 1 };
        let mut traits: Vec<(String, u32)> =
            traits.split(' ').map(|it| (it.to_owned(), weight(it))).collect();
        traits.sort_unstable();
        Told { traits, published: None }
    }

    #[test]
    fn the_closest_come_first_and_strangers_not_at_all() {
        let shelf = Shelf(vec![
            told("#elbe #lund fair loaf"),
            told("#elbe =14 @day bridge"),
            told("bridge loaf oven"),
            told("#elbe =14 bridge ferry"),
        ]);
        let text = told("#elbe =14 @day bridge tram");
        assert_eq!(near(&text, &shelf, 9).unwrap(), [1, 3, 0]);
        assert_eq!(near(&text, &shelf, 1).unwrap(), [1]);
    }

    #[test]
    fn of_a_short_text_three_fifths_are_enough() {
        let light = |traits: &str| {
            let mut it = told(traits);
            it.traits.iter_mut().for_each(|it| it.1 = it.1.min(5));
            it
        };
        let shelf = Shelf(vec![light("=18 heron marsh owl reed"), light("=18")]);
        assert_eq!(near(&light("=18 heron warden"), &shelf, 9).unwrap(), [0, 1]);
        assert_eq!(near(&light("=18 @day warden"), &shelf, 9).unwrap(), [1]);
    }

    #[test]
    fn much_that_is_rare_is_no_chance_however_many_there_are() {
        let mut all: Vec<Told> = (0..4_000)
            .map(|it| told(&format!("#n{} =f{} #of{it} @of{it} word", it % 90, it % 80)))
            .collect();
        all.push(told("#n1 =f1 =f2 @day word bread"));
        let text = told("#n1 =f1 =f2 @day word fish moon star lamp tree");
        assert_eq!(near(&text, &Shelf(all), 9).unwrap(), [4_000]);
    }

    #[test]
    fn information_is_that_of_a_frequency() {
        assert_eq!((information(1, 1), information(1, 1024), information(4, 1024)), (0, 40, 32));
    }
}
