//! How often the cards are right on collections that they did not see, and where bands end.

use std::collections::BTreeSet;

use crosscheck::claim::{Excuse, Matched, Row};
use crosscheck::matching::collection::card::{StoryCard, StoryCuts, StoryModel};

use super::Folded;
use super::gold::{Fact, Verdict};
use super::train::Told as Collected;

/// The sets of which collections an editor went through.
const SETS: [&str; 4] = ["real", "clusters", "collections", "invented"];

/// Average precision: of pairs in order of their scores, how many of those up to each right one are right.
fn average_precision(mut scored: Vec<(i32, bool)>) -> (f64, usize) {
    scored.sort_by_key(|it| (std::cmp::Reverse(it.0), it.1));
    let (mut right, mut sum) = (0_u32, 0.0);
    for (at, _) in scored.iter().enumerate().filter(|it| it.1.1) {
        right += 1;
        sum += f64::from(right) / f64::from(u32::try_from(at + 1).unwrap_or(u32::MAX));
    }
    (sum / f64::from(right.max(1)), usize::try_from(right).unwrap_or(0))
}

pub fn same(told: &[Collected]) {
    for set in SETS.into_iter().chain(["stories", "unlabelled"]) {
        let of = told.iter().filter(|it| it.set == set);
        let rows = of.flat_map(|it| it.rows.iter().flatten());
        let scored = rows.filter_map(|row| Some((row.score, row.same?))).collect();
        let (precision, right) = average_precision(scored);
        println!("one thing, {set:<12} average precision {precision:.3} of {right} pairs");
    }
}

/// How many passages of a fact are among some claims.
fn hits(fact: &Fact, claims: &BTreeSet<usize>) -> usize {
    fact.mentions.iter().filter(|it| it.iter().any(|it| claims.contains(it))).count()
}

/// A row of a collection that the card of its fold did not see: what speaks for a disagreement, and whether an editor says
/// that there is one, or that one figure took the place of the other.
struct Told {
    set: &'static str,
    weight: i32,
    is_right: bool,
    cells: BTreeSet<usize>,
    collection: usize,
}

/// The disagreements that nothing excuses, of all annotated collections.
fn told(folded: &Folded, matches: &[Vec<Matched>], agree: i32) -> Vec<Told> {
    let all = folded.told.iter().zip(matches).enumerate().filter(|it| it.1.0.gold.is_annotated);
    let of = |(collection, (told, matches)): (usize, (&Collected, &Vec<Matched>))| {
        let facts = &told.gold.facts;
        let is_meant = |it: &&Fact| matches!(it.verdict, Verdict::Conflict | Verdict::Superseded);
        let row = |row: Row| {
            let clash = row.clash.and_then(|it| matches.get(it))?;
            let cells: BTreeSet<usize> = row.cells.iter().copied().collect();
            let is_right = facts.iter().filter(is_meant).any(|it| hits(it, &cells) >= 2);
            let (set, weight) = (told.set, clash.weight);
            clash.excuse.is_none().then_some(Told { set, weight, is_right, cells, collection })
        };
        rows_of(told, matches, agree).into_iter().filter_map(row).collect::<Vec<_>>()
    };
    all.flat_map(of).collect()
}

fn rows_of(told: &Collected, matches: &[Matched], agree: i32) -> Vec<Row> {
    let claims = &told.gold.corpus.claims;
    let cuts = StoryCuts { agree, ..StoryCuts::default() };
    let model = StoryModel::new(&StoryCard { cuts, ..StoryCard::default() });
    crosscheck::matching::collection::rows(claims, matches, i32::MIN, &model)
}

/// Where bands end, on reports of real people as made-up ones say nothing of how often an alarm is right: of the
/// disagreements from `error` on nine of ten are right, of those from `warning` to there half, of those from `note` to there
/// a quarter; above `look` stand nineteen of twenty disagreements that any pair tells.
pub fn cuts(folded: &Folded, matches: &[Vec<Matched>]) -> StoryCuts {
    let agree = agree(folded, matches);
    let mut rows = told(folded, matches, agree);
    rows.retain(|it| REAL.contains(&it.set));
    let curve = Curve::of(&rows);
    let error = curve.first(&rows, i32::MAX, 0.9);
    let warning = curve.first(&rows, error.unwrap_or(i32::MAX), 0.5).unwrap_or(0);
    let note = curve.first(&rows, warning, 0.25).unwrap_or(warning);
    StoryCuts { error, warning, note, look: look(folded, matches).min(note), agree }
}

