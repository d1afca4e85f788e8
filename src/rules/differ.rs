//! `differ`: two claims that agree on some slots must not differ on others.

use std::cell::OnceCell;

use jiff::civil::Date;
use rust_decimal::Decimal;
use schemars::JsonSchema;
use serde::Deserialize;

use super::around::around;
use super::both_right::are_both_right;
use super::group::Group;
use super::hint::{hint_among, hint_of};
use super::phrasing::{fact_key, figure};
use super::voices::speaking;
use super::words::{after, before, says};
use super::{Check, Outcome, Table, Violation, evidence, group};
use crate::claim::mention::Kind;
use crate::claim::{
    Claim, Evidence, Figure, Hedge, Likeness, Pair, Period, Relation, Severity, Slot, Standing,
};

/// Parameters of `differ`.
#[derive(Debug, Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct Differ {
    /// Slots on which the two must say the same.
    agree: Vec<Slot>,
    /// Slots on which they must not, if there is nothing to find.
    differ: Vec<Slot>,
    /// Half bits that the slots beside unit and action must at least add.
    #[serde(default)]
    context: i32,
    /// The largest difference of the figures, as a share of the larger one.
    within: Option<Share>,
    /// Words that make a count one up to a moment, which a later, larger one replaces.
    #[serde(default)]
    so_far: Vec<String>,
    /// Bits that a shared figure must carry: many digits that are rare in the collection.
    #[serde(default)]
    rarity: i32,
}

/// An exact share written as text: `"0.15"`.
#[derive(Clone, Copy, Debug, Deserialize, JsonSchema)]
#[serde(try_from = "String")]
#[schemars(with = "String")]
struct Share(Decimal);

impl TryFrom<String> for Share {
    type Error = String;

    fn try_from(text: String) -> Result<Self, String> {
        let share = Decimal::from_str_exact(&text).ok();
        share.map(Self).ok_or_else(|| format!("`{text}` is no number; write it as \"0.15\""))
    }
}

impl Check for Differ {
    fn outcome(&self, table: &Table<'_>) -> Outcome {
        let so_far =
            SoFar { words: &self.so_far, known: vec![OnceCell::new(); table.claims.len()] };
        let violated: Vec<&Pair> =
            table.pairs.iter().filter(|it| self.is_violated(it, table, &so_far)).collect();
        let holds_figures_apart = self.within.is_none() && self.rarity == 0;
        let found = if holds_figures_apart {
            let counterparts = table.counterparts();
            let alone = violated.into_iter().filter(|it| counterparts.are_mutual(it, 0, table));
            speaking(alone.collect(), table)
        } else {
            violated
        };
        group::outcome(&found, |it| self.violation(it, table))
    }
}

