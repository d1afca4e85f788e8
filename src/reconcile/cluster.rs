//! Clusters of claims about the same thing, without chaining: each member must stand by the most
//! specific claim of its cluster, not only by some neighbour.

use std::collections::BTreeMap;

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
    let mut cluster_of = BTreeMap::<usize, usize>::new();
    let mut clusters: Vec<Vec<usize>> = Vec::new();
    for (index, claim) in claims.iter().enumerate() {
        if is_fact(claim) {
            cluster_of.insert(index, clusters.len());
            clusters.push(vec![index]);
        }
    }
    let linked = linked(claims, pairs, findings, lexicon);
    let mut links: Vec<(i32, usize, usize)> =
        linked.iter().map(|(&(a, b), &bits)| (bits, a, b)).collect();
    links.sort_by_key(|&(bits, a, b)| (std::cmp::Reverse(bits), a, b));
    for (bits, a, b) in links {
        let (Some(&x), Some(&y)) = (cluster_of.get(&a), cluster_of.get(&b)) else { continue };
        let is_taken = bits == ASKED_BITS && clusters[x].len() + clusters[y].len() > 2;
        let is_torn =
            bits != FOUND_BITS && tells_apart(&clusters[x], &clusters[y], claims, &linked, lexicon);
        if x == y || is_taken || is_torn || !may_join(&clusters[x], &clusters[y], claims, &linked) {
            continue;
        }
        let (into, from) = (x.min(y), x.max(y));
        let moved = std::mem::take(&mut clusters[from]);
        for member in &moved {
            cluster_of.insert(*member, into);
        }
        clusters[into].extend(moved);
        clusters[into].sort_unstable();
    }
    clusters.retain(|it| !it.is_empty());
    clusters.sort();
    clusters
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

/// The pairs that speak of one fact, with their half bits.
fn linked(
    claims: &[Claim],
    pairs: &[Pair],
    findings: &[Finding],
    lexicon: &Lexicon,
) -> BTreeMap<(usize, usize), i32> {
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
    let mut linked: BTreeMap<(usize, usize), i32> = pairs
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
    for (finding, bits) in findings.iter().filter_map(|it| Some((it, bits(&it.rule)?))) {
        let members: Vec<usize> = finding
            .passages
            .iter()
            .filter_map(|it| index.get(it.claim.as_deref()?).copied())
            .collect();
        for (at, a) in members.iter().enumerate() {
            for b in &members[at + 1..] {
                let known = linked.entry((*a.min(b), *a.max(b))).or_insert(bits);
                *known = (*known).max(bits);
            }
        }
    }
    linked
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
    x: &[usize],
    y: &[usize],
    claims: &[Claim],
    linked: &BTreeMap<(usize, usize), i32>,
    lexicon: &Lexicon,
) -> bool {
    let differs = |a: usize, b: usize| {
        let (Some(one), Some(other)) = (claims.get(a), claims.get(b)) else { return false };
        one.document == other.document
            && !linked.contains_key(&(a.min(b), a.max(b)))
            && lexicon.in_one_unit(one, other).is_some_and(|(x, y)| !x.relation(&y).agrees())
    };
    x.iter().any(|a| y.iter().any(|b| differs(*a, *b)))
}

/// Whether the most specific member of each cluster is linked to that of the other.
fn may_join(
    x: &[usize],
    y: &[usize],
    claims: &[Claim],
    linked: &BTreeMap<(usize, usize), i32>,
) -> bool {
    let most_specific = |members: &[usize]| {
        members.iter().copied().max_by_key(|it| (specificity(&claims[*it]), std::cmp::Reverse(*it)))
    };
    let (Some(a), Some(b)) = (most_specific(x), most_specific(y)) else { return false };
    linked.contains_key(&(a.min(b), a.max(b)))
}

/// How many slots a claim fills.
fn specificity(claim: &Claim) -> usize {
    usize::from(claim.period.is_some_and(|it| it.is_bounded()))
        + usize::from(!claim.places.is_empty())
        + usize::from(claim.event.is_some())
        + usize::from(!claim.actions.is_empty())
        + claim.counted.as_ref().map_or(0, |it| it.qualifiers.len().min(2))
}
