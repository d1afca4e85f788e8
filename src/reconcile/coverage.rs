//! Which figures of a draft its sources support.
//!
//! A draft retells its sources, so an equal figure supports one wherever nothing sets the two apart. A source supports a
//! figure that follows from what it says: 64 bears out "more than 60", and "more than 60" does not bear out 64.

use std::cmp::Reverse;

use rustc_hash::{FxHashMap, FxHashSet};

use super::lineage;
use crate::claim::mention::Kind;
use crate::claim::{
    Claim, Covered, Document, Finding, Hedge, Pair, Relation, Severity, Slot, Standing, Statistic,
    Support, Veto,
};
use crate::lexicon::Lexicon;

/// From this share of common words on, in per cent, two nouns may be two names of one thing.
const WORDS: i32 = 40;
/// Bits of a figure that is hardly twice in one story by chance, whatever the nouns.
const PRECISE: i32 = 8;

/// The figures of the first `drafts` documents, in order.
///
/// Where a data file names the source of a row, only that one can support the row's figures.
pub fn coverage(
    (documents, drafts): (&[Document], usize),
    (claims, pairs): (&[Claim], &[Pair]),
    findings: &[Finding],
    lexicon: &Lexicon,
) -> Vec<Covered> {
    let named = |claim: usize| {
        let claim = claims.get(claim)?;
        documents.get(claim.document)?.origin.named_source(claim.span)
    };
    let may_support = |own: usize, other: usize| {
        named(own).is_none_or(|name| claims.get(other).is_some_and(|it| it.source.is_called(name)))
    };
    let is_draft = |it: usize| claims.get(it).is_some_and(|it| it.document < drafts);
    let mut of_claim = FxHashMap::<usize, Vec<(i32, usize, Support)>>::default();
    let mut nearest = FxHashMap::<usize, (i32, Reverse<usize>)>::default();
    for pair in pairs {
        let (own, other) = match (is_draft(pair.left), is_draft(pair.right)) {
            (true, false) => (pair.left, pair.right),
            (false, true) => (pair.right, pair.left),
            _ => continue,
        };
        if may_support(own, other) && is_near(pair) {
            let near = (pair.half_bits + pair.wording / WORDS_A_BIT, Reverse(other));
            let known = nearest.entry(own).or_insert(near);
            *known = near.max(*known);
        }
        if may_support(own, other)
            && let Some(support) = support(claims, pair, (own, other), lexicon)
        {
            of_claim.entry(own).or_default().push((pair.half_bits, other, support));
        }
    }
    let against = contradicting(claims, findings, drafts);
    let figures = claims.iter().enumerate().filter(|(at, it)| is_draft(*at) && is_figure(it));
    figures
        .map(|(claim, _)| {
            let mut found = of_claim.remove(&claim).unwrap_or_default();
            let against = against.get(&claim).into_iter().flatten().copied();
            let against: Vec<usize> = against.filter(|it| may_support(claim, *it)).collect();
            let best = found.iter().map(|it| it.2).min();
            let (support, mut places, mut disputed) = match best {
                Some(Support::Rounded) | None if !against.is_empty() => {
                    (Support::Contradicted, against, Vec::new())
                }
                Some(best) => {
                    found.retain(|it| it.2 == best);
                    found.sort_by_key(|it| (Reverse(it.0), it.1));
                    (best, found.into_iter().map(|it| it.1).collect(), against)
                }
                None => (Support::Unsupported, Vec::new(), Vec::new()),
            };
            let mut seen = FxHashSet::default();
            places.retain(|it| seen.insert(*it));
            disputed.retain(|it| seen.insert(*it));
            let of: Vec<&Claim> = places.iter().filter_map(|it| claims.get(*it)).collect();
            let origins = lineage::count(&lineage::lineages(&of));
            let named = named(claim).map(str::to_owned);
            let nearest = nearest.get(&claim).map(|it| it.1.0);
            let nearest = nearest.filter(|_| support == Support::Unsupported);
            Covered { claim, support, places, disputed, nearest, origins, named }
        })
        .collect()
}

