//! What a sentence says of its figures: what is counted, what was done, by whom, where and when.
//!
//! Everything here reads tokens around a found expression; nothing looks beyond the block.

mod action;
mod actor;
mod age;
mod clause;
mod counted;
mod event;
mod modality;
mod phrase;
mod place;
mod role;
mod time;

use std::cell::OnceCell;

use super::Found;
use super::token::Token;
use crate::claim::mention::{Kind, Mention, Rejected, Value};
use crate::claim::time::When;
use crate::claim::{Counted, Event, Span, Statistic};
use crate::lexicon::Lexicon;

/// A sentence with its tokens and what was found in it.
pub(super) struct Sentence<'s> {
    pub(super) text: &'s str,
    pub(super) span: Span,
    pub(super) block: usize,
    pub(super) tokens: &'s [Token<'s>],
    pub(super) found: &'s [Found],
    /// The events the sentence names.
    pub(super) events: &'s [(Event, Span)],
    /// For each token the expression it belongs to, as an index of `found`.
    owners: Vec<Option<usize>>,
    /// For each token where its clause starts, once that was asked.
    clauses: Vec<OnceCell<usize>>,
}

/// What earlier sentences of a block pass on.
#[derive(Default)]
pub(super) struct Carried {
    event: Option<Event>,
    has_fresh_event: bool,
    when: Option<(When, Span)>,
    counted: Option<Counted>,
    /// The same of the block before.
    counted_before: Option<Counted>,
    /// The currency of the last amount.
    currency: Option<String>,
    /// What the figures before counted, by the grammar.
    slots: super::slot::Carried,
}

impl Carried {
    /// Another block starts: only "the meeting" can still mean an event named before.
    pub(super) fn new_block(&mut self) {
        let before = self.counted.take().or_else(|| self.counted_before.take());
        let (event, currency) = (self.event.take(), self.currency.take());
        *self = Self { event, currency, counted_before: before, ..Self::default() };
    }
}

impl<'s> Sentence<'s> {
    /// A sentence of a document's text.
    pub(super) fn new(
        text: &'s str,
        (span, block): (Span, usize),
        tokens: &'s [Token<'s>],
        found: &'s [Found],
        events: &'s [(Event, Span)],
    ) -> Self {
        let mut owners = vec![None; tokens.len()];
        // Lists are left out: their names are ordinary words. So are multiples that are verbs: in "it
        // doubled to 40" the verb says what happened to the 40.
        let is_verb = |it: &Found| {
            let token = tokens.get(it.first).filter(|_| it.last == it.first + 1);
            token.and_then(|it| it.entry).is_some_and(|it| it.verb_family.is_some())
        };
        let owns = |it: &(usize, &Found)| it.1.kind != Kind::List && !is_verb(it.1);
        for (index, it) in found.iter().enumerate().filter(owns) {
            let owned = owners.get_mut(it.first..it.last).unwrap_or_default();
            owned.iter_mut().filter(|it| it.is_none()).for_each(|it| *it = Some(index));
        }
        let clauses = vec![OnceCell::new(); tokens.len()];
        Self { text, span, block, tokens, found, events, owners, clauses }
    }

    /// The token at an index.
    fn token(&self, index: usize) -> Option<&'s Token<'s>> {
        self.tokens.get(index)
    }

    /// The tokens around a figure that no dash or semicolon cuts off from it.
    fn segment(&self, found: &Found) -> std::ops::Range<usize> {
        let cuts = |it: &Token<'_>| it.is_mark("—–;");
        let first = self.tokens[..found.first].iter().rposition(cuts).map_or(0, |it| it + 1);
        let after = self.tokens[found.last..].iter().position(cuts);
        first..after.map_or(self.tokens.len(), |it| found.last + it)
    }

    /// The expression a token belongs to; of a list none.
    fn owner(&self, index: usize) -> Option<&'s Found> {
        self.found.get((*self.owners.get(index)?)?)
    }

    /// Whether a number other than `found` owns the token.
    fn is_other_number(&self, index: usize, found: &Found) -> bool {
        self.owner(index).is_some_and(|it| !it.kind.is_time() && it.first != found.first)
    }
}

