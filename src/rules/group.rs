//! Pairs that touch become groups, so that one disagreement is one finding.

use std::collections::BTreeMap;

use crate::claim::Pair;

/// Groups of pairs connected by shared claims, each in table order, best pair first.
pub(super) fn connected<'p>(pairs: &[&'p Pair]) -> Vec<Vec<&'p Pair>> {
    let mut parent = BTreeMap::<usize, usize>::new();
    for pair in pairs {
        let (a, b) = (root(&parent, pair.left), root(&parent, pair.right));
        parent.entry(a).or_insert(a);
        parent.entry(b).or_insert(b);
        parent.insert(a.max(b), a.min(b));
    }
    let mut groups = BTreeMap::<usize, Vec<&'p Pair>>::new();
    for pair in pairs {
        groups.entry(root(&parent, pair.left)).or_default().push(pair);
    }
    let mut groups: Vec<Vec<&Pair>> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|it| (std::cmp::Reverse(it.half_bits), it.left, it.right));
    }
    groups
}

/// The first claim of the group a claim belongs to so far.
fn root(parent: &BTreeMap<usize, usize>, mut of: usize) -> usize {
    while let Some(&next) = parent.get(&of).filter(|it| **it != of) {
        of = next;
    }
    of
}

/// The claims of a group, in table order, each once.
pub(super) fn members(pairs: &[&Pair]) -> Vec<usize> {
    let mut members: Vec<usize> = pairs.iter().flat_map(|it| [it.left, it.right]).collect();
    members.sort_unstable();
    members.dedup();
    members
}