impl Differ {
    fn is_violated(&self, pair: &Pair, table: &Table<'_>, so_far: &SoFar<'_>) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        let is_list = a.kind == Kind::List || b.kind == Kind::List;
        // Inside one document two figures are two facts unless the text says otherwise.
        if pair.veto.is_some() || pair.is_same_document || is_list || !a.statistic.is_comparable() {
            return false;
        }
        let excluded = [Slot::Place, Slot::Period, Slot::Event, Slot::Unit]
            .into_iter()
            .any(|it| !self.differ.contains(&it) && pair.standing(it) == Standing::Different);
        // Between two stories only a place or an event in common makes two counts one.
        let is_same = |slot| pair.standing(slot) == Standing::Same;
        let is_elsewhere = self.differ.contains(&Slot::Quantity)
            && !is_same(Slot::Story)
            && !is_same(Slot::Place)
            && !is_same(Slot::Event);
        if is_elsewhere {
            return false;
        }
        // An act that the rule does not name must leave open whether it is the same.
        let is_open = self.names_act() || pair.standing(Slot::Action) == Standing::Unknown;
        !excluded
            && is_open
            && self.agree.iter().all(|it| agrees(*it, pair, a, b, table))
            && self.differ.iter().all(|it| self.differs(*it, pair, table, so_far))
            && (pair.context() >= self.context || self.within.is_none() && is_slip(a, b))
            && (self.rarity == 0 || (are_direct(a, b) && pair.figure_bits >= self.rarity))
    }

    fn names_act(&self) -> bool {
        self.agree.contains(&Slot::Action) || self.differ.contains(&Slot::Action)
    }

    fn differs(&self, slot: Slot, pair: &Pair, table: &Table<'_>, so_far: &SoFar<'_>) -> bool {
        let (Some(a), Some(b)) = (table.claims.get(pair.left), table.claims.get(pair.right)) else {
            return false;
        };
        if slot != Slot::Quantity {
            return pair.standing(slot) == Standing::Different;
        }
        let is_near = self.within.is_none_or(|it| pair.distance <= it.0);
        // The sub-forum's participants are part of the forum's.
        let may_be_part = !self.names_act() && is_part_of_whole(pair, a, b);
        pair.relation == Relation::Clash
            && is_near
            && !may_be_part
            && !(self.within.is_none()
                && (is_replaced(a, b, table)
                    || so_far.is_smaller(pair, a, b)
                    || is_part_of_whole(pair, a, b)
                    || gives_both(a, b, table.claims)
                    || gives_both(b, a, table.claims)
                    || !is_comparable(pair, a, b)))
            && !is_vague(a)
            && !is_vague(b)
    }

    /// The comparison; a figure that is rare enough to tie two passages together counts here.
    fn evidence(&self, best: &Pair, table: &Table<'_>) -> Vec<Evidence> {
        let mut evidence = evidence(best, table.claims);
        if let (Some(last), true) = (evidence.last_mut(), self.rarity > 0) {
            last.half_bits = best.figure_bits * 2;
        }
        evidence
    }

    fn violation(&self, pairs: &[&Pair], table: &Table<'_>) -> Option<Violation> {
        let group = Group::new(pairs, table)?;
        let Group { best, left, right, claims } = &group;
        let mut values = group.values();
        values.insert("quantity", figure(left));
        let differs = self.differ.contains(&Slot::Quantity);
        // Two counters may count differently; what was done they should both know.
        let asks_only = differs && attributed_apart(left, right);
        // Figures far apart that no slip explains may count different things after all.
        let is_far = best.distance > FAR && hint_of(left, right).is_none();
        let has_no_order = differs && may_be_replaced(left, right, table);
        let weak =
            best.likeness < Likeness::Same && self.rarity == 0 || differs && is_far || has_no_order;
        let severity = match (asks_only, weak) {
            (true, _) => Some(Severity::Note),
            (_, true) => Some(Severity::Warning),
            _ => None,
        };
        let help = if asks_only {
            let [one, other] =
                [&left.attribution, &right.attribution].map(|it| it.clone().unwrap_or_default());
            Some(format!("each figure is attributed to its own counter: {one} and {other}"))
        } else {
            has_no_order.then(|| UNDATED.to_owned())
        };
        let mut key: Vec<String> = claims
            .iter()
            .map(|it| {
                format!(
                    "{} {}",
                    it.source.key,
                    it.quantity.map_or_else(String::new, |it| it.leading().to_string())
                )
            })
            .collect();
        key.sort();
        key.dedup();
        key.insert(0, fact_key(left));
        Some(Violation {
            evidence: self.evidence(best, table),
            severity,
            help,
            hint: pairs.iter().filter(|_| differs).find_map(|it| {
                let (a, b) = (table.claims.get(it.left)?, table.claims.get(it.right)?);
                hint_among(a, b, table.claims)
            }),
            key,
            ..group.violation(values, table)
        })
    }
}

/// Which claims count only up to a moment; each is asked once, however many others it is held against.
struct SoFar<'r> {
    words: &'r [String],
    known: Vec<OnceCell<bool>>,
}

