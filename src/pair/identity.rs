//! Two claims held against each other, slot by slot, in half bits of evidence.

use std::collections::BTreeSet;

use super::key::dimension;
use super::measure::in_one_unit;
use super::rarity::Rarity;
use super::shown;
use super::story::Stories;
use super::tie::{SAME_WORDING, Tie};
use super::weights::{SlotWeights, Weights};
use super::wording::Wording;
use crate::claim::mention::Kind;
use crate::claim::{
    Claim, Compared, Document, Event, Likeness, Modality, Name, Pair, Relation, Slot, Standing,
    Statistic, Veto,
};
use crate::lexicon::Lexicon;

/// Bits of a figure of three digits that counts two things: worth a look whatever the two are.
pub(super) const PRECISE: i32 = 8;

/// What a comparison can look at.
pub(super) struct Known<'k> {
    claims: &'k [Claim],
    stories: Stories,
    rarity: Rarity,
    wording: Wording,
    weights: &'k Weights,
    lexicon: &'k Lexicon,
}

impl<'k> Known<'k> {
    pub(super) fn new(
        documents: &[Document],
        claims: &'k [Claim],
        names: &[Name],
        weights: &'k Weights,
        lexicon: &'k Lexicon,
    ) -> Self {
        let stories = Stories::new(documents, claims, names, lexicon);
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
    let (relation, distance) = match in_one_unit(a, b, lexicon) {
        Some((x, y)) => (x.relation(&y), x.distance(&y)),
        None => (Relation::Tension, rust_decimal::Decimal::ZERO),
    };
    let stands = |slot, standing, of: &SlotWeights, left: String, right: String| {
        let half_bits = match standing {
            Standing::Same => of.same,
            Standing::LeftWider | Standing::RightWider => of.wider,
            Standing::Unknown => 0,
            Standing::Different => of.different,
        };
        Compared { slot, standing, half_bits, left, right }
    };
    let mut slots = vec![
        stands(Slot::Unit, unit(a, b, lexicon), &weights.unit, shown::unit(a), shown::unit(b)),
        stands(
            Slot::Action,
            action(a, b, lexicon),
            &weights.action,
            shown::actions(a),
            shown::actions(b),
        ),
        stands(
            Slot::Place,
            place(a, b, lexicon),
            &weights.place,
            shown::places(a),
            shown::places(b),
        ),
        stands(
            Slot::Period,
            period(a, b, relation),
            &weights.period,
            shown::period(a),
            shown::period(b),
        ),
        stands(Slot::Event, event(a, b), &weights.event, shown::event(a), shown::event(b)),
    ];
    slots.push(actors(a, b, weights));
    let (of_a, of_b) = (narrowing(a), narrowing(b));
    slots.push(stands(
        Slot::Qualifiers,
        overlap(&of_a, &of_b),
        &weights.qualifiers,
        of_a.iter().copied().collect::<Vec<_>>().join(", "),
        of_b.iter().copied().collect::<Vec<_>>().join(", "),
    ));
    let if_same = |is_same: bool| if is_same { Standing::Same } else { Standing::Different };
    let statistic = if_same(measured(a) == measured(b));
    let names = (a.statistic.name().to_owned(), b.statistic.name().to_owned());
    slots.push(stands(Slot::Statistic, statistic, &weights.statistic, names.0, names.1));
    let modality = match a.modality == b.modality {
        true => Standing::Same,
        false if is_silent(a, lexicon) || is_silent(b, lexicon) => Standing::Unknown,
        false => Standing::Different,
    };
    let names = (a.modality.name().to_owned(), b.modality.name().to_owned());
    slots.push(stands(Slot::Modality, modality, &weights.modality, names.0, names.1));
    let (wording, share) = words(wording, (left, right));
    slots.push(wording);
    let shown = |it: &Claim| it.source.path.clone();
    slots.push(stands(Slot::Story, story, &weights.story, shown(a), shown(b)));
    slots.retain(|it| it.half_bits != 0 || !it.left.is_empty() || !it.right.is_empty());

    let half_bits = slots.iter().map(|it| it.half_bits).sum();
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
    if planned(a) != planned(b) && !is_silent(a, lexicon) && !is_silent(b, lexicon) {
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
        // The average turnout is the turnout.
        Statistic::Mean if claim.kind == Kind::Percent => Statistic::Amount,
        other => other,
    }
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

fn is_measure(claim: &Claim, lexicon: &Lexicon) -> bool {
    const INTENSIVE: &[&str] = &["magnitude", "temperature", "pressure", "speed", "density"];
    let dimension = claim.unit.as_deref().and_then(|it| lexicon.units.by_name(it));
    dimension.is_some_and(|it| INTENSIVE.contains(&&*it.dimension))
        || claim.counted.as_ref().is_some_and(|it| lexicon.nouns.is_measure(&it.entity))
}

fn unit(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    let (Some(x), Some(y)) = (&a.counted, &b.counted) else {
        return match (&a.counted, &b.counted) {
            (None, None) if a.unit.is_some() && dimension(a, lexicon) == dimension(b, lexicon) => {
                Standing::Same
            }
            _ => Standing::Unknown,
        };
    };
    if x.entity == y.entity {
        return Standing::Same;
    }
    // "2,141 arrests" count the persons of "2,141 suspects were arrested".
    let counts_act = |counted: &crate::claim::Counted, other: &Claim| {
        let nominal = lexicon.word(&counted.head).and_then(|it| it.nominal);
        let family = nominal.and_then(|it| lexicon.families.family(it));
        family.is_some_and(|it| other.actions.iter().any(|action| &*action.family == it.name))
    };
    // A net profit is no act of an operating profit.
    let are_measures = is_measure(a, lexicon) && is_measure(b, lexicon);
    if !are_measures && counts_act(x, b) {
        return Standing::LeftWider;
    }
    if !are_measures && counts_act(y, a) {
        return Standing::RightWider;
    }
    if lexicon.nouns.is_a(&y.entity, &x.entity) {
        return Standing::LeftWider;
    }
    if lexicon.nouns.is_a(&x.entity, &y.entity) {
        return Standing::RightWider;
    }
    // Two kinds of person may be the same people, two kinds of vehicle the same boats, and what no lexicon knows may be
    // anything; a person is no vehicle.
    let root = |it: &str| lexicon.nouns.lineage(it).last().filter(|root| *root != it);
    match (root(&x.entity), root(&y.entity)) {
        (Some(of_x), Some(of_y)) if of_x != of_y || are_measures => Standing::Different,
        _ => Standing::Unknown,
    }
}

fn action(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    if a.actions.is_empty() || b.actions.is_empty() {
        return Standing::Unknown;
    }
    if is_measure(a, lexicon) && is_measure(b, lexicon) {
        return Standing::Unknown;
    }
    let shares = a.actions.iter().any(|x| b.actions.iter().any(|y| x.family == y.family));
    if shares {
        return Standing::Same;
    }
    let are_related = |x: &str, y: &str| lexicon.families.are_related(x, y);
    if a.actions.iter().any(|x| b.actions.iter().any(|y| are_related(&x.family, &y.family))) {
        return Standing::Unknown;
    }
    // An unknown verb proves no difference.
    let known = |it: &Claim| it.actions.iter().any(|it| it.is_known);
    if known(a) && known(b) { Standing::Different } else { Standing::Unknown }
}

fn place(a: &Claim, b: &Claim, lexicon: &Lexicon) -> Standing {
    if a.places.is_empty() || b.places.is_empty() {
        return one_sided(a.places.is_empty(), b.places.is_empty());
    }
    let any = |test: &dyn Fn(&crate::claim::Place, &crate::claim::Place) -> bool| {
        a.places.iter().any(|x| b.places.iter().any(|y| test(x, y)))
    };
    if any(&|x, y| x.name == y.name) {
        return Standing::Same;
    }
    if any(&|x, y| y.within.contains(&x.name)) {
        return Standing::LeftWider;
    }
    if any(&|x, y| x.within.contains(&y.name)) {
        return Standing::RightWider;
    }
    // "Dombe" is Port Dombe.
    let shares_word = |x: &str, y: &str| {
        x.split(' ').any(|it| lexicon.word(it).is_none() && y.split(' ').any(|other| other == it))
    };
    if any(&|x, y| {
        let is_listed = |it: &str| lexicon.places.find(it).is_some();
        !is_listed(&x.name) && !is_listed(&y.name) && shares_word(&x.name, &y.name)
    }) {
        return Standing::Same;
    }
    // A province that no list has may lie anywhere within what the other side names.
    let is_unlisted =
        |it: &Claim| it.places.iter().all(|it| lexicon.places.find(&it.name).is_none());
    match (is_unlisted(a), is_unlisted(b)) {
        (true, false) => Standing::RightWider,
        (false, true) => Standing::LeftWider,
        _ => Standing::Different,
    }
}

/// Only one side says anything: the silent one may be wider. Both silent: unknown.
fn one_sided(left_is_silent: bool, right_is_silent: bool) -> Standing {
    match (left_is_silent, right_is_silent) {
        (true, false) => Standing::LeftWider,
        (false, true) => Standing::RightWider,
        _ => Standing::Unknown,
    }
}

fn period(a: &Claim, b: &Claim, relation: Relation) -> Standing {
    let (Some(x), Some(y)) = (a.period, b.period) else {
        // What a report does not date is news; the strike of 2018 is not.
        let is_old = |old: &Claim, new: &Claim| {
            let ended = old.period.and_then(|it| it.end()).zip(new.source.published);
            new.period.is_none()
                && ended.is_some_and(|(end, day)| day.duration_since(end).as_hours() > OLD_HOURS)
        };
        if !relation.agrees() && (is_old(a, b) || is_old(b, a)) {
            return Standing::Different;
        }
        return one_sided(a.period.is_none(), b.period.is_none());
    };
    if x.is_vague() && y.is_vague() {
        return Standing::Unknown;
    }
    if x == y {
        return Standing::Same;
    }
    if !x.meets(&y) {
        return Standing::Different;
    }
    if x.is_vague() || (x.contains(&y) && !y.is_vague()) {
        return Standing::LeftWider;
    }
    if y.is_vague() || y.contains(&x) {
        return Standing::RightWider;
    }
    Standing::Unknown
}

/// What ended so long before a report is no news in it: ten months.
const OLD_HOURS: i64 = 300 * 24;

fn event(a: &Claim, b: &Claim) -> Standing {
    match (&a.event, &b.event) {
        (Some(x), Some(y)) => event_standing(x, y),
        (x, y) => one_sided(x.is_none(), y.is_none()),
    }
}

fn event_standing(x: &Event, y: &Event) -> Standing {
    let whole = |it: &Event| it.within.as_deref().cloned().unwrap_or_else(|| it.clone());
    let years_differ = x.year.zip(y.year).is_some_and(|(x, y)| x != y);
    if years_differ {
        return Standing::Different;
    }
    match (&x.within, &y.within) {
        (None, None) if alike(x, y) => Standing::Same,
        (Some(_), None) if alike(&whole(x), y) => Standing::RightWider,
        (None, Some(_)) if alike(x, &whole(y)) => Standing::LeftWider,
        (Some(_), Some(_)) if alike(&whole(x), &whole(y)) => {
            let generic = |it: &Event| it.words.len() <= 1;
            if alike(x, y) || generic(x) || generic(y) {
                Standing::Same
            } else {
                Standing::Different
            }
        }
        _ => Standing::Different,
    }
}

/// Two names of one event: most words in common.
fn alike(x: &Event, y: &Event) -> bool {
    let shared = x.words.intersection(&y.words).count();
    let all = x.words.union(&y.words).count();
    let smaller = x.words.len().min(y.words.len());
    shared * 10 >= all * 6 || (smaller >= 2 && shared == smaller)
}

/// `+2·(2J − 1)` bits, J the share of common actors, where both sides name some.
fn actors(a: &Claim, b: &Claim, weights: &Weights) -> Compared {
    let shown = |it: &Claim| it.actors.iter().cloned().collect::<Vec<_>>().join(", ");
    let shared = a.actors.intersection(&b.actors).count();
    let all = a.actors.union(&b.actors).count();
    let half_bits = match (
        a.actors.is_empty() || b.actors.is_empty(),
        i32::try_from(shared),
        i32::try_from(all),
    ) {
        (false, Ok(shared), Ok(all)) if all > 0 => {
            let span = weights.actors.same - weights.actors.different;
            weights.actors.different + span * shared / all
        }
        _ => 0,
    };
    let standing = match half_bits {
        _ if a.actors.is_empty() || b.actors.is_empty() => Standing::Unknown,
        it if it > 0 => Standing::Same,
        it if it < 0 && shared == 0 => Standing::Different,
        _ => Standing::Unknown,
    };
    Compared { slot: Slot::Actors, standing, half_bits, left: shown(a), right: shown(b) }
}

/// The common words: they tie agreeing figures together, and never weigh where figures differ.
fn words(wording: &Wording, (left, right): (usize, usize)) -> (Compared, i32) {
    let overlap = wording.overlap(left, right);
    let share = i32::try_from(overlap.share).unwrap_or(0);
    let standing = if share >= SAME_WORDING { Standing::Same } else { Standing::Unknown };
    let shown = overlap.words;
    let slot = Slot::Wording;
    (Compared { slot, standing, half_bits: 0, left: shown.clone(), right: shown }, share)
}

fn narrowing(claim: &Claim) -> BTreeSet<&str> {
    claim.counted.iter().flat_map(|it| it.qualifiers.iter().map(String::as_str)).collect()
}

fn overlap(a: &BTreeSet<&str>, b: &BTreeSet<&str>) -> Standing {
    if a.is_empty() || b.is_empty() {
        return one_sided(a.is_empty(), b.is_empty());
    }
    if a.intersection(b).next().is_some() { Standing::Same } else { Standing::Different }
}