/// How likely a disagreement of a weight is right: a logistic curve, so that a row more or less moves no band far
/// (Platt, Probabilistic Outputs for Support Vector Machines, 1999).
struct Curve {
    start: f64,
    slope: f64,
}

impl Curve {
    /// The likeliest curve, by Newton's method.
    fn of(rows: &[Told]) -> Self {
        let mut curve = Self { start: 0.0, slope: 0.0 };
        for _ in 0..50 {
            let (mut g0, mut g1, mut h00, mut h01, mut h11) = (0.0, 0.0, 0.0, 0.0, 0.0);
            for it in rows {
                let (x, p) = (f64::from(it.weight) / 10.0, curve.at(it.weight));
                let (gap, spread) = (f64::from(u8::from(it.is_right)) - p, p * (1.0 - p));
                g0 += gap;
                g1 += gap * x;
                h00 += spread;
                h01 += spread * x;
                h11 += spread * x * x;
            }
            let of = h00.mul_add(h11, -(h01 * h01));
            if of.abs() < f64::EPSILON {
                break;
            }
            curve.start += h11.mul_add(g0, -(h01 * g1)) / of;
            curve.slope += h00.mul_add(g1, -(h01 * g0)) / of;
        }
        curve
    }

    fn at(&self, weight: i32) -> f64 {
        1.0 / (1.0 + (-self.slope.mul_add(f64::from(weight) / 10.0, self.start)).exp())
    }

    /// The lowest weight from which on, up to an end, so many are right by the curve.
    fn first(&self, rows: &[Told], end: i32, share: f64) -> Option<i32> {
        let mut weights: Vec<i32> =
            rows.iter().map(|it| it.weight).filter(|it| *it < end).collect();
        weights.sort_unstable_by_key(|it| std::cmp::Reverse(*it));
        let (mut sum, mut count, mut first) = (0.0, 0.0, None);
        for it in weights {
            sum += self.at(it);
            count += 1.0;
            if sum >= share * count && count >= FEW {
                first = Some(it);
            }
        }
        first
    }
}

/// Of fewer rows than that nobody can say how many are right.
const FEW: f64 = 10.0;

/// Above which nineteen of twenty disagreements stand that any pair tells.
fn look(folded: &Folded, matches: &[Vec<Matched>]) -> i32 {
    let mut best: Vec<i32> = Vec::new();
    for (told, matches) in folded.told.iter().zip(matches).filter(|it| it.0.gold.is_annotated) {
        for fact in told.gold.facts.iter().filter(|it| it.verdict == Verdict::Conflict) {
            let side = |claim: usize| fact.mentions.iter().position(|it| it.contains(&claim));
            let is_told = |it: &&Matched| {
                let sides = side(it.left).zip(side(it.right));
                !it.agrees && sides.is_some_and(|(a, b)| a != b)
            };
            best.extend(matches.iter().filter(is_told).map(|it| it.weight).max());
        }
    }
    best.sort_unstable();
    best.get(best.len() / 20).copied().unwrap_or(0)
}

/// How many disagreements of each band are right, and which of those of the editor they tell.
pub fn bands(folded: &Folded, matches: &[Vec<Matched>], cuts: StoryCuts) {
    let rows = told(folded, matches, cuts.agree);
    let ends = [
        ("warning", cuts.warning, i32::MAX),
        ("note", cuts.note, cuts.warning),
        ("look", cuts.look, cuts.note),
    ];
    for set in SETS {
        for (name, from, to) in ends {
            let of: Vec<&Told> =
                rows.iter().filter(|it| it.set == set && (from..to).contains(&it.weight)).collect();
            let right = of.iter().filter(|it| it.is_right).count();
            let is_told = |(collection, fact): &(usize, &Fact)| {
                of.iter().any(|it| it.collection == *collection && hits(fact, &it.cells) >= 2)
            };
            let all: Vec<(usize, &Fact)> = conflicts(folded, set).collect();
            let found = all.iter().filter(|it| is_told(it)).count();
            println!(
                "{set:<12} {name:<8} {right} of {} rows right, {found} of {} disagreements",
                of.len(),
                all.len()
            );
        }
    }
}

/// The disagreements that an editor sees in the collections of a set, each with its collection.
fn conflicts<'f>(folded: &'f Folded, set: &'f str) -> impl Iterator<Item = (usize, &'f Fact)> {
    let of_set = folded.told.iter().enumerate().filter(move |it| it.1.set == set);
    let annotated = of_set.filter(|it| it.1.gold.is_annotated);
    annotated
        .flat_map(|(at, it)| it.gold.facts.iter().map(move |fact| (at, fact)))
        .filter(|it| it.1.verdict == Verdict::Conflict)
}

