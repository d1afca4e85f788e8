//! Clusters of claims about the same thing, without chaining: each member must stand by the most
//! specific claim of its cluster, not only by some neighbour.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::is_fact;
use crate::claim::{Claim, Finding, Likeness, Pair, Relation, Slot, Standing, Veto};
use crate::lexicon::Lexicon;

/// The clusters as sorted indices into the claims table, in the order of their first members.
pub(super) fn clusters(
    claims: &[Claim],
    pairs: &[Pair],
    findings: &[Finding],
    lexicon: &Lexicon,
) -> Vec<Vec<usize>> {
    let mut cluster_of = FxHashMap::<usize, usize>::default();
    let mut clusters: Vec<Cluster> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if is_fact(claim) {
            cluster_of.insert(index, clusters.len());
            clusters.push(Cluster::of(index, claim));
        }
    }
    let linked = linked(claims, pairs, findings, lexicon);
    let mut links: Vec<(i32, usize, usize)> =
        linked.pairs.iter().map(|(&(a, b), &bits)| (bits, a, b)).collect();
    links.sort_by_key(|&(bits, a, b)| (Reverse(bits), a, b));
    for (bits, a, b) in links {
        let (Some(&x), Some(&y)) = (cluster_of.get(&a), cluster_of.get(&b)) else { continue };
        if x == y {
            continue;
        }
        let (one, other) = (&clusters[x], &clusters[y]);
        let is_taken = bits == ASKED_BITS && one.members.len() + other.members.len() > 2;
        if is_taken
            || !linked.holds(one.most_specific.1.0, other.most_specific.1.0)
            || bits != FOUND_BITS && tells_apart(one, other, claims, &linked, lexicon)
        {
            continue;
        }
        // The smaller one moves, so that no claim moves often.
        let (into, from) = if one.members.len() < other.members.len() { (y, x) } else { (x, y) };
        let moved = std::mem::take(&mut clusters[from]);
        for member in &moved.members {
            cluster_of.insert(*member, into);
        }
        clusters[into].join(moved, claims);
    }
    let mut clusters: Vec<Vec<usize>> = clusters.into_iter().map(|it| it.members).collect();
    clusters.retain(|it| !it.is_empty());
    for members in &mut clusters {
        members.sort_unstable();
    }
    clusters.sort();
    clusters
}

/// Claims of one fact.
#[derive(Default)]
struct Cluster {
    members: Vec<usize>,
    /// The member that fills most slots, the first of equals: every other one must stand by it.
    most_specific: (usize, Reverse<usize>),
    /// For each document members with different figures, at most [`MANY`]: those with one figure tell nothing apart.
    told: BTreeMap<usize, Vec<usize>>,
}

impl Cluster {
    fn of(index: usize, claim: &Claim) -> Self {
        let most_specific = (specificity(claim), Reverse(index));
        let told = BTreeMap::from([(claim.document, vec![index])]);
        Self { members: vec![index], most_specific, told }
    }

    /// Takes in the members of another one.
    fn join(&mut self, other: Self, claims: &[Claim]) {
        self.members.extend(other.members);
        self.most_specific = self.most_specific.max(other.most_specific);
        let says = |it: usize| claims.get(it).map(|it| (it.quantity, &it.unit, it.is_part()));
        for (document, of) in other.told {
            let told = self.told.entry(document).or_default();
            for claim in of {
                if told.len() < MANY && told.iter().all(|it| says(*it) != says(claim)) {
                    told.push(claim);
                }
            }
        }
    }
}

/// The rules that hold passages of one fact against each other.
const ONE_FACT: &[&str] = &[
    "same-figure-different-action",
    "same-figure-different-thing",
    "planned-as-done",
    "change-as-number",
    "points-as-percent",
    "conflicting-figures",
    "figure-slip",
    "unclear-figures",
];

/// More than any comparison weighs: what a finding shows side by side is one fact.
const FOUND_BITS: i32 = i32::MAX;

/// Less than any comparison weighs: such links come last.
const ASKED_BITS: i32 = i32::MIN;

/// The rules that only ask: they make a fact of two figures that nothing else ties to others.
const ASKED: &[&str] = &["attributed-figures", "open-question"];

/// Which claims speak of one fact.
struct Linked {
    /// The pairs of claims, with their half bits.
    pairs: BTreeMap<(usize, usize), i32>,
    /// For each claim the findings that show more than [`MANY`] claims side by side: all of them are linked.
    shown: FxHashMap<usize, Vec<usize>>,
}

impl Linked {
    /// Whether two claims speak of one fact.
    fn holds(&self, a: usize, b: usize) -> bool {
        let shown = |it: usize| self.shown.get(&it).into_iter().flatten();
        self.pairs.contains_key(&(a.min(b), a.max(b)))
            || shown(a).any(|it| shown(b).any(|other| it == other))
    }
}

/// A finding that shows more claims than these links each of them with the first, and says of the others only when asked
/// that they are linked: the pairs of a thousand are half a million.
const MANY: usize = 64;

