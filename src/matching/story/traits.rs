//! What tells one story from another: names, precise figures, days, events, and a little of every longer word.

use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::{Claim, Document, Kind, Name};
use crate::lexicon::Lexicon;

/// What a trait weighs: a name that no lexicon knows, an event, or a figure of three digits.
const RARE: u32 = 20;
/// A known place, or a day.
const KNOWN: u32 = 10;
/// A figure of two digits.
const ROUND: u32 = 5;
/// An ordinary word.
const WORD: u32 = 1;
/// The shortest ordinary word that says anything.
const LONG: usize = 5;
/// The shortest name.
const NAME: usize = 3;

/// For each document its traits, as sorted ids with their weights; the greatest id is the number of traits.
pub(super) struct Traits {
    pub(super) of: Vec<Vec<(u32, u32)>>,
    /// How many documents have each.
    pub(super) spread: Vec<u32>,
}

impl Traits {
    /// Those of each document, by what they are called, sorted, with what they weigh: nothing of them depends on the other documents.
    pub(super) fn of_each(
        documents: &[Document],
        claims: &[Claim],
        names: &[Name],
        lexicon: &Lexicon,
    ) -> Vec<Vec<(String, u32)>> {
        let mut found: Vec<FxHashMap<String, u32>> =
            documents.iter().map(|it| of_text(&it.text, lexicon)).collect();
        let mut add = |document: usize, text: String, weight: u32| {
            if let Some(of) = found.get_mut(document) {
                let known = of.entry(text).or_default();
                *known = (*known).max(weight);
            }
        };
        for claim in claims {
            if let Some(figure) = claim.stated().filter(|_| claim.kind != Kind::Ordinal) {
                let weight = match figure.significant_digits() {
                    0 | 1 => continue,
                    2 => ROUND,
                    _ => RARE,
                };
                add(claim.document, format!("={}", figure.value().normalize()), weight);
            }
            let day = claim.period.filter(|it| claim.kind == Kind::Date && !it.is_vague());
            if let Some(start) = day.and_then(|it| it.start()) {
                add(claim.document, format!("@{start}"), KNOWN);
            }
            for place in &claim.places {
                add(claim.document, format!("#{}", place.name.to_lowercase()), KNOWN);
            }
        }
        for name in names {
            for word in &name.event.words {
                add(name.document, format!("!{word}"), RARE);
            }
        }
        let sorted = |it: FxHashMap<String, u32>| {
            let mut it: Vec<(String, u32)> = it.into_iter().collect();
            it.sort_unstable();
            it
        };
        found.into_iter().map(sorted).collect()
    }

    /// Whether two documents are two versions of one; see [`are_alike`].
    pub(super) fn are_alike(&self, a: usize, b: usize) -> bool {
        let both = self.of.get(a).zip(self.of.get(b));
        both.is_some_and(|(a, b)| are_alike(a, b))
    }

    /// Those of a collection, with how many documents have each.
    pub(super) fn new(found: &[&[(String, u32)]]) -> Self {
        let mut ids = FxHashMap::<&str, u32>::default();
        let mut spread = Vec::new();
        let mut of = Vec::with_capacity(found.len());
        for traits in found {
            let mut numbered: Vec<(u32, u32)> = Vec::with_capacity(traits.len());
            for (text, weight) in *traits {
                let next = u32::try_from(spread.len()).unwrap_or(u32::MAX);
                let id = *ids.entry(text).or_insert_with(|| {
                    spread.push(0);
                    next
                });
                if let Some(it) = spread.get_mut(id as usize) {
                    *it += 1;
                }
                numbered.push((id, *weight));
            }
            numbered.sort_unstable();
            of.push(numbered);
        }
        Self { of, spread }
    }
}

/// Whether most of what tells the lighter of two texts from others stands in the other, by weight and by number: two
/// versions of one, however short. Both are sorted.
pub(super) fn are_alike<T: Ord>(a: &[(T, u32)], b: &[(T, u32)]) -> bool {
    let weight = |of: &[(T, u32)]| of.iter().map(|it| it.1).sum::<u32>();
    let (light, heavy) = if weight(a) <= weight(b) { (a, b) } else { (b, a) };
    let is_in = |it: &&(T, u32)| heavy.binary_search_by(|other| other.0.cmp(&it.0)).is_ok();
    let (mut shared, mut count) = (0, 0);
    for it in light.iter().filter(is_in) {
        shared += it.1;
        count += 1;
    }
    shared * 5 >= weight(light) * 3 && count * 5 >= light.len() * 3
}

/// The names and the longer words of a text.
fn of_text(text: &str, lexicon: &Lexicon) -> FxHashMap<String, u32> {
    let words = || text.split(|it: char| !it.is_alphanumeric()).filter(|it| it.len() >= NAME);
    let is_lower = |it: &&str| it.starts_with(char::is_lowercase);
    let lower: FxHashSet<&str> = words().filter(is_lower).collect();
    let mut found = FxHashMap::default();
    for word in words() {
        let Some(first) = word.chars().next() else { continue };
        if first.is_uppercase() {
            let name = word.to_lowercase();
            let is_word = lexicon.word(&name).is_some() || lower.contains(&*name);
            // Anyone may be called John.
            if is_word || lexicon.is_given_name(word) {
                continue;
            }
            let weight = if lexicon.places.find(word).is_some() { KNOWN } else { RARE };
            found.insert(format!("#{name}"), weight);
        } else if first.is_lowercase() && word.len() >= LONG {
            let stem = word.strip_suffix('s').unwrap_or(word);
            found.entry(stem.to_owned()).or_insert(WORD);
        }
    }
    found
}
