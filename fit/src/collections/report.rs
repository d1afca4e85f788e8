//! How often the cards are right on collections that they did not see, and where bands end.

use std::collections::BTreeSet;

use crosscheck::claim::{Matched, Row};
use crosscheck::matching::collection::card::{StoryCard, StoryModel};

use super::gold::{Fact, Verdict};
use super::train::Told;
use super::{Folded, fold};

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

pub fn same(told: &[Told]) {
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

/// Findings: pairs that differ and weigh enough; those that touch are one.
fn found(matches: &[Matched], cut: i32) -> Vec<BTreeSet<usize>> {
    let mut found: Vec<BTreeSet<usize>> = Vec::new();
    for it in matches.iter().filter(|it| !it.agrees && it.weight >= cut) {
        let own = BTreeSet::from([it.left, it.right]);
        let (touching, rest): (Vec<_>, Vec<_>) =
            found.into_iter().partition(|it| !it.is_disjoint(&own));
        found = rest;
        found.push(touching.into_iter().flatten().chain(own).collect());
    }
    found
}

/// Of findings above a cut: how many, how many of them right, and which shares of disagreements they tell.
#[derive(Default)]
struct Tally {
    found: usize,
    right: usize,
    told: usize,
    disagreements: usize,
}

fn tally<'t>(all: impl Iterator<Item = (&'t Told, &'t Vec<Matched>)>, cut: i32) -> Tally {
    let mut tally = Tally::default();
    for (told, matches) in all {
        let found = found(matches, cut);
        let facts = &told.gold.facts;
        let is_meant = |it: &&Fact| matches!(it.verdict, Verdict::Conflict | Verdict::Superseded);
        let is_right =
            |it: &&BTreeSet<usize>| facts.iter().filter(is_meant).any(|fact| hits(fact, it) >= 2);
        tally.found += found.len();
        tally.right += found.iter().filter(is_right).count();
        for fact in facts.iter().filter(|it| it.verdict == Verdict::Conflict) {
            tally.disagreements += 1;
            tally.told += usize::from(found.iter().any(|it| hits(fact, it) >= 2));
        }
    }
    tally
}

fn annotated<'t>(
    told: &'t [Told],
    matches: &'t [Vec<Matched>],
) -> impl Iterator<Item = (&'t Told, &'t Vec<Matched>)> + Clone {
    told.iter().zip(matches).filter(|it| it.0.gold.is_annotated)
}

/// From where on half of the findings are right, and above which nineteen of twenty disagreements stand that any pair
/// tells.
pub fn cuts(told: &[Told], matches: &[Vec<Matched>]) -> (i32, i32) {
    let steps = (-15..=15).map(|it| it * 5);
    let half = |cut: &i32| {
        let it = tally(annotated(told, matches), *cut);
        it.right * 2 >= it.found
    };
    let disagree = steps.clone().find(half).unwrap_or(0);
    let mut best: Vec<i32> = Vec::new();
    for (told, matches) in annotated(told, matches) {
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
    let look = best.get(best.len() / 20).copied().unwrap_or(disagree);
    (disagree, look.min(disagree))
}

pub fn findings(told: &[Told], matches: &[Vec<Matched>]) {
    for set in SETS {
        for cut in (-4..=4).map(|it| it * 10) {
            let it = tally(annotated(told, matches).filter(|it| it.0.set == set), cut);
            println!(
                "{set:<12} from {cut:>3}: {} of {} findings right, {} of {} disagreements told",
                it.right, it.found, it.told, it.disagreements
            );
        }
    }
}

/// At which row of its collection an editor meets each disagreement.
pub fn rows(folded: &Folded, matches: &[Vec<Matched>], (disagree, look): (i32, i32)) {
    for set in SETS {
        let mut ranks: Vec<Option<usize>> = Vec::new();
        for (told, matches) in annotated(&folded.told, matches).filter(|it| it.0.set == set) {
            let card = StoryCard { disagree, look, ..folded.cards[fold(&told.name)].clone() };
            let claims = &told.gold.corpus.claims;
            let rows: Vec<Row> =
                crosscheck::matching::collection::rows(claims, matches, &StoryModel::new(&card));
            let cells: Vec<BTreeSet<usize>> =
                rows.iter().map(|it| it.cells.iter().copied().collect()).collect();
            let conflicts = told.gold.facts.iter().filter(|it| it.verdict == Verdict::Conflict);
            ranks.extend(conflicts.map(|fact| cells.iter().position(|it| hits(fact, it) >= 2)));
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