/// The mentions of a sentence with their slots filled.
pub(super) fn read(
    sentence: &Sentence<'_>,
    carried: &mut Carried,
    rejected: &mut Vec<Rejected>,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let event = event::of_sentence(sentence, carried, lexicon);
    if sentence.found.is_empty() {
        return Vec::new();
    }
    let attributions = actor::attributions(sentence);
    let mut mentions = Vec::with_capacity(sentence.found.len());
    let mut earlier = carried.counted.take();
    let mut last_counted: Option<Counted> = None;
    let mut slots = super::slot::read(
        sentence.text,
        sentence.span,
        sentence.found,
        &mut carried.slots,
        lexicon,
    );
    for (index, found) in sentence.found.iter().enumerate() {
        if found.kind.is_time() {
            mentions.push(mention_of_time(sentence, found));
            continue;
        }
        if let Some(reason) = slots[index].as_ref().and_then(|it| it.none) {
            rejected.push(Rejected { span: found.span, reason });
            continue;
        }
        if let Some(age) = age::of(sentence, found, lexicon) {
            let meaning = slots[index].take().map(|it| it.meaning);
            mentions.push(Mention { meaning, ..mention_of_age(sentence, found, age) });
            continue;
        }
        let of_before = last_counted
            .as_ref()
            .or(earlier.as_ref().filter(|_| counted::refers_back(sentence, found)))
            .or_else(|| {
                let before = carried.counted_before.as_ref();
                before.filter(|_| counted::is_what_was_said(sentence, found))
            });
        let mut noun = counted::of(sentence, found, of_before, lexicon);
        let accompaniment = phrase::accompaniment(sentence, &noun);
        if let Some(counted) = &mut noun.counted {
            counted.qualifiers.extend(accompaniment);
            counted.qualifiers.extend(phrase::ranked_part(sentence, found));
            counted.qualifiers.extend(phrase::subgroup(sentence, found, lexicon));
        }
        let actions = action::of(sentence, found, &noun, lexicon);
        // "Two buses collided and 17 were injured": not 17 buses.
        let is_open = noun.counted.as_ref().is_none_or(|it| {
            let is_carried = noun.head.is_none() && !noun.is_subject;
            is_carried && !lexicon.nouns.is_a(&it.entity, "person")
        });
        if is_open && counted::is_of_people(sentence, found, &actions, lexicon) {
            noun.counted = Some(counted::people());
        }
        let apposition = apposed(sentence, index);
        if found.kind == Kind::Money {
            carried.currency.clone_from(&found.unit);
        }
        let unit = found.unit.clone().or_else(|| {
            let is_meant = means_money(sentence, found, &noun, &actions, lexicon);
            carried.currency.clone().filter(|_| is_meant)
        });
        let kind = if unit.is_some() && found.unit.is_none() { Kind::Money } else { found.kind };
        let statistic = role::statistic(sentence, found, &noun, lexicon);
        // "A turnout of 52 %, the board says, down from 55 %": a former turnout.
        if statistic == Statistic::Former && noun.head.is_none() {
            let same = mentions.iter().rev().find(|it: &&Mention| it.kind == kind);
            noun.counted = same.and_then(|it| it.counted.clone()).or(noun.counted);
        }
        if let Some(counted) = noun.counted.as_ref().filter(|_| found.kind == Kind::Count) {
            last_counted = Some(counted.clone());
        }
        mentions.push(Mention {
            meaning: slots[index].take().map(|it| it.meaning),
            span: found.span,
            sentence: sentence.span,
            block: sentence.block,
            kind,
            value: if kind == found.kind { found.value.clone() } else { as_money(&found.value) },
            unit,
            actors: actor::of(sentence, found, lexicon),
            places: place::of(sentence, found, noun.last, lexicon),
            when: time::of(sentence, found, carried.when.as_ref(), lexicon),
            event: event::of(sentence, found, event.as_ref()),
            attribution: attributions.nearest(found.span),
            modality: modality::of(sentence, found, noun.last),
            looks_ahead: role::looks_ahead(sentence, found),
            counted: noun.counted,
            actions,
            statistic,
            apposition,
        });
    }
    carried.counted = last_counted.or_else(|| earlier.take());
    carried.when = time::scope(sentence).or(carried.when.take());
    mentions
}

