//! Which claims of a fact come from one source: reprints and shared attributions have one vote.

use std::collections::BTreeMap;
use std::hash::{Hash, Hasher};

use rustc_hash::{FxHashMap, FxHasher};

use super::Claim;

/// A run of so many words in common is copied, not written twice.
const RUN: usize = 8;

/// For each claim of a fact the number of its lineage, counted from 0 in the order of first members.
///
/// One lineage are claims of one document, of documents derived from one, of one publisher, with one attribution, or
/// with a run of eight words in common.
pub fn lineages(claims: &[&Claim]) -> Vec<usize> {
    let mut first = FxHashMap::<(u8, u64), usize>::default();
    let mut parent: Vec<usize> = (0..claims.len()).collect();
    for (index, claim) in claims.iter().enumerate() {
        for key in keys(claim) {
            let other = *first.entry(key).or_insert(index);
            let (a, b) = (root(&mut parent, index), root(&mut parent, other));
            parent[a.max(b)] = a.min(b);
        }
    }
    let mut numbers = BTreeMap::new();
    (0..claims.len())
        .map(|it| {
            let next = numbers.len();
            *numbers.entry(root(&mut parent, it)).or_insert(next)
        })
        .collect()
}

/// How many different lineages there are.
pub fn count(lineages: &[usize]) -> usize {
    lineages.iter().max().map_or(0, |it| it + 1)
}

fn root(parent: &mut [usize], mut of: usize) -> usize {
    while parent[of] != of {
        // Each step halves the way for the next one.
        parent[of] = parent[parent[of]];
        of = parent[of];
    }
    of
}

/// What makes two claims one lineage when they share it.
fn keys(claim: &Claim) -> Vec<(u8, u64)> {
    let source = &claim.source;
    // A manifest names the file that this one was made from as it stands beside it.
    let (folder, file) = source.path.rsplit_once('/').unwrap_or(("", &source.path));
    let origin = source.derived_from.as_deref();
    let mut keys = vec![(0, hash(&(folder, origin.unwrap_or(file))))];
    let name = |kind: u8, it: &str| (kind, hash(&it.to_lowercase()));
    keys.extend(source.publisher.iter().map(|it| name(1, it)));
    keys.extend(source.title.iter().map(|it| name(4, it)));
    keys.extend(origin.iter().flat_map(|it| [name(1, it), name(4, it)]));
    keys.extend(claim.attribution.as_ref().map(|it| (2, hash(it))));
    let words: Vec<u64> = near(claim)
        .split(|it: char| !it.is_alphanumeric())
        .filter(|it| !it.is_empty())
        .map(|it| hash(&it.to_lowercase()))
        .collect();
    keys.extend(words.windows(RUN).map(|it| (3, hash(it))));
    keys
}

/// The sentence of a claim, of one that is longer than any prose what stands around it.
fn near(claim: &Claim) -> &str {
    const REACH: usize = 1_024;
    let text = &*claim.sentence_text;
    let at = |it: usize| it.saturating_sub(claim.sentence.start);
    let start = text.ceil_char_boundary(at(claim.span.start).saturating_sub(REACH));
    let end = text.floor_char_boundary(at(claim.span.end).saturating_add(REACH));
    text.get(start..end).unwrap_or_default()
}

fn hash(of: &(impl Hash + ?Sized)) -> u64 {
    let mut hasher = FxHasher::default();
    of.hash(&mut hasher);
    hasher.finish()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;
    use crate::run;

    #[test]
    fn a_source_is_derived_from_a_file_a_title_or_a_publisher() {
        let lexicon = Lexicon::english().unwrap();
        for (origin, expected) in
            [("a.md", 1), ("the valley drowned", 1), ("River Post", 1), ("c.md", 2)]
        {
            let first = crate::claim::Source {
                title: Some("The valley drowned".to_owned()),
                publisher: Some("River Post".to_owned()),
                ..crate::claim::Source::at("a.md")
            };
            let second = crate::claim::Source {
                derived_from: Some(origin.to_owned()),
                ..crate::claim::Source::at("b.md")
            };
            let texts =
                [(first, "The flood killed 40 people."), (second, "In the valley 40 died.")];
            let documents = texts
                .map(|(source, text)| crate::collect::from_text(source, text, lexicon).unwrap());
            let corpus = run::corpus(documents.into(), Vec::new(), lexicon);
            let claims: Vec<&Claim> = corpus.claims.iter().collect();
            assert_eq!((claims.len(), count(&lineages(&claims))), (2, expected), "{origin}");
        }
    }

    #[test]
    fn reprints_and_shared_attributions_are_one_source() {
        let cases = [
            (
                [
                    "The flood in the upper valley killed 40 people and left hundreds without a home.",
                    "Reports say the flood in the upper valley killed 40 people and left many homeless.",
                ],
                1,
            ),
            (
                [
                    "The flood killed 40 people, the interior ministry said.",
                    "According to the interior ministry 40 people died.",
                ],
                1,
            ),
            (["The flood killed 40 people.", "In the valley 40 people died."], 2),
        ];
        let lexicon = Lexicon::english().unwrap();
        for (texts, expected) in cases {
            let documents = texts.iter().enumerate().map(|(index, text)| {
                let source = crate::claim::Source::at(format!("{index}.txt"));
                crate::collect::from_text(source, text, lexicon).unwrap()
            });
            let corpus = run::corpus(documents.collect(), Vec::new(), lexicon);
            let claims: Vec<&Claim> =
                corpus.claims.iter().filter(|it| it.text.contains("40")).collect();
            assert_eq!(count(&lineages(&claims)), expected, "{texts:?}");
        }
    }
}
