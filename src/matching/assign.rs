//! Who answers for whom: the best counterpart of each number, how sure it is, and what it comes to.

use rustc_hash::FxHashMap;

use super::block;
use super::feature::{OF_THE_BEST, Side};
use super::model::{Cuts, Model, total};
use super::text::Text;
use super::value::{Agreement, agreement};
use crate::lexicon::Lexicon;

/// One candidate of a number.
#[derive(Clone, Copy, Debug)]
pub struct Candidate {
    /// The number of the other text, as an index.
    pub source: usize,
    /// What speaks for it, in tenths of a bit.
    pub score: i32,
    /// How it agrees, where it does.
    pub agrees: Option<Agreement>,
}

/// What a source says of a number.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum Answer {
    /// The counterpart has the same number.
    Supported,
    /// The counterpart rounds to it.
    Rounded,
    /// The number stands in the source, not for certain for this.
    Unconfirmed,
    /// The counterpart has another number.
    Contradicted,
    /// No number of the source agrees.
    Nowhere,
}

/// A number with its counterpart.
#[derive(Clone, Copy, Debug)]
pub struct Match {
    /// What the source says.
    pub answer: Answer,
    /// The counterpart that bears it out or contradicts it.
    pub counterpart: Option<Candidate>,
    /// How sure it is that the counterpart is the right one, in tenths of a bit; of one that bears the number out, what
    /// speaks for its statement being another one.
    pub sure: i32,
    /// How much of it was needed.
    pub needed: i32,
    /// The candidate that came next.
    pub runner_up: Option<Candidate>,
    /// Whether any number of the source agrees.
    pub has_equal: bool,
}

/// What a score comes to, as a level.
const SCORES: &[&str] = &[
    "below 0",
    "0",
    "1 bit",
    "2 bits",
    "3 bits",
    "4 bits",
    "5 bits",
    "6 bits",
    "7 bits",
    "8 bits",
    "10 bits",
    "12 bits",
    "14 bits and more",
];

/// The features of how sure a counterpart is, with their levels.
pub const SURE: &[(&str, &[&str])] = &[
    ("score", SCORES),
    (
        "margin",
        &["missing", "none", "1/4 bit", "1/2 bit", "1 bit", "2 bits", "3 bits", "5 bits and more"],
    ),
    ("rivals", &["none", "one", "two", "more"]),
    (OF_THE_BEST[0].name, OF_THE_BEST[0].levels),
    (OF_THE_BEST[1].name, OF_THE_BEST[1].levels),
    (OF_THE_BEST[2].name, OF_THE_BEST[2].levels),
    (OF_THE_BEST[3].name, OF_THE_BEST[3].levels),
];

fn score_level(score: i32) -> usize {
    match score {
        i32::MIN..0 => 0,
        it @ 0..90 => 1 + usize::try_from(it / 10).unwrap_or(0),
        90..110 => 10,
        110..130 => 11,
        _ => 12,
    }
}

/// The candidates of each number of a draft, in order.
///
/// In a long source only those are looked at that have a word of the window or the number itself: `block` says which.
pub fn candidates(
    draft: &Text,
    source: &Text,
    model: &Model,
    lexicon: &Lexicon,
) -> Vec<Vec<Candidate>> {
    let index = block::Index::of(source);
    let of = |at: usize| {
        let Some(own) = Side::of(draft, at) else { return Vec::new() };
        let candidate = |index: usize| {
            let other = Side::of(source, index)?;
            let is_comparable = own.numeral.dimension.is_comparable(&other.numeral.dimension);
            is_comparable.then(|| Candidate {
                source: index,
                score: model.score(own, other),
                agrees: agreement(own.numeral, other.numeral, lexicon),
            })
        };
        match &index {
            None => (0..source.numerals.len()).filter_map(candidate).collect(),
            Some(index) => index.likely(own).into_iter().filter_map(candidate).collect(),
        }
    };
    (0..draft.numerals.len()).map(of).collect()
}

/// The best of some candidates; the first of equals.
pub fn best(candidates: impl Iterator<Item = Candidate>) -> Option<Candidate> {
    candidates.reduce(|best, it| if it.score > best.score { it } else { best })
}

/// The levels of how sure the best of the kept candidates is.
pub fn sure_levels(
    (draft, at): (&Text, usize),
    source: &Text,
    kept: &[Candidate],
    best: Candidate,
) -> Vec<usize> {
    let (Some(own), Some(other)) = (Side::of(draft, at), Side::of(source, best.source)) else {
        return vec![0; SURE.len()];
    };
    let value = |it: &Candidate| source.numerals.get(it.source).map(|it| it.quantity.leading());
    let rivals = || kept.iter().filter(|it| value(it) != value(&best));
    let margin = rivals().map(|it| best.score - it.score).min();
    let near = rivals().filter(|it| best.score - it.score <= 20).count();
    let margin = match margin {
        None => 0,
        Some(i32::MIN..2) => 1,
        Some(2..4) => 2,
        Some(4..8) => 3,
        Some(8..15) => 4,
        Some(15..25) => 5,
        Some(25..40) => 6,
        Some(_) => 7,
    };
    let mut levels = vec![score_level(best.score), margin, near.min(3)];
    levels.extend(OF_THE_BEST.map(|it| (it.level)(own, other)));
    levels
}

