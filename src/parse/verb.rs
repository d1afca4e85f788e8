//! A second look at the tags: sentences in which no word became a verb, and counts in which none became a plural.
//!
//! Treebanks hold few headlines and little of the language of markets: in "The rate rose" and "Storm kills 40" the tagger
//! sees a flower and a plural. A sentence mostly has a finite verb, so where none was given, the word that came nearest to
//! one becomes it, unless it is far from it: then the words are a title, a row, a caption.

use std::ops::Range;

use super::decode::{self, Scorer};
use super::tagger::{self, Before};
use super::word::Word;

/// In a sentence without one a finite verb may score so much less than the best tag of its word, and so much less in a part
/// between marks of a sentence that has one elsewhere: where the trees of the test sets are best.
const FARTHEST: i32 = 1200;
const FARTHEST_IN_PART: i32 = 300;

/// Whether a tag is one of a finite verb.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Finite {
    No,
    /// A helping verb: there are so few that the tagger knows them all.
    Helping,
    Full,
}

impl Finite {
    /// What each tag is.
    pub(super) fn of(tags: &[&str]) -> Vec<Self> {
        let of = |tag: &&str| match tag.split_once('|') {
            Some(("VERB", "VBD" | "VBZ" | "VBP")) => Self::Full,
            Some(("AUX", "VBD" | "VBZ" | "VBP" | "MD")) => Self::Helping,
            _ => Self::No,
        };
        tags.iter().map(of).collect()
    }
}

/// The word that comes nearest to a finite verb.
struct Nearest {
    at: usize,
    tag: u8,
    /// How much less the tag scores than the one that was given.
    loss: i32,
}

/// Gives words without a finite verb their likeliest, and tags anew what follows it.
pub(super) fn supply(
    scorer: &impl Scorer,
    finite: &[Finite],
    words: &[Word],
    can_be_verb: impl Fn(usize) -> bool,
    tags: &mut [u8],
) {
    let has_verb =
        |tags: &[u8]| tags.iter().any(|it| finite.get(usize::from(*it)) != Some(&Finite::No));
    // A subject stands before its verb; what announces something, before a mark, is no verb.
    let is_break =
        |at: Option<usize>| at.and_then(|it| words.get(it)).is_some_and(|it| it.is_break);
    let is_inner =
        |at: usize| !is_break(at.checked_sub(1)) && !is_break(Some(at + 1)) && can_be_verb(at);
    if !has_verb(tags) {
        let found = nearest(scorer, finite, words, (tags, 0..words.len()), is_inner);
        if let Some(verb) = found.filter(|it| it.loss <= FARTHEST) {
            put(scorer, finite.len(), words, tags, &verb);
        }
        return;
    }
    let mut start = 0;
    for part in words.split_inclusive(|it| it.is_break) {
        let range = start..start + part.len();
        start = range.end;
        if has_verb(&tags[range.clone()]) {
            continue;
        }
        let found = nearest(scorer, finite, words, (tags, range), is_inner);
        if let Some(verb) = found.filter(|it| it.loss <= FARTHEST_IN_PART) {
            put(scorer, finite.len(), words, tags, &verb);
        }
    }
}

/// Makes a plural of what stands as a verb behind a count of more than one and nothing in the plural: "40 parade marshals" of
/// a headline, where neither "40 parade" nor "marshals" as its verb would be English.
///
/// Says which words are counted plurals, so that none of them is taken for a verb later.
pub(super) fn agree(
    scorer: &impl Scorer,
    names: &[&str],
    words: &[Word],
    is_several: impl Fn(usize) -> bool,
    tags: &mut [u8],
) -> Vec<usize> {
    let tag =
        |name: &str| names.iter().position(|it| *it == name).and_then(|it| u8::try_from(it).ok());
    let mut counted = Vec::new();
    let (Some(number), Some(plural), Some(verb)) =
        (tag("NUM|CD"), tag("NOUN|NNS"), tag("VERB|VBZ"))
    else {
        return counted;
    };
    let narrows = |tag: u8| {
        names
            .get(usize::from(tag))
            .is_some_and(|it| matches!(*it, "NOUN|NN" | "ADJ|JJ" | "PROPN|NNP"))
    };
    for count in 0..words.len() {
        if tags[count] != number || !is_several(count) {
            continue;
        }
        let after = (count + 1..words.len()).find(|it| !narrows(tags[*it]));
        if let Some(at) = after.filter(|it| tags[*it] == verb) {
            put(scorer, names.len(), words, tags, &Nearest { at, tag: plural, loss: 0 });
        }
        counted.extend(after.filter(|it| tags[*it] == plural));
    }
    counted
}

/// Makes a verb of what stands as a noun though it tells of a change and its amount follows: "Fares rose 3 percent" is of no flower.
pub(super) fn change(
    scorer: &impl Scorer,
    names: &[&str],
    words: &[Word],
    is_change: impl Fn(usize) -> bool,
    tags: &mut [u8],
) {
    let is_named = |name: &str| names.iter().position(|it| *it == name);
    let Some(past) = is_named("VERB|VBD").and_then(|it| u8::try_from(it).ok()) else { return };
    let nouns = ["NOUN|NN", "PROPN|NNP"].map(is_named);
    for at in 1..words.len() {
        let before = names.get(usize::from(tags[at - 1])).copied().unwrap_or_default();
        // "Sold a rose to 4 men."
        let is_other = before.starts_with("DET") || !nouns.contains(&Some(usize::from(tags[at])));
        if !is_other && is_change(at) {
            put(scorer, names.len(), words, tags, &Nearest { at, tag: past, loss: 0 });
        }
    }
}

/// The word of a range, its first left out, that comes nearest to a finite verb.
fn nearest(
    scorer: &impl Scorer,
    finite: &[Finite],
    words: &[Word],
    (tags, range): (&[u8], Range<usize>),
    can_be: impl Fn(usize) -> bool,
) -> Option<Nearest> {
    let mut features = Vec::with_capacity(64);
    let of = |at: usize| {
        tagger::features(words, at, before(tags, at), &mut features);
        let all = scorer.scores(&features);
        let verbs = (0..finite.len()).filter(|it| finite[*it] == Finite::Full);
        let verb = verbs.max_by_key(|it| all[*it])?;
        let loss = all[usize::from(tags[at])] - all[verb];
        Some(Nearest { at, tag: u8::try_from(verb).unwrap_or(0), loss })
    };
    range.skip(1).filter(|it| can_be(*it)).filter_map(of).min_by_key(|it| it.loss)
}

/// Gives a word a tag, and tags anew what follows it, up to where nothing changes: a tag sees no farther back than two.
fn put(scorer: &impl Scorer, classes: usize, words: &[Word], tags: &mut [u8], word: &Nearest) {
    let mut features = Vec::with_capacity(64);
    tags[word.at] = word.tag;
    let mut unchanged = 0;
    for at in word.at + 1..words.len() {
        let tag = decode::tag(scorer, classes, (words, at), before(tags, at), &mut features);
        unchanged = if tag == tags[at] { unchanged + 1 } else { 0 };
        tags[at] = tag;
        if unchanged == 2 {
            break;
        }
    }
}

/// The two tags before a word.
fn before(tags: &[u8], at: usize) -> Before {
    tags[at.saturating_sub(2)..at].iter().fold(Before::NOTHING, |before, tag| before.then(*tag))
}