/// What common words weigh beside the slots, in per cent for each half bit.
const WORDS_A_BIT: i32 = 10;

/// Whether a source's claim is worth showing beside a figure that it does not bear out: both count the same things.
fn is_near(pair: &Pair) -> bool {
    pair.standing(Slot::Unit) == Standing::Same
        && pair.standing(Slot::Place) != Standing::Different
        && !matches!(pair.veto, Some(Veto::Dimension | Veto::EventName | Veto::EventYear))
}

/// Whether a claim is a figure that a source can state: no time and no rank.
fn is_figure(claim: &Claim) -> bool {
    !claim.kind.is_time()
        && !matches!(claim.kind, Kind::Ordinal | Kind::List)
        && claim.quantity.is_some()
}

/// How a source's claim bears a draft's out; `None` where it does not.
fn support(
    claims: &[Claim],
    pair: &Pair,
    (own, other): (usize, usize),
    lexicon: &Lexicon,
) -> Option<Support> {
    let (draft, source) = (claims.get(own)?, claims.get(other)?);
    // A share of a whole and its number may be the same figure.
    let is_open = match pair.veto {
        None => true,
        Some(Veto::Statistic) => [draft, source]
            .iter()
            .all(|it| matches!(it.statistic, Statistic::Amount | Statistic::Share)),
        Some(_) => false,
    };
    let is_apart = |slot| pair.standing(slot) == Standing::Different;
    let is_same_thing = pair.standing(Slot::Unit) != Standing::Unknown && !is_apart(Slot::Unit)
        || pair.is_tied
        || pair.wording >= WORDS
        || pair.figure_bits >= PRECISE && !is_apart(Slot::Unit);
    let excludes = [Slot::Place, Slot::Period, Slot::Event, Slot::Action].into_iter().any(is_apart);
    if !is_open || excludes || !is_same_thing {
        return None;
    }
    let (x, y) = lexicon.in_one_unit(draft, source)?;
    // "540 to 580" is not "540 to 560", and "more than 500" not "fewer than 500".
    if x.is_other_range(&y) || are_opposite(x.hedge(), y.hedge()) {
        return None;
    }
    // "Some 31 kilos" for 31.4 is rounded; "more than 60" for 64 is not.
    let is_bound = !matches!(x.hedge(), Hedge::Exact | Hedge::About | Hedge::Nearly);
    let has_same_figure = x.stated().zip(y.stated()).is_some_and(|(x, y)| x.value() == y.value());
    if y.strict().is_within(&x.strict()) && (is_bound || has_same_figure) {
        return Some(Support::Supported);
    }
    // "Over 2,000" says nothing for 2,114.
    let is_wider = x.hedge() == Hedge::Exact && matches!(x.relation(&y), Relation::Narrower);
    (has_same_figure || x.may_stand_for(&y) && !is_wider).then_some(Support::Rounded)
}

/// A bound from below and one from above.
fn are_opposite(x: Hedge, y: Hedge) -> bool {
    let is_lower = |it| matches!(it, Hedge::Over | Hedge::AtLeast);
    let is_upper = |it| matches!(it, Hedge::Under | Hedge::UpTo);
    is_lower(x) && is_upper(y) || is_upper(x) && is_lower(y)
}

/// For each claim of a draft the sources' claims that a rule holds against it, aloud.
fn contradicting(
    claims: &[Claim],
    findings: &[Finding],
    drafts: usize,
) -> FxHashMap<usize, Vec<usize>> {
    let index: FxHashMap<&str, usize> =
        claims.iter().enumerate().map(|(at, it)| (&*it.id, at)).collect();
    let mut against = FxHashMap::<usize, Vec<usize>>::default();
    for finding in findings.iter().filter(|it| it.severity > Severity::Note) {
        let all = finding.passages.iter().filter_map(|it| index.get(it.claim.as_deref()?).copied());
        let (own, others): (Vec<usize>, Vec<usize>) =
            all.partition(|it| claims.get(*it).is_some_and(|it| it.document < drafts));
        for claim in own.into_iter().filter(|_| !others.is_empty()) {
            against.entry(claim).or_default().extend(&others);
        }
    }
    against
}
