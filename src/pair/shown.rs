//! What a claim says on a slot, as an explanation shows it.

use crate::claim::Claim;

pub(super) fn unit(claim: &Claim) -> String {
    claim.unit_name().unwrap_or("").to_owned()
}

pub(super) fn actions(claim: &Claim) -> String {
    let words = claim.actions.iter().map(|it| {
        if *it.family == it.word { it.word.clone() } else { format!("{} ({})", it.word, it.family) }
    });
    words.collect::<Vec<_>>().join(", ")
}

pub(super) fn places(claim: &Claim) -> String {
    claim.places.iter().map(|it| it.name.to_string()).collect::<Vec<_>>().join(", ")
}

pub(super) fn period(claim: &Claim) -> String {
    claim.period_text.clone().unwrap_or_default()
}

pub(super) fn event(claim: &Claim) -> String {
    claim.event.as_ref().map_or_else(String::new, |it| match &it.within {
        Some(whole) => format!("{} of {}", it.name, whole.name),
        None => it.name.clone(),
    })
}
