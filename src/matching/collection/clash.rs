//! The evidence that two figures which are not the same say something against each other, rather than of two things.

use rust_decimal::Decimal;

use super::super::statement::are_opposite;
use super::feature::FEATURES;
use super::{Pairing, rivals};
use crate::claim::slip::{Slip, slip_of};
use crate::claim::{Action, Claim, Figure, Hedge, Modality, Role};
use crate::lexicon::{Lexicon, VerbForm};

/// What is known of a pair beside its two figures.
#[derive(Clone, Copy, Debug)]
pub struct Known {
    /// What speaks for its being of one thing, in tenths of a bit.
    pub score: i32,
    /// The share of the likelihood that falls on it, in thousandths.
    pub share: u32,
    /// What speaks for the best counterpart of each that says the same, where the other text has one.
    pub partners: [Option<i32>; 2],
}

/// A kind of evidence of a clash.
#[derive(Debug)]
pub struct Feature {
    /// Its name in the card.
    pub name: &'static str,
    /// The names of its levels.
    pub levels: &'static [&'static str],
    level: fn(&Pairing<'_>, &Known) -> usize,
}

/// The features in the order of the card.
pub const FEATURES_OF_CLASH: &[&Feature] = &[
    &Feature { name: "share", levels: rivals::SHARES, level: |_, it| rivals::level(it.share) },
    &Feature { name: "gap", levels: GAPS, level: |it, _| gap(it.a.claim, it.b.claim) },
    &Feature {
        name: "slip",
        levels: &["none", "one digit", "transposed", "power of ten"],
        level: |it, _| match slip_of(it.a.claim, it.b.claim) {
            None => 0,
            Some((Slip::OneDigit, _)) => 1,
            Some((Slip::Transposed | Slip::Swapped, _)) => 2,
            Some((Slip::PowerOfTen(_) | Slip::Unit, _)) => 3,
        },
    },
    &Feature {
        name: "borne out elsewhere",
        levels: &[
            "neither",
            "one, less well",
            "one, as well",
            "one, better",
            "both, less well",
            "both, as well",
            "both, better",
        ],
        level: |_, it| partners(it),
    },
    &Feature {
        name: "precision",
        levels: &["one digit", "two digits", "more digits"],
        level: |it, _| precision(it.a.claim).min(precision(it.b.claim)),
    },
    &Feature { name: "hedge", levels: &["none", "one", "both", "vague"], level: |it, _| hedge(it) },
    &Feature {
        name: "texts with both",
        levels: &["none", "one", "more"],
        level: |it, _| it.with_both.min(2),
    },
];

/// What rules ask for and no card weighs: it is too seldom for that.
pub const NOTED: &[&Feature] = &[
    &Feature {
        name: "acts",
        levels: &["may be one", "exclude each other"],
        level: |it, _| usize::from(exclude(it.a.claim, it.b.claim, it.lexicon)),
    },
    &Feature {
        name: "direction",
        levels: &["may be one", "opposite"],
        level: |it, _| usize::from(is_turned(it)),
    },
    &Feature {
        name: "due",
        levels: &["nothing", "told as done before its day"],
        level: |it, _| usize::from(is_too_early(it.a.claim, it.b.claim, it.lexicon)),
    },
];

/// The levels of a clash, in the order of [`FEATURES_OF_CLASH`] and then of [`NOTED`].
pub fn levels(pairing: &Pairing<'_>, known: &Known) -> Vec<usize> {
    FEATURES_OF_CLASH.iter().chain(NOTED).map(|it| (it.level)(pairing, known)).collect()
}

/// Those of its own and, of the levels of one thing, those that weigh again: in the order of the card.
pub fn whole<'l>(own: &'l [usize], same: &'l [usize]) -> impl Iterator<Item = usize> + 'l {
    own.iter()
        .take(FEATURES_OF_CLASH.len())
        .copied()
        .chain(again().filter_map(|(at, _)| same.get(at).copied()))
}

/// The features of one thing that weigh for a clash once more, with their places in [`FEATURES`]: who says it, when, where and whether it happened may explain
/// why two figures differ.
pub fn again() -> impl Iterator<Item = (usize, &'static super::feature::Feature)> {
    const AGAIN: [&str; 11] = [
        "kind", "thing", "age of", "act", "per", "speaker", "place", "period", "modality", "role",
        "unit",
    ];
    FEATURES.iter().copied().enumerate().filter(|it| AGAIN.contains(&it.1.name))
}

/// Two figures that are told in the other text as well, of something that fits them better, do not speak of one thing.
fn partners(known: &Known) -> usize {
    let fits = |score: i32| match score - known.score {
        ..-10 => 0,
        -10..=10 => 1,
        _ => 2,
    };
    match known.partners {
        [None, None] => 0,
        [Some(it), None] | [None, Some(it)] => 1 + fits(it),
        [Some(x), Some(y)] => 4 + fits(x.min(y)),
    }
}

