//! The best-supported value of a fact: a stated figure, by weighted vote of lineages.

use rust_decimal::Decimal;
use rustc_hash::{FxHashMap, FxHashSet};

use crate::claim::lineage::{count, lineages};
use crate::claim::{Claim, Hedge, Quantity, Relation, Tier};
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
    let reports = latest(claims, lexicon);
    let is_replaced = |earlier: &Claim| {
        let is_later = |it: &&&Claim| it.source.published > earlier.source.published;
        let mut later = reports.iter().take_while(is_later);
        later.any(|it| lexicon.takes_place_of(it, earlier) && clash(it, earlier))
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
    let supported = likeliest(&candidates, support);
    let support = |it: &Claim| supported.get(&says(it)).copied();
    let chosen = candidates.into_iter().filter(|it| support(it).is_some()).max_by_key(|it| {
        let quantity = it.quantity;
        let is_exact = quantity.is_some_and(|it| it.hedge() == Hedge::Exact);
        let grain =
            quantity.and_then(|it| it.stated()).map_or(Decimal::MAX, crate::claim::Figure::grain);
        // The most specific figure of the best supported, the latest of equals.
        (
            support(it),
            is_exact,
            std::cmp::Reverse(grain),
            it.source.published,
            std::cmp::Reverse(it.document),
        )
    })?;
    (support(chosen)? * 100 >= total * MAJORITY).then_some(chosen)
}

/// So many different figures of one fact are weighed, and so many reports replace earlier ones: where there are more,
/// those are taken that most claims state, and the latest.
const MOST: usize = 64;

/// What makes two claims say the same number.
type Says<'c> = (Option<Quantity>, Option<&'c str>, bool);

fn says(claim: &Claim) -> Says<'_> {
    (claim.quantity, claim.unit.as_deref(), claim.is_part())
}

/// The reports of counts that run, latest first, of each day those that say different numbers.
fn latest<'c>(claims: &[&'c Claim], lexicon: &Lexicon) -> Vec<&'c Claim> {
    let mut seen = FxHashSet::default();
    let is_report = |it: &&Claim| it.source.published.is_some() && lexicon.is_running(it);
    let mut reports: Vec<&Claim> = claims.iter().copied().filter(is_report).collect();
    reports.retain(|it| seen.insert((it.source.published, says(it))));
    reports.sort_by_key(|it| std::cmp::Reverse(it.source.published));
    reports.truncate(MOST);
    reports
}

/// What each figure finds of support, of the figures that most claims state.
fn likeliest<'c>(
    candidates: &[&'c Claim],
    support: impl Fn(&Claim) -> u32,
) -> FxHashMap<Says<'c>, u32> {
    let mut count = FxHashMap::<Says<'_>, usize>::default();
    for it in candidates {
        *count.entry(says(it)).or_default() += 1;
    }
    let mut seen = FxHashSet::default();
    let mut figures: Vec<&Claim> = candidates.to_vec();
    figures.retain(|it| seen.insert(says(it)));
    figures.sort_by_key(|it| std::cmp::Reverse(count.get(&says(it)).copied()));
    figures.into_iter().take(MOST).map(|it| (says(it), support(it))).collect()
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
