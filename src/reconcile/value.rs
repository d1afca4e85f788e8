//! The best-supported value of a fact: a stated figure, by weighted vote of lineages.

use rust_decimal::Decimal;

use super::lineage::{count, lineages};
use crate::claim::{Claim, Hedge, Relation, Tier};
use crate::lexicon::Lexicon;

/// A value stands when at least this share of the weight supports it, in per cent.
const MAJORITY: u32 = 60;

/// The claim whose figure the others support best; `None` while no figure reaches a majority.
///
/// Each lineage has one vote for each figure it states,
/// weighed by the source's tier. A figure is supported by every claim that it does not clash with.
pub(super) fn best<'c>(claims: &[&'c Claim], lexicon: &Lexicon) -> Option<&'c Claim> {
    let clash = |a: &Claim, b: &Claim| {
        lexicon.in_one_unit(a, b).is_some_and(|(x, y)| x.relation(&y) == Relation::Clash)
    };
    // Whose count a later one has replaced has no vote any more.
    let is_replaced = |earlier: &Claim| {
        claims.iter().any(|it| lexicon.takes_place_of(it, earlier) && clash(it, earlier))
    };
    let current: Vec<&'c Claim> = claims.iter().copied().filter(|it| !is_replaced(it)).collect();
    let claims = &*current;
    let of = lineages(claims);
    let mut weights = vec![0; count(&of)];
    for (claim, lineage) in claims.iter().zip(&of) {
        weights[*lineage] = tier_weight(claim.tier()).max(weights[*lineage]);
    }
    let total: u32 = weights.iter().sum();
    let support = |candidate: &Claim| -> u32 {
        let agrees = |it: &Claim| {
            lexicon
                .in_one_unit(candidate, it)
                .is_some_and(|(x, y)| x.relation(&y) != Relation::Clash)
        };
        let mut voters: Vec<usize> =
            claims.iter().zip(&of).filter(|it| agrees(it.0)).map(|it| *it.1).collect();
        voters.sort_unstable();
        voters.dedup();
        voters.iter().filter_map(|it| weights.get(*it)).sum()
    };
    let stated = claims.iter().filter(|it| it.quantity.is_some_and(|it| it.stated().is_some()));
    let all = stated.clone().count();
    let candidates = if all == 0 { claims.to_vec() } else { stated.copied().collect() };
    let chosen = candidates.into_iter().max_by_key(|it| {
        let quantity = it.quantity;
        let is_exact = quantity.is_some_and(|it| it.hedge() == Hedge::Exact);
        let grain = quantity
            .and_then(|it| it.stated())
            .map_or(Decimal::MAX, super::super::claim::figure::Figure::grain);
        // The most specific figure of the best supported, the latest of equals.
        (
            support(it),
            is_exact,
            std::cmp::Reverse(grain),
            it.source.published,
            std::cmp::Reverse(it.document),
        )
    })?;
    (support(chosen) * 100 >= total * MAJORITY).then_some(chosen)
}

fn tier_weight(tier: Tier) -> u32 {
    match tier {
        Tier::Primary => 5,
        Tier::Official => 4,
        Tier::Wire => 3,
        Tier::Secondary => 2,
        Tier::Aggregator => 1,
    }
}
