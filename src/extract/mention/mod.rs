//! The mentions of a sentence: its expressions with what it says of them.

mod event;
mod when;

use super::slot::{self, Slots};
use super::token::Token;
use super::{Found, zh};
use crate::claim::time::When;
use crate::claim::{Event, Kind, Mention, Modality, Quantity, Rejected, Span, Value};
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
}

/// What earlier sentences of a block pass on.
#[derive(Default)]
pub(super) struct Carried {
    event: Option<Event>,
    has_fresh_event: bool,
    when: Option<(When, Span)>,
    /// The currency of the last amount.
    currency: Option<String>,
    /// What the figures before stood for.
    slots: slot::Carried,
}

impl Carried {
    /// Whether a sentence without a figure leaves it as it is: one after the name of an event may speak of that.
    pub(super) fn may_pass(&self) -> bool {
        !self.has_fresh_event
    }

    /// A sentence goes by of which nothing is read.
    pub(super) fn pass(&mut self) {
        self.slots.new_sentence();
    }

    /// Another block starts: only "the meeting" can still mean an event named before.
    pub(super) fn new_block(&mut self) {
        let (event, currency) = (self.event.take(), self.currency.take());
        let mut slots = std::mem::take(&mut self.slots);
        slots.new_block();
        *self = Self { event, currency, slots, ..Self::default() };
    }
}

impl<'s> Sentence<'s> {
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
}

/// The mentions of a sentence with their slots filled.
pub(super) fn read(
    sentence: &Sentence<'_>,
    carried: &mut Carried,
    rejected: &mut Vec<Rejected>,
    lexicon: &Lexicon,
) -> Vec<Mention> {
    let event = event::of_sentence(sentence, carried, lexicon);
    let (text, span, found) = (sentence.text, sentence.span, sentence.found);
    let mut mentions = Vec::with_capacity(found.len());
    let slots = slot::read(text, span, found, &mut carried.slots, lexicon);
    for (found, slots) in found.iter().zip(slots) {
        let slots = match slots {
            Some(Err(reason)) => {
                rejected.push(Rejected { span: found.span, reason });
                continue;
            }
            Some(Ok(slots)) => slots,
            None => Slots::default(),
        };
        let mut mention = of(sentence, found);
        if !found.kind.is_time() {
            mention.when = when::of(sentence, found, carried.when.as_ref());
            mention.event = event::of(sentence, found, event.as_ref());
            fill(&mut mention, slots, carried);
        }
        if let (None, Value::List { names, .. }) = (&mention.meaning, &mention.value) {
            mention.counted = slot::of_names(names, lexicon);
        }
        mentions.push(mention);
    }
    beside(&mut mentions, text);
    if zh::is_chinese(&text[span.range()]) {
        zh::fill(&mut mentions, text, lexicon);
    }
    carried.when = when::scope(sentence).or(carried.when.take());
    mentions
}

/// An expression with what needs no grammar.
fn of(sentence: &Sentence<'_>, found: &Found) -> Mention {
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
        unit: found.unit.clone(),
        meaning: None,
        counted: None,
        actions: Vec::new(),
        actors: Vec::new(),
        places: Vec::new(),
        when,
        event: None,
        attribution: None,
        modality: Modality::Actual,
        statistic: found.statistic,
        looks_ahead: when::looks_ahead(sentence, found),
        apposition: None,
    }
}

/// Takes what the grammar read.
fn fill(mention: &mut Mention, slots: Slots, carried: &mut Carried) {
    match mention.kind {
        Kind::Money => carried.currency.clone_from(&mention.unit),
        Kind::Count if slots.means_money && carried.currency.is_some() => {
            mention.unit.clone_from(&carried.currency);
            mention.kind = Kind::Money;
            if let Value::Quantity(quantity) = &mut mention.value {
                *quantity = quantity.rounded();
            }
        }
        Kind::Measure if slots.means_during => {
            if let Value::Quantity(quantity) = &mut mention.value {
                *quantity = quantity.stated().map_or(*quantity, Quantity::exact);
            }
        }
        Kind::Measure if slots.means_millions => {
            mention.unit = None;
            mention.kind = Kind::Count;
            if let Value::Quantity(quantity) = &mut mention.value {
                *quantity = quantity.times(slot::MILLION).unwrap_or(*quantity).rounded();
            }
        }
        _ => {}
    }
    mention.statistic = slots.statistic;
    mention.counted = slots.counted;
    mention.span = Span::new(mention.span.start, slots.end.unwrap_or(mention.span.end));
    if mention.counted.as_ref().is_some_and(crate::claim::Counted::is_age) {
        mention.kind = Kind::Measure;
        mention.unit = Some(AGE_UNIT.to_owned());
        mention.when = None;
        mention.event = None;
        mention.looks_ahead = false;
    }
    mention.actions = slots.actions;
    let Some(meaning) = slots.meaning else { return };
    mention.actors.clone_from(&meaning.who);
    mention.places.clone_from(&meaning.places);
    mention.attribution.clone_from(&meaning.speaker);
    mention.modality = meaning.modality;
    mention.meaning = Some(meaning);
}

/// The unit of an age.
const AGE_UNIT: &str = "year";

/// The amount beside another in another currency or unit: `217 yuan ($31)`, `30 dirhams - 3 euros`.
fn beside(mentions: &mut [Mention], text: &str) {
    let joins = |a: &Mention, b: &Mention| {
        // A list covers the figures inside it: nothing stands between them.
        let Some(gap) = a.span.until(b.span) else { return false };
        let between = gap.of(text).trim();
        let is_bracket = between == "(" || between == "（";
        let is_dash = matches!(between, "-" | "–" | "—" | "- about" | ", or" | "or");
        let is_amount = matches!(a.kind, Kind::Money | Kind::Measure);
        // One unit twice is a slip of the pen, where nothing else stands in the brackets.
        let is_alone = || text[b.span.end..].starts_with([')', '）']);
        let is_other = a.unit != b.unit || is_bracket && a.kind == Kind::Measure && is_alone();
        is_amount && is_other && a.kind == b.kind && (is_bracket || is_dash)
    };
    for index in (1..mentions.len()).rev() {
        if joins(&mentions[index - 1], &mentions[index]) {
            mentions[index - 1].apposition = Some(mentions[index].span);
            let before = mentions[index - 1].span;
            mentions[index].apposition.get_or_insert(before);
        }
    }
}