/// The pairs that speak of one fact.
fn linked(claims: &[Claim], pairs: &[Pair], findings: &[Finding], lexicon: &Lexicon) -> Linked {
    let is_excluded = |pair: &Pair| {
        let is_other = |slot| pair.standing(slot) == Standing::Different;
        [Slot::Place, Slot::Period, Slot::Event].into_iter().any(is_other)
            || is_other(Slot::Unit) && !pair.is_tied
    };
    let is_one = |it: &Pair| {
        // Where the figures agree, less is enough, and one side need not say what happened.
        let is_alike = it.likeness == Likeness::Same
            || it.likeness == Likeness::Look
                && it.relation.agrees()
                && it.standing(Slot::Unit) == Standing::Same;
        let is_same_act = match it.standing(Slot::Action) {
            Standing::Same => true,
            Standing::Unknown => it.relation.agrees(),
            _ => false,
        };
        is_alike && is_same_act && can_be_one(it, claims, lexicon)
    };
    let mut links: BTreeMap<(usize, usize), i32> = pairs
        .iter()
        .filter(|it| !it.is_same_document && !is_excluded(it))
        .filter(|it| it.veto.is_none() || it.is_tied && is_reading(it))
        .filter(|it| is_one(it) || it.is_tied && !excludes_action(it))
        .map(|it| ((it.left, it.right), it.half_bits))
        .collect();
    // What a pair rule shows side by side is one fact, whatever its actions.
    let index: BTreeMap<&str, usize> =
        claims.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect();
    let bits = |rule: &str| match rule {
        it if ONE_FACT.contains(&it) => Some(FOUND_BITS),
        it if ASKED.contains(&it) => Some(ASKED_BITS),
        _ => None,
    };
    let mut shown = FxHashMap::<usize, Vec<usize>>::default();
    let told = findings.iter().enumerate().filter_map(|(at, it)| Some((at, it, bits(&it.rule)?)));
    for (number, finding, bits) in told {
        let members: Vec<usize> = finding
            .passages
            .iter()
            .filter_map(|it| index.get(it.claim.as_deref()?).copied())
            .collect();
        let is_many = members.len() > MANY;
        if is_many {
            for it in &members {
                shown.entry(*it).or_default().push(number);
            }
        }
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                let known = links.entry((*a.min(b), *a.max(b))).or_insert(bits);
                *known = (*known).max(bits);
            }
            if is_many {
                break;
            }
        }
    }
    Linked { pairs: links, shown }
}

/// Bits of a figure of four significant digits: two texts that give it mean the same.
const UNMISTAKABLE: i32 = 12;

/// Whether what speaks against a comparison is a matter of reading the grammar, which the same figure in
/// the same words outweighs.
fn is_reading(pair: &Pair) -> bool {
    let can_be_misread = matches!(pair.veto, Some(Veto::Statistic | Veto::Planned));
    let is_unmistakable = pair.figure_bits >= UNMISTAKABLE;
    let is_of_one_thing = pair.standing(Slot::Unit) == Standing::Same
        && pair.standing(Slot::Story) == Standing::Same
        && matches!(pair.veto, Some(Veto::Statistic));
    can_be_misread
        && (is_unmistakable || is_of_one_thing || pair.standing(Slot::Wording) == Standing::Same)
}

/// Whether the two say different acts of the things: the figure is the same by chance, or a finding.
/// What stands in the same words is one act, whatever the verb nearest to the figure.
fn excludes_action(pair: &Pair) -> bool {
    pair.standing(Slot::Action) == Standing::Different
        && pair.standing(Slot::Wording) != Standing::Same
}

/// Whether two figures can be of one fact: they agree, or the later one of a running count replaced
/// the earlier one. What differs otherwise is a finding or another fact.
fn can_be_one(pair: &Pair, claims: &[Claim], lexicon: &Lexicon) -> bool {
    let (Some(a), Some(b)) = (claims.get(pair.left), claims.get(pair.right)) else { return false };
    if !a.statistic.is_comparable() {
        return false;
    }
    let is_narrower =
        |slot| matches!(pair.standing(slot), Standing::LeftWider | Standing::RightWider);
    match pair.relation {
        Relation::Equal | Relation::Narrower | Relation::Agree | Relation::Rounding => true,
        Relation::Tension | Relation::Clash => {
            (lexicon.takes_place_of(a, b) || lexicon.takes_place_of(b, a))
                && !is_narrower(Slot::Place)
                && !is_narrower(Slot::Qualifiers)
        }
    }
}

/// Whether one text gives another figure for each of the two: it tells of two facts.
fn tells_apart(
    x: &Cluster,
    y: &Cluster,
    claims: &[Claim],
    linked: &Linked,
    lexicon: &Lexicon,
) -> bool {
    let differs = |a: usize, b: usize| {
        let (Some(one), Some(other)) = (claims.get(a), claims.get(b)) else { return false };
        !linked.holds(a, b)
            && lexicon.in_one_unit(one, other).is_some_and(|(x, y)| !x.relation(&y).agrees())
    };
    let (fewer, more) = if x.told.len() < y.told.len() { (x, y) } else { (y, x) };
    fewer.told.iter().any(|(document, of)| {
        let others = more.told.get(document).into_iter().flatten();
        others.into_iter().any(|b| of.iter().any(|a| differs(*a, *b)))
    })
}

/// How many slots a claim fills.
fn specificity(claim: &Claim) -> usize {
    usize::from(claim.period.is_some_and(|it| it.is_bounded()))
        + usize::from(!claim.places.is_empty())
        + usize::from(claim.event.is_some())
        + usize::from(!claim.actions.is_empty())
        + claim.counted.as_ref().map_or(0, |it| it.qualifiers.len().min(2))
}