impl SoFar<'_> {
    /// Whether the smaller figure counts only up to a moment: "up to 11:00 the company had to cancel 1,120 trains".
    fn is_smaller(&self, pair: &Pair, a: &Claim, b: &Claim) -> bool {
        let leading = |it: &Claim| it.quantity.map(|it| it.leading());
        let (index, smaller) =
            if leading(a) <= leading(b) { (pair.left, a) } else { (pair.right, b) };
        let near = |it: Option<&str>| it.is_some_and(|it| says(it, self.words));
        let says_so = || near(before(smaller)) || near(after(smaller));
        self.known.get(index).is_some_and(|it| *it.get_or_init(says_so))
    }
}

/// Whether the sentence of one claim gives the other's figure as well: a total beside its parts.
fn gives_both(other: &Claim, claim: &Claim, claims: &[Claim]) -> bool {
    let stated = other.stated().filter(|it| it.significant_digits() >= 2).map(Figure::value);
    stated.is_some()
        && around(claims, claim).iter().any(|it| {
            it.sentence.start == claim.sentence.start
                && it.kind == other.kind
                && it.unit == other.unit
                && it.stated().map(Figure::value) == stated
        })
}

/// A running count, of which the later figure is no smaller than the earlier one.
pub(super) fn is_replaced(a: &Claim, b: &Claim, table: &Table<'_>) -> bool {
    // Who was hurt on Monday may die on Thursday; but a year's arrests are counted when it is over.
    let days = |from: Date, to: Date| to.duration_since(from).as_hours() / 24;
    let is_closed = |it: &Claim| {
        let bounded = it.period.filter(Period::is_bounded);
        let Some((start, end)) = bounded.and_then(|it| it.start().zip(it.end())) else {
            return false;
        };
        let is_short = days(start, end) <= EVENT_DAYS;
        let since = it.source.published.map(|it| days(end, it));
        !is_short || since.is_some_and(|it| it > STILL_COUNTED_DAYS)
    };
    let is_same_closed_period = a.period == b.period && is_closed(a) && is_closed(b);
    let replaces = |later, earlier| table.lexicon.takes_place_of(later, earlier);
    !is_same_closed_period && (replaces(a, b) || replaces(b, a))
}

/// Two running counts without a time of their own, and no two dates that say which is the later one. A draft has no
/// date of its own: it tells what its sources tell.
fn may_be_replaced(a: &Claim, b: &Claim, table: &Table<'_>) -> bool {
    let is_open = |it: &Claim| {
        it.document >= table.drafts && table.lexicon.is_running(it) && it.period.is_none()
    };
    let is_undated = a.source.published.is_none() || b.source.published.is_none();
    is_open(a) && is_open(b) && is_undated && hint_of(a, b).is_none()
}

fn agrees(slot: Slot, pair: &Pair, a: &Claim, b: &Claim, table: &Table<'_>) -> bool {
    match slot {
        Slot::Quantity => {
            let stated = a.stated().zip(b.stated());
            stated.is_some_and(|(x, y)| x.value() == y.value())
        }
        Slot::Event => {
            a.event.is_some() && b.event.is_some() && pair.standing(slot) != Standing::Different
        }
        Slot::Action => match pair.standing(slot) {
            Standing::Same => true,
            // "a $13 billion budget", "turnout of 65 %": the noun says enough.
            Standing::Unknown => {
                let is_person = |it: &Claim| {
                    it.counted
                        .as_ref()
                        .is_none_or(|it| table.lexicon.nouns.is_a(&it.entity, "person"))
                };
                let is_measure = |it: &Claim| {
                    it.counted.as_ref().is_some_and(|it| table.lexicon.nouns.is_measure(&it.entity))
                };
                // A known action on one side is more than the noun says, unless it is a measure.
                let says_more =
                    |it: &Claim| it.actions.iter().any(|it| it.is_known) && !is_measure(it);
                !says_more(a)
                    && !says_more(b)
                    && pair.standing(Slot::Unit) == Standing::Same
                    && !is_person(a)
                    && pair.standing(Slot::Qualifiers) != Standing::Different
            }
            _ => false,
        },
        other => pair.standing(other) == Standing::Same,
    }
}