const GAPS: &[&str] = &[
    "none",
    "to 2 %",
    "to 10 %",
    "to 34 %",
    "to 60 %",
    "to three quarters",
    "more",
    "a day",
    "a week",
    "a quarter",
    "longer",
];

/// Where the levels of a gap end, in per cent.
const GAP_ENDS: [i64; 6] = [0, 2, 10, 34, 60, 75];

/// How far apart two figures are, as a share of the larger one.
fn gap(a: &Claim, b: &Claim) -> usize {
    let leading = |it: &Claim| it.quantity.map(|it| it.leading().abs());
    let Some((x, y)) = leading(a).zip(leading(b)) else { return days(a, b) };
    let larger = x.max(y);
    let share = ((x - y).abs() * Decimal::ONE_HUNDRED).checked_div(larger).unwrap_or_default();
    GAP_ENDS.iter().take_while(|it| share > Decimal::from(**it)).count()
}

/// How far apart two times are.
fn days(a: &Claim, b: &Claim) -> usize {
    let start = |it: &Claim| it.period.and_then(|it| it.start());
    let Some((x, y)) = start(a).zip(start(b)) else {
        let apart = a.weekday.zip(b.weekday).map_or(0, |(x, y)| (x - y).rem_euclid(7));
        return match apart {
            0 => 0,
            1 | 6 => 7,
            _ => 8,
        };
    };
    match (y.duration_since(x).as_hours() / 24).abs() {
        0..=1 => 7,
        2..=8 => 8,
        9..=92 => 9,
        _ => 10,
    }
}

fn precision(claim: &Claim) -> usize {
    match claim.stated().map_or(1, Figure::significant_digits) {
        0 | 1 => 0,
        2 => 1,
        _ => 2,
    }
}

fn hedge(of: &Pairing<'_>) -> usize {
    let hedge = |it: &Claim| it.quantity.map_or(Hedge::Exact, |it| it.hedge());
    let (x, y) = (hedge(of.a.claim), hedge(of.b.claim));
    if x == Hedge::Vague || y == Hedge::Vague {
        return 3;
    }
    usize::from(x != Hedge::Exact) + usize::from(y != Hedge::Exact)
}

/// Whether both say what was done, of what is known to be something else: an unknown verb may mean the same, and that a
/// number rose excludes nothing that was done.
pub(super) fn exclude(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let families = &lexicon.families;
    // Houses that vanish and houses that are buried are lost alike: the acts are those done to people.
    let is_meant =
        |of: &Claim, it: &Action| !families.is_of_people(&it.family) || !is_thing(of, lexicon);
    let is_done = |of: &Claim, it: &Action| {
        it.is_known && it.is_direct && !families.is_change(&it.family) && is_meant(of, it)
    };
    let may_be_one = |x: &str, y: &str| x == y || families.are_related(x, y);
    let (x, y) = (&a.actions, &b.actions);
    x.iter().any(|it| is_done(a, it))
        && y.iter().any(|it| is_done(b, it))
        && !x.iter().any(|x| y.iter().any(|y| may_be_one(&x.family, &y.family)))
}

/// Whether one text tells as a rise what the other tells as a fall.
fn is_turned(of: &Pairing<'_>) -> bool {
    let is_change = |it: &Claim| it.meaning.as_ref().is_some_and(|it| it.role == Role::ChangeBy);
    is_change(of.a.claim) && is_change(of.b.claim) && are_opposite(of.a.side, of.b.side)
}

/// Whether what is counted is surely no people.
fn is_thing(claim: &Claim, lexicon: &Lexicon) -> bool {
    claim.counted.as_ref().is_some_and(|it| {
        lexicon.nouns.lineage(&it.entity).count() >= 2 && !lexicon.nouns.is_a(&it.entity, "person")
    })
}

/// Whether one text tells as done, with a verb in the past, what by the other was due after its publication.
fn is_too_early(a: &Claim, b: &Claim, lexicon: &Lexicon) -> bool {
    let is_planned = |it: &Claim| it.modality == Modality::Planned;
    let (plan, deed) = if is_planned(a) { (a, b) } else { (b, a) };
    let is_past = |word: &str| {
        let verb = lexicon.word(word).and_then(|it| it.verb);
        verb.is_some_and(|it| it.1 == VerbForm::Past)
    };
    let is_done = is_planned(plan)
        && deed.modality == Modality::Actual
        && deed.actions.iter().any(|it| it.is_direct && is_past(&it.word));
    let due = plan.period.and_then(|it| it.start());
    is_done && due.zip(deed.source.published).is_some_and(|(due, told)| told < due)
}