/// What excuses are worth: how many clashes worth a note each takes away, and how many of them are disagreements.
pub fn excuses(folded: &Folded, matches: &[Vec<Matched>], cuts: StoryCuts) {
    for excuse in Excuse::ALL {
        let (mut fired, mut wrong) = (0, 0);
        for (told, matches) in folded.told.iter().zip(matches).filter(|it| it.0.gold.is_annotated) {
            let facts = || told.gold.facts.iter().filter(|it| it.verdict == Verdict::Conflict);
            for it in
                matches.iter().filter(|it| it.excuse == Some(excuse) && it.weight >= cuts.note)
            {
                let both = BTreeSet::from([it.left, it.right]);
                fired += 1;
                wrong += usize::from(facts().any(|it| hits(it, &both) >= 2));
            }
        }
        println!("excuse {excuse:?}: {fired} pairs, {wrong} of them disagreements");
    }
}

/// At which row of its collection an editor meets each disagreement.
pub fn rows(folded: &Folded, matches: &[Vec<Matched>], cuts: StoryCuts) {
    for set in SETS {
        let mut ranks: Vec<Option<usize>> = Vec::new();
        for (at, (told, matches)) in folded.told.iter().zip(matches).enumerate() {
            let claims = &told.gold.corpus.claims;
            let model = StoryModel::new(&StoryCard { cuts, ..StoryCard::default() });
            let rows = crosscheck::matching::collection::rows(claims, matches, cuts.look, &model);
            let cells: Vec<BTreeSet<usize>> =
                rows.iter().map(|it| it.cells.iter().copied().collect()).collect();
            let own = conflicts(folded, set).filter(|it| it.0 == at);
            ranks.extend(own.map(|(_, fact)| cells.iter().position(|it| hits(fact, it) >= 2)));
        }
        let within = |most: usize| ranks.iter().flatten().filter(|it| **it < most).count();
        let all = ranks.len();
        println!(
            "{set:<12} seen within 5 rows {}, 10 rows {}, 20 rows {}, 40 rows {}, in any {}, of {all}",
            within(5),
            within(10),
            within(20),
            within(40),
            within(usize::MAX)
        );
    }
}

/// Of figures that agree: how many facts are linked, and of the pairs whose figures both stand in facts how many are of one.
#[derive(Default)]
struct Links {
    linked: usize,
    facts: usize,
    right: usize,
    pairs: usize,
}

fn linked(folded: &Folded, matches: &[Vec<Matched>], sets: &[&str], cut: i32) -> Links {
    let mut links = Links::default();
    let of_sets = folded.told.iter().zip(matches).filter(|it| sets.contains(&it.0.set));
    for (told, matches) in of_sets.filter(|it| it.0.gold.is_annotated) {
        let agreeing: Vec<&Matched> =
            matches.iter().filter(|it| it.agrees && it.weight >= cut).collect();
        let facts = &told.gold.facts;
        let is_one =
            |it: &Matched, fact: &Fact| hits(fact, &BTreeSet::from([it.left, it.right])) >= 2;
        let is_linked = |fact: &&Fact| agreeing.iter().any(|it| is_one(it, fact));
        links.facts += facts.len();
        links.linked += facts.iter().filter(is_linked).count();
        let stands =
            |it: usize| facts.iter().flat_map(|it| &it.mentions).any(|of| of.contains(&it));
        for it in agreeing.iter().filter(|it| stands(it.left) && stands(it.right)) {
            links.pairs += 1;
            links.right += usize::from(facts.iter().any(|fact| is_one(it, fact)));
        }
    }
    links
}

/// The sets that real people wrote, or wrote of.
const REAL: [&str; 3] = ["real", "clusters", "collections"];

/// From where on nine of ten figures that agree and stand in facts stand in one.
fn agree(folded: &Folded, matches: &[Vec<Matched>]) -> i32 {
    let is_sure = |cut: &i32| {
        let it = linked(folded, matches, &REAL, *cut);
        it.right * 10 >= it.pairs * 9
    };
    (-12..=4).map(|it| it * 5).find(is_sure).unwrap_or(0)
}

/// How many facts the figures that agree link.
pub fn links(folded: &Folded, matches: &[Vec<Matched>], cuts: StoryCuts) {
    for set in SETS {
        let it = linked(folded, matches, &[set], cuts.agree);
        println!(
            "{set:<12} agreeing: {} of {} facts linked, {} of {} pairs of facts right",
            it.linked, it.facts, it.right, it.pairs
        );
    }
}
