//! Matches that touch become groups, so that one disagreement is one finding.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::phrasing::{actions, figures, unit};
use super::template::Values;
use super::{Outcome, Table, Violation, evidence, key_of, passage};
use crate::claim::{Claim, Matched};

/// The claims of pairs that touch: one disagreement.
pub(super) struct Group<'t> {
    /// The pair that says most.
    pub(super) best: &'t Matched,
    /// Its earlier claim.
    pub(super) left: &'t Claim,
    /// Its later claim.
    pub(super) right: &'t Claim,
    /// All claims, in table order, each once.
    pub(super) claims: Vec<&'t Claim>,
}

impl<'t> Group<'t> {
    /// `None` for no pairs. The best pair comes first.
    pub(super) fn new(pairs: &[&'t Matched], table: &Table<'t>) -> Option<Self> {
        let claims = members(pairs).into_iter().filter_map(|it| table.claims.get(it)).collect();
        Self::of(pairs.first()?, claims, table)
    }

    /// Claims of one thing with the pair that says most of them.
    pub(super) fn of(best: &'t Matched, claims: Vec<&'t Claim>, table: &Table<'t>) -> Option<Self> {
        let (left, right) = (table.claims.get(best.left)?, table.claims.get(best.right)?);
        Some(Self { best, left, right, claims })
    }

    /// What messages say of figures that stand in one place: `quantities`, `unit` and `action.each`.
    pub(super) fn values(&self) -> Values {
        let mut values = Values::new();
        values.insert("quantities", figures(&self.claims));
        values.insert("unit", unit(self.left, self.right));
        values.insert("action.each", actions(&self.claims));
        values
    }

    /// The disagreement with all passages, and the comparison of the best pair as its evidence.
    pub(super) fn violation(&self, values: Values, table: &Table<'_>) -> Violation {
        let passages = self.claims.iter().map(|it| passage(it)).collect();
        let key = self.claims.iter().map(|it| key_of(it)).collect();
        Violation { evidence: evidence(self.best, table), ..Violation::new(passages, values, key) }
    }
}

/// One disagreement for each group of pairs that touch.
pub(super) fn outcome<'p>(
    found: &[&'p Matched],
    violation: impl Fn(&[&'p Matched]) -> Option<Violation>,
) -> Outcome {
    let violations = connected(found).iter().filter_map(|it| violation(it)).collect();
    Outcome { violations, ..Outcome::default() }
}

/// Groups of pairs connected by shared claims, each in table order, best pair first.
pub(super) fn connected<'p>(pairs: &[&'p Matched]) -> Vec<Vec<&'p Matched>> {
    let edges: Vec<(usize, usize)> = pairs.iter().map(|it| (it.left, it.right)).collect();
    let mut groups: Vec<Vec<&Matched>> = linked(&edges)
        .into_iter()
        .map(|group| group.into_iter().filter_map(|it| pairs.get(it).copied()).collect())
        .collect();
    for group in &mut groups {
        group.sort_by_key(|it| (std::cmp::Reverse(it.weight), it.left, it.right));
    }
    groups
}

/// The claims of pairs that touch, group by group, in table order, each once.
pub(super) fn touching(pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let claims = |group: Vec<usize>| {
        let of =
            |it: usize| pairs.get(it).into_iter().flat_map(|it| [it.0, it.1]).collect::<Vec<_>>();
        let mut claims: Vec<usize> = group.into_iter().flat_map(of).collect();
        claims.sort_unstable();
        claims.dedup();
        claims
    };
    linked(pairs).into_iter().map(claims).collect()
}

/// The indices of pairs that touch, group by group.
fn linked(pairs: &[(usize, usize)]) -> Vec<Vec<usize>> {
    let mut parent = FxHashMap::<usize, usize>::default();
    for (a, b) in pairs {
        let (a, b) = (root(&mut parent, *a), root(&mut parent, *b));
        parent.insert(a.max(b), a.min(b));
    }
    let mut groups = BTreeMap::<usize, Vec<usize>>::new();
    for (at, (a, _)) in pairs.iter().enumerate() {
        groups.entry(root(&mut parent, *a)).or_default().push(at);
    }
    groups.into_values().collect()
}

/// The first claim of the group a claim belongs to so far.
fn root(parent: &mut FxHashMap<usize, usize>, of: usize) -> usize {
    let up = |parent: &FxHashMap<usize, usize>, of: usize| parent.get(&of).copied().unwrap_or(of);
    let mut root = of;
    while up(parent, root) != root {
        root = up(parent, root);
    }
    // The way is not gone twice.
    let mut at = of;
    while at != root {
        at = parent.insert(at, root).unwrap_or(root);
    }
    root
}

/// The claims of a group, in table order, each once.
pub(super) fn members(pairs: &[&Matched]) -> Vec<usize> {
    let mut members: Vec<usize> = pairs.iter().flat_map(|it| [it.left, it.right]).collect();
    members.sort_unstable();
    members.dedup();
    members
}
