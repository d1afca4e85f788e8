//! The evidence that two figures of a story are of one thing. Values are never looked at.

mod around;
mod beside;
mod manner;
mod order;
mod place;
mod slots;
mod thing;
mod when;

use super::super::words::Stem;
use super::Pairing;

/// A kind of evidence.
#[derive(Debug)]
pub struct Feature {
    /// Its name in the card.
    pub name: &'static str,
    /// The names of its levels.
    pub levels: &'static [&'static str],
    /// The level of two figures, as an index of `levels`.
    pub level: fn(&Pairing<'_>) -> usize,
}

/// The features in the order of the card.
pub const FEATURES: &[&Feature] = &[
    &around::CLAUSE,
    &around::CLAUSE_BACK,
    &around::WINDOW,
    &around::WINDOW_BACK,
    &around::SENTENCE,
    &around::LEFT,
    &around::RIGHT,
    &thing::THING,
    &slots::WHICH,
    &slots::WHO,
    &slots::BEARER,
    &slots::ACT,
    &slots::PER,
    &slots::SPEAKER,
    &place::FEATURE,
    &when::FEATURE,
    &manner::MODALITY,
    &manner::ROLE,
    &manner::UNIT,
    &manner::KIND,
    &beside::BESIDE,
    &beside::NEAR,
    &beside::BEFORE,
    &beside::AFTER,
    &beside::ALONE,
    &order::OPENS,
    &order::CROWD,
    &order::TEXTS,
    &order::ALONG,
    &order::DISTANCE,
];

/// The levels of two figures, in the order of [`FEATURES`].
pub fn levels(pairing: &Pairing<'_>) -> Vec<usize> {
    FEATURES.iter().map(|it| (it.level)(pairing)).collect()
}

/// How many words two sorted lists have in common.
fn common(a: &[Stem], b: &[Stem]) -> usize {
    a.iter().filter(|it| b.binary_search(it).is_ok()).count()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::claim::Source;
    use crate::collect;
    use crate::lexicon::Lexicon;
    use crate::matching::collection::Collection;
    use crate::run;

    /// The level of a feature for the figures in brackets of two texts.
    fn level(feature: &str, first: &str, second: &str) -> &'static str {
        let lexicon = Lexicon::english().unwrap();
        let read = |text: &str| {
            let (before, rest) = text.split_once('[').unwrap();
            let (figure, after) = rest.split_once(']').unwrap();
            let at = before.len()..before.len() + figure.len();
            (format!("{before}{figure}{after}"), at)
        };
        let (a, b) = (read(first), read(second));
        let documents = [("a.txt", &a.0), ("b.txt", &b.0)]
            .map(|(name, text)| collect::from_text(Source::at(name), text, lexicon).unwrap());
        let corpus = run::corpus(documents.into(), Vec::new(), lexicon);
        let find = |document: usize, at: &std::ops::Range<usize>| {
            let is_it = |it: &crate::claim::Claim| {
                it.document == document && it.span.start < at.end && it.span.end > at.start
            };
            corpus.claims.iter().position(is_it).unwrap()
        };
        let pair = (find(0, &a.1), find(1, &b.1));
        let collection = Collection::new(corpus.read(), lexicon);
        let held = collection.hold(0, 1);
        assert!(held.pairs.contains(&pair), "{first} {second} are of two sorts");
        let pairing = collection.pairing(&held, pair).unwrap();
        let feature = FEATURES.iter().find(|it| it.name == feature).unwrap();
        feature.levels[(feature.level)(&pairing)]
    }

    #[test]
    fn levels_are_those_of_the_sentences() {
        let cases = [
            ("thing", "They sold [14] lamps.", "Vardal bought [9] lamps.", "same, once each"),
            (
                "thing",
                "They sold [14] lamps. 20 lamps broke.",
                "[9] lamps broke.",
                "same, a few times",
            ),
            ("thing", "They sold [14] lamps.", "Vardal met [9] cooks.", "different"),
            ("which", "[14] lamps of brass fell.", "[9] brass lamps fell.", "all"),
            ("who", "Vardal bought [14] lamps.", "Vardal bought [9] lamps.", "all"),
            ("age of", "The [14]-year-old cook sang.", "The [9]-year-old barn fell.", "another"),
            ("age of", "The [14]-year-old cook sang.", "The cook, [9], sang.", "the same"),
            ("act", "[14] cooks resigned.", "[9] cooks resigned.", "same"),
            ("act", "[14] cooks resigned.", "[9] cooks sang.", "different"),
            ("per", "They earn [14] dollars a day.", "They earn [9] dollars a month.", "different"),
            ("place", "[14] cooks met in Oslo.", "[9] cooks met in Norway.", "within the other"),
            ("period", "[14] cooks met in May 2031.", "[9] cooks met in May 2031.", "same"),
            ("modality", "[14] cooks resigned.", "[9] cooks will resign.", "one is planned"),
            (
                "role",
                "Sales rose by [14] percent.",
                "Sales rose to [9] percent.",
                "one is a change",
            ),
            ("role", "[Another 14] cooks sang.", "[9] cooks sang.", "different"),
            ("kind", "They paid [$14].", "They paid [$9].", "money"),
            ("unit", "They paid [$14].", "They paid [€9].", "different"),
            (
                "figures of the sentence",
                "[14] fell and 37 ran.",
                "[9] fell and 37 ran.",
                "one in common",
            ),
            ("figures around", "37 ran. [14] fell.", "[9] fell. 37 ran.", "one in common"),
            ("alone in the sentence", "[14] cooks sang.", "[9] cooks and 3 bakers sang.", "one"),
            ("opening", "[14] cooks sang.", "[9] cooks sang.", "both"),
            ("figures of the sort", "[14] cooks sang.", "[9] cooks and 3 bakers sang.", "one"),
            ("order", "37 ran. [14] fell.", "[9] fell. 37 ran.", "against it"),
            ("nearest common figure", "37 ran. [14] fell.", "It rained.  [9] fell.", "none"),
        ];
        for (feature, first, second, expected) in cases {
            assert_eq!(level(feature, first, second), expected, "{feature}: {first} {second}");
            assert_eq!(level(feature, second, first), expected, "{feature}: {second} {first}");
        }
    }

    /// Whether two figures are of one thing does not depend on what they are.
    #[test]
    fn values_are_never_looked_at() {
        let text = |it: &str| format!("Vardal sold [{it}] lamps in May, and 37 cooks ran.");
        for feature in FEATURES {
            let equal = level(feature.name, &text("14"), &text("14"));
            assert_eq!(level(feature.name, &text("14"), &text("68")), equal, "{}", feature.name);
        }
    }
}
