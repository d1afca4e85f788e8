//! Two claims held against each other, slot by slot, in half bits of evidence.

use super::key::dimension;
use super::rarity::Rarity;
use super::slots::{
    action, actors, event, event_standing, narrowing, overlap, period, place, unit,
};
use super::story::Stories;
use super::tie::{SAME_WORDING, Tie};
use super::weights::{SlotWeights, Weights};
use super::wording::Wording;
use crate::claim::mention::Kind;
use crate::claim::{
    Claim, Compared, Likeness, Modality, Pair, Relation, Slot, Standing, Statistic, Veto,
};
use crate::lexicon::Lexicon;

/// Bits of a figure of three digits that counts two things: worth a look whatever the two are.
pub(super) const PRECISE: i32 = 8;

/// What a comparison can look at.
pub(super) struct Known<'k> {
    claims: &'k [Claim],
    stories: &'k Stories,
    rarity: Rarity,
    wording: Wording,
    weights: &'k Weights,
    lexicon: &'k Lexicon,
}

impl<'k> Known<'k> {
    pub(super) fn new(
        claims: &'k [Claim],
        stories: &'k Stories,
        weights: &'k Weights,
        lexicon: &'k Lexicon,
    ) -> Self {
        let (rarity, wording) = (Rarity::new(claims), Wording::new(claims, lexicon));
        Self { claims, stories, rarity, wording, weights, lexicon }
    }

    /// Two claims held against each other.
    pub(super) fn compare(&self, left: usize, right: usize) -> Pair {
        compare(self, left, right)
    }
}

fn compare(known: &Known<'_>, left: usize, right: usize) -> Pair {
    let Known { claims, stories, rarity, wording, weights, lexicon } = known;
    let (a, b) = (&claims[left], &claims[right]);
    let is_same_document = a.document == b.document;
    let is_same_story = is_same_document || stories.are_same(a.document, b.document);
    let story = if is_same_story { Standing::Same } else { Standing::Unknown };
    let (relation, distance) = match lexicon.in_one_unit(a, b) {
        Some((x, y)) => (x.relation(&y), x.distance(&y)),
        None => (Relation::Tension, rust_decimal::Decimal::ZERO),
    };
    let stands = |slot, standing, of: &SlotWeights| {
        let half_bits = match standing {
            Standing::Same => of.same,
            Standing::LeftWider | Standing::RightWider => of.wider,
            Standing::Unknown => 0,
            Standing::Different => of.different,
        };
        Compared { slot, standing, half_bits }
    };
    let if_same = |is_same: bool| if is_same { Standing::Same } else { Standing::Different };
    let modality = match a.modality == b.modality {
        true => Standing::Same,
        false if is_open(a, lexicon) || is_open(b, lexicon) => Standing::Unknown,
        false => Standing::Different,
    };
    let qualifiers = overlap(&narrowing(a), &narrowing(b));
    let share = i32::try_from(wording.share(left, right)).unwrap_or(0);
    let is_same_wording = share >= SAME_WORDING;
    // Common words tie agreeing figures together, and never weigh where figures differ.
    let words = if is_same_wording { Standing::Same } else { Standing::Unknown };
    let slots = [
        stands(Slot::Unit, unit(a, b, lexicon), &weights.unit),
        stands(Slot::Action, action(a, b, lexicon), &weights.action),
        stands(Slot::Place, place(a, b, lexicon), &weights.place),
        stands(Slot::Period, period(a, b, relation), &weights.period),
        stands(Slot::Event, event(a, b), &weights.event),
        actors(a, b, weights),
        stands(Slot::Qualifiers, qualifiers, &weights.qualifiers),
        stands(Slot::Statistic, if_same(measured(a) == measured(b)), &weights.statistic),
        stands(Slot::Modality, modality, &weights.modality),
        Compared { slot: Slot::Wording, standing: words, half_bits: 0 },
        stands(Slot::Story, story, &weights.story),
    ];

    let half_bits = slots.iter().map(|it| i32::from(it.half_bits)).sum();
    let veto = veto(a, b, lexicon);
    let likeness = match half_bits {
        _ if veto.is_some() => Likeness::Unrelated,
        it if it >= weights.same_fact => Likeness::Same,
        it if it >= weights.look => Likeness::Look,
        _ => Likeness::Unrelated,
    };
    let figure_bits = rarity.bits(a, b, relation);
    let tie = Tie { slots: &slots, half_bits, figure_bits, wording: share, is_same_story };
    let is_tied = tie.holds(weights);
    Pair {
        left,
        right,
        slots,
        half_bits,
        likeness,
        veto,
        relation,
        distance,
        figure_bits,
        wording: share,
        is_tied,
        is_same_document,
    }
}

/// What makes two claims not comparable, whatever else they share.
fn veto(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Option<Veto> {
    if dimension(a, lexicon) != dimension(b, lexicon) {
        return Some(Veto::Dimension);
    }
    let planned = |it: &Claim| it.modality == Modality::Planned;
    if planned(a) != planned(b) && !is_open(a, lexicon) && !is_open(b, lexicon) {
        return Some(Veto::Planned);
    }
    if a.modality == Modality::Denied || b.modality == Modality::Denied {
        return Some(Veto::Negated);
    }
    if measured(a) != measured(b) {
        return Some(Veto::Statistic);
    }
    let years =
        a.event.as_ref().and_then(|it| it.year).zip(b.event.as_ref().and_then(|it| it.year));
    let (Some(x), Some(y)) = (&a.event, &b.event) else { return None };
    if years.is_some_and(|(x, y)| x != y) {
        return Some(Veto::EventYear);
    }
    (event_standing(x, y) == Standing::Different).then_some(Veto::EventName)
}

/// Which number of its things a claim gives: a former value with its own time is the value of that time.
fn measured(claim: &Claim) -> Statistic {
    match claim.statistic {
        Statistic::Former if claim.period.is_some_and(|it| it.is_bounded()) => Statistic::Amount,
        // "Only 13 of the patients" are 13 patients, and a turnout of half is half of the voters.
        Statistic::Share => Statistic::Amount,
        // The average turnout is the turnout.
        Statistic::Mean if claim.kind == Kind::Percent => Statistic::Amount,
        other => other,
    }
}

/// Whether a claim leaves open whether it happened already: it is under way, or no verb says so.
fn is_open(claim: &Claim, lexicon: &Lexicon) -> bool {
    claim.modality == Modality::Ongoing || is_silent(claim, lexicon)
}

/// Whether nothing but a noun says what happened, "the elimination of 1,053 posts": that leaves open
/// whether it did.
fn is_silent(claim: &Claim, lexicon: &Lexicon) -> bool {
    let is_noun = |word: &str| lexicon.word(word).is_some_and(|it| it.verb.is_none());
    claim.modality == Modality::Actual
        && !is_measure(claim, lexicon)
        && !claim.actions.is_empty()
        && claim.actions.iter().all(|it| is_noun(&it.word))
}

pub(super) fn is_measure(claim: &Claim, lexicon: &Lexicon) -> bool {
    const INTENSIVE: &[&str] = &["magnitude", "temperature", "pressure", "speed", "density"];
    let dimension = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
    dimension.is_some_and(|it| INTENSIVE.contains(&&*it.dimension))
        || claim.counted.as_ref().is_some_and(|it| lexicon.nouns.is_measure(&it.entity))
}