/// How sure the best of the kept candidates is, in tenths of a bit.
pub fn sure(
    draft: (&Text, usize),
    source: &Text,
    kept: &[Candidate],
    best: Candidate,
    model: &Model,
) -> i32 {
    let levels = sure_levels(draft, source, kept, best);
    model.prior + total(&model.sure, &levels)
}

/// The candidate that bears a number out if any does: an equal one before one that rounds to it.
pub fn agreeing(candidates: &[Candidate]) -> Option<Candidate> {
    let of = |how: Agreement| best(candidates.iter().copied().filter(|it| it.agrees == Some(how)));
    of(Agreement::Equal).or_else(|| of(Agreement::Rounded))
}

/// Which numbers of a source answer for certain numbers of a draft, and so for no others.
#[derive(Debug)]
pub struct Taken {
    /// For each number of the draft the source's number that is its best counterpart and agrees.
    by: Vec<Option<usize>>,
    /// How many numbers of the draft each of them answers for.
    times: FxHashMap<usize, usize>,
}

/// Which numbers of a source are spoken for: those that agree and are the best counterparts.
pub fn taken(candidates: &[Vec<Candidate>]) -> Taken {
    let of = |own: &Vec<Candidate>| {
        let top = own.iter().map(|it| it.score).max()?;
        agreeing(own).filter(|it| it.score == top).map(|it| it.source)
    };
    let by: Vec<Option<usize>> = candidates.iter().map(of).collect();
    let mut times = FxHashMap::default();
    for it in by.iter().flatten() {
        *times.entry(*it).or_insert(0) += 1;
    }
    Taken { by, times }
}

impl Taken {
    /// The candidates of a number that answer for no other number of the draft.
    pub fn free(&self, own: &[Candidate], at: usize) -> Vec<Candidate> {
        let mine = self.by.get(at).copied().flatten();
        let is_free = |it: &Candidate| {
            let times = self.times.get(&it.source).copied().unwrap_or(0);
            times == usize::from(mine == Some(it.source))
        };
        own.iter().copied().filter(is_free).collect()
    }
}

/// What a source says of each number of a draft.
pub fn answers(
    draft: &Text,
    source: &Text,
    model: &Model,
    cuts: &Cuts,
    lexicon: &Lexicon,
) -> Vec<Match> {
    let all = candidates(draft, source, model, lexicon);
    let taken = taken(&all);
    let each = all.iter().enumerate();
    each.map(|(at, own)| answer((draft, at), source, (own, &taken), model, cuts)).collect()
}

fn answer(
    draft: (&Text, usize),
    source: &Text,
    (own, taken): (&[Candidate], &Taken),
    model: &Model,
    cuts: &Cuts,
) -> Match {
    let kept = taken.free(own, draft.1);
    let has_equal = own.iter().any(|it| it.agrees == Some(Agreement::Equal));
    let of = |answer, counterpart: Option<Candidate>, (sure, needed)| {
        let others = own.iter().copied();
        let others = others.filter(|it| counterpart.is_none_or(|own| own.source != it.source));
        Match { answer, counterpart, sure, needed, runner_up: best(others), has_equal }
    };
    let top = kept.iter().map(|it| it.score).max().unwrap_or(i32::MIN);
    let borne = agreeing(own).filter(|it| top.saturating_sub(it.score) <= cuts.slack);
    if let Some(it) = borne {
        let sides = Side::of(draft.0, draft.1).zip(Side::of(source, it.source));
        let differs = sides.map_or(i32::MIN, |(own, other)| model.differs(own, other));
        let answer = match it.agrees {
            _ if differs >= cuts.differs => Answer::Contradicted,
            Some(Agreement::Equal) => Answer::Supported,
            _ => Answer::Rounded,
        };
        return of(answer, Some(it), (differs, cuts.differs));
    }
    let elsewhere = best(own.iter().copied().filter(|it| it.agrees.is_some()));
    let rival = best(kept.iter().copied().filter(|it| it.agrees.is_none()));
    let sure = rival.map_or(i32::MIN, |it| sure(draft, source, &kept, it, model));
    let cut = if elsewhere.is_some() { cuts.outweighs } else { cuts.contradicts };
    match (rival, elsewhere) {
        (Some(_), _) if sure >= cut => of(Answer::Contradicted, rival, (sure, cut)),
        (_, Some(_)) => of(Answer::Unconfirmed, elsewhere, (sure, cut)),
        _ => of(Answer::Nowhere, rival, (sure, cut)),
    }
}