/// One side says something wider and gives the larger figure: the other may be a part of it.
pub(super) fn is_part_of_whole(pair: &Pair, a: &Claim, b: &Claim) -> bool {
    let (Some(x), Some(y)) = (a.quantity, b.quantity) else { return false };
    let is_wider =
        |side: Standing| pair.slots.iter().any(|it| it.slot != Slot::Story && it.standing == side);
    let left_is_larger = x.leading() > y.leading();
    if left_is_larger { is_wider(Standing::LeftWider) } else { is_wider(Standing::RightWider) }
}

/// Whether a clash of the two figures says anything. Reports of different days count different
/// things unless they name the same time; and where nothing specific ties the two together, only
/// figures of one size, or with the same digits, are worth an editor's time.
fn is_comparable(pair: &Pair, a: &Claim, b: &Claim) -> bool {
    if is_slip(a, b) {
        return true;
    }
    let is_same = |slot| pair.standing(slot) == Standing::Same;
    let days_apart = a
        .source
        .published
        .zip(b.source.published)
        .map(|(x, y)| x.duration_since(y).as_hours().abs() / 24);
    if days_apart.is_some_and(|it| it > NEWS_CYCLE_DAYS)
        && !is_same(Slot::Period)
        && !is_same(Slot::Event)
    {
        return false;
    }
    if pair.standing(Slot::Qualifiers) == Standing::Different {
        return false;
    }
    // A subgroup's share can be anything, whatever the share of the whole.
    let is_share = matches!(a.kind, Kind::Percent | Kind::Ratio | Kind::Measure);
    if are_both_right(a, b) {
        return false;
    }
    let is_narrower =
        |slot| matches!(pair.standing(slot), Standing::LeftWider | Standing::RightWider);
    if is_share && (is_narrower(Slot::Qualifiers) || is_narrower(Slot::Place)) {
        return false;
    }
    let is_tied =
        [Slot::Place, Slot::Period, Slot::Event, Slot::Qualifiers].into_iter().any(is_same);
    is_tied || pair.distance <= Decimal::new(5, 1) || has_same_digits(a, b, 1)
}

/// A time of at most so many days is that of an event.
const EVENT_DAYS: i64 = 3;

/// How many days after a time what happened in it is still being counted.
const STILL_COUNTED_DAYS: i64 = 7;

/// What would settle two running counts.
const UNDATED: &str = "such counts grow, and no dates say which report is the later one; a \
     `published` for both in sources.yaml would";

/// From this share of the larger figure on, a difference is no matter of care.
const FAR: Decimal = Decimal::from_parts(15, 0, 0, false, 2);

/// How many days apart two reports can still be of one piece of news.
const NEWS_CYCLE_DAYS: i64 = 3;

/// Three equal digits at another power of ten are one figure slipped, whatever narrows the noun.
fn is_slip(a: &Claim, b: &Claim) -> bool {
    const LEAST: usize = 3;
    has_same_digits(a, b, LEAST)
}

/// The figures differ by a power of ten: 21.7 million against 217.07 billion.
fn has_same_digits(a: &Claim, b: &Claim, least: usize) -> bool {
    let digits = |it: &Claim| it.stated().map(Figure::digits);
    match (digits(a), digits(b)) {
        (Some(x), Some(y)) => {
            x.len().min(y.len()) >= least && (x.starts_with(&y) || y.starts_with(&x))
        }
        _ => false,
    }
}

pub(super) fn is_vague(claim: &Claim) -> bool {
    claim.quantity.is_some_and(|it| it.hedge() == Hedge::Vague)
        || claim.period.is_some_and(|it| it.is_vague())
}

/// Both name who counted, and it is not the same.
pub(super) fn attributed_apart(a: &Claim, b: &Claim) -> bool {
    matches!((&a.attribution, &b.attribution), (Some(x), Some(y)) if x != y && !x.contains(y.as_str()) && !y.contains(x.as_str()))
}

/// Whether each side says its action of the counted things themselves.
pub(super) fn are_direct(a: &Claim, b: &Claim) -> bool {
    [a, b].iter().all(|it| it.actions.iter().any(|it| it.is_known && it.is_direct))
}
