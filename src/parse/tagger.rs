//! Word classes, left to right.
//!
//! A greedy tagger with an averaged perceptron (Collins 2002) over the word's ends and shape, its neighbours, and the two
//! tags before. A tag is the universal class joined with the treebank's own, as `VERB|VBN`.

use super::hash::{mix, of_number};
use super::word::Word;

/// Before the first token.
const START: u64 = 1000;

/// The tags given so far, as a feature sees them.
#[derive(Clone, Copy, Debug)]
pub struct Before {
    last: u64,
    second_last: u64,
}

impl Before {
    /// Before the first word.
    pub const NOTHING: Self = Self { last: of_number(START), second_last: of_number(START) };

    /// After one more tag.
    #[must_use]
    pub fn then(self, tag: u8) -> Self {
        Self { last: of_number(u64::from(tag)), second_last: self.last }
    }
}

/// What is most often enough to know a word's tag: its form, and whether it is written with capitals ("it", "IT").
pub fn case(word: &Word) -> u64 {
    mix(mix(word.form, 0x7A66), word.capitals)
}

/// The features of token `at`.
pub fn features(words: &[Word], at: usize, before: Before, out: &mut Vec<u64>) {
    out.clear();
    let outside = Word::default();
    let get = |it: Option<usize>| it.and_then(|it| words.get(it)).unwrap_or(&outside);
    let it = &words[at];
    let (left, left2) = (get(at.checked_sub(1)), get(at.checked_sub(2)));
    let (right, right2) = (get(Some(at + 1)), get(Some(at + 2)));
    let (tag, tag2) = (before.last, before.second_last);
    let mut template = 0;
    let mut add = |values: &[u64]| {
        template += 1;
        let start = mix(0x7A67, template);
        out.push(values.iter().fold(start, |state, &value| mix(state, value)));
    };
    add(&[]);
    add(&[it.form]);
    it.suffix.iter().for_each(|&it| add(&[it]));
    it.prefix.iter().for_each(|&it| add(&[it]));
    add(&[it.shape]);
    add(&[it.shape, u64::from(at == 0)]);
    add(&[it.capitals, it.suffix[2]]);
    add(&[it.capitals, it.suffix[1], right.capitals]);
    add(&[tag]);
    add(&[tag, tag2]);
    add(&[tag, it.form]);
    add(&[tag, it.suffix[2]]);
    add(&[tag, tag2, it.suffix[1]]);
    add(&[left.form]);
    add(&[left2.form]);
    add(&[right.form]);
    add(&[right2.form]);
    add(&[left.form, it.form]);
    add(&[it.form, right.form]);
    add(&[left2.form, left.form]);
    add(&[right.form, right2.form]);
    add(&[left.form, right.form]);
    add(&[tag, it.form, right.suffix[2]]);
    add(&[tag, right.suffix[2]]);
    add(&[tag, right.form]);
    add(&[it.suffix[2], right.suffix[2]]);
    add(&[left.suffix[2], it.suffix[2]]);
    add(&[right.suffix[2], right2.suffix[1]]);
    add(&[right.shape]);
    add(&[left.shape]);
    add(&[left.capitals, it.capitals, right.capitals]);
}
