//! Pairs that touch become groups, so that one disagreement is one finding.

use std::collections::BTreeMap;

use rustc_hash::FxHashMap;

use super::phrasing::{actions, figures, unit};
use super::template::Values;
use super::{Outcome, Table, Violation, evidence, key_of, passage};
use crate::claim::{Claim, Pair};

/// The claims of pairs that touch: one disagreement.
pub(super) struct Group<'t> {
    /// The pair that says most.
    pub(super) best: &'t Pair,
    /// Its earlier claim.
    pub(super) left: &'t Claim,
    /// Its later claim.
    pub(super) right: &'t Claim,
    /// All claims, in table order, each once.
    pub(super) claims: Vec<&'t Claim>,
}

impl<'t> Group<'t> {
    /// `None` for no pairs. The best pair comes first.
    pub(super) fn new(pairs: &[&'t Pair], table: &Table<'t>) -> Option<Self> {
        let best = *pairs.first()?;
        let (left, right) = (table.claims.get(best.left)?, table.claims.get(best.right)?);
        let claims = members(pairs).into_iter().filter_map(|it| table.claims.get(it)).collect();
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
        Violation {
            evidence: evidence(self.best, table.claims),
            ..Violation::new(passages, values, key)
        }
    }
}

/// One disagreement for each group of pairs that touch.
pub(super) fn outcome<'p>(
    found: &[&'p Pair],
    violation: impl Fn(&[&'p Pair]) -> Option<Violation>,
) -> Outcome {
    let violations = connected(found).iter().filter_map(|it| violation(it)).collect();
    Outcome { violations, ..Outcome::default() }
}

/// Groups of pairs connected by shared claims, each in table order, best pair first.
pub(super) fn connected<'p>(pairs: &[&'p Pair]) -> Vec<Vec<&'p Pair>> {
    let mut parent = FxHashMap::<usize, usize>::default();
    for pair in pairs {
        let (a, b) = (root(&mut parent, pair.left), root(&mut parent, pair.right));
        parent.insert(a.max(b), a.min(b));
    }
    let mut groups = BTreeMap::<usize, Vec<&'p Pair>>::new();
    for pair in pairs {
        groups.entry(root(&mut parent, pair.left)).or_default().push(pair);
    }
    let mut groups: Vec<Vec<&Pair>> = groups.into_values().collect();
    for group in &mut groups {
        group.sort_by_key(|it| (std::cmp::Reverse(it.half_bits), it.left, it.right));
    }
    groups
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
pub(super) fn members(pairs: &[&Pair]) -> Vec<usize> {
    let mut members: Vec<usize> = pairs.iter().flat_map(|it| [it.left, it.right]).collect();
    members.sort_unstable();
    members.dedup();
    members
}