/// "A net profit of 47.1 million", "842.7 million was spent": an amount whose currency stands earlier in the text.
fn means_money(
    sentence: &Sentence<'_>,
    found: &Found,
    noun: &phrase::Noun,
    actions: &[crate::claim::Action],
    lexicon: &Lexicon,
) -> bool {
    const MILLION: rust_decimal::Decimal =
        rust_decimal::Decimal::from_parts(1_000_000, 0, 0, false, 0);
    let Value::Quantity(quantity) = &found.value else { return false };
    let is_large = found.kind == Kind::Count && quantity.leading() >= MILLION;
    let is_alone = noun.head.is_none() && !counted::refers_back(sentence, found);
    let is_amount =
        noun.counted.as_ref().is_some_and(|it| lexicon.nouns.is_a(&it.entity, "money-amount"));
    let is_paid = noun.counted.is_none()
        && actions.first().is_some_and(|it| lexicon.families.is_paid(&it.family));
    is_large && is_alone && (is_amount || is_paid)
}

fn as_money(value: &Value) -> Value {
    match value {
        Value::Quantity(quantity) => Value::Quantity(quantity.rounded()),
        other => other.clone(),
    }
}

/// An age: whatever its bearer did, it was not done to the years.
fn mention_of_age(sentence: &Sentence<'_>, found: &Found, age: age::Age) -> Mention {
    Mention {
        span: age.span,
        kind: Kind::Measure,
        unit: Some(age::UNIT.to_owned()),
        counted: Some(age.counted),
        when: None,
        modality: crate::claim::Modality::Actual,
        looks_ahead: false,
        ..mention_of_time(sentence, found)
    }
}

fn mention_of_time(sentence: &Sentence<'_>, found: &Found) -> Mention {
    let when = match &found.value {
        Value::When(when) => Some((when.clone(), found.span)),
        _ => None,
    };
    Mention {
        span: found.span,
        sentence: sentence.span,
        block: sentence.block,
        kind: found.kind,
        value: found.value.clone(),
        unit: None,
        meaning: None,
        counted: None,
        actions: Vec::new(),
        actors: Vec::new(),
        places: Vec::new(),
        when,
        event: None,
        attribution: None,
        modality: modality::of(sentence, found, found.last),
        statistic: Statistic::Amount,
        looks_ahead: role::looks_ahead(sentence, found),
        apposition: None,
    }
}

/// The amount beside this one in another currency or unit: `217 yuan ($31)`, `30 dirhams - 3 euros`.
fn apposed(sentence: &Sentence<'_>, index: usize) -> Option<Span> {
    let found = &sentence.found[index];
    let is_money = |it: &&Found| it.kind == Kind::Money;
    if !matches!(found.kind, Kind::Money | Kind::Measure) {
        return None;
    }
    let joins = |a: &Found, b: &Found| {
        // A list covers the figures inside it: nothing stands between them.
        let Some(gap) = a.span.until(b.span) else { return false };
        let between = gap.of(sentence.text).trim();
        let is_bracket = between == "(" || between == "（";
        let is_dash = matches!(between, "-" | "–" | "—" | "- about" | ", or" | "or");
        a.unit != b.unit && a.kind == b.kind && (is_bracket || is_dash)
    };
    let before = index.checked_sub(1).and_then(|it| sentence.found.get(it));
    let after = sentence.found.get(index + 1);
    let next =
        after.filter(|it| joins(found, it)).filter(|it| is_money(it) || it.kind == found.kind);
    next.or_else(|| before.filter(|it| joins(it, found))).map(|it| it.span)
}
