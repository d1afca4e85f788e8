//! What happened to the counted things.

use std::collections::BTreeSet;

use crate::claim::Claim;
use crate::lexicon::Lexicon;

/// The families of what happened to the counted things: of the verbs that are done to them, and of the
/// noun that counts acts; not the rise or fall of their number.
pub(super) fn acts<'c>(claim: &'c Claim, lexicon: &'c Lexicon) -> BTreeSet<&'c str> {
    let verbs = claim.actions.iter().filter(|it| it.is_known).map(|it| &*it.family);
    let nominal = claim
        .counted
        .as_ref()
        .and_then(|it| lexicon.word(&it.head))
        .and_then(|it| it.nominal)
        .and_then(|it| lexicon.families.family(it));
    let noun = nominal.iter().map(|it| it.name);
    noun.clone()
        .chain(verbs.filter(|_| nominal.is_none()))
        .filter(|it| !lexicon.families.is_change(it))
        .collect()
}
