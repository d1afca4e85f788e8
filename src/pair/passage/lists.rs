//! A list in one text against a count in the other: eight names are more than "only seven people".
//!
//! A shorter list proves nothing, since it need not be complete. Where the sentence counts several
//! things ("five places and three people"), the list must be longer than all that it may list.

use super::words::Side;
use crate::claim::mention::{Kind, Rest};
use crate::claim::{Claim, Difference, Hedge, Statistic};
use crate::lexicon::Lexicon;

/// Words that a list and a count must have in common before them, in per cent of the shorter lead.
const SAME_LEAD: usize = 50;

/// Lists that are longer than the other text allows.
pub(super) fn overlong(a: &Side<'_>, b: &Side<'_>, lexicon: &Lexicon) -> Vec<Difference> {
    let mut found = Vec::new();
    for (left, right, is_turned) in [(a, b, false), (b, a, true)] {
        for (index, list) in right.claims.iter().enumerate().filter(|it| it.1.kind == Kind::List) {
            let mut counts: Vec<usize> = (0..left.claims.len())
                .filter(|it| may_count(&left.claims[*it]) && leads_alike(left, *it, right, index))
                .collect();
            let has_rival = counts.len() > 1;
            counts.retain(|it| may_list(&left.claims[*it], list, has_rival, lexicon));
            let names = rust_decimal::Decimal::from(list.names.len());
            let allows = |it: &usize| {
                let stated = left.claims[*it].quantity.and_then(|it| it.stated());
                stated.is_none_or(|it| it.value() >= names)
            };
            if list.rest != Rest::Nothing || counts.is_empty() || counts.iter().any(allows) {
                continue;
            }
            let count = &left.claims[counts[0]];
            let (x, y) = if is_turned { (list.span, count.span) } else { (count.span, list.span) };
            found.push(super::at("list", x, y, 100));
        }
    }
    found
}

/// Whether the names can be the things counted: people are no places. Names of which nothing is known
/// are those of people only where nothing else is counted.
fn may_list(count: &Claim, list: &Claim, has_rival: bool, lexicon: &Lexicon) -> bool {
    let is_person =
        |it: &Claim| it.counted.as_ref().map(|it| lexicon.nouns.is_a(&it.entity, "person"));
    match is_person(list) {
        Some(of_list) => is_person(count) == Some(of_list),
        None => !has_rival || is_person(count) == Some(false),
    }
}

/// A plain count of things that can have names.
fn may_count(claim: &Claim) -> bool {
    claim.kind == Kind::Count
        && claim.statistic == Statistic::Amount
        && claim.counted.is_some()
        && claim.quantity.is_some_and(|it| matches!(it.hedge(), Hedge::Exact | Hedge::UpTo))
}

/// Whether what leads up to the count is what leads up to the list: "She has visited …".
fn leads_alike(a: &Side<'_>, count: usize, b: &Side<'_>, list: usize) -> bool {
    let lead = |side: &Side<'_>, claim: usize| -> Vec<String> {
        let place = side.places[claim].start;
        let words = side.words[..place].iter().rev();
        let sentence = words.take_while(|it| !matches!(it.text.as_str(), "." | "!" | "?"));
        let content = sentence.filter(|it| it.owner.is_none());
        content.filter_map(|it| it.stem.clone()).collect()
    };
    let (x, y) = (lead(a, count), lead(b, list));
    let shared = y.iter().filter(|it| x.contains(it)).count();
    let shorter = x.len().min(y.len());
    shorter > 0 && shared * 100 >= shorter * SAME_LEAD
}
