//! Stage 3: mentions become claims: dates resolved, places and events canonical, ids given.

mod holiday;
mod part;
mod resolve;

use std::sync::Arc;

use crate::claim::time::When;
use crate::claim::{
    BlockKind, Claim, Document, Event, Kind, Mention, Name, Period, Position, Quantity, Rest, Span,
    Value, one_line, stable_id,
};
use crate::lexicon::Lexicon;

pub use resolve::resolve;
use resolve::runs_backwards;

/// The claims of a document, in order of position.
///
/// `index` is the document's position in the run's input order. Times are resolved against the
/// publication date with one reading each: the past one nearest to it, unless the clause looks
/// ahead.
pub fn claims(
    document: &Document,
    index: usize,
    mentions: &[Mention],
    lexicon: &Lexicon,
) -> Vec<Claim> {
    let mut claims = Vec::with_capacity(mentions.len());
    let mut sentence = (usize::MAX, Arc::<str>::from(""));
    let mut cursor = Cursor::new(document);
    let is_stated = |it: &&Mention| !document.origin.is_added(it.span);
    for mention in mentions.iter().filter(is_stated) {
        if sentence.0 != mention.sentence.start {
            let text = &document.original[mention.sentence.range()];
            sentence = (mention.sentence.start, Arc::from(text));
        }
        let position = cursor.place(mention.span);
        let text = Arc::clone(&sentence.1);
        claims.push(claim(document, index, mention, text, position, lexicon));
    }
    number_repeated_ids(&mut claims);
    claims
}

/// Line and column of offsets that mostly rise, so that a long line is walked once and not from its
/// start for every claim.
struct Cursor<'d> {
    document: &'d Document,
    offset: usize,
    position: (usize, usize),
}

impl<'d> Cursor<'d> {
    fn new(document: &'d Document) -> Self {
        Self { document, offset: 0, position: (1, 1) }
    }

    fn place(&mut self, span: Span) -> Position {
        if !self.document.origin.is_file() {
            return self.document.place(span);
        }
        let (line, column) = self.at(span.start);
        Position { bytes: span, line, column, at: None }
    }

    fn at(&mut self, offset: usize) -> (usize, usize) {
        let between = self.document.original.get(self.offset..offset);
        self.position = match between.filter(|it| !it.as_bytes().contains(&b'\n')) {
            Some(between) => (self.position.0, self.position.1 + between.chars().count()),
            None => self.document.position(offset),
        };
        self.offset = offset;
        self.position
    }
}

/// The events a document names: of a part of one, the whole.
pub fn names(index: usize, found: Vec<(Event, Span, Span)>) -> impl Iterator<Item = Name> {
    found.into_iter().map(move |(event, span, sentence)| {
        let event = event.within.map_or_else(|| Event { within: None, ..event }, |it| *it);
        Name { event, document: index, span, sentence }
    })
}

fn claim(
    document: &Document,
    index: usize,
    mention: &Mention,
    sentence_text: Arc<str>,
    position: Position,
    lexicon: &Lexicon,
) -> Claim {
    let published = document.source.published;
    let text = one_line(&document.original[mention.span.range()]);
    let resolved = |when| resolve(when, published, mention.looks_ahead);
    let period: Option<Period> = mention.when.as_ref().and_then(|it| resolved(&it.0));
    let period_text = mention.when.as_ref().map(|it| one_line(&document.original[it.1.range()]));
    let (quantity, names, rest) = value(&mention.value, lexicon);
    let is_money = mention.kind == Kind::Money;
    let block = document.blocks.get(mention.block);
    let mut event = mention.event.clone();
    if let Some(event) = &mut event
        && event.year.is_none()
    {
        event.year = published
            .map(jiff::civil::Date::year)
            .filter(|_| period.is_none())
            .or_else(|| period.and_then(|it| it.start()).map(jiff::civil::Date::year));
    }
    Claim {
        id: id(&document.source.key, &sentence_text, mention, &text),
        document: index,
        source: Arc::clone(&document.source),
        span: mention.span,
        sentence: mention.sentence,
        block: mention.block,
        is_heading: block.is_some_and(|it| it.kind == BlockKind::Heading),
        line: position.line,
        column: position.column,
        bytes: position.bytes,
        at: position.at,
        text,
        sentence_text,
        kind: mention.kind,
        quantity,
        names,
        rest,
        unit: if is_money { None } else { mention.unit.clone() },
        currency: if is_money { mention.unit.clone() } else { None },
        meaning: mention.meaning.clone(),
        counted: mention
            .counted
            .clone()
            .map(|it| crate::claim::Counted { text: one_line(&it.text), ..it }),
        actions: mention.actions.clone(),
        actors: mention.actors.iter().cloned().collect(),
        places: mention.places.iter().cloned().collect(),
        period,
        period_text,
        runs_backwards: mention.when.as_ref().is_some_and(|it| runs_backwards(&it.0)),
        weekday: mention.when.as_ref().and_then(|it| match it.0 {
            When::Day { weekday, .. } => weekday,
            When::Weekday { weekday, .. } => Some(weekday),
            _ => None,
        }),
        event,
        attribution: mention.attribution.clone(),
        modality: mention.modality,
        statistic: mention.statistic,
        apposition: mention.apposition,
    }
}

/// The quantity of a value; of a list the count of its names, canonical where they are known.
fn value(value: &Value, lexicon: &Lexicon) -> (Option<Quantity>, Vec<String>, Rest) {
    match value {
        Value::Quantity(quantity) => (Some(*quantity), Vec::new(), Rest::Nothing),
        Value::When(_) => (None, Vec::new(), Rest::Nothing),
        Value::List { names, rest } => {
            let canonical = |name: &String| {
                let id = lexicon.places.find(name);
                id.and_then(|it| lexicon.places.name(it))
                    .map_or_else(|| name.clone(), ToString::to_string)
            };
            let n = u64::try_from(names.len()).unwrap_or(u64::MAX);
            let quantity = match rest {
                Rest::Nothing => Quantity::listed(n, Some(n)),
                Rest::Open => Quantity::listed(n, None),
                // "A, B and other 8" is read as eight in all and as eight more.
                Rest::Exactly(more) => {
                    Quantity::listed((*more).max(n), Some(more.saturating_add(n)))
                }
            };
            (Some(quantity), names.iter().map(canonical).collect(), *rest)
        }
    }
}

/// Twelve hexadecimal digits from the source's key, the sentence and the expression's place in it; how lines are
/// broken makes no difference.
fn id(key: &str, sentence: &str, mention: &Mention, text: &str) -> String {
    let offset = mention.span.start.saturating_sub(mention.sentence.start);
    let before = sentence.get(..offset).unwrap_or_default().split_whitespace();
    let offset: usize = before.map(str::len).sum();
    stable_id(&[key, &one_line(sentence), mention.kind.name(), text, &offset.to_string()])
}

/// A sentence that stands twice in one document gives equal ids; later ones are told apart.
fn number_repeated_ids(claims: &mut [Claim]) {
    let mut seen = rustc_hash::FxHashMap::<String, usize>::default();
    for claim in claims {
        let count = seen.entry(claim.id.clone()).or_default();
        *count += 1;
        if *count > 1 {
            claim.id = stable_id(&[&claim.id, &count.to_string()]);
        }
    }
}
